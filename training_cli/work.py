"""The commands' way to the computing code: the methods of the engine, called in this process.

Whatever the panel in QGIS gets from the engine, a command gets by the same name, and prints with ``--json``.
"""

from __future__ import annotations

from typing import Any

from .console import reporting


def ask(method: str, title: str, /, **params: Any) -> dict[str, Any]:
    """Do what the engine does for a request, with progress on stderr.

    Args:
        method: of the engine.
        title: shown until the work names its step.
        params: of the method; those that are None are left out.

    Raises:
        OptoSARError: it cannot be done.
        Cancelled: after Ctrl-C.
    """
    from ..models.engine.handlers import Handlers

    given = {name: value for name, value in params.items() if value is not None}
    with reporting(title) as progress:
        result: dict[str, Any] = Handlers().handle(method, given, progress)
    return result


def scene(path: object, radiometry: str, bands: list[int] | None) -> dict[str, Any]:
    """A scene as the engine's methods name it."""
    return {"path": str(path), "radiometry": radiometry, "bands": bands}
