"""``optosar bench …``: how fast things run on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..conditions import conditions
from ..console import print_rows, reporting, save_json
from ..outputs import check_result
from . import bench_search
from .options import Device, JsonFile, MatchingWeights, ModalityChoice, RetrievalWeights

app = typer.Typer(help="Measure how fast things run on this machine.", no_args_is_help=True)
app.command("search")(bench_search.search)


@app.command()
def encode(
    scene: Annotated[Path, typer.Argument(metavar="SCENE", help="A real scene, larger than a few tiles.")],
    modality: Annotated[ModalityChoice, typer.Option(help="Of the scene.")] = ModalityChoice.sar,
    rounds: Annotated[int, typer.Option(min=1, help="Measurements of every way.")] = 3,
    weights: RetrievalWeights = "dfcnn",
    device: Device = "auto",
    out: JsonFile = None,
) -> None:
    """Measure tile mode, naive and at its best, against dense mode."""
    from ..bench.encode import bench, summarise

    check_result(out, inputs=(scene,))
    with reporting("Measuring") as progress:
        runs = bench(scene, modality.value, weights, device, rounds, progress)
    rows = summarise(runs)
    save_json(
        {
            "scene": scene.name,
            "rounds": rounds,
            "ways": rows,
            "conditions": conditions(device, encoder=weights),
        },
        out,
    )
    print_rows([(row["way"], _row(row)) for row in rows])


@app.command()
def match(
    optical: Annotated[Path, typer.Argument(metavar="OPTICAL", help="Optical scene.")],
    sar: Annotated[Path, typer.Argument(metavar="SAR", help="SAR scene, registered to it.")],
    keypoints: Annotated[int, typer.Option("--k", min=16, help="Keypoints a window.")] = 2048,
    size: Annotated[int, typer.Option(min=128, help="Side of a window in pixels.")] = 512,
    windows: Annotated[int, typer.Option(min=1, help="Pairs of windows.")] = 3,
    rounds: Annotated[int, typer.Option(min=1, help="How often each is matched in every way.")] = 5,
    seed: Annotated[int, typer.Option(help="Seed of the places.")] = 0,
    weights: MatchingWeights = "s2net",
    device: Device = "auto",
    out: JsonFile = None,
) -> None:
    """Measure matching a pair of windows against the same network run naively, and against SIFT."""
    from ..bench.match import bench, ways
    from ..data.sources import own_pair

    check_result(out, inputs=(optical, sar))
    with reporting("Reading") as progress:
        pair = own_pair(optical, sar).load(progress).image
    compared = ways(weights, device, keypoints)
    with reporting("Measuring") as progress:
        rows = bench(pair, compared, size=size, windows=windows, rounds=rounds, seed=seed, progress=progress)
    protocol = {
        "optical": optical.name,
        "sar": sar.name,
        "k": keypoints,
        "window_px": size,
        "windows": windows,
        "rounds": rounds,
        "seed": seed,
    }
    save_json({"protocol": protocol, "ways": rows, "conditions": conditions(device, matcher=weights)}, out)
    print_rows([(row["way"], _seconds(row)) for row in rows])


def _seconds(row: dict[str, Any]) -> str:
    taken = row["seconds_a_pair"]
    return (
        f"{taken['median']:.2f} s a pair ({taken['lowest']:.2f} to {taken['highest']:.2f}), "
        f"{row['against_first']:.2f} x the first"
    )


def _row(row: dict[str, Any]) -> str:
    rate, ground = row["tiles_per_s"], row["scene_mpx_per_s"]
    return (
        f"{rate['median']:.1f} tiles/s ({rate['lowest']:.1f} to {rate['highest']:.1f}) at stride {row['stride']}, "
        f"{ground['median']:.3f} Mpx/s of scene, {row['against_naive']:.1f} x naive, "
        f"{row['against_best_tile_mode']:.1f} x best tile mode, {row['gemm_share']['median']:.0%} of the GEMM peak, "
        f"{row['peak_memory_mib']} MiB, {row['device']}"
    )
