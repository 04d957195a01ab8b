"""Progress reporting, which is also how long work learns that it was cancelled.

A :data:`Progress` is called with the share done (0 to 1) and a short text. It may raise
:class:`~.errors.Cancelled`; long loops call it often enough (well under two seconds) and need no other check.
"""

from __future__ import annotations

from collections.abc import Callable

from .errors import Cancelled

Progress = Callable[[float, str], None]

__all__ = ["Cancelled", "Progress", "no_progress", "subprogress"]


def no_progress(fraction: float, text: str = "") -> None:
    """Ignore the report: for calls that nobody watches."""


def subprogress(progress: Progress, low: float, high: float) -> Progress:
    """Map the whole range of a sub-task onto ``low`` to ``high`` of ``progress``."""

    def report(fraction: float, text: str = "") -> None:
        progress(low + (high - low) * min(max(fraction, 0.0), 1.0), text)

    return report
