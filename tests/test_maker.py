"""The libraries that show in an output are all known to whoever asks for what makes it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires

from courseware.build.maker import LIBRARIES

APART = {
    *(
        "click",
        "rich",
        "pygments",
        "markdown_it_py",
        "mdurl",
    ),  # the command line; the last three are among the others too
    *("anyio", "h11", "idna", "starlette", "typing_extensions", "uvicorn", "watchfiles"),  # preview and --watch
    *("cobble", "mammoth"),  # import
    *(
        "brotlicffi",
        "exceptiongroup",
        "importlib_metadata",
        "lazy_importer",
        "packaging",
        "pebble",
        "pycparser",
        "zipp",
    ),  # no bytes of an output
    *("colorama",),  # Windows' terminal
}


def test_every_library_of_the_run_time_is_known_or_shows_in_no_output() -> None:
    found: set[str] = set()
    left = ["courseware"]
    while left:
        for requirement in requires(left.pop()) or ():
            name = re.sub(r"[-_.]+", "_", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()
            if "extra ==" in requirement and not (name == "fonttools" or "woff" in requirement):
                continue
            if name not in found:
                found.add(name)
                try:
                    requires(name)
                except PackageNotFoundError:
                    continue
                left.append(name)
    assert {"weasyprint", "pydyf", "tinycss2", "uharfbuzz", "pillow"} <= found
    assert found - set(LIBRARIES) - APART == set()
    assert set(LIBRARIES) - found == set()
