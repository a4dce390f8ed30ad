"""Code on paper: its tokens in colours that can be read on the ground of code, and told by weight and slope in grey too."""

from __future__ import annotations

import re
from html import escape, unescape

from courseware.deck.codes import code_inks
from courseware.deck.kit import Ink
from courseware.highlight import Token, lines_of, read_ranges
from courseware.highlight.tokens import BOLD, ITALIC
from courseware.paper.dress import Paper, attribute

GROUND, BAND = Ink("F2F2F2"), Ink("DCDCDC")
"""What code stands on in print.css, and what a line that stands out stands on."""
_COLOURED = re.compile(r"""\s(?:data-highlight|data-numbers|data-first)="[^"]*\"""")


def code(match: re.Match[str], paper: Paper) -> str:
    """A block of code: spans for its tokens; an element for each line only where lines are counted or stand out."""
    attributes, text = match[1], unescape(match[2])
    lines = lines_of(text.expandtabs(4), attribute(attributes, "data-language"))
    inks = code_inks(tuple(paper.palette.items()), GROUND, BAND)
    for kind, ink in inks.items():
        weight = ";font-weight:bold" if kind in BOLD else ";font-style:italic" if kind in ITALIC else ""
        paper.rules[f"pre .c-{kind}"] = f"color:#{ink.rgb}{weight}"
    numbers = attribute(attributes, "data-numbers") == "true"
    marked = read_ranges(attribute(attributes, "data-highlight")) or frozenset()
    kept = _COLOURED.sub("", attributes)
    if not numbers and not marked:
        return f"<pre{kept}><code>{'&#10;'.join(map(_line, lines))}</code></pre>"
    first = attribute(attributes, "data-first")
    start = int(first) if first.isdigit() else 1
    digits = max(len(str(start + len(lines) - 1)), 2)
    paper.rules |= {
        "pre .line": "display:block;position:relative;min-height:12.5pt;margin:0 -3mm;padding:0 3mm;border-left:2.5pt solid transparent",
        "pre .line.marked": f"background:#{BAND.rgb};border-left-color:#000",
        "pre .line .no": "position:absolute;left:1mm;text-align:right;color:#595959",
        "pre .line.marked .no": "font-weight:bold;color:#000",
    }
    made = []
    for number, line in enumerate(lines, start):
        look = "line marked" if number in marked else "line"
        room = f' style="padding-left:{digits * 0.6 + 1.6:.1f}em"' if numbers else ""
        said = f'<span class="no" style="width:{digits * 0.6:.1f}em">{number}</span>' if numbers else ""
        made.append(f'<span class="{look}"{room}>{said}{_line(line)}</span>')
    return f"<pre{kept}><code>{''.join(made)}</code></pre>"


def _line(line: tuple[Token, ...]) -> str:
    return "".join(
        f'<span class="c-{token.kind}">{escape(token.text)}</span>' if token.kind else escape(token.text)
        for token in line
    )
