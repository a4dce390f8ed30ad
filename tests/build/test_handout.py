"""What a handout makes of slides that go on."""

from __future__ import annotations

from pathlib import Path

from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files
from tests.build.course import write, write_course


def test_the_pieces_of_a_slide_that_goes_on_have_six_lines_each(tmp_path: Path) -> None:
    path = write_course(tmp_path) / "syllabus/01-weather.md"
    write(path, path.read_text() + "\n## Long\n\n" + "- a point\n" * 20)
    request = Request(out=tmp_path / "build", modules=("01-weather",), only=("handout.pdf",))
    shelf = Shelf(Files(tmp_path))
    [unit] = units(make_plan(request, shelf), request)
    materials = Materials(unit, request, shelf)
    html = materials.render(materials.document("module", "handout.pdf"), materials.files.fresh())
    rows = html[html.index("Long</h3>") :].split('<div class="row">')[1:]
    assert [row.count('class="line"') for row in rows] == [6, 6]
