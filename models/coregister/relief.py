"""Following relief: what an affine transformation leaves between two rasters, measured all over their overlap.

The moving raster is read through the transformation and correlated with the reference on a lattice. The smooth field of
displacements that comes out is added to the transformation where it is sure, and fades out where it is not.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..imagery.radiometry import Modality
from ..imagery.scene import Scene
from ..imagery.windows import Grid
from ..matching.accuracy import ce90, rmse
from ..matching.displacement.field import DisplacementField
from ..matching.displacement.measure import Describe
from ..matching.displacement.smooth import Smoothed, smooth
from ..progress import Progress, no_progress, subprogress
from .accuracy import Fit
from .common_grid import as_counted, common_grid, readers
from .gcps import GcpSet, Points
from .grids import through
from .mapping import Mapping
from .passes import Faded, Places, fade, measure_in_passes

# Pixels between places; more where these would be too many, since time and memory grow with them.
_STEP, _MOST_PLACES = 32, 30_000
# Fewer places tell no field.
_FEWEST = 9
_STIFFNESSES = (0.1, 0.3, 1.0, 3.0, 10.0)
_HELD_OUT = 0.25
_INVERSE_STEPS = 8


@dataclass(frozen=True)
class FieldFigures:
    """What a displacement field amounts to; lengths in units of the reference's CRS.

    Attributes:
        places: of the lattice, with data in both rasters.
        measured: share of them at which the displacement was measured.
        followed: share of them at which the result follows the field rather than the affine transformation.
        before_rmse, before_ce90: displacement from the affine transformation at the measured places.
        after_rmse, after_ce90: what a field from the other places leaves of it at those that were held out. Places at
            which the measurement disagrees with the whole field count neither before nor after: chance peaks are no
            error of the field, but what remains is the kinder for it.
        after_rmse_px: the same in pixels of the measurement.
        uncertainty: median standard deviation of the field along one axis, where it was measured.
    """

    places: int
    measured: float
    followed: float
    before_rmse: float | None
    before_ce90: float | None
    after_rmse: float | None
    after_ce90: float | None
    after_rmse_px: float | None
    uncertainty: float

    def to_json(self) -> dict[str, Any]:
        """The fields as plain numbers."""
        return asdict(self)


@dataclass(frozen=True)
class Relief:
    """A displacement field about an affine transformation.

    Attributes:
        displacement: takes (N, 2) places in the reference to (N, 2) displacements in units of its CRS. What the
            reference shows at a place, the moving raster, moved by the affine transformation alone, shows at place +
            displacement.
        figures: how it was measured.
    """

    displacement: Mapping
    figures: FieldFigures

    def follow(self, to_source: Mapping) -> Mapping:
        """From the reference to the moving raster: the displacement, then the affine transformation."""
        return lambda points: to_source(points + self.displacement(points))

    def undo(self, forward: Mapping) -> Mapping:
        """From the moving raster to the reference: the affine transformation, then the displacement taken off."""

        def mapping(points: Points) -> Points:
            moved = forward(points)
            place = moved
            for _ in range(_INVERSE_STEPS):
                place = moved - self.displacement(place)
            return place

        return mapping


def measure_relief(
    fit: Fit,
    gcps: GcpSet,
    moving: Scene,
    reference: Scene,
    describe: Describe,
    progress: Progress = no_progress,
) -> Relief:
    """Measure what an affine transformation leaves.

    Args:
        fit: the transformation, from the reference to the moving raster.
        gcps: the control points it was fitted to.
        moving: the raster to be moved.
        reference: the raster it is moved onto, of the other modality.
        describe: what of both is correlated.
        progress: reported to during the measurement.

    Raises:
        InputError: the rasters share no ground, or too few places can be measured.
        Cancelled: by ``progress``.
    """
    moving, reference = as_counted(moving, gcps.source_crs), as_counted(reference, gcps.target_crs)
    grid = common_grid(fit, gcps, moving, reference)
    ours, theirs = readers(fit, grid, moving, reference)
    step = max(_STEP, 2 * math.ceil(math.sqrt(grid.width * grid.height / _MOST_PLACES) / 2))
    # The first image is described as the optical one, whichever of the two the reference is.
    seen = describe if reference.modality == "optical" else _exchanged(describe)
    places = measure_in_passes(ours, theirs, grid, step, seen, subprogress(progress, 0.0, 0.9))
    stiffness, missed = _choose_stiffness(places, subprogress(progress, 0.9, 1.0))
    fitted = smooth(places.displacement, places.usable, stiffness)
    if fitted.kept.sum() < _FEWEST:
        raise InputError(
            f"The displacement could be measured at only {int(fitted.kept.sum())} of "
            f"{int(places.covered.sum())} places.",
            "The rasters must share some hundred pixels of ground, with structure in both, within about 16 pixels of "
            "the affine transformation. Check the match, or choose another transformation.",
            code="too_few_places",
        )
    faded = fade(places, fitted, grid)
    return Relief(_on_map(faded.field), _figures(places, fitted, missed, faded, grid))


def _exchanged(describe: Describe) -> Describe:
    """For a measurement whose first image is the SAR one."""

    def exchanged(
        image: NDArray[np.float32], valid: NDArray[np.bool_], modality: Modality
    ) -> NDArray[np.float32]:
        return describe(image, valid, "sar" if modality == "optical" else "optical")

    return exchanged


def _choose_stiffness(places: Places, progress: Progress) -> tuple[float, NDArray[np.float64]]:
    """The stiffness that best foretells places held out, and by how many px it misses them.

    The latter is (2, rows, cols), NaN at the other places.
    """
    rows, cols = places.usable.shape
    number = np.random.default_rng(0).random((rows // 2 + 1, cols // 2 + 1))
    # Squares of two places, as wide as a window: most of what a place shows is not seen from outside of its square.
    held = places.usable & (np.kron(number, np.ones((2, 2)))[:rows, :cols] < _HELD_OUT)
    best, least, missed = _STIFFNESSES[0], math.inf, np.full(places.displacement.shape, np.nan)
    for done, stiffness in enumerate(_STIFFNESSES):
        progress(done / len(_STIFFNESSES), "Smoothing the displacement")
        fitted = smooth(places.displacement, places.usable & ~held, stiffness)
        off = np.where(held, places.displacement - fitted.values, np.nan)
        typical = float(np.median(np.hypot(*off[:, held]))) if held.any() else math.inf
        if typical < least:
            best, least, missed = stiffness, typical, off
    return best, missed


def _figures(
    places: Places, fitted: Smoothed, missed: NDArray[np.float64], faded: Faded, grid: Grid
) -> FieldFigures:
    pixel = np.array([[grid.transform.a], [-grid.transform.e]])
    left = missed[:, fitted.kept]
    left = left[:, np.isfinite(left[0])]
    before = np.hypot(*(places.displacement[:, fitted.kept] * pixel))
    after = np.hypot(*(left * pixel))
    return FieldFigures(
        places=int(places.covered.sum()),
        measured=float(fitted.kept.sum() / places.covered.sum()),
        followed=float((faded.weight[places.covered] > 0.5).mean()),
        before_rmse=rmse(before),
        before_ce90=ce90(before),
        after_rmse=rmse(after),
        after_ce90=ce90(after),
        after_rmse_px=rmse(np.hypot(*left)),
        uncertainty=float(np.median(faded.sigma[fitted.kept]) * np.sqrt(pixel.prod())),
    )


def _on_map(field: DisplacementField) -> Mapping:
    """Places (N, 2) on the map to displacements (N, 2) in its units."""
    at, transform = field.spline(), field.transform
    linear = np.array([[transform.a, transform.b], [transform.d, transform.e]])

    def displacement(points: Points) -> Points:
        # Pixels of the field count from the centre of the first one.
        return np.asarray(at(through(~transform, points) - 0.5) @ linear.T)

    return displacement
