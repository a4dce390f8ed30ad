"""A course of thousands of modules whose documents are tiny texts: what a build costs that grows with their number alone."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

MODULES = 10_000
SHARED = Path("/dev/shm")  # memory: what a disk takes is not what is asked
DOCUMENTS = ("facts.txt", "list.txt", "times.txt")
COMMAND = (
    *(str(Path(sys.executable).with_name("courseware")), "build", "-q"),
    *(word for name in DOCUMENTS for word in ("--only", name)),
)


def of_thousands(process: Callable[[Sequence[str | Path], Path], float]) -> tuple[float, float]:
    """The CPU seconds of a build of 10,000 modules that finds nothing to do, and of one after an edit in one of them."""
    folder = Path(tempfile.mkdtemp(dir=SHARED if SHARED.is_dir() else None))
    try:
        many_modules(folder, MODULES)
        process(COMMAND, folder)
        nothing = min(process(COMMAND, folder) for _ in range(5))
        with (folder / "syllabus/m00007.md").open("a", encoding="utf-8") as file:
            file.write("\n## Another\n")
        return nothing, process(COMMAND, folder)
    finally:
        shutil.rmtree(folder)


def many_modules(folder: Path, modules: int) -> None:
    """A course of so many modules, each with one slide and three text documents."""
    (folder / "syllabus").mkdir(parents=True)
    (folder / "templates/module").mkdir(parents=True)
    names = [f"m{number:05}" for number in range(1, modules + 1)]
    (folder / "syllabus/course.yml").write_text("title: Many\nmodules:\n" + "".join(f"  - {each}\n" for each in names))
    for name in names:
        (folder / f"syllabus/{name}.md").write_text(
            f"---\ntitle: Module {name}\n---\n## Only one\n\n- A point of {name}\n"
        )
    for name in DOCUMENTS:
        text = f"---\ntitle: {name}\n---\n{{{{ module.title }}}}: {{% for each in module.slides %}}{{{{ each.title }}}}{{% endfor %}}\n"
        (folder / f"templates/module/{name}.j2").write_text(text)
