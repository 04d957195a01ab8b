"""Where SIFT's keypoints lie."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from optosar.training_cli.methods.sift import Sift

from .conftest import textured


def test_keypoints_of_a_mirrored_picture_are_the_mirrored_keypoints() -> None:
    """The centre of the first pixel is (0, 0): what is at x is at the width - 1 - x in the mirrored picture."""
    picture = textured(200, 240, seed=2)
    height, width = picture.shape[:2]
    plain = Sift().extract(picture, "visible", 400).xy
    for axis, mirrored in ((0, picture[:, ::-1]), (1, picture[::-1])):
        there = Sift().extract(np.ascontiguousarray(mirrored), "visible", 400).xy
        there[:, axis] = (width, height)[axis] - 1 - there[:, axis]
        apart, nearest = cKDTree(there).query(plain)
        offsets = (plain - there[nearest])[apart < 1]
        assert len(offsets) > 200
        assert np.abs(np.median(offsets, axis=0)).max() < 0.05
