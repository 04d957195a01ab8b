"""``optosar coregister``: move one scene onto the other and write it as a GeoTIFF."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ...models.errors import InputError
from ..console import print_json, print_rows, reporting
from ..outputs import check_result
from ..work import ask
from .match import (
    Force,
    Keypoints,
    Model,
    ModelChoice,
    Moving,
    OpticalScene,
    SarScene,
    SideChoice,
    Threshold,
    check_believed,
    run_match,
    show_match,
)
from .options import Device, Json, MatchingWeights, Out, Radiometry, RadiometryChoice
from .regions import Area, Crs


class MethodChoice(str, Enum):
    """Transformation."""

    similarity = "similarity"
    affine = "affine"
    homography = "homography"
    poly1 = "poly1"
    poly2 = "poly2"
    poly3 = "poly3"
    tps = "tps"
    field = "field"


class ResamplingChoice(str, Enum):
    """Resampling."""

    nearest = "nearest"
    bilinear = "bilinear"
    cubic = "cubic"
    lanczos = "lanczos"


class GridChoice(str, Enum):
    """Pixel grid of the result."""

    reference = "reference"
    moving = "moving"


def coregister(
    optical: OpticalScene,
    sar: SarScene,
    out: Out,
    moving: Moving = SideChoice.sar,
    method: Annotated[
        MethodChoice,
        typer.Option(
            help="tps is a thin plate spline. field follows relief: affine, and the displacement that is measured "
            "between the scenes about it."
        ),
    ] = MethodChoice.affine,
    resampling: Annotated[ResamplingChoice, typer.Option()] = ResamplingChoice.bilinear,
    grid: Annotated[
        GridChoice, typer.Option(help="Pixels of the result: those of the other scene, or of its own size.")
    ] = GridChoice.reference,
    resolution: Annotated[
        Optional[float], typer.Option(help="Another pixel size, in units of the result's CRS.")
    ] = None,
    matches: Annotated[
        Optional[Path],
        typer.Option("--match", help="Result of optosar match --out F.json, instead of matching."),
    ] = None,
    points: Annotated[
        Optional[Path],
        typer.Option(help="Control points (.points, CSV or GeoPackage) to use instead of matching."),
    ] = None,
    force: Force = False,
    model: Model = ModelChoice.affine,
    k: Keypoints = 2048,
    threshold: Threshold = 3.0,
    area: Area = None,
    crs: Crs = None,
    radiometry: Radiometry = RadiometryChoice.auto,
    weights: MatchingWeights = "s2net",
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Match two scenes, or take control points, and write one of them in register with the other."""
    from ...models.coregister.output import check_output
    from ..matches_file import read_matches

    if matches is not None and points is not None:
        raise InputError("Matches and control points cannot be used together.", "Give --match or --points.")
    # Matching takes minutes: a result that cannot be written is told before.
    check_output(out, [optical, sar])
    check_result(out)
    found: dict[str, Any] | None = None
    if matches is not None:
        found = read_matches(matches)
    elif points is None:
        found = run_match(optical, sar, model, k, threshold, area, crs, radiometry, weights, device)
    if found is not None:
        check_believed(found, force=force)
    sides = {"optical": optical, "sar": sar}
    other = "optical" if moving is SideChoice.sar else "sar"
    choices: dict[str, Any] = {
        "method": method.value,
        "resampling": resampling.value,
        "grid": grid.value,
        "resolution": resolution,
        "radiometry": radiometry.value,
        "device": device,
    }
    if found is not None:
        paths = {"moving_path": str(sides[moving.value]), "reference_path": str(sides[other])}
        result = ask(
            "coregister", "Writing", match=found, moving=moving.value, out=str(out), **paths, **choices
        )
    else:
        result = _from_points(Path(str(points)), sides, moving, out, choices)
    if json:
        print_json({**result, "match": found})
        return
    if found is not None:
        show_match(found)
    print_rows([("Wrote", result["path"]), ("Covered", f"{result['filled']:.0%} of the result's area")])
    if result["holdout_rmse"] is not None:
        decimals = _decimals(result["units"])
        rmse, ce90 = (f"{result[f'holdout_{name}']:.{decimals}f}" for name in ("rmse", "ce90"))
        text = f"RMSE {rmse}, CE90 {ce90} {result['units']}"
        print_rows([("Accuracy", f"{text} on {result['n_holdout']} points that were held out")])
    if result["displacement"] is not None:
        print_rows(_displacement_rows(result["displacement"], result["units"]))


def _decimals(units: str) -> int:
    """Of a length: a degree is some hundred kilometres."""
    return 6 if units == "deg" else 2


def _displacement_rows(field: dict[str, Any], units: str) -> list[tuple[str, str]]:
    """A displacement field for people."""
    shares = f"measured at {field['measured']:.0%} of {field['places']} places, followed at {field['followed']:.0%}"
    decimals = _decimals(units)
    rows = [("Field", shares)]
    for title, key, where in (
        ("Before it", "before", "where it was measured"),
        ("After it", "after", "at places that were held out of it"),
    ):
        if field[f"{key}_rmse"] is not None:
            rmse, ce90 = (f"{field[f'{key}_{name}']:.{decimals}f}" for name in ("rmse", "ce90"))
            rows.append((title, f"RMSE {rmse}, CE90 {ce90} {units} {where}"))
    return rows


def _from_points(
    points: Path, sides: dict[str, Path], moving: SideChoice, out: Path, choices: dict[str, Any]
) -> dict[str, Any]:
    """Co-register by a file of control points."""
    from ...models.coregister.points import read_gcps
    from ...models.coregister.warp import coregister as warp

    raster = sides[moving.value]
    reference = sides["optical" if moving is SideChoice.sar else "sar"]
    gcps = read_gcps(points, raster)
    with reporting("Writing") as progress:
        return warp(
            raster, gcps, out=out, reference=reference, side=moving.value, progress=progress, **choices
        ).to_json()
