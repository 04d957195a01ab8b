"""``optosar evaluate retrieval``."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, say
from .options import (
    Cache,
    Device,
    Json,
    ModeChoice,
    OpticalScene,
    RetrievalWeights,
    SarScene,
    Shared,
    Sources,
)

if TYPE_CHECKING:
    from ...models.progress import Progress
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.tiles import Mode
    from ..evaluate.gallery import Gallery
    from ..evaluate.judging import Judged, Way

_ALL = "every window is a query, and nothing is random"


def retrieval(
    optical: OpticalScene = None,
    sar: SarScene = None,
    sources: Sources = None,
    pairs: Annotated[
        Optional[Path],
        typer.Option("--pairs", help="CSV of scene pairs: optical, sar[, name, scene, points]."),
    ] = None,
    stride: Annotated[int, typer.Option(min=1, help="Pixels between windows of a scene.")] = 90,
    min_spread: Annotated[
        float, typer.Option(min=0, help="Smallest standard deviation of grey values, of 255, in both images.")
    ] = 6.0,
    mode: Annotated[
        ModeChoice, typer.Option(help="tile: windows seen by themselves; dense: with their surroundings.")
    ] = ModeChoice.tile,
    queries: Annotated[int, typer.Option(min=0, help="Windows to ask with, drawn by seed; 0 for all.")] = 0,
    seed: Annotated[Optional[list[int]], typer.Option(help="Seed of the draw; repeatable.")] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Number of seeds, from 0, where none is named.")] = 1,
    turned: Annotated[
        bool, typer.Option("--turned", help="Ask as well with queries turned by 90, 180 and 270 degrees.")
    ] = False,
    rotations: Annotated[
        bool,
        typer.Option(
            "--rotations", help="Search as well with the rotation option: all quarter turns are tried."
        ),
    ] = False,
    around: Annotated[
        bool,
        typer.Option("--around", help="Ask as well for places around each query (dense mode)."),
    ] = False,
    examples: Annotated[int, typer.Option(min=0, help="Best and worst retrievals to draw.")] = 6,
    weights: RetrievalWeights = "dfcnn",
    device: Device = "auto",
    shared: Shared = Path("../shared"),
    cache: Cache = Path("runs/simulated"),
    out: Annotated[
        Optional[Path],
        typer.Option("--out", "-o", help="Folder for retrieval.json, ranks.csv, page.md and pictures."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure retrieval: mAP and Recall-1/5/10, both directions, exact search, every data set a gallery of its own."""
    from ...models.errors import InputError
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.storage import make_folder
    from ..evaluate.gallery import survey
    from ..evaluate.judging import ways
    from ..evaluate.sets import find_sets

    if out is not None:
        make_folder(out)
    started = time.perf_counter()
    with reporting("Looking for pairs") as progress:
        sets = find_sets(optical, sar, sources or [], pairs, shared, cache, progress)
    encoder = TileEncoder(weights, device)
    if around and mode is not ModeChoice.dense:
        raise InputError(
            "The places around a query are only encoded in dense mode.",
            "Add --mode dense, or leave --around out.",
        )
    asked = ways(turned=turned, rotations=rotations, around=around)
    drawn = list(dict.fromkeys(seed)) if seed else list(range(seeds))
    galleries: list[dict[str, Any]] = []
    tables: list[str] = []
    pictures: dict[str, list[str]] = {}
    for name, members in sets.items():
        with reporting(f"Screening {name}") as progress:
            gallery = survey(name, members, stride, min_spread, mode.value, progress)
        with reporting(f"Measuring {name}") as progress:
            facts, judged = _measure(gallery, encoder, asked, mode.value, queries, drawn, progress)
        galleries.append(facts)
        if not as_json:
            _show(facts)
        if out is not None:
            tables.append(_ranks(gallery, judged, first=not tables))
            pictures[name] = _draw(gallery, judged, out, examples)
    random = any(item["seeds"] for item in galleries)
    result: dict[str, Any] = {
        "protocol": _protocol(mode.value, stride, min_spread, asked, queries, random=random),
        "galleries": galleries,
        "weights": {"name": encoder.weights_name, "sha256": encoder.weights_sha256},
        "device": encoder.device.label,
        "conditions": conditions(device, encoder=weights),
        "seconds": round(time.perf_counter() - started, 1),
    }
    if out is not None:
        _save(out, result, "".join(tables), pictures)
    if as_json:
        print_json(result)
    else:
        print_rows([(key, str(value)) for key, value in result["protocol"].items()])


def _measure(
    gallery: Gallery,
    encoder: TileEncoder,
    asked: list[Way],
    mode: Mode,
    count: int,
    seeds: list[int],
    progress: Progress,
) -> tuple[dict[str, Any], list[Judged]]:
    """Facts and figures of a gallery, and the answers to all queries that any seed drew."""
    import numpy as np

    from ...models.progress import subprogress
    from ..evaluate.gallery import describe, draw_queries
    from ..evaluate.judging import figures, judge, mean_and_spread

    random = 0 < count < len(gallery)
    draws = [draw_queries(gallery, count, number) for number in (seeds if random else seeds[:1])]
    union = np.unique(np.concatenate(draws))
    turned = any(way.rotations or any(way.turns) for way in asked)
    described = describe(
        gallery,
        encoder,
        union,
        turned=turned,
        moved=any(way.around for way in asked),
        mode=mode,
        progress=subprogress(progress, 0.0, 0.95),
    )
    judged = judge(gallery, described, asked, subprogress(progress, 0.95, 1.0))
    by_seed = [figures(judged, len(gallery), draw) for draw in draws]
    found = mean_and_spread(by_seed)
    facts = {
        "name": gallery.name,
        "pairs": len(gallery.pairs),
        "places": len({pair.scene for pair in gallery.pairs}),
        "positions": gallery.positions,
        "refused": gallery.refused,
        "gallery": len(gallery),
        "queries": len(draws[0]),
        "seeds": seeds if random else [],
        "positives_per_query": {
            rule: found["upright"]["optical"][rule]["positives"]["mean"] for rule in ("identity", "half_tile")
        },
        "figures": found,
        "losses": _losses(found),
        "by_seed": [
            {"seed": number, "queries": draw.tolist(), "figures": part}
            for number, draw, part in zip(seeds, draws, by_seed)
        ]
        if random
        else [],
    }
    return facts, judged


def _losses(found: dict[str, Any]) -> list[str]:
    """What turned queries lose against upright ones asked without the rotation option, in points of R@1 and mAP."""
    lines = []
    for way in found:
        if way == "upright":
            continue
        parts = []
        for modality in ("optical", "sar"):
            before, after = found["upright"][modality]["half_tile"], found[way][modality]["half_tile"]
            recall = 100 * (before["recall"]["1"]["mean"] - after["recall"]["1"]["mean"])
            precision = "mean_average_precision"
            ranking = 100 * (before[precision]["mean"] - after[precision]["mean"])
            parts.append(f"{modality} query {recall:+.1f} points of R@1, {ranking:+.1f} of mAP")
        lines.append(f"Lost by “{way}” against “upright”: {'; '.join(parts)}.")
    return lines


def _protocol(
    mode: Mode, stride: int, min_spread: float, asked: list[Way], count: int, *, random: bool
) -> dict[str, Any]:
    from ..evaluate.judging import FARTHER

    drawn = f"{count} queries are drawn by each seed; the gallery is always whole"
    found: dict[str, Any] = {
        "mode": mode,
        "search": "Every query is compared with every tile of the other image's gallery (exact search).",
        "windows": f"Windows of 227 px at stride {stride} px, kept when no pixel lacks a measurement and grey values "
        f"spread by at least {min_spread:g} of 255 in both images; of an image for one window only, the middle."
        + (
            " For the dense mode windows are moved onto its lattice, by 8 px at most."
            if mode == "dense"
            else ""
        ),
        "right": "Right is the window of the same place (identity), or any whose centre lies within 113.5 px, half a "
        "tile, of it, by the registration as published; windows of other pairs count as other ground. "
        "Neighbouring windows overlap.",
        "chance": f"Seeds: {drawn if random else _ALL}.",
        "stride": stride,
        "min_spread": min_spread,
        "ways": [way.name for way in asked],
    }
    if any(way.around for way in asked):
        found["around"] = (
            "With the places around, the query is also asked every 32 px within half a tile of its place, and a tile "
            f"counts with its best score, less {FARTHER:.0%} for every 96 px between that place and the query: "
            "what is found for such a place is near the query as well."
        )
    if any(any(way.turns) for way in asked):
        found["turned"] = (
            "Turned queries are windows turned by 90, 180 and 270 degrees about their centres before they are encoded; "
            "each counts as a query."
        )
    if any(way.rotations for way in asked):
        found["rotations"] = (
            "With the rotation option a query is encoded at its four quarter turns, and a tile counts with its best "
            "score; a turned query then has the same answers as an upright one."
        )
    return found


def _ranks(gallery: Gallery, judged: list[Judged], *, first: bool) -> str:
    from ..evaluate.judging import table

    text = table(gallery, judged)
    return text if first else text.partition("\n")[2]


def _draw(gallery: Gallery, judged: list[Judged], out: Path, count: int) -> list[str]:
    from ...models.retrieval.storage import make_folder
    from ..evaluate.retrieval_page import draw_examples

    if not count:
        return []
    make_folder(out)
    upright = [item for item in judged if item.way.name == "upright"]
    return [path.name for item in upright for path in draw_examples(gallery, item, out, count)]


def _save(out: Path, result: dict[str, Any], table: str, pictures: dict[str, list[str]]) -> None:
    from ...models.retrieval.storage import make_folder, write_bytes
    from ..evaluate.retrieval_page import markdown

    make_folder(out)
    for name, content in (
        ("retrieval.json", json.dumps(result, indent=2, ensure_ascii=False) + "\n"),
        ("ranks.csv", table),
        ("page.md", markdown(result, pictures)),
    ):
        write_bytes(out / name, content.encode())
    say(f"Saved {out / 'page.md'}")


def _show(facts: dict[str, Any]) -> None:
    positives = facts["positives_per_query"]["half_tile"]
    refused = ", ".join(f"{reason}: {count}" for reason, count in facts["refused"].items()) or "none"
    rows = [
        (facts["name"], f"{facts['pairs']} pairs of {facts['places']} places"),
        ("gallery", f"{facts['gallery']} of {facts['positions']} windows (refused: {refused})"),
        (
            "queries each way",
            f"{facts['queries']}, right answers 1 (identity), {positives:.2f} (half a tile)",
        ),
    ]
    for way, directions in facts["figures"].items():
        for modality, rules in directions.items():
            for rule, values in rules.items():
                recall = "  ".join(f"R@{k} {values['recall'][k]['mean']:.3f}" for k in ("1", "5", "10"))
                rows.append(
                    (
                        f"{modality} query, {way}, {rule}",
                        f"mAP {values['mean_average_precision']['mean']:.3f}  {recall}",
                    )
                )
    print_rows([*rows, *(("", text) for text in facts["losses"])])
