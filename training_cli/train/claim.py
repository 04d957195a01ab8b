"""A folder holds one run: what that depends on is written down when it begins, and nothing else goes on there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...models.errors import InputError
from ...models.retrieval.storage import make_folder, write_bytes
from .run import first_process

_NAME = "started.json"


GoesOn = Callable[[dict[str, Any], dict[str, Any]], bool]


def _never(_started: dict[str, Any], _wanted: dict[str, Any]) -> bool:
    return False


def claim(out: Path, what: dict[str, Any], goes_on: GoesOn = _never) -> None:
    """Make a folder that of one run, or find that it is; to be called when nothing but training is left to do.

    Args:
        out: the folder.
        what: all that the run depends on, as plain values.
        goes_on: whether a run that was started is the beginning of the wanted one.

    Raises:
        InputError: the folder holds a run with other settings.
    """
    if not check_free(out, what, goes_on) and first_process():
        write_bytes(out / _NAME, json.dumps(what, indent=2).encode())


def check_free(out: Path, what: dict[str, Any], goes_on: GoesOn = _never) -> bool:
    """Refuse a folder that is another run's, before data are prepared; a run that ends there has claimed nothing.

    Returns:
        Whether it is that of this very run already.

    Raises:
        InputError: the folder holds a run with other settings, or what is written of it is damaged.
        StorageError: it cannot be made.
    """
    started, wanted = _started(out / _NAME), json.loads(json.dumps(what))
    if started is not None and started != wanted and not goes_on(started, wanted):
        raise InputError(
            f"{out} holds a run with other settings.",
            "Choose another folder, or remove that run. Only the budget may grow, of a paper's stage.",
        )
    make_folder(out)
    return bool(started == wanted)


def _started(path: Path) -> dict[str, Any] | None:
    """What was written when the run began; None where there is none."""
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    raise _damaged(path)


def _damaged(path: Path) -> InputError:
    return InputError(
        f"{path} is damaged: it does not say how the run was begun.",
        "Choose another folder for the run.",
    )
