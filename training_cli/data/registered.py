"""Registered optical/SAR pairs by reference: where the files lie, how they are read, and which ground they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ...models.imagery.radiometry import Radiometry
from ...models.imagery.reading import opened
from ...models.progress import Progress, no_progress
from .joint import placed, read_scenes
from .pairs import ImagePair, load_scene_pair, load_tile

How = Literal["pictures", "grid", "scenes"]


@dataclass(frozen=True)
class Layer:
    """One image of a pair.

    Attributes:
        path: the file.
        bands: 1-based bands to use; found out when None.
        radiometry: how SAR values are scaled.
        limits: canonical values shown as 0 and 255; taken from the image itself when None, and not needed for 8 bit.
    """

    path: Path
    bands: tuple[int, ...] | None = None
    radiometry: Radiometry = "auto"
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class RegisteredPair:
    """A pair that can be loaded.

    Attributes:
        name: of the pair, unique within its source, such as ``sen12/ROIs1970_fall_13_p265``.
        scene: the place it belongs to. Pairs of one scene may show the same ground: a split keeps them together.
        optical, sar: the two images.
        how: ``pictures`` (8-bit images that correspond pixel by pixel), ``grid`` (8-bit rasters with masks on one
            grid) or ``scenes`` (anything, brought onto the grid of the optical image).
        gsd: pixel size of that grid in CRS units.
        tolerance: (x, y) px by which the registration may be off; 0 where it is exact.
        reflect: a small tile, mirrored beyond its border where a window needs more.
        points: control points (SAR moved onto optical; ``.points``, CSV or GeoPackage) for a homography.
        field: refined truth written by ``optosar data refine``.
    """

    name: str
    scene: str
    optical: Layer
    sar: Layer
    how: How = "scenes"
    gsd: float = 10.0
    tolerance: tuple[float, float] = (0.0, 0.0)
    reflect: bool = False
    points: Path | None = None
    field: Path | None = None

    def files(self) -> dict[str, Path]:
        """All files that its pixels depend on, by what they are."""
        named = {
            "optical": self.optical.path,
            "sar": self.sar.path,
            "points": self.points,
            "field": self.field,
        }
        return {name: path for name, path in named.items() if path is not None}

    def load(self, progress: Progress = no_progress) -> LoadedPair:
        """Read both images.

        Raises:
            InputError: a file cannot be read, or the two do not belong together.
        """
        if self.how == "pictures":
            image = load_tile(
                self.name, self.optical.path, self.sar.path, self.tolerance, reflect=self.reflect
            )
            return LoadedPair(image)
        if self.how == "grid":
            image = load_scene_pair(
                self.name, self.optical.path, self.sar.path, tolerance=self.tolerance, field=self.field
            )
            with opened(self.optical.path) as file:
                return LoadedPair(image, placed(file.crs, file.transform))
        image, facts = read_scenes(self, progress)
        return LoadedPair(image, facts)


@dataclass(frozen=True)
class LoadedPair:
    """Pixels of a pair, and what was found out in reading them.

    Attributes:
        image: the pixels.
        facts: registration, radiometry and grey-value limits, as plain values; empty where nothing was decided.
    """

    image: ImagePair
    facts: dict[str, Any] = field(default_factory=dict)
