"""The printed words of every language: the same keys, the same fields, and each language's own signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from courseware.files import Files
from courseware.labels import read_labels

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es")


def words(language: str) -> Mapping[str, str]:
    return read_labels(Files(HERE), ["@templates"], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_that_english_has_and_no_others(language: str) -> None:
    assert set(words(language)) == set(words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_the_fields_that_english_fills(language: str) -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    english = words("en")
    assert {key: fields(text) for key, text in words(language).items() if not key.startswith("form_")} == {
        key: fields(text) for key, text in english.items() if not key.startswith("form_")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_begins_or_ends_with_a_blank(language: str) -> None:
    assert [
        key for key, text in words(language).items() if not text or (text != text.strip() and "form_" not in key)
    ] == []


def test_french_signs_stand_behind_blanks_that_never_break() -> None:
    wrong = [text for text in words("fr").values() if re.search(r"[^\u00a0]:|[^\u202f\s][;!?]| [:;!?»]|« ", text)]
    assert wrong == []
