"""What the command line shows: results on stdout, everything else on stderr, and Ctrl-C as a cancel request."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ..models.errors import Cancelled, OptoSARError
from ..models.progress import Progress
from ..models.retrieval.storage import make_folder, write_bytes

EXIT_ERROR = 1
EXIT_CANCELLED = 130


def messages() -> Console:
    """Console for people, on stderr, so that stdout can be piped."""
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """A line for people."""
    messages().print(escape(text))


def print_json(result: Any) -> None:
    """A result for programs, on stdout."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")


def save_json(result: Any, path: Path | None) -> None:
    """Write a result for programs into a file, in one piece; nothing where no file was named.

    Raises:
        StorageError: there is no space or no permission.
    """
    if path is None:
        return
    make_folder(path.parent)
    write_bytes(path, (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode())
    say(f"Saved {path}")


def print_rows(rows: list[tuple[str, str]]) -> None:
    """Labels and values on stdout, aligned."""
    width = max((len(label) for label, _ in rows), default=0)
    for label, value in rows:
        sys.stdout.write(f"{label:<{width}}  {value}\n")


def show_error(error: OptoSARError) -> None:
    """What is wrong and what to do next."""
    console = messages()
    console.print(f"[bold red]Error[/] {escape(error.message)}")
    if error.hint:
        console.print(f"[bold]Hint[/]  {escape(error.hint)}")


@contextmanager
def reporting(title: str) -> Iterator[Progress]:
    """Show progress on stderr while the block runs; Ctrl-C is heard at the next report of progress.

    A second Ctrl-C stops at once.

    Args:
        title: shown until the work names its step.

    Raises:
        Cancelled: from the progress function, after Ctrl-C.
    """
    asked = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        say("Cancelling; Ctrl-C again stops at once.")

    in_main = current_thread() is main_thread()
    before = signal.signal(signal.SIGINT, ask) if in_main else None
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    try:
        console = messages()
        with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task(escape(title), total=1.0)

            def report(fraction: float, text: str = "") -> None:
                if asked.is_set():
                    raise Cancelled
                bar.update(task, completed=min(max(fraction, 0.0), 1.0), description=escape(text or title))

            yield report
    finally:
        if in_main:
            signal.signal(signal.SIGINT, before)
