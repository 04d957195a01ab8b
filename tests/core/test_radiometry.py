"""One radiometric convention: the same ground gives the same network input, however the product is scaled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optosar.models.imagery.radiometry import detect_radiometry, standardise, to_canonical

RNG = np.random.default_rng(3)
AMPLITUDE = RNG.gamma(3.0, 120.0, (1, 40, 40)).astype(np.float32)
EVERYWHERE = np.ones((40, 40), bool)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((AMPLITUDE / 8).clip(0, 255).astype(np.uint8), "byte"),
        (AMPLITUDE.astype(np.uint16), "amplitude"),
        ((AMPLITUDE / 1000) ** 2, "intensity"),
        (20 * np.log10(AMPLITUDE / 1000), "db"),
    ],
)
def test_the_usual_products_are_told_apart(values: np.ndarray, expected: str) -> None:
    radiometry, why = detect_radiometry(values)
    assert radiometry == expected
    assert why


def test_amplitude_intensity_and_decibel_look_the_same_to_the_network() -> None:
    amplitude = standardise(to_canonical(AMPLITUDE, EVERYWHERE, "sar", "amplitude"), EVERYWHERE)
    intensity = standardise(to_canonical(AMPLITUDE**2, EVERYWHERE, "sar", "intensity"), EVERYWHERE)
    decibel = standardise(to_canonical(20 * np.log10(AMPLITUDE), EVERYWHERE, "sar", "db"), EVERYWHERE)
    np.testing.assert_allclose(amplitude, decibel, atol=1e-3)
    np.testing.assert_allclose(intensity, decibel, atol=1e-3)


@settings(max_examples=30, deadline=None)
@given(gain=st.floats(0.01, 1000), offset=st.floats(-1000, 1000))
def test_gain_and_offset_do_not_matter(gain: float, offset: float) -> None:
    image = RNG.normal(0, 1, (3, 20, 20)).astype(np.float32)
    valid = np.ones((20, 20), bool)
    np.testing.assert_allclose(
        standardise((image * gain + offset).astype(np.float32), valid), standardise(image, valid), atol=0.05
    )


def test_pixels_without_data_are_the_mean_and_do_not_count() -> None:
    image = RNG.normal(5, 2, (1, 20, 20)).astype(np.float32)
    valid = np.ones((20, 20), bool)
    valid[:5] = False
    image[:, :5] = 1e6
    out = standardise(image, valid)
    assert not out[:, :5].any()
    assert abs(float(out[:, 5:].mean())) < 0.05


def test_a_blank_tile_stays_blank() -> None:
    assert not standardise(np.full((1, 8, 8), 7, np.float32), np.ones((8, 8), bool)).any()
