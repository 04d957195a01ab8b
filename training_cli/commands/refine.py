"""``optosar data refine``: how far a registered scene pair is off, everywhere."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, say
from ..outputs import check_result
from .options import Device, Json, Out


def refine(
    optical: Annotated[Path, typer.Argument(metavar="OPTICAL", help="Optical scene.")],
    sar: Annotated[Path, typer.Argument(metavar="SAR", help="SAR scene, registered to it within 16 pixels.")],
    out: Out,
    step: Annotated[int, typer.Option(min=8, help="Pixels between places measured; a multiple of 8.")] = 32,
    gsd: Annotated[float, typer.Option(min=0.01, help="Side of a pixel in CRS units.")] = 10.0,
    check: Annotated[
        Optional[str],
        typer.Option(
            help="StructureNet weights (name or file) for a second, independent measurement to compare."
        ),
    ] = None,
    sure: Annotated[
        float, typer.Option(min=0.0, help="Uncertainty in pixels up to which a place is compared.")
    ] = 0.5,
    device: Device = "auto",
    as_json: Json = False,
) -> None:
    """Measure the local displacement of SAR against OPTICAL and write it as a raster with its uncertainty.

    Bands: dx and dy in pixels (what OPTICAL shows at x, y SAR shows at x + dx, y + dy; y down), their standard
    deviation, and dx and dy in units of the map. The figures are saved beside it as JSON.
    """
    from ...models.errors import InputError
    from ...models.imagery.scene import open_scene
    from ...models.matching.displacement.learned import LearnedStructure
    from ...models.matching.displacement.measure import Method
    from ...models.matching.displacement.scenes import (
        agreement,
        measure_scenes,
        statistics,
    )
    from ...models.retrieval.storage import write_bytes

    if step % 8:
        raise InputError(f"{step} is no multiple of 8.", "Choose a step such as 32.")
    if out.suffix == ".json":
        raise InputError(
            f"The field cannot be written as “{out.name}”: its figures are saved beside it as JSON.",
            "Use the suffix .tif.",
        )
    check_result(out, inputs=(optical, sar))
    ours, theirs = open_scene(optical, "optical"), open_scene(sar, "sar")
    started = time.perf_counter()
    with reporting("Measuring the displacement") as progress:
        found, field = measure_scenes(ours, theirs, gsd, Method(step=step), progress)
    result: dict[str, Any] = {
        "optical": optical.name,
        "sar": sar.name,
        "step_px": step,
        "gsd": gsd,
        "seconds": round(time.perf_counter() - started, 1),
        "figures": statistics(found, field),
    }
    field.save(out, {"OPTICAL": optical.name, "SAR": sar.name})
    if check is not None:
        learned = LearnedStructure(check, device)
        started = time.perf_counter()
        with reporting("Measuring again with the structure network") as progress:
            second, learned_field = measure_scenes(ours, theirs, gsd, Method(learned, step=step), progress)
        result["check"] = {
            "weights": learned.weights_name,
            "weights_sha256": learned.weights_sha256,
            "seconds": round(time.perf_counter() - started, 1),
            "sure_px": sure,
            "agreement": agreement(found, second, sure),
            "figures": statistics(second, learned_field),
        }
    result["conditions"] = conditions() if check is None else conditions(device, structure=check)
    write_bytes(out.with_suffix(".json"), (json.dumps(result, indent=2) + "\n").encode())
    say(f"Saved {out} and {out.with_suffix('.json').name}")
    if as_json:
        print_json(result)
        return
    figures = result["figures"]
    print_rows(
        [
            ("places with data", str(figures["places_with_data"])),
            ("share kept", f"{figures['share_kept']:.3f}"),
            ("displacement before", f"median {figures['before']['median_px']:.2f} px"),
            ("residual after", f"median {figures['after']['median_px']:.2f} px"),
        ]
    )
