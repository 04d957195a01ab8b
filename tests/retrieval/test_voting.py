"""Laying tiles over a region, joint votes, and one candidate a place."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from optosar.models.retrieval.region import Region, plan_query
from optosar.models.retrieval.voting import Place, Votes, count_votes, distinct

SIDE = 2270.0


def votes(rows: list[tuple[float, float, float, int]]) -> Votes:
    """From (x, y, score, query); tiles are numbered in order."""
    table = np.array(rows, np.float64).reshape(-1, 4)
    return Votes(
        table[:, :2], table[:, 2].astype(np.float32), table[:, 3].astype(np.int64), np.arange(len(table))
    )


def test_agreeing_votes_beat_a_single_better_one():
    places = count_votes(
        votes([(0, 0, 0.6, 0), (100, -50, 0.6, 1), (50, 20, 0.5, 2), (90_000, 0, 0.9, 0)]),
        queries=3,
        reach=1135,
    )
    assert places[0].votes == 3
    assert places[0].score == pytest.approx((0.6 + 0.6 + 0.5) / 3)
    np.testing.assert_allclose(places[0].center, (50, -10))
    alone = next(place for place in places if place.center[0] > 80_000)
    assert (alone.votes, alone.score) == (1, pytest.approx(0.3))


def test_a_query_tile_has_one_vote_for_a_place():
    (first, *_) = count_votes(
        votes([(0, 0, 0.6, 0), (10, 0, 0.5, 0), (20, 0, 0.4, 1)]), queries=2, reach=1135
    )
    assert (first.votes, first.score) == (2, pytest.approx(0.5))


def test_many_cuts_that_find_one_tile_do_not_crowd_out_the_others():
    """Of a box each of the query tiles is cut many times, and every cut may find the same tile."""
    rng = np.random.default_rng(0)
    tiles = np.repeat(np.arange(300), 16)
    places = np.stack([tiles * 100.0, np.zeros(len(tiles))], 1) + rng.uniform(-1, 1, (len(tiles), 2))
    scores = (1 - tiles / 1000).astype(np.float32)
    votes = Votes(
        np.tile(places, (2, 1)), np.tile(scores, 2), np.repeat([0, 1], len(tiles)), np.tile(tiles, 2)
    )
    found = distinct(count_votes(votes, 2, 40.0), 40.0)
    assert len(found) == 300
    assert found[0].score == pytest.approx(1.0)


def test_no_votes_no_places():
    assert count_votes(votes([]), queries=1, reach=1) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000)), max_size=40))
def test_distinct_places_overlap_by_half_at_most_and_nothing_far_is_lost(points):
    places = [Place(point, 1.0 - 0.01 * i, 1, i) for i, point in enumerate(points)]
    kept = distinct(places, SIDE / 2)

    def apart(one: Place, other: Place) -> float:
        return max(abs(one.center[0] - other.center[0]), abs(one.center[1] - other.center[1]))

    for i, one in enumerate(kept):
        assert all(apart(one, other) > SIDE / 2 for other in kept[:i])
    for place in places:
        assert place in kept or any(apart(place, k) <= SIDE / 2 and k.score >= place.score for k in kept)


@settings(max_examples=100, deadline=None)
@given(
    x=st.floats(-1e7, 1e7),
    y=st.floats(-1e7, 1e7),
    width=st.floats(1, 12_000),
    height=st.floats(1, 12_000),
)
def test_the_tiles_of_a_box_lie_evenly_inside_it(x, y, width, height):
    place = Region.rectangle(x, y, x + width, y + height, "EPSG:32611").shape()
    plan = plan_query(place, SIDE)
    np.testing.assert_allclose(
        plan.center, (x + width / 2, y + height / 2), atol=1e-6 * max(abs(x), abs(y), 1)
    )
    assert 1 <= len(plan.offsets) <= 36
    np.testing.assert_allclose(plan.offsets.mean(axis=0), 0, atol=1e-3)
    ring = plan.footprint()
    low, high = ring.min(axis=0), ring.max(axis=0)
    for extent, start, first, last in ((width, x, low[0], high[0]), (height, y, low[1], high[1])):
        if extent > 1.25 * SIDE:
            assert first == pytest.approx(start, abs=1e-3)
            assert last == pytest.approx(start + extent, abs=1e-3)
        else:
            assert last - first == pytest.approx(SIDE)
    if width <= 7.5 / 2 * SIDE and height <= 7.5 / 2 * SIDE and min(width, height) > 1.25 * SIDE:
        covered = shapely.union_all([shapely.box(*(c - SIDE / 2), *(c + SIDE / 2)) for c in plan.centers])
        assert covered.buffer(0.01).contains(place)


def test_a_bent_shape_is_centred_on_itself():
    shape = shapely.Polygon([(0, 0), (9000, 0), (9000, 600), (600, 600), (600, 9000), (0, 9000)])
    plan = plan_query(shape, SIDE)
    assert shape.buffer(1).intersects(shapely.Point(plan.center))
    boxes = [shapely.box(*(c - SIDE / 2), *(c + SIDE / 2)) for c in plan.centers]
    assert all(box.intersects(shape) for box in boxes)
    assert len(boxes) < 36
