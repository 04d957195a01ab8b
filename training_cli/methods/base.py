"""What every way to find keypoints gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.windows import Patch

#: The visible image of a pair, or the one of another modality.
Which = Literal["visible", "other"]
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Keypoints:
    """Keypoints of an image, best first.

    Attributes:
        xy: (N, 2) float32 column and row; the centre of the first pixel is (0, 0).
        scores: (N,) float32, falling.
        descriptors: (N, D) float32 of length 1.
    """

    xy: NDArray[np.float32]
    scores: NDArray[np.float32]
    descriptors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.xy)

    def best(self, k: int) -> Keypoints:
        """The first ``k`` of them."""
        return Keypoints(self.xy[:k], self.scores[:k], self.descriptors[:k])


class Method(Protocol):
    """A way to find keypoints.

    Attributes:
        name: as it stands in tables.
    """

    name: str

    def extract(self, image: Picture, which: Which, k: int) -> Keypoints:
        """At most ``k`` keypoints of a picture (H, W) or (H, W, 3) red green blue; fewer where it has no more."""
        ...


def picture(patch: Patch) -> Picture:
    """A window with canonical values, 0 to 255, as a picture (H, W) or (H, W, 3)."""
    return np.asarray(np.clip(np.rint(patch.data), 0, 255).astype(np.uint8).transpose(1, 2, 0).squeeze())


def grey(image: Picture) -> Picture:
    """A picture as grey values (H, W)."""
    import cv2

    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def unit(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows brought to length 1."""
    length = np.linalg.norm(descriptors, axis=1, keepdims=True)
    return np.asarray(descriptors / np.maximum(length, 1e-12), np.float32)
