"""Icons on paper: vectors in the brand's colour, on the line of their text or as large as their author wants them."""

from __future__ import annotations

import base64
import re
from html import escape, unescape

from courseware.brand.colors import LEAST_CONTRAST, contrast
from courseware.icons import GRID, STROKE, icon_of, no_such_icon
from courseware.paper.dress import Paper, attribute

ALONE = "width:54pt"
"""The size of an icon that stands on its own, where its author says none."""
IN_LINE = "width:1.15em;vertical-align:-.2em"


def icon(match: re.Match[str], paper: Paper) -> str:
    """A picture whose file is `icon:NAME`."""
    name, attributes = unescape(match[1]), match[2]
    found = icon_of(name, paper.files)
    if found is None:
        paper.problems.append(no_such_icon(name, paper.files, paper.place(attributes)))
        return ""
    alone = (
        match.string[: match.start()].endswith(">") and "<figure" in match.string[match.start() - 200 : match.start()]
    )
    style = attribute(attributes, "style") or (ALONE if alone else IN_LINE)
    path = "".join(step + " ".join(f"{value:.2f}" for value in values) for step, values in found.steps)
    ink = next(
        (
            rgb
            for key in ("link", "accent", "text")
            if contrast(rgb := paper.palette[key].rgb, "FFFFFF") >= LEAST_CONTRAST
        ),
        "000000",
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{GRID:g}" height="{GRID:g}" viewBox="0 0 {GRID:g} {GRID:g}"><path d="{path}" fill="none" '
        f'stroke="#{ink}" stroke-width="{STROKE:g}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    address = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    return f'<img class="icon" src="{address}" alt="{escape(attribute(attributes, "alt"))}" style="{escape(style)}">'
