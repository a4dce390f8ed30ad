"""What every test relies on: nothing outside of its own folders is read or changed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import hypothesis  # noqa: F401  # before a test freezes what the collector sees: its plugins look there as they are loaded
import pytest

# A shell that begins the tests in the background has them ignore Ctrl-C, and so every process that a test begins and means to end by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Values that a build keeps for the next process go to the tests' own folder."""
    before = os.environ.get("COURSEWARE_CACHE")
    os.environ["COURSEWARE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["COURSEWARE_CACHE"]
    else:
        os.environ["COURSEWARE_CACHE"] = before
