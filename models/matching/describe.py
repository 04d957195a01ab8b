"""Keypoints of a window, placed in map or pixel coordinates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ..imagery.crs import Points
from ..imagery.radiometry import Modality
from ..imagery.windows import Patch
from ..progress import Progress, no_progress

if TYPE_CHECKING:
    from ..device import Device
    from .displacement.measure import Describe
    from .features import Features


# Pixels of a window up to which a partner is sought everywhere; the time grows with the square.
_EVERYWHERE = 1024 * 1024


class Extractor(Protocol):
    """What finds and describes keypoints; :class:`~.features.FeatureExtractor` is the shipped one."""

    gsd: float
    weights_name: str
    weights_sha256: str
    structure_sha256: str
    device: Device

    @property
    def structure(self) -> Describe:
        """What matches are sharpened by."""

    def extract(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        k: int = 2048,
        progress: Progress = no_progress,
    ) -> Features:
        """Keypoints of a window in its pixels, best first."""

    def everywhere(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> Features:
        """As many places of a window as there are, so that a partner is found wherever it is."""


@dataclass(frozen=True)
class Described:
    """Keypoints with descriptors, best first.

    Attributes:
        points: (N, 2) x, y in the CRS of the window they were found in, or pixels with corner origin.
        scores: (N,) strength of the keypoints.
        descriptors: (N, D) rows of length 1.
        area_px: number of usable pixels of the window.
        lattice: rows and columns where all cells of the window are given, row by row; cells without data have score 0.
    """

    points: Points
    scores: NDArray[np.float32]
    descriptors: NDArray[np.float32]
    area_px: int
    lattice: tuple[int, int] | None = None

    def __len__(self) -> int:
        return len(self.points)

    def only(self, rows: NDArray[np.bool_]) -> Described:
        """Some of the keypoints of the same window."""
        if self.lattice is not None:
            return replace(self, scores=np.where(rows, self.scores, 0).astype(np.float32))
        return Described(self.points[rows], self.scores[rows], self.descriptors[rows], self.area_px)


def describe_patch(
    patch: Patch, modality: Modality, extractor: Extractor, k: int, progress: Progress = no_progress
) -> Described:
    """Find the keypoints of a window.

    Optical keypoints are the strongest. Their partners are sought everywhere in a SAR window, unless it is very large:
    two detectors that see different things would rarely choose both ends of a match.

    Args:
        patch: the window.
        modality: what it shows.
        extractor: finds and describes them.
        k: how many at most, where not all places are taken.
        progress: reported to while the window is worked through.
    """
    if not patch.valid.any():
        return Described(np.zeros((0, 2)), np.zeros(0, np.float32), np.zeros((0, 1), np.float32), 0)
    if modality == "sar" and patch.valid.size <= _EVERYWHERE:
        found = extractor.everywhere(patch.data, patch.valid, modality, progress)
    else:
        found = extractor.extract(patch.data, patch.valid, modality, k, progress)
    points = patch.px_to_map(found.keypoints.astype(np.float64)).reshape(-1, 2)
    return Described(points, found.scores, found.descriptors, int(patch.valid.sum()), found.lattice)
