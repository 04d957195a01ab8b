"""One call from a seed to a pair of images with their truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .canvas import Cover, Landscape
from .landcover import make_landscape
from .noise import Field
from .optical import SEASONS, Season, render_optical
from .sar import Look, SarImage, backscatter, draw_look, observe

Display = Literal["amplitude", "db"]
_MARGIN_METRES = 900.0
_MAX_MARGIN_PIXELS = 96


@dataclass(frozen=True)
class Truth:
    """What the images show.

    Attributes:
        cover: (H, W) uint8 of :class:`~.canvas.Cover`.
        buildings: (H, W) bool.
        objects: (H, W) height of buildings and trees above the ground, metres.
        layover: (H, W) bool in SAR geometry.
        shadow: (H, W) bool in SAR geometry.
        displacement: (H, W) pixels by which a ground pixel appears moved along x in the SAR image.
        look: geometry of the SAR.
        season: of the optical image.
    """

    cover: NDArray[np.uint8]
    buildings: NDArray[np.bool_]
    objects: Field
    layover: NDArray[np.bool_]
    shadow: NDArray[np.bool_]
    displacement: Field
    look: Look
    season: Season


@dataclass(frozen=True)
class SimulatedPair:
    """An optical and a SAR image of the same square of land, pixel on pixel.

    Attributes:
        optical: (3, H, W) uint8, red green blue.
        sar: (H, W) uint8 picture of the SAR image.
        power: (H, W) float32 calibrated SAR power, linear.
        height: (H, W) float32 height of the ground, metres.
        truth: what the images show.
        gsd: metres per pixel.
        seed: what it was made from.
    """

    optical: NDArray[np.uint8]
    sar: NDArray[np.uint8]
    power: Field
    height: Field
    truth: Truth
    gsd: float
    seed: int


def display(power: Field, how: Display, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Stretch SAR power to an 8-bit picture: linear in amplitude, or in decibel."""
    values = np.sqrt(power) if how == "amplitude" else 10 * np.log10(np.maximum(power, 1e-6))
    low, high = np.quantile(values[::3, ::3], [0.002, rng.uniform(0.95, 0.99)])
    low = 0.0 if how == "amplitude" else low
    grey = np.clip(np.rint(255 * (values - low) / max(high - low, 1e-6)), 0, 255)
    return np.asarray(grey, dtype=np.uint8)


def _crop(margin: int, size: int, *fields: NDArray[Any]) -> list[NDArray[Any]]:
    return [
        np.ascontiguousarray(field[..., margin : margin + size, margin : margin + size]) for field in fields
    ]


def simulate_pair(
    size: int,
    seed: int,
    gsd: float = 10.0,
    season: Season | None = None,
    *,
    looks: float | None = None,
    sar_display: Display | None = None,
    orthorectified: bool = True,
) -> SimulatedPair:
    """Simulate an optical and a SAR image of a landscape.

    Args:
        size: height and width in pixels.
        seed: the same seed (with the same other arguments) gives the same pair on every machine.
        gsd: metres per pixel.
        season: of the optical image; drawn from the seed when not given.
        looks: equivalent number of looks of the speckle; drawn between 3 and 6 when not given.
        sar_display: how :attr:`SimulatedPair.sar` is stretched; drawn when not given.
        orthorectified: whether the displacement of the SAR by relief is removed.
    """
    streams = [np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(5)]
    land_rng, optical_rng, scatter_rng, speckle_rng, choice_rng = streams
    margin = int(min(_MARGIN_METRES / gsd, _MAX_MARGIN_PIXELS))
    shape = (size + 2 * margin, size + 2 * margin)
    drawn_season = SEASONS[int(choice_rng.integers(len(SEASONS)))]
    season = season or drawn_season
    drawn_display: Display = "db" if choice_rng.uniform() < 0.4 else "amplitude"
    look = draw_look(choice_rng, looks)

    land: Landscape = make_landscape(shape, gsd, land_rng)
    optical = render_optical(land, optical_rng, season)
    sigma0 = backscatter(land, scatter_rng, look)
    image: SarImage = observe(land.ground, land.objects, sigma0, gsd, look, speckle_rng, orthorectified)
    picture = display(image.power, sar_display or drawn_display, choice_rng)
    fields = _crop(
        margin,
        size,
        optical,
        picture,
        image.power,
        land.ground,
        land.cover,
        land.objects,
        image.layover,
        image.shadow,
        image.displacement,
    )
    cover = fields[4].astype(np.uint8)
    truth = Truth(
        cover=cover,
        buildings=(cover == Cover.HOUSE) | (cover == Cover.HALL),
        objects=fields[5].astype(np.float32),
        layover=fields[6].astype(bool),
        shadow=fields[7].astype(bool),
        displacement=fields[8].astype(np.float32),
        look=look,
        season=season,
    )
    return SimulatedPair(
        optical=fields[0].astype(np.uint8),
        sar=fields[1].astype(np.uint8),
        power=fields[2].astype(np.float32),
        height=fields[3].astype(np.float32),
        truth=truth,
        gsd=gsd,
        seed=seed,
    )
