"""A stranger's presentation is checked before it is opened: what could grow, run, fetch or escape is refused with its reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from courseware.powerpoint.package import read_package, write_package
from courseware.powerpoint.repair import mend
from courseware.problems import CoursewareError
from tests.foreign import foreign_template
from tests.powerpoint.open import parts, zipped

Members = dict[str, bytes]
RELATION = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/>'
LAYOUT_RELS = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"


def told(data: bytes) -> str:
    with pytest.raises(CoursewareError) as caught:
        read_package(data, "acme.pptx")
    assert all(problem.place.file.startswith("acme.pptx") and problem.hint for problem in caught.value.problems)
    return "\n".join(problem.fact for problem in caught.value.problems)


def refers(kind: str, target: str) -> Callable[[Members], None]:
    def seed(members: Members) -> None:
        members[LAYOUT_RELS] = members[LAYOUT_RELS].replace(
            b"</Relationships>", RELATION.format(kind, target).encode() + b"</Relationships>"
        )

    return seed


def typed(part: str, kind: str) -> Callable[[Members], None]:
    def seed(members: Members) -> None:
        members[part] = b"\xd0\xcf"
        types = members["[Content_Types].xml"]
        members["[Content_Types].xml"] = types.replace(
            b"</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()
        )

    return seed


def macro_enabled(members: Members) -> None:
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )


def entity(members: Members) -> None:
    members["[Content_Types].xml"] = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + members["[Content_Types].xml"].split(b"?>", 1)[1]
    )


def named(name: str) -> Callable[[Members], None]:
    def seed(members: Members) -> None:
        members[name] = b"x"

    return seed


def bomb(members: Members) -> None:
    members["ppt/media/big.xml"] = b"\0" * 20_000_000


def crowd(members: Members) -> None:
    members.update({f"ppt/x/{n}.xml": b"" for n in range(5000)})


def word(members: Members) -> None:
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        b"presentationml.presentation.main", b"wordprocessingml.document.main"
    )


@pytest.mark.parametrize(
    ("seed", "fact"),
    [
        pytest.param(macro_enabled, "holds macros", id="a presentation with macros"),
        pytest.param(
            typed("ppt/vbaProject.bin", "application/octet-stream"), "holds macros", id="macros under another type"
        ),
        pytest.param(
            typed("ppt/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"), "ActiveX control", id="ActiveX"
        ),
        pytest.param(
            typed("ppt/embeddings/o.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
            "OLE object",
            id="OLE",
        ),
        pytest.param(
            refers("image", "https://example.org/x.png"),
            "'https://example.org/x.png' outside the file",
            id="a picture fetched from elsewhere",
        ),
        pytest.param(
            refers("hyperlink", "file:///C:/secret"), "'file:///C:/secret' outside the file", id="a link to a file"
        ),
        pytest.param(
            refers("hyperlink", "http://example.org"),
            "'http://example.org' outside the file",
            id="a link that isn't encrypted",
        ),
        pytest.param(
            refers("attachedTemplate", "https://example.org/t.potm"), "outside the file", id="a template from elsewhere"
        ),
        pytest.param(entity, "declares a document type", id="entities that grow"),
        pytest.param(named("../../etc/passwd"), "leads outside the file", id="a name that climbs"),
        pytest.param(named("/abs.xml"), "leads outside the file", id="an absolute name"),
        pytest.param(named("PPT/Presentation.xml"), "two parts have the name", id="two names that differ in case"),
        pytest.param(bomb, "times its size", id="a part that grows"),
        pytest.param(crowd, "more than 5000", id="too many parts"),
        pytest.param(word, "not a presentation", id="another Office file"),
    ],
)
def test_a_dangerous_presentation_is_refused_with_its_reason(seed: Callable[[Members], None], fact: str) -> None:
    members = parts(foreign_template())
    seed(members)
    assert fact in told(zipped(members))


def test_all_reasons_are_told_at_once() -> None:
    members = parts(foreign_template())
    macro_enabled(members)
    refers("image", "https://example.org/x.png")(members)
    facts = told(zipped(members))
    assert "macros" in facts
    assert "example.org" in facts


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "no PowerPoint presentation"),
        (b"GIF89a", "no PowerPoint presentation"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "no PowerPoint presentation"),
        (zipped({"a.txt": b"x"}), "a zip archive but no PowerPoint presentation"),
        (foreign_template()[:4000], "no PowerPoint presentation"),
    ],
    ids=["empty", "a picture", "an old .ppt", "another zip", "cut off"],
)
def test_a_file_of_another_kind_is_told_plainly(data: bytes, fact: str) -> None:
    assert fact in told(data)


def test_links_to_https_and_mail_may_stay() -> None:
    members = parts(foreign_template())
    refers("hyperlink", "https://example.org/")(members)
    read_package(zipped(members), "acme.pptx")


def test_a_relation_that_leads_nowhere_is_left_out() -> None:
    members = parts(foreign_template())
    row = RELATION.format("image", "../media/gone.png").replace(' TargetMode="External"', "")
    members[LAYOUT_RELS] = members[LAYOUT_RELS].replace(b"</Relationships>", row.encode() + b"</Relationships>")
    package = read_package(zipped(members), "acme.pptx")
    mend(package)
    found = package.relations["ppt/slideLayouts/slideLayout1.xml"]
    assert [relation.kind for relation in found] == ["slideMaster"]


def test_what_is_written_is_what_was_read() -> None:
    once = write_package(read_package(foreign_template(), "a"))
    assert write_package(read_package(once, "a")) == once
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert archive.testzip() is None
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    given = parts(foreign_template())
    assert {n: c for n, c in parts(once).items() if not n.endswith((".rels", "Types].xml"))} == {
        n: c for n, c in given.items() if not n.endswith((".rels", "Types].xml"))
    }
