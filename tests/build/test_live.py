"""A course that is looked at while it is written: what is kept, what is dropped, and what is shown where the source has errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courseware.build.live import Live, Look
from courseware.build.request import Request
from courseware.build.warmshelf import WarmShelf
from courseware.files import Files, packaged_templates
from courseware.problems import Problem
from tests.build.course import FACTS, write, write_course

WEATHER, SPORTS = "01-weather", "02-sports"
BRANDS = ("house", "fjordlight")


@pytest.fixture(autouse=True)
def _nothing_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))


class Calls(list[str]):
    """What was done, in order: `read 01-weather`, `fit Weather`, `print handout.pdf`, `base house`."""

    def take(self) -> list[str]:
        done = sorted(self)
        self.clear()
        return done


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The calls that take time, taken down as they are made."""
    import courseware.course.modules as modules
    import courseware.deck.fit as fitting
    import courseware.pdf as pdf
    import courseware.powerpoint.base as base

    found = Calls()

    def counted(owner: Any, name: str, said: Callable[..., str]) -> None:
        real = getattr(owner, name)

        def call(*given: Any, **named: Any) -> Any:
            found.append(said(*given, **named))
            return real(*given, **named)

        monkeypatch.setattr(owner, name, call)

    counted(modules, "read_module", lambda files, file, name, *_, **__: f"read {name}")
    counted(fitting, "fit", lambda deck, *_, **__: f"fit {deck.title}")
    counted(pdf, "write_pdf", lambda *_, name, **__: f"print {Path(name).name}")
    counted(base, "base_presentation", lambda brand, *_: f"base {brand.name}")
    return found


def live(project: Path, *, out: str = "build", **wanted: Any) -> Live:
    files = Files(project, {"@templates": packaged_templates()})
    return Live(files, Request(out=project / out, **wanted))


def edit(project: Path, module: str, old: str, new: str) -> None:
    path = project / f"syllabus/{module}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def words(look: Look, module: str, delivery: str = "house") -> str:
    return repr(look.module(delivery, module).slides.pages)


def errors(found: tuple[Problem, ...]) -> list[str]:
    return [f"{each.place.file}:{each.place.line}" for each in found if each.severity == "error"]


@pytest.mark.parametrize("brand", BRANDS)
def test_an_edit_reads_and_fits_its_module_alone(tmp_path: Path, calls: Calls, brand: str) -> None:
    course = live(write_course(tmp_path))
    first = course.look()
    for module in (WEATHER, SPORTS):
        first.module(brand, module)
    assert calls.take() == [f"base {brand}", "fit Sports", "fit Weather", f"read {WEATHER}", f"read {SPORTS}"]

    edit(tmp_path, WEATHER, "A first point", "Another point")
    second = course.look()
    assert "Another point" in words(second, WEATHER, brand)
    assert second.module(brand, SPORTS).slides is first.module(brand, SPORTS).slides
    assert calls.take() == ["fit Weather", f"read {WEATHER}"]
    assert "A first point" in words(first, WEATHER, brand), "what was shown before stays as it was"


def test_a_look_at_a_course_that_nobody_touched_is_the_same_look(tmp_path: Path, calls: Calls) -> None:
    course = live(write_course(tmp_path))
    look = course.look()
    look.module("house", WEATHER)
    calls.take()
    path = tmp_path / f"syllabus/{WEATHER}.md"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert course.look() is look
    assert calls.take() == []


def test_what_a_module_includes_belongs_to_it(tmp_path: Path, calls: Calls) -> None:
    write_course(tmp_path)
    edit(tmp_path, WEATHER, "- A second point", "{{< include _more.md >}}")
    write(tmp_path / "syllabus/_more.md", "- From elsewhere\n")
    course = live(tmp_path)
    for module in (WEATHER, SPORTS):
        course.look().module("house", module)
    calls.take()
    write(tmp_path / "syllabus/_more.md", "- From another place\n")
    look = course.look()
    assert "From another place" in words(look, WEATHER)
    look.module("house", SPORTS)
    assert calls.take() == ["fit Weather", f"read {WEATHER}"]


def test_a_title_that_other_modules_may_show_drops_their_slides_too(tmp_path: Path, calls: Calls) -> None:
    course = live(write_course(tmp_path))
    for module in (WEATHER, SPORTS):
        course.look().module("house", module)
    calls.take()
    edit(tmp_path, WEATHER, "title: Weather", "title: Climate")
    for module in (WEATHER, SPORTS):
        course.look().module("house", module)
    assert calls.take() == ["fit Climate", "fit Sports", f"read {WEATHER}"]


def test_a_document_is_printed_again_only_where_its_module_changed(tmp_path: Path, calls: Calls) -> None:
    course = live(write_course(tmp_path))
    for module in (WEATHER, SPORTS):
        assert course.look().printed("house", module, "handout.pdf").pages > 0
    calls.take()
    edit(tmp_path, WEATHER, "What everybody may read", "What all may read")
    kept = course.look().printed("house", SPORTS, "handout.pdf")
    made = course.look().printed("house", WEATHER, "handout.pdf")
    assert calls.take() == ["fit Weather", "print handout.pdf.j2", f"read {WEATHER}"]
    assert course.look().printed("house", SPORTS, "handout.pdf") is kept
    small = course.look().printed("house", WEATHER, "handout.pdf", (("handout.pdf", "paper", "A5"),))
    assert small.digest != made.digest
    assert calls.take() == ["print handout.pdf.j2"]


def test_a_brand_of_the_project_that_changes_is_read_again_and_the_others_are_not(tmp_path: Path, calls: Calls) -> None:
    write_course(tmp_path)
    shutil.copytree(packaged_templates() / "brands/fjordlight", tmp_path / "templates/brands/fjordlight")
    course = live(tmp_path)
    before = course.look().module("house", WEATHER)
    course.look().module("fjordlight", WEATHER)
    calls.take()
    path = tmp_path / "templates/brands/fjordlight/_brand.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n# a remark\n", encoding="utf-8")
    look = course.look()
    assert look.module("house", WEATHER).slides is before.slides
    look.module("fjordlight", WEATHER)
    assert calls.take() == ["base fjordlight", "fit Weather"]


def test_an_override_that_appears_is_noticed(tmp_path: Path, calls: Calls) -> None:
    course = live(write_course(tmp_path))
    course.look().module("house", WEATHER)
    calls.take()
    override = (packaged_templates() / "module/deck.pptx.j2").read_text(encoding="utf-8")
    write(tmp_path / "templates/module/deck.pptx.j2", override)
    course.look().module("house", WEATHER)
    assert "fit Weather" in calls.take()


def test_an_error_in_a_slide_makes_it_red_and_stands_at_its_line(tmp_path: Path) -> None:
    course = live(write_course(tmp_path))
    pages = len(course.look().module("house", WEATHER).slides.pages)
    edit(tmp_path, WEATHER, "- A second point", "\n![A cloud](cloud.png)")
    seen = course.look().module("house", WEATHER)
    assert len(seen.slides.pages) == pages
    assert not seen.stale
    assert errors(seen.problems) == [f"syllabus/{WEATHER}.md:13"]
    assert errors(course.look().module("house", SPORTS).problems) == []
    edit(tmp_path, WEATHER, "\n![A cloud](cloud.png)", "- A second point")
    assert course.look().module("house", WEATHER).problems == ()


@pytest.mark.parametrize(
    "facts", ["title: [", "", "title: Small talk\nmodules: 7\n", None], ids=["torn", "empty", "no list", "gone"]
)
def test_a_course_that_cannot_be_read_shows_what_was_there_and_comes_back(tmp_path: Path, facts: str | None) -> None:
    course = live(write_course(tmp_path))
    before = course.look().module("house", WEATHER).slides
    if facts is None:
        (tmp_path / "syllabus/course.yml").unlink()
    else:
        write(tmp_path / "syllabus/course.yml", facts)
    look = course.look()
    assert errors(look.problems)
    assert look.module("house", WEATHER).slides == before
    assert "spring" in [each.name for each in look.deliveries]
    write(tmp_path / "syllabus/course.yml", FACTS)
    look = course.look()
    assert not look.stale
    assert errors(look.problems) == []
    assert look.module("house", WEATHER).slides == before


def test_a_broken_deck_template_leaves_the_last_good_slides(tmp_path: Path) -> None:
    course = live(write_course(tmp_path))
    before = course.look().module("house", WEATHER).slides
    write(tmp_path / "templates/module/deck.pptx.j2", "---\ntitle: Deck\naudience: trainer\n---\n{% for %}")
    seen = course.look().module("house", WEATHER)
    assert seen.stale
    assert seen.slides is before
    assert errors(seen.problems)[0].startswith("templates/module/deck.pptx.j2:")
    (tmp_path / "templates/module/deck.pptx.j2").unlink()
    assert not course.look().module("house", WEATHER).stale


def test_a_folder_that_was_never_a_course_raises_nothing_and_becomes_one(tmp_path: Path) -> None:
    course = live(tmp_path)
    look = course.look()
    assert look.stale
    assert look.deliveries == ()
    assert look.first == ""
    write_course(tmp_path)
    look = course.look()
    assert look.first == "house"
    assert look.course("house").title == "Small talk"
    with pytest.raises(KeyError):
        look.module("house", "03-none")
    with pytest.raises(KeyError):
        look.module("nobody", WEATHER)


def test_the_deliveries_of_the_course_and_every_brand_are_there_to_switch_between(tmp_path: Path) -> None:
    look = live(write_course(tmp_path), delivery="spring").look()
    names = [each.name for each in look.deliveries]
    assert names[0] == "spring"
    assert {"house", "fjordlight"} < set(names)
    assert look.first == "spring"
    assert live(tmp_path, brands=("fjordlight",)).look().first == "fjordlight"


def test_a_shelf_that_stays_gives_the_values_of_one_that_is_new(tmp_path: Path) -> None:
    files = Files(write_course(tmp_path), {"@templates": packaged_templates()})
    shelf = WarmShelf(files)
    shelf.course(files.fresh(), "")
    edit(tmp_path, SPORTS, "A first point", "One more point")
    (tmp_path / "syllabus/03-food.md").write_text("---\ntitle: Food\n---\n## Eat\n\n- Bread\n", encoding="utf-8")
    write(tmp_path / "syllabus/course.yml", FACTS.replace("02-sports", "02-sports, 03-food"))
    stays, new = files.fresh(), files.fresh()
    assert shelf.again().course(stays, "") == WarmShelf(files).course(new, "")
    assert dict(stays.reads.items()) == dict(new.reads.items())


def test_modules_are_not_read_again_by_the_next_process_unless_their_text_is_another(
    tmp_path: Path, calls: Calls
) -> None:
    write_course(tmp_path)
    live(tmp_path).look()
    calls.take()
    edit(tmp_path, WEATHER, "A first point", "A point")
    assert live(tmp_path).look().problems == ()
    assert calls.take() == [f"read {WEATHER}"]


def test_what_is_wrong_with_a_module_is_kept_with_it(tmp_path: Path, calls: Calls) -> None:
    write_course(tmp_path)
    edit(tmp_path, WEATHER, "- A second point", "![A cloud](cloud.png)")
    first = live(tmp_path).look().problems
    calls.take()
    assert live(tmp_path).look().problems == first
    assert calls.take() == []
    write(tmp_path / "syllabus/cloud.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')
    edit(tmp_path, WEATHER, "cloud.png", "cloud.svg")
    assert errors(live(tmp_path).look().problems) == []
