"""Films, sounds and QR codes on paper: the poster, what it is called, and for what stands on the web the address as a code that a phone reads."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape

from courseware.deck.elements.qr import QUIET, rows_of, runs
from courseware.deck.posters import PLAY, SPEAKER
from courseware.paper.dress import Paper, attribute
from courseware.paper.plain import plain

LARGEST = 300
"""Signs of an address; the code of a longer one is too fine to be read."""
_WIDTH = re.compile(r"width:([^;]+)")


def media(match: re.Match[str], paper: Paper) -> str:
    """A film, a sound or a code as a figure."""
    attributes, target, title, caption = match[1], unescape(match[2]), plain(match[3]), match[4] or ""
    form, poster = attribute(attributes, "data-kind"), attribute(attributes, "data-poster")
    paper.rules |= {
        ".film": "break-inside:avoid;margin:6pt 0",
        ".film .still": "position:relative;margin-bottom:4pt",
        ".film .still img": "display:block;width:100%",
        ".film .still .play": "position:absolute;left:50%;top:50%;width:14mm;height:14mm;margin:-7mm 0 0 -7mm",
        ".film.coded": "position:relative;min-height:26mm;padding-left:30mm",
        ".film .qr": "position:absolute;left:0;top:0;width:26mm;height:26mm",
        ".film.coded .words": "padding-top:3mm",
        ".film .sign": "height:.9em;width:.9em;vertical-align:-.08em;margin-right:.3em",
        ".film .address": "font-size:8.5pt;overflow-wrap:anywhere",
    }
    if attribute(attributes, "data-auto") == "true":
        return ""  # what the deck says by itself is no part of the page
    words = caption or escape(title)
    sounds = form == "audio"
    if form != "qr":
        sign = address(_disc(SPEAKER if sounds else PLAY, "#000000", "#FFFFFF"))
        kind = paper.labels["sound_at" if sounds else "film_at"].format(title="\0")
        words = f'<img class="sign" src="{sign}" alt="">' + escape(kind).replace("\0", words)
    web = form in ("link", "qr")
    if web:
        link = f'<a href="{escape(target)}">{escape(target)}</a>'
        words = f'{words}<br><span class="address">{link}</span>' if words else f'<span class="address">{link}</span>'
    code = ""
    if web and attribute(attributes, "data-qr") == "true":
        alt = paper.labels["qr_code"].format(address=target)
        code = f'<img class="qr" src="{address(qr(target))}" alt="{escape(alt)}">'
    still = _still(poster, title, attributes, target if web else "") if poster else ""
    look = "film coded" if code else "film"
    return f'<figure class="{look}">{still}{code}<figcaption class="words">{words}</figcaption></figure>'


def _still(poster: str, title: str, attributes: str, target: str) -> str:
    width = _WIDTH.search(attribute(attributes, "style"))
    picture = f'<img src="{escape(poster)}" alt="{escape(title)}">'
    picture = f'<a href="{escape(target)}">{picture}</a>' if target else picture
    sign = address(_disc(PLAY, "#FFFFFF", "#333333"))
    return f'<div class="still" style="width:{width[1] if width else "60mm"}">{picture}<img class="play" src="{sign}" alt=""></div>'


def _disc(sign: str, ground: str, ink: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="-50 -50 100 100">'
        f'<circle r="48" fill="{ground}" stroke="#333333" stroke-width="1.5"/><path d="{sign}" fill="{ink}"/></svg>'
    )


def qr(address: str) -> str:
    """A QR code as a drawing of one path, with its quiet zone."""
    side = len(rows_of(address)) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h{count}v1h-{count}z" for x, y, count in runs(address))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#FFFFFF"/><path d="{path}" fill="#000000"/></svg>'
    )


def address(svg: str) -> str:
    """A drawing as an address that a page can show."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
