"""A bundled simulator of optical and SAR imagery of one landscape.

It serves where real imagery cannot be had: tests with known truth, the sample of a stranger without data,
and a share of the training mix. :func:`simulate_pair` is the entry point.
"""

from __future__ import annotations

from .scene import Season, SimulatedPair, Truth, simulate_pair

__all__ = ["Season", "SimulatedPair", "Truth", "simulate_pair"]
