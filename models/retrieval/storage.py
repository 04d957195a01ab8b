"""Writing files so that they appear whole or not at all, and saying in words why one could not be written."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from ..errors import StorageError

_TEMPORARY = ".part-"
_NEARLY_FULL = 8 << 20
# Seconds after which nobody writes to a temporary file any more.
_ABANDONED_S = 3600
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn operating system errors of writing ``path`` into a :class:`~..errors.StorageError`."""
    try:
        yield
    except OSError as error:
        raise storage_error(path, error) from error


def storage_error(path: Path, error: OSError) -> StorageError:
    """The error to show for ``error`` on writing ``path``."""
    if error.errno in _FULL:
        return StorageError(
            f"The disk is full: {path.name} could not be written.",
            f"Free some space for {path.parent} and start again; what had been finished is kept.",
            code="disk_full",
        )
    return StorageError(
        f"{path} could not be written: {error.strerror or error}.",
        "Check that the folder exists and may be written to, and that no other program holds the file.",
    )


def database_error(path: Path, reason: object) -> OSError:
    """What the operating system said when writing a GeoPackage failed, as far as that can be told.

    The database library does not say why a write failed; nearly no space left is the reason then.

    Args:
        path: of the GeoPackage.
        reason: what the library said.
    """
    full = shutil.disk_usage(path.parent).free < _NEARLY_FULL
    return OSError(errno.ENOSPC if full else errno.EIO, str(reason))


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name in the same folder; rename it to ``path`` when the block ends well, else remove it.

    Raises:
        StorageError: writing or renaming failed.
    """
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{path.name}")
    try:
        with storage_errors(path):
            yield temporary
            _to_disk(temporary)
            os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file.

    Raises:
        StorageError: there is no space or no permission.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def make_folder(path: Path) -> None:
    """Make a folder and its parents.

    Raises:
        StorageError: it cannot be made.
    """
    with storage_errors(path):
        path.mkdir(parents=True, exist_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files that a killed process left."""
    for leftover in folder.glob(f"{_TEMPORARY}*"):
        remove(leftover)


def remove_old_leftovers(path: Path) -> None:
    """Remove what processes left that were killed while they wrote ``path``, in a folder that others may write to.

    Whoever still writes has done so within the hour.
    """
    for leftover in path.parent.glob(f"{_TEMPORARY}*-{glob.escape(path.name)}"):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < time.time() - _ABANDONED_S:
                remove(leftover)


def remove(path: Path) -> None:
    """Remove a file or a folder if it can be; what stays does no harm."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _to_disk(path: Path) -> None:
    """Make sure that the content is on disk before the name is, so that a power cut leaves no empty file."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
