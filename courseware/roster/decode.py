"""The bytes of a table as text, in any encoding that spreadsheets write."""

from __future__ import annotations

from courseware.problems import CoursewareError, Place, Problem

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's own files begin, of today and of 1997."""


def decode(data: bytes, name: str) -> str:
    """`data` as text: what its byte order mark says, else UTF-16 where every other byte is 0, else UTF-8, else the code
    page of Western Windows. Raises `CoursewareError` for what is no text.
    """
    if data.startswith(BOOKS):
        fact = "the roster is a workbook, not a table of text"
        raise CoursewareError(Problem(Place(name), fact, "save the sheet as CSV (UTF-8) and name that file"))
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    sample = data[:1000]
    if sample.count(0) > len(sample) // 4:
        return _decoded(data, "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fact = "the roster's text can't be read from this line on"
        raise CoursewareError(Problem(Place(name, line), fact, "save the sheet as CSV (UTF-8)")) from None
