"""Random projective maps between windows, and images warped by them, with kornia.

Points are x, y in pixels; the centre of the first pixel is (0, 0). A map takes points of one window to another one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from kornia.geometry.linalg import transform_points
from kornia.geometry.transform import get_perspective_transform, warp_perspective
from torch import Tensor


def draw_map(rng: np.random.Generator, size: int, rotation: float, scale: float, projection: float) -> Tensor:
    """A random map of a square window onto itself: scale, rotation and quadrangular projection about its centre.

    Args:
        rng: source of chance.
        size: side of the window, px.
        rotation: largest angle in degrees, either way.
        scale: largest scale; the smallest is 1.
        projection: largest share of half the side by which a corner is moved along each axis; how much of it is drawn
            first (S2-Net paper, section III-A: 0 to 0.2).

    Returns:
        (3, 3) float64.
    """
    middle = (size - 1) / 2
    reach = rng.uniform(0, projection) * size / 2
    corners = np.array([[0, 0], [size - 1, 0], [size - 1, size - 1], [0, size - 1]], np.float64)
    moved = corners + rng.uniform(-reach, reach, (4, 2))
    angle, factor = np.deg2rad(rng.uniform(-rotation, rotation)), rng.uniform(1.0, scale)
    turn = factor * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (moved - middle) @ turn.T + middle
    found: Tensor = get_perspective_transform(torch.from_numpy(corners)[None], torch.from_numpy(moved)[None])[
        0
    ]
    return found


def draw_pose(rng: np.random.Generator, size: int, shape: tuple[int, int]) -> Tensor:
    """Where a window lies in an image: window pixels -> image pixels (3, 3), with a quarter turn and mirroring drawn.

    A window that is larger than the image along an axis is centred there.
    """
    first = [
        rng.uniform(0, length - size) if length > size else (length - size) / 2
        for length in (shape[1], shape[0])
    ]
    middle = (size - 1) / 2
    quarter = [np.eye(2), [[0, -1], [1, 0]], -np.eye(2), [[0, 1], [-1, 0]]][int(rng.integers(4))]
    turn = np.asarray(quarter) @ np.diag([rng.choice([-1.0, 1.0]), 1.0])
    pose = np.eye(3)
    pose[:2, :2] = turn
    pose[:2, 2] = np.array([middle, middle]) - turn @ [middle, middle] + np.round(first)
    return torch.from_numpy(pose)


def window(image: Tensor, pose: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Cut a window out of an image, which is mirrored beyond its border.

    Args:
        image: (C, H, W) float32.
        pose: (3, 3) window pixels -> image pixels.
        size: side of the window.

    Returns:
        The window (C, size, size), and the mask (size, size) of what lies within the image.
    """
    to_window = torch.linalg.inv(pose).float()[None]
    common: dict[str, Any] = {"dsize": (size, size), "align_corners": True}
    cut = warp_perspective(image[None], to_window, padding_mode="reflection", **common)[0]
    height, width = image.shape[1:]
    places = map_points(grid_points(size, size), pose.float())
    inside = (places >= -0.5).all(1) & (places <= torch.tensor([width - 0.5, height - 0.5])).all(1)
    return cut, inside.view(size, size)


def map_points(points: Tensor, matrix: Tensor) -> Tensor:
    """Points (N, 2) through a projective map (3, 3)."""
    found: Tensor = transform_points(matrix[None], points[None])[0]
    return found


def grid_points(height: int, width: int, step: float = 1.0, origin: float = 0.0) -> Tensor:
    """(height * width, 2) x, y of the cells of a grid, row by row, ``step`` px apart from ``origin`` on."""
    rows, cols = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    return torch.stack([cols, rows], -1).reshape(-1, 2).float() * step + origin
