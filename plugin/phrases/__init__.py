"""What the engine says, in the user's language.

The engine knows nothing of Qt and speaks English. Its sentences are known here as patterns, whose values are put into
the translation; a sentence that is not known stays as it is. Each file holds those about one thing.
"""

from __future__ import annotations

from ..i18n import mark, tr
from .lookup import PHRASES, known, said

__all__ = ["PHRASES", "known", "mark", "radiometries", "said"]


def radiometries() -> list[tuple[str, str]]:
    """Scales of SAR values: the engine's name and what people read."""
    return [
        ("auto", tr("Detect from the values")),
        ("byte", tr("8-bit picture")),
        ("amplitude", tr("Amplitude")),
        ("intensity", tr("Intensity")),
        ("db", tr("Decibel")),
    ]
