"""Reading a flow: lines of steps with arrows between them become nodes and edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from courseware.diagram.model import Diagram, Edge, Group, Node
from courseware.diagram.notation import Said, Written
from courseware.diagram.read import COMMON, DIRECTIONS, accent
from courseware.diagram.words import read_label, read_text
from courseware.problems import Place

KEYS = (*COMMON, "direction")
MOST = 60
"""More boxes than this stand on no slide that somebody can read."""

_ARROW = re.compile(
    r"(?<!\S)(?P<tail><)?(?:(?P<dash>-\.+-)|(?P<thick>={2,})|(?P<solid>-{1,3}(?=>)|(?<=<)-{1,3}|-{2,3}))(?P<head>>)?(?!\S)"
    r"|(?P<unicode>[→⟶⇒←↔])"
)
_FORMS = (
    ("(", ")", "start"), ("[[", "]]", "subprocess"), ("[", "]", "end"), ("{", "}", "decision"), ("/", "/", "data"),
)  # fmt: skip
"""Signs around a step's name, and the form that they give it."""
_STRONG = re.compile(r"\*\*(?=\S)(.+)(?<=\S)\*\*$")
_FRAME = re.compile(r"(?:group|lane)\s+(?P<title>.+?)\s*:?$", re.IGNORECASE)


class _Arrow(Struct, frozen=True):
    line: str
    head: bool
    tail: bool


class _Step(Struct, eq=False):
    id: str
    text: str
    form: str
    strong: bool
    group: str
    place: Place


class _Flow(Struct, eq=False):
    """A flow as it is read, line by line."""

    written: Written
    steps: dict[str, _Step] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    texts: dict[str, Said] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def read(written: Written, kind: str) -> Diagram:
    """The flow that `written` describes; errors are noted in it."""
    flow = _Flow(written)
    flow.texts = {key: said for key, said in written.keys.items() if key not in KEYS}
    for row in written.rows + ((written.head,) if written.head else ()):
        written.error(row.place, "a flow has no table", "write a line for each arrow: Order arrives -> Check stock")
    lines = sorted(
        [*written.others, *(Said(item.text, item.place) for item in written.items)], key=lambda said: said.place
    )
    for item in written.items:
        for child in item.children:
            written.error(child.place, "a flow has no nested items", "write a line for each arrow: Check stock -> Ship")
    group = ""
    for said in lines:
        text = said.text.strip()
        framed = _FRAME.match(text)
        if framed and not _ARROW.search(text):
            group = _group(flow, read_text(framed["title"]), said.place)
        elif text.casefold() in ("end group", "end lane"):
            if not group:
                written.error(
                    said.place, "no group is open here", "take the line out, or begin one above: group Finance"
                )
            group = ""
        else:
            _line(flow, text, said.place, group)
    _name(flow)
    if not flow.steps and not written.problems:
        written.error(
            written.place, "the flow has no steps", "write a line for each arrow: Order arrives -> Check stock"
        )
    if len(flow.steps) > MOST:
        fact = f"the flow has {len(flow.steps)} boxes; {MOST} is the most that can be drawn"
        written.error(written.place, fact, "divide it into several diagrams")
    return Diagram(
        kind=kind,
        title=read_text(written.value("title")),
        direction=written.choice("direction", DIRECTIONS),
        accent=accent(written),
        nodes=tuple(
            Node(id=each.id, text=each.text, form=each.form, strong=each.strong, group=each.group, place=each.place)
            for each in flow.steps.values()
        ),
        edges=tuple(flow.edges),
        groups=tuple(flow.groups),
        place=written.place,
    )


def _group(flow: _Flow, title: str, place: Place) -> str:
    id = f"group {title.casefold()}"
    if all(each.id != id for each in flow.groups):
        flow.groups.append(Group(id=id, title=title, place=place))
    return id


def _line(flow: _Flow, text: str, place: Place, group: str) -> None:
    """A chain of steps with arrows between them, the words on its last arrow behind a colon; or one step alone."""
    found = [match for match in _ARROW.finditer(text) if not _quoted(text, match.start())]
    if not found:
        _alone(flow, text, place, group)
        return
    bounds = [0, *(edge for match in found for edge in match.span()), len(text)]
    pieces = [text[begin:end].strip() for begin, end in zip(bounds[::2], bounds[1::2], strict=True)]
    arrows = [_arrow(match) for match in found]
    steps: list[list[str]] = []
    said: list[str] = []
    for number, piece in enumerate(pieces):
        name, label = _parted(piece) if number else (piece, "")
        said.append(label)
        if not name:
            side = "before" if not number else "after"
            flow.written.error(place, f"no step stands {side} an arrow", "an arrow stands between two steps: A -> B")
            return
        steps.append([id for each in _several(name) if (id := _step(flow, each, place, group))])
    for number, (one, other) in enumerate(pairwise(steps)):
        arrow = arrows[number]
        for begin in one:
            for end in other:
                first, last = (begin, end) if arrow.head or not arrow.tail else (end, begin)
                flow.edges.append(
                    Edge(
                        begin=first, end=last, text=read_text(said[number + 1]), line=arrow.line,
                        head=arrow.head or arrow.tail, tail=arrow.tail and arrow.head, place=place,
                    )
                )  # fmt: skip


def _quoted(text: str, place: int) -> bool:
    return text.count('"', 0, place) % 2 == 1


def _arrow(match: re.Match[str]) -> _Arrow:
    if sign := match["unicode"]:
        return _Arrow("thick" if sign == "⇒" else "solid", sign != "←", sign in "←↔")
    line = "dash" if match["dash"] else "thick" if match["thick"] else "solid"
    return _Arrow(line, bool(match["head"]), bool(match["tail"]))


def _parted(piece: str) -> tuple[str, str]:
    """A step and what its arrow says: parted at the first colon outside of quotation marks that a blank follows."""
    label = read_label(piece)
    if not label.detail:
        bare = piece[:-1].rstrip() if piece.endswith(":") else piece
        return bare, ""
    for match in re.finditer(r":\s|:", piece):
        if not _quoted(piece, match.start()):
            return piece[: match.start()].strip(), piece[match.end() :].strip()
    return piece, ""


def _several(name: str) -> Sequence[str]:
    """Steps that ` & ` joins: each of them has the arrow."""
    return [each.strip() for each in re.split(r"\s+&\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", name) if each.strip()]


def _alone(flow: _Flow, text: str, place: Place, group: str) -> None:
    """A line without an arrow: a step of a group, or one that stands alone; or words for a step that is named elsewhere."""
    if near := re.search(r"\S(?:->|=>|<-)\S|\S->|->\S", text):
        fact = f"this arrow needs a blank on both sides: {near[0]}"
        flow.written.error(place, fact, "write it so: A -> B")
        return
    name, words = _parted(text)
    if words:
        flow.texts.setdefault(name.casefold(), Said(words, place))
        return
    for each in _several(name):
        _step(flow, each, place, group)


def _step(flow: _Flow, written: str, place: Place, group: str) -> str:
    """The id of a step, which is made where it is named first; '' where it has no words."""
    form, inner = _shaped(written)
    whole = _STRONG.match(written)
    if form == "step" and whole and "**" not in whole[1]:  # **[Ship]** is [**Ship**]
        form, within = _shaped(whole[1])
        inner = written if form == "step" else f"**{within}**"
    label = read_label(f'"{inner}"' if ":" in inner and not inner.startswith('"') else inner)
    id = label.text.casefold()
    if not id:
        flow.written.error(place, f"a step without words: {written}", "write what happens in this step")
        return ""
    if form == "step" and label.text.rstrip().endswith(("?", "？", "؟")):
        form = "decision"
    known = flow.steps.get(id)
    if known is None:
        flow.steps[id] = _Step(id, label.text, form, label.strong, group, place)
        return id
    known.strong = known.strong or label.strong
    known.group = known.group or group
    if form != "step" and known.form == "step":
        known.form = form
    return id


def _shaped(written: str) -> tuple[str, str]:
    """The form that the signs around a step's name give it, and the name within them."""
    for opening, closing, name in _FORMS:
        if written.startswith(opening) and written.endswith(closing) and len(written) > len(opening) + len(closing):
            return name, written[len(opening) : -len(closing)].strip()
    return "step", written


def _name(flow: _Flow) -> None:
    """Gives steps the words that lines `name: words` have for them."""
    for key, said in flow.texts.items():
        step = flow.steps.get(key)
        if step is None:
            hint = "it names a step of an arrow, or is one of: " + ", ".join(sorted(set(KEYS) - {"kind"}))
            flow.written.error(said.place, f"no step is called '{key}'", hint)
            continue
        label = read_label(
            said.text if said.text.startswith('"') else f'"{said.text}"' if ":" in said.text else said.text
        )
        step.text, step.strong = label.text, step.strong or label.strong
        if step.form == "step" and label.text.rstrip().endswith(("?", "？", "؟")):
            step.form = "decision"
