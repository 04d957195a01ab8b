"""In which ways two images are looked at while nothing says how they lie on each other.

The network knows turns of up to 32 degrees and changes of scale of up to 1.35. Eight turns and three scales lie so near
to each other that every similarity that is plausible comes within its reach.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from affine import Affine

from .overlap import Window

_TURN, _COARSER = 45, 1.6


@dataclass(frozen=True)
class Look:
    """One way to look at them.

    Attributes:
        turn: by how many degrees the optical image is seen turned anticlockwise.
        optical: how many of its pixels, along a side, the optical image shows as one.
        sar: the same for the SAR image.
    """

    turn: int = 0
    optical: float = 1.0
    sar: float = 1.0


def looks() -> Iterator[Look]:
    """All of them, the likely ones first: as the images are, then turned by quarters, by eighths, and coarser."""
    turns = sorted(range(0, 360, _TURN), key=lambda turn: turn % 90)
    for optical, sar in ((1.0, 1.0), (_COARSER, 1.0), (1.0, _COARSER)):
        for turn in turns:
            yield Look(turn, optical, sar)


def seen(window: Window, turn: int, coarser: float) -> Window:
    """The window that shows all of another one turned and coarser.

    Args:
        window: CRS, transform, width and height.
        turn: degrees by which what it shows is turned anticlockwise.
        coarser: pixels along a side that become one.
    """
    if turn == 0 and coarser == 1:
        return window
    crs, transform, width, height = window
    angle = math.radians(turn)
    cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
    # What is a hair above a whole pixel is rounding.
    across = math.ceil((cosine * width + sine * height) / coarser - 1e-6)
    down = math.ceil((sine * width + cosine * height) / coarser - 1e-6)
    turned = (
        Affine.translation(width / 2, height / 2)
        * Affine.rotation(turn)
        * Affine.scale(coarser)
        * Affine.translation(-across / 2, -down / 2)
    )
    return crs, transform * turned, across, down
