"""Verifying candidates by keypoints, in both directions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.errors import Cancelled, InputError
from optosar.models.imagery.scene import open_scene
from optosar.models.matching.verdict import refuse
from optosar.models.retrieval.results import Candidate, Query
from optosar.models.retrieval.verify import _in_order, overall_verdict, verify_candidates

MAP = Affine(10.0, 0.0, 376_000.0, 0.0, -10.0, 3_770_000.0)
# The SAR scene shows everything 11 columns farther right and 7 rows farther down.
SHIFT = np.array([[1, 0, 11.0], [0, 1, 7.0], [0, 0, 1]])


def candidate(rank: int, x: float, y: float, path: Path, crs: str = "EPSG:32611") -> Candidate:
    return Candidate(
        rank, f"t{rank}", path.name, "s", str(path), 0.9 - rank / 10, (x, y), np.zeros((5, 2)), crs, 1
    )


def query(x: float, y: float, crs: str | None = "EPSG:32611") -> Query:
    return Query(crs, (x, y), np.zeros((5, 2)), 1)


@pytest.fixture
def scenes(write_view):
    size = (1200, 1200)
    return (
        write_view("optical.tif", "optical", size=size, where=MAP),
        write_view("sar.tif", "sar", SHIFT, size=size, where=MAP),
    )


def open_sar(found: Candidate):
    return open_scene(found.scene_path, "sar")


def test_the_true_place_is_accepted_and_comes_first(scenes, extractor):
    optical, sar = scenes
    candidates = [
        candidate(1, 385_000, 3_761_000, sar.path),
        candidate(2, 380_300, 3_765_600, sar.path),
        candidate(3, 385_500, 3_766_000, sar.path),
    ]
    verified = verify_candidates(optical, query(380_000, 3_765_500), candidates, open_sar, extractor)
    assert verified[0].candidate.rank == 2
    assert [item.verdict.accepted for item in verified] == [True, False, False]
    assert verified[0].located_center == pytest.approx((380_110, 3_765_430), abs=5)
    assert overall_verdict(verified).accepted
    # The query's keypoints are found once for all candidates.
    assert extractor.calls == 4
    values = verified[0].to_json()
    json.dumps(values, allow_nan=False)
    assert values["accepted"]
    assert values["inliers"] > 100
    assert values["match"]["crs"] == "EPSG:32611"


def test_a_candidate_that_shows_a_part_of_the_place_finds_it_too(scenes, extractor):
    optical, sar = scenes
    aside = [candidate(1, 384_000, 3_766_000, sar.path)]
    (verified,) = verify_candidates(optical, query(380_000, 3_765_500), aside, open_sar, extractor)
    assert verified.located_center == pytest.approx((380_110, 3_765_430), abs=5)


def test_of_tiles_that_show_the_place_the_nearest_comes_first(scenes, extractor):
    optical, sar = scenes
    near, far = candidate(2, 380_300, 3_765_600, sar.path), candidate(1, 381_100, 3_766_000, sar.path)
    verified = verify_candidates(optical, query(380_000, 3_765_500), [far, near], open_sar, extractor)
    assert [item.verdict.accepted for item in verified] == [True, True]
    assert [item.candidate.rank for item in verified] == [2, 1]


def test_a_query_that_lies_turned_is_verified_as_the_search_found_it(
    tmp_path, scenes, extractor, monkeypatch
):
    optical, sar = scenes
    with rasterio.open(optical.path) as upright:
        picture, profile = np.rot90(upright.read(), 1, (1, 2)), upright.profile
    with rasterio.open(tmp_path / "turned.tif", "w", **profile) as file:
        file.write(picture)
    turned = open_scene(tmp_path / "turned.tif", "optical")
    # (380 000, 3 765 500) of the upright scene, after a quarter turn anticlockwise.
    place = query(*(MAP * (450, 1200 - 400)))
    found = candidate(1, 380_000, 3_765_500, sar.path)
    seen = {}

    def look(image, valid, modality, *rest):
        seen.setdefault(modality, []).append(image)
        return sift(image, valid, modality, *rest)

    sift = extractor.extract
    monkeypatch.setattr(extractor, "extract", look)
    verify_candidates(optical, query(380_000, 3_765_500), [found], open_sar, extractor)
    (item,) = verify_candidates(turned, place, [replace(found, turns=3)], open_sar, extractor)
    np.testing.assert_array_equal(*seen["optical"])
    assert item.verdict.accepted
    assert item.located_center == pytest.approx((380_110, 3_765_430), abs=5)
    assert abs(item.match.model.rotation_deg) == pytest.approx(90, abs=0.5)


def test_a_sar_query_is_verified_in_optical_scenes(scenes, extractor):
    optical, sar = scenes
    found = candidate(1, 380_000, 3_765_500, optical.path)
    (item,) = verify_candidates(
        sar, query(380_110, 3_765_430), [found], lambda c: open_scene(c.scene_path, "optical"), extractor
    )
    assert item.verdict.accepted
    assert item.located_center == pytest.approx((380_000, 3_765_500), abs=5)
    assert item.match.optical.path == str(optical.path)


def test_a_query_in_another_crs_is_seen_to_the_same_scale(scenes, extractor):
    optical, sar = scenes
    center = query(-118.2955, 34.0233, "EPSG:4326")
    from rasterio.warp import transform

    (x,), (y,) = transform("EPSG:4326", "EPSG:32611", [center.center[0]], [center.center[1]])
    (item,) = verify_candidates(optical, center, [candidate(1, x, y, sar.path)], open_sar, extractor)
    assert item.verdict.accepted
    assert item.match.model.scale == pytest.approx(1.0, abs=0.01)
    assert item.located_center == pytest.approx((x + 110, y - 70), abs=5)


def test_a_picture_without_georeference_can_be_the_query(scenes, write_view, extractor):
    _, sar = scenes
    picture = write_view("picture.tif", "optical", size=(600, 600))
    # Pixel 300, 280 of the picture lies at 379 000, 3 767 200 on the map.
    (item,) = verify_candidates(
        picture, query(300, 280, None), [candidate(1, 379_000, 3_767_200, sar.path)], open_sar, extractor
    )
    assert item.verdict.accepted
    assert item.located_center == pytest.approx((379_110, 3_767_130), abs=5)
    assert (item.match.optical.crs, item.match.sar.crs) == (None, "EPSG:32611")


def test_more_matches_do_not_outweigh_what_structure_confirms(scenes, extractor):
    """At a repeated street grid as many sharpened matches agree as at the place itself."""
    optical, sar = scenes
    (right,) = verify_candidates(
        optical, query(380_000, 3_765_500), [candidate(1, 380_300, 3_765_600, sar.path)], open_sar, extractor
    )
    assert right.match is not None
    elsewhere = replace(
        right,
        match=replace(right.match, confirmed=150.0),
        candidate=candidate(2, 385_000, 3_761_000, sar.path),
        located_center=(385_000, 3_761_000),
    )
    fewer = replace(
        right.match.matches, inlier=right.match.matches.inlier & (right.match.matches.ids % 2 == 0)
    )
    confirmed = replace(right, match=replace(right.match, confirmed=300.0, matches=fewer))
    assert confirmed.inliers < elsewhere.inliers
    unread = replace(right, match=None, verdict=refuse("gone", "", 0))
    assert _in_order([unread, elsewhere, confirmed], 100.0) == [confirmed, elsewhere, unread]


def test_wrong_places_only_are_no_reliable_match(scenes, extractor):
    optical, sar = scenes
    candidates = [candidate(1, 385_000, 3_761_000, sar.path), candidate(2, 384_500, 3_768_000, sar.path)]
    verified = verify_candidates(optical, query(378_700, 3_767_300), candidates, open_sar, extractor)
    verdict = overall_verdict(verified)
    assert not verdict.accepted
    assert verdict.title == "No reliable match"
    assert "None of 2" in verdict.reason
    assert verdict.hint


def test_a_candidate_whose_file_is_gone_does_not_stop_the_others(scenes, extractor, tmp_path):
    optical, sar = scenes
    candidates = [
        candidate(1, 380_000, 3_765_500, tmp_path / "gone.tif"),
        candidate(2, 380_000, 3_765_500, sar.path),
    ]
    verified = verify_candidates(optical, query(380_000, 3_765_500), candidates, open_sar, extractor)
    assert [item.candidate.rank for item in verified] == [2, 1]
    assert "does not exist" in verified[1].verdict.reason
    assert verified[1].to_json()["match"] is None


def test_only_the_best_are_verified_and_cancelling_works(scenes, extractor):
    optical, sar = scenes
    candidates = [candidate(n, 380_000, 3_765_500, sar.path) for n in range(1, 6)]
    assert (
        len(verify_candidates(optical, query(380_000, 3_765_500), candidates, open_sar, extractor, n=2)) == 2
    )

    def cancel(share: float, text: str = "") -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        verify_candidates(
            optical, query(380_000, 3_765_500), candidates, open_sar, extractor, progress=cancel
        )


def test_nothing_verified_is_no_verdict_in_favour(scenes, extractor):
    optical, _ = scenes
    assert verify_candidates(optical, query(380_000, 3_765_500), [], open_sar, extractor) == []
    assert not overall_verdict([]).accepted


def test_imagery_of_one_kind_is_refused(scenes, extractor):
    optical, _ = scenes
    with pytest.raises(InputError, match="same kind"):
        verify_candidates(
            optical,
            query(380_000, 3_765_500),
            [candidate(1, 380_000, 3_765_500, optical.path)],
            lambda c: open_scene(c.scene_path, "optical"),
            extractor,
        )
