"""What the plugin's side of the engine reports when something cannot be done."""

from __future__ import annotations


class EngineError(Exception):
    """An answer that is no result.

    Attributes:
        code: stable identifier; ``engine_missing``, ``engine_died``, ``engine_version`` come from this side.
        message: what is wrong.
        hint: what to do next.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint
