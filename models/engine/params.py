"""Reading the parameters of a request: every one is checked before anything is done."""

from __future__ import annotations

import math
from typing import Any

from ..errors import OptoSARError
from .protocol import BAD_REQUEST


class BadRequestError(OptoSARError):
    """A request that does not say what it should."""

    code = BAD_REQUEST


class Params:
    """Parameters by name, taken one by one.

    A parameter that is absent or null has its default; one without a default must be there. Every reader raises
    :class:`BadRequestError` for a missing or ill-typed value.

    Args:
        values: the object from the request.
        where: for messages: what the object is.
    """

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values, self._where = values, where
        self._known: set[str] = set()

    def text(self, name: str, default: str | None = None) -> str:
        """A non-empty text."""
        value = self._take(name, default)
        if not isinstance(value, str) or not value:
            raise self._wrong(name, "a text")
        return value

    def optional_text(self, name: str) -> str | None:
        """A non-empty text or None."""
        return None if self._absent(name) else self.text(name)

    def choice(self, name: str, among: tuple[str, ...], default: str | None = None) -> str:
        """One of some texts."""
        value = self._take(name, default)
        if value not in among:
            raise self._wrong(name, "one of " + ", ".join(among))
        return str(value)

    def integer(self, name: str, default: int | None = None, low: int = 0, high: int = 1_000_000) -> int:
        """A whole number within bounds."""
        value = self._take(name, default)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._wrong(name, f"a whole number from {low} to {high}")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """A finite number."""
        value = self._take(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise self._wrong(name, "a number")
        return float(value)

    def optional_number(self, name: str) -> float | None:
        """A finite number or None."""
        return None if self._absent(name) else self.number(name)

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def integers(self, name: str) -> list[int] | None:
        """A non-empty list of whole numbers, or None."""
        if self._absent(name):
            return None
        value = self._values[name]
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(item, int) and not isinstance(item, bool) for item in value)
        ):
            raise self._wrong(name, "a list of whole numbers")
        return value

    def flags(self, name: str) -> list[bool] | None:
        """A list of true and false, or None."""
        if self._absent(name):
            return None
        value = self._values[name]
        if not isinstance(value, list) or not all(isinstance(item, bool) for item in value):
            raise self._wrong(name, "a list of true and false")
        return value

    def points(self, name: str) -> list[list[float]]:
        """A non-empty list of x, y pairs."""
        value = self._take(name, None)
        if not isinstance(value, list) or not value or not all(_is_pair(item) for item in value):
            raise self._wrong(name, "a list of x, y pairs")
        return value

    def mapping(self, name: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """An object as it is."""
        value = self._take(name, default)
        if not isinstance(value, dict):
            raise self._wrong(name, "an object")
        return value

    def nested(self, name: str) -> Params:
        """An object whose own parameters are to be read."""
        return Params(self.mapping(name), f"{self._where}.{name}")

    def optional_nested(self, name: str) -> Params | None:
        """An object, or None."""
        return None if self._absent(name) else self.nested(name)

    def list_of_nested(self, name: str) -> list[Params]:
        """A non-empty list of objects."""
        value = self._take(name, None)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self._wrong(name, "a list of objects")
        return [Params(item, f"{self._where}.{name}[{i}]") for i, item in enumerate(value)]

    def end(self) -> None:
        """Refuse parameters that nobody has read: a misspelt one would otherwise be ignored silently."""
        unknown = set(self._values) - self._known
        if unknown:
            raise BadRequestError(f"{self._where} has no parameter “{min(unknown)}”.")

    def _absent(self, name: str) -> bool:
        self._known.add(name)
        return self._values.get(name) is None

    def _take(self, name: str, default: Any) -> Any:
        if not self._absent(name):
            return self._values[name]
        if default is None:
            raise BadRequestError(f"{self._where} needs the parameter “{name}”.")
        return default

    def _wrong(self, name: str, what: str) -> BadRequestError:
        return BadRequestError(f"“{name}” of {self._where} must be {what}.")


def _is_pair(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(v, (int, float)) and not isinstance(v, bool) and math.isfinite(v) for v in value)
    )
