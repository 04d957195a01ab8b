"""A contact sheet: optical windows with their partners, to see at a glance whether the registration is right."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ....models.networks.dfcnn import TILE_SIZE
from ....models.progress import Progress, no_progress
from ..pairs import ImagePair
from ..pictures import GREEN, GREY, RED, framed, page, write_picture
from .manifest import OsrSet
from .split import SPLITS

_SIDE = 112
_NEGATIVES = 3
#: Pairs kept in memory while the sheet is drawn.
_MOST_PAIRS = 6


def write_sheet(
    osr: OsrSet, path: Path, seed: int, per_split: int = 4, progress: Progress = no_progress
) -> None:
    """Draw some windows of each set: the optical one, its positive partners, and some negative ones.

    Args:
        osr: the data set.
        path: PNG to write.
        seed: of the draw.
        per_split: windows of each set.
        progress: reports.

    Raises:
        InputError: a pair cannot be read.
        StorageError: the file cannot be written.
    """
    rng = np.random.default_rng((seed, 4))
    loaded: dict[int, ImagePair] = {}

    def image(pair: int) -> ImagePair:
        if pair not in loaded:
            while len(loaded) >= _MOST_PAIRS:
                loaded.pop(next(iter(loaded)))
            loaded[pair] = osr.load(pair)
        return loaded[pair]

    rows = []
    for done, split in enumerate(SPLITS):
        members = np.flatnonzero(osr.windows["split"] == split)
        for at in np.sort(rng.permutation(members)[:per_split]).tolist():
            number = int(osr.windows["window"][at])
            pair = int(osr.windows["pair"][at])
            first = int(osr.windows["row"][at]), int(osr.windows["col"][at])
            tiles = [framed(_cut(image(pair).optical, *first), _SIDE, GREY, (split, f"no. {number}"))]
            mine = osr.partners[osr.partners[:, 0] == number]
            for _, label, other, row, col in [*mine[mine[:, 1] == 1], *mine[mine[:, 1] == 0][:_NEGATIVES]]:
                away = f"{row - first[0]:+d} {col - first[1]:+d}" if other == pair else f"pair {other}"
                tile = _cut(image(int(other)).sar, int(row), int(col))
                tiles.append(
                    framed(tile, _SIDE, GREEN if label else RED, ("positive" if label else "negative", away))
                )
            rows.append(tiles)
        progress((done + 1) / len(SPLITS), "Drawing the contact sheet")
    title = (
        "Optical windows (grey frame) with positive (green) and negative (red) SAR partners; numbers: rows and columns",
        f"from the optical window. {len(osr.windows['window'])} windows of {len(osr.pairs)} pairs.",
    )
    write_picture(path, page(title, rows))


def _cut(image: np.ndarray, row: int, col: int) -> np.ndarray:
    return image[row : row + TILE_SIZE, col : col + TILE_SIZE]
