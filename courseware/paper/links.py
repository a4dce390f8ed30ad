"""Links on paper: each address that a slide or its text leads to as a QR code, so that a reader of a printed page can follow it."""

from __future__ import annotations

import re
from html import escape, unescape

from courseware.deck.elements.qr import rows_of
from courseware.paper.dress import Paper, attribute
from courseware.paper.media import LARGEST, address, qr
from courseware.paper.plain import plain

_MEDIA = re.compile(r'<figure class="media"((?:[^>"]|"[^"]*")*)><a href="([^"]*)">(.*?)</a>.*?</figure>', re.DOTALL)
_LINK = re.compile(r'<a (class="qr" )?href="(https?:[^"]*)">(.*?)</a>', re.DOTALL)
_MODULE = 0.5
"""The side in millimetres of one of a code's squares: a phone reads it from a hand's breadth away."""
_LEAST = 18.0
"""The side of a code in millimetres at least."""


def codes(match: re.Match[str], paper: Paper) -> str:
    """The codes of one slide's links: those that the option `qr` asks for, and those that the author marked with `.qr`."""
    wish, slide, text = match[1], match[2], match[3]
    found: dict[str, str] = {}
    for film in _MEDIA.finditer(slide):
        if attribute(film[1], "data-kind") == "link" and wish != "none":
            found.setdefault(unescape(film[2]), plain(film[3]))
    for link in _LINK.finditer(_MEDIA.sub("", slide + text)):
        if link[1] or wish == "links":
            found.setdefault(unescape(link[2]), plain(link[3]))
    shown = {target: words for target, words in found.items() if len(target) <= LARGEST}
    if not shown:
        return ""
    paper.rules |= {
        ".codes": "margin-top:5mm",
        ".codes .code": "display:inline-block;position:relative;vertical-align:top;box-sizing:border-box;width:58mm;margin:0 2mm 3mm 0;break-inside:avoid",
        ".codes .code img": "position:absolute;left:0;top:0",
        ".codes .code p": "font-size:8pt;line-height:10.5pt;margin:1.5mm 0 0 0;overflow-wrap:anywhere",
        ".codes .code .said": "font-weight:bold",
    }
    return f'<div class="codes">{"".join(_code(target, words, paper) for target, words in shown.items())}</div>'


def _code(target: str, words: str, paper: Paper) -> str:
    bare = target.removeprefix("https://").removeprefix("http://").rstrip("/")
    side = max(_LEAST, (len(rows_of(target)) + 8) * _MODULE)
    alt = paper.labels["qr_code"].format(address=target)
    said = f'<span class="said">{escape(words)}</span><br>' if words and words not in (target, bare) else ""
    square = f"{side:.1f}mm"
    room = f"min-height:{square};padding-left:{side + 2.5:.1f}mm"
    picture = f'<img src="{address(qr(target))}" alt="{escape(alt)}" style="width:{square};height:{square}">'
    return f'<div class="code" style="{room}">{picture}<p>{said}<a href="{escape(target)}">{escape(bare)}</a></p></div>'
