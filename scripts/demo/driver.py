"""Runs steps in QGIS's event loop: waits for conditions, takes pictures, notices freezes, and always ends."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

_TICK_MS = 50
_EXIT_GRACE_MS = 15_000


class DemoError(Exception):
    """A step that did not come out as an analyst would expect."""


@dataclass(frozen=True)
class Wait:
    """What a step yields to let QGIS work.

    Attributes:
        until: true when the step may go on.
        what: named in the log and when time runs out.
        seconds: how long to wait at most.
    """

    until: Callable[[], bool]
    what: str
    seconds: float = 30.0


Steps = Generator[Wait, None, None]


def pause(seconds: float) -> Wait:
    """Wait for a time, as a person who looks does."""
    end = time.monotonic() + seconds
    return Wait(lambda: time.monotonic() >= end, f"{seconds} s", seconds + 10)


@dataclass
class Driver:
    """Executes steps and keeps the record.

    Attributes:
        out: folder of pictures, log and summary.
        summary: figures that the steps add; written as ``summary.json`` at the end.
    """

    out: Path
    summary: dict[str, Any] = field(default_factory=dict)
    _steps: Steps | None = None
    _wait: Wait | None = None
    _since: float = 0.0
    _start: float = field(default_factory=time.monotonic)
    _beat: float = 0.0
    _busy: bool = False
    _pictures: int = 0
    _longest: float = 0.0
    _timer: QTimer | None = None

    def run(self, steps: Steps) -> None:
        """Start; returns at once and goes on in the event loop."""
        self.out.mkdir(parents=True, exist_ok=True)
        QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(self._keep_message)
        self._steps = steps
        self._beat = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def log(self, text: str) -> None:
        """A line for people, with the time since the start."""
        line = f"{time.monotonic() - self._start:7.1f} s  {text}"
        print(line, flush=True)
        with (self.out / "log.txt").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def picture(self, name: str) -> None:
        """Save what the window shows as a numbered PNG."""
        self._pictures += 1
        path = self.out / f"{self._pictures:02d}-{name}.png"
        iface.mainWindow().grab().save(str(path))
        self.log(f"picture {path.name}")

    def _keep_message(self, text: str, tag: str, _level: Qgis.MessageLevel) -> None:
        """What QGIS and the plugin log, beside the pictures."""
        with (self.out / "messages.txt").open("a", encoding="utf-8") as file:
            file.write(f"{tag}: {text}\n")

    def _tick(self) -> None:
        if self._busy:  # a step opened a dialog and has not returned
            return
        now = time.monotonic()
        # Time between two ticks beyond the timer's own interval is time in which the window answered nobody.
        self._longest = max(self._longest, now - self._beat - _TICK_MS / 1000)
        self._busy = True
        try:
            self._advance(now)
        except Exception:  # noqa: BLE001  (whatever went wrong ends the demo and is reported)
            self.picture("failure")
            self._finish(traceback.format_exc())
        finally:
            self._busy = False
            self._beat = time.monotonic()

    def _advance(self, now: float) -> None:
        if self._steps is None:
            return
        if self._wait is not None:
            if not self._wait.until():
                if now - self._since > self._wait.seconds:
                    raise DemoError(f"Waited {self._wait.seconds:.0f} s in vain for: {self._wait.what}")
                return
            self._wait = None
        try:
            self._wait = next(self._steps)
            self._since = time.monotonic()
        except StopIteration:
            self._finish(None)

    def _finish(self, failure: str | None) -> None:
        self._steps = None
        if self._timer is not None:
            self._timer.stop()
        self.summary["ok"] = failure is None
        self.summary["seconds"] = round(time.monotonic() - self._start, 1)
        self.summary["longest_unresponsive_s"] = round(self._longest, 2)
        if failure is not None:
            self.summary["failure"] = failure
            self.log("FAILED\n" + failure)
        part = self.out / "summary.json.part"
        part.write_text(json.dumps(self.summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(part, self.out / "summary.json")
        # An unsaved project would ask what to do with it.
        QgsProject.instance().clear()
        QTimer.singleShot(0, iface.actionExit().trigger)
        # Whatever still holds the window open must not hold the demo.
        QTimer.singleShot(_EXIT_GRACE_MS, lambda: os._exit(3))
