"""The one door to the disk for reading: every read, listing and absence is recorded.

A `Files` value knows a few roots by name and turns names into contents. Names are what the author sees: `syllabus/01-x.md` in the project,
`@templates/module/deck.pptx.j2` for what comes with the package, `@brand/NAME/logo.png` for a brand folder outside the project.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath

from courseware.late import late
from courseware.limits import LARGEST_FILE
from courseware.problems import CoursewareError, Place, Problem
from courseware.reads import Reads
from courseware.sights import Sights, local, signature

ABSENT = "absent"
PRIVATE = "private:"
"""Begins the record of a file whose content must not show in records."""
SYSTEM = "system:"
"""Begins the record of a file of the system's, a library that outputs are made with: its path follows."""
SETTING = "setting:"
"""Begins the record of a variable of the environment."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened: a pipe that nobody writes to is not waited for."""
STATE = ".courseware"
"""The folder of records that marks an output folder."""
LONGEST = 120  # characters of a name that an error shows
_CONTROLS = late("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
"""Characters that no document can hold (XML 1.0, 2.2)."""
_BLANKS = {0x0B: " ", 0x0C: " "}
"""Vertical tabs and form feeds, which come along from other programs, are blanks."""


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal, the one kind of hash in records and marks."""
    return hashlib.sha256(data).hexdigest()


def packaged_templates() -> Path:
    """The folder `templates/` that comes with the package: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "_templates"
    return inside if inside.is_dir() else here.parent / "templates"


_NOTED = Sights()  # of this process


class Files:
    """Reads from a few folders and keeps what was read.

    `project` is the folder that holds `syllabus/`; `roots` maps further names (`@templates`, `@brand/NAME`) to folders. `reads` maps
    each name to the SHA-256 of what was read, to `absent`, or (name ending in `/`) to the SHA-256 of a listing; a file that changed
    between two reads is `torn`. No name and no symbolic link reaches outside the root it begins in: `CoursewareError`.
    """

    __slots__ = ("project", "reads", "roots")

    def __init__(self, project: Path, roots: Mapping[str, Path] | None = None) -> None:
        self.project = project
        self.roots: Mapping[str, Path] = {"@templates": packaged_templates()} if roots is None else roots
        self.reads = Reads()

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
        data = self._bytes(name, name)
        self.reads[name] = digest(data)
        return data

    def note(self, name: str) -> str:
        """Records a file as read and gives its digest, without reading it again where it is as it was when this process last did: for what
        many documents need and few look into. `FileNotFoundError` as for `read`.
        """
        found = _noted(str(self.path(name)), lambda: self.read(name))
        self.reads[name] = found
        return found

    def private(self, name: str) -> bytes:
        """`read`, for a file about people: recorded as `private:NAME` with a digest that can't be guessed back."""
        data = self._bytes(name, PRIVATE + name)
        from courseware.sealing import seal

        self.reads[PRIVATE + name] = seal(data)
        return data

    def system(self, path: str) -> None:
        """Records a library of the system's that an output is made with."""
        self.reads[SYSTEM + path] = _of_system(path)

    def setting(self, variable: str) -> str:
        """The value of a variable of the environment, recorded; `""` where it is not set."""
        value = os.environ.get(variable, "")
        self.reads[SETTING + variable] = value or ABSENT
        return value

    def _bytes(self, name: str, record: str) -> bytes:
        path = self.path(name)
        try:
            # What was opened is what is read, and is asked whether it may be: a name can be turned to another file in between.
            with open(path, "rb", opener=_open) as file:  # closes what was opened also where it is a folder
                about, plain = os.fstat(file.fileno()), _opened(file.fileno()) == str(path)
                if about.st_size > LARGEST_FILE:
                    raise _too_large(name)
                if stat.S_ISDIR(about.st_mode):
                    raise IsADirectoryError(name)
                if not stat.S_ISREG(about.st_mode):
                    raise _problem(name, "this is no file that can be read to its end", "name an ordinary file")
                data = file.read(LARGEST_FILE + 1)
            if len(data) > LARGEST_FILE:
                raise _too_large(name)
            if not plain and not os.path.samestat(os.stat(self.path(name)), about):
                raise _problem(name, "the file was exchanged while it was read", "build again")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self.reads[record] = ABSENT
            raise FileNotFoundError(name) from None
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
        return data

    def text(self, name: str) -> str:
        """A UTF-8 file as text: no byte order mark, line ends as `\\n`; `CoursewareError` at the line of what is no text."""
        data = self.read(name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _problem(name, "the file is not UTF-8 text", _encoding_hint(data), _line(data, error.start)) from None
        odd = _CONTROLS.search(text)
        if odd is not None:
            line = text.count("\n", 0, odd.start()) + 1
            if odd[0] == "\0":
                raise _problem(name, "the file holds a NUL character", "this looks like a binary file, not text", line)
            fact = f"the file holds the control character U+{ord(odd[0]):04X}"
            raise _problem(name, fact, "delete it: it came along when the text was copied, and can't be shown", line)
        if "\x0b" in text or "\x0c" in text:
            text = text.translate(_BLANKS)
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
        except (OSError, ValueError) as error:
            raise _unreadable(folder, error) from None
        self.reads[folder + "/"] = digest("\n".join(entries).encode())
        return tuple(f"{folder}/{name}" for name in entries)

    def folders(self, folder: str) -> tuple[str, ...]:
        """The names of folders directly in `folder`, sorted, without hidden ones."""
        try:
            entries = sorted(e.name for e in os.scandir(self.path(folder)) if e.is_dir() and not e.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            entries = []
        except (OSError, ValueError) as error:
            raise _unreadable(folder, error) from None
        self.reads[folder + "//"] = digest("\n".join(entries).encode())
        return tuple(f"{folder}/{name}" for name in entries)

    def first(self, names: Iterable[str]) -> str | None:
        """The first of `names` that exists; those looked for in vain are recorded as absent."""
        return next((name for name in names if self.exists(name)), None)

    def now(self, name: str) -> str:
        """What `reads` would hold for this recorded name today, without recording it: the question of a fresh build."""
        probe = self.fresh()
        if name.startswith(SYSTEM):
            return _of_system(name.removeprefix(SYSTEM))
        if name.startswith(SETTING):
            probe.setting(name.removeprefix(SETTING))
        elif name.startswith(PRIVATE):
            with suppress(FileNotFoundError):
                probe.private(name.removeprefix(PRIVATE))
        elif name.endswith("//"):
            probe.folders(name[:-2])
        elif name.endswith("/"):
            probe.list(name[:-1])
        else:
            probe.exists(name)
        return probe.reads[name]

    def place(self, name: str) -> str | None:
        """The path of the file that a recorded name stands for, None where it stands for none: a listing, a setting."""
        if name.startswith(SYSTEM):
            return name.removeprefix(SYSTEM)
        if name.endswith("/") or name.startswith(SETTING) or name == PRIVATE:
            return None
        return str(self.path(name.removeprefix(PRIVATE)))


def _of_system(path: str) -> str:
    try:
        return _noted(path, lambda: Path(path).read_bytes())
    except OSError:
        return ABSENT


def _noted(path: str, read: Callable[[], bytes]) -> str:
    """The digest of a file, which is read where this process doesn't know it as it is."""
    found = _NOTED.digest(path, path)
    if found is None:
        before = signature(path)
        begun = local(before[0]) if before else None
        found = digest(read())
        if before and begun and begun.settles(before):
            _NOTED.note(path, path, before, found)
            _NOTED.known = _NOTED.seen
    return found


def _problem(name: str, fact: str, hint: str, line: int = 0) -> CoursewareError:
    return CoursewareError(Problem(Place(name, line), fact, hint))


def _unreadable(name: str, error: OSError | ValueError) -> CoursewareError:
    if isinstance(error, PermissionError):
        return _problem(name, "the file may not be read", "check the file's permissions")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return _problem(shown.replace("\0", "\\0"), f"the file can't be read: {reason.lower()}", "check the file's name")


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _encoding_hint(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16: save it as UTF-8"
    return "this looks like a binary file, not text" if b"\0" in data[:4096] else "save the file as UTF-8"


def _open(path: str, flags: int) -> int:
    return os.open(path, _READ)


def is_inside(path: str, root: str) -> bool:
    """Whether `path` is `root` or lies in it, as they are written: follow links first where they count."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _inside(root: Path, relative: str, name: str) -> Path:
    parts = PurePosixPath(relative).parts
    path = root.joinpath(*parts)
    real_root = _real(root)
    try:
        real = os.path.realpath(path)
    except ValueError as error:  # a NUL in the name
        raise _unreadable(name, error) from None
    if relative.startswith("/") or not is_inside(real, real_root):
        raise _problem(name, "the path leads outside the project", "move the file into the project's folder")
    within = real[len(real_root) :].split(os.sep)
    if any(part.startswith(".") and part != ".." for part in (*parts, *within)):
        hint = "what begins with a full stop (.env, .git) is no part of a course: give the file another name"
        raise _problem(name, "the file is hidden, or in a hidden folder", hint)
    if len(within) > 2 and within[1] not in _SOURCES and _is_built(real_root, within[1:-1]):
        raise _problem(name, "this is what a build made, for whoever it was made for", "name a file of the course")
    return path


_SOURCES = frozenset({"syllabus", "templates"})


def _is_built(root: str, folders: Sequence[str]) -> bool:
    """Whether one of the folders, each in the one before, is an output folder."""
    for folder in folders:
        root = os.path.join(root, folder)
        if os.path.isdir(os.path.join(root, STATE)):
            return True
    return False


def _opened(number: int) -> str:
    """Where an open file lies, once all links are followed, where the system tells; `""` else."""
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        return ""


def _too_large(name: str) -> CoursewareError:
    fact = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB"
    return _problem(name, fact, "is it the right file? a course reads text, pictures and tables")


@cache
def _real(root: Path) -> str:
    """Where a root really is: asked for with every name."""
    return os.path.realpath(root)
