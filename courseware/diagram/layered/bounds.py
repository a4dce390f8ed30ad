"""The extent of what was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from courseware.diagram.layered.model import Drawing, Path, Rect


def bounded(nodes: Sequence[Rect], paths: Sequence[Path], frames: Sequence[Rect | None], cramped: int) -> Drawing:
    """A drawing of all these, moved so that it begins at 0, 0."""
    rects = [*nodes, *(frame for frame in frames if frame), *(path.label for path in paths if path.label)]
    spots = [point for path in paths for point in path.points]
    near = min([rect[0] for rect in rects] + [spot[0] for spot in spots])
    start = min([rect[1] for rect in rects] + [spot[1] for spot in spots])
    far = max([rect[0] + rect[2] for rect in rects] + [spot[0] for spot in spots])
    end = max([rect[1] + rect[3] for rect in rects] + [spot[1] for spot in spots])

    def moved(rect: Rect) -> Rect:
        return rect[0] - near, rect[1] - start, rect[2], rect[3]

    return Drawing(
        across=far - near,
        along=end - start,
        nodes=tuple(moved(each) for each in nodes),
        paths=tuple(
            replace(
                path,
                points=tuple((x - near, y - start) for x, y in path.points),
                label=moved(path.label) if path.label else None,
            )
            for path in paths
        ),
        frames=tuple(moved(frame) if frame else None for frame in frames),
        cramped=cramped,
    )
