"""Solving, editing, and the JSON of a result."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.models.matching.geometry import apply_matrix
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.refit import add_matches, refit, solve
from optosar.models.matching.result import MatchResult
from optosar.models.matching.verdict import Thresholds

OPTIONS = MatchOptions()


@pytest.fixture
def on_map(make_truth, make_pairing, map_side):
    truth = make_truth(120, 480)
    return truth, solve(make_pairing(truth, map_side, map_side), OPTIONS)


def test_a_pair_on_the_map_gives_its_model_in_map_coordinates(on_map, map_side):
    truth, result = on_map
    assert result.verdict.accepted, result.verdict.reason
    assert (result.crs, result.units, result.gsd) == ("EPSG:32611", "m", 10.0)
    centre = map_side.from_scene_pixels(np.array([[256.0, 256.0]]))
    expected = map_side.from_scene_pixels(apply_matrix(truth.matrix, np.array([[256.0, 256.0]])))
    assert apply_matrix(result.model.matrix, centre) == pytest.approx(expected, abs=4.0)
    # The truth turns clockwise on the screen, by 12 degrees.
    assert result.model.rotation_deg == pytest.approx(-12.0, abs=0.3)
    assert result.model.scale == pytest.approx(1.1, abs=0.01)
    assert result.matches.inlier[truth.right].mean() > 0.9


def test_sharpened_matches_need_less_significance_and_keep_it_while_they_are_edited(
    make_truth, make_pairing, map_side
):
    pairing = make_pairing(make_truth(30, 100), map_side, map_side)
    limits = Thresholds(min_significance=1000.0)
    assert not solve(pairing, OPTIONS, limits).verdict.accepted
    sharper = solve(replace(pairing, sharpened=True), OPTIONS, limits)
    assert sharper.verdict.accepted, sharper.verdict.reason
    edited = json.loads(json.dumps(sharper.to_json()))
    assert refit(edited, [match["use"] for match in edited["matches"]], thresholds=limits).verdict.accepted


def test_residuals_are_in_map_units_and_accuracy_in_both(on_map):
    _, result = on_map
    matches = result.matches
    mapped = apply_matrix(result.model.matrix, matches.optical)
    assert matches.residual == pytest.approx(np.linalg.norm(mapped - matches.sar, axis=1), abs=1e-4)
    assert result.accuracy.rmse == pytest.approx(10 * result.accuracy.rmse_px)
    assert result.accuracy.rmse == pytest.approx(8.0 * np.sqrt(2), rel=0.2)
    assert result.accuracy.holdout_rmse == pytest.approx(8.0 * np.sqrt(2), rel=0.35)


def test_check_points_never_touch_the_model(on_map, make_pairing, map_side):
    truth, result = on_map
    checks = result.matches.holdout
    assert checks.sum() == pytest.approx(120, abs=1)
    truth.target[checks] += 300.0
    moved = solve(make_pairing(truth, map_side, map_side), OPTIONS)
    assert np.array_equal(moved.matches.holdout, checks)
    assert np.array_equal(moved.model.matrix, result.model.matrix)
    # All of them disagree now: none is in a figure, and that is told.
    assert (moved.accuracy.n_holdout, moved.accuracy.n_set_aside) == (0, checks.sum())
    assert moved.accuracy.holdout_rmse is None
    edited = refit(moved.to_json(), [bool(use) for use in moved.matches.use])
    assert edited.accuracy.n_set_aside == checks.sum()


def test_own_pixels_are_those_of_the_files(on_map):
    truth, result = on_map
    assert result.matches.optical_px == pytest.approx(truth.source, abs=1e-6)
    assert result.matches.sar_px == pytest.approx(truth.target, abs=1e-6)


def test_a_file_in_another_crs_keeps_its_own_pixels(make_truth, make_pairing, map_side):
    degrees = replace(
        map_side,
        scene_crs="EPSG:4326",
        transform=(1e-4, 0.0, -118.4, 0.0, -1e-4, 34.1),
        width=900,
        height=900,
    )
    truth = make_truth(60, 0)
    result = solve(make_pairing(truth, map_side, degrees), OPTIONS)
    assert result.matches.sar_px == pytest.approx(truth.target, abs=1e-4)
    assert result.sar.own_coordinates(result.matches.sar_px)[:, 0].mean() == pytest.approx(-118.37, abs=0.02)


def test_one_side_on_the_map_and_the_other_not(make_truth, make_pairing, map_side, pixel_side):
    truth = make_truth(100, 200)
    result = solve(make_pairing(truth, map_side, pixel_side), OPTIONS)
    assert result.verdict.accepted
    assert result.crs == "EPSG:32611"
    assert (result.optical.crs, result.sar.crs, result.units) == ("EPSG:32611", None, "px")
    middle = map_side.from_scene_pixels(np.array([[256.0, 256.0]]))
    expected = apply_matrix(truth.matrix, np.array([[256.0, 256.0]]))
    assert apply_matrix(result.model.matrix, middle) == pytest.approx(expected, abs=0.5)
    assert result.model.shift is None
    assert result.model.rotation_deg == pytest.approx(-12.0, abs=0.3)


def test_json_goes_round(on_map):
    _, result = on_map
    text = json.dumps(result.to_json(), allow_nan=False)
    again = MatchResult.from_json(json.loads(text))
    assert json.dumps(again.to_json(), allow_nan=False) == text
    row = json.loads(text)["matches"][0]
    assert list(row) == [
        "id",
        "optical",
        "sar",
        "optical_px",
        "sar_px",
        "score",
        "residual",
        "inlier",
        "use",
        "holdout",
    ]


def test_a_result_without_a_model_is_valid_json_too(make_truth, make_pairing, pixel_side):
    result = solve(make_pairing(make_truth(2, 0), pixel_side, pixel_side), OPTIONS)
    values = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert values["model"] is None
    assert values["matches"][0]["residual"] is None
    assert not values["verdict"]["accepted"]
    assert "too few" in values["verdict"]["reason"]
    assert MatchResult.from_json(values).to_json() == values


def test_no_match_at_all_is_a_verdict_not_an_error(make_truth, make_pairing, pixel_side):
    result = solve(make_pairing(make_truth(0, 0), pixel_side, pixel_side), OPTIONS)
    assert not result.verdict.accepted
    assert json.dumps(result.to_json(), allow_nan=False)


@pytest.mark.parametrize("broken", [{}, {"matches": 3}])
def test_what_is_no_result_is_refused(broken):
    with pytest.raises(InputError, match="not a match result"):
        MatchResult.from_json(broken)


def test_unused_matches_no_longer_pull_the_model(on_map):
    _, result = on_map
    use = result.matches.use.copy()
    chosen = np.flatnonzero(use & ~result.matches.holdout)[:20]
    use[:] = False
    use[chosen] = True
    edited = refit(result.to_json(), use.tolist())
    assert edited.accuracy.n_fit == 20
    assert edited.matches.use.sum() == 20
    least_squares = np.linalg.lstsq(
        np.column_stack([result.matches.optical[chosen] - 376_000, np.ones(20)]),
        result.matches.sar[chosen] - 376_000,
        rcond=None,
    )[0]
    middle = result.matches.optical[chosen].mean(axis=0)
    expected = np.append(middle - 376_000, 1) @ least_squares + 376_000
    assert apply_matrix(edited.model.matrix, middle[None])[0] == pytest.approx(expected, abs=1e-3)


def test_the_model_can_be_changed(on_map):
    _, result = on_map
    for kind in ("similarity", "homography"):
        edited = refit(result, result.matches.use, kind)
        assert edited.model.kind == kind
        assert edited.options.model == kind
        assert edited.verdict.accepted


def test_too_few_used_matches_are_told_by_the_verdict_and_can_be_undone(on_map):
    _, result = on_map
    edited = refit(result, np.zeros(len(result.matches), bool))
    assert edited.model is None
    assert "too few" in edited.verdict.reason
    again = refit(edited, None)
    assert again.verdict.accepted
    assert np.array_equal(again.matches.use, result.matches.use)


def test_the_flags_must_fit_the_matches(on_map):
    with pytest.raises(InputError, match="flags"):
        refit(on_map[1], [True, False])


def test_a_match_set_by_hand_takes_part(on_map):
    truth, result = on_map
    optical = result.optical.from_scene_pixels(np.array([[10.0, 500.0]]))
    sar = result.sar.from_scene_pixels(apply_matrix(truth.matrix, np.array([[10.0, 500.0]])))
    longer = add_matches(result, optical, sar)
    edited = refit(longer, longer.matches.use)
    assert edited.accuracy.n_fit == result.accuracy.n_fit + 1
    assert edited.matches.optical_px[-1] == pytest.approx([10.0, 500.0])
    assert edited.matches.inlier[-1]
    assert len(np.unique(edited.matches.ids)) == len(edited.matches)


def test_refit_of_two_thousand_matches_takes_under_twenty_milliseconds(make_truth, make_pairing, map_side):
    result = solve(make_pairing(make_truth(800, 1200), map_side, map_side), OPTIONS)
    times = []
    for _ in range(5):
        start = time.process_time()
        refit(result, result.matches.use)
        times.append(time.process_time() - start)
    assert min(times) < 0.02


def test_long_lists_lose_their_weakest_outliers_but_not_the_figures(make_truth, make_pairing, map_side):
    pairing = make_pairing(make_truth(150, 1500), map_side, map_side)
    whole = solve(pairing, OPTIONS)
    short = solve(pairing, MatchOptions(max_matches=400))
    assert len(short.matches) == 400
    assert short.dropped_outliers == 1250
    assert short.matches.inlier.sum() == whole.matches.inlier.sum()
    assert short.verdict.figures == whole.verdict.figures
    assert refit(short.to_json(), short.matches.use).verdict.figures["matches"] == 1650


@pytest.mark.parametrize(
    "values", [{"k": 3}, {"model": "spline"}, {"speed": 9}, {"holdout": 0.9}, {"threshold_px": "wide"}]
)
def test_options_out_of_range_are_refused(values):
    with pytest.raises(InputError) as refusal:
        MatchOptions.from_json(values)
    assert refusal.value.hint
