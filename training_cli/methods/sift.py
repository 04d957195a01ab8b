"""SIFT (Lowe 2004) by OpenCV."""

from __future__ import annotations

import cv2
import numpy as np

from .base import Keypoints, Picture, Which, grey, unit


class Sift:
    """SIFT without a contrast threshold, so that K keypoints can be had of flat images too."""

    name = "SIFT"

    def extract(self, image: Picture, which: Which, k: int) -> Keypoints:
        """The ``k`` keypoints of the largest response; a place with two orientations counts twice, as in SIFT."""
        # OpenCV's own limit drops keypoints of equal response by chance; all are taken and sorted here.
        # Its usual upscaling moves all keypoints by a quarter of a pixel.
        finder = cv2.SIFT.create(contrastThreshold=0, enable_precise_upscale=True)
        points, descriptors = finder.detectAndCompute(grey(image), None)
        if not points:
            return Keypoints(
                np.zeros((0, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 128), np.float32)
            )
        responses = np.array([point.response for point in points], np.float32)
        order = np.argsort(-responses, kind="stable")[:k]
        xy = np.array([point.pt for point in points], np.float32)
        return Keypoints(xy[order], responses[order], unit(np.asarray(descriptors, np.float32)[order]))
