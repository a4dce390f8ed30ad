"""One diagram of every kind, as an author writes it, and markup that holds it."""

from __future__ import annotations

from html import escape

from courseware.diagram.read import read_diagram
from courseware.diagram.texts import labels
from courseware.problems import Place

SOURCES = {
    "process": "kind: process\n- Ask: what they need\n- Plan: the steps\n- Do: the work\n- Check: what came of it",
    "cycle": "kind: cycle\n- Plan\n- Do\n- Check\n- Act",
    "hierarchy": "kind: hierarchy\n- Board\n  - Sales\n    - North\n    - South\n  - Service\n    - Field\n  - Finance",
    "pyramid": "kind: pyramid\n- Vision\n- Goals: three a year\n- Tasks: every week",
    "timeline": "kind: timeline\n- 2021: Pilot\n- 2023: Roll-out\n- 2025: Review\n- 2026: Second edition",
    "venn": "kind: venn\n- Useful\n- Feasible\n- Loved",
    "arabic": "kind: process\n- الخطوة الأولى\n- الخطوة الثانية\n- الخطوة الثالثة",
}
MERMAID = (
    "flowchart LR\n  A[Receive request] --> B{Complete?}\n  B -->|yes| C[Assign owner]\n  B -->|no| D[Ask back]\n"
    "  D --> A\n  C --> E[(Store)]\n  E --> F([Done])"
)


def figure(source: str, form: str = "diagram", line: int = 3) -> str:
    """The markup of a fenced block, as `content/write.py` writes it."""
    return f'<figure class="{form}" data-kind="x" data-source="m.md:{line}"><pre>{escape(source)}</pre></figure>'


def figures() -> dict[str, str]:
    """Markup by kind."""
    return {**{kind: figure(source) for kind, source in SOURCES.items()}, "flow": figure(MERMAID, "mermaid")}


def said(kind: str) -> tuple[str, ...]:
    """The labels of a diagram, which every document is to show."""
    source, form = (MERMAID, "mermaid") if kind == "flow" else (SOURCES[kind], "diagram")
    return labels(read_diagram(source, Place("m.md", 3), form))
