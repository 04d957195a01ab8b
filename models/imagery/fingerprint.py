"""Telling whether a raster file has changed since it was last looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ..errors import InputError
from .reading import opened

_CHUNK = 1 << 20
#: Files beside the raster that change what is read from it.
_SIDECARS = (".tfw", ".wld", ".prj")
# QGIS writes statistics by itself; they change nothing.
_STATISTICS = ".aux.xml"


def fingerprint(path: Path) -> dict[str, Any]:
    """What tells one state of a file from another: ``size``, ``mtime_ns`` and ``sha256``.

    The mask and world files beside count as well, and so do the files that a virtual raster (VRT) is made of: the size
    is that of all, the time that of the latest change.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    digest = hashlib.sha256()
    if not path.is_file():
        with opened(path) as source:
            digest.update(repr((source.profile, source.tags())).encode())
        return {"size": 0, "mtime_ns": 0, "sha256": digest.hexdigest()}
    try:
        parts = _parts(path)
        size, mtime = _size_and_time(parts)
        for part in parts:
            _hash_into(digest, part)
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}.", "Check the file and its permissions."
        ) from error
    return {"size": size, "mtime_ns": mtime, "sha256": digest.hexdigest()}


def same_state(path: Path, recorded: dict[str, Any]) -> bool:
    """Whether the file is still in a recorded state; content is looked at only when size is the same and time is not.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    if path.is_file():
        size, mtime = _size_and_time(_parts(path))
        if size != recorded["size"]:
            return False
        if mtime == recorded["mtime_ns"]:
            return True
    return bool(fingerprint(path)["sha256"] == recorded["sha256"])


def _parts(path: Path) -> list[Path]:
    """The files that a raster is read from, itself first."""
    found = [path, path.with_name(f"{path.name}.msk"), *(path.with_suffix(end) for end in _SIDECARS)]
    for virtual in found:
        # Virtual rasters may be made of others.
        if virtual.suffix.lower() == ".vrt" and virtual.is_file():
            with opened(virtual) as source:
                made_of = [Path(name) for name in source.files if not name.endswith(_STATISTICS)]
            found += [part for part in made_of if part not in found]
    return [part for part in found if part.is_file()]


def _size_and_time(parts: list[Path]) -> tuple[int, int]:
    states = [part.stat() for part in parts]
    return sum(state.st_size for state in states), max(state.st_mtime_ns for state in states)


def _hash_into(digest: Any, path: Path) -> None:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    digest.update(str(path.stat().st_size).encode())
