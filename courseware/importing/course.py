"""An outline and a course page become the files of a syllabus: the table of contents of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from courseware.importing.corpus import Corpus
from courseware.importing.course_file import write_course_file
from courseware.importing.facts import facts_of, reasons
from courseware.importing.leftovers import Leftover, write_leftovers
from courseware.importing.matching import Home, find_homes
from courseware.importing.module_file import Section, empty_module, empty_section, write_module
from courseware.importing.outline import Outline, OutlineModule, read_outline
from courseware.importing.page import Lesson, Page, read_page
from courseware.importing.prose import read_prose
from courseware.importing.slides import unique, write_slides
from courseware.importing.titles import language_of, module_title, own_words, slug, topic_title
from courseware.importing.tree import Node, grow
from courseware.problems import Place, Problem, warning

LEFTOVERS = "import-leftovers.md"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: `files` (path in the course folder -> text, or bytes), what to look at, counts of what was found, and its modules' names."""

    files: Mapping[str, str | bytes]
    problems: tuple[Problem, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    lines: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Of a deck: for each file the lines on which slides begin, with the slides' numbers."""

    def slides_at(self, file: str, line: int) -> tuple[int, ...]:
        """The number of the slide that a line of a file belongs to; none where it belongs to none."""
        before = [number for begin, number in self.lines.get(file, ()) if begin <= line]
        return (before[-1],) if before else ()


def import_outline(outline: tuple[str, bytes], page: tuple[str, bytes] | None = None) -> Imported:
    """A syllabus from an outline and, where there is one, a course page; each is a file's name and contents.

    Every word of both is in the files. Raises `CoursewareError` with all problems where one of them can't be used.
    """
    plan = read_outline(*outline)
    found = read_page(*page, plan) if page else None
    lessons = found.lessons if found else ()
    language = language_of(_all_text(plan, found))
    homes = find_homes([lesson.title for lesson in lessons], plan)
    texts = _Texts(lessons, language)
    names: list[str] = []
    files: dict[str, str | bytes] = {}
    drawn = []
    slides = minutes = 0
    for module in plan.modules:
        mine = [(lesson, home) for lesson, home in zip(lessons, homes, strict=True) if home.module == module.number]
        sections = _sections(module, mine, texts, language)
        names.append(slug(module.number, module_title(module.text), set(names)))
        drawn.append((f"syllabus/{names[-1]}.md", write_module(module, sections)))
        slides += sum(len(section.slides) for section in sections)
        minutes += sum(section.minutes for section in sections)
    facts = facts_of(found, plan, minutes)
    files["syllabus/course.yml"] = write_course_file(facts, names, language)
    files.update(drawn)
    leftovers = [
        *plan.leftovers,
        *(found.leftovers if found else ()),
        *texts.leftovers(found),
        *_titles(lessons, homes, found),
    ]
    files[LEFTOVERS] = write_leftovers(leftovers)
    problems = [*plan.problems, *(found.problems if found else ()), *_lesson_problems(plan, lessons, homes, found)]
    if found:
        problems += [
            warning(Place(found.name, line), reason, "see the mark `check` in syllabus/course.yml")
            for line, reason in reasons(facts)
        ]
    outcomes = sum(len(module.outcomes) for module in plan.modules)
    served = {code for lesson, home in zip(lessons, homes, strict=True) for code in home.codes if lesson.lines}
    counts = {
        "modules": len(plan.modules),
        "outcomes": outcomes,
        "lessons": len(lessons),
        "outcomes with text": len(served),
    }
    counts |= {"slides": slides, "minutes": minutes, "facts": len(facts), "leftovers": len(leftovers)}
    return Imported(files, tuple(problems), counts)


def _sections(
    module: OutlineModule, mine: Sequence[tuple[Lesson, Home]], texts: _Texts, language: str
) -> list[Section]:
    """The topics of a module: introductions first, then the outcomes in order, each guest behind the lesson it follows."""
    sections = [
        texts.section([lesson], module_title(module.text), (), "")
        for lesson, home in mine
        if home.kind == "introduction" and lesson.lines
    ]
    behind = _guests(mine)
    sections += [texts.guest(lesson, language) for lesson in behind.get("", [])]
    done: set[str] = set()
    for outcome in module.outcomes:
        if outcome.code in done:
            continue
        serving = [(lesson, home) for lesson, home in mine if outcome.code in home.codes and lesson.lines]
        if not serving:
            sections.append(empty_section(outcome, language))
        else:
            codes = tuple(code for o in module.outcomes for _, home in serving for code in home.codes if o.code == code)
            codes = tuple(dict.fromkeys(codes))
            done.update(codes)
            reworded = [lesson.title for lesson, home in serving if home.likeness < 1]
            remark = "".join(f'import: the page calls this lesson "{title}"; ' for title in reworded).rstrip("; ")
            title = serving[0][0].title if len(codes) > 1 else outcome.text
            sections.append(texts.section([lesson for lesson, _ in serving], topic_title(title), codes, remark))
        sections += [texts.guest(lesson, language) for lesson in behind.get(outcome.code, [])]
    return sections or [empty_module(module, language)]


def _guests(mine: Sequence[tuple[Lesson, Home]]) -> dict[str, list[Lesson]]:
    """The lessons that match nothing, by the code of the outcome that they stand behind."""
    behind: dict[str, list[Lesson]] = {}
    code = ""
    for lesson, home in mine:
        if home.kind == "guest" and lesson.lines:
            behind.setdefault(code, []).append(lesson)
        elif home.codes:
            code = home.codes[0]
    return behind


class _Texts:
    """The lessons' texts, taken apart once each."""

    def __init__(self, lessons: Sequence[Lesson], language: str) -> None:
        corpus = Corpus(text for lesson in lessons for _, text in lesson.lines)
        self.language = language
        self.trees = {lesson.line: grow(read_prose(lesson.title, lesson.lines, corpus)) for lesson in lessons}
        self.lessons = {lesson.line: lesson for lesson in lessons}
        self.marks: dict[int, list[str]] = {}

    def section(self, lessons: Sequence[Lesson], title: str, codes: tuple[str, ...], remark: str) -> Section:
        """The topic that one lesson or several make, at most eight slides in all."""
        first, *others = lessons
        tree = self.trees[first.line]
        further = [(topic_title(lesson.title), self.trees[lesson.line]) for lesson in others]
        sections = [Node("section", named, "", other.sentences, other.children) for named, other in further]
        whole = Node("root", sentences=tree.sentences, children=[*tree.children, *sections])
        opening, slides = write_slides(whole, self.language)
        self.marks[first.line] = [slide.mark for slide in slides if slide.mark]
        return Section(title, codes, opening, tuple(unique(slides)), remark)

    def guest(self, lesson: Lesson, language: str) -> Section:
        """A lesson that no outcome fits, marked."""
        return self.section(
            [lesson], topic_title(lesson.title), (), f'import: "{lesson.title}": {own_words(language)["guest"]}'
        )

    def leftovers(self, page: Page | None) -> list[Leftover]:
        """The drawings as the page has them, whose boxes are lists in the course, and numbers of headings that are titles now."""
        name = page.name if page else ""
        reason = "numbers of headings that are titles of slides now"
        found = []
        for line, tree in self.trees.items():
            at = self.lessons[line].lines[0][0] if self.lessons[line].lines else line
            marks = " ".join(self.marks.get(line, []))
            found += [Leftover(name, at, marks, reason)] if marks else []
            found += [Leftover(name, at, raw, "drawings, now lists in the course") for raw in _drawings(tree)]
        return found


def _drawings(node: Node) -> list[str]:
    own = [node.drawing.raw] if node.drawing else []
    return own + [raw for child in node.children for raw in _drawings(child)]


def _titles(lessons: Sequence[Lesson], homes: Sequence[Home], page: Page | None) -> list[Leftover]:
    """Titles of lessons: in the course they are outcomes of the outline, perhaps in other words."""
    return [
        Leftover(page.name, lesson.line, lesson.title, "titles of lessons, in the course by the words of the outline")
        for lesson in lessons
        if page
    ]


def _lesson_problems(
    plan: Outline, lessons: Sequence[Lesson], homes: Sequence[Home], page: Page | None
) -> list[Problem]:
    if page is None:
        return []
    problems = []
    for lesson, home in zip(lessons, homes, strict=True):
        place = Place(page.name, lesson.line)
        if home.kind == "guest":
            hint = f"it stands in module {home.module} beside its neighbour: give it an outcome, move it or delete it"
            problems.append(warning(place, f'no outcome fits the lesson "{lesson.title}"', hint))
        elif home.kind == "lesson" and home.likeness < 1:
            codes = f"outcome{'s' if len(home.codes) > 1 else ''} {', '.join(home.codes)}"
            problems.append(
                warning(place, f'the lesson "{lesson.title}" was taken for {codes}', "check that it is about that")
            )
        if not lesson.lines:
            problems.append(
                warning(place, f'the lesson "{lesson.title}" has no text', "save the page again with the lesson open")
            )
    served = {code for lesson, home in zip(lessons, homes, strict=True) for code in home.codes if lesson.lines}
    for module in plan.modules:
        missing = [outcome for outcome in module.outcomes if outcome.code not in served]
        if missing:
            codes = ", ".join(outcome.code for outcome in missing)
            what = "outcome" if len(missing) == 1 else "outcomes"
            problems.append(
                warning(
                    Place(plan.name, missing[0].line),
                    f"the page has no lesson for {what} {codes}",
                    "the slide's notes say what to write",
                )
            )
    return problems


def _all_text(plan: Outline, page: Page | None) -> str:
    texts = [outcome.text for module in plan.modules for outcome in module.outcomes]
    return " ".join([*texts, *(text for lesson in (page.lessons if page else ()) for _, text in lesson.lines)])
