"""Two measurements of one displacement, set against each other."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.matching.displacement.measure import Measured
from optosar.models.matching.displacement.scenes import agreement
from optosar.models.matching.displacement.smooth import Smoothed, smooth

SHAPE = (40, 40)
EVERYWHERE = np.ones(SHAPE, bool)


def test_noise_of_a_measurement_is_told_from_that_of_its_field() -> None:
    truth = np.stack([np.full(SHAPE, 3.0), np.zeros(SHAPE)])
    uncertainty = np.where(np.arange(40) < 30, 0.2, 2.0) * np.ones(SHAPE)
    kept = np.indices(SHAPE)[1] < 20
    first = Measured(truth, EVERYWHERE, EVERYWHERE, Smoothed(truth, kept, 0.3), uncertainty, 30.0, 32)
    noisy = truth + np.random.default_rng(0).normal(0, 1.0, (2, *SHAPE))
    fitted = smooth(noisy, EVERYWHERE, 30.0)
    second = Measured(noisy, EVERYWHERE, EVERYWHERE, fitted, np.zeros(SHAPE), 30.0, 32)

    found = agreement(first, second, 0.5)
    # The unsure quarter does not count, nor what only one of them kept.
    assert found["sure"]["places"] == fitted.kept[:, :30].sum()
    assert found["kept"]["places"] == fitted.kept[:, :20].sum()
    assert found["sure"]["share_of_covered"] == pytest.approx(0.75, abs=0.03)
    for places in found.values():
        assert places["measured"]["within_1_px"] < 0.5
        assert places["field"]["within_1_px"] == 1.0
    assert agreement(first, second, 0.1)["sure"] == {"places": 0, "share_of_covered": 0.0}
