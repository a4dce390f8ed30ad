"""The moment that files are said to be made at: none, or the one that whoever builds names. The clock is never asked.

`SOURCE_DATE_EPOCH` holds seconds since 1970 in UTC (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import datetime

from courseware.files import Files
from courseware.problems import NOWHERE, CoursewareError, Problem

VARIABLE = "SOURCE_DATE_EPOCH"
FIRST, LAST = 315532800, 253402300799  # 1980, where zip's dates begin, to 9999


def moment(files: Files) -> str:
    """`2027-03-09T08:00:00Z`, or `""` where nobody names a moment; recorded as read. Raises `CoursewareError` for what is none."""
    value = files.setting(VARIABLE).strip()
    if not value:
        return ""
    if not (value.isascii() and value.isdigit() and FIRST <= int(value[:20]) <= LAST):
        hint = "write seconds since 1970 from 1980 on, or unset it: then files tell no moment at all"
        raise CoursewareError(Problem(NOWHERE, f"the variable {VARIABLE} is no moment: {value[:40]}", hint))
    return f"{datetime.datetime.fromtimestamp(int(value), datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
