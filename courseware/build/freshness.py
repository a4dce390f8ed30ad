"""Whether what was read then is what would be read now.

Imports nothing beyond the standard library: a build with nothing to do asks this and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from courseware.build.maker import maker
from courseware.build.publishing import standing
from courseware.build.state import WHOLE, CourseRecord
from courseware.files import ABSENT, PRIVATE, SETTING, SYSTEM, Files
from courseware.problems import CoursewareError
from courseware.reads import TORN, Reads
from courseware.sealing import alike
from courseware.sights import Sights, signature

PAGES = "pages:"
"""Begins the name, among what was read, of an output whose pages were counted."""
OUTPUT = "output:"
"""Begins what an output is called among the files that were seen."""
UNREADABLE = "unreadable"
PART = "course:"
"""Stands among what changed for the part of the course that an output sees."""


class Now:
    """What each name would read as today, asked once for each. `pages:OUTPUT` asks `pages` how many an output has.

    What `sights` knows is not read again. `course` is the course as it was last read. `counted` are the pages of outputs as they were asked
    for: clear it when some have been made since.
    """

    def __init__(
        self,
        files: Files,
        pages: Callable[[str], str] | None = None,
        sights: Sights | None = None,
        course: CourseRecord | None = None,
    ) -> None:
        self.files, self.pages = files, pages
        self.sights = sights or Sights()
        self.course = course
        self._parts: list[Mapping[str, str] | None] = []
        self.known: dict[str, str] = {}
        self.counted: dict[str, str] = {}
        self._shared: dict[int, tuple[Mapping[str, str], frozenset[str]]] = {}

    def changed(self, reads: Mapping[str, str]) -> frozenset[str]:
        """The names that read otherwise than recorded. What many records share is looked at once."""
        if not isinstance(reads, Reads):
            return frozenset(name for name, then in reads.items() if self.now(name) != then)
        found = self.changed(reads.own)
        for key, part in reads.shared.items():
            if key not in self._shared:
                self._shared[key] = part, self.changed(part)  # held, so that no other takes its place
            found |= self._shared[key][1]
        return found

    def parts(self) -> Mapping[str, str] | None:
        """The parts of the course as it is today, None where it has to be read for that."""
        if not self._parts:
            course = self.course
            same = course is not None and course.maker == maker() and not self.changed(course.reads)
            self._parts.append(course.parts if course and same else None)
        return self._parts[0]

    def sees(self, name: str, part: str) -> bool:
        """Whether what the output `name` saw of the course, its `part`, is what it would see today; False where nobody can tell yet."""
        parts = self.parts()
        return parts is not None and part in (parts.get(name.rpartition("/")[0].rpartition("/")[2]), parts.get(WHOLE))

    def learn(self, course: CourseRecord) -> None:
        """Takes over what was read of the course since."""
        self._parts = [course.parts]

    def why(self, name: str, reads: Mapping[str, str]) -> str:
        """The change of a name in words."""
        if name == PART:
            course = self.changed(self.course.reads) if self.course else frozenset()
            return (
                self.why(min(course, key=_telling), self.course.reads)
                if self.course and course
                else "the course changed"
            )
        plain = name.rstrip("/").removeprefix(PRIVATE)
        if name.startswith(PAGES):
            return f"the pages of {name.removeprefix(PAGES)} are others"
        if name.startswith(SYSTEM):
            return f"the system's {name.rpartition('/')[2]} changed"
        if name.startswith(SETTING):
            return f"the variable {name.removeprefix(SETTING)} has another value"
        if not plain:
            return "a roster was named"
        if name.endswith("/"):
            return f"the list of {'folders' if name.endswith('//') else 'files'} in {plain} changed"
        if reads[name] == TORN:
            return f"{plain} changed while the file was made"
        if reads[name] == ABSENT:
            return f"{plain} is new"
        return {ABSENT: f"{plain} is gone", UNREADABLE: f"{plain} can't be read"}.get(
            self.now(name), f"{plain} changed"
        )

    def now(self, name: str) -> str:
        """What a name reads as today."""
        if name.startswith(PAGES):
            if name not in self.counted:
                self.counted[name] = self.pages(name.removeprefix(PAGES)) if self.pages else ABSENT
            return self.counted[name]
        if name not in self.known:
            try:
                self.known[name] = self._look(name)
            except CoursewareError:  # may not be read any more; the build says why
                self.known[name] = UNREADABLE
        return self.known[name]

    def stands(self, path: Path, recorded: str) -> bool | None:
        """Whether the output at `path` has the recorded digest, None where there is none. Raises `CoursewareError` as `standing`."""
        key, where = OUTPUT + str(path), str(path)
        known = self.sights.digest(key, where)
        if known is not None and known == recorded:
            return True
        before = signature(where)
        data = standing(path)
        if data is None:
            return None
        same = alike(data, recorded)
        if same:
            self.sights.note(key, where, before, recorded)
        return same

    def _look(self, name: str) -> str:
        path = self.files.place(name)
        if path is None:
            return self.files.now(name)
        known = self.sights.digest(name, path)
        if known is not None:
            return known
        before = signature(path)
        found = self.files.now(name)
        self.sights.note(name, path, before, found)
        return found


def is_text(name: str) -> bool:
    """Whether a name is that of a text of a course, of which an output may see but a part."""
    return name.endswith(".md") or name == "syllabus/course.yml"


def _telling(name: str) -> tuple[bool, bool, str]:
    """Sorts what changed of a course by how much it tells: texts before lists, the modules before the course's facts."""
    return name.endswith("/"), name.endswith("course.yml"), name
