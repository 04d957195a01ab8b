"""``optosar bench …``: how fast things run on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..conditions import conditions
from ..console import print_rows, reporting, save_json
from . import bench_search
from .options import Device, JsonFile, ModalityChoice, RetrievalWeights

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

    with reporting("Measuring") as progress:
        runs = bench(scene, modality.value, weights, device, rounds, progress)
    rows = summarise(runs)
    save_json({"scene": scene.name, "rounds": rounds, "ways": rows, "conditions": conditions()}, out)
    print_rows([(row["way"], _row(row)) for row in rows])


def _row(row: dict[str, Any]) -> str:
    rate, ground = row["tiles_per_s"], row["scene_mpx_per_s"]
    return (
        f"{rate['median']:.1f} tiles/s ({rate['lowest']:.1f} to {rate['highest']:.1f}) at stride {row['stride']}, "
        f"{ground['median']:.3f} Mpx/s of scene, {row['against_naive']:.1f} x naive, "
        f"{row['against_best_tile_mode']:.1f} x best tile mode, {row['gemm_share']['median']:.0%} of the GEMM peak, "
        f"{row['peak_memory_mib']} MiB, {row['device']}"
    )
