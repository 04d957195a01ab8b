"""A folder holds one run: what that depends on is written down when it begins, and nothing else goes on there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ...models.errors import InputError
from ...models.retrieval.storage import make_folder, write_bytes
from .run import first_process


@contextmanager
def claimed(out: Path, what: dict[str, Any]) -> Iterator[None]:
    """:func:`claim` a folder for what is done within; a run that ends before its first checkpoint leaves it free.

    Raises:
        InputError: the folder holds a run with other settings.
    """
    claim(out, what)
    try:
        yield
    finally:
        if first_process() and not any(out.glob("*.ckpt")):
            (out / "started.json").unlink(missing_ok=True)
            with suppress(OSError):  # something lies in it
                out.rmdir()


def claim(
    out: Path,
    what: dict[str, Any],
    goes_on: Callable[[dict[str, Any], dict[str, Any]], bool] = lambda _started, _wanted: False,
) -> None:
    """Make a folder that of one run, or find that it is.

    Args:
        out: the folder.
        what: all that the run depends on, as plain values.
        goes_on: whether a run that was started is the beginning of the wanted one.

    Raises:
        InputError: the folder holds a run with other settings.
    """
    path, wanted = out / "started.json", json.loads(json.dumps(what))
    started = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    if started is not None and started != wanted and not goes_on(started, wanted):
        raise InputError(
            f"{out} holds a run with other settings.",
            "Choose another folder, or remove that run. Only the budget may grow, of a paper's stage.",
        )
    if started != wanted and first_process():
        make_folder(out)
        write_bytes(path, json.dumps(what, indent=2).encode())
