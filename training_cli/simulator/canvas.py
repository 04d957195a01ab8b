"""The map that a landscape is painted on, and the land cover it may show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .noise import Field, Shape
from .parcels import Ids


class Cover(IntEnum):
    """Classes of land cover."""

    WATER = 0
    SAND = 1
    BARE = 2
    SCRUB = 3
    GRASS = 4
    CROP = 5
    FOREST = 6
    ROAD = 7
    PAVED = 8
    GARDEN = 9
    HOUSE = 10
    HALL = 11


@dataclass(frozen=True)
class Landscape:
    """One piece of land, before any sensor looks at it.

    Attributes:
        cover: (H, W) uint8 of :class:`Cover`.
        parcel: (H, W) uint32, equal inside a field, lot or building.
        ground: (H, W) height of the ground, metres.
        objects: (H, W) height of buildings and trees above the ground, metres.
        rows: (H, W) metres across the rows of a field, for row texture.
        wall_angle: (H, W) direction of walls, radians.
        mountains: (H, W) 0 in the plain, 1 in the mountains.
        gsd: metres per pixel.
    """

    cover: NDArray[np.uint8]
    parcel: Ids
    ground: Field
    objects: Field
    rows: Field
    wall_angle: Field
    mountains: Field
    gsd: float


@dataclass
class Canvas:
    """The maps that the steps below paint on."""

    shape: Shape
    gsd: float
    cover: NDArray[np.uint8]
    parcel: Ids
    objects: Field
    angle: Field

    def paint(self, where: NDArray[np.bool_], cover: Cover, height: Field | float = 0.0) -> None:
        """Cover the pixels of ``where`` (H, W), with objects of ``height`` metres."""
        self.cover[where] = cover
        self.objects[where] = height[where] if isinstance(height, np.ndarray) else height
