"""What a build costs beside pandoc and typst, in CPU seconds (user and system) of the same machine in the same run.

Memory is in MB. `make bench` prints each figure with its limit and fails where one is passed. Pandoc gets the same Markdown; typst
sets a page of the same text and pictures for each slide. "Cold" is a fresh process with an empty output folder; a
user's cache of read brands is filled by one build before, as Python's compiled files are. "Warm" is a process that
has built another deck.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from courseware.build.building import build
from courseware.build.report import Row
from courseware.build.request import Request
from courseware.files import Files
from tests.benchedit import COLD_EDIT, WARM_EDIT, of_edits
from tests.benchmany import of_thousands
from tests.benchprint import MODULES, STEP, pdf_step, ten_modules

COLD, WARM, THOUSAND, GROWTH = 1.0, 0.4, 0.12, 1.2
"""The limits: our time as a share of pandoc's for 40 slides cold and warm and for 1,000; growth by slide, large decks
to small.
"""
NOTHING, DIAGRAM, MEMORY = 0.08, 0.02, 300.0
"""What a build with nothing to do may cost and a diagram of 30 boxes in a warm process, in seconds; the peak of 2,000
slides, in MB.
"""
THOUSANDS = 0.8
"""What a build of 10,000 modules with three documents each may cost that finds nothing to do, in seconds."""
BOOK = 600.0
"""The peak of a workbook of 500 pages, in MB."""
BOOK_MODULES = 16
DIAGRAMS = 10
SIZES = (40, 200, 1000)
MANY = 2000
PICTURES = 8
ROUNDS = 7
COURSEWARE = Path(sys.executable).with_name("courseware")


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the result: our seconds (or MB) and the other's or what is allowed, and the limit for ours as a share
    of that (0: only shown).
    """

    name: str
    ours: float
    other: float
    limit: float = 0.0

    @property
    def share(self) -> float:
        return self.ours / self.other

    def __str__(self) -> str:
        limit = f"limit {self.limit:.2f}  {'ok' if self.share <= self.limit else 'OVER'}" if self.limit else ""
        return f"{self.name:44} {self.ours:9.4f} {self.other:9.4f} {self.share:6.2f}  {limit}".rstrip()


class Silent:
    """A screen that shows nothing."""

    def waiting(self, process: int) -> None:
        """Nobody else builds here."""

    def begin(self, units: int, files: int) -> None:
        """Not shown."""

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        """Not shown."""


def slide(number: int) -> str:
    """A slide of the kinds that decks are made of, with its notes."""
    kinds = (
        "- Ask what they do **before** they buy\n- Draw the steps on one page\n    - with the *feelings* above\n    - with `owners` below\n"
        "- Mark the step where it turned\n- Give that step an owner",
        "| Step | Question | Minutes |\n|:-----|:---------|--------:|\n| Explore | What do they need? | 15 |\n| Engage | Who decides? | 20 |\n"
        "| Offer | What is it worth? | 25 |",
        "```python\ndef value(steps):\n    return sum(step.benefit - step.cost for step in steps)\n\n\nprint(value(journey))\n```",
        f"![A drawing of step {number}](picture{number % PICTURES}.png)",
        "A paragraph that says in two sentences what the room should keep. It has a [link](https://example.org/) and goes on for a little "
        "while, so that it takes more than one line.\n\n1. First\n2. Second\n3. Third",
    )
    notes = "::: notes\nSay why this matters. Ask **who** has met it before, and take two answers.\n\n- Then go on\n- Watch the clock\n:::"
    return f"## Slide {number}: a title of usual length\n\n{kinds[number % len(kinds)]}\n\n{notes}\n"


def source(slides: int) -> str:
    """A deck of so many slides, as pandoc and courseware read it."""
    return "---\ntitle: A deck to measure\nauthor: A. Trainer\n---\n\n" + "\n".join(map(slide, range(1, slides + 1)))


def typst_source(slides: int) -> str:
    """A handout of the same text and pictures for typst."""
    body = (
        f'= Slide {number}\n\n#image("picture{number % PICTURES}.png", width: 88mm)\n\n'
        + "Ask what they do *before* they buy. Draw the steps on one page, "
        "with the _feelings_ above and the owners below. Mark the step where it turned, and give that step an owner.\n\n- First\n- Second\n"
        for number in range(1, slides + 1)
    )
    return '#set page(paper: "a4", numbering: "1")\n#outline()\n' + "\n".join(body)


def course(folder: Path, slides: int, modules: int = 1) -> None:
    """A course of modules with so many slides each and text for participants."""
    text = source(slides).replace(
        "::: notes",
        "::: handout\nWhat a participant reads a week later, in two sentences. It says why.\n:::\n\n::: notes",
    )
    (folder / "syllabus").mkdir(parents=True)
    names = [f"{number:02}-module" for number in range(1, modules + 1)]
    (folder / "syllabus/course.yml").write_text(f"title: To measure\nmodules: [{', '.join(names)}]\n", encoding="utf-8")
    for name in names:
        (folder / f"syllabus/{name}.md").write_text(text.replace("author: A. Trainer\n", ""), encoding="utf-8")
    draw(folder / "syllabus")


def book(folder: Path) -> None:
    """A course whose workbook has some 500 pages: much text, a glossary, marks for the index, an exercise and a question a topic."""
    names = [f"{number:02}-part" for number in range(1, BOOK_MODULES + 1)]
    (folder / "syllabus").mkdir(parents=True)
    (folder / "syllabus/course.yml").write_text(
        f"title: A long book\nmodules: [{', '.join(names)}]\n", encoding="utf-8"
    )
    draw(folder / "syllabus")
    for name in names:
        (folder / f"syllabus/{name}.md").write_text(
            f"---\ntitle: Part {name}\n---\n" + "".join(chapter(name, number) for number in range(1, 5)),
            encoding="utf-8",
        )


def chapter(name: str, number: int) -> str:
    """A topic of a long book: three slides with pages of text, an exercise and a question."""
    told = " ".join(
        f"In {name} the {count}th step is told with its reason, so that a reader who was not in the room can follow it, and "
        + (
            f"a [mark {name} {number} {count}]{{.index}} leads back to it."
            if count % 6 == 0
            else "nothing leads back to it today."
        )
        for count in range(1, 26)
    )
    slides = "".join(
        f"## Slide {number}.{count}\n\n![A drawing](picture{count}.png)\n\n::: handout\n{told}\n\n{told}\n:::\n\n"
        for count in range(1, 4)
    )
    return (
        f"# Topic {number}\n\n{slides}::: glossary\nTerm {name} {number}\n:   What it means, in one line.\n:::\n\n"
        f'::: {{.exercise title="Try {number}" minutes=10}}\nDo it with your neighbour.\n\n::: solution\nDone.\n:::\n:::\n\n'
        "::: question\nWhat comes first?\n\n- [x] This\n- [ ] That\n\n::: rationale\nIt does.\n:::\n:::\n\n"
    )


def draw(folder: Path) -> None:
    """The pictures that the slides show."""
    for number in range(PICTURES):
        picture = Image.linear_gradient("L").resize((800, 450)).rotate(45 * number)
        picture.convert("RGB").save(folder / f"picture{number}.png")


def diagrams(boxes: bool) -> str:
    """A deck of diagrams of 30 boxes, no two with the same words; without its `boxes` each has two."""
    slides = []
    for number in range(DIAGRAMS):
        lines = ["kind: hierarchy", f"- All {number}"]
        for group in range(5 if boxes else 1):
            lines += [f"  - Group {number}{group}"]
            lines += [f"    - Part {number}{group}{part}" for part in range(5 if group else 4)] if boxes else []
        slides.append(f"## Diagram {number}\n\n```diagram\n" + "\n".join(lines) + "\n```\n")
    return "---\ntitle: Diagrams\n---\n\n" + "\n".join(slides)


def process(command: Sequence[str | Path], folder: Path) -> float:
    """The CPU seconds of a command and what it starts."""
    usage = carried_out(command, folder)
    return usage.ru_utime + usage.ru_stime


def peak(command: Sequence[str | Path], folder: Path) -> float:
    """The most memory that a command held at once, in MB."""
    return carried_out(command, folder).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def carried_out(command: Sequence[str | Path], folder: Path) -> resource.struct_rusage:
    """What a command and what it starts used; ends the bench where it fails."""
    with subprocess.Popen(
        list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        told = child.stderr.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{told}")
    return usage


def inside(work: Callable[[], object]) -> float:
    """The CPU seconds of a call in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def in_turn(one: Callable[[int], float], other: Callable[[int], float], rounds: int = ROUNDS) -> tuple[float, float]:
    """The least of each of two, measured in turn so that both meet the same machine."""
    pairs = [(one(number), other(number)) for number in range(rounds)]
    return min(first for first, _ in pairs), min(second for _, second in pairs)


def least(measure: Callable[[int], float], rounds: int = ROUNDS) -> float:
    """The least of some rounds: what else the machine does only adds."""
    return min(measure(number) for number in range(rounds))


def ours(folder: Path, name: str) -> Callable[[int], float]:
    """Our deck of `name`.md in a fresh process, each time into an empty folder."""

    def measure(number: int) -> float:
        out = Path(tempfile.mkdtemp(dir=folder))
        return process([COURSEWARE, "build", f"{name}.md", "-o", out, "-q"], folder)

    return measure


def ours_warm(folder: Path, file: str) -> Callable[[int], float]:
    """Our deck of a file in this process, each time into an empty folder."""

    def measure(number: int) -> float:
        request = Request(out=Path(tempfile.mkdtemp(dir=folder)), file=file)
        return inside(lambda: build(request, Files(folder), Silent()))

    return measure


def main() -> int:
    """Measures all and prints it; 1 where a limit is passed."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COURSEWARE_CACHE"] = str(folder / "cache")
        os.environ.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # the commands are compiled, as they are where they were installed
        draw(folder)
        for name, boxes in (("diagrams", True), ("plain", False)):
            (folder / f"{name}.md").write_text(diagrams(boxes), encoding="utf-8")
        for slides in (*SIZES, MANY):
            (folder / f"deck{slides}.md").write_text(source(slides), encoding="utf-8")
        (folder / "handout.typ").write_text(typst_source(40), encoding="utf-8")
        course(folder / "course", 40)
        course(folder / "ten", 4, modules=10)
        course(folder / "tens", 40, modules=10)
        book(folder / "book")
        print(f"{'CPU seconds':44} {'ours':>9} {'other':>9} {'share':>6}", flush=True)
        passed = []
        for figure in measured(folder, pandoc):
            print(figure, flush=True)
            passed.append(figure.limit and figure.share > figure.limit)
    return 1 if any(passed) else 0


def measured(folder: Path, pandoc: str) -> Iterator[Figure]:
    """Every figure, as soon as it is known; what takes longest comes last."""

    def theirs(slides: int) -> Callable[[int], float]:
        return lambda _: process([pandoc, f"deck{slides}.md", "-o", f"pandoc{slides}.pptx"], folder)

    first = ours(folder, "deck40")(0)
    cold, cold_pandoc = in_turn(ours(folder, "deck40"), theirs(40), 2 * ROUNDS)
    yield Figure("40 slides, cold, nothing kept, to pandoc", first, cold_pandoc)
    yield Figure("40 slides, cold, to pandoc", cold, cold_pandoc, COLD)
    ours_warm(folder, "deck40.md")(0)
    rounds = [{slides: ours_warm(folder, f"deck{slides}.md")(0) for slides in SIZES} for _ in range(ROUNDS)]
    warm = {slides: min(each[slides] for each in rounds) for slides in SIZES}
    yield Figure("40 slides, warm, to pandoc", warm[40], cold_pandoc, WARM)
    large, large_pandoc = in_turn(ours(folder, "deck1000"), theirs(1000), 1)
    yield Figure("1,000 slides, cold, to pandoc", large, large_pandoc, THOUSAND)
    more, less = (warm[1000] - warm[200]) / 800, (warm[200] - warm[40]) / 160
    yield Figure("one more slide: 200 to 1,000, to 40 to 200", more, less, GROWTH)
    decks: list[str | Path] = [
        COURSEWARE,
        "-C",
        "ten",
        "build",
        "--only",
        "deck.pptx",
        "--brand",
        "house",
        "--brand",
        "fjordlight",
        "-q",
    ]
    process(decks, folder)
    nothing = least(lambda _: process(decks, folder), 3 * ROUNDS)
    yield Figure("nothing to do, 10 modules x 2 brands", nothing, NOTHING, 1.0)
    edits = of_edits(folder / "edits")
    yield Figure("a slide edited, from a cold start, wall", edits.cold, COLD_EDIT, 1.0)
    yield Figure("a slide edited, from a cold start, CPU", edits.cold_work, COLD_EDIT)
    yield Figure("a slide edited, under --watch, wall", edits.warm, WARM_EDIT, 1.0)
    yield Figure("a slide edited, under --watch, CPU", edits.warm_work, WARM_EDIT)
    many = peak([COURSEWARE, "build", f"deck{MANY}.md", "-o", "many", "-q"], folder)
    yield Figure("2,000 slides with notes, peak in MB", many, MEMORY, 1.0)
    ours_warm(folder, "diagrams.md")(0)
    drawn, plain = in_turn(ours_warm(folder, "diagrams.md"), ours_warm(folder, "plain.md"))
    yield Figure("a diagram of 30 boxes, warm", (drawn - plain) / DIAGRAMS, DIAGRAM, 1.0)
    alone: list[str | Path] = ["--only", "workbook.pdf", "-j", "1", "-q", "-o", folder / "books"]
    long = peak([COURSEWARE, "-C", "book", "build", *alone], folder)
    yield Figure("a workbook of 500 pages, peak in MB", long, BOOK, 1.0)
    yield Figure("the PDF step of a handout, to WeasyPrint", *pdf_step(folder / "course"), STEP)
    yield Figure("ten modules, two workers, wall, to both", *ten_modules(folder / "tens", pandoc), MODULES)
    handout: list[str | Path] = [COURSEWARE, "-C", "course", "build", "--only", "handout.pdf", "-j", "1", "-q", "-o"]
    book = least(lambda number: process([*handout, f"handout{number}"], folder), 2)
    typst = [sys.executable, "-c", "import typst; typst.compile('handout.typ', output='typst.pdf')"]
    yield Figure("a handout of 40 slides, cold, to typst", book, least(lambda _: process(typst, folder), 2))
    thousands, edited = of_thousands(process)
    yield Figure("nothing to do, 10,000 modules x 3 documents", thousands, THOUSANDS, 1.0)
    yield Figure("one edit in 10,000 modules, to nothing to do", edited, thousands)


if __name__ == "__main__":
    sys.exit(main())
