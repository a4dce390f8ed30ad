"""What one rendering may use up: steps, signs, the thread's time, the process's memory.

Steps and signs are counted, so a template ends at the same place on every machine; time and memory are the wall behind them.
"""

from __future__ import annotations

import sys
import time

from courseware.limits import (
    MOST_TEMPLATE_MEMORY,
    MOST_TEMPLATE_SECONDS,
    MOST_TEMPLATE_SIGNS,
    MOST_TEMPLATE_STEPS,
    MOST_TEMPLATE_TEXT,
)

OFTEN = 64
"""Steps between two looks at the clock and the memory."""


class Spent(Exception):
    """The template wants more than it may have; the words say of what."""


class Budget:
    """What is left of one rendering. `steps` counts rounds of loops and calls, `signs` the characters of all texts that were made."""

    __slots__ = ("_ends", "_look", "_peak", "signs", "steps")

    def __init__(self) -> None:
        self.steps = MOST_TEMPLATE_STEPS
        self.signs = MOST_TEMPLATE_SIGNS
        self._look = self.steps - OFTEN
        self._ends = time.thread_time() + MOST_TEMPLATE_SECONDS
        self._peak = _peak()

    def step(self, signs: int = 0) -> None:
        """One round of a loop, whose constant text is `signs` long. Raises `Spent`, as all of these do."""
        self.steps -= 1
        self.signs -= signs
        if self.steps < self._look:
            self.look()

    def work(self, steps: int) -> None:
        """Work that takes as long as so many rounds."""
        self.steps -= steps
        if self.steps < self._look:
            self.look()

    def text(self, signs: int) -> None:
        """A text of so many signs is about to be made."""
        self.signs -= signs
        if signs > MOST_TEMPLATE_TEXT:
            raise Spent(f"it makes a text of {signs:,} signs, more than {MOST_TEMPLATE_TEXT:,}")
        if self.signs < 0:
            raise Spent(f"it makes texts of more than {MOST_TEMPLATE_SIGNS:,} signs")

    def look(self) -> None:
        """Whether anything is used up."""
        self._look = self.steps - OFTEN
        if self.steps < 0:
            raise Spent(f"it goes on for more than {MOST_TEMPLATE_STEPS:,} steps")
        if self.signs < 0:
            raise Spent(f"it makes texts of more than {MOST_TEMPLATE_SIGNS:,} signs")
        if time.thread_time() > self._ends:
            raise Spent(f"it takes longer than {MOST_TEMPLATE_SECONDS} seconds")
        if _peak() - self._peak > MOST_TEMPLATE_MEMORY:
            raise Spent(f"it takes more than {MOST_TEMPLATE_MEMORY // 1024**2} MB of memory")


if sys.platform == "win32":

    def _peak() -> int:
        """0: Windows tells it in another way, and there the other limits have to do."""
        return 0

else:
    import resource

    _UNIT = 1 if sys.platform == "darwin" else 1024

    def _peak() -> int:
        """The most bytes that this process ever held."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
