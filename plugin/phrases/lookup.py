"""Finding the phrase that a sentence of the engine was made from, and the values in it."""

from __future__ import annotations

import re
from functools import lru_cache

from ..i18n import looked_up
from .coregistering import COREGISTERING
from .engine import ENGINE
from .imagery import IMAGERY
from .index import INDEX
from .matching import MATCHING
from .places import PLACES
from .progress import PROGRESS
from .storage import STORAGE
from .system import SYSTEM
from .verdicts import VERDICTS

#: Sentences of the engine. Braces are values.
PHRASES = (
    *VERDICTS,
    *PROGRESS,
    *IMAGERY,
    *PLACES,
    *INDEX,
    *MATCHING,
    *COREGISTERING,
    *STORAGE,
    *ENGINE,
    *SYSTEM,
)
_VALUE = re.compile(r"{(\w+)}")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, list[str], list[str]]]:
    """Phrases with values: the phrase, the texts around its values, and their names.

    Those with most to say in themselves come first, so that none is taken for one that says less.
    """
    split = [(phrase, _VALUE.split(phrase)) for phrase in PHRASES if _VALUE.search(phrase)]
    patterns = [(phrase, pieces[::2], pieces[1::2]) for phrase, pieces in split]
    return sorted(patterns, key=lambda pattern: -sum(map(len, pattern[1])))


@lru_cache(maxsize=1)
def _whole() -> frozenset[str]:
    """Phrases without values."""
    return frozenset(phrase for phrase in PHRASES if not _VALUE.search(phrase))


def known(text: str) -> tuple[str, dict[str, str]] | None:
    """The phrase that a text was made from, and its values by name; None when it is not known."""
    if text in _whole():
        return text, {}
    for phrase, parts, names in _patterns():
        values = _between(parts, text)
        if values is not None:
            return phrase, dict(zip(names, values))
    return None


def said(text: str) -> str:
    """A text of the engine in the user's language, as far as it is known."""
    found = known(text)
    if found is None:
        return text
    phrase, values = found
    # A value may be a sentence of its own.
    return looked_up(phrase).format(**{name: said(value) for name, value in values.items()})


def _between(parts: list[str], text: str) -> list[str] | None:
    """What stands between parts that follow one another from the beginning of a text to its end; none of it empty.

    Taking every part where it occurs first finds them whenever they are there. A regular expression would try all
    other places too, which takes long in a long text such as the traceback of a defect.
    """
    first, *inner, last = parts
    if not text.startswith(first) or not text.endswith(last):
        return None
    values, at, end = [], len(first), len(text) - len(last)
    for part in inner:
        found = text.find(part, at + 1, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    return [*values, text[at:end]] if at < end else None
