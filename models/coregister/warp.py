"""Writing the moved raster: blockwise through GDAL, so that memory stays small and cancelling is quick."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import rasterio
from affine import Affine
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import DatasetReader

from ..errors import InputError
from ..imagery.crs import crs_name, parse_crs
from ..imagery.radiometry import Radiometry
from ..imagery.reading import opened
from ..imagery.scene import open_scene
from ..matching.displacement.learned import LearnedStructure
from ..matching.displacement.measure import Describe
from ..progress import Progress, no_progress, subprogress
from .accuracy import Fit, fit_gcps, judge
from .gcps import GcpSet, MovingSide, Points
from .grids import PLAIN, TargetGrid, footprint_grid, georeference, reference_grid
from .mapping import check_method, fit_mapping
from .output import check_output, check_space, copy_metadata, overviews, profile, written
from .pieces import cut_piece
from .pixels import RESAMPLINGS, check_types, keeps_mask, warp_piece
from .relief import FieldFigures, Relief, measure_relief
from .result import CoregisterResult, file_tags, units_of

_BLOCK = 512
_OVERVIEWS_FROM = 1024


def coregister(
    moving: Path,
    gcps: GcpSet,
    method: str,
    resampling: str,
    out: Path,
    *,
    reference: Path | None = None,
    grid: Literal["reference", "moving"] = "reference",
    resolution: float | None = None,
    target_crs: str | None = None,
    holdout: float = 0.2,
    side: MovingSide = "sar",
    radiometry: Radiometry = "auto",
    device: str = "auto",
    provenance: dict[str, Any] | None = None,
    progress: Progress = no_progress,
) -> CoregisterResult:
    """Move a raster onto a reference and write it as a tiled GeoTIFF.

    Data type, bands, colours, nodata, mask and metadata of the moving raster are kept. A raster without nodata
    gets a mask, so that the area it does not cover is transparent. The file appears under its name only
    when it is complete.

    Args:
        moving: raster to be moved.
        gcps: control points from it to the reference.
        method: ``similarity``, ``affine``, ``homography``, ``poly1`` to ``poly3``, ``tps``, or ``field`` for an affine
            transformation and the displacement that is measured between the rasters about it.
        resampling: a key of :data:`~.pixels.RESAMPLINGS`.
        out: file to write; replaced if it exists.
        reference: raster that gives the target grid, and that a displacement field is measured against.
        grid: ``reference`` for the grid of the reference; ``moving`` for a north-up grid around the moved
            raster with the size of its own pixels. Without a reference it is always the latter.
        resolution: another pixel size, in units of the target CRS.
        target_crs: CRS of the result where the grid is ``moving``; that of the control points by default.
        holdout: share of the control points set aside as check points where none is marked as one.
        side: which of the two the moving raster is; the reference is the other. Only the method ``field`` asks.
        radiometry: how the values of the SAR raster are scaled, likewise.
        device: where the structure that is measured by is computed, see :func:`~..device.resolve_device`; likewise.
        provenance: written into the file's tags beside the method and its accuracy.
        progress: called after every block, written or measured; may raise ``Cancelled``.

    Raises:
        InputError: control points that do not suffice or belong to other rasters, an unreadable raster, an impossible
            choice.
        WeightsError: the structure network's weights cannot be used.
        DeviceError: the device cannot be used.
        StorageError: the result cannot be written, or there is no space for it.
        Cancelled: by ``progress``; nothing is left behind.
    """
    name = check_method(method)
    if resampling not in RESAMPLINGS:
        raise InputError(
            f"There is no resampling “{resampling}”.", f"Choose one of {', '.join(RESAMPLINGS)}."
        )
    moving, out = Path(moving), Path(out)
    check_output(out, [moving, reference])
    progress(0.0, "Fitting the transformation")
    own_grid = None
    if reference is not None and grid == "reference":
        own_grid = reference_grid(Path(reference), resolution)
        target_crs = crs_name(own_grid.crs)
        if (own_grid.crs is None) != (gcps.target_crs is None):
            raise InputError(
                "The reference raster and the control points do not both have a CRS.",
                "Give the reference its CRS, or match the layers again.",
            )
    placed = gcps.in_crs(target_crs) if target_crs else gcps
    fit = fit_gcps(placed, name, holdout)
    with opened(moving) as source:
        check_types(source)
        if resampling != "nearest" and ColorInterp.palette in source.colorinterp:
            raise InputError(
                "The colours of this raster are numbers of a palette, which cannot be mixed.",
                "Choose nearest resampling.",
            )
        own = source.transform if placed.source_crs else PLAIN
        _check_raster(placed, source, own, moving)
        size = source.width, source.height
        to_map, from_map = georeference(own, size, parse_crs(placed.source_crs), parse_crs(placed.target_crs))

        def frame(relief: Relief | None) -> TargetGrid:
            if own_grid is not None:
                return own_grid
            forward = fit_mapping(
                name, placed.source_on_map()[fit.used], placed.target[fit.used], placed.shapes()
            )
            forward = relief.undo(forward) if relief else forward
            crs = parse_crs(placed.target_crs)
            return footprint_grid(forward, size, to_map, crs, resolution)

        target, relief = frame(None), None
        check_space(source, target, out)
        if name == "field":
            describe = LearnedStructure(device=device)
            relief = _relief(
                fit, placed, moving, reference, side, radiometry, describe, subprogress(progress, 0.0, 0.6)
            )
            fit = judge(placed, name, relief.follow(fit.to_source), fit.used, fit.check)
            target, progress = frame(relief), subprogress(progress, 0.6, 1.0)
        figures = relief.figures if relief else None
        locate = _locator(target, fit, from_map)
        tags = _tags(placed, fit, figures, moving, reference, resampling, provenance)
        with warnings.catch_warnings(), written(out) as partial:
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            filled = _write(source, partial, target, locate, resampling, tags, progress)
    return CoregisterResult(
        path=out,
        method=name,
        resampling=resampling,
        crs=crs_name(target.crs),
        width=target.width,
        height=target.height,
        units=units_of(target.crs, target.to_map(np.array([[target.width / 2, target.height / 2]]))),
        accuracy=fit.accuracy,
        filled=filled,
        displacement=figures,
        provenance=dict(provenance or {}),
    )


def _check_raster(gcps: GcpSet, source: DatasetReader, own: Affine, moving: Path) -> None:
    """Refuse control points that were made with another raster, or before this one was given another place."""
    said = parse_crs(gcps.source_crs)
    _, to_pixels = georeference(own, (source.width, source.height), source.crs if said else None, said)
    if not np.median(np.hypot(*(to_pixels(gcps.source) - gcps.pixel).T)) < 1:
        raise InputError(
            f"{moving.name} lies elsewhere than the raster that the control points were made with.",
            "Choose that raster, or match the layers again.",
        )


def _relief(
    fit: Fit,
    gcps: GcpSet,
    moving: Path,
    reference: Path | None,
    side: MovingSide,
    radiometry: Radiometry,
    describe: Describe,
    progress: Progress,
) -> Relief:
    """The displacement field of two files."""
    if reference is None:
        raise InputError(
            "A displacement field is measured against a reference raster, and there is none.",
            "Give the reference, or choose another transformation.",
        )
    sar, optical = (moving, reference) if side == "sar" else (reference, moving)
    radar, camera = open_scene(sar, "sar", radiometry), open_scene(optical, "optical")
    ours, theirs = (radar, camera) if side == "sar" else (camera, radar)
    return measure_relief(fit, gcps, ours, theirs, describe, progress)


def _locator(
    target: TargetGrid, fit: Fit, from_map: Callable[[Points], Points]
) -> Callable[[Points], Points]:
    """Column, row of the target to column, row of the moving raster."""
    return lambda pixels: from_map(fit.to_source(target.to_map(pixels)))


def _write(
    source: DatasetReader,
    partial: Path,
    target: TargetGrid,
    locate: Callable[[Points], Points],
    resampling: str,
    tags: dict[str, str],
    progress: Progress,
) -> float:
    """Write the whole file; the share of pixels that show the moving raster comes back."""
    method, reach = RESAMPLINGS[resampling]
    masked = keeps_mask(source)
    corners = [(c, r) for r in range(0, target.height, _BLOCK) for c in range(0, target.width, _BLOCK)]
    covered = 0
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(partial, "w", **profile(source, target)) as file,
    ):
        copy_metadata(source, file, tags)
        for done, (col, row) in enumerate(corners):
            progress(done / len(corners), f"Warping block {done + 1} of {len(corners)}")
            width, height = min(_BLOCK, target.width - col), min(_BLOCK, target.height - row)
            pieces = cut_piece(col, row, width, height, locate, (source.width, source.height), reach)
            for piece in pieces:
                covered += warp_piece(source, file, piece, method, masked)
    if not covered:
        raise InputError(
            "The moved raster does not reach the area of the result, which would be empty.",
            "Check that the control points belong to these two rasters.",
        )
    if max(target.width, target.height) > _OVERVIEWS_FROM:
        overviews(partial, method, progress)
    progress(1.0, "Written")
    return covered / (target.width * target.height)


def _tags(
    gcps: GcpSet,
    fit: Fit,
    figures: FieldFigures | None,
    moving: Path,
    reference: Path | None,
    resampling: str,
    provenance: dict[str, Any] | None,
) -> dict[str, str]:
    values: dict[str, Any] = {
        "method": fit.method,
        "resampling": resampling,
        "moving": moving.name,
        "reference": reference.name if reference else None,
        "gcps": len(gcps),
        **fit.accuracy.to_json(),
        **{f"field_{key}": value for key, value in (figures.to_json() if figures else {}).items()},
        **(provenance or {}),
    }
    return file_tags(values)
