"""Results that are kept between runs, by the hash of all they were made from.

They lie in PALPATE_CACHE, else in the user's cache folder; `PALPATE_CACHE=off` keeps nothing. A
kept file begins with the hash of its content: one that is damaged is made again. Deleting the
folder costs time, nothing else.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from patterns_data.files import write_bytes

SIZE = 16  # bytes of a hash
MOST = 400_000_000  # bytes kept; the longest unused go first


def digest(*parts: bytes) -> bytes:
    """One hash of several values, each told apart from the next."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.digest()


def folder() -> Path | None:
    """Where results are kept, or None."""
    name = os.environ.get("PALPATE_CACHE", "")
    if name == "off":
        return None
    if name:
        return Path(name)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "palpate"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/palpate"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "palpate"


def kept(kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
    """The bytes kept under the key, or those that `make` gives, which are kept then."""
    place = folder()
    if place is None:
        return make()
    path = place / kind / key.hex()
    with contextlib.suppress(OSError):
        found = path.read_bytes()
        if digest(found[SIZE:]) == found[:SIZE]:
            os.utime(path)
            return found[SIZE:]
    made = make()
    with contextlib.suppress(OSError):  # a full or forbidden folder costs time, nothing else
        write_bytes(path, digest(made) + made)
    return made


def prune(most: int = MOST) -> None:
    """Delete what was not used for longest, until at most `most` bytes are kept."""
    place = folder()
    if place is None or not place.is_dir():
        return
    with contextlib.suppress(OSError):
        files = [(f.stat().st_mtime, f.stat().st_size, f) for f in place.rglob("*") if f.is_file()]
        size = sum(each for _, each, _ in files)
        for _, each, path in sorted(files):
            if size <= most:
                break
            path.unlink(missing_ok=True)
            size -= each
