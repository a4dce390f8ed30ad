"""Reading mermaid's flowcharts: what is drawn becomes a flow, what is only looks is told as a warning, anything else is an error."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from courseware.diagram.mermaidgraph import Read, Vertex, assemble
from courseware.diagram.mermaidscan import Unreadable
from courseware.diagram.mermaidwords import BRACKETS, OTHERS, SHAPES, has_icon, read_words
from courseware.diagram.model import Diagram, Edge, Group
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean

_HEAD = re.compile(r"(?:flowchart(?:-elk)?|graph)(?:[ \t]+(?P<way>[A-Za-z]{2}|[<>^v]))?(?=[\s;]|$)[ \t]*;?")
_WAYS = {
    "lr": "right", "rl": "left", "td": "down", "tb": "down", "bt": "up", ">": "right", "<": "left", "^": "up", "v": "down",
}  # fmt: skip
_ID = re.compile(r"(?:[^\s\[\](){}<>|&;:\"@=~\-,]|-(?=\w)|:(?!::)|=(?!=))+")
_LINK = re.compile(
    r"(?P<tail>[xo<])?(?:(?P<dot>-\.+-)(?P<dothead>[xo>])?|(?P<line>--+|==+)(?P<head>[-=xo>])|(?P<none>~~~+))"
)
_TEXTED = re.compile(
    r"(?P<tail>[xo<])?(?P<kind>--|==|-\.)[ \t]*(?P<text>\"[^\"]*\"|[^\n\"|;]+?)[ \t]*(?P<close>--+[-xo>]|==+[=xo>]|\.+-[xo>]?)"
)
_EDGE_ID = re.compile(r"[\w-]+@(?=[xo<]?[-=~])")
_SHAPE = re.compile(r"@\{(?P<inner>[^}]*)\}")
_PAIR = re.compile(r"(\w+)\s*:\s*(\"[^\"]*\"|'[^']*'|[^,\n]+)")
_LOOKS = ("classDef", "class", "style", "linkStyle")
_STATEMENT = re.compile(r"(subgraph|end|direction|classDef|class|style|linkStyle|click|accTitle|accDescr)(?=[\s;:{]|$)")


def read(source: str, place: Place) -> Diagram:
    """The flow that a mermaid block describes; `place` is its fence. `CoursewareError` with all that is wrong; warnings are in the diagram."""
    reader = _Reader(source, place)
    diagram = reader.read()
    if reader.problems:
        raise CoursewareError(reader.problems)
    return diagram


class _Reader(Read, eq=False):
    def read(self) -> Diagram:
        self.front()
        self.comments()
        self._header()
        while self.next():
            try:
                self._statement()
                self.ended()
            except Unreadable:
                self.rest_of_line()
        if self.open:
            title = next(group.title for group in self.groups if group.id == self.open[-1])
            place = next(group.place for group in self.groups if group.id == self.open[-1])
            self.error(place, f"the subgraph '{title}' has no end", "write a line 'end' below its last line")
        return assemble(self)

    def _header(self) -> None:
        self.next()
        found = self.match(_HEAD)
        if found:
            way = (found["way"] or "TB").casefold()
            self.direction = _WAYS.get(way, "down")
            if way not in _WAYS:
                hint = "it is one of: LR, RL, TD, TB, BT"
                self.error(self.here(), f"a flowchart has no direction '{found['way']}'", hint)
            return
        word = re.match(r"[\w-]*", self.source[self.at :])
        name = word[0].casefold() if word else ""
        serves = next((hint for other, hint in OTHERS.items() if name.startswith(other)), "")
        if serves and word:
            fact = f"of mermaid's diagrams only flowcharts are drawn, not {word[0]}"
            raise CoursewareError(Problem(self.here(), fact, serves))
        hint = did_you_mean(name, ("flowchart", "graph"), "write 'flowchart LR' or 'flowchart TD' as its first line")
        raise CoursewareError(Problem(self.here(), "the block does not say which of mermaid's diagrams it is", hint))

    def _statement(self) -> None:
        found = _STATEMENT.match(self.source, self.at)
        word = found[1] if found else ""
        if word == "end" and found:
            self.at = found.end()
            if not self.open:
                raise self.bad("'end' without a subgraph", "take the line out; a box with this name is written E[end]")
            self.open.pop()
        elif word == "subgraph" and found:
            self.at = found.end()
            self._subgraph()
        elif word:
            self._warn_of(word)
            self.rest_of_line()
        else:
            self._chain()

    def _warn_of(self, word: str) -> None:
        if word in _LOOKS:
            self.warn(
                "looks",
                f"'{word}' is not drawn: the brand decides on colours",
                'set what matters in bold: A["`**Pay**`"]',
            )
        elif word == "click":
            self.warn(
                "click",
                "a click on a box does nothing on a slide or on paper",
                "write the link into the text of the slide",
            )
        elif word == "direction" and self.open:
            self.warn("direction", "a subgraph runs in the direction of the whole flowchart")
        elif word in ("accTitle", "accDescr"):
            self.warn(word, f"'{word}' is not used: the alternative text is made from the boxes")

    def _subgraph(self) -> None:
        place = self.here()
        self.blanks()
        parts = re.match(r'(?P<id>[^\s\["]+)?[ \t]*(?:\[(?P<text>[^\]\n]*)\])?', self.source[self.at :])
        line = self.rest_of_line()
        if parts and parts["text"] is not None and parts["id"]:
            id, title = parts["id"], parts["text"]
        else:
            id, title = line.strip('"') or f"subgraph {len(self.groups) + 1}", line
        quoted = title.strip().startswith('"')
        title = title.strip().strip('"')
        markdown = quoted and title.startswith("`")
        if any(group.id == id for group in self.groups):
            self.error(place, f"two subgraphs are called '{id}'", "give each a name of its own")
            id = f"{id} {len(self.groups)}"
        parent = self.open[-1] if self.open else ""
        self.groups.append(Group(id=id, title=read_words(title.strip("`"), markdown), parent=parent, place=place))
        self.open.append(id)

    def _chain(self) -> None:
        steps = [self._nodes()]
        links: list[tuple[Edge, Place]] = []
        while (edge := self._link()) is not None:
            links.append((edge, self.here()))
            while self.at < len(self.source) and self.source[self.at] in " \t\n":
                self.at += 1
            steps.append(self._nodes())
        for (one, other), (edge, place) in zip(pairwise(steps), links, strict=True):
            for begin in one:
                for end in other:
                    self.edges.append(replace(edge, begin=begin, end=end, place=place))

    def _nodes(self) -> list[str]:
        found = [self._node()]
        while True:
            before = self.at
            self.blanks()
            if self.source[self.at : self.at + 1] != "&":
                self.at = before
                return found
            self.at += 1
            while self.at < len(self.source) and self.source[self.at] in " \t\n":
                self.at += 1
            found.append(self._node())

    def _node(self) -> str:
        place = self.here()
        found = self.match(_ID)
        if not found:
            rest = self.source[self.at :].split("\n", 1)[0].strip()
            fact = f"a box is missing here: {rest[:50]}" if rest else "a box is missing at the end of this line"
            raise self.bad(fact, "an arrow leads from one box to another: A --> B")
        id = found[0]
        vertex = self.vertices.setdefault(id, Vertex(id, place))
        if self.open and not vertex.group:
            vertex.group = self.open[-1]
        if said := self.match(_SHAPE):
            self._properties(vertex, said["inner"])
        elif bracket := next((each for each in BRACKETS if self.source.startswith(each[0], self.at)), None):
            self._bracketed(vertex, *bracket)
        if self.source.startswith(":::", self.at):
            self.at += 3
            self.match(re.compile(r"[\w-]+"))
            self.warn(
                "looks", "':::' is not drawn: the brand decides on colours", 'set what matters in bold: A["`**Pay**`"]'
            )
        return id

    def _bracketed(self, vertex: Vertex, opening: str, closings: tuple[tuple[str, str], ...]) -> None:
        self.at += len(opening)
        said, quoted = self._quoted()
        ends = [(self.source.find(closing, self.at), closing, form) for closing, form in closings]
        ends = [each for each in ends if each[0] >= 0]
        line_end = self.source.find("\n", self.at)
        first = min(ends, default=None)
        if (
            first is None
            or (not quoted and 0 <= line_end < first[0])
            or (quoted and self.source[self.at : first[0]].strip())
        ):
            fact = f"the bracket '{opening}' is not closed"
            raise self.bad(fact, f'write {vertex.id}{opening}"…"{closings[0][0]}')
        if not quoted:
            said = self.source[self.at : first[0]]
            said += self._balance(said, opening, first)
        else:
            self.at = first[0] + len(first[1])
        self._say(vertex, said, quoted)
        vertex.form = first[2]

    def _balance(self, said: str, opening: str, first: tuple[int, str, str]) -> str:
        """Takes brackets of the same sort within a text along: A[see [1] there]."""
        end, closing = first[0], first[1]
        sign, back = opening[-1], closing[0]
        more = ""
        if len(opening) == 1 and sign in "[({":
            while (said + more).count(sign) > (said + more).count(back):
                further = self.source.find(closing, end + 1)
                line_end = self.source.find("\n", end)
                if further < 0 or 0 <= line_end < further:
                    break
                more += self.source[end:further]
                end = further
        self.at = end + len(closing)
        return more

    def _quoted(self) -> tuple[str, bool]:
        """A text in quotation marks, from here on."""
        found = re.compile(r'\s*"([^"]*)"').match(self.source, self.at)
        if not found:
            return "", False
        self.at = found.end()
        return found[1], True

    def _say(self, vertex: Vertex, written: str, quoted: bool) -> None:
        if has_icon(written):
            self.warn("icon", "icons of mermaid are not drawn", "the words beside them are")
        inner = written.strip()
        markdown = quoted and inner.startswith("`")
        vertex.strong = markdown and "**" in inner
        vertex.text = read_words(inner.strip("`") if markdown else inner, markdown)

    def _properties(self, vertex: Vertex, inner: str) -> None:
        for key, value in _PAIR.findall(inner):
            plain = value.strip().strip("\"'")
            if key == "label":
                self._say(vertex, plain, True)
            elif key == "shape" and plain in SHAPES:
                vertex.form = SHAPES[plain]
            elif key == "shape":
                self.warn(
                    f"shape {plain}",
                    f"the shape '{plain}' is drawn as a box",
                    did_you_mean(
                        plain, SHAPES, "among those that are drawn: rounded, stadium, diam, cyl, doc, hex, lean-r"
                    ),
                )

    def _link(self) -> Edge | None:
        before = self.at
        self.blanks()
        self.match(_EDGE_ID)
        found = self.match(_LINK)
        text = ""
        if found:
            mark = found["dothead"] if found["dot"] else found["head"]
            line = (
                "dash" if found["dot"] else "none" if found["none"] else "thick" if found["line"][0] == "=" else "solid"
            )
        else:
            found = self.match(_TEXTED)
            if not found:
                self.at = before
                return None
            mark = found["close"][-1]
            line = {"--": "solid", "==": "thick", "-.": "dash"}[found["kind"]]
            text = found["text"]
        for end in (mark, found["tail"]):
            if end in ("x", "o"):
                self.warn("ends", "circles and crosses at the ends of lines are drawn as plain ends")
        self.blanks()
        if bar := self.match(re.compile(r"\|([^|\n]*)\|")):
            text = bar[1]
        inner = text.strip().strip('"')
        words = read_words(inner.strip("`"), inner.startswith("`"))
        return Edge(begin="", end="", text=words, line=line, head=mark == ">", tail=found["tail"] == "<")
