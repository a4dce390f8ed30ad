"""What a brand says of the handout reaches the handout, and gives way to a delivery."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.cli import main

COURSE = """title: Ours
language: en
modules: [01-one]
deliveries:
  plain: {brand: ours}
  wide: {brand: ours, options: {handout.txt: {lines: 3}}}
"""
BRAND = 'color: {primary: "#123456"}\ndefaults: {courseware: {handout: {%s}}}\n'


def project(folder: Path, options: str) -> None:
    """A course with one module, a document handout.txt that prints its options, and the brand `ours` with these options for it."""
    for name, text in {
        "syllabus/course.yml": COURSE,
        "syllabus/01-one.md": "---\ntitle: One\n---\n## Hello\n\nText\n",
        "templates/module/handout.txt.j2": "---\noptions: {lines: 6, cover: true}\n---\n{{ options.lines }} {{ options.cover }}\n",
        "templates/brands/ours/_brand.yml": BRAND % options,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def build(delivery: str) -> int:
    """Build the handout of a delivery in the current folder; gives the exit status."""
    with pytest.raises(SystemExit) as left:
        main(["build", "--delivery", delivery, "--only", "handout.txt", "-j", "1"])
    return int(left.value.code or 0)


@pytest.mark.parametrize(("delivery", "printed"), [("plain", "8 True\n"), ("wide", "3 True\n")])
def test_a_brand_sets_the_options_of_its_handout_and_a_delivery_has_the_last_word(
    delivery: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, "lines: 8")
    monkeypatch.chdir(tmp_path)
    assert build(delivery) == 0
    assert (tmp_path / "build" / delivery / "01-one/handout.txt").read_text() == printed


def test_an_option_that_the_handout_lacks_is_told_at_the_brands_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, "line: 8")
    monkeypatch.chdir(tmp_path)
    assert build("plain") == 1
    told = "".join(capsys.readouterr())
    assert (
        "templates/brands/ours/_brand.yml:2:35: handout.txt has no option 'line'\n  hint: did you mean lines?" in told
    )
