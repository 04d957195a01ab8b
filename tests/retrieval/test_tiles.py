"""Geometry of the tile grid."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from optosar.models.errors import InputError
from optosar.models.imagery.windows import Grid
from optosar.models.retrieval.tiles import MODES, squares, tile_blocks, tile_centers, tile_grid, tile_starts

UTM = CRS.from_epsg(32611)


def grid(width: int, height: int, gsd: float = 10.0, left: float = 0.0, top: float = 0.0) -> Grid:
    return Grid(UTM, Affine(gsd, 0, left, 0, -gsd, top), width, height)


sizes = st.integers(1, 2000)
tiles = st.integers(2, 300)


@settings(max_examples=200, deadline=None)
@given(length=sizes, tile=tiles, data=st.data())
def test_tiles_along_an_axis_cover_it_without_leaving_it(length, tile, data):
    stride = data.draw(st.integers(1, tile))
    starts = tile_starts(length, tile, stride)
    if length < tile:
        assert starts == []
        return
    assert starts[0] == 0
    assert starts[-1] + tile == length
    steps = np.diff(starts)
    assert ((steps > 0) & (steps <= stride)).all()
    assert (steps[:-1] == stride).all()


@settings(max_examples=50, deadline=None)
@given(
    width=st.integers(227, 1500),
    height=st.integers(227, 1500),
    cells=st.integers(2, 14),
    mode=st.sampled_from(MODES),
)
def test_blocks_hold_every_tile_once(width, height, cells, mode):
    stride = 16 * cells
    whole = tile_grid(grid(width, height), 227, stride, mode)
    blocks = np.concatenate(list(tile_blocks(grid(width, height), 227, stride, mode)))
    assert len(np.unique(whole, axis=0)) == len(whole)
    assert {tuple(o) for o in blocks.tolist()} == {tuple(o) for o in whole.tolist()}
    assert len(blocks) == len(whole)


@settings(max_examples=50, deadline=None)
@given(
    left=st.floats(-2e7, 2e7),
    top=st.floats(-2e7, 2e7),
    gsd=st.floats(0.5, 60),
    row=st.integers(0, 5000),
    col=st.integers(0, 5000),
)
def test_centres_lie_in_the_middle_of_their_footprints(left, top, gsd, row, col):
    centers = tile_centers(grid(6000, 6000, gsd, left, top), np.array([[row, col]], np.int32), 227)
    ring = squares(centers, 227 * gsd)[0]
    np.testing.assert_allclose(
        ring[0], [left + col * gsd, top - row * gsd], atol=1e-6 * max(abs(left), abs(top), 1)
    )
    np.testing.assert_allclose(ring[0] + [227 * gsd, -227 * gsd], ring[2], atol=1e-6)
    np.testing.assert_array_equal(ring[0], ring[4])
    np.testing.assert_allclose(ring[:4].mean(axis=0), centers[0], atol=1e-6)


def test_a_scene_of_the_paper_s_size_gives_the_expected_number_of_tiles():
    assert len(tile_grid(grid(11264, 8192), 227, 90)) == 124 * 90


def test_a_scene_smaller_than_a_tile_is_refused_with_its_size():
    with pytest.raises(InputError, match="100 x 100 px") as error:
        tile_grid(grid(100, 100))
    assert "2270" in error.value.hint


@pytest.mark.parametrize("stride", [0, -5, 228])
def test_a_stride_that_leaves_gaps_is_refused(stride):
    with pytest.raises(InputError, match="stride"):
        tile_grid(grid(500, 500), 227, stride)
