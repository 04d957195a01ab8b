"""A training run on the terminal: how far it is, and Ctrl-C, for one process and for several."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ...models.errors import Cancelled
from ...models.progress import Progress, no_progress
from ..console import reporting, say

_SECONDS_BETWEEN_LINES = 30.0


@contextmanager
def watching(title: str) -> Iterator[Progress]:
    """Progress of a run on the terminal of its first process, which is the one that Ctrl-C asks to stop.

    The terminal sends Ctrl-C to all processes of a distributed run. The others leave it to the first one, and stop when
    the run is cancelled for all (see :class:`~.run.Report`).

    Args:
        title: shown until the work names its step.

    Raises:
        Cancelled: in the first process, from the progress function, after Ctrl-C.
    """
    from .run import first_process

    if first_process():
        with reporting(title) as progress:
            yield with_lines(progress)
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield no_progress
    except Cancelled:
        # The first process says so. It is ended by Lightning when another fails before it has left.
        raise SystemExit(0) from None
    finally:
        signal.signal(signal.SIGINT, before)


def with_lines(progress: Progress) -> Progress:
    """The same progress, with a line now and then where no bar can be drawn, so that logs show how far a run is."""
    if sys.stderr.isatty():
        return progress
    last = -_SECONDS_BETWEEN_LINES

    def report(fraction: float, text: str = "") -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_LINES or fraction >= 1:
            last = now
            say(text)
        progress(fraction, text)

    return report
