"""The rotation option: a scene that lies turned by quarter turns against the index is found all the same."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval.index import open_index
from optosar.models.retrieval.search import Region, search
from optosar.tests.retrieval.made_up_land import LEFT, TOP, as_optical, write_scene

CRS = "EPSG:32611"
NEAR = 200.0


@pytest.fixture(params=[CRS, None], ids=["georeferenced", "pixels"])
def turned_search(request, tmp_path, land, land_index, encoder):
    """Search with the optical scene after ``turns`` quarter turns; the region is named in pixels of the upright one."""

    def search_turned(turns, corners, **options):
        height, width = land.brightness.shape
        places = []
        for place in corners:
            (col, row), (high, wide) = place, (height, width)
            for _ in range(turns):
                (col, row), (high, wide) = (row, wide - col), (wide, high)
            places.append((LEFT + 10 * col, TOP - 10 * row) if request.param else (col, row))
        picture = np.ascontiguousarray(np.rot90(as_optical(land.brightness), turns, (1, 2)))
        path = write_scene(tmp_path / f"{turns}.tif", picture, request.param, photometric="rgb")
        (left, right), (low, high) = (sorted(values) for values in zip(places[0], places[-1]))
        region = (
            Region.point(*places[0], request.param)
            if len(places) == 1
            else Region.rectangle(left, low, right, high, request.param)
        )
        scene, index = open_scene(path, "optical"), open_index(land_index, encoder)
        return search(index, scene, region, encoder=encoder, **options)

    return search_turned


def off(candidate, place) -> float:
    return float(np.abs(np.subtract(candidate.center, place)).max())


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_scene_finds_its_place_only_with_the_option(land, turned_search, turns):
    place = land.at(430, 320)
    first = turned_search(turns, [(430, 320)], rotations=True).candidates[0]
    assert off(first, place) <= NEAR
    assert first.turns == 4 - turns
    assert first.to_dict()["rotation_deg"] == 360 - 90 * turns
    without = turned_search(turns, [(430, 320)]).candidates[0]
    assert without.turns == 0
    assert without.score < first.score - 0.1


def test_an_upright_scene_is_found_upright(land, turned_search):
    plain = turned_search(0, [(430, 320)]).candidates[0]
    tried = turned_search(0, [(430, 320)], rotations=True).candidates[0]
    assert (tried.tile_id, tried.center, tried.turns) == (plain.tile_id, plain.center, 0)
    assert tried.score == pytest.approx(plain.score, abs=1e-5)


def test_the_tiles_of_a_turned_box_vote_jointly(land, turned_search):
    result = turned_search(1, [(200, 200), (760, 500)], rotations=True, k=3)
    first = result.candidates[0]
    assert result.query.tiles > 3
    assert off(first, land.at(480, 350)) <= NEAR
    assert first.turns == 3
    assert first.votes >= result.query.tiles / 2
    # The footprint lies as the region lies in the index.
    width, height = np.ptp(first.footprint, axis=0)
    assert width > 1.5 * height


def test_a_place_counts_once_with_its_best_turn(turned_search):
    candidates = turned_search(2, [(430, 320)], rotations=True, k=8).candidates
    for i, one in enumerate(candidates):
        assert all(off(one, other.center) > 1135 for other in candidates[:i])
