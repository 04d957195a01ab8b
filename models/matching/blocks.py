"""Cutting a large overlap into blocks that are matched one by one and joined before the fit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .accuracy import spatial_order


@dataclass(frozen=True)
class Block:
    """A block of an image; all numbers are pixels of that image.

    Attributes:
        col: first column.
        row: first row.
        width: columns.
        height: rows.
        core: first column, first row, last column, last row (exclusive) of the part that belongs to no
            other block.
    """

    col: int
    row: int
    width: int
    height: int
    core: tuple[float, float, float, float]


def cut_blocks(width: int, height: int, block: int, overlap: int) -> list[Block]:
    """Cover an image with equal blocks that overlap by at least ``overlap`` pixels.

    The cores of the blocks cover the image once: keypoints kept in the cores only are kept once.
    """
    columns, rows = _cut_axis(width, block, overlap), _cut_axis(height, block, overlap)
    return [
        Block(left, top, right - left, bottom - top, (inner_left, inner_top, inner_right, inner_bottom))
        for top, bottom, inner_top, inner_bottom in rows
        for left, right, inner_left, inner_right in columns
    ]


def choose_blocks(blocks: list[Block], most: int) -> list[Block]:
    """At most ``most`` of the blocks (all for 0), spread evenly over the image."""
    if most <= 0 or len(blocks) <= most:
        return blocks
    order = spatial_order(np.array([(block.col, block.row) for block in blocks], dtype=np.float64))
    picked = order[np.linspace(0, len(order) - 1, most).round().astype(np.int64)]
    return [blocks[number] for number in sorted(picked.tolist())]


def _cut_axis(length: int, block: int, overlap: int) -> list[tuple[int, int, float, float]]:
    """Start, end, start and end of the core of each block along one axis."""
    if length <= block:
        return [(0, length, 0.0, float(length))]
    count = -(-(length - overlap) // (block - overlap))
    starts = [round(number * (length - block) / (count - 1)) for number in range(count)]
    # Neighbours share their overlap in the middle.
    seams = [(later + earlier + block) / 2 for earlier, later in zip(starts, starts[1:])]
    return [
        (start, start + block, inner_start, inner_end)
        for start, inner_start, inner_end in zip(starts, [0.0, *seams], [*seams, float(length)])
    ]
