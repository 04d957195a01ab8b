"""Which ground a window shows, so that two windows can be told to share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ....models.imagery.crs import parse_crs, transform_points
from ....models.networks.dfcnn import TILE_SIZE


@dataclass(frozen=True)
class Frame:
    """The pixel grid that positions of windows are counted on.

    Attributes:
        name: north-up scenes of one CRS and pixel size share a frame; any other image is a frame of its own.
        row, col: the scene's first pixel in the frame.
    """

    name: str
    row: int
    col: int


@dataclass(frozen=True)
class Extent:
    """Longitude and latitude of a scene's corners: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float


def frame_of(
    pair: str, crs: str | None, transform: Affine | None, shape: tuple[int, int]
) -> tuple[Frame, Extent | None]:
    """Frame and extent of a scene.

    Args:
        pair: its name, for scenes without georeference.
        crs: of ``transform``, None without georeference.
        transform: pixel corners to map.
        shape: rows and columns.
    """
    if crs is None or transform is None:
        return Frame(pair, 0, 0), None
    rows, cols = shape
    corners = [transform * (x, y) for x in (0, cols) for y in (0, rows)]
    lonlat = transform_points(np.array(corners, np.float64), parse_crs(crs), parse_crs("EPSG:4326"))
    low, high = lonlat.min(0), lonlat.max(0)
    extent = Extent(*map(float, (*low, *high))) if np.isfinite(lonlat).all() else None
    gsd = transform.a
    if transform.b or transform.d or not np.isclose(gsd, -transform.e):
        return Frame(pair, 0, 0), extent
    return Frame(f"{crs} {gsd:g}", round(-transform.f / gsd), round(transform.c / gsd)), extent


def group(scenes: Sequence[str], extents: Sequence[Extent | None]) -> NDArray[np.int64]:
    """Number the places: pairs of one scene belong together, and so do pairs whose extents overlap.

    Args:
        scenes: (N) scene of each pair.
        extents: (N) of each pair, None without georeference.

    Returns:
        (N,) number of the place of each pair, in order of appearance.
    """
    parent = list(range(len(scenes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, scene in enumerate(scenes):
        parent[root(i)] = root(first.setdefault(scene, i))
    known = [i for i, extent in enumerate(extents) if extent is not None]
    boxes = [shapely.box(e.west, e.south, e.east, e.north) for e in extents if e is not None]
    if boxes:
        tree = shapely.STRtree(boxes)
        ours, theirs = tree.query(boxes, predicate="intersects")
        for a, b in zip(ours, theirs):
            if a < b and boxes[a].intersection(boxes[b]).area > 0:
                parent[root(known[b])] = root(known[a])
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root(i), len(numbers)) for i in range(len(scenes))], np.int64)


def sharing(
    frames: NDArray[np.int64], places: NDArray[np.int64], others: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """(N,) which windows share at least one pixel of ground with one of the other windows.

    Args:
        frames: (N,) number of each window's frame.
        places: (N, 2) row, column of its first pixel in the frame.
        others: (M,) as ``frames``.
        other: (M, 2) as ``places``.
    """
    shared = np.zeros(len(places), np.bool_)
    for number in np.unique(frames):
        mine, theirs = frames == number, others == number
        if theirs.any():
            distance, _ = cKDTree(other[theirs]).query(places[mine], p=np.inf)
            shared[mine] = distance < TILE_SIZE
    return shared
