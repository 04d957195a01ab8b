"""Subdivision of land: irregular blocks, and rectangular cells (fields, lots) inside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise import Field, Shape

Ids = NDArray[np.uint32]


@dataclass(frozen=True)
class Blocks:
    """Irregular polygons that tile the plane.

    Attributes:
        ids: (H, W) block of each pixel.
        border: (H, W) metres to the block's border.
    """

    ids: Ids
    border: Field


@dataclass(frozen=True)
class Cells:
    """Rectangles inside blocks.

    Attributes:
        ids: (H, W) hash that is the same for all pixels of a cell.
        edge: (H, W) metres to the nearest edge of the cell.
        u: (H, W) metres across the cells' rows, for row texture.
        angle: (H, W) direction of u, radians anticlockwise from the image's x axis.
    """

    ids: Ids
    edge: Field
    u: Field
    angle: Field


def mix(*numbers: NDArray[np.integer] | int) -> Ids:
    """A hash of integers (arrays are broadcast) that looks random; used to look attributes up in tables."""
    value: NDArray[np.uint32] = np.asarray(2166136261, dtype=np.uint32)
    with np.errstate(over="ignore"):
        for number in numbers:
            value = (value ^ np.asarray(number).astype(np.uint32)) * np.uint32(2654435761)
            value = value ^ (value >> np.uint32(15))
    return np.asarray(value, dtype=np.uint32)


def attribute(ids: Ids, rng: np.random.Generator, low: float = 0.0, high: float = 1.0) -> Field:
    """One random number for each id, uniform in [low, high): all pixels of an id get the same."""
    table = rng.uniform(low, high, 8192).astype(np.float32)
    return np.asarray(table[mix(ids) & np.uint32(8191)], dtype=np.float32)


def voronoi_blocks(
    shape: Shape, gsd: float, rng: np.random.Generator, size: float, irregular: float = 0.5
) -> Blocks:
    """Voronoi polygons of jittered grid points.

    Args:
        shape: (H, W).
        gsd: metres per pixel.
        rng: source of randomness.
        size: mean side of a block, metres.
        irregular: jitter of the points as a share of ``size``; 0 gives squares.
    """
    step = size / gsd
    rows, columns = int(shape[0] / step) + 5, int(shape[1] / step) + 5
    jitter = rng.uniform(-irregular, irregular, (rows, columns, 2))
    grid = np.stack(np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij"), -1)
    points = ((grid + jitter - 1.5) * step).astype(np.float32)
    y = np.arange(shape[0], dtype=np.float32)[:, None]
    x = np.arange(shape[1], dtype=np.float32)[None, :]
    base_row, base_column = (y / step + 1.5).astype(np.int32), (x / step + 1.5).astype(np.int32)
    best = np.full(shape, np.inf, np.float32)
    second = np.full(shape, np.inf, np.float32)
    ids = np.zeros(shape, np.int32)
    second_ids = np.zeros(shape, np.int32)
    for dr in (-1, 0, 1, 2):
        for dc in (-1, 0, 1, 2):
            r = np.clip(base_row + dr, 0, rows - 1)
            c = np.clip(base_column + dc, 0, columns - 1)
            point = points[r, c]
            d = (y - point[..., 0]) ** 2 + (x - point[..., 1]) ** 2
            number = r * columns + c
            nearer = d < best
            runner_up = ~nearer & (d < second) & (number != ids)
            second = np.where(nearer, best, np.where(runner_up, d, second))
            second_ids = np.where(nearer, ids, np.where(runner_up, number, second_ids))
            best = np.where(nearer, d, best)
            ids = np.where(nearer, number, ids)
    flat = points.reshape(-1, 2)
    apart = np.maximum(np.hypot(*np.moveaxis(flat[ids] - flat[second_ids], -1, 0)), 1e-3)
    border = (second - best) / (2 * apart) * gsd
    return Blocks(mix(ids, 17), np.minimum(border, 1e6).astype(np.float32))


def cut(
    position: Field, rng: np.random.Generator, low: float, high: float
) -> tuple[NDArray[np.int64], Field]:
    """Cut a coordinate into pieces of random length; returns the piece's number, and distance to its ends."""
    start, stop = float(position.min()) - high, float(position.max()) + high
    lengths = rng.uniform(low, high, int((stop - start) / low) + 2)
    ends = (start + np.concatenate([[0.0], np.cumsum(lengths)])).astype(np.float32)
    piece = np.clip(np.searchsorted(ends, position, side="right"), 1, len(ends) - 1)
    return piece, np.minimum(position - ends[piece - 1], ends[piece] - position)


def cells(
    blocks: Blocks,
    gsd: float,
    rng: np.random.Generator,
    across: tuple[float, float],
    along: tuple[float, float],
    main_angle: float,
    spread: float,
    scale: tuple[float, float] = (1.0, 1.0),
) -> Cells:
    """Cut every block into rectangles in a direction of its own.

    Args:
        blocks: the blocks.
        gsd: metres per pixel.
        rng: source of randomness.
        across: smallest and largest width of a cell, metres.
        along: smallest and largest length of a cell, metres.
        main_angle: the region's main direction, radians.
        spread: how far blocks deviate from it, radians.
        scale: range of a factor on the sizes, one drawn for each block.
    """
    shape = blocks.ids.shape
    y, x = np.indices(shape, dtype=np.float32) * np.float32(gsd)
    angle = np.float32(main_angle) + attribute(blocks.ids, rng, -spread, spread)
    factor = attribute(blocks.ids, rng, *scale)
    u = (np.cos(angle) * x + np.sin(angle) * y) / factor + attribute(blocks.ids, rng, 0, 50 * across[1])
    v = (-np.sin(angle) * x + np.cos(angle) * y) / factor
    column, edge_u = cut(u, rng, *across)
    strip = mix(blocks.ids, column)
    row, edge_v = cut(v + attribute(strip, rng, 0, 20 * along[1]), rng, *along)
    edge = np.minimum(np.minimum(edge_u, edge_v) * factor, blocks.border)
    return Cells(mix(strip, row), edge.astype(np.float32), (u * factor).astype(np.float32), -angle)


def lots(within: Cells, gsd: float, rng: np.random.Generator, size: tuple[float, float]) -> Cells:
    """Cut cells further into lots of the same direction.

    Args:
        within: the cells, e.g. street blocks.
        gsd: metres per pixel.
        rng: source of randomness.
        size: smallest and largest side of a lot, metres.
    """
    y, x = np.indices(within.ids.shape, dtype=np.float32) * np.float32(gsd)
    angle = -within.angle
    u = np.cos(angle) * x + np.sin(angle) * y
    v = -np.sin(angle) * x + np.cos(angle) * y
    column, edge_u = cut(u, rng, *size)
    row, edge_v = cut(v, rng, *size)
    edge = np.minimum(np.minimum(edge_u, edge_v), within.edge)
    return Cells(mix(within.ids, column, row), edge.astype(np.float32), u.astype(np.float32), within.angle)
