"""Putting outputs in their place. An output that somebody edited is never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from courseware.build.atomic import remove, sweep, write_file
from courseware.build.state import Record, State
from courseware.files import digest
from courseware.marks import untouched
from courseware.problems import CoursewareError, Place, Problem
from courseware.sealing import alike, can_tell
from courseware.values import Value


class Published(Value):
    """What became of an output.

    `state` is `made`, `same` (nothing to write) or `beside`: somebody edited the output, and `path` is the new file
    beside it. `kept` is the copy of an edited output that `--replace` made, None else.
    """

    state: str
    path: Path
    kept: Path | None = None


def publish(path: Path, data: bytes, record: Record | None, *, replace: bool = False) -> Published:
    """Puts `data` at `path`, or beside it where what stands there was edited since `record`.

    With `replace` the edited file is copied to `NAME.old.pptx` (`NAME.old-2.pptx`, ...) first. Raises `CoursewareError`
    where the file may not be written.
    """
    there = standing(path)
    if there == data:
        return Published("same", path)
    if there is None or is_ours(there, record):
        write_file(path, data)
        return Published("made", path)
    if replace:
        kept = _free(path)
        write_file(kept, there)
        write_file(path, data)
        return Published("made", path, kept)
    beside = _room_beside(path, data, record)
    if standing(beside) != data:
        write_file(beside, data)
    return Published("beside", beside)


def drop_beside(path: Path, record: Record | None) -> None:
    """Removes the file that an earlier build put beside an edited output, once the output is ours again; an edited
    one stays.
    """
    if record is not None and record.beside is not None:
        beside = path.with_name(record.beside[0])
        there = standing(beside)
        if there is not None and alike(there, record.beside[1]):
            remove(beside)


def standing(path: Path) -> bytes | None:
    """What stands at `path`, None where nothing does. Raises `CoursewareError` where it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        fact = f"the file can't be read: {(error.strerror or str(error)).lower()}"
        hint = "close it where it is open in another program, or move it away, then build again"
        raise CoursewareError(Problem(Place(path.as_posix()), fact, hint)) from None


def drop_empty(folder: Path, out: Path) -> None:
    """Removes a folder in `out`, and those around it there, as far as they are empty."""
    with suppress(OSError):  # not empty: somebody keeps files there
        while folder != out:
            folder.rmdir()
            folder = folder.parent


def put_extra(state: State, name: str, data: bytes, hint: str) -> Path:
    """Puts a file that is no document of a delivery (a zip, a contact sheet) in its place in the output folder, and records it, so that
    `clean` removes it. Call it while you hold the output.

    Raises `CoursewareError` with `hint` where a file of this name stands there that isn't ours.
    """
    path = state.folder.parent / name
    there = standing(path)
    if there not in (None, data) and not is_ours(there or b"", state.record(name)):
        raise CoursewareError(Problem(Place(path.as_posix()), "somebody changed this file", hint))
    sweep([path])
    write_file(path, data)
    state.keep(name, Record(hash=digest(data), maker="", request="", ingredients=""))
    return path


def is_ours(data: bytes, record: Record | None) -> bool:
    """Whether an output is as a build left it: by its record, else by its mark. The record may be lost, sealed with a key that is, or one
    step behind, where a build was killed between an output and its record.
    """
    if record is not None and can_tell(record.hash):
        known = (record.hash, record.coming, record.beside[1] if record.beside else "")
        if any(each and alike(data, each) for each in known):
            return True
    return untouched(data)


def _room_beside(path: Path, data: bytes, record: Record | None) -> Path:
    """`deck.new.pptx`, or `deck.new-2.pptx` where somebody edited that one too."""
    return next(each for each in _numbered(path, "new") if _may_take(each, data, record))


def _may_take(path: Path, data: bytes, record: Record | None) -> bool:
    there = standing(path)
    return there is None or there == data or is_ours(there, record)


def _free(path: Path) -> Path:
    """The first of `deck.old.pptx`, `deck.old-2.pptx`, ... that is not there yet."""
    return next(each for each in _numbered(path, "old") if not each.exists())


def _numbered(path: Path, word: str) -> Iterator[Path]:
    """`deck.pptx` → `deck.new.pptx`, `deck.new-2.pptx`, ..."""
    yield path.with_name(f"{path.stem}.{word}{path.suffix}")
    yield from (path.with_name(f"{path.stem}.{word}-{number}{path.suffix}") for number in count(2))
