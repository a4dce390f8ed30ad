"""What an edit of one slide costs until the module's deck, handout and notes stand in their place: from a cold start, and under `--watch`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

COLD_EDIT, WARM_EDIT = 2.5, 1.2
"""The limits, in seconds on two cores that have nothing else to do."""
MODULE = "03-stakeholder-relationships"
DOCUMENTS = ("deck.pptx", "handout.pdf", "instructor-notes.pdf")
ROUNDS = 5
COMMAND = (
    *(str(Path(sys.executable).with_name("courseware")), "build", "03", "-j", "2"),
    *(word for name in DOCUMENTS for word in ("--only", name)),
)


class Edits(NamedTuple):
    """The least of some edits: seconds on the clock and of the processors, cold and under `--watch`."""

    cold: float
    cold_work: float
    warm: float
    warm_work: float


def of_edits(folder: Path) -> Edits:
    """What edits of one slide of the sample course take, copied into `folder`."""
    shutil.copytree(Path(__file__).parent.parent / "syllabus", folder / "syllabus")
    subprocess.run([*COMMAND, "-q"], cwd=folder, check=True)
    cold = [_cold(folder, number) for number in range(ROUNDS)]
    warm = _warm(folder)
    return Edits(*(min(each[at] for each in cold) for at in (0, 1)), *(min(each[at] for each in warm) for at in (0, 1)))


def _edit(folder: Path, number: int) -> None:
    """Gives the first point of the module's first list other words."""
    path = folder / f"syllabus/{MODULE}.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("\n- ")
    words = rest.partition("\n")
    path.write_text(f"{before}\n- Words of edit {number}\n{words[2]}", encoding="utf-8")


def _cold(folder: Path, number: int) -> tuple[float, float]:
    _edit(folder, number)
    worked, before = os.times(), time.perf_counter()
    subprocess.run([*COMMAND, "-q"], cwd=folder, check=True)
    seconds = time.perf_counter() - before
    now = os.times()
    return seconds, now.children_user - worked.children_user + now.children_system - worked.children_system


def _warm(folder: Path) -> list[tuple[float, float]]:
    """The same with a process that watches: from saving until the file that comes last is another."""
    with subprocess.Popen(
        [*COMMAND, "--watch"], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as child:
        assert child.stderr is not None
        while b"watching" not in child.stderr.readline():
            pass
        time.sleep(1.5)  # until it is watched for sure
        found = []
        for number in range(ROUNDS, 2 * ROUNDS + 2):
            worked, stood = _worked(child.pid), _stands(folder)
            _edit(folder, number)
            before = time.perf_counter()
            while any(new == old for new, old in zip(_stands(folder), stood, strict=True)):
                if time.perf_counter() - before > 60:
                    raise SystemExit("build --watch did not follow an edit")
                time.sleep(0.005)
            found.append((time.perf_counter() - before, _worked(child.pid) - worked))
            time.sleep(0.5)  # its records follow
        child.send_signal(signal.SIGINT)
    return found


def _stands(folder: Path) -> Sequence[int]:
    """When each of the files was put in its place."""
    return [(folder / f"build/house/{MODULE}" / name).stat().st_mtime_ns for name in DOCUMENTS]


def _worked(process: int) -> float:
    """The CPU seconds of a process and of those that it began, as Linux counts them; 0 elsewhere."""
    stats: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        stats[int(path.parent.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    mine = {process}
    for _ in range(3):
        mine |= {each for each, (parent, _) in stats.items() if parent in mine}
    return sum(stats[each][1] for each in mine if each in stats)
