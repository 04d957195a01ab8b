"""Matches whose truth is known: a transform, noise, and partners scattered by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from optosar.models.matching.frames import Side
from optosar.models.matching.refit import Pairing

GSD = 10.0
CORNER = np.array([376_000.0, 3_770_000.0])


def turn(angle_deg: float, scale: float, shift: tuple[float, float], centre: float = 256.0) -> np.ndarray:
    """3 x 3 matrix in pixels, y down: turn (clockwise on the screen) and scale about a centre, then shift."""
    angle = np.deg2rad(angle_deg)
    linear = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = centre - linear @ [centre, centre] + shift
    return matrix


@dataclass
class Truth:
    """Matches in pixels, y down, with the matrix that made them and the flags of the right ones."""

    matrix: np.ndarray
    source: np.ndarray
    target: np.ndarray
    right: np.ndarray

    @property
    def score(self) -> np.ndarray:
        return np.linspace(0.9, 0.1, len(self.source), dtype=np.float32)


@pytest.fixture
def make_truth():
    def make(
        right: int = 100,
        wrong: int = 500,
        matrix: np.ndarray | None = None,
        noise: float = 0.8,
        size: float = 512.0,
        seed: int = 1,
    ) -> Truth:
        random = np.random.default_rng(seed)
        matrix = turn(12.0, 1.1, (20.0, -9.0)) if matrix is None else matrix
        source = random.uniform(0, size, (right + wrong, 2))
        target = np.column_stack([source, np.ones(len(source))]) @ matrix.T
        target = target[:, :2] / target[:, 2:] + random.normal(0, noise, source.shape)
        target[right:] = random.uniform(0, size, (wrong, 2))
        order = random.permutation(len(source))
        return Truth(matrix, source[order], target[order], order < right)

    return make


@pytest.fixture
def map_side() -> Side:
    """A 512 px scene on a UTM map, 10 m a pixel."""
    transform = (GSD, 0.0, CORNER[0], 0.0, -GSD, CORNER[1])
    return Side("scene.tif", "EPSG:32611", "EPSG:32611", transform, 512, 512, GSD)


@pytest.fixture
def pixel_side() -> Side:
    """A 512 px picture without georeference."""
    return Side("picture.png", None, None, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 512, 512, 1.0)


@pytest.fixture
def make_pairing():
    def make(truth: Truth, optical: Side, sar: Side) -> Pairing:
        source, target = optical.from_scene_pixels(truth.source), sar.from_scene_pixels(truth.target)
        return Pairing(optical, sar, source, target, truth.score, source, target, 512.0 * 512.0)

    return make
