"""A presentation as a package: parts by name, their types and relations (ISO 29500-2), read with care and written byte for byte alike.

Names have no slash in front: `ppt/slides/slide1.xml`. A package is held and saved here rather than by python-pptx, whose import alone costs a third of the
time of a whole deck and whose saving walks all parts for each new one (docs/powerpoint/writer.md).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from struct import pack

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.powerpoint.guard import check_archive, check_contents
from courseware.powerpoint.partnames import name_of, plain_names
from courseware.powerpoint.strict import to_transitional
from courseware.powerpoint.xml import HEAD, attribute, elements, parse
from courseware.problems import CoursewareError, Place, Problem

TYPES = "[Content_Types].xml"
TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PML_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
MAIN_TYPE = PML_TYPE + "presentation.main+xml"
TEMPLATE_TYPES = (PML_TYPE + "template.main+xml", PML_TYPE + "slideshow.main+xml")

_STORED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".fntdata")  # packed already
_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}


class Relation(Struct, frozen=True):
    """A relation: `target` is a part's name, or an address where `external`; `kind` is the last word of its type (`slideLayout`)."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


class Package(Struct, eq=False):
    """`parts` maps names to bytes, `types` to content types, `relations` to what a part refers to; `""` is the package itself."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that `part` relates to by this kind, in the file's order."""
        return [
            relation.target
            for relation in self.relations.get(part, ())
            if relation.kind == kind and not relation.external
        ]

    def target(self, part: str, id: str) -> str:
        """The part or address behind a relation's id, `""` where there is none."""
        return next((relation.target for relation in self.relations.get(part, ()) if relation.id == id), "")

    @property
    def main(self) -> str:
        """The presentation part."""
        return next(iter(self.related("", "officeDocument")), "")

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern (`ppt/theme/theme{}.xml`) that no part has."""
        taken = {name.lower() for name in self.parts}
        return next(name for n in range(1, len(self.parts) + 2) if (name := pattern.format(n)).lower() not in taken)

    def relate(self, part: str, type: str, target: str, external: bool = False) -> str:
        """Add a relation and give its id."""
        relations = self.relations.setdefault(part, [])
        taken = {relation.id for relation in relations}
        id = next(id for n in range(1, len(relations) + 2) if (id := f"rId{n}") not in taken)
        relations.append(Relation(id, type, target, external))
        return id

    def drop_unreachable(self) -> None:
        """Remove every part that no chain of relations leads to from the package."""
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            for relation in self.relations.get(part, ()):
                if not relation.external and relation.target not in reached:
                    reached.add(relation.target)
                    waiting.append(relation.target)
        for name in [name for name in self.parts if name not in reached]:
            del self.parts[name]
            self.types.pop(name, None)
            self.relations.pop(name, None)


def read_package(data: bytes, name: str) -> Package:
    """A presentation's parts; `CoursewareError` where the file is no presentation or is dangerous (guard.py).

    A template's or show's type is rewritten to a presentation's. `name` is the file's name for problems.
    """
    package = unpack(data, name)
    check_contents(
        package.types.items(),
        ((o, r.type, r.target, r.external) for o, all in package.relations.items() for r in all),
        name,
    )
    main = package.main
    if main not in package.parts:
        raise CoursewareError(Problem(Place(name), "the file holds no presentation", "name a .pptx or .potx file"))
    if package.types[main] in TEMPLATE_TYPES:
        package.types[main] = MAIN_TYPE
    if package.types[main] != MAIN_TYPE:
        raise CoursewareError(
            Problem(
                Place(name),
                f"the file is of type {package.types[main]!r}, not a presentation",
                "name a .pptx or .potx file",
            )
        )
    return package


def unpack(
    data: bytes, name: str, what: str = "PowerPoint presentation", wanted: str = "name a .pptx or .potx file"
) -> Package:
    """The parts of an archive that is small enough and well-formed, whatever they hold: for readers that only take texts and pictures out.

    `what` is what it should be, and `wanted` the way out, in the words of who asks.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError):
        legacy = data[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
        hint = "take its password off, or save an old .ppt as .pptx" if legacy else wanted
        raise CoursewareError(Problem(Place(name), f"the file is no {what}", hint)) from None
    with archive:
        check_archive(archive, name)
        try:
            held = {
                member.filename.replace("\\", "/"): archive.read(member)
                for member in archive.infolist()
                if not member.is_dir()
            }
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise CoursewareError(
                Problem(Place(name), f"the file is damaged: {error}", "save it anew in the program that made it")
            ) from None
    package = Package()
    names = plain_names(held)
    parts = {name_of(part, names): to_transitional(part, content) for part, content in held.items()}
    if TYPES not in parts:
        raise CoursewareError(Problem(Place(name), f"the file is a zip archive but no {what}", wanted))
    types = parse(parts.pop(TYPES), f"{name}/{TYPES}")
    defaults, overrides = {}, {}
    for child in elements(types):
        kind = child.get("ContentType") or ""
        if "Extension" in child.attrib:
            defaults[(child.get("Extension") or "").lower()] = kind
        else:
            overrides[name_of((child.get("PartName") or "").lstrip("/"), names).lower()] = kind
    for part in sorted(parts):
        if part.endswith(".rels"):
            owner = relations_owner(part)
            found = read_relations(parts[part], owner, f"{name}/{part}")
            package.relations[owner] = [
                r if r.external or r.target in parts else replace(r, target=name_of(r.target, names)) for r in found
            ]
        else:
            package.parts[part] = parts[part]
            package.types[part] = overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")
    return package


def relations_owner(part: str) -> str:
    """The part that a relations part belongs to: `ppt/_rels/presentation.xml.rels` -> `ppt/presentation.xml`."""
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels").rstrip("/"), file.removesuffix(".rels"))


def relations_name(part: str) -> str:
    """The name of the relations part of `part`."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def read_relations(data: bytes, owner: str, name: str) -> list[Relation]:
    """The relations of a part, their targets made absolute."""
    folder = posixpath.dirname(owner)
    found = []
    for child in elements(parse(data, name)):
        target = child.get("Target") or ""
        external = child.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")
        found.append(Relation(child.get("Id") or "", child.get("Type") or "", target, external))
    return found


def relations_text(relations: list[Relation], owner: str) -> bytes:
    """The relations part of `owner`, with relative targets as PowerPoint writes them."""
    folder = posixpath.dirname(owner)
    rows = []
    for relation in relations:
        if relation.external:
            rows.append(
                f'<Relationship Id="{relation.id}" Type="{relation.type}" Target="{attribute(relation.target)}" TargetMode="External"/>'
            )
        else:
            target = _relative(relation.target, folder)
            rows.append(f'<Relationship Id="{relation.id}" Type="{relation.type}" Target="{attribute(target)}"/>')
    return f'{HEAD}<Relationships xmlns="{RELATIONS_SPACE}">{"".join(rows)}</Relationships>'.encode()


def _relative(target: str, folder: str) -> str:
    """The way from a folder to a part: `../media/image1.png`."""
    above = folder.rpartition("/")[0]
    if above and target.startswith(above + "/") and not target.startswith(folder + "/"):
        return f"..{target[len(above) :]}"
    down, up = target.split("/"), folder.split("/") if folder else []
    same = 0
    while same < min(len(up), len(down) - 1) and up[same] == down[same]:
        same += 1
    return "/".join([".."] * (len(up) - same) + down[same:])


def types_text(types: dict[str, str]) -> bytes:
    """`[Content_Types].xml`: pictures and fonts by their ending, each XML part by name."""
    defaults = dict(_DEFAULTS)
    overrides = []
    for part in sorted(types):
        ending = part.rpartition(".")[2].lower()
        if ending not in defaults and not types[part].endswith("xml"):
            defaults[ending] = types[part]
        if defaults.get(ending) != types[part]:
            overrides.append(f'<Override PartName="/{attribute(part)}" ContentType="{types[part]}"/>')
    rows = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(defaults.items())]
    return f'{HEAD}<Types xmlns="{TYPES_SPACE}">{"".join(rows)}{"".join(overrides)}</Types>'.encode()


def write_package(package: Package) -> bytes:
    """The package as a zip archive; equal parts give equal bytes."""
    return zipped(members(package))


def members(package: Package) -> dict[str, bytes]:
    """The files of the package's archive in their order: the types, then parts and relations by name."""
    found = dict(package.parts)
    for owner, relations in package.relations.items():
        if relations:
            found[relations_name(owner)] = relations_text(relations, owner)
    return {TYPES: types_text(package.types), **{name: found[name] for name in sorted(found)}}


_SMALL, _LARGE = (-13, 6), (-15, 8)
"""How far back zlib looks and what it remembers: clearing room that a small part never fills takes longer than packing it."""
_DATE = 0x0021  # 1980-01-01 in DOS form
_ASCII = re.compile(r"[ -~]*").fullmatch


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive (APPNOTE.TXT 6.3) of these members in their order, each of 1980-01-01.

    `zipfile` takes as long for a small member's headers as for deflating it.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for path, data in members.items():
        name = path.encode()
        flags = 0 if _ASCII(path) else 0x800
        method, packed = 0, data
        if data and not path.lower().endswith(_STORED):
            packer = zlib.compressobj(6, zlib.DEFLATED, *(_SMALL if len(data) < 16_000 else _LARGE))
            packed = packer.compress(data) + packer.flush()
            method = 8
        fields = pack(
            "<HHHHHLLLHH", 20, flags, method, 0, _DATE, zlib.crc32(data), len(packed), len(data), len(name), 0
        )
        body += (b"PK\x03\x04", fields, name, packed)
        directory += (b"PK\x01\x02", pack("<H", 20), fields, pack("<HHHLL", 0, 0, 0, 0, offset), name)
        offset += 4 + len(fields) + len(name) + len(packed)
    central = b"".join(directory)
    end = b"PK\x05\x06" + pack("<HHHHLLH", 0, 0, len(members), len(members), len(central), offset, 0)
    return b"".join(body) + central + end
