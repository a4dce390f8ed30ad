"""WeasyPrint is loaded without a detour, in a process of its own, as a build loads it."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

BEGIN = """
    import sys
    begun = []
    sys.addaudithook(lambda event, given: begun.append(given[0]) if event == "subprocess.Popen" else None)
    from courseware.pdf.loading import load
"""


def run(code: str) -> str:
    """What Python says when it runs `code` after the beginning."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(BEGIN) + dedent(code)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems name their libraries otherwise")
def test_neither_a_compiler_nor_what_subsets_fonts_in_python_is_started_for_a_pdf() -> None:
    told = run("""
        load()
        from weasyprint.pdf import fonts
        print(len(begun), "fontTools.subset" in sys.modules, "fontTools.varLib.instancer" in sys.modules, fonts.harfbuzz_subset is None)
    """)
    assert told == "0 False False False"


def test_what_is_loaded_late_is_there_when_it_is_used() -> None:
    told = run("""
        load()
        from weasyprint.pdf import fonts
        import fontTools.subset
        from fontTools.varLib import instancer
        print(fonts.subset.Options is fontTools.subset.Options)
        try:
            fonts.instantiateVariableFont()
        except TypeError as error:
            print("font" in str(error), type(instancer).__name__)
    """)
    assert told.splitlines() == ["True", "True module"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems name their libraries otherwise")
def test_a_library_that_the_loader_does_not_know_is_looked_for_as_weasyprint_does() -> None:
    told = run("""
        import cffi, ctypes.util
        plain = cffi.api._load_backend_lib
        def odd(backend, name, flags):
            if name.startswith("libpango-1.0.so"):
                raise OSError(name)
            return plain(backend, name, flags)
        cffi.api._load_backend_lib = odd
        load()
        from weasyprint.text.ffi import pango
        print(pango.pango_version() > 0, len(begun) > 0, ctypes.util.find_library.__module__)
    """)
    assert told == "True True ctypes.util"


def test_a_system_without_pango_is_told_by_an_os_error() -> None:
    told = run("""
        import cffi
        def none(backend, name, flags):
            raise OSError(f"cannot load library '{name}'")
        cffi.api._load_backend_lib = none
        try:
            load()
        except OSError as error:
            print("told:", error)
    """)
    assert "told: cannot load library" in told.splitlines()[-1]
