"""How small the text of a provider's pages may become: the house's numbers, taken down to pages of another size."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from msgspec.structs import fields

from courseware.deck.kit import Policy, Rect

_LEAST_TEXT = 19.0  # points: four fifths of the house's running text
_LEAST_SHARE = 0.7
_USUAL_ROOM = 0.35  # of a slide, for its text
_LEAST_TITLE = 16.0
_LEAST_DRAWN = 6.0  # points of a diagram's text, where a provider's page has no room for more
_USUAL_WIDTH = 720.0  # a slide of 4:3; what is narrower has shorter lines and smaller words
_USUAL_HEIGHT = 540.0  # points of a slide's height that Policy's sizes are meant for
_SIZES = (
    "body_floor", "title_floor", "code_size", "code_floor", "table_size", "table_floor", "small_floor", "row_height", "gutter", "caption_size",
)  # fmt: skip


def smaller_fit(size: float, share: float) -> dict[str, float]:
    """What a provider's text of `size` points may come down to: as far as the house's own goes, so that large text is reduced before it goes on."""
    least = _LEAST_SHARE
    return {
        "drawing_floor": _LEAST_DRAWN * share,
        "title_floor": _LEAST_TITLE * share,
        "least": min(max(_LEAST_TEXT * share / size, 0.5), least),
    }


def size_share(width: float, height: float) -> float:
    """What a page's sizes are of a usual page's; an upright one has columns half as wide."""
    share = min(height / _USUAL_HEIGHT, width / _USUAL_WIDTH, 1.0)
    return 0.8 * share if height > width else share


def narrowness(region: Rect, slide: float) -> float:
    """By how much sizes come down where a template's room for text is a small part of its slide."""
    return min(max(math.sqrt(region.w * region.h / (_USUAL_ROOM * slide)), 0.6), 1.0)


def policy(fit: Mapping[str, Any], share: float) -> Policy:
    """The brand's numbers; what it doesn't say is meant for slides of the usual height, and taken at `share` on smaller ones."""
    known = {f.name for f in fields(Policy)}
    said = {key.replace("-", "_"): value for key, value in fit.items() if key.replace("-", "_") in known}
    sizes = {name: round(getattr(Policy(), name) * share * 2) / 2 for name in _SIZES} if share < 1 else {}
    return Policy(**{**sizes, **said})


def policies(fit: Mapping[str, Any], share: float) -> dict[str, Policy]:
    """The policies of single roles: what the brand says of them, over what it says of all."""
    return {role: policy({**fit, **own}, share) for role, own in (fit.get("roles") or {}).items()}
