"""The one door to the disk for reading: every read, listing and absence is recorded.

A `Files` value knows a few roots by name and turns names into contents. Names are what the author sees: `syllabus/01-x.md` in the project,
`@templates/module/deck.pptx.j2` for what comes with the package, `@brand/NAME/logo.png` for a brand folder outside the project.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from courseware.problems import CoursewareError, Place, Problem

ABSENT = "absent"
LARGEST = 64 * 1024 * 1024  # bytes; a course's source is far below, a mistake (a video, a disk image) is far above


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal, the one kind of hash in records and marks."""
    return hashlib.sha256(data).hexdigest()


def packaged_templates() -> Path:
    """The folder `templates/` that comes with the package: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "_templates"
    return inside if inside.is_dir() else here.parent / "templates"


@dataclass(slots=True)
class Files:
    """Reads from a few folders and keeps what was read.

    `project` is the folder that holds `syllabus/`; `roots` maps further names (`@templates`, `@brand/NAME`) to folders. `reads` maps
    each name to the SHA-256 of what was read, to `absent`, or (name ending in `/`) to the SHA-256 of a listing. No name and no
    symbolic link reaches outside the root it begins in: `CoursewareError`.
    """

    project: Path
    roots: Mapping[str, Path] = field(default_factory=lambda: {"@templates": packaged_templates()})
    reads: dict[str, str] = field(default_factory=dict)

    def fresh(self) -> Files:
        """The same door with an empty record."""
        return Files(self.project, self.roots)

    def path(self, name: str) -> Path:
        """The real path behind `name`; `CoursewareError` where it would leave its root. Reads nothing, records nothing."""
        for prefix, root in self.roots.items():
            if name == prefix or name.startswith(prefix + "/"):
                return _inside(root, name[len(prefix) :].lstrip("/"), name)
        return _inside(self.project, name, name)

    def read(self, name: str) -> bytes:
        """The bytes of a file; `FileNotFoundError` (recorded as absent) where there is none."""
        path = self.path(name)
        try:
            if path.stat().st_size > LARGEST:
                fact = f"the file is larger than {LARGEST // 1024 // 1024} MB"
                raise CoursewareError(
                    Problem(Place(name), fact, "is it the right file? a course reads text, pictures and tables")
                )
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self.reads[name] = ABSENT
            raise FileNotFoundError(name) from None
        except PermissionError:
            raise CoursewareError(
                Problem(Place(name), "the file may not be read", "check the file's permissions")
            ) from None
        self.reads[name] = digest(data)
        return data

    def text(self, name: str) -> str:
        """A UTF-8 file as text: no byte order mark, line ends as `\\n`; `CoursewareError` at the line that is no UTF-8."""
        data = self.read(name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            hint = "save the file as UTF-8" if b"\0" not in data[:4096] else "this looks like a binary file, not text"
            raise CoursewareError(Problem(Place(name, line), "the file is not UTF-8 text", hint)) from None
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise CoursewareError(
                Problem(Place(name, line), "the file holds a NUL character", "this looks like a binary file, not text")
            )
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def exists(self, name: str) -> bool:
        """Whether a file is there. Its absence is recorded; its presence counts as read, so a change is noticed."""
        try:
            self.read(name)
        except FileNotFoundError:
            return False
        return True

    def list(self, folder: str) -> tuple[str, ...]:
        """The names of files directly in `folder`, sorted, without hidden ones; empty where there is no folder."""
        path = self.path(folder)
        try:
            entries = sorted(e.name for e in os.scandir(path) if e.is_file() and not e.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            self.reads[folder + "/"] = ABSENT
            return ()
        self.reads[folder + "/"] = digest("\n".join(entries).encode())
        return tuple(f"{folder}/{name}" for name in entries)

    def folders(self, folder: str) -> tuple[str, ...]:
        """The names of folders directly in `folder`, sorted, without hidden ones."""
        try:
            entries = sorted(e.name for e in os.scandir(self.path(folder)) if e.is_dir() and not e.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            entries = []
        self.reads[folder + "//"] = digest("\n".join(entries).encode())
        return tuple(f"{folder}/{name}" for name in entries)

    def first(self, names: Iterable[str]) -> str | None:
        """The first of `names` that exists; those looked for in vain are recorded as absent."""
        return next((name for name in names if self.exists(name)), None)

    def now(self, name: str) -> str:
        """What `reads` would hold for this recorded name today, without recording it: the question of a fresh build."""
        probe = self.fresh()
        if name.endswith("//"):
            probe.folders(name[:-2])
        elif name.endswith("/"):
            probe.list(name[:-1])
        else:
            probe.exists(name)
        return probe.reads[name]


def _inside(root: Path, relative: str, name: str) -> Path:
    parts = PurePosixPath(relative).parts
    path = root.joinpath(*parts)
    real_root = os.path.realpath(root)
    real = os.path.realpath(path)
    if relative.startswith("/") or (real != real_root and not real.startswith(real_root + os.sep)):
        raise CoursewareError(
            Problem(Place(name), "the path leads outside the project", "move the file into the project's folder")
        )
    return path
