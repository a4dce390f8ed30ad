"""Diagrams that nobody wrote: sources drawn from a seed, with all that trainers put into them."""

from __future__ import annotations

from random import Random

KINDS = ("process", "cycle", "hierarchy", "matrix", "timeline", "pyramid", "venn", "journey")
SIZES = ((864, 356, 14, 22), (420, 356, 14, 22), (624, 330, 14, 22), (340, 420, 9, 10))
"""Rooms in points with the least and the greatest size of text: a slide, half of one, one of 4:3, a column in print."""
WORDS = {
    "latin": [
        "plan",
        "build",
        "check",
        "act",
        "customer",
        "journey",
        "of",
        "value",
        "stream",
        "who",
        "asks",
        "what",
        "holds",
        "a",
        "b",
    ],
    "long": [
        "Stakeholdermanagement",
        "responsibilities",
        "Qualitätssicherungsbeauftragte",
        "interdepartmental",
        "understanding",
    ],
    "arabic": ["تخطيط", "العميل", "قيمة", "خدمة", "مسار", "فريق", "عمل", "جديد"],
    "chinese": ["客户旅程", "价值", "服务", "团队合作", "计划"],
}


def source(seed: int) -> tuple[str, str]:
    """A kind and a source of that kind."""
    random = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    speech = random.choice(["latin"] * 6 + ["long", "arabic", "arabic", "chinese"])
    return kind, f"kind: {kind}\n" + _BODIES[kind](random, speech)


def _text(random: Random, speech: str, most: int = 4) -> str:
    return " ".join(random.choice(WORDS[speech]) for _ in range(random.randint(1, most)))


def _item(random: Random, speech: str, detailed: bool) -> str:
    label = _text(random, speech, 3)
    label = f"**{label}**" if random.random() < 0.1 else label
    return f"{label}: {_text(random, speech, 8)}" if detailed and random.random() < 0.8 else label


def _count(random: Random) -> int:
    return random.choice([1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 11, 14, 20, 30])


def _list(random: Random, speech: str) -> str:
    detailed = random.random() < 0.5
    items = [_item(random, speech, detailed) for _ in range(_count(random))]
    if random.random() < 0.2:
        items[-1] = items[0]  # the same text twice
    return "\n".join(f"- {item}" for item in items)


def _tree(random: Random, speech: str) -> str:
    lines, depth = [], 0
    for _ in range(_count(random)):
        lines.append(f"{'  ' * depth}- {_item(random, speech, False)}")
        depth = random.randint(0 if random.random() < 0.1 else 1, min(depth + 1, 4))
    return "\n".join(lines)


def _matrix(random: Random, speech: str) -> str:
    rows, columns = random.randint(1, 5), random.randint(1, 5)
    axes = ""
    if random.random() < 0.7:
        marks = ", ".join(_text(random, speech, 1) for _ in range(random.choice([2, columns])))
        axes = f"x: {_text(random, speech, 2)} ({marks})\ny: {_text(random, speech, 2)}\n"
    cells = [
        ["" if random.random() < 0.1 else _item(random, speech, True) for _ in range(columns)] for _ in range(rows)
    ]
    cells[0][0] = cells[0][0] or "x"
    return axes + "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _venn(random: Random, speech: str) -> str:
    count = random.randint(2, 4)
    lines = [f"- {_item(random, speech, random.random() < 0.3)}" for _ in range(count)]
    seen = set()
    for _ in range(random.randint(0, 6)):
        common = tuple(sorted(random.sample(range(1, count + 1), random.randint(2, count))))
        if common not in seen:
            seen.add(common)
            lines.append(f"- {' & '.join(str(each) for each in common)}: {_text(random, speech, 4)}")
    return "\n".join(lines)


def _journey(random: Random, speech: str) -> str:
    steps, lanes = random.randint(1, 8), random.randint(0, 4)
    rows = [["", *(_text(random, speech, 2) for _ in range(steps))]]
    rows += [
        [_text(random, speech, 2), *("" if random.random() < 0.2 else _text(random, speech, 4) for _ in range(steps))]
        for _ in range(lanes)
    ]
    if random.random() < 0.7:
        rows.append(["mood", *(str(random.randint(-2, 2)) for _ in range(steps))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


_BODIES = {
    "process": _list, "cycle": _list, "timeline": _list, "pyramid": _list, "hierarchy": _tree, "matrix": _matrix,
    "venn": _venn, "journey": _journey,
}  # fmt: skip
