"""The overfull corpus: slides of every kind that trainers overfill, as deck markup, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from tests.deck.overfull.texts import ARABIC, CHINESE, COMPOUNDS, ENGLISH, GERMAN, HEBREW, JAPANESE, KOREAN, SIGNS

Kind = Callable[[random.Random], tuple[str, str, str]]
"""What a kind of slide is made by: its role, its title and its slots' markup."""


def corpus(count: int, seed: int = 1) -> list[str]:
    """`count` slides, the kinds in turn."""
    return [_slide(number, KINDS[number % len(KINDS)], seed) for number in range(count)]


def _slide(number: int, kind: Kind, seed: int) -> str:
    chance = random.Random(f"{seed}/{number}")
    role, title, slots = kind(chance)
    head = f"<h1>{title}</h1>" if title else ""
    return f'<section id="m/s{number}" data-layout="{role}" data-source="m.md:{number + 1}">{head}{slots}</section>'


SHORT = tuple(word for word in ENGLISH if len(word) < 6)
MIDDLING = tuple(word for word in ENGLISH if len(word) < 12)
"""Words for narrow columns: what a sixth of a slide can hold at the smallest size that is allowed."""


def _slot(name: str, body: str) -> str:
    return f'<div data-slot="{name}">{body}</div>'


def _words(chance: random.Random, many: int, pool: tuple[str, ...] = ENGLISH) -> str:
    return " ".join(chance.choice(pool) for _ in range(many))


def _sentence(chance: random.Random, many: int, pool: tuple[str, ...] = ENGLISH) -> str:
    """Words with some of them bold, italic, code or a link."""
    marked = []
    for word in _words(chance, many, pool).split(" "):
        form = chance.choice(("{}",) * 12 + _MARKS)
        marked.append(form.format(escape(word)))
    text = " ".join(marked)
    return text[:1].upper() + text[1:] if text[:1].isalpha() else text


_MARKS = (
    "<strong>{}</strong>",
    "<em>{}</em>",
    "<code>{}</code>",
    '<a href="https://example.org/{}">{}</a>'.replace("{}</a>", "here</a>"),
)


def _bullets(chance: random.Random, points: int, many: int, pool: tuple[str, ...] = ENGLISH, tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{_sentence(chance, many, pool)}</li>" for _ in range(points)) + f"</{tag}>"


def _title(chance: random.Random) -> str:
    return _words(chance, chance.randint(2, 5)).capitalize()


def twelve_bullets(chance: random.Random) -> tuple[str, str, str]:
    return "content", _title(chance), _slot("body", _bullets(chance, 12, 20))


def short_table(chance: random.Random) -> tuple[str, str, str]:
    return "table", _title(chance), _slot("body", _table(chance, 15, 4, 5))


def long_table(chance: random.Random) -> tuple[str, str, str]:
    return (
        "table",
        _title(chance),
        _slot("body", _table(chance, 60, 3, 4, "What is in the table, and where it comes from")),
    )


def wide_table(chance: random.Random) -> tuple[str, str, str]:
    return "table", _title(chance), _slot("body", _table(chance, 12, 6, 3, pool=MIDDLING))


def _table(
    chance: random.Random, rows: int, columns: int, many: int, caption: str = "", pool: tuple[str, ...] = ENGLISH
) -> str:
    head = "".join(f"<th>{_words(chance, 2, pool)}</th>" for _ in range(columns))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{chance.randint(1, 99999) if n == columns - 1 else _sentence(chance, chance.randint(1, many), pool)}</td>"
            for n in range(columns)
        )
        + "</tr>"
        for _ in range(rows)
    )
    said = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def code(chance: random.Random) -> tuple[str, str, str]:
    lines = []
    for number in range(45):
        indent = " " * 4 * (number % 4)
        lines.append("" if number % 9 == 8 else f"{indent}{_words(chance, chance.randint(1, 6)).replace(' ', '_')}()")
        if number % 15 == 7:
            lines.append(indent + "call(" + ", ".join(f"argument_{n}={n!r}" for n in range(16)) + ")")
    return (
        "code",
        _title(chance),
        _slot("body", f'<pre data-filename="run.py"><code>{escape(chr(10).join(lines))}</code></pre>'),
    )


def six_columns(chance: random.Random) -> tuple[str, str, str]:
    text = (f"<p>{_sentence(chance, 22, SHORT)}</p>" for _ in range(6))
    columns = "".join(f'<div class="column">{each}</div>' for each in text)
    return "content", _title(chance), _slot("body", f'<div class="columns">{columns}</div>')


def long_title(chance: random.Random) -> tuple[str, str, str]:
    return "content", _words(chance, 17).capitalize(), _slot("body", _bullets(chance, 6, 14))


def addresses(chance: random.Random) -> tuple[str, str, str]:
    found = []
    for _ in range(9):
        path = "/".join(chance.choice(ENGLISH) for _ in range(14))
        found.append(
            f"<li>See https://training.example.org/{path}?part={chance.randint(1, 999)}#{chance.choice(ENGLISH)} for more</li>"
        )
    return "content", _title(chance), _slot("body", f"<ul>{''.join(found)}</ul>")


def compounds(chance: random.Random) -> tuple[str, str, str]:
    pool = COMPOUNDS * 2 + GERMAN
    return "content", _words(chance, 4, GERMAN).capitalize(), _slot("body", _bullets(chance, 10, 11, pool))


def compounds_table(chance: random.Random) -> tuple[str, str, str]:
    rows = "".join(
        f"<tr><td>{chance.choice(COMPOUNDS)}</td><td>{_words(chance, 12, GERMAN)}</td></tr>" for _ in range(14)
    )
    return (
        "table",
        "Begriffe",
        _slot("body", f"<table><thead><tr><th>Begriff</th><th>Erklärung</th></tr></thead>{rows}</table>"),
    )


def arabic(chance: random.Random) -> tuple[str, str, str]:
    return "content", _words(chance, 5, ARABIC), _slot("body", _bullets(chance, 10, 16, ARABIC))


def arabic_table(chance: random.Random) -> tuple[str, str, str]:
    rows = "".join(
        f"<tr><td>{_words(chance, 3, ARABIC)}</td><td>{_words(chance, 9, ARABIC)}</td><td>{chance.randint(1, 999)}</td></tr>"
        for _ in range(16)
    )
    head = "".join(f"<th>{_words(chance, 1, ARABIC)}</th>" for _ in range(3))
    return "table", _words(chance, 4, ARABIC), _slot("body", f"<table><thead><tr>{head}</tr></thead>{rows}</table>")


def hebrew(chance: random.Random) -> tuple[str, str, str]:
    return "content", _words(chance, 4, HEBREW), _slot("body", _bullets(chance, 11, 15, HEBREW, "ol"))


def chinese(chance: random.Random) -> tuple[str, str, str]:
    points = "".join(f"<li>{''.join(chance.choice(CHINESE) for _ in range(7))}</li>" for _ in range(10))
    return "content", chance.choice(CHINESE).strip("，。"), _slot("body", f"<ul>{points}</ul>")


def japanese(chance: random.Random) -> tuple[str, str, str]:
    text = "".join(f"<p>{''.join(chance.choice(JAPANESE) for _ in range(12))}</p>" for _ in range(5))
    return "content", chance.choice(JAPANESE).strip("、。"), _slot("body", text)


def korean(chance: random.Random) -> tuple[str, str, str]:
    return "content", _words(chance, 4, KOREAN), _slot("body", _bullets(chance, 10, 18, KOREAN))


def mixed(chance: random.Random) -> tuple[str, str, str]:
    pool = ENGLISH[:12] + COMPOUNDS[:3] + ARABIC[:6] + HEBREW[:6] + CHINESE[:4] + KOREAN[:4] + SIGNS
    return "content", _words(chance, 6, pool), _slot("body", _bullets(chance, 9, 16, pool))


def nested(chance: random.Random) -> tuple[str, str, str]:
    def inner(level: int) -> str:
        if level > 4:
            return ""
        tag = chance.choice(("ul", "ol"))
        items = "".join(f"<li>{_sentence(chance, 9)}{inner(level + 1) if n == 0 else ''}</li>" for n in range(3))
        return f"<{tag}>{items}</{tag}>"

    return "content", _title(chance), _slot("body", inner(0) + inner(2))


def definitions(chance: random.Random) -> tuple[str, str, str]:
    entries = "".join(f"<dt>{_words(chance, 2)}</dt><dd>{_sentence(chance, 22)}</dd>" for _ in range(8))
    return "content", _title(chance), _slot("body", f"<dl>{entries}</dl>")


def callouts(chance: random.Random) -> tuple[str, str, str]:
    kinds = ("callout-note", "callout-tip", "callout-warning", "example", "case")
    boxes = "".join(
        f'<div class="box" data-kind="{kind}"><p>{_sentence(chance, 24)}</p>{_bullets(chance, 2, 9)}</div>'
        for kind in kinds
    )
    return "content", _title(chance), _slot("body", f"<p>{_sentence(chance, 20)}</p>{boxes}")


def captions(chance: random.Random) -> tuple[str, str, str]:
    figure = f'<figure class="picture"><img src="wide.png" alt="A picture"/><figcaption>{_words(chance, 40)}</figcaption></figure>'
    return "content", _title(chance), _slot("body", _bullets(chance, 7, 14) + figure)


def picture_caption(chance: random.Random) -> tuple[str, str, str]:
    figure = '<figure class="picture"><img src="square.png" alt="A picture"/></figure>'
    return "picture-caption", _title(chance), _slot("picture", figure) + _slot("caption", _bullets(chance, 8, 12))


def question(chance: random.Random) -> tuple[str, str, str]:
    options = "".join(f"<li>{_sentence(chance, 17)}</li>" for _ in range(5))
    return (
        "question",
        _title(chance),
        _slot("stem", f"<p>{_sentence(chance, 45)}</p>") + _slot("options", f'<ol type="a">{options}</ol>'),
    )


def answer(chance: random.Random) -> tuple[str, str, str]:
    options = "".join(f'<li data-checked="{str(n == 2).lower()}">{_sentence(chance, 9)}</li>' for n in range(4))
    return (
        "answer",
        _title(chance),
        _slot("stem", f"<p>{_sentence(chance, 22)}</p>")
        + _slot("options", f'<ol type="a">{options}</ol>')
        + _slot("rationale", f"<p>{_sentence(chance, 60)}</p>"),
    )


def exercise(chance: random.Random) -> tuple[str, str, str]:
    return "exercise", _title(chance), _slot("minutes", "<p>25</p>") + _slot("body", _bullets(chance, 9, 18, tag="ol"))


def quote(chance: random.Random) -> tuple[str, str, str]:
    return (
        "quote",
        "",
        _slot("quote", f"<p>{_sentence(chance, 90)}</p>") + _slot("source", "<p>A trainer, on a long day</p>"),
    )


def big_number(chance: random.Random) -> tuple[str, str, str]:
    return (
        "big-number",
        _title(chance),
        _slot("number", f"<p>{chance.randint(100, 999)} %</p>") + _slot("body", f"<p>{_sentence(chance, 45)}</p>"),
    )


def two_content(chance: random.Random) -> tuple[str, str, str]:
    return (
        "two-content",
        _title(chance),
        _slot("left", _bullets(chance, 8, 12)) + _slot("right", f"<p>{_sentence(chance, 60)}</p>"),
    )


def three_content(chance: random.Random) -> tuple[str, str, str]:
    slots = "".join(_slot(name, _bullets(chance, 6, 9, MIDDLING)) for name in ("left", "middle", "right"))
    return "three-content", _title(chance), slots


def comparison(chance: random.Random) -> tuple[str, str, str]:
    return (
        "comparison",
        _title(chance),
        _slot("left-heading", f"<p>{_words(chance, 4)}</p>")
        + _slot("left", _bullets(chance, 7, 12))
        + _slot("right-heading", f"<p>{_words(chance, 4)}</p>")
        + _slot("right", _bullets(chance, 9, 11)),
    )


def footnotes(chance: random.Random) -> tuple[str, str, str]:
    points = "".join(
        f'<li>{_sentence(chance, 12)}<span class="footnote">{_words(chance, 14)}</span></li>' for _ in range(6)
    )
    return "content", _title(chance), _slot("body", f"<ul>{points}</ul>")


def one_paragraph(chance: random.Random) -> tuple[str, str, str]:
    return "content", _title(chance), _slot("body", f"<p>{_sentence(chance, 240)}</p>")


KINDS: tuple[Kind, ...] = (
    twelve_bullets, short_table, long_table, wide_table, code, six_columns, long_title, addresses, compounds, compounds_table, arabic,
    arabic_table, hebrew, chinese, japanese, korean, mixed, nested, definitions, callouts, captions, picture_caption, question, answer,
    exercise, quote, big_number, two_content, three_content, comparison, footnotes, one_paragraph,
)  # fmt: skip
