"""Pictures for people: tiles, captions and sheets, written as PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ...models.errors import StorageError
from ...models.retrieval.storage import write_bytes

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

GREEN: Colour = (40, 170, 60)
RED: Colour = (40, 40, 210)
GREY: Colour = (150, 150, 150)
_PAPER = 250
_FRAME = 4
_LINE = 16


def png(picture: NDArray[np.uint8]) -> bytes:
    """(H, W) or (H, W, 3) blue green red as PNG.

    Raises:
        StorageError: it is too large.
    """
    done, content = cv2.imencode(".png", np.ascontiguousarray(picture))
    if not done:
        raise StorageError("A picture could not be made.", "Choose a smaller page.")
    return content.tobytes()


def write_picture(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write (H, W) or (H, W, 3) blue green red as PNG, whole or not at all.

    Raises:
        StorageError: it cannot be written.
    """
    write_bytes(path, png(picture))


def framed(tile: NDArray[np.uint8], side: int, colour: Colour, lines: Sequence[str] = ()) -> Picture:
    """A tile (H, W) grey or (H, W, 3) red green blue, shrunk to ``side``, framed, with lines of text below it."""
    shown = cv2.resize(tile, (side, side), interpolation=cv2.INTER_AREA)
    shown = cv2.cvtColor(shown, cv2.COLOR_GRAY2BGR if shown.ndim == 2 else cv2.COLOR_RGB2BGR)
    border = cv2.copyMakeBorder(shown, *(4 * (_FRAME,)), cv2.BORDER_CONSTANT, value=colour)
    return np.concatenate([np.asarray(border, np.uint8), caption(border.shape[1], lines)])


def caption(width: int, lines: Sequence[str]) -> Picture:
    """Lines of text on paper, cut off at ``width``."""
    paper = np.full((_LINE * len(lines) + 4, width, 3), _PAPER, np.uint8)
    for number, text in enumerate(lines):
        place = (2, _LINE * (number + 1) - 4)
        cv2.putText(paper, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.36, (30, 30, 30), 1, cv2.LINE_AA)
    return paper


def page(title: Sequence[str], rows: Sequence[Sequence[Picture]], gap: int = 6) -> Picture:
    """Rows of pictures under a title, on paper."""
    strips = []
    for row in rows:
        high = max(picture.shape[0] for picture in row)
        strips.append(np.concatenate([_padded(p, high, p.shape[1] + gap) for p in row], axis=1))
    width = max([strip.shape[1] for strip in strips], default=0)
    width = max(width, 760)
    parts = [caption(width, title), *(_padded(s, s.shape[0] + gap, width) for s in strips)]
    return np.concatenate(parts)


def _padded(picture: Picture, height: int, width: int) -> Picture:
    paper = np.full((height, width, 3), _PAPER, np.uint8)
    paper[: picture.shape[0], : picture.shape[1]] = picture
    return paper
