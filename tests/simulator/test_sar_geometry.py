"""SAR physics on scenes simple enough to check by hand: speckle, layover, foreshortening, shadow."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from optosar.training_cli.simulator.sar import (
    Look,
    SarImage,
    from_range_lines,
    observe,
    speckle,
    to_range_lines,
)

GSD = 10.0
SHAPE = (64, 256)


def look(incidence: float = 40.0, *, east: bool = True, heading: float = 0.0, looks: float = 1000.0) -> Look:
    return Look(np.deg2rad(incidence), east, np.deg2rad(heading), looks, -60.0)


def image(ground: NDArray[np.float32], radar: Look, *, orthorectified: bool = True) -> SarImage:
    level = np.ones(SHAPE, np.float32)
    return observe(
        ground, np.zeros(SHAPE, np.float32), level, GSD, radar, np.random.default_rng(0), orthorectified
    )


def ridge(height: float, half_width: int) -> NDArray[np.float32]:
    """A straight ridge across the range direction, crest in column 128."""
    x = np.abs(np.arange(SHAPE[1]) - 128)
    return np.broadcast_to(height * np.clip(1 - x / half_width, 0, 1), SHAPE).astype(np.float32)


@pytest.mark.parametrize("looks", [1.0, 2.5, 4.4, 16.0])
@pytest.mark.parametrize("correlation", [0.0, 0.8])
def test_speckle_has_the_equivalent_number_of_looks_asked_for(looks: float, correlation: float) -> None:
    field = speckle((512, 512), np.random.default_rng(1), looks, correlation)
    assert field.mean() == pytest.approx(1.0, rel=0.02)
    assert field.mean() ** 2 / field.var() == pytest.approx(looks, rel=0.05)


def test_a_level_scene_keeps_its_backscatter() -> None:
    seen = image(np.zeros(SHAPE, np.float32), look(looks=4.0))
    assert seen.clean.mean() == pytest.approx(1.0, rel=0.01)
    assert seen.power.mean() ** 2 / seen.power.var() == pytest.approx(4.0, rel=0.25)
    assert not seen.layover.any()
    assert not seen.shadow.any()


def test_the_slope_towards_the_radar_is_bright_and_the_other_dark() -> None:
    seen = image(ridge(150.0, 40), look())
    facing, averted = seen.clean[:, 95:120].mean(), seen.clean[:, 136:160].mean()
    assert facing > 1.3
    assert averted < 0.8


def test_looking_west_mirrors_the_scene() -> None:
    east, west = image(ridge(150.0, 40), look()), image(ridge(150.0, 40), look(east=False))
    assert east.clean[:, 110].mean() > 1.3 > west.clean[:, 110].mean()
    np.testing.assert_allclose(east.clean, west.clean[:, ::-1][:, np.r_[255, 0:255]], rtol=0.6, atol=0.6)


def test_relief_moves_towards_the_radar_by_height_over_tangent() -> None:
    ground = np.full(SHAPE, 100.0, np.float32)
    seen = image(ground, look(45.0), orthorectified=False)
    np.testing.assert_allclose(seen.displacement, -10.0, atol=1e-3)


def test_a_steep_front_lays_over_only_when_steeper_than_the_ray() -> None:
    gentle, steep = ridge(120.0, 40), ridge(360.0, 16)
    assert not image(gentle, look(40.0), orthorectified=False).layover.any()
    assert image(steep, look(30.0), orthorectified=False).layover.any()


def test_the_back_of_a_steep_ridge_lies_in_shadow() -> None:
    # 360 m over 160 m is a slope of 66 degrees: hidden from every ray beyond 24 degrees of incidence.
    seen = image(ridge(360.0, 16), look(45.0))
    assert seen.shadow[:, 130:150].all()
    # The shadow of a crest of height h ends h * tan(incidence) behind it.
    end = 128 + 360.0 * np.tan(np.deg2rad(45.0)) / GSD
    last = int(np.flatnonzero(seen.shadow[32])[-1])
    assert last == pytest.approx(end, abs=1.5)
    assert not seen.shadow[:, :128].any()


@pytest.mark.parametrize("east", [True, False])
@pytest.mark.parametrize("heading", [-11.0, 0.0, 8.0])
def test_range_lines_are_undone_exactly(east: bool, heading: float) -> None:
    field = np.random.default_rng(0).random(SHAPE)
    radar = look(east=east, heading=heading)
    np.testing.assert_array_equal(from_range_lines(to_range_lines(field, radar), radar), field)
