"""The figures of the main job, by the nominal registration and by a refined truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import rasterio.crs
from affine import Affine

from optosar.models.errors import InputError
from optosar.models.matching.displacement.field import DisplacementField
from optosar.training_cli.evaluate.main_job import Job, summarise, true_displacements

GRID = Affine(10.0, 0.0, 376_000.0, 0.0, -10.0, 3_770_000.0)


def job(offset, truth=None, accepted=True, best=10.0) -> Job:
    return Job((0.0, 0.0), 10.0, best, 1, accepted, offset, False, truth)


def test_places_are_judged_by_the_refined_truth_where_it_is_sure():
    jobs = [job((6.0, 1.0), (6.5, 1.0)), job((2.0, 0.0), (0.0, 0.0)), job((1.0, 1.0)), job(None, (1.0, 1.0))]
    figures = summarise([*jobs, job((3.0, 3.0), (3.0, 3.0), accepted=False)])
    assert figures["accepted"] == 0.8
    assert figures["located_5px"] == 0.4
    assert figures["refined_queries"] == 2
    assert figures["refined_median_px"] == pytest.approx(1.25)
    assert [figures[f"refined_within_{limit}px"] for limit in (1, 2, 5)] == [0.5, 1.0, 1.0]


def test_without_a_refined_truth_nothing_is_said_of_it():
    assert not [name for name in summarise([job((1.0, 1.0))]) if name.startswith("refined")]


def test_places_take_their_displacement_from_the_field(write_view):
    scene = write_view("optical.tif", "optical", size=(320, 320), where=GRID)
    rows, cols = np.mgrid[:10, :10].astype(np.float32)
    unsure = np.where(cols < 5, 0.3, np.inf).astype(np.float32)
    field = DisplacementField(np.stack([cols, rows]), unsure, 32, GRID, rasterio.crs.CRS.from_epsg(32611))
    # The middles of the nodes at column 2, row 6, and at column 8, row 1.
    places = np.column_stack(GRID * (np.array([[2.5, 6.5], [8.5, 1.5]]) * 32).T)
    known, unknown = true_displacements(field, scene, 10.0, places)
    assert known == pytest.approx((2.0, 6.0), abs=0.01)
    assert unknown is None
    with pytest.raises(InputError, match="not measured on the pixels"):
        true_displacements(replace(field, transform=GRID * Affine.translation(1, 0)), scene, 10.0, places)
