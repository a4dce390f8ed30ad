"""A picture that broke off while it was copied is no picture, whatever its head says of its size."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageFile

from courseware.deck.pixels import fault


def saved(kind: str, mode: str = "RGB") -> bytes:
    noise = random.Random(1).randbytes(90 * 60 * 3)
    made = io.BytesIO()
    Image.frombytes("RGB", (90, 60), noise).convert(mode).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("lenient", [False, True], ids=["", "after WeasyPrint was loaded"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_that_breaks_off_is_told_and_a_whole_one_is_not(
    kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    data = saved(kind)
    assert fault(data) is None
    torn = fault(data[: len(data) // 2])
    assert torn is not None
    assert torn[0] == "breaks off before its end"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_what_a_camera_writes_behind_a_picture_does_no_harm(kind: str) -> None:
    assert fault(saved(kind) + b"a film" * 100) is None


def test_grey_in_16_bits_is_told_and_in_8_is_not() -> None:
    made = io.BytesIO()
    Image.new("I;16", (4, 4)).save(made, "PNG")
    found = fault(made.getvalue())
    assert found is not None
    assert "16 bits" in found[0]
    assert fault(saved("PNG", "L")) is None
