"""Two measurements of one displacement, set against each other."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine

from optosar.models.matching.displacement.field import DisplacementField
from optosar.models.matching.displacement.measure import Measured
from optosar.models.matching.displacement.scenes import agreement
from optosar.models.matching.displacement.smooth import smooth


def test_noise_of_a_measurement_is_told_from_that_of_its_field() -> None:
    shape = (40, 40)
    field = DisplacementField(
        np.stack([np.full(shape, 3.0, np.float32), np.zeros(shape, np.float32)]),
        np.where(np.arange(40) < 30, 0.2, 2.0).astype(np.float32) * np.ones(shape, np.float32),
        32,
        Affine.identity(),
        None,
    )
    noisy = field.displacement + np.random.default_rng(0).normal(0, 1.0, (2, *shape))
    everywhere = np.ones(shape, bool)
    fitted = smooth(noisy, everywhere, 30.0)
    second = Measured(noisy, everywhere, everywhere, fitted, np.zeros(shape), 30.0, 32)
    found = agreement(field, 0.5, second)
    # The unsure quarter does not count.
    assert found["places"] == fitted.kept[:, :30].sum()
    assert found["share_of_covered"] == pytest.approx(0.75, abs=0.03)
    assert found["measured"]["within_1_px"] < 0.5
    assert found["field"]["within_1_px"] == 1.0
    unsure = agreement(field, 0.1, second)
    assert unsure == {"places": 0, "share_of_covered": 0.0}
