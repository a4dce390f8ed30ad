"""Digests of what is private. Who finds one in a record can't try names until one fits.

A plain digest of a participant's row, or of a certificate, tells whoever guesses the name that the guess is right. So
these are keyed (HMAC-SHA-256) with a key of the user's own that lies apart from the records, in the user's cache
folder, and never in the output folder. Where the key is lost, what was sealed with it is made again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from courseware.keeping import cache_folder

BEGIN = "sealed:"
NAME = "seal.key"
LENGTH = 32
_keys: dict[str, bytes] = {}  # of this process, by folder
_borrowed: list[bytes] = []


def seal(data: bytes) -> str:
    """The sealed digest of `data`: `sealed:KEY:DIGEST`, where KEY tells only which key it was."""
    key = _key()
    return f"{BEGIN}{_name(key)}:{hmac.new(key, data, hashlib.sha256).hexdigest()}"


def alike(data: bytes, recorded: str) -> bool:
    """Whether `recorded`, a plain SHA-256 or a sealed digest, is that of `data`."""
    if recorded.startswith(BEGIN):
        return hmac.compare_digest(seal(data), recorded)
    return hashlib.sha256(data).hexdigest() == recorded


def can_tell(recorded: str) -> bool:
    """Whether `alike` means anything: a digest that was sealed with another key fits nothing."""
    return not recorded.startswith(BEGIN) or recorded.split(":")[1] == _name(_key())


def own_key() -> bytes:
    """The key itself, for work about people on another machine."""
    return _key()


@contextmanager
def borrowed(key: bytes) -> Iterator[None]:
    """Seals with somebody else's key inside; with this process's own where `key` is empty."""
    if not key:
        yield
        return
    _borrowed.append(key)
    try:
        yield
    finally:
        _borrowed.pop()


def _name(key: bytes) -> str:
    return hashlib.sha256(b"name" + key).hexdigest()[:8]


def _key() -> bytes:
    """The user's key, made at its first use; one of this process where there is no folder to keep it in."""
    if _borrowed:
        return _borrowed[-1]
    folder = cache_folder()
    where = str(folder)
    if where not in _keys:
        _keys[where] = b""
        if folder is not None:
            path = folder / NAME
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                with suppress(FileExistsError), open(path, "xb", opener=_for_me) as file:
                    file.write(os.urandom(LENGTH))
                _keys[where] = path.read_bytes()
        if len(_keys[where]) != LENGTH:
            _keys[where] = os.urandom(LENGTH)
    return _keys[where]


def _for_me(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
