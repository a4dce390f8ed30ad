"""Charts that nobody would think of: 200 of them, the same ones on each run."""

from __future__ import annotations

import random

from courseware.chart.model import KINDS

WORDS = (
    "North",
    "Sales and marketing",
    "Q1",
    "Waiting for an approval",
    "x",
    "Überlandbusverbindungen",
    "2026-03",
    "=SUM(A1)",
    "@home",
    "+1",
    "-",
    "A & B <c>",
)
ARABIC = ("الربع الأول", "المبيعات والتسويق", "الشمال", "خدمة العملاء", "ربع")
LONG = "A label that is much longer than anybody would ever write beside a bar or under a column, and yet somebody does"
SINGLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SIZES = ((864.0, 356.0, 14.0), (424.0, 300.0, 14.0), (280.0, 220.0, 12.0), (340.0, 190.0, 9.0), (864.0, 150.0, 12.0))
"""Widths, heights and sizes of text: a slide, a half of one, a third, a page's column, a flat strip."""


def source(seed: int) -> str:
    """The source of one chart; equal seeds give equal charts."""
    dice = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    rows = dice.choice((1, 2, 3, 4, 5, 6, 8, 9, 12, 13, 25, 50))
    rows = max(rows, 3) if kind == "radar" else rows
    series = 1 if kind in ("pie", "doughnut") else dice.choice((1, 1, 2, 3, 4, 7, 12))
    lines = [f"kind: {kind}"]
    if dice.random() < 0.6:
        lines.append(f"title: {dice.choice(('Orders', LONG, ARABIC[1], 'Umsätze je Region & Quartal'))}")
    if kind not in ("pie", "doughnut") and dice.random() < 0.5:
        lines += [f"x: {dice.choice(('Quarter', LONG, ARABIC[4]))}", f"y: {dice.choice(('Orders', LONG, ARABIC[0]))}"]
    if dice.random() < 0.3:
        lines.append(f"unit: {dice.choice(('€', 'kg', 'minutes of waiting'))}")
    if dice.random() < 0.4:
        lines.append(f"labels: {dice.choice(('yes', 'no'))}")
    if dice.random() < 0.2:
        lines.append(f"legend: {dice.choice(('yes', 'no'))}")
    if kind in ("bar", "column", "area") and dice.random() < 0.3:
        lines.append(f"stacked: {dice.choice(('yes', '100%'))}")
    names = [f"{_word(dice)} {number}" for number in range(1, series + 1)]
    lines.append(_row(["Head", *names]))
    scale = dice.choice((1.0, 1.0, 100.0, 12_345.0, 3.4e6, 8.8e9, 7e13, 4e18, 3e-7, 0.01))
    negative = kind not in ("pie", "doughnut") and dice.random() < 0.3
    for number in range(rows):
        name = repr(round(dice.uniform(-5, 40), 2)) if kind == "scatter" else f"{_word(dice)} {number}"
        cells = [name]
        for at in range(series):
            value = dice.choice((dice.random(), dice.random(), dice.random(), 0.0, 1.0)) * scale
            value = -value if negative and dice.random() < 0.5 else value
            sure = number == 0 and at == 0
            value = scale if sure else value
            cells.append("" if not sure and dice.random() < 0.08 else repr(round(value, 9)))
        lines.append(_row(cells))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join('"' + cell.replace('"', '""') + '"' for cell in cells) + " |"


def _word(dice: random.Random) -> str:
    return dice.choice((*WORDS, *WORDS, *ARABIC, LONG, SINGLE))
