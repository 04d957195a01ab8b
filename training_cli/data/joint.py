"""Any two registered scenes as 8-bit pixels on one grid, the registration refined by control points where wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ...models.coregister.points import read_gcps
from ...models.errors import InputError
from ...models.imagery.crs import convert, crs_name, parse_crs
from ...models.imagery.scene import Scene, open_scene
from ...models.imagery.windows import Grid, read_patch, working_grid
from ...models.matching.accuracy import ce90, choose_checks, rmse
from ...models.matching.displacement.field import load_field
from ...models.matching.geometry import apply_matrix, fit_matrix
from ...models.progress import Progress, no_progress, subprogress
from .pairs import ImagePair, check_field, refined_tolerance

if TYPE_CHECKING:
    from .registered import RegisteredPair

Limits = tuple[float, float]
_ROWS = 512
_OVERVIEW = 1024
_TAIL = 0.1
_LARGEST_WARP = 32_000
# A homography is least squares of eight numbers: fewer points than this cannot spare any for a check.
_ENOUGH_POINTS_FOR_CHECKS = 10


def read_scenes(pair: RegisteredPair, progress: Progress = no_progress) -> tuple[ImagePair, dict[str, Any]]:
    """Read a pair onto the working grid of its optical image.

    Without control points both images are placed by their georeference (or correspond pixel by pixel where neither has
    one). With control points a homography from the optical grid to the SAR image is fitted to them, which is how the
    DFCNN paper (section 3.1) registered its scenes, and the SAR image is resampled through it.

    Returns:
        The pair, and as plain values: ``crs`` and ``transform`` of the grid, ``limits`` and ``radiometry`` of the
        images, and for control points ``homography`` and ``control_points`` (numbers and errors in SAR pixels).

    Raises:
        InputError: a file cannot be read, or the images do not belong together.
    """
    optical = open_scene(pair.optical.path, "optical", bands=pair.optical.bands)
    sar = open_scene(pair.sar.path, "sar", pair.sar.radiometry, pair.sar.bands)
    grid = working_grid(optical, pair.gsd)
    colours, seen, optical_limits = _on_grid(
        optical, grid, pair.optical.limits, subprogress(progress, 0.0, 0.5)
    )
    facts = placed(grid.crs, grid.transform)
    rest = subprogress(progress, 0.5, 1.0)
    if pair.points is None:
        if grid.crs is None and sar.crs is None and (sar.width, sar.height) != (grid.width, grid.height):
            raise InputError(
                f"{optical.name} is {grid.width} x {grid.height} px, {sar.name} {sar.width} x {sar.height}: "
                "without georeference they cannot correspond pixel by pixel.",
                "Give control points, or resample one of them first.",
            )
        grey, measured, sar_limits = _on_grid(sar, grid, pair.sar.limits, rest)
    else:
        matrix, facts["control_points"] = fit_homography(pair.points, sar, grid)
        facts["homography"] = matrix.tolist()
        own = Grid(sar.crs, sar.transform, sar.width, sar.height)
        grey, measured, sar_limits = _on_grid(sar, own, pair.sar.limits, rest)
        grey, measured = _through(matrix, grey, measured, grid)
    facts |= {"limits": {"optical": optical_limits, "sar": sar_limits}, "radiometry": sar.radiometry}
    field = None if pair.field is None else load_field(pair.field)
    if field is not None:
        check_field(
            field, grid.crs, grid.transform, f"{pair.field} was measured on another grid than {optical.name}."
        )
    image = ImagePair(
        pair.name,
        np.ascontiguousarray(colours.transpose(1, 2, 0)),
        np.ascontiguousarray(grey[0]),
        seen & measured,
        tolerance=refined_tolerance() if field is not None else pair.tolerance,
        reflect=pair.reflect,
        field=field,
    )
    return image, facts


def placed(crs: CRS | None, transform: Affine) -> dict[str, Any]:
    """Where a grid lies, as plain values: ``crs`` and ``transform``."""
    return {"crs": crs_name(crs), "transform": [float(v) for v in tuple(transform)[:6]]}


def fit_homography(points: Path, sar: Scene, grid: Grid) -> tuple[NDArray[np.float64], dict[str, Any]]:
    """Homography from the pixels of the optical grid to those of the SAR image (both corner origin).

    Disabled points are check points; where there are none and points enough, a fifth is set aside.

    Args:
        points: ``.points``, CSV or GeoPackage; its map side is the optical image, its moving side the SAR image.
        sar: the SAR scene.
        grid: of the optical image.

    Returns:
        (3, 3) matrix, and numbers of points with errors in SAR pixels.

    Raises:
        InputError: the file cannot be read, or its points do not determine a homography.
    """
    gcps = read_gcps(points, sar.path)
    if (grid.crs is None) != (gcps.target_crs is None):
        raise InputError(
            f"The map coordinates of {points.name} "
            + ("are not those of a picture without georeference." if grid.crs is None else "name no CRS."),
            "Save the points again, with the optical scene as the reference.",
        )
    if grid.crs is None:
        optical = gcps.target * (1.0, -1.0)
    else:
        optical = np.column_stack(
            ~grid.transform * tuple(convert(gcps.target, parse_crs(gcps.target_crs), grid.crs).T)
        )
    check = gcps.check
    if not check.any() and len(gcps) >= _ENOUGH_POINTS_FOR_CHECKS:
        check = choose_checks(optical, 0.2)
    matrix = fit_matrix("homography", optical[~check], gcps.pixel[~check])
    away = np.linalg.norm(apply_matrix(matrix, optical) - gcps.pixel, axis=1)
    figures = {
        "fitted": int((~check).sum()),
        "checked": int(check.sum()),
        "rmse_px": rmse(away[~check]),
        "check_rmse_px": rmse(away[check]),
        "check_ce90_px": ce90(away[check]),
    }
    return matrix, figures


def _on_grid(
    scene: Scene, grid: Grid, limits: Limits | None, progress: Progress
) -> tuple[NDArray[np.uint8], NDArray[np.bool_], Limits | None]:
    """Bands (C, H, W) as 8 bit, mask (H, W), and the limits used; None where the file is 8 bit as it is."""
    if limits is None and not (scene.dtype == "uint8" and scene.radiometry == "byte"):
        limits = _limits(scene, grid)
    low, high = limits or (0.0, 255.0)
    pixels = np.zeros((len(scene.bands), grid.height, grid.width), np.uint8)
    valid = np.zeros((grid.height, grid.width), np.bool_)
    for top in range(0, grid.height, _ROWS):
        rows = slice(top, min(top + _ROWS, grid.height))
        part = read_patch(
            scene, grid.crs, grid.transform * Affine.translation(0, top), grid.width, rows.stop - top
        )
        shown = np.clip(np.rint((part.data - low) * (255.0 / (high - low))), 0, 255)
        pixels[:, rows] = np.where(part.valid, shown, 0)
        valid[rows] = part.valid
        progress(rows.stop / grid.height, f"Reading {scene.name}")
    return pixels, valid, limits


def _limits(scene: Scene, grid: Grid) -> Limits:
    """Grey-value limits from an overview of the whole scene: between its extreme thousandths, and a margin."""
    factor = max(max(grid.width, grid.height) / _OVERVIEW, 1.0)
    overview = read_patch(
        scene,
        grid.crs,
        grid.transform * Affine.scale(factor),
        max(int(grid.width / factor), 1),
        max(int(grid.height / factor), 1),
    )
    values = overview.data[:, overview.valid]
    if not values.size:
        raise InputError(
            f"{scene.name} shows nothing on the ground of its partner.",
            "Choose scenes that show the same ground.",
        )
    low, high = (float(v) for v in np.percentile(values, [_TAIL, 100 - _TAIL]))
    # The overview is averaged, and so less spread than single pixels.
    margin = max(0.1 * (high - low), 1e-6)
    return low - margin, high + margin


def _through(
    matrix: NDArray[np.float64], grey: NDArray[np.uint8], valid: NDArray[np.bool_], grid: Grid
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The SAR image (1, H, W) and its mask resampled onto the optical grid."""
    if max(grey.shape[1:]) > _LARGEST_WARP or max(grid.width, grid.height) > _LARGEST_WARP:
        raise InputError(
            f"An image of more than {_LARGEST_WARP} px a side cannot be registered in one piece.",
            "Cut the scenes, or co-register them first with “optosar coregister”.",
        )
    # OpenCV counts from the centre of the first pixel.
    centre = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    inner = np.linalg.inv(centre) @ matrix @ centre
    size = (grid.width, grid.height)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpPerspective(grey[0], inner, size, flags=flags)
    whole = cv2.warpPerspective(valid.astype(np.uint8) * 255, inner, size, flags=flags) == 255
    return np.where(whole, moved, 0).astype(np.uint8)[None], np.asarray(whole, np.bool_)
