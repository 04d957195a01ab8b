"""Whether a result can be written under its name: asked before the minutes or hours that lead to it, not after."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..models.errors import InputError
from ..models.retrieval.storage import make_folder, storage_errors


def check_result(out: Path | None, suffix: str = "", inputs: tuple[Path, ...] = ()) -> None:
    """Make the folder of a result, and refuse what could not be written there; nothing where no file is named.

    Args:
        out: the file.
        suffix: that it must have; any where it is empty.
        inputs: files that it must not replace.

    Raises:
        InputError: the name is that of a folder or of an input, or has another suffix.
        StorageError: the folder cannot be made or written to.
    """
    if out is None:
        return
    if out.is_dir():
        raise InputError(f"{out} is a folder, not a file.", "Name a file in it.")
    if suffix and out.suffix != suffix:
        raise InputError(f"The result cannot be written as “{out.name}”.", f"Use the suffix {suffix}.")
    if out.resolve() in {path.resolve() for path in inputs}:
        raise InputError(f"{out.name} is one of the inputs.", "Choose another name for the result.")
    make_folder(out.parent)
    with storage_errors(out), tempfile.TemporaryFile(dir=out.parent):
        pass
