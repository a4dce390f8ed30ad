"""What the tests of the build under stress share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.commands import Nursery
from tests.torture.course import write_course


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """A process that starts commands as new as from a shell."""
    nursery = Nursery(tmp_path_factory.mktemp("nursery"))
    yield nursery
    nursery.end()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The small course, in a folder of its own."""
    return write_course(tmp_path / "course")
