"""SVG's path notation (SVG 1.1, 8.3) as absolute steps: lines and cubic curves only, which DrawingML and SVG both draw."""

from __future__ import annotations

import math
from collections.abc import Iterator

from courseware.late import late
from courseware.scene import Step

GRID = 24.0
"""The icons' grid: they are drawn on a square of so many units."""
STROKE = 2.0
"""The width of their lines, in units of the grid."""
_NUMBER = late(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_PART = late(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_FLAGS = (3, 4)  # an arc's flags are single digits, which may stand without a blank after them


def steps_of(path: str) -> tuple[Step, ...]:
    """The steps of an SVG path; `ValueError` where it is none."""
    return tuple(_Pen().draw(path))


def placed(steps: tuple[Step, ...], x: float, y: float, size: float) -> tuple[Step, ...]:
    """Steps on the icons' grid as they stand in a square of `size` points at (x, y)."""
    factor = size / GRID
    return tuple(
        (name, tuple((x if n % 2 == 0 else y) + value * factor for n, value in enumerate(values)))
        for name, values in steps
    )


class _Pen:
    """Follows a path: where it stands, where its figure began, and the last control point, which S and T mirror."""

    def __init__(self) -> None:
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)

    def draw(self, path: str) -> Iterator[Step]:
        for letter, text in _PART.findall(path):
            kind, relative = letter.upper(), letter.islower()
            if kind == "Z":
                self.x, self.y = self.start_x, self.start_y
                yield "Z", ()
                continue
            numbers = list(_numbers(text, kind))
            size = _COUNTS[kind]
            if not numbers or len(numbers) % size:
                raise ValueError(f"{letter} has {len(numbers)} numbers")
            for at in range(0, len(numbers), size):
                yield from self._step(kind, numbers[at : at + size], relative)
                kind = "L" if kind == "M" else kind

    def _step(self, kind: str, values: list[float], relative: bool) -> Iterator[Step]:
        x, y = (self.x, self.y) if relative else (0.0, 0.0)
        if kind == "H":
            values, kind = [values[0] + x, self.y], "L"
        elif kind == "V":
            values, kind = [self.x, values[0] + y], "L"
        elif kind == "A":
            yield from self._arc(
                values[0], values[1], values[2], bool(values[3]), bool(values[4]), values[5] + x, values[6] + y
            )
            return
        else:
            values = [value + (x if n % 2 == 0 else y) for n, value in enumerate(values)]
        match kind:
            case "M":
                self.start_x, self.start_y = values[0], values[1]
            case "S":
                values, kind = [*self._mirrored("C"), *values], "C"
            case "T" | "Q":
                middle = self._mirrored("Q") if kind == "T" else (values[0], values[1])
                end = values[-2:]
                values = [
                    self.x + (middle[0] - self.x) * 2 / 3,
                    self.y + (middle[1] - self.y) * 2 / 3,
                    end[0] + (middle[0] - end[0]) * 2 / 3,
                    end[1] + (middle[1] - end[1]) * 2 / 3,
                    *end,
                ]
                self.x, self.y = end
                self.control = ("Q", *middle)
                yield "C", tuple(values)
                return
        self.control = ("C", values[2], values[3]) if kind == "C" else ("", 0.0, 0.0)
        self.x, self.y = values[-2], values[-1]
        yield kind, tuple(values)

    def _mirrored(self, kind: str) -> tuple[float, float]:
        name, x, y = self.control
        return (2 * self.x - x, 2 * self.y - y) if name == kind else (self.x, self.y)

    def _arc(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float) -> Iterator[Step]:
        """An elliptical arc as cubic curves of a quarter at most (SVG 1.1, F.6.5)."""
        x0, y0 = self.x, self.y
        self.x, self.y, self.control = x, y, ("", 0.0, 0.0)
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry or (x0 == x and y0 == y):
            yield "L", (x, y)
            return
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        dx, dy = (x0 - x) / 2, (y0 - y) / 2
        px, py = cos * dx + sin * dy, cos * dy - sin * dx
        grown = math.sqrt(max((px / rx) ** 2 + (py / ry) ** 2, 1.0))
        rx, ry = rx * grown, ry * grown
        below = (rx * py) ** 2 + (ry * px) ** 2
        factor = math.sqrt(max((rx * ry) ** 2 / below - 1.0, 0.0)) * (-1 if large == sweep else 1)
        cx, cy = factor * rx * py / ry, -factor * ry * px / rx
        first = math.atan2((py - cy) / ry, (px - cx) / rx)
        last = math.atan2((-py - cy) / ry, (-px - cx) / rx)
        span = last - first
        if sweep and span < 0:
            span += 2 * math.pi
        elif not sweep and span > 0:
            span -= 2 * math.pi
        middle_x, middle_y = cos * cx - sin * cy + (x0 + x) / 2, sin * cx + cos * cy + (y0 + y) / 2
        count = max(math.ceil(abs(span) / (math.pi / 2) - 1e-9), 1)
        part = span / count
        reach = 4 / 3 * math.tan(part / 4)

        def point(angle: float, along: float) -> tuple[float, float]:
            """The ellipse's point at `angle`, moved along its tangent."""
            u = rx * (math.cos(angle) - along * math.sin(angle))
            v = ry * (math.sin(angle) + along * math.cos(angle))
            return middle_x + cos * u - sin * v, middle_y + sin * u + cos * v

        for number in range(count):
            begin, end = first + part * number, first + part * (number + 1)
            target = (x, y) if number == count - 1 else point(end, 0.0)
            yield "C", (*point(begin, reach), *point(end, -reach), *target)


def _numbers(text: str, kind: str) -> Iterator[float]:
    if kind != "A":
        yield from map(float, _NUMBER.findall(text))
        return
    at = place = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" ,\t\n"))
        if at >= len(text):
            return
        if place % 7 in _FLAGS:
            if text[at] not in "01":
                raise ValueError("an arc's flag is 0 or 1")
            yield float(text[at])
            at += 1
        else:
            found = _NUMBER.match(text, at)
            if found is None:
                raise ValueError(f"no number: {text[at:]}")
            yield float(found[0])
            at = found.end()
        place += 1
