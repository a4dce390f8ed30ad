"""Every printed word: `labels/<language>.yml` on the search path, each layer changing single lines of the one below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem
from courseware.yamlfile import check, load

SCHEMA = {
    "type": ["object", "null"],
    "additionalProperties": {
        "type": "string",
        "description": "a label is text; put it in quotes where it holds a sign",
    },
}


def read_labels(files: Files, layers: Sequence[str], language: str) -> Mapping[str, str]:
    """The words of `language` (`de-AT` takes those of `de` and changes some).

    Raises `CoursewareError` where no layer has them, or a file has problems.
    """
    labels: dict[str, str] = {}
    problems: list[Problem] = []
    main = language.partition("-")[0].lower()
    for each in dict.fromkeys((main, language)):
        for layer in reversed(layers):
            name = f"{layer}/labels/{each}.yml"
            if files.exists(name):
                loaded = load(files.text(name), name)
                found = check(loaded, SCHEMA)
                problems += found
                labels |= {} if found else loaded.value or {}
    if problems:
        raise CoursewareError(problems)
    if not labels:
        fact = f"there are no labels for the language {language!r}"
        hint = f"copy labels/en.yml to templates/labels/{main}.yml and translate its lines"
        raise CoursewareError(Problem(Place(f"templates/labels/{main}.yml"), fact, hint))
    return labels
