"""Every family and style of a brand becomes one file, the same on every machine; the system's fonts are never asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from courseware.brand.model import Brand, FontFile
from courseware.files import Files
from courseware.problems import Place, Problem, warning
from courseware.yamlfile import load

FOLDER = "@templates/fonts"
STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}
"""(bold, italic) -> the style's name in fonts.yml."""
BOLD = 600  # from this weight on, a file is the family's bold


class OwnFont(Struct, frozen=True):
    """A font file that the brand brings: `file` is a name for `Files`, `place` the line that names it."""

    family: str
    bold: bool
    italic: bool
    file: str
    place: Place


class Wanted(Struct, frozen=True):
    """A family that the brand names for `kind` (sans, serif, mono) of text, at `place`; where it is `settled` that the readers' machines
    have it, nobody is told what stands in for measuring.
    """

    family: str
    kind: str
    place: Place
    settled: bool = False


def resolve(
    files: Files, package: Mapping[str, Any], wanted: list[Wanted], own: list[OwnFont]
) -> tuple[dict[tuple[str, bool, bool], FontFile], list[Problem]]:
    """The file of each wanted family in four styles, keyed (family, bold, italic), and the problems found.

    `package` is fonts.yml. The brand's own files come first, then the package's family or metric twin of that name,
    then the nearest family of the package, with a warning. A file that is missing or can't be measured is an error.
    """
    problems = [problem for font in own for problem in check_file(files, font)]
    bad = {problem.place for problem in problems}
    fonts: dict[tuple[str, bool, bool], FontFile] = {}
    for want in wanted:
        if (want.family, False, False) in fonts:
            continue
        mine = {(f.bold, f.italic): f.file for f in own if f.family == want.family and f.place not in bad}
        if any(font.family == want.family for font in own):
            found, problem = _from_own(want, mine)
        else:
            found, problem = _from_package(want, package)
        fonts |= {(want.family, bold, italic): font for (bold, italic), font in found.items()}
        problems += problem
    return fonts, problems


def with_families(brand: Brand, families: Iterable[str], files: Files, place: Place) -> Brand:
    """The brand with a file for each of `families` too: a provider's presentation may be set in other fonts than its brand says.

    What measures them in their place is told by `brand check`: no build could settle it.
    """
    known = {family for family, _, _ in brand.fonts}
    wanted = [Wanted(family, "sans", place, settled=True) for family in sorted(set(families) - known)]
    if not wanted:
        return brand
    package = load(files.text(f"{FOLDER}/fonts.yml"), f"{FOLDER}/fonts.yml").value
    found, _ = resolve(files, package, wanted, [])
    return replace(brand, fonts={**brand.fonts, **found})


def _from_own(
    want: Wanted, mine: Mapping[tuple[bool, bool], str]
) -> tuple[dict[tuple[bool, bool], FontFile], list[Problem]]:
    if not mine:
        return {}, []  # each of its files has a problem of its own
    nearest = {
        (bold, italic): mine.get((bold, italic)) or mine.get((bold, False)) or mine.get((False, False))
        for bold, italic in STYLES
    }
    any_file = next(iter(mine.values()))
    found = {style: FontFile(want.family, style[0], style[1], file or any_file) for style, file in nearest.items()}
    missing = [name.replace("-", " ") for style, name in STYLES.items() if style not in mine]
    if not missing or want.kind == "mono":
        return found, []
    fact = f"{want.family} has no file for {', '.join(missing)}"
    return found, [warning(want.place, fact, "text in that style is measured with the family's nearest file")]


def _from_package(want: Wanted, package: Mapping[str, Any]) -> tuple[dict[tuple[bool, bool], FontFile], list[Problem]]:
    families, twins, near = package["families"], package["twins"], package["stand-ins"]
    name, stand_in = want.family, ""
    if name not in families or families[name]["kind"] == "lender":
        name = twins.get(want.family, "")
    if not name:
        name = stand_in = near.get(want.family) or package["default-stand-ins"][want.kind]
    files = families[name]["files"]
    found = {
        (bold, italic): FontFile(want.family, bold, italic, f"{FOLDER}/{files[style]}", stand_in)
        for (bold, italic), style in STYLES.items()
    }
    if not stand_in or want.settled:
        return found, []
    fact = f"the font {want.family} doesn't come with the project; {stand_in} measures and prints it"
    hint = (
        "give the font's own files under typography.fonts, or say there that your machines have it: "
        f"{{family: {want.family}, source: system}}; Calibri, Cambria, Arial and Times New Roman are measured exactly"
    )
    return found, [warning(want.place, fact, hint)]


def check_file(files: Files, font: OwnFont) -> list[Problem]:
    """Whether a font file is there and is of a kind that can be measured: TrueType or OpenType, static."""
    try:
        data = files.read(font.file)
    except FileNotFoundError:
        return [Problem(font.place, f"there is no font file {font.file}", "paths are relative to the brand's folder")]
    if data[:4] in (b"wOFF", b"wOF2"):
        fact = "a web font (WOFF) can't be measured or embedded in a deck's print"
        return [Problem(font.place, fact, "take the font's TTF or OTF file")]
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return [Problem(font.place, f"{font.file} is not a font file", "take the font's TTF or OTF file")]
    tables = {data[at : at + 4] for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)}
    if b"fvar" in tables:
        hint = "take the family's static files, one for each style"
        return [Problem(font.place, f"{font.file} is a variable font, whose weight can't be chosen in print", hint)]
    return []


class Lender(Struct, frozen=True):
    """A family of the package that lends characters to the brand's fonts: `slot` is the kind of font that PowerPoint asks for them.

    `office` names what Office machines set them in, by kind of letter (`sans`, `serif`) or by language; `line` and `wider` are its line's height
    as a share of the size and its width against this family's, where more than the file's own. It is asked first for characters in `first`.
    """

    family: str
    slot: str
    office: Mapping[str, str]
    regular: str
    bold: str
    line: float = 0.0
    wider: float = 1.0
    first: tuple[tuple[str, str], ...] = ()

    def leads(self, character: str) -> bool:
        """Whether it is asked before the others."""
        return any(low <= character <= high for low, high in self.first)

    def named(self, kind: str, language: str) -> str:
        """The font of Office for text of a kind of letter in a language."""
        parts = language.split("-")
        keys = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
        return next((self.office[key] for key in (*keys, kind) if key in self.office), next(iter(self.office.values())))


def lenders(files: Files) -> tuple[Lender, ...]:
    """Who lends characters, in the order in which they are asked."""
    return _lenders(files.text(f"{FOLDER}/fonts.yml"))


@cache
def _lenders(text: str) -> tuple[Lender, ...]:
    package = load(text, f"{FOLDER}/fonts.yml").value
    found = []
    for entry in package["lenders"]:
        own = package["families"][entry["family"]]["files"]
        first = tuple(_range(said) for said in entry.get("first", ()))
        regular = f"{FOLDER}/{own['regular']}"
        bold = f"{FOLDER}/{own['bold']}" if "bold" in own else regular
        found.append(
            Lender(
                entry["family"],
                entry["slot"],
                entry["office"],
                regular,
                bold,
                entry.get("line", 0.0),
                entry.get("wider", 1.0),
                first,
            )
        )
    return tuple(found)


def kind_of(family: str, files: Files) -> str:
    """The kind of letter of a family, as far as the package knows it: sans, serif or mono."""
    package = load(files.text(f"{FOLDER}/fonts.yml"), f"{FOLDER}/fonts.yml").value
    name = family if family in package["families"] else package["twins"].get(family, package["stand-ins"].get(family))
    return str(package["families"][name]["kind"]) if name else "sans"


def _range(said: str) -> tuple[str, str]:
    low, _, high = said.partition("-")
    return chr(int(low, 16)), chr(int(high, 16))
