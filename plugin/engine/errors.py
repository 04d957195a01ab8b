"""What the plugin's side of the engine reports when something cannot be done."""

from __future__ import annotations

from typing import Any

from ...models.engine.protocol import ENGINE_DIED, ENGINE_MISSING
from ..i18n import tr
from ..phrases import said

_LAST_LINES = 3


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


def told(error: dict[str, Any]) -> EngineError:
    """What the engine told, in the user's language as far as it is known there."""
    message, hint = (said(str(error.get(part, ""))) for part in ("message", "hint"))
    return EngineError(str(error.get("code", "error")), message, hint)


def no_interpreter() -> EngineError:
    """Nothing was found to start the engine with."""
    return EngineError(
        ENGINE_MISSING,
        tr("The engine is not installed yet."),
        tr("Open Settings → Options… → OptoSAR and press Install Engine."),
    )


def cannot_start(program: str, last_words: str = "") -> EngineError:
    """The interpreter is no program, or no Python that can run the engine.

    Args:
        program: the interpreter.
        last_words: what it said before it ended.
    """
    hint = tr("Choose another interpreter in Settings → Options… → OptoSAR, or press Install Engine there.")
    return EngineError(
        ENGINE_MISSING,
        tr("The engine cannot be started with {program}.").format(program=program),
        _with_last(hint, last_words),
    )


def does_not_fit(problem: str) -> EngineError:
    """What answered is not the engine of this plugin; ``problem`` says why."""
    return EngineError(
        "engine_version",
        tr("The engine does not fit this plugin: {problem}.").format(problem=problem),
        tr("Restart QGIS after an update, or install the engine again."),
    )


def too_slow(last_words: str) -> EngineError:
    """The engine was started and did not say hello."""
    hint = tr("Press Test Engine in Settings → Options… → OptoSAR.")
    return EngineError(ENGINE_DIED, tr("The engine did not start in time."), _with_last(hint, last_words))


def ended(code: int, *, crashed: bool) -> EngineError:
    """The engine ended by itself.

    Args:
        code: its exit code.
        crashed: it was ended by a signal, or the system's equivalent.
    """
    how = tr("it was killed or crashed") if crashed else tr("it ended with code {code}").format(code=code)
    return EngineError(
        ENGINE_DIED,
        tr("The engine stopped: {how}.").format(how=how),
        tr("It starts again with the next request; an index build goes on where it stood."),
    )


def _with_last(hint: str, last_words: str) -> str:
    lines = last_words.strip().splitlines()[-_LAST_LINES:]
    return "\n".join([hint, *lines])
