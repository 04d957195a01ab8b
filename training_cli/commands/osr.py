"""``optosar data osr`` and ``optosar data sources``."""

from __future__ import annotations

import json
import time
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, say
from .options import Cache, Json, OpticalScene, SarScene, Shared, Sources, numbers


class SplitChoice(str, Enum):
    """What is kept together in one set."""

    auto = "auto"
    scene = "scene"
    block = "block"
    window = "window"


def osr(
    optical: OpticalScene = None,
    sar: SarScene = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write.")] = Path("osr"),
    sources: Sources = None,
    pairs: Annotated[
        Optional[Path],
        typer.Option("--pairs", help="CSV of scene pairs: optical, sar[, name, scene, points, field]."),
    ] = None,
    points: Annotated[
        Optional[Path],
        typer.Option(
            help="Control points (.points, CSV, GeoPackage; SAR moved onto OPTICAL) to refine by a homography."
        ),
    ] = None,
    field: Annotated[Optional[Path], typer.Option(help="Refined truth from “optosar data refine”.")] = None,
    gsd: Annotated[
        float, typer.Option(min=0.01, help="Pixel size at which georeferenced scenes are read, CRS units.")
    ] = 10.0,
    stride: Annotated[int, typer.Option(min=1, help="Pixels between windows.")] = 90,
    max_black: Annotated[
        float, typer.Option(min=0, max=1, help="Largest share of black or nodata pixels.")
    ] = 0.02,
    min_spread: Annotated[
        str, typer.Option(help="Smallest standard deviation of grey values: optical,SAR.")
    ] = "6,6",
    positives: Annotated[int, typer.Option(min=1, help="Positive partners of a window.")] = 5,
    negatives: Annotated[int, typer.Option(min=0, help="Negative partners of a window.")] = 10,
    split: Annotated[
        SplitChoice, typer.Option(help="What stays together; “window” is the paper's way, which leaks.")
    ] = SplitChoice.auto,
    shares: Annotated[str, typer.Option(help="Shares of training, validation and test.")] = "7,2,1",
    block: Annotated[int, typer.Option(min=227, help="Side of a block in pixels.")] = 1024,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all that is drawn.")] = 0,
    shared: Shared = Path("../shared"),
    cache: Cache = Path("runs/simulated"),
    as_json: Json = False,
) -> None:
    """Build an OSR-style data set of windows with positive and negative partners: a manifest, not copies of pixels.

    Beside the manifest and its tables stand statistics.json and contact_sheet.png.
    """
    from ...models.errors import InputError
    from ...models.progress import subprogress
    from ..data.osr.build import Settings, build
    from ..data.osr.manifest import MANIFEST, contents, parse, save
    from ..data.osr.sheet import sheet
    from ..data.osr.split import Shares
    from ..data.pictures import png
    from ..data.screening import Thresholds
    from ..data.sources import find_pairs, own_pair, read_list, unique

    if (optical is None) != (sar is None):
        raise InputError("A pair needs both scenes.", "Give OPTICAL and SAR.")
    if optical is None and (points or field):
        raise InputError("Control points or a field belong to one pair.", "Give OPTICAL and SAR, or --pairs.")
    low_optical, low_sar = numbers(min_spread, 2, "--min-spread", "6,6")
    settings = Settings(
        stride=stride,
        thresholds=Thresholds(max_black, low_optical, low_sar),
        positives=positives,
        negatives=negatives,
        split=split.value,
        shares=Shares(*numbers(shares, 3, "--shares", "7,2,1")),
        block=block,
        seed=seed,
    )
    started = time.perf_counter()
    with reporting("Looking for pairs") as progress:
        chosen = [] if optical is None else [own_pair(optical, sar, points=points, field=field, gsd=gsd)]
        chosen += [] if pairs is None else list(read_list(pairs, gsd))
        for name in sources or []:
            for pair in find_pairs(name, shared, cache):
                chosen.append(pair)
                progress(0.0, pair.name)
        if not chosen:
            raise InputError("No scenes are named.", "Give OPTICAL and SAR, --pairs or --source.")
        dataset = build(unique(chosen), settings, subprogress(progress, 0.0, 0.9))
        files = contents(dataset, out)
        picture = sheet(parse(files, out), seed, progress=subprogress(progress, 0.9, 1.0))
        progress(1.0, "Writing")
    warnings = dataset.warnings()
    result = {
        **dataset.statistics(),
        "warnings": warnings,
        "seconds": round(time.perf_counter() - started, 1),
        "conditions": conditions(),
    }
    statistics = (json.dumps(result, indent=2) + "\n").encode()
    save({**files, "statistics.json": statistics, "contact_sheet.png": png(picture)}, out)
    for warning in warnings:
        say(f"Note: {warning}")
    say(f"Saved {out / MANIFEST}")
    if as_json:
        print_json(result)
    else:
        _show(result)


def _show(figures: dict[str, Any]) -> None:
    thresholds = figures["settings"]["thresholds"]
    limits = (
        f"black or nodata at most {thresholds['max_black']:g}, spread at least "
        f"{thresholds['min_optical_spread']:g} optical, {thresholds['min_sar_spread']:g} SAR"
    )
    refused = figures["screening"]["refused"]
    shared = figures["leak"]["test_windows_sharing_ground_with_training"]
    print_rows(
        [
            ("pairs, places", f"{figures['pairs']}, {figures['places']}"),
            ("window positions", str(figures["window_positions"])),
            *((f"refused: {name.replace('_', ' ')}", str(count)) for name, count in refused.items()),
            ("thresholds", limits),
            ("kept", str(figures["screening"]["kept"])),
            ("split by", figures["settings"]["split"]),
            ("left out at borders of blocks", str(figures["left_out_at_borders_of_blocks"])),
            *(
                (name, f"{figures['windows'][name]} ({share:.1%})")
                for name, share in figures["shares"].items()
            ),
            *((name.replace("_", " "), str(count)) for name, count in figures["partners"].items()),
            ("test windows that share ground with training", f"{shared:.1%}"),
        ]
    )


def list_sources(
    name: Annotated[Optional[str], typer.Argument(metavar="[SOURCE]", help="Count the pairs of one.")] = None,
    shared: Shared = Path("../shared"),
    cache: Cache = Path("runs/simulated"),
    as_json: Json = False,
) -> None:
    """List the data sets that can be read by name, or count the pairs and places of one."""
    from ..data.sources import SOURCES, find_pairs, unique

    if name is None:
        rows = [(f"{key}/{s.parts}" if s.parts else key, s.about) for key, s in SOURCES.items()]
        rows.append(("simulated/<first seed>-<last seed>", "scenes of the bundled simulator"))
        if as_json:
            print_json(dict(rows))
        else:
            print_rows(rows)
        return
    with reporting("Looking for pairs"):
        found = unique(list(find_pairs(name, shared, cache)))
    figures = {"pairs": len(found), "places": len({pair.scene for pair in found}), "first": found[0].name}
    if as_json:
        print_json(figures)
    else:
        print_rows([(key, str(value)) for key, value in figures.items()])
