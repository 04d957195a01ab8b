"""The displacement between two georeferenced scenes, and a second, independent measurement of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ...errors import InputError
from ...imagery.scene import Scene
from ...imagery.windows import Grid, read_patch, working_grid
from ...progress import Progress, no_progress
from .field import DisplacementField
from .measure import Block, Measured, Method, Reader, measure
from .smooth import halves_apart


def scene_reader(scene: Scene, grid: Grid) -> Reader:
    """Reads blocks of a scene on a grid."""

    def read(x: int, y: int, width: int, height: int) -> Block:
        patch = read_patch(scene, grid.crs, grid.transform * Affine.translation(x, y), width, height)
        return patch.data, patch.valid

    return read


def measure_scenes(
    optical: Scene,
    sar: Scene,
    gsd: float = 10.0,
    method: Method | None = None,
    progress: Progress = no_progress,
) -> tuple[Measured, DisplacementField]:
    """Measure the displacement on the working grid of the optical scene.

    Args:
        optical: the optical scene.
        sar: the SAR scene, registered to within the reach of the method.
        gsd: side of a pixel in CRS units.
        method: how; by orientated gradients when None.
        progress: reported to after each block.

    Returns:
        What was measured, and the field.

    Raises:
        InputError: the scenes share too little ground.
        Cancelled: by ``progress``.
    """
    grid = working_grid(optical, gsd)
    method = method or Method()
    readers = scene_reader(optical, grid), scene_reader(sar, grid)
    found = measure(*readers, (grid.width, grid.height), method, progress)
    if not found.smoothed.kept.any():
        raise InputError(
            f"No displacement could be measured between {optical.name} and {sar.name}.",
            "Choose scenes that show the same ground, registered to within 16 pixels.",
        )
    values, sigma = found.smoothed.values.astype(np.float32), found.uncertainty.astype(np.float32)
    halves = halves_apart(found.displacement, found.usable, found.stiffness).astype(np.float32)
    return found, DisplacementField(values, sigma, found.step, grid.transform, grid.crs, halves)


def statistics(found: Measured, field: DisplacementField) -> dict[str, Any]:
    """What a measurement and its field amount to: shares of places; displacement before and residual after, px."""
    kept, covered = found.smoothed.kept, found.covered
    before = found.displacement[:, kept]
    after = before - found.smoothed.values[:, kept]
    sound = found.displacement[:, found.usable]
    return {
        "places_with_data": int(covered.sum()),
        "share_sound": float(found.usable.sum() / covered.sum()),
        "share_kept": float(kept.sum() / covered.sum()),
        "stiffness": found.stiffness,
        "median_changes_px": [round(c, 4) for c in found.changes],
        "before": _spread(before),
        "after": _spread(after),
        "sound_after": _spread(sound - found.smoothed.values[:, found.usable]),
        "field": _spread(found.smoothed.values[:, kept]),
        "halves_apart": None if field.halves is None else _spread(field.halves[:, kept]),
        "uncertainty_px": {
            f"p{q}": float(np.percentile(found.uncertainty[covered], q)) for q in (10, 50, 90, 99)
        },
    }


def agreement(first: Measured, second: Measured, largest: float) -> dict[str, Any]:
    """How two measurements on one lattice agree.

    Args:
        first: the measurement that is checked.
        second: the other one.
        largest: uncertainty of the first in px up to which a place is sure.

    Returns:
        For the places that both ``kept``, and for those that the second kept and where the first is ``sure``: their
        number, their share of those with data, and distances in px: of what was ``measured`` a second time from the
        first field, and of the second ``field`` from it.
    """
    places = {
        "kept": first.smoothed.kept & second.smoothed.kept,
        "sure": (first.uncertainty <= largest) & second.smoothed.kept,
    }
    result: dict[str, Any] = {}
    for name, where in places.items():
        count = int(where.sum())
        row: dict[str, Any] = {
            "places": count,
            "share_of_covered": count / max(int(second.covered.sum()), 1),
        }
        for kind, values in (("measured", second.displacement), ("field", second.smoothed.values)):
            if count:
                row[kind] = _apart(values[:, where] - first.smoothed.values[:, where])
        result[name] = row
    return result


def _apart(difference: NDArray[np.float64]) -> dict[str, float]:
    apart = np.hypot(*difference)
    return {
        "median_px": float(np.median(apart)),
        "p90_px": float(np.percentile(apart, 90)),
        "within_1_px": float((apart <= 1).mean()),
        "within_2_px": float((apart <= 2).mean()),
    }


def _spread(values: NDArray[Any]) -> dict[str, Any]:
    length = np.hypot(*values)
    return {
        "median_px": float(np.median(length)),
        "p90_px": float(np.percentile(length, 90)),
        "rms_px": float(np.sqrt(np.square(length).mean())),
        "mean": [float(v) for v in values.mean(axis=1)],
        "std": [float(v) for v in values.std(axis=1)],
        "p1": [float(v) for v in np.percentile(values, 1, axis=1)],
        "p99": [float(v) for v in np.percentile(values, 99, axis=1)],
    }
