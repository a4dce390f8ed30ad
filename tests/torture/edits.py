"""What somebody may do to a course between two builds, each as a function of its folder and a number that chooses among ways."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.torture.course import BRAND, HONEY, picture, write

Edit = Callable[[Path, int], None]

WORDS = ("amber", "basil", "cedar", "daisy", "elder", "fennel")
"""Words to write; all but the last have one length, so that files keep their size."""
TEXTS = (
    "syllabus/01-hive.md",
    "syllabus/02-swarm.md",
    "syllabus/03-honey.md",
    "syllabus/parts/rules.md",
    "syllabus/data/swarms.csv",
)


def _module(course: Path, number: int) -> Path:
    found = sorted((course / "syllabus").glob("0*.md"))
    return found[number % len(found)]


def _swap(path: Path, old: str, new: str) -> None:
    if path.is_file():
        write(path, path.read_text().replace(old, new))


def _toggle(path: Path, text: str) -> None:
    """Writes a file, or takes it away where it has this text."""
    if path.is_file() and path.read_text() == text:
        path.unlink()
    elif not path.is_dir():
        write(path, text)


def append_a_slide(course: Path, number: int) -> None:
    path = _module(course, number)
    word = WORDS[number % len(WORDS)]
    write(path, path.read_text() + f"\n## Of {word}\n\n- {word}\n")


def take_the_last_slide_away(course: Path, number: int) -> None:
    path = _module(course, number)
    parts = path.read_text().split("\n## Of ")
    write(path, "\n## Of ".join(parts[:-1]) if len(parts) > 1 else parts[0])


def write_a_comment(course: Path, number: int) -> None:
    path = _module(course, number)
    _swap(path, "# ", f"<!-- {WORDS[number % len(WORDS)]} -->\n# ") if "<!--" not in path.read_text() else None


def put_a_blank_line_above(course: Path, number: int) -> None:
    path = _module(course, number)
    head, mark, rest = path.read_text().rpartition("\n## ")
    write(path, f"{head}\n{mark}{rest}")


def change_a_note(course: Path, number: int) -> None:
    for old in ("Bring a real", "Ask who saw", *WORDS[:-1]):
        if f"\n{old}" in _module(course, number).read_text():
            _swap(_module(course, number), f"\n{old}", f"\n{WORDS[number % 5]}")
            return


def change_a_module_title(course: Path, number: int) -> None:
    path = _module(course, number)
    lines = path.read_text().splitlines(keepends=True)
    write(path, "".join(f"title: On {WORDS[number % 6]}\n" if line.startswith("title: ") else line for line in lines))


def change_the_include(course: Path, number: int) -> None:
    path = course / "syllabus/parts/rules.md"
    if not path.is_dir():
        write(path, f"- Smoke {WORDS[number % 6]}\n- Then lift the lid\n")


def take_the_include_away(course: Path, number: int) -> None:
    path = course / "syllabus/parts/rules.md"
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()
    else:
        change_the_include(course, number)


def put_a_folder_in_the_includes_place(course: Path, number: int) -> None:
    take_the_include_away(course, number)
    path = course / "syllabus/parts/rules.md"
    if not path.exists():
        path.mkdir()


def link_the_include_elsewhere(course: Path, number: int) -> None:
    """Two targets of the same size and time."""
    path = course / "syllabus/parts/rules.md"
    if path.is_dir():
        shutil.rmtree(path)
    for word in WORDS[:2]:
        target = path.with_name(f"{word}.md")
        write(target, f"- By {word}\n")
        os.utime(target, ns=(10**18, 10**18))
    now = os.readlink(path) if path.is_symlink() else ""
    path.unlink(missing_ok=True)
    path.symlink_to("basil.md" if now == "amber.md" else "amber.md")


def link_the_data_elsewhere(course: Path, number: int) -> None:
    """A folder that becomes a link to one of two others."""
    path = course / "syllabus/data"
    for word, value in zip(WORDS[:2], ("21", "34"), strict=True):
        write(course / f"syllabus/{word}/swarms.csv", f"Month,Swarms\nMay,{value}\nJune,7\n")
        os.utime(course / f"syllabus/{word}/swarms.csv", ns=(10**18, 10**18))
    now = os.readlink(path) if path.is_symlink() else ""
    path.unlink() if path.is_symlink() else shutil.rmtree(path)
    path.symlink_to("basil" if now == "amber" else "amber")


def change_the_data(course: Path, number: int) -> None:
    write(course / "syllabus/data/swarms.csv", f"Month,Swarms\nMay,{10 + number % 80}\nJune,7\n")


def change_the_picture(course: Path, number: int) -> None:
    """Of the same size in bytes."""
    (course / "syllabus/pictures/frame.png").write_bytes(picture(number % 256, 90, 160))


def take_the_picture_away_or_back(course: Path, number: int) -> None:
    path = course / "syllabus/pictures/frame.png"
    other = path.with_name("away.png")
    path.rename(other) if path.exists() else other.rename(path)


def change_a_picture_that_nothing_shows(course: Path, number: int) -> None:
    (course / "syllabus/pictures/spare.png").write_bytes(picture(number % 256, 2, 3))


def change_the_courses_title(course: Path, number: int) -> None:
    path = course / "syllabus/course.yml"
    lines = path.read_text().splitlines(keepends=True)
    write(path, f"title: Keeping {WORDS[number % 6]}\n" + "".join(lines[1:]))


def comment_the_courses_facts(course: Path, number: int) -> None:
    path = course / "syllabus/course.yml"
    write(path, path.read_text() + f"# {WORDS[number % 6]}\n")


def change_a_var(course: Path, number: int) -> None:
    path = course / "syllabus/course.yml"
    lines = path.read_text().splitlines(keepends=True)
    var = f"vars: {{client: the {WORDS[number % 6]} club}}\n"
    write(path, "".join(var if line.startswith("vars:") else line for line in lines))


def change_the_cut(course: Path, number: int) -> None:
    _swap(
        course / "syllabus/course.yml",
        *(("priority: 2}", "priority: 3}"), ("priority: 3}", "priority: 2}"))[number % 2],
    )


def change_the_dates(course: Path, number: int) -> None:
    days = ("2027-03-09", "2027-03-10")
    _swap(course / "syllabus/course.yml", days[number % 2], days[1 - number % 2])


def break_the_facts_or_mend_them(course: Path, number: int) -> None:
    path = course / "syllabus/course.yml"
    text = path.read_text()
    write(path, text.replace("nobody_knows: 1\n", "") if "nobody_knows" in text else text + "nobody_knows: 1\n")


def break_a_module_or_mend_it(course: Path, number: int) -> None:
    path = course / "syllabus/03-honey.md"
    if path.is_file():
        text, fault = path.read_text(), '\n## Lost {layout="nowhere"}\n'
        write(path, text.replace(fault, "") if fault in text else text + fault)


def add_a_module_or_take_it_away(course: Path, number: int) -> None:
    facts, path = course / "syllabus/course.yml", course / "syllabus/04-wax.md"
    if path.exists():
        path.unlink()
        _swap(facts, ", 04-wax]", "]")
    else:
        write(path, HONEY.replace("Honey", "Wax").replace("3.1", "4.1"))
        _swap(facts, "honey]", "honey, 04-wax]")
        _swap(facts, "nectar]", "nectar, 04-wax]")


def rename_a_module(course: Path, number: int) -> None:
    old, new = ("honey", "nectar") if (course / "syllabus/03-honey.md").exists() else ("nectar", "honey")
    (course / f"syllabus/03-{old}.md").rename(course / f"syllabus/03-{new}.md")
    _swap(course / "syllabus/course.yml", f"03-{old}", f"03-{new}")


def turn_two_modules_round(course: Path, number: int) -> None:
    path = course / "syllabus/course.yml"
    orders = ("\nmodules: [01-hive, 02-swarm,", "\nmodules: [02-swarm, 01-hive,")
    _swap(path, *(orders if orders[0] in path.read_text() else orders[::-1]))


def swap_two_modules_texts(course: Path, number: int) -> None:
    one, two = course / "syllabus/01-hive.md", course / "syllabus/02-swarm.md"
    other = one.with_name("other")
    one.rename(other)
    two.rename(one)
    other.rename(two)


def override_in_the_project(course: Path, number: int) -> None:
    _toggle(course / "templates/labels/en.yml", "agenda: In order\n")


def override_in_the_brand(course: Path, number: int) -> None:
    ways = (
        ("module/brief.txt.j2", '{% extends "module/brief.txt.j2" %}'),
        ("module/hand.txt.j2", "---\ntitle: hand\n---\n{{ module.title }}, by Acorn alone\n"),
        ("parts/words.txt.j2", "{% macro point(id) %}+ {% endmacro %}\n"),
        ("labels/en.yml", "agenda: By and by\n"),
        ("course/overview.txt.j2", "---\ntitle: overview\n---\n{{ labels.agenda }} {{ course.title }}\n"),
    )
    name, text = ways[number % len(ways)]
    _toggle(course / "templates/brands/acorn" / name, text)


def override_a_part_of_the_package(course: Path, number: int) -> None:
    """Files that documents look for and do not find, until now."""
    ways = (
        ("templates/brands/house/_brand.yml", "meta: {name: House of Bees}\n"),
        ("templates/styles/brand.css.j2", "/* mine */\n"),
        ("templates/parts/deck.pptx.j2", '{% extends "parts/deck.pptx.j2" %}\n'),
        ("templates/powerpoint/layouts.yml", "frame: [50, 130, 860, 350]\n"),
        ("templates/labels/en.yml", "schedule: The order of the day\n"),
    )
    name, text = ways[number % len(ways)]
    _toggle(course / name, text)


def add_a_document_or_take_it_away(course: Path, number: int) -> None:
    folder = ("module", "course", "participant")[number % 3]
    _toggle(course / f"templates/{folder}/extra.txt.j2", "---\ntitle: extra\n---\n{{ course.title }}, once more\n")


def change_a_template(course: Path, number: int) -> None:
    path = course / "templates/module/hand.txt.j2"
    write(path, path.read_text() + f"{WORDS[number % 6]}\n" if len(path.read_text()) < 900 else path.read_text()[:200])


def change_a_macro(course: Path, number: int) -> None:
    _swap(course / "templates/parts/words.txt.j2", *((" * [", " - ["), ("- [", "* ["))[number % 2])


def change_the_brand(course: Path, number: int) -> None:
    path = course / "templates/brands/acorn/_brand.yml"
    ways = (
        ("2E5E3A", "3A5E2E"),
        ("3A5E2E", "2E5E3A"),
        ("lends no smoker", "lends a smoker"),
        ("lends a smoker", "lends no smoker"),
    )
    if path.is_file():
        _swap(path, *ways[number % 4])


def add_a_brand_or_take_it_away(course: Path, number: int) -> None:
    """A brand whose name stands in a module is a leak there."""
    _toggle(
        course / "templates/brands/birch/_brand.yml",
        BRAND.replace("Acorn Lane", "Capped is ripe").replace("acorn", "birch"),
    )


def change_the_roster(course: Path, number: int) -> None:
    rows = ("Ada Onnes,Uno", "Bo Yarrow,Due", "Cy Tarn,Tre", "Bea Yarrow,Due", "Di Moss,Qua")
    chosen = [row for at, row in enumerate(rows) if number >> at & 1]
    write(course / "people.csv", "\n".join(["name,company", *chosen, ""]))


def touch_everything(course: Path, number: int) -> None:
    when = (None, (10**18, 10**18), (4 * 10**18, 4 * 10**18))[number % 3]
    for path in sorted(course.rglob("*")):
        if path.is_file() and "build" not in path.relative_to(course).parts:
            os.utime(path, ns=when) if when else os.utime(path)


def keep_size_and_time(course: Path, number: int) -> None:
    """Another letter in a text, under the time that it had."""
    path = course / TEXTS[number % len(TEXTS)]
    if not path.is_file():
        return
    before, text = path.stat(), path.read_text()
    for old, new in (
        ("carries", "harries"),
        ("harries", "carries"),
        ("7", "8"),
        ("8", "7"),
        ("ripe", "rips"),
        ("rips", "ripe"),
        ("lid", "lit"),
    ):
        if old in text:
            write(path, text.replace(old, new))
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            return


def save_as_editors_do(course: Path, number: int) -> None:
    """A new file of the same size that takes the place of the old one."""
    path = course / TEXTS[number % 3]
    if path.is_file():
        other = path.with_name(f"{path.name}~")
        write(
            other,
            path.read_text().replace("minutes: 60", "minutes: 61")
            if number % 2
            else path.read_text().replace("61", "60"),
        )
        os.replace(other, path)


EDITS: tuple[Edit, ...] = (
    append_a_slide, take_the_last_slide_away, write_a_comment, put_a_blank_line_above, change_a_note, change_a_module_title,
    change_the_include, take_the_include_away, put_a_folder_in_the_includes_place, link_the_include_elsewhere, link_the_data_elsewhere,
    change_the_data, change_the_picture, take_the_picture_away_or_back, change_a_picture_that_nothing_shows, change_the_courses_title,
    comment_the_courses_facts, change_a_var, change_the_cut, change_the_dates, break_the_facts_or_mend_them, break_a_module_or_mend_it,
    add_a_module_or_take_it_away, rename_a_module, turn_two_modules_round, swap_two_modules_texts, override_in_the_project,
    override_in_the_brand, override_a_part_of_the_package, add_a_document_or_take_it_away, change_a_template, change_a_macro,
    change_the_brand, add_a_brand_or_take_it_away, change_the_roster, touch_everything, keep_size_and_time, save_as_editors_do,
)  # fmt: skip
