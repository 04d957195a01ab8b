"""Matches are confirmed by the structure around them or not, and moved to where it lies."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from scipy import ndimage

from optosar.models.errors import Cancelled
from optosar.models.imagery.windows import Patch
from optosar.models.matching.describe import Described
from optosar.models.matching.displacement.structure import structure
from optosar.models.matching.fitting import fitted
from optosar.models.matching.frames import Side
from optosar.models.matching.geometry import apply_matrix
from optosar.models.matching.join import JoinedMatches
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.refit import Pairing, refit
from optosar.models.matching.sharpen import sharpened
from optosar.models.matching.sight import Sight, through_patch
from optosar.models.matching.verdict import Thresholds

SIZE = 320
#: SAR px (corner origin) of what the optical window shows: turned by 4 degrees, and moved.
TRUTH = Affine.translation(6, -4) * Affine.rotation(4, (SIZE / 2, SIZE / 2))
WINDOW = Affine.translation(1000, 2000)


def as_matrix(transform):
    return np.array(tuple(transform)).reshape(3, 3)


def mapped(transform, points):
    return np.stack(transform * points.T, axis=1)


@pytest.fixture(scope="module")
def windows():
    """An optical window and a SAR one of the same ground: edges in the same places, other values between them."""
    rng = np.random.default_rng(5)
    ground = ndimage.zoom(rng.uniform(0, 1, (30, 30)), 16, order=0)[80 : 80 + 2 * SIZE, 80 : 80 + 2 * SIZE]
    rows, cols = np.mgrid[:SIZE, :SIZE].astype(float)

    def seen(transform, values):
        x, y = transform * (cols + 0.5, rows + 0.5)
        return ndimage.map_coordinates(values, [y - 0.5 + 40, x - 0.5 + 40], order=1, mode="nearest")

    optical = ndimage.gaussian_filter(255 * seen(Affine.identity(), ground), 0.7)
    sar = 200 * seen(~TRUTH, np.cos(5 * ground) ** 2 + 0.2) * np.sqrt(rng.gamma(20, 1 / 20, (SIZE, SIZE)))
    valid = np.ones((SIZE, SIZE), np.bool_)
    return (
        Patch(np.stack([optical] * 3).astype(np.float32), valid, WINDOW, None),
        Patch(sar[None].astype(np.float32), valid, Affine.identity(), None),
    )


@pytest.fixture
def pairing():
    """80 matches that are right within some pixels, and 40 that are not."""
    rng = np.random.default_rng(0)
    pixels = rng.uniform(40, SIZE - 40, (120, 2))
    partners = mapped(TRUTH, pixels) + rng.normal(0, 2.0, pixels.shape)
    partners[80:] = rng.uniform(0, SIZE, (40, 2))
    side = Side("", None, None, (1.0, 0, 0, 0, 1, 0), SIZE, SIZE, 1.0)
    optical = mapped(WINDOW, pixels)
    return Pairing(side, side, optical, partners, np.full(120, 0.8, np.float32), optical, partners, SIZE**2)


def near_truth():
    """What a model fitted to such matches might be: off by some pixels."""
    return as_matrix(Affine.translation(3, -2) * TRUTH * ~WINDOW)


def keypoints():
    ticks = np.arange(4.0, SIZE, 8)
    return mapped(WINDOW, np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2))


def away(found):
    return np.hypot(*(found.sar - mapped(TRUTH * ~WINDOW, found.optical)).T)


def test_matches_become_sharper_though_the_model_was_off(windows, pairing):
    optical, sar = windows
    found = sharpened(
        pairing, near_truth(), keypoints(), Sight(lambda: [optical], through_patch(sar), structure)
    ).pairing
    assert np.median(away(pairing)[:80]) > 1.5
    assert np.median(away(found)) < 0.5
    assert len(found.optical) > 60
    assert ((found.score > 0.1) & (found.score <= 1)).all()


def test_they_are_spread_evenly_and_those_that_disagreed_are_counted(windows, pairing):
    optical, sar = windows
    found = sharpened(
        pairing, near_truth(), keypoints(), Sight(lambda: [optical], through_patch(sar), structure)
    ).pairing
    squares = np.floor(optical.map_to_px(found.optical) / 24).astype(int)
    assert len(np.unique(squares, axis=0)) == len(squares)
    assert 30 <= found.dropped <= 45


def test_a_window_without_structure_keeps_its_matches(windows, pairing):
    optical, sar = windows
    blank = Patch(np.full_like(sar.data, 80), sar.valid, sar.transform, None)
    found = sharpened(
        pairing, near_truth(), keypoints(), Sight(lambda: [optical], through_patch(blank), structure)
    ).pairing
    np.testing.assert_array_equal(found.optical, pairing.optical)
    np.testing.assert_array_equal(found.sar, pairing.sar)
    assert found.dropped == 0


def test_a_window_whose_structure_supports_no_place_keeps_its_matches(windows, elsewhere, pairing):
    """Of two windows that both were taken for right, as in an overlap, one shows other ground."""
    optical, sar = windows
    other = Patch(optical.data, optical.valid, Affine.translation(0, SIZE) * WINDOW, None)
    rows = other.px_to_map(optical.map_to_px(pairing.optical))
    both = replace(
        pairing,
        optical=np.vstack([pairing.optical, rows]),
        sar=np.vstack([pairing.sar, pairing.sar]),
        score=np.tile(pairing.score, 2),
    )

    def through(window, matrix):
        seen = through_patch(sar if window is optical else elsewhere[1])(optical, matrix)
        return replace(seen, transform=seen.transform if window is optical else sar.transform)

    sight = Sight(lambda: [optical, other], through, structure, count=2)
    points = np.vstack([keypoints(), keypoints() + np.array([0, SIZE])])
    found = sharpened(both, near_truth(), points, sight).pairing
    below = found.optical[:, 1] >= WINDOW.f + SIZE
    np.testing.assert_array_equal(found.optical[below], rows)
    assert np.median(away(replace(found, optical=found.optical[~below], sar=found.sar[~below]))) < 0.5


def test_only_places_that_are_wanted_are_taken(windows, pairing):
    optical, sar = windows
    sight = Sight(
        lambda: [optical], through_patch(sar), structure, wanted=lambda places: places[:, 0] < SIZE / 2
    )
    held = pairing.sar[:, 0] < SIZE / 2
    wanted = replace(pairing, optical=pairing.optical[held], sar=pairing.sar[held], score=pairing.score[held])
    found = sharpened(wanted, near_truth(), keypoints(), sight).pairing
    assert len(found.sar) >= 12
    assert (found.sar[:, 0] < SIZE / 2).all()


@pytest.fixture(scope="module")
def elsewhere(windows):
    """The optical window, and a SAR one of other ground."""
    optical, sar = windows
    rng = np.random.default_rng(9)
    woods = ndimage.gaussian_filter(rng.normal(0, 1, (SIZE, SIZE)), 5) * 20
    speckled = 200 * (1.2 + np.tanh(woods)) * np.sqrt(rng.gamma(20, 1 / 20, (SIZE, SIZE)))
    return optical, Patch(speckled[None].astype(np.float32), sar.valid, sar.transform, None)


def solved(pairing, windows, limits):
    """What becomes of matches as they are found: each has a descriptor of its own."""
    optical, sar = windows
    scores, descriptors = np.ones(len(pairing.optical), np.float32), np.eye(len(pairing.optical), dtype="f4")
    joined, options = JoinedMatches(), MatchOptions()
    ours = Described(pairing.optical, scores, descriptors, SIZE**2)
    joined.add(ours, Described(pairing.sar, scores, descriptors, SIZE**2), options, scores > 0)
    sight = Sight(lambda: [optical], through_patch(sar), structure)
    return fitted(joined, pairing.optical_side, pairing.sar_side, options, limits, sight)


def test_structure_confirms_matches_at_the_true_place_only(windows, elsewhere, pairing):
    def confirmed(optical, sar):
        sight = Sight(lambda: [optical], through_patch(sar), structure)
        return sharpened(pairing, near_truth(), keypoints(), sight).confirmed

    assert confirmed(*windows) > 1.5 * confirmed(*elsewhere)


def test_structure_that_does_not_confirm_enough_tells_where_to_look_again(windows, pairing):
    """Matches of one part whose model is 6 % too large: it is off elsewhere, and put right by a second look."""
    optical, sar = windows
    rng = np.random.default_rng(0)
    pixels, partners = optical.map_to_px(pairing.optical), pairing.sar.copy()
    pixels[:80] = 60 + 0.4 * pixels[:80]
    partners[:80] = mapped(TRUTH * Affine.scale(1.06), pixels[:80] + 0.5) + rng.normal(0, 0.3, (80, 2))
    corner = replace(pairing, optical=optical.px_to_map(pixels), sar=partners)

    def off(matrix):
        corners = mapped(WINDOW, SIZE * np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]]))
        return np.hypot(*(apply_matrix(matrix, corners) - mapped(TRUTH * ~WINDOW, corners)).T).max()

    limits = Thresholds(min_significance=1e3, min_confirmed=1e3, second_look=5.0)
    refused = solved(corner, windows, limits)
    assert not refused.verdict.accepted
    assert off(refused.model.matrix) > 10
    sight = Sight(lambda: [optical], through_patch(sar), structure)
    first = sharpened(corner, refused.model.matrix, keypoints(), sight, needed=1e3)
    np.testing.assert_array_equal(first.pairing.sar, corner.sar)
    assert off(first.lies) < 1
    assert refused.confirmed > first.confirmed + 10
    between = (refused.confirmed + first.confirmed) / 2
    assert not solved(
        corner, windows, replace(limits, min_confirmed=between, second_look=30.0)
    ).verdict.accepted
    result = solved(corner, windows, replace(limits, min_confirmed=between))
    assert result.verdict.accepted, result.verdict.reason
    assert off(result.model.matrix) < 1


def test_few_matches_are_believed_once_structure_confirms_them(windows, pairing):
    limits = Thresholds(min_significance=1000.0, min_confirmed=30.0)
    result = solved(pairing, windows, limits)
    assert result.verdict.accepted, result.verdict.reason
    assert result.sharpened
    assert result.confirmed > 30
    edited = json.loads(json.dumps(result.to_json()))
    assert refit(edited, thresholds=limits).verdict.accepted


def test_matches_that_agree_where_structure_does_not_are_refused(elsewhere, pairing):
    limits = Thresholds(min_significance=30.0, min_confirmed=170.0)
    result = solved(pairing, elsewhere, limits)
    assert result.verdict.figures["significance"] > 30
    assert not result.verdict.accepted
    assert "structure of both images does not confirm" in result.verdict.reason
    assert not result.sharpened


def test_without_structure_keypoints_decide_alone(windows, pairing):
    optical, sar = windows
    nothing = Patch(sar.data, np.zeros_like(sar.valid), sar.transform, None)
    result = solved(pairing, (optical, nothing), Thresholds(min_significance=30.0, min_confirmed=1e6))
    assert result.verdict.accepted, result.verdict.reason
    assert result.confirmed is None


def test_it_can_be_cancelled(windows, pairing):
    optical, sar = windows

    def cancel(_part, _text):
        raise Cancelled

    with pytest.raises(Cancelled):
        sharpened(
            pairing,
            near_truth(),
            keypoints(),
            Sight(lambda: [optical], through_patch(sar), structure),
            cancel,
        )


def test_a_window_read_through_the_truth_shows_the_same_ground(windows):
    optical, sar = windows
    seen = through_patch(sar)(optical, as_matrix(TRUTH * ~WINDOW))
    inner = np.s_[30:-30, 30:-30]
    edges = [
        ndimage.gaussian_gradient_magnitude(image, 2.0)[inner] for image in (optical.data[0], seen.data[0])
    ]
    assert np.corrcoef(edges[0].ravel(), edges[1].ravel())[0, 1] > 0.3
    np.testing.assert_allclose(seen.px_to_map(np.array([[0.0, 0.0]])), mapped(TRUTH, np.array([[0.5, 0.5]])))
    assert not seen.valid.all()
    assert seen.valid[inner].all()
