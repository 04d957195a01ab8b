"""At which pixel size two scenes on the map are matched."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine

from optosar.models.errors import InputError
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.overlap import suitable_gsd
from optosar.models.matching.scenes import match_scenes
from optosar.models.retrieval.region import Region

from .conftest import turn

TRAINED = 10.0


def metres(size: float) -> Affine:
    return Affine(size, 0.0, 376_000.0, 0.0, -size, 3_770_000.0)


@pytest.mark.parametrize(
    ("optical", "sar", "expected"),
    [
        # As the network was trained, and coarser.
        (10.0, 10.0, TRAINED),
        (30.0, 30.0, TRAINED),
        (7.0, 10.0, TRAINED),
        # The coarser scene has no more to show.
        (1.0, 10.0, TRAINED),
        (1.0, 2.5, 2.5),
        (1.0, 1.0, 1.0),
    ],
)
def test_small_scenes_are_matched_in_their_own_pixels(write_view, optical, sar, expected):
    ours = write_view("optical.tif", "optical", where=metres(optical))
    theirs = write_view("sar.tif", "sar", where=metres(sar))
    assert suitable_gsd(ours, theirs, None, TRAINED) == pytest.approx(expected)


def test_of_large_ones_no_more_pixels_are_matched_than_are_enough(write_view):
    size = (3000, 1500)
    ours = write_view("optical.tif", "optical", size=size, where=metres(1.0))
    theirs = write_view("sar.tif", "sar", size=size, where=metres(1.0))
    assert suitable_gsd(ours, theirs, None, TRAINED) == pytest.approx(np.sqrt(3000 * 1500) / 1024, rel=0.01)
    part = Region.rectangle(376_100, 3_768_900, 376_700, 3_769_500, "EPSG:32611")
    assert suitable_gsd(ours, theirs, part, TRAINED) == pytest.approx(1.0)
    # A click stands for as much ground as ever.
    assert suitable_gsd(ours, theirs, Region.point(377_000, 3_769_000, "EPSG:32611"), TRAINED) == TRAINED


def test_pixels_in_degrees_are_measured_on_the_ground(write_view):
    degrees = Affine(2e-5, 0.0, -118.3, 0.0, -2e-5, 34.0)
    ours, theirs = (
        write_view(f"{kind}.tif", kind, where=degrees, crs="EPSG:4326") for kind in ("optical", "sar")
    )
    # 2.2 m along a meridian, 1.8 m across.
    assert suitable_gsd(ours, theirs, None, TRAINED) == pytest.approx(2.02, abs=0.02)


def test_scenes_that_do_not_overlap_are_refused(write_view):
    ours = write_view("optical.tif", "optical", where=metres(1.0))
    theirs = write_view("sar.tif", "sar", where=metres(1.0) * Affine.translation(5000, 0))
    with pytest.raises(InputError, match="do not overlap"):
        suitable_gsd(ours, theirs, None, TRAINED)


def test_metre_class_scenes_are_brought_into_register_to_a_fraction_of_a_metre(write_view, extractor):
    """In pixels of 10 m, these would be 51 of them across."""
    truth = turn(2.0, 1.0, (14.0, -9.0))
    optical = write_view("optical.tif", "optical", where=metres(1.0))
    sar = write_view("sar.tif", "sar", truth, where=metres(1.0))
    result = match_scenes(optical, sar, extractor)
    assert result.verdict.accepted
    assert result.gsd == pytest.approx(1.0)
    shown = np.column_stack([result.matches.optical_px, np.ones(len(result.matches.optical_px))]) @ truth.T
    off = np.hypot(*(result.matches.sar_px - shown[:, :2]).T)
    assert np.median(off[result.matches.inlier]) < 0.5
    # Who wants another size says so.
    assert match_scenes(optical, sar, extractor, MatchOptions(gsd=2.0)).gsd == 2.0
