"""Native animation: paragraphs that appear at a click (ISO 29500-1, 19.5), as PowerPoint's own "Appear, by paragraph" writes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, groupby

_NOW = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_TURN = '<p:{0}CondLst><p:cond evt="on{1}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{0}CondLst>'


def timing(builds: Sequence[tuple[int, int, int]]) -> str:
    """The slide's `p:timing` for (shape id, paragraph from 0, click from 1), `""` where nothing waits for a click."""
    if not builds:
        return ""
    ids = count(3)  # 1 is the root, 2 the main sequence
    clicks = []
    for _, group in groupby(
        sorted(builds, key=lambda build: (build[2], build[0], build[1])), key=lambda build: build[2]
    ):
        outer, inner = next(ids), next(ids)
        effects = "".join(
            _appear(shape, paragraph, next(ids), next(ids), "clickEffect" if first else "withEffect")
            for first, (shape, paragraph, _) in zip((True, *[False] * len(builds)), group, strict=False)
        )
        clicks.append(
            f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>'
            f'<p:par><p:cTn id="{inner}" fill="hold">{_NOW}<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>'
        )
    shapes = dict.fromkeys(shape for shape, _, _ in builds)
    by_paragraph = "".join(f'<p:bldP spid="{shape}" grpId="0" build="p"/>' for shape in shapes)
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{''.join(clicks)}</p:childTnLst></p:cTn>{_TURN.format('prev', 'Prev')}{_TURN.format('next', 'Next')}</p:seq>"
        f"</p:childTnLst></p:cTn></p:par></p:tnLst><p:bldLst>{by_paragraph}</p:bldLst></p:timing>"
    )


def _appear(shape: int, paragraph: int, id: int, inner: int, start: str) -> str:
    return (
        f'<p:par><p:cTn id="{id}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="{start}">{_NOW}<p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{inner}" dur="1" fill="hold">{_NOW}</p:cTn><p:tgtEl><p:spTgt spid="{shape}"><p:txEl>'
        f'<p:pRg st="{paragraph}" end="{paragraph}"/></p:txEl></p:spTgt></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>'
        '</p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
