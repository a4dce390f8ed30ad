"""`courseware schema`: what editors check by is what courseware reads by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from courseware.brand.read import read_brand
from courseware.commands.schema import FILES
from courseware.course.read import read_course
from courseware.files import Files, packaged_templates
from courseware.problems import CoursewareError
from tests.brand.test_form import WHOLE
from tests.build.course import run, write, write_course


def schema(kind: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(run(Path.cwd(), "schema", kind).return_value.text)
    return found


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_a_schema_and_describes_every_key(kind: str) -> None:
    found = schema(kind)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(dict(found))
    assert found["title"]
    silent = [
        path for path, each in keys(found, found, "") if not each.get("description") and not each.get("deprecated")
    ]
    assert silent == []


def keys(part: Any, root: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every key of a schema with what is said of it; what it refers to may say it."""
    if isinstance(part, list):
        for each in part:
            yield from keys(each, root, path)
    if not isinstance(part, dict):
        return
    for name, each in part.get("properties", {}).items():
        said = each if isinstance(each, dict) else {}
        if "$ref" in said and "description" not in said:
            said = {**said, **root["$defs"][said["$ref"].rpartition("/")[2]]}
        yield f"{path}.{name}", said
    for word, each in part.items():
        if word == "properties" or word == "$defs":
            for name, inner in each.items():
                yield from keys(inner, root, f"{path}.{name}")
        elif isinstance(each, (dict, list)) and word not in ("enum", "examples", "default", "required"):
            yield from keys(each, root, path)


SHIPPED = sorted((packaged_templates() / "brands").glob("*/_brand.yml"))
BRANDS = {
    WHOLE: True,
    **{path.read_text(encoding="utf-8"): True for path in SHIPPED},
    "color: {with: {a: red}, theme: {primary: a}}": True,
    "typography: {font: [{google: Lato}, {files: [a.ttf]}, Aptos]}": True,
    "logo: {light: a.png, dark: b.png}": True,
    "defaults: {courseware: {legal: One, print: {ink: saver}, options: {handout.pdf: {style: text}}}}": True,
    "color: {primay: red}": False,
    "color: {primary: []}": False,
    "logo: {small: {lihgt: a.png}}": False,
    "typography: {base: {familly: Arial}}": False,
    "typography: {fonts: [{family: Ours, source: goggle}]}": False,
    "defaults: {courseware: {papr: A4}}": False,
    "defaults: {courseware: {keep_slides: [{slide: 0}]}}": False,
    "defaults: {courseware: {layouts: {contnt: Text}}}": False,
    "meta: [name]": False,
}
"""A `_brand.yml` and whether its form is right: files that it names may still be missing."""


@pytest.mark.parametrize("text", BRANDS, ids=range(len(BRANDS)))
def test_editor_and_reader_agree_on_a_brand(text: str, tmp_path: Path) -> None:
    """Where the editor sees nothing wrong, the reader complains of no key and no kind of value; and the other way round."""
    right = BRANDS[text]
    valid = jsonschema_rs.Draft202012Validator(dict(schema("brand"))).is_valid(yaml.safe_load(text))
    write(tmp_path / "templates/brands/ours/_brand.yml", text)
    assert valid == right
    assert form(lambda: read_brand(Files(tmp_path), "ours")) == right


def form(read: Callable[[], Any]) -> bool:
    """Whether reading finds the form right; that a file is missing or a colour unknown is no matter of form."""
    try:
        read()
    except CoursewareError as error:
        words = ("unknown key", "can't be", "must be", "has no '", "which is too")
        return not any(word in problem.fact for problem in error.problems for word in words)
    return True


COURSES = {
    "title: T\nmodules: [01-weather]\n": True,
    "title: T\nmodules: [01-weather]\nhours: 3\nexam: {questions: 2, minutes: 10, pass: 1}\n": True,
    "title: T\nmodules: [01-weather]\nhuors: 3\n": False,
    "title: T\nmodules: 01-weather\n": False,
    "modules: [01-weather]\n": False,
}


@pytest.mark.parametrize("text", COURSES, ids=range(len(COURSES)))
def test_editor_and_reader_agree_on_a_course(text: str, tmp_path: Path) -> None:
    write_course(tmp_path)
    write(tmp_path / "syllabus/course.yml", text)
    valid = jsonschema_rs.Draft202012Validator(dict(schema("course"))).is_valid(yaml.safe_load(text))
    try:
        read_course(Files(tmp_path))
        read = True
    except CoursewareError:
        read = False
    assert (valid, read) == (COURSES[text],) * 2


MODULES = {"title: Weather\nminutes: 30\n": True, "title: Weather\nminutes: long\n": False, "title: [1]\n": False}
"""Unknown keys are not among them: pandoc and Quarto have many, so that the reader only warns of one that looks misspelt."""


@pytest.mark.parametrize("text", MODULES, ids=range(len(MODULES)))
def test_editor_and_reader_agree_on_a_modules_front_matter(text: str, tmp_path: Path) -> None:
    write_course(tmp_path)
    write(tmp_path / "syllabus/course.yml", "title: T\nmodules: [01-weather]\n")
    write(tmp_path / "syllabus/01-weather.md", f"---\n{text}---\n\n## One\n\nText\n")
    valid = jsonschema_rs.Draft202012Validator(dict(schema("module"))).is_valid(yaml.safe_load(text))
    try:
        read_course(Files(tmp_path))
        read = True
    except CoursewareError:
        read = False
    assert (valid, read) == (MODULES[text],) * 2
