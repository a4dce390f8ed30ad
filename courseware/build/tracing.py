"""What the outputs of a delivery are searched for before they are published: the traces of every other brand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from courseware.build.publishing import standing
from courseware.build.request import Request
from courseware.files import PRIVATE, Files, digest
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.build.planned import PlannedDelivery
    from courseware.build.shelf import Shelf
    from courseware.build.state import Record
    from courseware.leaks import Traces


class Search(Struct, frozen=True):
    """What is searched for: `own` is what the brand itself is called, `mentions` the names that the course means to say."""

    own: str
    foreign: tuple[Traces, ...]
    mentions: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its digest, which is recorded with each output that was searched; `""` where there is nothing to find."""
        plain = [(each.brand, each.names, each.domains, each.lines, sorted(each.pictures)) for each in self.foreign]
        return digest(repr((self.own, plain, self.mentions)).encode()) if self.foreign else ""

    def found(self, name: str, data: bytes, reads: Mapping[str, str]) -> tuple[Problem, ...]:
        """The traces in the output `name`, made from `reads`."""
        if not self.foreign:
            return ()
        from courseware.leaks import find_leaks

        seen = {file: content for file, content in reads.items() if not file.startswith(PRIVATE)}
        return find_leaks(data, name, seen, self.own, self.foreign, self.mentions)


def search_for(shelf: Shelf, files: Files, request: Request, brand: str) -> Search:
    """What the outputs of a delivery of `brand` are searched for. One file on its own knows no brands but its project's."""
    own = shelf.brand(files, brand)
    names = [name for name in shelf.brand_names(files) if name != own.name]
    if request.file:
        names = [name for name in names if files.exists(f"templates/brands/{name}/_brand.yml")]
    if not names:
        return Search("", (), ())
    from courseware.leaks import own_words

    found = [each for name in names if (each := shelf.traces(files, name))]
    found = [replace(each, lines=tuple(line for line in each.lines if line not in own.legal)) for each in found]
    course, _ = shelf.course(files, request.file)
    mentions = course.meta.get("mentions", ())
    return Search(own_words(own), tuple(found), tuple(map(str, mentions)))


def search_standing(
    shelf: Shelf, request: Request, delivery: PlannedDelivery, name: str, record: Record
) -> tuple[Problem, ...]:
    """The traces in an output that stands in its place and was searched for others, or for none, before."""
    search = search_for(shelf, shelf.files.fresh(), request, delivery.brand)
    data = standing(request.out / name)
    return search.found(name, data, record.reads) if data is not None else ()
