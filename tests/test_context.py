"""What templates see: plain data, all of it described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from courseware.brand.read import read_brand
from courseware.context import context
from courseware.course.deliveries import delivery
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.files import Files
from courseware.labels import read_labels

ROOT = Path(__file__).parents[1]
THEIR_OWN = ("labels", "meta", "vars", "settings", "colors", "inks", "families", "options", "pages_of", "licensee")
"""Groups whose names are the author's or the brand's."""
PLAIN = (str, int, float, bool, list, dict, Markup, type(None))


@pytest.fixture(scope="module", params=["module", "course"])
def plain(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The data of the sample course's first module, and of the course as a whole."""
    files = Files(ROOT)
    course, _ = read_course(files)
    brand = read_brand(files, "fjordlight")
    made = delivery(course, None, "fjordlight")
    seen = select(course, made, "trainer", "pdf")
    labels = read_labels(files, [brand.folder, "@templates"], "en")
    module = seen.modules[0] if request.param == "module" else None
    about = {"name": "handout.pdf", "title": "handout", "audience": "participant"}
    return context(seen, module, brand, made, labels, document=about, options={"lines": True})


def walk(value: Any) -> Iterator[Any]:
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(each)


def test_templates_get_plain_data_only(plain: dict[str, Any]) -> None:
    assert {type(value) for value in walk(plain)} <= set(PLAIN)
    assert all(isinstance(key, str) for value in walk(plain) if isinstance(value, dict) for key in value)


def names(value: Any) -> Iterator[str]:
    """The names in plain data, but not those that an author or a brand chose."""
    if isinstance(value, list):
        for each in value:
            yield from names(each)
    elif isinstance(value, dict):
        yield from value
        for name, each in value.items():
            if not (name in THEIR_OWN and isinstance(each, dict)):
                yield from names(each)


def test_every_name_that_templates_get_is_described(plain: dict[str, Any]) -> None:
    described = set(re.findall(r"\w+", (ROOT / "docs/templates.md").read_text(encoding="utf-8")))
    assert set(names(plain)) <= described


def test_a_module_knows_its_neighbours_by_name_and_not_by_content(plain: dict[str, Any]) -> None:
    if plain["module"] is None:
        assert all("slides" in module for module in plain["course"]["modules"])
    else:
        assert [module["number"] for module in plain["course"]["modules"]] == [1, 2, 3, 4, 5, 6, 7, 8]
        assert not any("slides" in module for module in plain["course"]["modules"])
        assert len(plain["module"]["slides"]) > 18
