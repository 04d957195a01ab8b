"""Messages between the engine and whoever started it. Standard library only: the plugin imports this file.

One JSON object a line, UTF-8. The engine's first line is a ``hello``. A request is ``{"id", "method", "params"}``;
it is answered by any number of ``progress`` messages and then by exactly one ``result`` or ``error`` that carry its
id. A ``log`` message belongs to no request.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

#: Raised with every change that an older side would misunderstand.
PROTOCOL_VERSION = 1

#: Codes of the engine itself and of its client; the others come from the computing code.
BAD_REQUEST = "bad_request"
INTERNAL = "internal"
CANCELLED = "cancelled"
ENGINE_DIED = "engine_died"
ENGINE_MISSING = "engine_missing"
ENGINE_INCOMPLETE = "engine_incomplete"


class ProtocolError(ValueError):
    """A line that is no message."""


@dataclass(frozen=True)
class Request:
    """What the engine is asked.

    Attributes:
        id: chosen by the asking side, unique while the engine lives.
        method: see :mod:`.handlers`.
        params: by name.
    """

    id: int
    method: str
    params: dict[str, Any] = field(default_factory=dict)


def encode(message: dict[str, Any]) -> bytes:
    """One line for a message, with its line feed. NaN and infinity are refused: JSON has none."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The message of a line.

    Raises:
        ProtocolError: the line is no JSON object.
    """
    try:
        message = json.loads(line.decode("utf-8"))
    except ValueError as error:
        raise ProtocolError(f"not JSON: {error}") from error
    if not isinstance(message, dict):
        raise ProtocolError("not a JSON object")
    return message


def parse_request(line: bytes) -> Request:
    """The request of a line.

    Raises:
        ProtocolError: the line is no request.
    """
    message = decode(line)
    number, method, params = message.get("id"), message.get("method"), message.get("params", {})
    if not isinstance(number, int) or isinstance(number, bool):
        raise ProtocolError("a request needs a whole number as its id")
    if not isinstance(method, str) or not isinstance(params, dict):
        raise ProtocolError("a request needs the name of a method, and its params as an object")
    return Request(number, method, params)


def request(number: int, method: str, params: dict[str, Any]) -> bytes:
    """The line of a request."""
    return encode({"id": number, "method": method, "params": params})


def error(number: int | None, code: str, message: str, hint: str = "") -> dict[str, Any]:
    """An error answer; without an id it answers a line that was no request."""
    return {"id": number, "type": "error", "error": {"code": code, "message": message, "hint": hint}}
