"""Keypoints of a window, placed in map or pixel coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ..imagery.crs import Points
from ..imagery.radiometry import Modality
from ..imagery.windows import Patch
from ..progress import Progress, no_progress

if TYPE_CHECKING:
    from ..device import Device
    from .features import Features


class Extractor(Protocol):
    """What finds and describes keypoints; :class:`~.features.FeatureExtractor` is the shipped one."""

    gsd: float
    weights_name: str
    weights_sha256: str
    device: Device

    def extract(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        k: int = 2048,
        progress: Progress = no_progress,
    ) -> Features:
        """Keypoints of a window in its pixels, best first."""


@dataclass(frozen=True)
class Described:
    """Keypoints with descriptors, best first.

    Attributes:
        points: (N, 2) x, y in the CRS of the window they were found in, or pixels with corner origin.
        scores: (N,) strength of the keypoints.
        descriptors: (N, D) rows of length 1.
        area_px: number of usable pixels of the window.
    """

    points: Points
    scores: NDArray[np.float32]
    descriptors: NDArray[np.float32]
    area_px: int

    def __len__(self) -> int:
        return len(self.points)

    def only(self, rows: NDArray[np.bool_]) -> Described:
        """Some of the keypoints of the same window."""
        return Described(self.points[rows], self.scores[rows], self.descriptors[rows], self.area_px)


def describe_patch(
    patch: Patch, modality: Modality, extractor: Extractor, k: int, progress: Progress = no_progress
) -> Described:
    """Find the keypoints of a window.

    Args:
        patch: the window.
        modality: what it shows.
        extractor: finds and describes them.
        k: how many at most.
        progress: reported to while the window is worked through.
    """
    if not patch.valid.any():
        return Described(np.zeros((0, 2)), np.zeros(0, np.float32), np.zeros((0, 1), np.float32), 0)
    found = extractor.extract(patch.data, patch.valid, modality, k, progress=progress)
    points = patch.px_to_map(found.keypoints.astype(np.float64)).reshape(-1, 2)
    return Described(points, found.scores, found.descriptors, int(patch.valid.sum()))
