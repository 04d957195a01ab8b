"""Telling whether a raster file has changed since it was last looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ..errors import InputError
from .reading import opened

_CHUNK = 1 << 20
_HASHED_WHOLE = 64 << 20
#: Files beside the raster that change what is read from it (but not .aux.xml, which QGIS writes by itself).
_SIDECARS = (".msk", ".tfw", ".wld", ".prj")


def fingerprint(path: Path) -> dict[str, Any]:
    """What tells one state of a file from another: ``size``, ``mtime_ns`` and ``sha256``.

    The checksum covers files up to 64 MiB whole, of larger ones 64 MiB spread evenly from the first byte to the last,
    and the mask and world files beside.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    digest = hashlib.sha256()
    if not path.is_file():
        with opened(path) as source:
            digest.update(repr((source.profile, source.tags())).encode())
        return {"size": 0, "mtime_ns": 0, "sha256": digest.hexdigest()}
    try:
        status = path.stat()
        for part in (path, *(path.with_name(path.name + end) for end in _SIDECARS[:1]), *_beside(path)):
            if part.is_file():
                _hash_into(digest, part)
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}.", "Check the file and its permissions."
        ) from error
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": digest.hexdigest()}


def same_state(path: Path, recorded: dict[str, Any]) -> bool:
    """Whether the file is still in a recorded state; content is looked at only when size is the same and time is not.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    if path.is_file():
        status = path.stat()
        if status.st_size != recorded["size"]:
            return False
        if status.st_mtime_ns == recorded["mtime_ns"]:
            return True
    return bool(fingerprint(path)["sha256"] == recorded["sha256"])


def _beside(path: Path) -> list[Path]:
    return [path.with_suffix(end) for end in _SIDECARS[1:]]


def _hash_into(digest: Any, path: Path) -> None:
    size = path.stat().st_size
    chunks = -(-min(size, _HASHED_WHOLE) // _CHUNK)
    with path.open("rb") as stream:
        for i in range(chunks):
            if size > _HASHED_WHOLE:
                stream.seek(round(i * (size - _CHUNK) / (chunks - 1)))
            digest.update(stream.read(_CHUNK))
    digest.update(str(size).encode())
