"""WeasyPrint loaded in half the time: without asking a compiler for libraries whose names the system's loader knows, and without what only
fonts of one kind need.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

OURS = ("gobject", "pango", "harfbuzz", "fontconfig")
"""What the names of the libraries hold that WeasyPrint opens."""
LATE = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}
"""Modules that WeasyPrint loads for variable fonts and for systems without HarfBuzz's subsetter, with what it takes from them by name."""


def load() -> None:
    """Imports WeasyPrint. `OSError` where the system lacks Pango."""
    if "weasyprint" in sys.modules:
        return
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError), contextlib.redirect_stdout(io.StringIO()), _named_by_the_loader(), _later():
            import weasyprint

            return
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    import weasyprint  # noqa: F401


@contextlib.contextmanager
def _named_by_the_loader() -> Iterator[None]:
    """Libraries are found by the names that the loader opens (`libpango-1.0.so.0`), which WeasyPrint tries too. Those that it tries
    first are other systems': to find out that there are none takes starting a compiler and a linker for each.
    """
    find = ctypes.util.find_library

    def found(name: str) -> str | None:
        return None if any(each in name for each in OURS) else find(name)

    ctypes.util.find_library = found
    try:
        yield
    finally:
        ctypes.util.find_library = find


@contextlib.contextmanager
def _later() -> Iterator[None]:
    """Modules of `LATE` are loaded when something of them is used first."""
    put = {name: _Later(name, taken) for name, taken in LATE.items() if name not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]
            parent, _, child = name.rpartition(".")
            vars(sys.modules.get(parent, ModuleType(parent))).pop(child, None)


class _Later(ModuleType):
    """Stands for a module until it is used."""

    def __init__(self, name: str, taken: tuple[str, ...]) -> None:
        super().__init__(name)
        for each in taken:
            setattr(self, each, _taken(name, each))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


def _taken(module: str, name: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*given, **named)

    return call
