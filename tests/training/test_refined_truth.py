"""Training windows and the evaluation of matching follow a refined truth."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.training_cli.data.matching_stream import WarpedPairStream
from optosar.training_cli.data.pairs import ImagePair, textured_places
from optosar.training_cli.data.stream import SourceMix
from optosar.training_cli.evaluate.matching import Warp, draw_cases, summarise


def test_windows_follow_the_field(moved_pair: ImagePair) -> None:
    batch = WarpedPairStream([SourceMix([moved_pair], 3)], 1, size=128, seed=3)[0]
    likeness = []
    for optical, sar, seen, other, matrix in zip(
        *(batch[key].numpy() for key in ("optical", "sar", "optical_valid", "sar_valid", "to_sar"))
    ):
        rows, cols = np.nonzero(seen)
        places = np.rint(np.column_stack([cols, rows]) @ matrix[:2, :2].T + matrix[:2, 2]).astype(int)
        inside = ((places >= 0) & (places < 128)).all(axis=1)
        inside[inside] = other[places[inside, 1], places[inside, 0]]
        theirs = sar[0][places[inside, 1], places[inside, 0]]
        likeness.append(np.corrcoef(optical.mean(0)[rows[inside], cols[inside]], theirs)[0, 1])
    # Colours and grey values are changed at random, which may turn the likeness round; not the place.
    assert np.abs(likeness).mean() > 0.5


def test_uncertain_places_are_left_out(moved_pair: ImagePair) -> None:
    assert textured_places(moved_pair, 128)[:, 0].max() < 384
    batch = WarpedPairStream([SourceMix([moved_pair], 8)], 1, size=256, seed=1)[0]
    assert not batch["optical_valid"].all()


def test_cases_are_drawn_again_from_their_seeds(moved_pair: ImagePair) -> None:
    warp = Warp()
    first, again = (draw_cases(moved_pair, 5, 3, warp, 256) for _ in range(2))
    assert first == again
    assert first[:3] == draw_cases(moved_pair, 3, 3, warp, 256)
    assert all(
        abs(c.rotation) <= 30 and 0.8 <= c.scale <= 1.25 and max(map(abs, c.shift)) <= 64 for c in first
    )


def test_corners_are_also_judged_over_windows_alone_whose_truth_is_sure_all_over(
    moved_pair: ImagePair,
) -> None:
    assert moved_pair.known_quarters((320, 256), 128).tolist() == [1, 1, 1, 1]
    # The right half of this one lies where the field is unsure.
    assert moved_pair.known_quarters((384, 256), 128).tolist() == [1, 0, 1, 0]
    good = {"nc": 100, "matches": 80, "ncm": 50, "cmr": 0.5, "corner_error_px": 1.0, "rmse_px": 0.9}
    far = {**good, "corner_error_px": 20.0}
    rows = [
        {
            "seconds": 1.0,
            "accepted": True,
            "keypoints": [9, 9],
            "refined": one,
            "known_quarters": quarters,
            "truth_corner_error_px": corners,
        }
        for one, quarters, corners in (
            (good, [1, 1, 0.5, 1], 0.9),
            (far, [1, 1, 0.4, 1], 0.9),
            (far, [1, 1, 1, 1], 1.1),
        )
    ]
    figures = summarise(rows)
    assert (figures["refined"]["windows"], figures["refined"]["success_3px"]) == (3, pytest.approx(1 / 3))
    assert (figures["refined_sure"]["windows"], figures["refined_sure"]["success_3px"]) == (1, 1.0)


def test_failures_count_against_success() -> None:
    good = {"nc": 100, "matches": 80, "ncm": 50, "cmr": 0.5, "corner_error_px": 1.0, "rmse_px": 0.9}
    failed = {"nc": 100, "matches": 10, "ncm": 0, "cmr": 0.0, "corner_error_px": None}
    rows = [
        {"seconds": 1.0, "accepted": ok, "keypoints": [9, 9], "published": one}
        for ok, one in ((True, good), (False, failed))
    ]
    figures = summarise(rows)["published"]
    assert figures["success_3px"] == figures["success_10px"] == 0.5
    assert figures["ncm"] == 25
    assert figures["cmr_pooled"] == 0.25
