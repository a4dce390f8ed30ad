"""What was read with two contents is torn, whatever way the two came together."""

from __future__ import annotations

import pickle
from pathlib import Path

from courseware.build.freshness import Now
from courseware.build.keeper import Keeper
from courseware.files import ABSENT, Files, digest
from courseware.reads import TORN, Reads


def test_the_same_digest_again_changes_nothing_and_another_tears() -> None:
    reads = Reads({"a": "1"})
    reads["a"] = "1"
    assert reads == {"a": "1"}
    reads["a"] = "2"
    reads["a"] = "1"
    assert reads == {"a": TORN}


def test_a_shared_record_and_an_own_reading_that_differ_are_torn() -> None:
    shared = Reads({"a": "1", "b": "1"}).frozen()
    reads = Reads()
    reads.update(shared)
    assert reads == {"a": "1", "b": "1"}
    reads["a"] = "2"
    assert reads["a"] == TORN
    assert reads.whole() == {"a": TORN, "b": "1"}


def test_two_shared_records_that_differ_are_torn() -> None:
    reads = Reads()
    reads.update(Reads({"a": "1"}).frozen())
    reads.update(Reads({"a": "2"}).frozen())
    assert reads["a"] == TORN
    assert dict(reads) == {"a": TORN}
    assert pickle.loads(pickle.dumps(reads)) == {"a": TORN}


def test_what_is_left_aside_tears_what_was_read_otherwise() -> None:
    course = Reads({"a": "1", "b": "1", "c": "1"}).frozen()
    aside = next(iter(course.shared.values()))
    reads = Reads({"b": "1", "c": "2"})
    reads.update(course)
    assert reads.whole(but=aside) == {"b": "1", "c": TORN}


def test_a_file_that_changes_between_two_reads_never_reads_as_recorded(tmp_path: Path) -> None:
    files = Files(tmp_path, {})
    path = tmp_path / "a.md"
    for before, after in ((b"one", b"two"), (None, b"two"), (b"one", None)):
        door = files.fresh()
        for content in (before, after):
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content)
            door.exists("a.md")
        assert door.reads == {"a.md": TORN}
        for content in (before, after):
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content)
            assert Now(files).changed(door.reads) == {"a.md"}
            assert Now(files).why("a.md", door.reads) == "a.md changed while the file was made"


def test_a_kept_value_and_a_later_reading_of_its_source_are_torn(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    keeper = Keeper(Files(tmp_path, {}))
    first, second = (keeper.files.fresh() for _ in range(2))
    assert keeper.keep("value", first, lambda fresh: fresh.text("a.md")) == "one"
    path.write_text("two")
    assert keeper.keep("value", second, lambda fresh: fresh.text("a.md")) == "one"
    assert second.reads == {"a.md": digest(b"one")}
    second.read("a.md")
    assert second.reads == {"a.md": TORN}
    assert first.reads != {"a.md": ABSENT}
