"""An equation as outlines, with the measures that a line of text needs. ziamath draws it in STIX Two Math (SIL Open Font License)."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from courseware.equation.mathml import mathml
from courseware.equation.model import EquationError
from courseware.equation.parse import read_equation

_UNIT = 100.0
"""The size that outlines are drawn at: measures are shares of it."""
_NUMBER = re.compile(r"-?\d+\.\d+")


class Outlines(Struct, frozen=True):
    """An equation drawn at a size of 1: `width`, `ascent` above the line and `descent` below it are shares of the size; `paths` are
    SVG elements within `view`."""

    width: float
    ascent: float
    descent: float
    view: str
    paths: str

    def svg(self, size: float, rgb: str = "000000", unit: str = "pt") -> str:
        """A drawing of its own, at `size` in one colour."""
        wide, high = self.width * size, (self.ascent + self.descent) * size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.3f}{unit}" height="{high:.3f}{unit}" viewBox="{self.view}" '
            f'fill="#{rgb}" stroke="none">{self.paths.replace("currentColor", f"#{rgb}")}</svg>'
        )

    def address(self, rgb: str = "000000") -> str:
        """The drawing as an address that a page can show, `data:image/svg+xml;base64,…`."""
        from base64 import b64encode

        return f"data:image/svg+xml;base64,{b64encode(self.svg(12.0, rgb).encode()).decode()}"

    def png(self, size: float, rgb: str = "000000") -> bytes:
        """The drawing at `size` points as a picture of 288 dots an inch."""
        import resvg_py

        return bytes(resvg_py.svg_to_bytes(svg_string=self.svg(size * 4, rgb, "px")))


@lru_cache(maxsize=512)
def outlines(tex: str, display: bool) -> Outlines:
    """The outlines of an equation. Raises `EquationError` where it can't be read or drawn."""
    import warnings

    with warnings.catch_warnings():  # it opens its font by a function that Python will take away one day
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Math

    equation = read_equation(tex)
    was, config.svg2 = config.svg2, False  # single paths instead of symbols with ids, which collide on a page
    try:
        drawn = Math(mathml(equation, display), size=_UNIT, margin=0)
        svg = drawn.svg()
        box = drawn.node.bbox
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, ZeroDivisionError, RecursionError) as error:
        raise EquationError("the equation can't be drawn", "write it in a simpler way, or divide it") from error
    finally:
        config.svg2 = was
    pad = 2.0
    left, right = min(box.xmin, 0.0) - pad, max(box.xmax, 1.0) + pad
    top, bottom = max(box.ymax, 0.0) + pad, min(box.ymin, 0.0) - pad
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")] if "</svg>" in svg else ""  # nothing but a gap
    inner = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), inner)
    inner = re.sub(r'(?:fill|stroke)="black"', lambda found: found[0].replace("black", "currentColor"), inner)
    return Outlines(
        (right - left) / _UNIT,
        top / _UNIT,
        -bottom / _UNIT,
        f"{left:.1f} {-top:.1f} {right - left:.1f} {top - bottom:.1f}",
        inner,
    )
