"""The course as the page in the browser shows it: deliveries to switch between, modules, documents, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from courseware.build.documents import COURSE, MODULE, Document
from courseware.build.options import PRINT_CHOICES
from courseware.problems import CoursewareError

if TYPE_CHECKING:
    from courseware.build.live import Look
    from courseware.course.model import Course, Delivery, Module

SHOWN = ("pdf", "html")
"""Endings of documents whose pages a browser can show."""


class Missing(LookupError):
    """Somebody asked for a delivery, module or document that there isn't."""


def module_of(look: Look, delivery: str, name: str) -> Module:
    """A module of a delivery. Raises `Missing`, and `CoursewareError` where the delivery never was in order."""
    if all(each.name != delivery for each in look.deliveries):
        raise Missing("there is no such delivery")
    for module in look.course(delivery).modules:
        if module.name == name:
            return module
    raise Missing("there is no such module")


def overview(look: Look, name: str) -> Mapping[str, Any]:
    """The course in a delivery as plain data. A course that can't be read has its problems and no modules, a delivery that can't be shown
    its own. Raises `Missing` for a delivery that there isn't, but where there is none at all.
    """
    found: dict[str, Any] = {
        "title": "",
        "subtitle": "",
        "language": "en",
        "deliveries": [_delivery(each, look) for each in look.deliveries],
        "delivery": name,
        "papers": list(PRINT_CHOICES["paper"]),
        "modules": [],
        "documents": [],
        "stale": look.stale,
    }
    problems = list(look.problems)
    if look.deliveries and all(each.name != name for each in look.deliveries):
        raise Missing("there is no such delivery")
    if look.deliveries:
        try:
            course = look.course(name)
            found |= {"title": course.title, "subtitle": course.subtitle, "language": course.language}
            found["modules"] = [_module(number, course, look) for number in range(len(course.modules))]
            found["documents"] = list(_documents(look, name))
        except CoursewareError as error:
            problems += error.problems
    files = {module["file"] for module in found["modules"]}
    found["problems"] = [each.as_data() for each in dict.fromkeys(problems) if each.place.file not in files]
    return found


def find_document(look: Look, delivery: str, module: str, name: str) -> Document:
    """A document of a module, or (`""`) of the course, that a browser can show. Raises as `module_of` does."""
    if module:
        module_of(look, delivery, module)
    elif all(each.name != delivery for each in look.deliveries):
        raise Missing("there is no such delivery")
    materials = look.materials(delivery, module)
    documents = look.shelf.documents(look.shelf.files.fresh(), materials.delivery.brand)
    document = documents.get(f"{MODULE if module else COURSE}/{name}")
    if document is None or document.private or document.ending not in SHOWN:
        raise Missing("there is no such document")
    return document


def _delivery(delivery: Delivery, look: Look) -> Mapping[str, str]:
    brand = delivery.brand.removeprefix("@brand/")
    title = delivery.client or delivery.name
    try:
        house = look.shelf.brand(look.shelf.files.fresh(), delivery.brand)
    except Exception:  # what is wrong with it is told to whoever chooses it
        return {"name": delivery.name, "title": title, "brand": brand}
    alone = delivery.name == brand
    return {"name": delivery.name, "title": house.title if alone else title, "brand": house.title}


def _module(position: int, course: Course, look: Look) -> Mapping[str, Any]:
    module = course.modules[position]
    told = [problem.severity for problem in look.problems if problem.place.file == module.place.file]
    return {
        "name": module.name,
        "number": module.number,
        "title": module.title,
        "minutes": module.minutes,
        "file": module.place.file,
        "errors": told.count("error"),
        "warnings": told.count("warning"),
    }


def _documents(look: Look, delivery: str) -> Iterator[Mapping[str, Any]]:
    """The documents of the delivery that pages can be shown of, each module's first."""
    from courseware.build.planning import make_plan

    materials = look.materials(delivery)
    plan = make_plan(materials.request, materials.shelf)
    for document in plan.deliveries[0].documents if plan.deliveries else ():
        private = document.folder == "participant" or document.roster
        if document.name.rpartition(".")[2] in SHOWN and not document.lacks and not private:
            yield {
                "name": document.name,
                "folder": document.folder,
                "title": document.title,
                "audience": document.audience,
                "called": document.called,
                "request": document.request,
            }
