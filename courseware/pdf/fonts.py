"""The fonts that print may use: a brand's files under the brand's names, then the project's own, and never the system's.

Fontconfig is told so by a configuration of our own, which exists only while it is read. Giving the files by
`@font-face` would copy each into a temporary folder once more for every process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from courseware.brand.fonts import Lender, lenders
from courseware.brand.model import Brand
from courseware.files import Files

OWN = "@templates/fonts"
HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
WEIGHTS = {False: "regular", True: "bold"}
SLANTS = {False: "roman", True: "italic"}


def font_files(brand: Brand, files: Files) -> tuple[str, ...]:
    """The names of every font file that may be used, the brand's first. Each is read, so that a change is noticed."""
    own = (file for folder in files.folders(OWN) for file in files.list(folder) if file.endswith((".ttf", ".otf")))
    names = dict.fromkeys((*(font.file for font in brand.fonts.values()), *own))
    for name in names:
        files.note(name)
    return tuple(names)


def configuration(brand: Brand, files: Files, cache: Path) -> str:
    """The fontconfig file for a brand: its fonts are found by the names that the brand gives them."""
    paths = {name: str(files.path(name).resolve()) for name in font_files(brand, files)}
    folders = sorted({str(Path(path).parent) for path in paths.values()})
    lines = [f"<dir>{escape(folder)}</dir>" for folder in folders]
    lines.append(f"<cachedir>{escape(str(cache))}</cachedir>")
    lines.append("<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>")
    lines += (f"<glob>{escape(path)}</glob>" for path in sorted(set(paths.values())))
    lines.append("</acceptfont></selectfont>")
    lines += _named(brand, paths)
    lines.append(_lending(lenders(files)))
    return HEAD + "\n".join(lines) + "\n</fontconfig>\n"


def _named(brand: Brand, paths: Mapping[str, str]) -> Iterable[str]:
    """One rule a file: the brand's names for it, and the style that the brand takes it for where there is only one."""
    for file in sorted({font.file for font in brand.fonts.values()}):
        keys = sorted(key for key, font in brand.fonts.items() if font.file == file)
        edits = [_edit("family", "append", "string", family) for family in sorted({family for family, _, _ in keys})]
        if len({(bold, italic) for _, bold, italic in keys}) == 1:
            _, bold, italic = keys[0]
            edits.append(_edit("weight", "assign", "const", WEIGHTS[bold]))
            edits.append(_edit("slant", "assign", "const", SLANTS[italic]))
        test = f'<test name="file" compare="eq"><string>{escape(paths[file])}</string></test>'
        yield f'<match target="scan">{test}{"".join(edits)}</match>'


def _lending(found: Iterable[Lender]) -> str:
    """Who is asked for characters that a font lacks, in the order in which slides ask too."""
    families = "".join(f"<string>{escape(name)}</string>" for name in ("Arial", *(each.family for each in found)))
    return f'<match target="pattern"><edit name="family" mode="append_last">{families}</edit></match>'


def _edit(name: str, mode: str, kind: str, value: str) -> str:
    return f'<edit name="{name}" mode="{mode}"><{kind}>{escape(value)}</{kind}></edit>'


_GLYPHS: dict[str, frozenset[int]] = {}


def missing(text: str, brand: Brand, files: Files) -> str:
    """The characters of `text` that none of the fonts has, each once, sorted."""
    wanted = {ord(character) for character in set(text) if character > "~" and character.isprintable()}
    for name in font_files(brand, files):
        if not wanted:
            break
        wanted -= _glyphs(name, files)
    return "".join(map(chr, sorted(wanted)))


def _glyphs(name: str, files: Files) -> frozenset[int]:
    key = files.note(name)
    if key not in _GLYPHS:
        import uharfbuzz

        _GLYPHS[key] = frozenset(uharfbuzz.Face(files.read(name)).unicodes)
    return _GLYPHS[key]
