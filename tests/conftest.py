"""What every test relies on: nothing outside of its own folders is read or changed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis  # noqa: F401  # before a test freezes what the collector sees: its plugins look there as they are loaded
import pytest


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
