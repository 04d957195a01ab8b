"""The engine's process: one thread reads requests, the main thread does them one after the other.

Libraries print. So the real standard output is taken aside before anything heavy is imported, and what is printed from
then on goes to standard error, which the plugin keeps for its log. Standard input is taken aside as well, lest a
library eats a request.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from configparser import ConfigParser, Error
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from ..errors import Cancelled, OptoSARError
from ..threads import sleep_while_waiting
from . import protocol
from .protocol import Request

Handle = Callable[[str, dict[str, Any], Callable[[float, str], None]], dict[str, Any]]

_PROGRESS_EVERY = 0.1
_LAST_WORDS = 2.0
_IDLE = 0.5


class Server:
    """Requests in, answers out.

    Args:
        lines: request lines; ends when nobody asks any more.
        sink: stream of answer lines.
        load: gives the function that does the work; called after the greeting, so that starting is quick.
        warm_up: called once when there is nothing to do; imports what the first request will need.
    """

    def __init__(
        self, lines: Iterator[bytes], sink: BinaryIO, load: Callable[[], Handle], warm_up: Callable[[], None]
    ) -> None:
        self._lines, self._sink, self._load, self._warm_up = lines, sink, load, warm_up
        self._write_lock = threading.Lock()
        self._state_lock = threading.Lock()
        # A SimpleQueue may be filled from a signal handler, which interrupts the thread that waits for it.
        self._waiting: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._queued: set[int] = set()
        self._cancelled: set[int] = set()
        self._busy = False
        self._closing = False

    def send(self, message: dict[str, Any]) -> None:
        """Write one message. When nobody listens any more the process has no purpose: work ends."""
        try:
            line = protocol.encode(message)
        except (TypeError, ValueError) as failure:
            text = f"The answer cannot be sent: {failure}."
            line = protocol.encode(protocol.error(message.get("id"), protocol.INTERNAL, text))
        try:
            with self._write_lock:
                self._sink.write(line)
                self._sink.flush()
        except OSError:
            self.close()

    def run(self) -> None:
        """Serve until the input ends, a shutdown is asked for, or the process is told to end."""
        self.send(hello())
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        warm = False
        handle: Handle | None = None
        while not self._closing:
            try:
                request = self._waiting.get(timeout=None if warm else _IDLE)
            except queue.Empty:
                warm = True
                self._warm_up()
                continue
            if request is None:
                break
            handle = handle or self._load()
            self._serve(handle, request)

    def close(self) -> None:
        """Stop after the batch under way; whoever does not report progress in time is ended with the process."""
        self._closing = True
        self._waiting.put(None)
        if not self._busy:
            os._exit(0)
        timer = threading.Timer(_LAST_WORDS, os._exit, (0,))
        timer.daemon = True
        timer.start()

    def _read(self) -> None:
        for line in self._lines:
            try:
                request = protocol.parse_request(line)
            except protocol.ProtocolError as failure:
                text = f"This line is no request: {failure}."
                self.send(protocol.error(None, protocol.BAD_REQUEST, text))
                continue
            self._receive(request)
        self.close()

    def _receive(self, request: Request) -> None:
        """Answer what cannot wait for the work under way; queue the rest."""
        if request.method == "cancel":
            self._cancel(request)
        elif request.method == "hello":
            self.send({"id": request.id, "type": "result", "result": hello()})
        elif request.method == "shutdown":
            self.send({"id": request.id, "type": "result", "result": {}})
            self.close()
        else:
            with self._state_lock:
                self._queued.add(request.id)
            self._waiting.put(request)

    def _cancel(self, request: Request) -> None:
        target = request.params.get("target")
        if not isinstance(target, int) or isinstance(target, bool):
            text = "“target” must be the id of a request."
            self.send(protocol.error(request.id, protocol.BAD_REQUEST, text))
            return
        with self._state_lock:
            waiting = target in self._queued
            self._queued.discard(target)
            self._cancelled.add(target)
        self.send({"id": request.id, "type": "result", "result": {"target": target}})
        if waiting:
            self.send(protocol.error(target, protocol.CANCELLED, Cancelled().message))

    def _serve(self, handle: Handle, request: Request) -> None:
        with self._state_lock:
            if request.id not in self._queued:  # cancelled, and answered, while it waited
                self._cancelled.discard(request.id)
                return
            self._queued.discard(request.id)
            self._cancelled.discard(request.id)
            self._busy = True
        answer = self._answer(handle, request)
        with self._state_lock:
            self._cancelled.discard(request.id)
            self._busy = False
        self.send(answer)

    def _answer(self, handle: Handle, request: Request) -> dict[str, Any]:
        try:
            result = handle(request.method, request.params, self._progress_of(request.id))
        except OptoSARError as failure:
            return protocol.error(request.id, failure.code, failure.message, failure.hint)
        except ImportError as failure:
            self._log_traceback()
            text = f"The engine's Python environment is incomplete: {failure}."
            return protocol.error(request.id, protocol.ENGINE_INCOMPLETE, text, "Install the engine again.")
        except MemoryError:
            self._log_traceback()
            text, hint = "The memory does not suffice.", "Close other programs, or work on a smaller area."
            return protocol.error(request.id, "out_of_memory", text, hint)
        except Exception as failure:  # noqa: BLE001 - a defect in one request must not end the engine
            self._log_traceback()
            text = f"Something went wrong in the engine: {type(failure).__name__}: {failure}"
            return protocol.error(
                request.id, protocol.INTERNAL, text, "Please report it with the log's details."
            )
        return {"id": request.id, "type": "result", "result": result}

    def _progress_of(self, number: int) -> Callable[[float, str], None]:
        """Progress of a request: passed on at most ten times a second, and the place where a cancel takes effect."""
        last = float("-inf")

        def progress(fraction: float, text: str = "") -> None:
            nonlocal last
            if self._closing or number in self._cancelled:
                raise Cancelled
            now = time.monotonic()
            if now - last >= _PROGRESS_EVERY:
                last = now
                share = min(max(float(fraction), 0.0), 1.0)
                self.send({"id": number, "type": "progress", "fraction": share, "text": text})

        return progress

    def _log_traceback(self) -> None:
        self.send({"type": "log", "level": "error", "text": traceback.format_exc()})


class _LogMessages(logging.Handler):
    """Turns log records of our own code into ``log`` messages."""

    def __init__(self, server: Server) -> None:
        super().__init__(logging.INFO)
        self._server = server

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record."""
        text = record.getMessage()
        self._server.send({"type": "log", "level": record.levelname.lower(), "text": text})


def hello() -> dict[str, Any]:
    """The greeting: which protocol, version and Python the other side talks to."""
    return {
        "type": "hello",
        "protocol": protocol.PROTOCOL_VERSION,
        "version": version(),
        "python": platform.python_version(),
        "pid": os.getpid(),
    }


def version() -> str:
    """Version of this tree, as in ``metadata.txt``; empty if that cannot be read."""
    parser = ConfigParser(interpolation=None)
    try:
        parser.read(Path(__file__).resolve().parents[2] / "metadata.txt", encoding="utf-8")
        return parser.get("general", "version", fallback="")
    except (OSError, Error):
        return ""


def read_lines(descriptor: int) -> Iterator[bytes]:
    """Lines of a file descriptor, blank ones left out.

    Plain reads hold no lock of Python's, so that the process can end while one waits.
    """
    rest = b""
    while True:
        try:
            chunk = os.read(descriptor, 1 << 16)
        except OSError:
            return
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line for line in lines if line.strip())


def take_streams() -> tuple[int, BinaryIO]:
    """Take the real standard input and output aside; from now on prints go to standard error.

    Returns:
        Descriptor to read requests from, and the stream to write answers to.
    """
    source, sink = os.dup(0), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, sink


def main(arguments: list[str]) -> None:
    """Serve on standard input and output.

    Args:
        arguments: none, or one JSON object with the choices ``device``, ``encoder`` and ``matcher`` of
            :class:`~.warm.Choices`.
    """
    sleep_while_waiting()
    source, sink = take_streams()
    choices: dict[str, str] = json.loads(arguments[0]) if arguments else {}

    def load() -> Handle:
        from .handlers import Handlers

        return Handlers(choices).handle

    def warm_up() -> None:
        from .warm import warm_up as import_all

        import_all()

    server = Server(read_lines(source), sink, load, warm_up)

    def end(_number: int, _frame: FrameType | None) -> None:
        server.close()

    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    logger = logging.getLogger(__name__.partition(".engine.")[0])
    logger.setLevel(logging.INFO)
    logger.addHandler(_LogMessages(server))
    server.run()
    # Threads of libraries must not keep a process alive that nobody talks to.
    sys.stderr.flush()
    os._exit(0)
