"""A deck of PowerPoint becomes modules of a course: the table of contents of that import."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import Break, Inline, Inlines, Paragraph, Run, plain_text
from courseware.importing.blocktext import MarkdownWriter
from courseware.importing.course import LEFTOVERS, Imported
from courseware.importing.pptxfiles import Shelf
from courseware.importing.pptxfurniture import repeated
from courseware.importing.pptxmodule import Part, own_word, write_part
from courseware.importing.pptxown import Activity, activity, id_and_piece, is_made, joined, outcomes, without_furniture
from courseware.importing.pptxplan import parted
from courseware.importing.pptxreport import spans, warnings, write_report
from courseware.importing.pptxroles import role_of
from courseware.importing.pptxslides import Slide, SlideMaker
from courseware.importing.titles import language_of, slug
from courseware.importing.wish import COURSE_HEAD, SINGLE, Draw, Wish
from courseware.importing.yamltext import scalar
from courseware.powerpoint.reading import OldDeck, OldSlide, read_old_deck
from courseware.powerpoint.reading.model import Clip, Grid, Image, OldChart, Words
from courseware.powerpoint.reading.text import words
from courseware.problems import CoursewareError, Place, Problem


def import_deck(name: str, data: bytes, wish: Wish, draw: Draw | None = None) -> Imported:
    """The course, or one file, that a deck becomes, with what to look at. Raises `CoursewareError` where the deck can't be read.

    Whatever stood on a slide stands in the files or in the list at their end. `draw` is asked once, for all that only a picture can keep.
    """
    deck, package = read_old_deck(data, name)
    if not deck.slides:
        hint = "a template alone becomes a brand: courseware brand new NAME --from FILE"
        raise CoursewareError(Problem(Place(name), "the presentation holds no slides", hint))
    folder = "pictures" if wish.single else f"pictures/{slug(wish.first, _title(deck), set(wish.taken))}"
    made: Mapping[str, bytes] = {}
    shelf = Shelf(folder, package, made)
    result = _Import(deck, shelf, wish).run()
    if draw is not None and shelf.wanted:
        shelf = Shelf(folder, package, draw(shelf.wanted))
        result = _Import(deck, shelf, wish).run()
    return result


def _title(deck: OldDeck) -> str:
    first = next((words(slide.title) for slide in deck.slides if slide.title), "")
    stem = re.sub(r"\.\w+$", "", deck.name.rpartition("/")[2]).replace("_", " ")
    generic = re.fullmatch(
        r"(?i)(powerpoint|presentation|präsentation|présentation|slide ?1|title|titel).{0,14}|", deck.title
    )
    return " ".join(((first if generic else deck.title) or first or stem).split())


def _lines(inlines: Inlines) -> list[str]:
    """The lines of a paragraph, parted where it breaks."""
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, Break):
            found.append([])
        else:
            found[-1].append(inline)
    return [line for each in found if (line := " ".join(plain_text(each, tex=True).split()))]


class _Import(Struct, eq=False):
    deck: OldDeck
    shelf: Shelf
    wish: Wish
    dropped: list[str] = []
    language: str = "en"
    told: dict[int, list[str]] = {}

    def run(self) -> Imported:
        deck, wish = self.deck, self.wish
        self.dropped = list(deck.dropped)
        self.language = self._language()
        own = any(slide.source for slide in deck.slides)
        roles = {slide.number: role_of(slide) for slide in deck.slides}
        answers = {
            id_and_piece(s.source)[0].removesuffix("/answer"): s
            for s in deck.slides
            if s.source and is_made(s) == "answer"
        }
        maker = SlideMaker(deck, self.shelf, repeated(deck), wish.plain)
        slides: list[Slide] = []
        activities: dict[int, Activity] = {}
        found: dict[str, str] = {}
        anew: dict[str, list[int]] = {}
        cover: OldSlide | None = None
        for old in deck.slides:
            role = roles[old.number]
            if cover is None and role == "cover" and old.number == 1 and old.title:
                cover = old
                continue
            generated = is_made(old) if old.source else ""
            if wish.single and generated != "legal":  # the old brand's lines go in any case
                generated = ""
            if generated and (generated == role or generated == "answer"):
                found |= outcomes(old) if generated == "objectives" else {}
                asked = id_and_piece(old.source)[0].removesuffix("/answer")
                if generated != "answer" or asked in {
                    id_and_piece(slide.source)[0] for slide in slides if slide.number in activities
                }:
                    anew.setdefault(generated, []).append(old.number)
                    self._left(old)
                    continue
            if old.source:
                old, gone = without_furniture(old, role)
                numbered = words(old.title)
                old, doing = activity(old, role, answers, dict(wish.groups))
                if doing is not None:
                    activities[old.number] = doing
                    gone += [numbered] if not old.title else []
            else:
                gone = []
            slide = maker.make(old, "section" if role == "cover" else role)
            slide.furniture += gone
            if (
                own
                and slides
                and id_and_piece(old.source)[1] > 1
                and id_and_piece(slides[-1].source)[0] == id_and_piece(old.source)[0]
            ):
                slides[-1].blocks = joined(slides[-1].blocks, slide.blocks)
                slides[-1].notes += slide.notes
                slides[-1].told += slide.told
                slides[-1].furniture += slide.furniture
            else:
                slides.append(slide)
        self.dropped += [f"slides that the deck template makes anew: {what} ({spans(n)})" for what, n in anew.items()]
        return self._written(slides, roles, activities, found, cover, maker, own)

    def _written(
        self, slides: list[Slide], roles: Mapping[int, str], activities: dict[int, Activity], found: dict[str, str],
        cover: OldSlide | None, maker: SlideMaker, own: bool,
    ) -> Imported:  # fmt: skip
        wish, deck = self.wish, self.deck
        by_number = {slide.number: slide for slide in slides}
        rest = [old for old in deck.slides if old.number in by_number]
        chunks = parted(rest, [roles[old.number] for old in rest], "one" if wish.single else wish.modules) or [("", [])]
        title = _title(deck)
        files: dict[str, str | bytes] = {}
        names: list[str] = []
        texts: dict[str, str] = {}
        lines: dict[str, list[tuple[int, int]]] = {}
        for n, (named, numbers) in enumerate(chunks):
            members = [by_number[number] for number in numbers]
            called = named or (title if len(chunks) == 1 else f"{title} ({own_word('part', self.language)} {n + 1})")
            part = Part(called, members, outcomes=found if n == 0 else {}, activities=activities)
            if n == 0:
                self._cover(part, cover, maker, len(chunks) == 1)
            topics = not wish.single and not own and len({slide.section for slide in members if slide.section}) > 1
            text, begins = write_part(part, wish.single, self.language, topics, wish.plain)
            name = SINGLE if wish.single else slug(wish.first + n, called, {*names, *wish.taken})
            names.append(name)
            texts[name] = text
            lines[name if wish.single else f"syllabus/{name}.md"] = begins
        if not wish.single and wish.course:
            files["syllabus/course.yml"] = self._course(title, names)
        for name, text in texts.items():
            files[name if wish.single else f"syllabus/{name}.md"] = text
        for name, data in self.shelf.files.items():
            files[name if wish.single else f"syllabus/{name}"] = data
        if wish.single:
            self._name_old_house(slides, own)
        furniture: dict[str, list[int]] = {}
        for slide in slides:
            for text in slide.furniture:
                furniture.setdefault(" ".join(text.split()), []).append(slide.number)
        for number, texts_ in self.told.items():
            for text in texts_:
                furniture.setdefault(text, []).append(number)
        furniture = {
            text: numbers
            for text, numbers in furniture.items()
            if (text and not re.fullmatch(r"[\d\s./-]*", text)) or (len(set(numbers)) == 1 and text)
        }
        files[LEFTOVERS] = write_report(deck.name, slides, self.dropped, furniture)
        return Imported(
            files, tuple(warnings(deck.name, slides, self.dropped)), self._counts(slides, names), tuple(names), lines
        )

    # -- parts of it -----------------------------------------------------------------------------------------------------------------------

    def _cover(self, part: Part, cover: OldSlide | None, maker: SlideMaker, alone: bool) -> None:
        """The first slide's words: title and subtitle to the module's head, the rest to its author and date or to the list; its notes to the next slide."""
        if cover is None:
            return
        if cover.source:
            cover, gone = without_furniture(cover, "cover")
            self._left(cover, gone)
        slide = maker.make(replace(cover, title=()), "cover")
        self._left(cover, slide.furniture)
        lines = [
            " ".join(text.split())
            for block in slide.blocks
            if isinstance(block, Paragraph) and (text := plain_text(block.inlines, tex=True))
        ]
        others = [block for block in slide.blocks if not isinstance(block, Paragraph)]
        title = " ".join(words(cover.title).split())
        if not cover.source or self.wish.single or not part.title:
            part.title = title if alone or self.wish.single else part.title
        first = next((t for t in cover.things if isinstance(t, Words) and t.kind == "subTitle" and t.paras), None)
        subtitle = " ".join(words(first.paras[:1]).split()) if first else ""
        if first is not None and subtitle in lines:
            own = _lines(first.paras[0].inlines)
            at = lines.index(subtitle)
            subtitle, lines[at : at + 1] = own[0], own[1:]
        part.subtitle = subtitle
        if self.wish.single:
            part.author, part.date = (lines[0] if lines else ""), " · ".join(lines[1:])
        elif lines:
            self._left(cover, lines)
        if title and part.title != title:
            self._left(cover, [title])
        extra = [*others, *slide.notes] if slide.notes or others else []
        if (extra or slide.remarks) and part.slides:
            head = Paragraph(inlines=(Run(f"{own_word('cover', self.language)}:", bold=True),))
            part.slides[0].notes = [head, *extra, *part.slides[0].notes]
            part.slides[0].remarks = slide.remarks + part.slides[0].remarks
        if slide.told:
            self.dropped += [f"slide {cover.number}: {told}" for told in slide.told]

    def _left(self, old: OldSlide, lines: Sequence[str] | None = None) -> None:
        """Notes words that are left out: all of a slide's where no lines are given."""
        if lines is None:
            lines = [words(old.title), *(words(t.paras) for t in old.things if isinstance(t, Words)), words(old.notes)]
        self.told.setdefault(old.number, [])
        self.told[old.number] += [" ".join(line.split()) for line in lines if line.strip()]

    def _name_old_house(self, slides: Sequence[Slide], own: bool) -> None:
        """Tells of slides whose words name the house that the deck comes from, as its properties say."""
        names = {self.deck.company, self.deck.author if own else ""} - {""}
        for slide in slides:
            said = MarkdownWriter().blocks([Paragraph(inlines=slide.title), *slide.blocks, *slide.notes]).casefold()
            for name in sorted(names):
                if len(name) > 2 and name.casefold() in said:
                    slide.told.append(f"the old house is named in its text or notes: {name}")

    def _language(self) -> str:
        found = self.deck.language or language_of(" ".join(words(slide.title) for slide in self.deck.slides))
        if found in self.wish.languages:
            return found
        self.dropped.append(
            f"the deck's language is {found!r}, which there are no printed words for: the course is in English"
        )
        return "en"

    def _course(self, title: str, names: Sequence[str]) -> str:
        deck = self.deck
        own = any(
            slide.source for slide in deck.slides
        )  # our decks say their course's title and code in their properties
        lines = [COURSE_HEAD, f"title: {scalar((deck.subject if own else '') or title)}"]
        lines += [f"code: {scalar(deck.keywords)}"] if own and deck.keywords else []
        lines += [f"language: {self.language}"]
        lines += [f"author: {scalar(deck.author)}"] if deck.author and not own else []
        lines += [f"description: {scalar(deck.subject)}"] if deck.subject and deck.subject != title and not own else []
        lines += ["rights: unknown", "", "modules:", *(f"  - {name}" for name in names)]
        return "\n".join(lines) + "\n"

    def _counts(self, slides: Collection[Slide], names: Sequence[str]) -> dict[str, int]:
        things = [thing for old in self.deck.slides for thing in old.things]
        counts = {
            "slides": len(self.deck.slides),
            "hidden": sum(old.hidden for old in self.deck.slides),
            "modules": 0 if self.wish.single else len(names),
        }
        counts |= {
            "with notes": sum(bool(old.notes) for old in self.deck.slides),
            "comments": sum(len(old.remarks) for old in self.deck.slides),
        }
        for what, kind in (("tables", Grid), ("charts", OldChart), ("films and sounds", Clip)):
            counts[what] = sum(isinstance(thing, kind) for thing in things)
        counts["pictures"] = sum(isinstance(thing, Image) for thing in things)
        counts["slides to look at"] = sum(bool(slide.told) for slide in slides)
        return {what: number for what, number in counts.items() if number}
