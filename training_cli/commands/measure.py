"""``optosar evaluate main-job`` and ``optosar evaluate verdict``."""

from __future__ import annotations

import resource
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, save_json
from ..outputs import check_result
from .options import Device, JsonFile, Mode, RetrievalWeights, Stride

if TYPE_CHECKING:
    from ...models.progress import Progress
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.tiles import Mode as RetrievalMode

Optical = Annotated[Path, typer.Argument(metavar="OPTICAL", help="Optical scene.")]
Sar = Annotated[Path, typer.Argument(metavar="SAR", help="SAR scene of the same ground, registered to it.")]
Seed = Annotated[int, typer.Option(help="Seed of the places drawn.")]
Matching = Annotated[
    str, typer.Option("--matching-weights", help="Name or .safetensors file of the keypoint network.")
]


def main_job(
    optical: Optical,
    sar: Sar,
    index: Annotated[Path, typer.Option(help="Folder of the index; built when there is none.")],
    queries: Annotated[int, typer.Option(min=1, help="Places to search for.")] = 100,
    verify: Annotated[int, typer.Option(min=1, help="Candidates to verify.")] = 5,
    truth: Annotated[
        Optional[Path],
        typer.Option(help="Refined truth written by `optosar data refine`, to judge places by as well."),
    ] = None,
    mode: Mode = None,
    stride: Stride = None,
    seed: Seed = 0,
    weights: RetrievalWeights = "dfcnn",
    matching_weights: Matching = "s2net",
    device: Device = "auto",
    out: JsonFile = None,
) -> None:
    """Measure the main job: places of OPTICAL are searched for in an index of SAR, verified and located."""
    from ...models.imagery.scene import open_scene
    from ...models.matching.displacement.field import load_field
    from ...models.matching.features import FeatureExtractor
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.index import open_index
    from ..evaluate.main_job import measure_times, run_jobs, summarise, true_displacements
    from ..evaluate.places import draw_places

    check_result(out)
    field = None if truth is None else load_field(truth)
    encoder, extractor = TileEncoder(weights, device), FeatureExtractor(matching_weights, device)
    with reporting("Building the index") as progress:
        _build(index, sar, encoder, None if mode is None else mode.value, stride, progress)
    opened = open_index(index, encoder)
    ours, theirs = open_scene(optical, "optical"), open_scene(sar, "sar")
    with reporting("Drawing places") as progress:
        places, drawn = draw_places(ours, theirs, queries, seed, opened.gsd, progress=progress)
    truths = None if field is None else true_displacements(field, ours, opened.gsd, places)
    with reporting("Timing") as progress:
        times = measure_times(opened, ours, places[:20], encoder, extractor, verify, progress)
    with reporting("Measuring") as progress:
        jobs = run_jobs(opened, ours, places, encoder, extractor, verify, progress, truths)
    figures = summarise(jobs)
    result = {
        "protocol": {
            "optical": optical.name,
            "sar": sar.name,
            "tiles": len(opened),
            "mode": opened.manifest.mode,
            "stride": opened.manifest.stride,
            "places_drawn": drawn,
            "seed": seed,
            "verified": verify,
            "truth": "the nominal registration of the pair",
            "refined_truth": None if truth is None else truth.name,
        },
        "figures": figures,
        "times": times,
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "conditions": conditions(device)
        | {"weights": {"encoder": encoder.weights_sha256, "matcher": extractor.weights_sha256}},
        "queries": [asdict(job) for job in jobs],
    }
    save_json(result, out)
    print_rows([(name, _text(value)) for name, value in figures.items()])
    for name in ("to_candidates_s", "to_verified_s"):
        print_rows([(name, _text(times[name]))])


def localisation(
    optical: Optical,
    sar: Sar,
    folder: Annotated[
        Path, typer.Option("--indexes", help="Folder for the indexes; kept for the next time.")
    ],
    stride: Annotated[
        Optional[list[int]], typer.Option(min=1, help="Distance of neighbouring tiles; repeatable.")
    ] = None,
    queries: Annotated[int, typer.Option(min=1, help="Places to search for.")] = 100,
    seed: Seed = 0,
    weights: RetrievalWeights = "dfcnn",
    device: Device = "auto",
    out: JsonFile = None,
) -> None:
    """Measure what a denser grid of tiles buys: how far the best candidate lies from the truth."""
    import time

    from ...models.imagery.scene import open_scene
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.index import open_index
    from ..evaluate.localisation import locate, summarise
    from ..evaluate.places import draw_places

    check_result(out)
    encoder = TileEncoder(weights, device)
    ours, theirs = open_scene(optical, "optical"), open_scene(sar, "sar")
    with reporting("Drawing places") as progress:
        places, _ = draw_places(ours, theirs, queries, seed, encoder.gsd, progress=progress)
    rows: list[dict[str, Any]] = []
    for step in stride or [96, 48, 32]:
        index, started = folder / f"stride_{step}", time.perf_counter()
        with reporting(f"Indexing every {step} px") as progress:
            _build(index, sar, encoder, None, step, progress)
        seconds, opened = time.perf_counter() - started, open_index(index, encoder)
        with reporting(f"Searching every {step} px") as progress:
            found = locate(opened, ours, places, encoder, progress)
        rows.append(
            {
                "stride": step,
                "mode": opened.manifest.mode,
                "tiles": len(opened),
                "indexing_s": round(seconds, 1),
                **summarise(found),
            }
        )
        print_rows([(f"stride {step}", ", ".join(f"{name} {value}" for name, value in rows[-1].items()))])
    protocol = {"optical": optical.name, "sar": sar.name, "seed": seed, "truth": "the nominal registration"}
    save_json({"protocol": protocol, "rows": rows, "conditions": conditions(device, encoder=weights)}, out)


def _build(
    index: Path,
    sar: Path,
    encoder: TileEncoder,
    mode: RetrievalMode | None,
    stride: int | None,
    progress: Progress,
) -> None:
    from ...models.retrieval.builder import build_index
    from ...models.retrieval.catalogue import SceneSpec
    from ...models.retrieval.tiles import mode_for

    scenes = [SceneSpec(str(sar))]
    build_index(
        index, scenes, encoder=encoder, mode=mode or mode_for(stride), stride=stride, progress=progress
    )


def verdict(
    optical: Optical,
    sar: Sar,
    places: Annotated[int, typer.Option(min=2, help="Places drawn.")] = 100,
    wrong: Annotated[int, typer.Option(min=1, help="Wrong partners for every place.")] = 10,
    turned: Annotated[
        int, typer.Option(min=0, help="Places whose wrong partners are looked at turned and scaled, too.")
    ] = 20,
    seed: Seed = 0,
    weights: RetrievalWeights = "dfcnn",
    matching_weights: Matching = "s2net",
    device: Device = "auto",
    out: Annotated[
        Optional[Path], typer.Option("--out", help="Thresholds file (verdict.json) to write.")
    ] = None,
) -> None:
    """Choose the thresholds of the verdict so that none of the wrong pairs would have been accepted."""
    from ...models.imagery.scene import open_scene
    from ...models.matching.calibration import calibrate
    from ...models.matching.features import FeatureExtractor
    from ...models.matching.verdict import Thresholds
    from ...models.retrieval.encoder import TileEncoder
    from ..evaluate.verdict import calibration_pairs

    check_result(out)
    ours, theirs = open_scene(optical, "optical"), open_scene(sar, "sar")
    encoder, extractor = TileEncoder(weights, device), FeatureExtractor(matching_weights, device)
    with reporting("Calibrating") as progress:
        pairs = calibration_pairs(
            ours,
            theirs,
            encoder,
            extractor,
            places,
            wrong,
            turned,
            seed,
            progress,
        )
    content = calibrate(pairs.true, pairs.false, Thresholds(), turned_results=pairs.turned).to_json()
    content["calibration"] |= {
        "turned_pairs": len(pairs.turned),
        "optical": optical.name,
        "sar": sar.name,
        "seed": seed,
        "weights_sha256": extractor.weights_sha256,
        "structure_sha256": extractor.structure_sha256,
    }
    save_json(content, out)
    print_json(content)


def _text(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
