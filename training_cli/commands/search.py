"""``optosar search``: find a place of one scene in the scenes of an index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..console import print_json, print_rows, say
from ..work import ask, scene
from .options import Bands, Device, Json, Radiometry, RadiometryChoice, band_list
from .regions import Area, At, Box, Crs, Polygon, box_region, query_region


def search(
    index: Annotated[Path, typer.Argument(metavar="INDEX", help="Folder of the index.")],
    image: Annotated[Path, typer.Argument(metavar="SCENE", help="Scene to look from, of the other sensor.")],
    at: At = None,
    box: Box = None,
    polygon: Polygon = None,
    crs: Crs = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Candidates wanted.")] = 10,
    area: Area = None,
    rotations: Annotated[
        bool,
        typer.Option("--rotations", help="Look for the place turned by 90, 180 and 270 degrees as well."),
    ] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check the best candidates by keypoints.")] = False,
    verify_count: Annotated[int, typer.Option(min=1, max=100, help="How many to check.")] = 5,
    thumbnails: Annotated[Optional[Path], typer.Option(help="Folder for pictures of the places.")] = None,
    radiometry: Radiometry = RadiometryChoice.auto,
    bands: Bands = None,
    weights: Annotated[
        Optional[str], typer.Option("--weights", help="Of the tile encoder; those of the index by default.")
    ] = None,
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Find a place of one scene in the scenes of an index: optical in SAR, or SAR in optical."""
    about = ask("index_info", "Reading the index", index=str(index))
    modality = "optical" if about["modality"] == "sar" else "sar"
    asked = scene(image, radiometry.value, band_list(bands))
    frame = crs or ask("inspect_scene", "Reading the scene", **asked, modality=modality)["crs"]
    result = ask(
        "search",
        "Searching",
        index=str(index),
        scene=asked,
        modality=modality,
        region=query_region(at, box, polygon, crs, frame),
        k=k,
        area=box_region(area, frame) if area else None,
        verify=verify_count if verify else 0,
        rotations=rotations,
        thumbnails=str(thumbnails) if thumbnails else None,
        weights=weights,
        device=device,
    )
    if json:
        print_json(result)
    else:
        _show(result)


def _show(result: dict[str, Any]) -> None:
    for warning in result["warnings"]:
        say(warning)
    print_rows([_row(candidate) for candidate in result["candidates"]])
    verdict = result["verdict"]
    if verdict is not None:
        print_rows([(verdict["title"], verdict["reason"])])
        if verdict["hint"] and not verdict["accepted"]:
            print_rows([("Next", verdict["hint"])])


def _row(candidate: dict[str, Any]) -> tuple[str, str]:
    x, y = candidate["center"]
    line = f"{candidate['score']:.3f}  {x:.1f}, {y:.1f}  {candidate['crs']}  {candidate['scene']}"
    if candidate["rotation_deg"]:
        line += f"  turned by {candidate['rotation_deg']}°"
    proof = candidate["verification"]
    if proof is not None:
        line += f"  {proof['inliers']} inliers, {'accepted' if proof['accepted'] else 'no reliable match'}"
        if proof["accepted"] and proof["located_center"]:
            line += " at {:.1f}, {:.1f}".format(*proof["located_center"])
    return f"{candidate['rank']}.", line
