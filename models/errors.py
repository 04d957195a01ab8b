"""Errors a user can cause, or can do something about.

Every error carries a stable ``code`` (for programs), a ``message`` (what is wrong) and a ``hint`` (what to do next).
The engine sends the three over its protocol, the command line prints them, the plugin shows them in the message bar.
Anything that is not an :class:`OptoSARError` is a defect and is reported as one.
"""

from __future__ import annotations


class OptoSARError(Exception):
    """Base of all errors that are shown to people.

    Args:
        message: what is wrong, in one sentence.
        hint: what to do next; empty when nothing useful can be said.
        code: stable identifier; subclasses set their own default.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(OptoSARError):
    """A file, layer, region or parameter that cannot be used as it is."""

    code = "bad_input"


class WeightsError(OptoSARError):
    """Network weights that are missing, damaged or of another network."""

    code = "bad_weights"


class IndexFolderError(OptoSARError):
    """An index folder that is missing, damaged, locked, or made with other weights."""

    code = "bad_index"


class StorageError(OptoSARError):
    """A result that could not be written: no space, no permission."""

    code = "storage"


class DeviceError(OptoSARError):
    """A compute device that was asked for by name and cannot be used."""

    code = "bad_device"


class Cancelled(OptoSARError):  # noqa: N818 - a cancel is no error
    """The user cancelled; raised out of a progress report, never shown as a failure."""

    code = "cancelled"

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)
