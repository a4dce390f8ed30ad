"""What printing costs: the PDF step of a handout beside WeasyPrint by itself, and ten modules beside pandoc and typst.

Run as a program (`python -m tests.benchprint by-itself|ours COURSE`) it measures the step in a process of its own, in
which WeasyPrint is as it comes, or as we use it.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from courseware.build.making import PICTURED
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files, packaged_templates

STEP, MODULES = 0.8, 1.3
"""The limits: our PDF step as a share of WeasyPrint's own on the same page, and the wall time of ten modules' decks and
handouts with two workers as a share of pandoc's and typst's.
"""
ROUNDS, AGAIN = 5, 4
HANDOUT = "handout.pdf"
COURSEWARE = Path(sys.executable).with_name("courseware")
TEXT = ["--only", "deck.pptx", "--only", HANDOUT, "--set", f"{HANDOUT}:style=text"]


def pdf_step(course: Path) -> tuple[float, float]:
    """The least CPU seconds of the step, ours and WeasyPrint's, by processes that take turns."""
    pairs = [(_measured("ours", course), _measured("by-itself", course)) for _ in range(ROUNDS)]
    return min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)


def _measured(whose: str, course: Path) -> float:
    command = [sys.executable, "-m", "tests.benchprint", whose, str(course)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def ten_modules(course: Path, pandoc: str) -> tuple[float, float]:
    """The least wall seconds for all decks and handouts of a course, ours and those of pandoc and typst, in turn."""
    pairs = [(_timed(lambda: _ours(course)), _timed(lambda: _theirs(course, pandoc))) for _ in range(ROUNDS)]
    return min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)


def _timed(work: Callable[[], None]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _ours(course: Path) -> None:
    with tempfile.TemporaryDirectory() as out:
        command = [COURSEWARE, "-C", course, "build", "-q", "-j", "2", "-o", out, *TEXT]
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def _theirs(course: Path, pandoc: str) -> None:
    folder = course / "syllabus"

    def module(source: Path) -> None:
        name = source.stem
        subprocess.run([pandoc, source.name, "-o", f"{name}.pptx"], cwd=folder, check=True)
        subprocess.run([pandoc, source.name, "-s", "-t", "typst", "-o", f"{name}.typ"], cwd=folder, check=True)
        compile_it = f"import typst; typst.compile('{name}.typ', output='{name}.pdf')"
        subprocess.run([sys.executable, "-c", compile_it], cwd=folder, check=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(module, sorted(folder.glob("*.md"))))


def _step(whose: str, course: Path) -> float:
    """The least of some times in this process, the first of which is not counted."""
    from courseware.pdf import engine, write_pdf
    from courseware.pdf.names import BASE

    files = Files(course, {"@templates": packaged_templates()})
    request = Request(out=course / "none", modules=("1",), only=(HANDOUT,), sets=((HANDOUT, "style", "text"),))
    shelf = Shelf(files.fresh())
    unit = units(make_plan(request, shelf), request)[0]
    materials = Materials(unit, request, shelf)
    document = materials.document("module", HANDOUT)
    html = materials.dressed(materials.render(document, files), document, files)
    pictures = materials.pictures(files, "white") if whose == "ours" else ()
    fonts = engine.ready(materials.brand, files)
    from weasyprint import HTML

    from courseware.pdf.fetching import Fetcher

    placeholders = dict.fromkeys(PICTURED.findall(html), (960.0, 540.0))

    def ours() -> None:
        write_pdf(html, files=files, brand=materials.brand, pictures=pictures, name=document.file)

    def by_itself() -> None:
        fetcher = Fetcher(files, document.file, placeholders)
        page = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)

    work = ours
    if whose != "ours":
        work = by_itself
        gc.unfreeze()  # as it is in a program that knows nothing of us
    times = []
    for _ in range(AGAIN):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times[1:])


if __name__ == "__main__":
    print(_step(sys.argv[1], Path(sys.argv[2])))
