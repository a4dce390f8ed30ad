"""Reads text and pictures back out of a PDF, as far as WeasyPrint writes them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

SHOWN = {"Tj", "TJ"}


def texts(data: bytes) -> list[str]:
    """The words of each page, slides pictured on it included, without spaces between runs."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return ["".join(_texts(page.obj, page.obj.Resources)) for page in pdf.pages]


def words(data: bytes) -> str:
    """All text of a PDF without white space: what is looked for in it loses its own too."""
    return squeezed("".join(texts(data)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xad\u2010]", "", text)


def forms(data: bytes) -> int:
    """How many drawings of slides were placed."""
    return len(_sizes(data, "/Form"))


def images(data: bytes) -> list[int]:
    """The widths of the pictures in pixels."""
    return [width for width in _sizes(data, "/Image") if width]


def _sizes(data: bytes, kind: str) -> list[int]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        return [int(each.get("/Width", 0)) for each in streams if each.get("/Subtype") == kind]


def baselines(data: bytes, page: int) -> list[tuple[float, float, str]]:
    """Where each run of text on a page stands: x and baseline in points from the top left corner."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = pdf.pages[page]
        height = float(drawn.mediabox[3])
        fonts = _fonts(drawn.obj.Resources)
        found, matrix, stack, font, at = [], pikepdf.Matrix(), [], {}, pikepdf.Matrix()
        for step in pikepdf.parse_content_stream(drawn):
            operands = step.operands
            match str(step.operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                case "Tf":
                    font = fonts[str(operands[0])]
                case "Tm":
                    at = pikepdf.Matrix(*map(float, operands)) @ matrix
                case "Tj" | "TJ":
                    found.append((at.e, height - at.f, _decoded(operands, font)))
        return found


def _texts(content: pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
    fonts = _fonts(resources)
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(content):
        operands, operator = step.operands, str(step.operator)
        if operator == "Tf":
            font = fonts[str(operands[0])]
        elif operator in SHOWN:
            yield _decoded(operands, font)
        elif operator == "Do":
            thing = resources.XObject[str(operands[0])]
            if thing.Subtype == "/Form":
                yield from _texts(thing, thing.Resources)


def _decoded(operands: object, font: dict[int, str]) -> str:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]  # type: ignore[index]
    text = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            text += "".join(font.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2))
    return text


def _fonts(resources: pikepdf.Object) -> dict[str, dict[int, str]]:
    found = {}
    for name, font in resources.get("/Font", {}).items():
        table = font.ToUnicode.read_bytes().decode("latin-1")
        pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table)
        found[name] = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return found
