"""A contact sheet: optical windows with their partners, to see at a glance whether the registration is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....models.networks.dfcnn import TILE_SIZE
from ....models.progress import Progress, no_progress
from ..pictures import GREEN, GREY, RED, Picture, framed, page
from .manifest import OsrSet
from .pixels import Pixels
from .split import SPLITS

_SIDE = 112
_NEGATIVES = 3
# Tells the draw of this page from those of the data set.
_DRAW = 4


def sheet(osr: OsrSet, seed: int, per_split: int = 4, progress: Progress = no_progress) -> Picture:
    """Draw some windows of each set: the optical one, its positive partners, and some negative ones.

    Args:
        osr: the data set.
        seed: of the draw.
        per_split: windows of each set.
        progress: reports.

    Raises:
        InputError: a pair cannot be read.
    """
    rng = np.random.default_rng((seed, _DRAW))
    image = Pixels(osr)
    drawn = [
        at
        for split in SPLITS
        for at in np.sort(rng.permutation(np.flatnonzero(osr.windows["split"] == split))[:per_split]).tolist()
    ]
    rows = []
    for done, at in enumerate(drawn):
        progress(done / len(drawn), "Drawing the contact sheet")
        number, pair = int(osr.windows["window"][at]), int(osr.windows["pair"][at])
        first = int(osr.windows["row"][at]), int(osr.windows["col"][at])
        said = (str(osr.windows["split"][at]), f"no. {number}")
        tiles = [framed(_cut(image(pair).optical, *first), _SIDE, GREY, said)]
        mine = osr.partners[osr.partners[:, 0] == number]
        shown = [*mine[mine[:, 1] == 1], *mine[mine[:, 1] == 0][:_NEGATIVES]]
        for _, label, other, row, col in np.array(shown, np.int64).reshape(-1, 5).tolist():
            away = f"{row - first[0]:+d} {col - first[1]:+d}" if other == pair else f"pair {other}"
            said = ("positive" if label else "negative", away)
            tiles.append(framed(_cut(image(other).sar, row, col), _SIDE, GREEN if label else RED, said))
        rows.append(tiles)
    title = (
        "Optical windows (grey frame) with positive (green) and negative (red) SAR partners; numbers: rows and columns",
        f"from the optical window. {len(osr.windows['window'])} windows of {len(osr.pairs)} pairs.",
    )
    return page(title, rows)


def _cut(image: NDArray[np.uint8], row: int, col: int) -> NDArray[np.uint8]:
    return image[row : row + TILE_SIZE, col : col + TILE_SIZE]
