"""The documents there are: the templates in the search path's folders, each a file with front matter."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from courseware.build.options import shared, wrong
from courseware.files import Files
from courseware.late import late
from courseware.problems import CoursewareError, Problem

if TYPE_CHECKING:
    from courseware.yamlfile import Loaded

MODULE, COURSE, PARTICIPANT = "module", "course", "participant"
FOLDERS = (MODULE, COURSE, PARTICIPANT)
"""How often a document is made: for each module, once for the course, for each participant of the roster."""
DECK = "deck.pptx"
"""The deck of a module, which other documents picture."""
NEEDS = ("schedule", "exam", "exercises", "questions", "outcomes", "dates", "roster")
"""What a document may need of the course or its delivery."""
ANSWERS = ("none", "key", "full")
"""What the option `answers` of a participants' document may be, as `select` knows it. `full` is never a default."""
ENDING = ".j2"
FRONT_MATTER = late(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
SCHEMA: Mapping[str, Any] = {
    "type": ["object", "null"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "description": "what the document is called in lists"},
        "audience": {
            "enum": ["trainer", "participant"],
            "description": "write trainer for a document with notes and solutions, participant for all others",
        },
        "options": {
            "type": "object",
            "description": "names with their defaults: `lines: 6`, or with choices: `style: {default: lines, choices: [lines, text]}`",
        },
        "slides": {
            "type": "boolean",
            "description": "true where a document of the course pictures slides or names their numbers",
        },
        "needs": {
            "type": "array",
            "items": {"enum": [*NEEDS]},
            "description": f"what the course must have for it: {', '.join(NEEDS)}",
        },
        "request": {"type": "boolean", "description": "true where it is made only when somebody names it"},
        "roster": {"type": "boolean", "description": "true where it names the people of the roster"},
        "counts": {"type": "boolean", "description": "true where it names the pages of the delivery's other files"},
    },
}


class Document(Struct, frozen=True, kw_only=True):
    """A document that a template makes. `name` is the file it becomes (`handout.pdf`), `folder` how often (`module`).

    `called` is how options and the command line name it: as a file, with its folder where a module's document has the same name.
    `template` is its name on the search path (`module/handout.pdf.j2`), `file` the layer's file that is taken.
    `audience` is `trainer` or `participant`; `options` are the defaults of the front matter and those that every document of this
    ending has, `choices` what those may be that can't be anything. `slides` says that a
    document of the course pictures slides; without what it `needs` of the course it isn't made, and with `request`
    only where somebody names it. `roster` says that a document of the course names the people of the roster, `counts` that it names the
    pages of the delivery's other files.
    """

    name: str
    folder: str
    title: str
    audience: str
    template: str
    file: str
    options: Mapping[str, Any]
    choices: Mapping[str, tuple[Any, ...]] = {}
    slides: bool = False
    needs: tuple[str, ...] = ()
    request: bool = False
    roster: bool = False
    counts: bool = False
    called: str = ""

    @property
    def private(self) -> bool:
        """Whether it is about people: then records know it by sealed digests only."""
        return self.roster or self.folder == PARTICIPANT

    @property
    def ending(self) -> str:
        """What writes it: `pptx`, `pdf`, or any other ending for text as rendered."""
        return self.name.rpartition(".")[2]


def layers(brand_folder: str) -> tuple[str, ...]:
    """The search path of templates for a brand, the first wins."""
    return (brand_folder, "templates", "@templates")


def documents(files: Files, path: Sequence[str]) -> tuple[Document, ...]:
    """The documents on the search path `path`, modules' before the course's, each in the order of names, decks first.

    Raises `CoursewareError` with every problem of every front matter.
    """
    found: list[Document] = []
    problems: list[Problem] = []
    for folder in FOLDERS:
        names = {file.rpartition("/")[2] for layer in path for file in files.list(f"{layer}/{folder}")}
        for name in sorted(name for name in names if _is_document(name)):
            try:
                found.append(_document(files, path, folder, name))
            except CoursewareError as error:
                problems.extend(error.problems)
    if problems:
        raise CoursewareError(problems)
    of_modules = {document.name for document in found if document.folder == MODULE}
    return tuple(replace(each, called=_called(each, of_modules)) for each in sorted(found, key=_order))


def _called(document: Document, of_modules: Container[str]) -> str:
    alike = document.folder != MODULE and document.name in of_modules
    return f"{document.folder}/{document.name}" if alike else document.name


def answers(document: Document, options: Mapping[str, Any]) -> str:
    """How much of the answers a participants' document holds, as `select` takes it: what its option `answers` says, where
    that is a choice between them.
    """
    known = document.audience == "participant" and set(document.choices.get("answers", ("",))) <= set(ANSWERS)
    return str(options["answers"]) if known else "none"


def _is_document(name: str) -> bool:
    return name.endswith(ENDING) and "." in name.removesuffix(ENDING)


def _order(document: Document) -> tuple[int, bool, str]:
    return FOLDERS.index(document.folder), document.ending != "pptx", document.name


def _document(files: Files, path: Sequence[str], folder: str, name: str) -> Document:
    """One document from all its layers: an override inherits what it doesn't say, and may narrow the audience, never
    widen it.
    """
    template = f"{folder}/{name}"
    there = [file for layer in path if files.exists(file := f"{layer}/{template}")]
    stem = name.removesuffix(ENDING)
    title, audience = "", ""
    options, choices = (dict(each) for each in shared(stem.rpartition(".")[2]))
    needs = ("roster",) if folder == PARTICIPANT else tuple[str, ...]()
    flags = dict.fromkeys(("slides", "request", "roster", "counts"), False)
    for file in reversed(there):
        front = _front_matter(files.text(file), file)
        said: Mapping[str, Any] = front.value or {}
        if audience == "trainer" and said.get("audience", audience) != audience:
            fact = "a document of the trainer's can't become the participants'"
            raise CoursewareError(
                Problem(front.place("audience"), fact, "give the participants' document a name of its own")
            )
        title = said.get("title", title)
        audience = said.get("audience", audience)
        _take_options(front, options, choices)
        if audience != "trainer" and options.get("answers") == "full":
            hint = f"ask for them by name: --set {stem}:answers=full, or in a delivery"
            fact = "a participants' document can't hold solutions and rationales by default"
            raise CoursewareError(Problem(front.place("options", "answers"), fact, hint))
        needs = (*needs[: folder == PARTICIPANT], *said["needs"]) if "needs" in said else needs
        flags = {flag: said.get(flag, value) for flag, value in flags.items()}
    return Document(
        name=stem,
        folder=folder,
        title=title or stem.rpartition(".")[0],
        audience=audience or "participant",
        template=template,
        file=there[0],
        options=options,
        choices=choices,
        needs=needs,
        called=stem,
        **flags,
    )


def _take_options(front: Loaded, options: dict[str, Any], choices: dict[str, tuple[Any, ...]]) -> None:
    """Adds what a layer says of options: a default, or a default with its choices. What it doesn't say stays."""
    problems = []
    for option, said in ((front.value or {}).get("options") or {}).items():
        if isinstance(said, Mapping):
            if "default" not in said or not isinstance(said.get("choices"), list) or len(said) > 2:
                fact, hint = f"the option {option} has another shape", "write {default: lines, choices: [lines, text]}"
                problems.append(Problem(front.place("options", option), fact, hint))
                continue
            choices[option] = tuple(said["choices"])
        default = said["default"] if isinstance(said, Mapping) else said
        fault = option in choices and wrong(option, default, None, choices[option])
        if fault:
            problems.append(Problem(front.place("options", option), *fault))
        options[option] = default
    if problems:
        raise CoursewareError(problems)


def _front_matter(text: str, name: str) -> Loaded:
    from courseware.yamlfile import check, load

    found = FRONT_MATTER.match(text)
    front = load(found[1] if found else "", name, line=2)
    problems: Iterable[Problem] = check(front, SCHEMA)
    if problems:
        raise CoursewareError(problems)
    return front
