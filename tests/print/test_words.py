"""Every printed word stands in the labels, in every language that comes with the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

TEMPLATES = Path(__file__).parents[2] / "templates"
LANGUAGES = ("en", "de", "fr", "es")
ASKED = re.compile(r"labels\.(\w+)")
PUT_TOGETHER = re.compile(r'"(\w+_)" ~|[\[(]f"(\w+_)\{')
"""The beginnings of keys that a template or the program puts together."""
FIELD = re.compile(r"\{(\w+)\}")


def labels(language: str) -> dict[str, str]:
    found = yaml.safe_load((TEMPLATES / f"labels/{language}.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*.j2"))


def test_every_language_has_the_same_labels_with_the_same_fields() -> None:
    fields = [{key: sorted(FIELD.findall(text)) for key, text in labels(each).items()} for each in LANGUAGES]
    assert all(each == fields[0] for each in fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_text(language: str) -> None:
    assert [key for key, text in labels(language).items() if not isinstance(text, str) or not text] == []


def test_every_label_that_a_template_asks_for_is_there() -> None:
    known = set(labels("en")) | {"items"}
    asked = {(path.name, key) for path in templates() for key in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert {each for each in asked if each[1] not in known} == set()


def test_no_label_is_there_that_nobody_asks_for() -> None:
    """Apart from those whose key a template or the deck puts together."""
    sources = "".join(path.read_text(encoding="utf-8") for path in templates())
    sources += "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES.parent / "courseware").rglob("*.py"))
    prefixes = {each for found in PUT_TOGETHER.findall(sources) for each in found if each}
    built = (
        *prefixes,
        "exercise",
        "discussion",
        "question",
        "slide",
        "section",
        "outline",
        "handout",
        "instructor-notes",
    )
    idle = [
        key for key in labels("en") if not key.startswith(built) and not re.search(rf"\b{re.escape(key)}\b", sources)
    ]
    assert idle == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.name))
def test_no_printed_word_stands_in_a_template(path: Path) -> None:
    """What is left of a template without code, tags, styles and comments has no letters."""
    text = re.sub(r"\A---\n.*?^---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    if ".css." in path.name or ".xml." in path.name or ".ics." in path.name:
        return
    text = re.sub(r"\{#.*?#\}|<style>.*?</style>|\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", text) == []
