"""One builder at a time: a lock file that names its owner, and is taken over when that process is dead."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import IndexFolderError
from .storage import storage_error

_HELD: set[str] = set()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` during the block.

    Raises:
        IndexFolderError: another living process holds it (code ``"index_locked"``).
        StorageError: the file cannot be written.
    """
    token = uuid.uuid4().hex
    # The file stays open while it is held: Windows refuses to remove an open file, which tells a living owner there.
    handle = _acquire(path, token)
    _HELD.add(token)
    try:
        yield
    finally:
        _HELD.discard(token)
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()


def _acquire(path: Path, token: str) -> int:
    content = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "token": token})
    for _ in range(10):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            _remove_if_dead(path)
            continue
        except OSError as error:
            raise storage_error(path, error) from error
        try:
            os.write(handle, content.encode())
        except OSError as error:
            os.close(handle)
            with contextlib.suppress(OSError):
                path.unlink()
            raise storage_error(path, error) from error
        return handle
    raise _busy(path, {})


def _remove_if_dead(path: Path) -> None:
    """Remove the lock of a dead process.

    Raises:
        IndexFolderError: the owner lives, or nobody can tell.
    """
    owner = _read(path)
    if owner == {}:
        time.sleep(0.2)  # it may just be being written
        owner = _read(path)
    if owner is None:
        return
    if _alive(owner):
        raise _busy(path, owner)
    # Renamed before it is removed: if two processes find the same dead lock, only one of them gets hold of it, and
    # what it has got hold of can be checked.
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        os.replace(path, aside)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _busy(path, owner) from error
    if _read(aside) != owner:
        os.replace(aside, path)
        raise _busy(path, {})
    with contextlib.suppress(OSError):
        aside.unlink()


def _read(path: Path) -> dict[str, Any] | None:
    """The owner; None when the file has gone, empty when it says nothing that can be read."""
    try:
        owner = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return owner if isinstance(owner, dict) else {}


def _alive(owner: dict[str, Any]) -> bool:
    pid = owner.get("pid")
    if owner.get("host") != socket.gethostname() or not isinstance(pid, int):
        # Another machine's process cannot be asked; a lock that names nobody has no owner.
        return bool(owner.get("host"))
    if pid == os.getpid():
        # A number may come back: the lock is this process's own only if it remembers the token.
        return owner.get("token") in _HELD
    if os.name == "nt":
        return False  # the removal fails there while the owner holds the file open
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _busy(path: Path, owner: dict[str, Any]) -> IndexFolderError:
    name, number, host = path.parent.name, owner.get("pid"), owner.get("host")
    if number is None:
        message = f"The index {name} is being changed by another process."
    elif host is None:
        message = f"The index {name} is being changed by process {number} on this machine."
    else:
        message = f"The index {name} is being changed by process {number} on {host}."
    return IndexFolderError(
        message,
        f"Wait until it has finished. If nothing is running any more, delete {path}.",
        code="index_locked",
    )
