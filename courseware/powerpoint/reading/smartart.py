"""SmartArt: the outline in its data, the pictures in it, and which layout draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.model import Image, Node, Smart
from courseware.powerpoint.reading.text import Ground, paragraphs
from courseware.powerpoint.xml import A, Element, P, R, first, number, parse

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
DRAWN = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_DEEPEST = 12


def read_smart(
    package: Package,
    slide: str,
    ids: Element,
    link: Callable[[Element], str],
    pictures: Callable[[str], Callable[[Element], Image | None]],
    common: dict[str, Any],
) -> Smart:
    """The drawing behind a `dgm:relIds`; where its data is missing, the texts of the drawing that PowerPoint kept beside it."""
    data, layout = (package.target(slide, ids.get(R + key) or "") for key in ("dm", "lo"))
    name = ""
    if layout in package.parts:
        name = (parse(package.parts[layout], layout).get("uniqueId") or "").rpartition("/")[2].partition("#")[0]
    ground = Ground(link=link)
    nodes: tuple[Node, ...] = ()
    images: list[Image] = []
    if data in package.parts:
        root = parse(package.parts[data], data)
        nodes = _outline(root, ground)
        image = pictures(data)
        images = [found for fill in root.iter(A + "blipFill") if (found := image(fill)) is not None]
    drawn = next(
        (r.target for r in package.relations.get(slide, ()) if r.kind == "diagramDrawing" and not r.external), ""
    )
    if not nodes and drawn in package.parts:
        tree = parse(package.parts[drawn], drawn)
        texts = (paragraphs(body, ground) for body in tree.iter(DRAWN + "txBody", P + "txBody"))
        nodes = tuple(Node(paras) for paras in texts if paras)
    return Smart(layout=name, nodes=nodes, images=tuple(images), **common)


def _outline(root: Element, ground: Ground) -> tuple[Node, ...]:
    """The points as a tree: `parOf` connections lead from a point to those beneath it, in the order of `srcOrd` (21.4.3)."""
    points: dict[str, Element] = {}
    top = ""
    for point in root.iterfind(f"{DIAGRAM}ptLst/{DIAGRAM}pt"):
        kind = point.get("type") or "node"
        if kind == "doc":
            top = point.get("modelId") or ""
        elif kind in ("node", "asst"):
            points[point.get("modelId") or ""] = point
    beneath: dict[str, list[tuple[float, str]]] = {}
    for link in root.iterfind(f"{DIAGRAM}cxnLst/{DIAGRAM}cxn"):
        if (link.get("type") or "parOf") == "parOf":
            beneath.setdefault(link.get("srcId") or "", []).append((number(link, "srcOrd"), link.get("destId") or ""))
    seen: set[str] = set()

    def grow(id: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        for _, child in sorted(beneath.get(id, ())):
            if child in seen or child not in points:
                continue
            seen.add(child)
            paras = paragraphs(first(points[child], DIAGRAM + "t"), ground)
            inner = grow(child, depth + 1) if depth < _DEEPEST else ()
            if paras or inner:
                found.append(Node(paras, inner))
        return tuple(found)

    nodes = grow(top, 0)
    strays = [
        Node(paras)
        for id, point in points.items()
        if id not in seen and (paras := paragraphs(first(point, DIAGRAM + "t"), ground))
    ]
    return (*nodes, *strays)


def texts(nodes: tuple[Node, ...]) -> list[Node]:
    """Every node of an outline, outer before inner."""
    return [found for node in nodes for found in (node, *texts(node.children))]
