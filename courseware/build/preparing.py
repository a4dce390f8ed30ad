"""What workers have in common is made and loaded before they are forked: once, and not once in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.build.making import Target
    from courseware.build.shelf import Shelf


def prepare(targets: Sequence[Target], shelf: Shelf) -> None:
    """Puts on the shelf what `targets` have in common: the course, and of each delivery its brand, its base presentation and the course as
    its readers see it; the slides of a module whose documents are made side by side. Loads the libraries that they need. What
    fails here fails where it is needed, and is told there.
    """
    import courseware.context
    import courseware.render  # noqa: F401

    for delivery in dict.fromkeys(target.unit.delivery.name for target in targets):
        mine = [target for target in targets if target.unit.delivery.name == delivery]
        with suppress(Exception):
            _load(mine, shelf)
        for module, parts in Counter(target.unit.module for target in mine).items():
            if module and parts > 1:
                with suppress(Exception):
                    _fit(next(target for target in mine if target.unit.module == module), shelf)


def _load(targets: Sequence[Target], shelf: Shelf) -> None:
    from courseware.build.materials import Materials

    materials = Materials(targets[0].unit, targets[0].request, shelf)
    every = {(document.folder, document.name): document for target in targets for document in target.unit.documents}
    seen = set[tuple[str, str]]()
    for folder, name in sorted(every):
        document = materials.document(folder, name)
        if (document.audience, document.ending) not in seen:
            seen.add((document.audience, document.ending))
            files = materials.files.fresh()
            materials.labels(materials.course(document, document.ending, files), None, files)
    endings = {ending for _, ending in seen}
    slides = endings & {"pptx", "pdf", "html"}
    if slides:
        import courseware.deck.fit
        import courseware.deck.read

        materials.house(materials.files.fresh())
    if "pptx" in endings:
        import courseware.powerpoint.write
    if "pdf" in endings:
        import courseware.pdf
        import courseware.picture  # noqa: F401
        from courseware.pdf.engine import ready

        ready(materials.brand, materials.files.fresh())


def _fit(target: Target, shelf: Shelf) -> None:
    """Lays out the slides of a module before several workers want them."""
    from courseware.build.documents import DECK, MODULE
    from courseware.build.materials import Materials

    materials = Materials(target.unit, target.request, shelf)
    shelf.hold(materials.keeper)
    materials.slides(materials.document(MODULE, DECK), materials.files.fresh())
