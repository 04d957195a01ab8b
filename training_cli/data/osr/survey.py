"""The first pass over all pairs: which windows carry an answer, and which ground they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ....models.imagery.fingerprint import checksum
from ....models.networks.dfcnn import TILE_SIZE
from ....models.progress import Progress, subprogress
from ..pairs import ImagePair
from ..registered import RegisteredPair
from ..screening import Screen, Thresholds, Window, slide
from .ground import Extent, Frame, frame_of

Corner = tuple[int, int]


@dataclass(frozen=True)
class Surveyed:
    """One pair.

    Attributes:
        pair: with the grey-value limits that were found, so that it is read the same way ever after.
        shape: rows and columns of its grid.
        frame: what positions in it are counted on.
        extent: on the globe, None without georeference.
        facts: of the reading, as plain values.
        files: checksums of all files the pixels depend on, by what they are.
        corners: (N, 2) first pixel (row, column) of the windows kept, in the optical image.
        sar_corners: (N, 2) the same in the SAR image.
        figures: of the windows kept.
        refused: how many windows were refused for which reason.
    """

    pair: RegisteredPair
    shape: tuple[int, int]
    frame: Frame
    extent: Extent | None
    facts: dict[str, Any]
    files: dict[str, str]
    corners: NDArray[np.int64]
    sar_corners: NDArray[np.int64]
    figures: list[Window]
    refused: Counter[str]


class Places:
    """Decides on single windows of a pair that has been loaded.

    Args:
        image: the pair.
        thresholds: of the screening.
    """

    def __init__(self, image: ImagePair, thresholds: Thresholds) -> None:
        self._image, self._screen, self._thresholds = image, Screen(image), thresholds

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._screen.shape

    def partner(self, corner: Corner) -> Corner | None:
        """First pixel of the SAR window that shows the same ground; None where that is not known well enough."""
        middle = np.array([[corner[1], corner[0]]], np.float64) + (TILE_SIZE - 1) / 2
        if not self._image.known(middle)[0]:
            return None
        dx, dy = self._image.displacement(middle)[0]
        return corner[0] + round(float(dy)), corner[1] + round(float(dx))

    def look(self, corner: Corner) -> tuple[Corner, Window] | str:
        """SAR corner and figures of a window, or the reason why it is refused."""
        if not self._inside(corner):
            return "outside"
        sar = self.partner(corner)
        if sar is None:
            # Nothing can be registered where nothing was measured: that is the reason to tell.
            here = self._thresholds.reason(self._screen.measure(corner, corner))
            return "nodata" if here == "nodata" else "registration_unsure"
        if not self._inside(sar):
            return "outside"
        figures = self._screen.measure(corner, sar)
        return self._thresholds.reason(figures) or (sar, figures)

    def _inside(self, corner: Corner) -> bool:
        rows, cols = self.shape
        return 0 <= corner[0] <= rows - TILE_SIZE and 0 <= corner[1] <= cols - TILE_SIZE


def survey(
    pairs: Sequence[RegisteredPair], stride: int, thresholds: Thresholds, progress: Progress
) -> list[Surveyed]:
    """Slide a window over every pair and screen it.

    Raises:
        InputError: a pair cannot be read.
        Cancelled: by ``progress``.
    """
    found = []
    for number, pair in enumerate(pairs):
        part = subprogress(progress, number / len(pairs), (number + 1) / len(pairs))
        found.append(_survey(pair, stride, thresholds, part))
    return found


def _survey(pair: RegisteredPair, stride: int, thresholds: Thresholds, progress: Progress) -> Surveyed:
    progress(0.0, f"Reading {pair.name}")
    loaded = pair.load(subprogress(progress, 0.0, 0.5))
    places = Places(loaded.image, thresholds)
    refused: Counter[str] = Counter()
    corners, sar_corners, figures = [], [], []
    grid = slide(places.shape, TILE_SIZE, stride).tolist()
    for done, (row, col) in enumerate(grid):
        seen = places.look((row, col))
        if isinstance(seen, str):
            refused[seen] += 1
        else:
            corners.append((row, col))
            sar_corners.append(seen[0])
            figures.append(seen[1])
        if done % 64 == 0:
            progress(0.5 + 0.5 * done / len(grid), f"Screening {pair.name}")
    facts = loaded.facts
    transform = Affine(*facts["transform"]) if facts.get("transform") else None
    frame, extent = frame_of(pair.name, facts.get("crs"), transform, places.shape)
    return Surveyed(
        pair=_with_limits(pair, facts.get("limits", {})),
        shape=places.shape,
        frame=frame,
        extent=extent,
        facts=facts,
        files={name: checksum(path) for name, path in pair.files().items()},
        corners=np.array(corners, np.int64).reshape(-1, 2),
        sar_corners=np.array(sar_corners, np.int64).reshape(-1, 2),
        figures=figures,
        refused=refused,
    )


def _with_limits(pair: RegisteredPair, limits: dict[str, Any]) -> RegisteredPair:
    return replace(
        pair,
        optical=replace(pair.optical, limits=limits.get("optical") or pair.optical.limits),
        sar=replace(pair.sar, limits=limits.get("sar") or pair.sar.limits),
    )
