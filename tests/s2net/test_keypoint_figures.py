"""NC, NCM and CMR by hand, and the command that measures them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from optosar.training_cli.app import main
from optosar.training_cli.data.cross_modality import cross_pairs
from optosar.training_cli.evaluate.keypoints import measure_method, measure_pair, summarise
from optosar.training_cli.methods.base import Keypoints
from optosar.training_cli.methods.rift import Rift, describe, structure
from optosar.training_cli.methods.sift import Sift

SHAPES = (200, 300), (200, 300)


def keypoints(xy, codes):
    descriptors = np.zeros((len(xy), 64), np.float32)
    descriptors[np.arange(len(xy)), codes] = 1
    return Keypoints(np.array(xy, np.float32), np.linspace(1, 0.1, len(xy), dtype=np.float32), descriptors)


def test_correspondences_and_right_matches_by_hand():
    ours = keypoints([(10, 10), (50, 50), (90, 90), (150, 150)], [0, 1, 2, 3])
    # The first matches rightly, the second wrongly though its partner is there, the third lies 4 px off, the fourth has
    # no partner at all.
    theirs = keypoints([(12, 10), (50, 52), (94, 90), (250, 20)], [0, 9, 2, 1])
    found = measure_pair("a", ours, theirs, np.eye(3), SHAPES)
    assert (found.nc, found.ncm, found.matches) == (2, 1, 3)
    assert found.cmr == 0.5
    assert found.repeatability == pytest.approx(0.5)
    assert found.accuracy[:4] == pytest.approx((0, 1 / 3, 1 / 3, 2 / 3))
    assert found.rmse == pytest.approx(2)
    assert found.corner_error is None


def test_the_truth_may_be_any_map():
    rng = np.random.default_rng(1)
    matrix = np.array([[0.9, 0.1, 12.0], [-0.1, 0.9, 30.0], [0, 0, 1]])
    points = rng.uniform(40, 160, (40, 2))
    moved = points @ matrix[:2, :2].T + matrix[:2, 2]
    found = measure_pair("a", keypoints(points, range(40)), keypoints(moved, range(40)), matrix, SHAPES)
    assert found.nc >= found.ncm == 40
    assert found.corner_error < 0.01


def test_means_are_of_ratios_and_failures_count():
    good = measure_pair("a", keypoints([(10, 10)], [0]), keypoints([(10, 10)], [0]), np.eye(3), SHAPES)
    third = measure_pair(
        "b", keypoints([(10, 10)] * 3, [0, 1, 2]), keypoints([(10, 11)], [9]), np.eye(3), SHAPES
    )
    empty = Keypoints(np.zeros((0, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 64), np.float32))
    nothing = measure_pair("c", empty, empty, np.eye(3), SHAPES)
    mean = summarise([good, third, nothing])
    # One right match of one correspondence, one of three, none of none.
    assert mean["cmr"] == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert mean["cmr_pooled"] == pytest.approx(2 / 4)
    assert mean["failures"] == 3
    assert mean["success"]["3"] == 0
    assert nothing.cmr == nothing.repeatability == 0


def test_sift_gives_the_number_asked_for_and_finds_itself(shared):
    (pair,) = cross_pairs("roadscene/test", shared)
    visible, _ = pair.load()
    found = Sift().extract(visible, "visible", 100)
    assert len(found) == 100
    itself = measure_pair("a", found, found, np.eye(3), ((150, 240), (150, 240)))
    assert itself.nc == 100
    assert itself.ncm > 90
    assert itself.corner_error < 0.1
    assert len(Sift().extract(np.full((64, 64), 9, np.uint8), "other", 10)) == 0


def test_rift_matches_where_grey_values_are_folded_and_sift_does_not(shared):
    pairs = cross_pairs("roadscene/test", shared)
    rift, sift = (summarise(measure_method(method, pairs, (300,))[300]) for method in (Rift(), Sift()))
    assert rift["extracted"] == [300, 300]
    assert rift["ncm"] > 3 * sift["ncm"]
    assert rift["ncm"] > 30


def test_the_strongest_orientation_follows_the_structure():
    x = np.arange(96)
    waves = 127 + 100 * np.sin(2 * np.pi * x / 6)
    _, upright = structure(np.tile(waves, (96, 1)))
    _, lying = structure(np.tile(waves[:, None], (1, 96)))
    middle = np.s_[30:66, 30:66]
    assert np.unique(upright[middle]).tolist() == [0]
    assert np.unique(lying[middle]).tolist() == [3]
    codes = describe(upright, np.array([[48, 48]], np.float32))
    assert codes.shape == (1, 216)
    assert codes[0, :36].sum() == pytest.approx(6, abs=0.01)


def test_fewer_keypoints_are_the_best_of_more(shared):
    pairs = cross_pairs("rgb_nir/urban", shared)
    figures = measure_method(Sift(), pairs, (20, 60))
    assert figures[20][0].extracted == (20, 20)
    assert figures[60][0].nc >= figures[20][0].nc


def test_the_command_prints_and_saves(shared, tmp_path, capsys):
    out = tmp_path / "sift.json"
    arguments = [
        "--source",
        "roadscene/test",
        "--k",
        "50",
        "--shared",
        str(shared),
        "--out",
        str(out),
        "--json",
    ]
    assert main(["evaluate", "keypoints", "sift", *arguments]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(out.read_text())
    assert printed["figures"]["50"]["extracted"] == [50, 50]
    assert printed["pairs"][0]["pair"] == "0"
    assert main(["evaluate", "keypoints", "nothing.ckpt", "--shared", str(shared)]) != 0
