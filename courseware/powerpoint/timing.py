"""Native animation and transitions (ISO 29500-1, 19.5), as PowerPoint's own "Appear" writes them: objects as a whole, text by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby

from msgspec import Struct

from courseware.powerpoint.films import Play

_NOW = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_TURN = '<p:{0}CondLst><p:cond evt="on{1}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{0}CondLst>'
WHOLE, GROUND = -1, -2
"""In place of a paragraph's number: the shape as a whole, or only what lies behind its text."""
TRANSITIONS = {
    "fade": "<p:fade/>",
    "push": '<p:push dir="l"/>',
    "wipe": '<p:wipe dir="l"/>',
}


class Build(Struct, frozen=True, order=True):
    """What a click shows: paragraph `part` (from 0) of shape `shape`, or `WHOLE` or `GROUND`.

    `form` is what PowerPoint keeps its list of builds by: `text` for a shape with text, `chart`, or `""` for tables, pictures and groups, which
    have no entry there.
    """

    click: int
    shape: int
    part: int
    form: str = "text"


def timing(builds: Sequence[Build], plays: Sequence[Play] = ()) -> str:
    """The slide's `p:timing`, `""` where nothing waits for a click and nothing plays. What one click shows comes in the order of the slide's shapes."""
    if not builds and not plays:
        return ""
    ids = count(3)  # 1 is the root, 2 the main sequence
    clicks = [_started(play, ids) for play in plays if play.auto]
    for _, group in groupby(sorted(builds, key=_order), key=lambda build: build.click):
        outer, inner = next(ids), next(ids)
        effects = "".join(
            _appear(build, next(ids), next(ids), "withEffect" if n else "clickEffect") for n, build in enumerate(group)
        )
        clicks.append(
            f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>'
            f'<p:par><p:cTn id="{inner}" fill="hold">{_NOW}<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>'
        )
    main = (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{''.join(clicks)}</p:childTnLst></p:cTn>{_TURN.format('prev', 'Prev')}{_TURN.format('next', 'Next')}</p:seq>"
    )
    clicked = "".join(_clicked(play, ids) for play in plays if not play.auto)
    media = "".join(_player(play, ids) for play in plays)
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f"{main if clicks else ''}{clicked}{media}</p:childTnLst></p:cTn></p:par></p:tnLst>{_listed(builds)}</p:timing>"
    )


def _call(play: Play, ids: Iterator[int], command: str, start: str) -> str:
    """A command to a film: play, or go on and pause in turn."""
    outer, effect, inner = next(ids), next(ids), next(ids)
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold">{_NOW}<p:childTnLst><p:par><p:cTn id="{effect}" presetID="{1 if play.auto else 2}" '
        f'presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="{start}">{_NOW}<p:childTnLst><p:cmd type="call" cmd="{command}">'
        f'<p:cBhvr><p:cTn id="{inner}" dur="1" fill="hold"/><p:tgtEl><p:spTgt spid="{play.shape}"/></p:tgtEl></p:cBhvr></p:cmd>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _started(play: Play, ids: Iterator[int]) -> str:
    """What plays as soon as the slide is there."""
    begin = '<p:stCondLst><p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond></p:stCondLst>'
    id = next(ids)
    return f'<p:par><p:cTn id="{id}" fill="hold">{begin}<p:childTnLst>{_call(play, ids, "playFrom(0.0)", "afterEffect")}</p:childTnLst></p:cTn></p:par>'


def _clicked(play: Play, ids: Iterator[int]) -> str:
    """What plays, and stops, by a click on it."""
    click = f'<p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{play.shape}"/></p:tgtEl></p:cond>'
    id, par = next(ids), next(ids)
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{id}" restart="whenNotActive" fill="hold" evtFilter="cancelBubble" nodeType="interactiveSeq">'
        f'<p:stCondLst>{click}</p:stCondLst><p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
        f'<p:par><p:cTn id="{par}" fill="hold">{_NOW}<p:childTnLst>{_call(play, ids, "togglePause", "clickEffect")}</p:childTnLst></p:cTn></p:par>'
        f"</p:childTnLst></p:cTn><p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _player(play: Play, ids: Iterator[int]) -> str:
    """The film or sound itself; the sign of a narration is not shown while nothing plays."""
    id = next(ids)
    end = (
        '<p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst>'
        if play.form == "audio"
        else ""
    )
    narration = ' isNarration="1"' if play.auto and play.form == "audio" else ""
    hidden = ' showWhenStopped="0"' if play.auto else ""
    return (
        f'<p:{play.form}{narration}><p:cMediaNode vol="80000"{hidden}><p:cTn id="{id}" fill="hold" display="0">'
        f'<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>{end}</p:cTn><p:tgtEl><p:spTgt spid="{play.shape}"/></p:tgtEl></p:cMediaNode></p:{play.form}>'
    )


def transition(name: str) -> str:
    """The slide's `p:transition` (19.3.1.50), `""` for none."""
    effect = TRANSITIONS.get(name)
    return f'<p:transition spd="med">{effect}</p:transition>' if effect else ""


def _order(build: Build) -> tuple[int, int, int]:
    return build.click, build.shape, {GROUND: -1}.get(build.part, build.part)


def _listed(builds: Iterable[Build]) -> str:
    """The list of builds: how each shape with text, and each chart, is taken apart."""
    parts: dict[int, set[int]] = {}
    for build in builds:
        if build.form == "text":
            parts.setdefault(build.shape, set()).add(build.part)
    rows = ""
    for shape, found in parts.items():
        by_paragraph = ' build="p"' if found - {WHOLE, GROUND} else ""
        ground = ' animBg="1"' if found & {WHOLE, GROUND} else ""
        rows += f'<p:bldP spid="{shape}" grpId="0"{by_paragraph}{ground}/>'
    for shape in dict.fromkeys(build.shape for build in builds if build.form == "chart"):
        rows += f'<p:bldGraphic spid="{shape}" grpId="0"><p:bldAsOne/></p:bldGraphic>'
    return f"<p:bldLst>{rows}</p:bldLst>" if rows else ""


def _appear(build: Build, id: int, inner: int, start: str) -> str:
    match build.part:
        case -1:
            target = f'<p:spTgt spid="{build.shape}"/>'
        case -2:
            target = f'<p:spTgt spid="{build.shape}"><p:bg/></p:spTgt>'
        case part:
            target = f'<p:spTgt spid="{build.shape}"><p:txEl><p:pRg st="{part}" end="{part}"/></p:txEl></p:spTgt>'
    listed = ' grpId="0"' if build.form else ""
    return (
        f'<p:par><p:cTn id="{id}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"{listed} nodeType="{start}">{_NOW}<p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{inner}" dur="1" fill="hold">{_NOW}</p:cTn><p:tgtEl>{target}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>"
        '</p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
