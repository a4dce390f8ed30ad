"""Flows that nobody wrote: graphs drawn from a seed, with cycles, loops, doubled lines, parts that hang on nothing, groups and long words."""

from __future__ import annotations

from random import Random

WORDS = {
    "latin": [
        "check",
        "order",
        "ship",
        "pay",
        "approve",
        "draft",
        "review",
        "send",
        "close",
        "ask",
        "assign",
        "log",
        "plan",
        "who",
    ],
    "long": [
        "Stakeholdermanagement",
        "responsibilities",
        "Qualitätssicherungsbeauftragte",
        "interdepartmental",
        "reconciliation",
    ],
    "arabic": ["تخطيط", "العميل", "قيمة", "خدمة", "مسار", "فريق", "عمل", "جديد"],
}
ROOMS = ((864, 356, 14, 18), (420, 356, 14, 18), (2400, 1800, 14, 18), (340, 420, 9, 10))
"""A slide, half of one, a wall, a column in print: width, height, the least and the greatest size of text."""


def flow(seed: int) -> str:
    """A flow of up to 30 boxes in our notation."""
    random = Random(seed)
    speech = random.choice(["latin"] * 5 + ["long", "arabic"])
    count = random.choice([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30])
    names = [f"{_text(random, speech, 3)} {number}{'?' if random.random() < 0.25 else ''}" for number in range(count)]
    lines = ["kind: flow"]
    if random.random() < 0.5:
        lines.append(f"direction: {random.choice(['right', 'left', 'down', 'up'])}")
    for number, name in enumerate(names[1:], start=1):
        if random.random() < 0.9:
            lines.append(_edge(random, speech, names[random.randrange(max(0, number - 4), number)], name))
    further = random.randint(0, count // 2)
    lines += [_edge(random, speech, random.choice(names), random.choice(names)) for _ in range(further)]
    if random.random() < 0.3 and count > 3:
        cut = random.randint(1, count - 2)
        first, second = (random.sample(part, min(3, len(part))) for part in (names[:cut], names[cut:]))
        lines += ["group First team", *first, "end group", "group The second team", *second, "end group"]
    else:
        lines += names[:2]
    return "\n".join(lines)


def _text(random: Random, speech: str, most: int) -> str:
    return " ".join(random.choice(WORDS[speech]) for _ in range(random.randint(1, most)))


def _edge(random: Random, speech: str, begin: str, end: str) -> str:
    arrow = random.choice(["->", "->", "->", "-.->", "==>", "<->", "--"])
    label = f": {_text(random, speech, 2)}" if random.random() < 0.4 else ""
    return f"{begin} {arrow} {end}{label}"
