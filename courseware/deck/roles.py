"""The layout roles and the slots of each: the one table that course, templates, fit and both writers agree on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cover": ("title", "subtitle", "details", "legal"),
        "section": ("title", "body", "number"),
        "content": ("title", "body"),
        "two-content": ("title", "left", "right"),
        "comparison": ("title", "left-heading", "left", "right-heading", "right"),
        "three-content": ("title", "left", "middle", "right"),
        "content-caption": ("title", "caption", "body"),
        "picture": ("title", "picture"),
        "picture-caption": ("title", "picture", "caption"),
        "quote": ("title", "quote", "source"),
        "big-number": ("title", "number", "body"),
        "table": ("title", "body"),
        "code": ("title", "body"),
        "diagram": ("title", "body"),
        "chart": ("title", "body"),
        "exercise": ("title", "body", "minutes", "group"),
        "discussion": ("title", "body", "minutes", "group"),
        "question": ("title", "stem", "options"),
        "answer": ("title", "stem", "options", "rationale"),
        "agenda": ("title", "body"),
        "objectives": ("title", "body"),
        "keypoints": ("title", "body"),
        "closing": ("title", "body", "legal"),
        "legal": ("title", "body"),
        "blank": ("body",),
    }
)
"""Role -> its slots in reading order. `title` is a slot of its own kind: it holds inlines, and a slide without a title leaves it out."""
