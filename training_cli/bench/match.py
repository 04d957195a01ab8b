"""Speed of matching a pair of windows: as it ships, the same network as anyone would write it first, and SIFT.

All ways match the same windows in turn, so that a machine that slows down slows them all. Each takes what a user waits
for: keypoints of both windows, partners, and an affine model.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from ...models.imagery.radiometry import Modality
from ...models.imagery.windows import Patch
from ...models.matching.describe import Extractor
from ...models.matching.features import FeatureExtractor
from ...models.matching.matcher import mutual_nearest
from ...models.matching.options import MatchOptions
from ...models.matching.pair import match_patches
from ...models.networks.s2net import DenseFeatures
from ...models.progress import Progress, no_progress
from ..data.pairs import ImagePair
from ..evaluate.matching import NEAR, draw_cases, windows_of
from ..methods.base import Method, picture
from ..methods.sift import Sift

Match = Callable[[Patch, Patch], object]


class NaiveExtractor(FeatureExtractor):
    """The same network in fp32 with bands one after the other, each operation by itself and the image at once.

    Args:
        weights: registered name or path.
        device: where; the precision is part of what is naive.
    """

    def __init__(self, weights: str, device: str) -> None:
        super().__init__(weights, f"{device.split(maxsplit=1)[0]} fp32")
        for parameter in self._net.parameters():
            parameter.data = parameter.data.contiguous()

    def _dense(self, image: NDArray[np.float32], modality: Modality, progress: Progress) -> DenseFeatures:
        # Fused operations are for inference only: with gradients enabled, though none is asked for, there are none.
        with torch.enable_grad():
            return self._net(torch.from_numpy(image)[None].to(self.device.torch_device), modality)  # type: ignore[no-any-return]


def ways(weights: str, device: str, k: int) -> dict[str, Match]:
    """What is compared, by name; the first is what ships."""
    options = MatchOptions(k=k)

    def network(extractor: Extractor) -> Match:
        return lambda optical, sar: match_patches(optical, sar, extractor, options)

    return {
        "OptoSAR": network(FeatureExtractor(weights, device)),
        "the same network, fp32, NCHW, eager": network(NaiveExtractor(weights, device)),
        "SIFT (OpenCV)": lambda optical, sar: _match_by(Sift(), optical, sar, k, options.threshold_px),
    }


def _match_by(method: Method, optical: Patch, sar: Patch, k: int, threshold: float) -> object:
    ours = method.extract(picture(optical), "visible", k)
    theirs = method.extract(picture(sar), "other", k)
    pairs = mutual_nearest(ours.descriptors, theirs.descriptors)
    if len(pairs.first) < 3:
        return None
    found: object = cv2.estimateAffine2D(
        ours.xy[pairs.first], theirs.xy[pairs.second], ransacReprojThreshold=threshold
    )
    return found


def bench(
    pair: ImagePair,
    compared: dict[str, Match],
    *,
    size: int = 512,
    windows: int = 3,
    rounds: int = 5,
    seed: int = 0,
    progress: Progress = no_progress,
) -> list[dict[str, Any]]:
    """Seconds that every way takes for a pair of windows, once it is warm.

    Args:
        pair: a registered pair of scenes.
        compared: see :func:`ways`.
        size: side of a window in px.
        windows: how many pairs of windows.
        rounds: how often each is matched in every way.
        seed: of the places.
        progress: may cancel.

    Returns:
        One row a way: median, lowest and highest seconds a pair, and the median as a multiple of the first way's.
    """
    patches = [windows_of(pair, case, size)[:2] for case in draw_cases(pair, windows, seed, NEAR, size)]
    seconds: dict[str, list[float]] = {name: [] for name in compared}
    for match in compared.values():
        match(*patches[0])
    turns = [(number, name) for number in range(rounds * windows) for name in compared]
    for done, (number, name) in enumerate(turns):
        progress(done / len(turns), name)
        started = time.perf_counter()
        compared[name](*patches[number % windows])
        seconds[name].append(time.perf_counter() - started)
    first = statistics.median(next(iter(seconds.values())))
    return [
        {
            "way": name,
            "seconds_a_pair": {
                "median": round(statistics.median(values), 4),
                "lowest": round(min(values), 4),
                "highest": round(max(values), 4),
            },
            "against_first": round(statistics.median(values) / first, 2),
        }
        for name, values in seconds.items()
    ]
