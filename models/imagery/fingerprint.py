"""Telling whether a raster file has changed since it was last looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasterio.crs import CRS
from rasterio.io import DatasetReader

from ..errors import InputError
from .reading import opened

_CHUNK = 1 << 20
#: Files beside the raster that change what is read from it.
_SIDECARS = (".tfw", ".wld", ".prj")
# QGIS writes statistics by itself; they change nothing.
_STATISTICS = ".aux.xml"
#: Size and time of every part of a file, and the digest of them all: a large file is read once a process.
_known: dict[Path, tuple[list[tuple[str, int, int]], str]] = {}


def fingerprint(path: Path) -> dict[str, Any]:
    """What tells one state of a file from another: ``size``, ``mtime_ns``, ``sha256`` and ``read_as``.

    The mask and world files beside count as well, and so do the files that a virtual raster (VRT) is made of: the size
    is that of all, the time that of the latest change. ``read_as`` is what GDAL makes of the file and of whatever lies
    beside it: a place and a nodata value may be kept in any of a dozen files, some of which hold other things as well.

    Raises:
        InputError: the file is missing, no raster, or cannot be read.
    """
    with opened(path) as source:
        read_as = _read_as(source)
    size, mtime = _size_and_time(_parts(path)) if path.is_file() else (0, 0)
    return {"size": size, "mtime_ns": mtime, "sha256": checksum(path), "read_as": read_as}


def checksum(path: Path) -> str:
    """SHA-256 of a file, which need not be a raster, and of those that count with it (see :func:`fingerprint`).

    Raises:
        InputError: the file is missing or cannot be read.
    """
    if not path.is_file():
        with opened(path) as source:
            return hashlib.sha256(repr((source.profile, source.tags())).encode()).hexdigest()
    try:
        return _digest(path, _parts(path))
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}.", "Check the file and its permissions."
        ) from error


def same_state(path: Path, recorded: dict[str, Any]) -> bool:
    """Whether the file is still in a recorded state; content is looked at only when size is the same and time is not.

    States recorded by earlier versions say nothing of how the file was read, and are compared without that.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    if path.is_file():
        size, mtime = _size_and_time(_parts(path))
        if size != recorded["size"] or not _same_reading(path, recorded.get("read_as")):
            return False
        if mtime == recorded["mtime_ns"]:
            return True
    return bool(checksum(path) == recorded["sha256"])


def renewed(path: Path, recorded: dict[str, Any]) -> dict[str, Any]:
    """A recorded state that the file is still in, with its present time, so that content need not be looked at again.

    States of earlier versions also get how the file is read from here on.

    Raises:
        InputError: the file is missing, no raster, or cannot be read.
    """
    with opened(path) as source:
        read_as = recorded.get("read_as") or _read_as(source)
    mtime = _size_and_time(_parts(path))[1] if path.is_file() else recorded["mtime_ns"]
    return {**recorded, "mtime_ns": mtime, "read_as": read_as}


def _read_as(source: DatasetReader) -> dict[str, Any]:
    """Where a raster lies and what its values mean, in plain values for JSON."""
    return {
        "crs": source.crs.to_wkt() if source.crs else "",
        "transform": [float(value) for value in tuple(source.transform)[:6]],
        "size": [source.count, source.height, source.width],
        "dtypes": list(source.dtypes),
        # JSON knows no NaN, and NaN is not equal to itself.
        "nodata": [str(value) for value in source.nodatavals],
    }


def _same_reading(path: Path, recorded: dict[str, Any] | None) -> bool:
    if recorded is None:
        return True
    try:
        with opened(path) as source:
            now = _read_as(source)
    except InputError:
        # The file is there, and was a raster.
        return False
    if {**now, "crs": ""} != {**recorded, "crs": ""}:
        return False
    # Versions of GDAL write one CRS in different words.
    wkt = now["crs"], recorded["crs"]
    return wkt[0] == wkt[1] or bool(all(wkt) and CRS.from_wkt(wkt[0]) == CRS.from_wkt(wkt[1]))


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


def _digest(path: Path, parts: list[Path]) -> str:
    states = [(str(part), state.st_size, state.st_mtime_ns) for part in parts for state in [part.stat()]]
    if path not in _known or _known[path][0] != states:
        digest = hashlib.sha256()
        for part in parts:
            _hash_into(digest, part)
        _known[path] = states, digest.hexdigest()
    return _known[path][1]


def _hash_into(digest: Any, path: Path) -> None:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    digest.update(str(path.stat().st_size).encode())
