"""A course of what authors write when nobody looks: what is too long, too wide, too deep, or empty."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

FACTS = """\
title: Things that nobody printed before
code: NST
edition: "1"
author: Ada Fen
hours: 2
price: "EUR 100"
modules: [01-nasty]
schedule: {days: 1, start: "09:00", end: "12:00"}
exam: {questions: 2, minutes: 5, pass: 1}
acknowledgements: [Nothing here is real.]
"""
LONG = "A cell with a good many words in it, so that its row takes three or four lines of the column in which it stands"
ADDRESS = "https://example.org/a/path/that/goes/on/and/on/0123456789012345678901234567890123456789?query=value#fragment"
CALLOUTS = ("note", "tip", "warning", "caution", "important")
KINDS = ("example", "case", "checklist", "prereq", "objectives", "questions", "keypoints")


def write_nasty(folder: Path) -> Path:
    """The course in `folder`."""
    pictures = folder / "syllabus/pictures"
    pictures.mkdir(parents=True)
    for name, size in (("wide", (1200, 150)), ("tall", (150, 1200)), ("dot", (40, 30))):
        Image.linear_gradient("L").resize(size).save(pictures / f"{name}.png")
    (folder / "syllabus/course.yml").write_text(FACTS, encoding="utf-8")
    (folder / "syllabus/01-nasty.md").write_text(module(), encoding="utf-8")
    return folder


def slide(title: str, handout: str) -> str:
    return f"## {title}\n\ntext\n\n::: handout\n{handout}\n:::\n\n"


def table(head: list[str], rows: list[list[str]], caption: str = "") -> str:
    lines = [head, ["---"] * len(head), *rows]
    told = "\n".join("| " + " | ".join(row) + " |" for row in lines)
    return told + (f"\n\n: {caption}" if caption else "")


def module() -> str:
    rows = [[str(number), LONG if number % 3 else "short", LONG, str(number * 37)] for number in range(1, 31)]
    words = [[f"Responsibilities {column}.{row}" for column in range(1, 9)] for row in range(4)]
    tall = [["a", "short"], ["b", f"{LONG}. " * 24], ["c", "short"]]
    code = "\n".join(
        f"    value_{n} = argument + {n}" if n % 4 else f"def name_{n}(argument, other):  # {LONG}" for n in range(60)
    )
    deep = "\n".join("    " * depth + f"- level {depth}, {LONG if depth == 5 else 'short'}" for depth in range(6))
    boxes = "\n".join(f'::: {{.callout-{kind} title="A box"}}\nText:\n\n- a\n- b\n:::\n' for kind in CALLOUTS)
    boxes += "\n".join(f"::: {kind}\n- [ ] one\n:::\n" for kind in KINDS)
    title = "Forty words of a title that nobody would write but somebody does " * 3
    return "".join(
        (
            '---\ntitle: Nasty\nsubtitle: All of it\noutcomes: {"1.1": Explain it, "1.2": Apply it}\nminutes: 60\n---\n',
            "# Tables\n\n",
            slide("Thirty rows", f"Before.\n\n{table(['No', 'What', 'Why', 'Sum'], rows, 'Long')}\n\nAfter."),
            slide("Eight columns", table([f"Column heading {n}" for n in range(1, 9)], words, "Eight")),
            slide("A row taller than a page", f"Before.\n\n{table(['Key', 'Story'], tall)}\n\nAfter."),
            '::: {.exercise title="Alone" minutes=5}\nDo.\n:::\n\n# Figures\n\n',
            slide("Code", f'```{{.python filename="a/long/path/to/a/file_with_a_very_long_name.py"}}\n{code}\n```'),
            slide("Wide", '![A wide one](pictures/wide.png){fig-alt="Wide"}\n\nA ![](pictures/dot.png){width=5%} dot.'),
            slide("Tall", '![Tall](pictures/tall.png){width=100% fig-alt="Tall"}\n\n![](pictures/tall.png)'),
            slide("Deep lists", f"{deep}\n\n1. first\n    1. second\n        1. third\n"),
            "# Words\n\n",
            slide(
                "Links",
                f"A long one: <{ADDRESS}>. A [**bold link**](https://example.org/bold), a [*slanted* and `code`]"
                "(https://example.org/mixed), **[inside](https://example.org/inside)**. "
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.\n\n"
                "- [**item**](https://example.org/item)\n\n| A | B |\n|---|---|\n| [**cell**](https://example.org/cell) | x[^c] |\n\n"
                "Text[^one] and more[^two].\n\n[^c]: In a cell.\n[^one]: With [a **bold** link](https://example.org/foot).\n"
                f"[^two]: {LONG}.\n\nTerm\n:   A definition.\n\n    Its second paragraph.\n\n> A quotation.\n>\n> > One inside.",
            ),
            slide("Boxes", boxes),
            slide(
                "Columns",
                ':::: columns\n::: {.column width="30%"}\nLeft $a^2$.\n\n![](pictures/dot.png)\n:::\n::: {.column width="70%"}\n'
                "| A | B |\n|---|---|\n| 1 | 2 |\n\n$$\\sum_{i=1}^n \\frac{x_i}{\\sqrt{1+x_i^2}}$$\n:::\n::::\n\n"
                "::: {lang=ar dir=rtl}\nهذه فقرة قصيرة.\n:::\n\nA [mark]{.index} here.",
            ),
            slide(title.strip(), f"Short.\n\n### {title}\n\nText.\n\n##### A fifth level\n\nText."),
            '## Nothing but a title\n\n---\n\n![Only a picture](pictures/tall.png){fig-alt="tall"}\n\n',
            "# An empty topic\n\n# Only questions\n\n",
            f'::: {{.question outcome="1.1" level=BL2}}\nWhat is [**asked**](https://example.org/q)?\n\n'
            f'![A dot](pictures/dot.png){{fig-alt="Dot"}}\n\n- [x] {LONG}\n'
            + "".join(f"- [ ] option {n}\n" for n in range(7))
            + ":::\n\n",
            '::: {.question outcome="1.2" level=BL3}\nSecond?\n\n- [x] yes\n- [ ] no\n:::\n\n# Practice\n\n',
            f"::: glossary\nA term of a length that nobody expects in a narrow column\n:   {LONG}, [**bold**](https://example.org/g).\n:::\n\n",
            '::: {.exercise title="Longer than a page" minutes=15 outcomes="1.2"}\n'
            + "".join(f"{n}. {LONG}.\n" for n in range(1, 30))
            + "\n::: hint\nA hint.\n:::\n:::\n\n",
            '::: {.exercise title="Short" minutes=5}\nDo.\n:::\n\n# Only key points\n\n',
            '## Keep {layout="keypoints"}\n\n::: keypoints\n- Keep [**it**](https://example.org/k)\n:::\n',
        )
    )
