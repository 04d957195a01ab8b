"""The kinds of landscape the simulator draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Character:
    """What kind of landscape it is; shares are 0 to 1 of the scene."""

    mountain_share: float
    relief: float
    sea_share: float
    lakes: float
    rivers: int
    towns_per_100km2: float
    town_radius: float
    forest_share: float
    field_width: tuple[float, float]
    field_length: tuple[float, float]
    highways: int
    dry: float


def draw_character(rng: np.random.Generator) -> Character:
    """A landscape between farmland, city, mountains and coast."""
    kind = rng.choice(["farm", "farm", "city", "city", "mountain", "coast", "mixed", "mixed"])
    mountain = {"mountain": (0.55, 1.0), "mixed": (0.1, 0.5), "coast": (0.0, 0.5), "city": (0.0, 0.25)}.get(
        kind, (0.0, 0.08)
    )
    towns = {"city": (8.0, 14.0), "mountain": (0.5, 2.0), "farm": (1.5, 5.0)}.get(kind, (2.0, 6.0))
    radius = {"city": (1800.0, 4500.0), "mixed": (400.0, 1600.0)}.get(kind, (250.0, 900.0))
    width = float(np.exp(rng.uniform(np.log(50), np.log(260))))
    return Character(
        mountain_share=rng.uniform(*mountain),
        relief=rng.uniform(120.0, 800.0),
        sea_share=rng.uniform(0.2, 0.55) if kind == "coast" else 0.0,
        lakes=rng.uniform(0.003, 0.03) * (rng.uniform() < 0.45),
        rivers=int(rng.integers(0, 3)),
        towns_per_100km2=rng.uniform(*towns),
        town_radius=rng.uniform(*radius),
        forest_share=rng.uniform(0.05, 0.4) * (0.4 if kind == "city" else 1.0),
        field_width=(width, 2.6 * width),
        field_length=(1.5 * width, rng.uniform(3.0, 8.0) * width),
        highways=int(rng.integers(0, 3)) + (1 if kind == "city" else 0),
        dry=rng.uniform(0.0, 1.0),
    )
