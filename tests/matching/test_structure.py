"""Orientated gradients: edges of SAR images are seen on every scale of values."""

from __future__ import annotations

import numpy as np

from optosar.models.matching.displacement.structure import structure


def test_decibel_below_zero_has_edges_too() -> None:
    """Calibrated backscatter lies between -25 and 0 dB."""
    valid = np.ones((64, 64), bool)
    image = np.full((1, 64, 64), -20.0, np.float32)
    image[:, :, 32:] = -5.0
    maps = structure(image, valid, "sar")
    assert maps[:, 20:44, 30:34].max() > 0.3
    assert maps[:, 20:44, 10:20].max() < 0.05


def test_nothing_is_seen_where_there_is_no_data() -> None:
    assert not structure(np.ones((3, 16, 16), np.float32), np.zeros((16, 16), bool), "optical").any()
