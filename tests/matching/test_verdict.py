"""The verdict and its calibration."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.models.matching.calibration import binomial_bound, calibrate
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.refit import solve
from optosar.models.matching.verdict import Evidence, Thresholds, judge, significance

GOOD = Evidence(
    matches=600,
    inliers=100,
    inlier_ratio=100 / 600,
    significance=200.0,
    spread=0.9,
    scale=1.02,
    rotation_deg=3.0,
    anisotropy=1.01,
    foreshortening=1.0,
    rmse_px=1.2,
)


def test_good_evidence_is_accepted_with_its_figures():
    verdict = judge(GOOD, Thresholds.load())
    assert verdict.accepted
    assert verdict.title == "Accepted"
    assert "100 of 600" in verdict.reason
    assert verdict.figures["inliers"] == 100


@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        ({"inliers": 6}, "Only 6 of 600"),
        ({"inlier_ratio": 0.001}, "0.1%"),
        ({"significance": 0.5}, "chance"),
        ({"confirmed": 5.0}, "does not confirm"),
        ({"spread": 0.05}, "too little of the image"),
        ({"scale": 3.0}, "scale"),
        ({"anisotropy": 2.0}, "unevenly"),
        ({"foreshortening": 2.0}, "unevenly"),
    ],
)
def test_each_flaw_is_named_and_comes_with_a_next_step(flaw, words):
    verdict = judge(replace(GOOD, **flaw), Thresholds.load())
    assert not verdict.accepted
    assert verdict.title == "No reliable match"
    assert words in verdict.reason
    assert verdict.hint


def test_significance_grows_with_agreement_and_falls_with_the_number_of_chances():
    few = significance(600, 8, "affine", 3.0, 512.0**2)
    many = significance(600, 30, "affine", 3.0, 512.0**2)
    assert few < 2
    assert many > 20
    assert significance(6000, 30, "affine", 3.0, 512.0**2) < many
    assert significance(600, 3, "affine", 3.0, 512.0**2) < 0


def test_matches_by_chance_are_never_accepted_and_true_ones_are(make_truth, make_pairing, pixel_side):
    options = MatchOptions()
    for seed in range(30):
        chance = make_pairing(make_truth(0, 600, seed=seed), pixel_side, pixel_side)
        assert not solve(chance, options).verdict.accepted
        true = make_pairing(make_truth(45, 600, seed=seed), pixel_side, pixel_side)
        assert solve(true, options).verdict.accepted


def test_calibration_reports_both_kinds_of_acceptance(make_truth, make_pairing, pixel_side):
    options = MatchOptions()

    def verdicts(right: int, seeds: range):
        return [
            solve(make_pairing(make_truth(right, 300, seed=s), pixel_side, pixel_side), options).verdict
            for s in seeds
        ]

    true, false = verdicts(40, range(25)), verdicts(0, range(100, 140))
    start = Thresholds(min_inliers=3, min_inlier_ratio=0.0, min_significance=-100.0, min_spread=0.0)
    found = calibrate(true, false, start)
    assert found.true_acceptance == 1.0
    assert found.false_acceptance == 0.0
    assert found.false_acceptance_bound == pytest.approx(1 - 0.05 ** (1 / 40), abs=1e-6)
    assert found.thresholds.min_significance > start.min_significance
    strict = [
        judge(e, found.thresholds).accepted for e in (GOOD, replace(GOOD, inliers=5, significance=-8.0))
    ]
    assert strict == [True, False]


def test_what_structure_confirms_must_exceed_all_wrong_pairs():
    def seen(at_first: float, at_last: float, significance: float):
        looks = {"confirmed": max(at_first, at_last), "confirmed_at_first": at_first}
        return judge(replace(GOOD, significance=significance, **looks), Thresholds())

    true = [seen(150, 100, 60), seen(300, 310, 200), seen(50, 110, 90), seen(60, 90, 90)]
    found = calibrate(true, [seen(70, 60, 80), seen(10, 89.5, 30), seen(40, 20, 85)], Thresholds())
    assert found.thresholds.min_confirmed == pytest.approx(70)
    # 89.5 is what a second look finds at a wrong place; the third of the true ones is more, the last is not.
    assert found.thresholds.second_look == 20
    assert found.thresholds.min_significance == pytest.approx(85)
    assert (found.true_acceptance, found.false_acceptance) == (pytest.approx(3 / 4), 0)


def test_further_looks_need_more_than_any_wrong_pair_has_in_them():
    def seen(at_first: float, at_last: float):
        looks = {"confirmed": max(at_first, at_last), "confirmed_at_first": at_first}
        return judge(replace(GOOD, significance=60, **looks), Thresholds())

    true, false = [seen(150, 100)], [seen(70, 60), seen(10, 89.5)]
    unseen = judge(replace(GOOD, significance=75), Thresholds())
    # Of a second look what is beyond its own threshold, 20, counts; 60 is the significance of all wrong pairs above.
    for turned, more in (
        ([seen(10, 95)], 5),
        ([seen(82, 60)], 12),
        ([unseen], 15),
        ([seen(20, 30)], 0),
        ([], 0),
    ):
        found = calibrate(true, false, Thresholds(), turned_results=turned).thresholds
        assert found.further_looks == more
        assert found.of_further_looks().min_confirmed == pytest.approx(70 + more)


def test_evidence_is_found_again_in_the_figures():
    for evidence in (GOOD, replace(GOOD, confirmed=90.0, confirmed_at_first=80.0)):
        assert Evidence.from_figures(judge(evidence, Thresholds()).figures) == evidence
    assert Evidence.from_figures({"matches": 3.0, "inliers": 0.0}) is None


def test_a_calibration_can_be_stored_and_loaded(tmp_path, make_truth, make_pairing, pixel_side):
    verdicts = [
        solve(make_pairing(make_truth(n, 200, seed=n), pixel_side, pixel_side), MatchOptions()).verdict
        for n in (0, 60)
    ]
    found = calibrate(verdicts[1:], verdicts[:1])
    path = tmp_path / "verdict.json"
    path.write_text(json.dumps(found.to_json(), allow_nan=False), encoding="utf-8")
    assert Thresholds.load(path) == found.thresholds


def test_a_calibration_without_pairs_is_refused():
    with pytest.raises(InputError):
        calibrate([], [])


@pytest.mark.parametrize("text", ["{", '{"thresholds": {"min_luck": 3}}', "{}", '{"thresholds": 3}'])
def test_a_damaged_thresholds_file_is_refused(tmp_path, text):
    path = tmp_path / "verdict.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="verdict"):
        Thresholds.load(path)


def test_the_bound_is_the_rule_of_three_for_no_success():
    assert binomial_bound(0, 500) == pytest.approx(3 / 500, rel=0.01)
    assert binomial_bound(5, 5) == 1.0
    assert 0.1 < binomial_bound(10, 100) < np.nextafter(0.2, 1)
