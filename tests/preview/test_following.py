"""Edits are followed: what is saved is shown, what is broken leaves the last good slides, and nothing needs a restart."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.files import Files
from courseware.preview.assets import Assets
from courseware.preview.following import Follower
from tests.preview.answering import Listener, Shown, listening, shown
from tests.preview.browsing import FACTS, PLANETS, stars, write_sky

STARS, SKY = "syllabus/01-stars.md", "syllabus/course.yml"
BRAND = "meta: {name: %s}\ncolor: {primary: '#%s'}\n"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Shown]:
    with shown(write_sky(tmp_path)) as found:
        found.get("/api/course")
        found.get("/api/module", delivery="house", module="01-stars")
        yield found


@pytest.fixture
def tab(preview: Shown) -> Iterator[Listener]:
    time.sleep(0.3)  # until the watch has begun
    with listening(preview) as found:
        yield found


def test_a_saved_slide_is_told_at_once_and_only_its_page_is_another(preview: Shown, tab: Listener) -> None:
    before = {
        page["number"]: page["digest"]
        for page in preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    }
    preview.write(STARS, stars(star_3="Quite other words"))
    told = tab.changed("01-stars")
    after = {
        page["number"]: page["digest"]
        for page in preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    }
    assert told["modules"] == ["01-stars"]
    assert [number for number in after if after[number] != before[number]] == ["1-9"]
    assert preview.log
    assert preview.log[-1].startswith("01-stars changed, ")


def test_a_line_more_above_moves_where_slides_stand_and_draws_none_of_them_again(preview: Shown, tab: Listener) -> None:
    before = preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    preview.write(STARS, stars().replace("# Looking up", "<!-- a remark -->\n\n# Looking up"))
    tab.changed("01-stars")
    after = preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    assert [page["digest"] for page in after] == [page["digest"] for page in before]
    assert after[6]["source"]["line"] == before[6]["source"]["line"] + 2


def test_notes_that_change_change_their_page(preview: Shown, tab: Listener) -> None:
    preview.write(STARS, stars().replace("Notes of star 4.", "Other notes."))
    tab.changed("01-stars")
    pages = preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    assert [page["title"] for page in pages if "Other notes." in page["notes"]] == ["Star number 4"]


def test_saving_without_a_change_tells_nothing(preview: Shown, tab: Listener) -> None:
    preview.write(STARS, stars())
    assert tab.nothing()


def test_what_is_built_or_left_by_an_editor_tells_nothing(preview: Shown, tab: Listener) -> None:
    (preview.folder / "build").mkdir()
    preview.write("build/x.md", "x")
    preview.write("syllabus/.01-stars.md.swp", "x")
    preview.write("syllabus/01-stars.md~", "x")
    assert tab.nothing()


def test_a_slide_with_an_error_is_red_and_told_at_its_line_and_the_others_stay(preview: Shown, tab: Listener) -> None:
    preview.write(STARS, stars(before="\n## A broken one\n\n![Nothing](pictures/nothing.png)\n"))
    tab.changed("01-stars")
    pages = preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    (broken,) = [page for page in pages if page["problems"]]
    assert broken["title"] == "A broken one"
    line = (preview.folder / STARS).read_text().split("\n").index("![Nothing](pictures/nothing.png)") + 1
    assert [(each["severity"], each["file"], each["line"]) for each in broken["problems"]] == [("error", STARS, line)]
    assert "Star number 12" in [page["title"] for page in pages]
    preview.write(STARS, stars())
    tab.changed("01-stars")
    assert not any(
        page["problems"] for page in preview.get("/api/module", delivery="house", module="01-stars")["pages"]
    )


def test_a_course_file_that_is_broken_or_gone_leaves_the_last_good_slides(preview: Shown, tab: Listener) -> None:
    preview.write(SKY, "title: [unclosed\n")
    problems = tab.until("failed")["problems"]
    assert (problems[0]["file"], problems[0]["severity"]) == (SKY, "error")
    assert "Star number 12" in preview.titles("01-stars")
    course = preview.get("/api/course")
    assert course["stale"]
    assert course["problems"]
    assert [module["name"] for module in course["modules"]] == ["01-stars", "02-planets"]
    (preview.folder / SKY).unlink()
    assert "course.yml" in str(tab.until("failed")["problems"])
    preview.write(SKY, FACTS.replace("Night sky", "Evening sky"))
    while preview.get("/api/course")["stale"]:
        tab.until("changed", course=True)
    course = preview.get("/api/course")
    assert (course["title"], course["stale"], course["problems"]) == ("Evening sky", False, [])


def test_a_module_that_is_renamed_and_a_new_one_are_followed(preview: Shown, tab: Listener) -> None:
    (preview.folder / "syllabus/02-planets.md").rename(preview.folder / "syllabus/02-wanderers.md")
    preview.write("syllabus/03-moons.md", PLANETS.replace("Planets", "Moons").replace("2.1", "3.1"))
    preview.write(SKY, FACTS.replace("02-planets", "02-wanderers, 03-moons"))
    names: list[str] = []
    while names != ["01-stars", "02-wanderers", "03-moons"]:
        tab.until("changed", course=True)
        names = [module["name"] for module in preview.get("/api/course")["modules"]]
    assert preview.titles("03-moons")[0] == "Moons"
    assert preview.ask("/api/module", delivery="house", module="02-planets")[0] == 404


def test_a_new_brand_is_there_to_switch_to_and_one_with_errors_says_so(preview: Shown, tab: Listener) -> None:
    folder = preview.folder / "templates/brands/acme"
    folder.mkdir(parents=True)
    preview.write("templates/brands/acme/_brand.yml", BRAND % ("Acme", "117733"))
    while "acme" not in [each["name"] for each in preview.get("/api/course")["deliveries"]]:
        tab.until("changed", course=True)
    first = preview.get("/api/module", delivery="acme", module="01-stars")
    assert "117733" in str(first["pages"])
    preview.write("templates/brands/acme/_brand.yml", BRAND % ("Acme", "no colour"))
    tab.changed("01-stars")
    broken = preview.get("/api/module", delivery="acme", module="01-stars")
    assert broken["stale"]
    assert broken["problems"][0]["file"] == "templates/brands/acme/_brand.yml"
    assert [page["digest"] for page in broken["pages"]] == [page["digest"] for page in first["pages"]]
    preview.write("templates/brands/acme/_brand.yml", BRAND % ("Acme", "771133"))
    tab.changed("01-stars")
    assert "771133" in str(preview.get("/api/module", delivery="acme", module="01-stars")["pages"])


def test_a_folder_that_is_moved_away_and_back_is_watched_on(preview: Shown, tab: Listener) -> None:
    (preview.folder / "syllabus").rename(preview.folder / "aside")
    tab.until("failed")
    shutil.copytree(preview.folder / "aside", preview.folder / "syllabus")
    while preview.get("/api/course")["stale"]:
        time.sleep(0.05)
    time.sleep(0.5)  # the new folder is watched in its turn
    preview.write(STARS, stars(star_5="After all that"))
    while "After all that" not in str(preview.get("/api/module", delivery="house", module="01-stars")):
        tab.next()


def test_of_a_burst_of_edits_the_last_one_is_shown(preview: Shown, tab: Listener) -> None:
    for number in range(40):
        preview.write(STARS, stars(star_3=f"Words of edit {number}"))
        time.sleep(0.01)
    end = time.monotonic() + 15
    while "Words of edit 39" not in str(preview.get("/api/module", delivery="house", module="01-stars")):
        assert time.monotonic() < end
        tab.next()


def test_an_edit_during_a_look_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_sky(tmp_path)
    files = Files(folder)
    live = Live(files, Request(out=folder / "build"))
    begun, go_on, look = threading.Event(), threading.Event(), live.look
    go_on.set()

    def slow() -> object:
        found = look()
        begun.set()
        assert go_on.wait(10)
        return found

    monkeypatch.setattr(live, "look", slow)
    told: list[str] = []
    follower = Follower(live, Assets(files), lambda event, data: told.append(event), lambda line: None, told.append)
    follower.start()
    follower.module("house", "01-stars").result(30)
    go_on.clear()
    begun.clear()
    (folder / STARS).write_text(stars(star_3="The first edit"))
    follower.stir()
    assert begun.wait(10)
    (folder / STARS).write_text(stars(star_3="The second edit"))  # read by nobody yet
    follower.stir()
    go_on.set()
    end = time.monotonic() + 10
    while "The second edit" not in str(follower.module("house", "01-stars").result(30)):
        assert time.monotonic() < end
    follower.close()


def test_modules_that_nobody_sees_are_drawn_when_there_is_time(preview: Shown, tab: Listener) -> None:
    preview.write("syllabus/02-planets.md", PLANETS.replace("The largest of all", "The largest by far"))
    assert tab.changed("02-planets")["modules"] == ["02-planets"]


def test_tabs_that_come_and_go_leave_nothing_behind(preview: Shown) -> None:
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir()))
    threads = threading.active_count()
    for _ in range(60):
        with listening(preview):
            pass
    end = time.monotonic() + 10
    while len(list(open_files.iterdir())) > before + 2 or threading.active_count() > threads + 1:
        preview.write(STARS, stars(star_3=f"At {time.monotonic()}"))
        time.sleep(0.1)
        assert time.monotonic() < end, (before, len(list(open_files.iterdir())), threading.active_count())
    assert preview.get("/api/course")["title"] == "Night sky"


def test_where_the_system_gives_no_watches_the_folders_are_asked_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    real = watchfiles.watch

    def scarce(*paths: Path, **how: object) -> Iterator[object]:
        if not how["force_polling"]:
            raise OSError(28, "no space left on device")
        yield from real(*paths, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(watchfiles, "watch", scarce)
    with shown(write_sky(tmp_path)) as preview, listening(preview) as tab:
        preview.get("/api/module", delivery="house", module="01-stars")
        time.sleep(1.5)  # until both watches have begun anew
        preview.write(STARS, stars(star_3="Found by asking"))
        tab.changed("01-stars")
        assert "Found by asking" in str(preview.get("/api/module", delivery="house", module="01-stars"))
