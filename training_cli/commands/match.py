"""``optosar match``: keypoint matches between an optical and a SAR scene."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ...models.errors import InputError
from ..console import print_json, print_rows, say
from ..work import ask, scene
from .options import Device, Json, MatchingWeights, Radiometry, RadiometryChoice
from .regions import Area, Crs, box_region

OpticalScene = Annotated[Path, typer.Argument(metavar="OPTICAL", help="Optical scene.")]
SarScene = Annotated[Path, typer.Argument(metavar="SAR", help="SAR scene.")]


class ModelChoice(str, Enum):
    """Geometric model that the matches must agree on."""

    similarity = "similarity"
    affine = "affine"
    homography = "homography"


class SideChoice(str, Enum):
    """Which raster is moved."""

    sar = "sar"
    optical = "optical"


Model = Annotated[ModelChoice, typer.Option(help="Geometric model that the matches must agree on.")]
Keypoints = Annotated[int, typer.Option("--k", "-k", min=16, max=65536, help="Keypoints in each block.")]
Threshold = Annotated[float, typer.Option(min=0.1, max=100, help="Residual up to which a match agrees, px.")]
Force = Annotated[bool, typer.Option("--force", help="Even when the match is not reliable.")]
Moving = Annotated[SideChoice, typer.Option(help="Which raster is moved onto the other.")]


def match(
    optical: OpticalScene,
    sar: SarScene,
    out: Annotated[
        Optional[Path],
        typer.Option("--out", "-o", help="GeoPackage (.gpkg) or whole result (.json) to write."),
    ] = None,
    points: Annotated[
        Optional[Path], typer.Option(help="Control points to write: .points (Georeferencer), .csv or .gpkg.")
    ] = None,
    force: Force = False,
    moving: Moving = SideChoice.sar,
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
    """Match two scenes wherever they overlap, and give a verdict."""
    from ..matches_file import check_suffixes, write_matches, write_points

    check_suffixes(out, points)
    result = run_match(optical, sar, model, k, threshold, area, crs, radiometry, weights, device)
    if out is not None:
        write_matches(out, result)
    believed = result["verdict"]["accepted"] or force
    if points is not None and believed:
        write_points(points, result, moving.value)
    if json:
        print_json(result)
    else:
        show_match(result)
        written = (out, points if believed else None)
        print_rows([("Wrote", str(path)) for path in written if path is not None])
    if points is not None:
        check_believed(result, force=force)


def check_believed(result: dict[str, Any], *, force: bool) -> None:
    """Refuse to go on with matches that the verdict does not accept, unless the user does.

    Raises:
        InputError: it does not.
    """
    verdict = result["verdict"]
    if not verdict["accepted"] and not force:
        raise InputError(
            f"No reliable match: {verdict['reason']}", f"{verdict['hint']} Or accept it with --force.".strip()
        )


def run_match(
    optical: Path,
    sar: Path,
    model: ModelChoice,
    k: int,
    threshold: float,
    area: str | None,
    crs: str | None,
    radiometry: RadiometryChoice,
    weights: str,
    device: str,
) -> dict[str, Any]:
    """The engine's match of two scenes."""
    asked = scene(optical, "auto", None)
    frame = crs or (ask("inspect_scene", "Reading", **asked, modality="optical")["crs"] if area else None)
    return ask(
        "match",
        "Matching",
        optical=asked,
        sar=scene(sar, radiometry.value, None),
        area=box_region(area, frame) if area else None,
        options={"model": model.value, "k": k, "threshold_px": threshold},
        matching_weights=weights,
        device=device,
    )


def show_match(result: dict[str, Any]) -> None:
    """Verdict, model and accuracy for people."""
    for warning in result["provenance"].get("warnings", ()):
        say(warning)
    verdict, accuracy, found = result["verdict"], result["accuracy"], result["model"]
    print_rows([(verdict["title"], verdict["reason"])])
    if verdict["hint"] and not verdict["accepted"]:
        print_rows([("Next", verdict["hint"])])
    if found is None:
        return
    units = result["units"]
    rows = [("Model", f"{found['kind']}, rotation {found['rotation_deg']:.3f}°, scale {found['scale']:.5f}")]
    if found["shift"]:
        rows.append(("Shift", "{:+.1f}, {:+.1f} ".format(*found["shift"]) + units))
    if accuracy["rmse"] is not None:
        rows.append(("Fit", f"{accuracy['n_fit']} matches, RMSE {accuracy['rmse']:.2f} {units}"))
    if accuracy["holdout_rmse"] is not None:
        ce90 = accuracy["holdout_ce90"]
        text = (
            f"{accuracy['n_holdout']} of {accuracy.get('n_set_aside') or accuracy['n_holdout']} matches, "
            f"RMSE {accuracy['holdout_rmse']:.2f}, CE90 {ce90:.2f} {units}"
        )
        rows.append(("Held out", text))
    print_rows(rows)
