"""A real engine process to talk to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from optosar.models.engine.protocol import decode, request

ROOT = Path(__file__).resolve().parents[2]


class Engine:
    """One engine process and the lines exchanged with it."""

    def __init__(self, folder: Path) -> None:
        (folder / "optosar").symlink_to(ROOT)
        environment = {**os.environ, "PYTHONPATH": str(folder), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "optosar.models.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        self.hello = self.read()
        self.number = 0

    def read(self) -> dict[str, Any]:
        """The next message."""
        assert self.process.stdout is not None
        return decode(self.process.stdout.readline())

    def write(self, line: bytes) -> None:
        """Send a line as it is."""
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def send(self, method: str, **params: Any) -> int:
        """Send a request; gives its id."""
        self.number += 1
        self.write(request(self.number, method, params))
        return self.number

    def answer(self, number: int | None) -> dict[str, Any]:
        """The result or error that answers a request."""
        while True:
            message = self.read()
            if message.get("type") in {"result", "error"} and message.get("id") == number:
                return message

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        return self.answer(self.send(method, **params))

    def end(self) -> None:
        """End it in whatever state it is."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start_engine() -> Iterator[Callable[[Path], Engine]]:
    """Start an engine whose Python also finds the modules in a folder: ``start_engine(folder)``."""
    running: list[Engine] = []

    def start(folder: Path) -> Engine:
        running.append(Engine(folder))
        return running[-1]

    yield start
    for engine in running:
        engine.end()


@pytest.fixture
def engine(start_engine: Callable[[Path], Engine], tmp_path: Path) -> Engine:
    return start_engine(tmp_path)
