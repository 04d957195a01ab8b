"""``optosar evaluate pictures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, save_json
from ..outputs import check_result
from .options import Device, Json, JsonFile, MatchingWeights, Shared


def pictures(
    source: Annotated[str, typer.Argument(help="srif: optical and SAR pictures of metre class.")] = "srif",
    wrong: Annotated[
        bool, typer.Option("--wrong", help="Match every optical picture with a wrong SAR picture, too; slow.")
    ] = False,
    keypoints: Annotated[int, typer.Option("--k", min=16, help="Keypoints a picture.")] = 2048,
    weights: MatchingWeights = "s2net",
    device: Device = "auto",
    shared: Shared = Path("../shared"),
    out: JsonFile = None,
    as_json: Json = False,
) -> None:
    """Match optical and SAR pictures that are turned and scaled against each other, and measure against the truth."""
    from ...models.matching.features import FeatureExtractor
    from ...models.matching.options import MatchOptions
    from ...models.progress import subprogress
    from ..data.cross_modality import cross_pairs
    from ..evaluate.picture_pairs import measure_pictures, measure_wrong, summarise

    check_result(out)
    pairs = cross_pairs(source, shared)
    extractor, options = FeatureExtractor(weights, device), MatchOptions(k=keypoints)
    with reporting("Matching") as progress:
        share = 0.3 if wrong else 1.0
        rows = measure_pictures(pairs, extractor, options, subprogress(progress, 0.0, share))
        mistaken = (
            measure_wrong(pairs, extractor, options, subprogress(progress, share, 1.0)) if wrong else []
        )
    figures = summarise(rows)
    if mistaken:
        figures["wrong_accepted"] = sum(row["accepted"] for row in mistaken) / len(mistaken)
    result: dict[str, Any] = {
        "source": source,
        "protocol": "as layers without georeference are matched, turned and scaled until a match is accepted, else the "
        "one that is confirmed best; NC, NCM and CMR of K keypoints of that look within 3 SAR px; corner error of the "
        "affine model in SAR px",
        "options": options.to_json(),
        "figures": figures,
        "weights": {"name": extractor.weights_name, "sha256": extractor.weights_sha256},
        "conditions": conditions(device, matcher=weights),
        "pairs": rows,
        **({"wrong": mistaken} if wrong else {}),
    }
    save_json(result, out)
    if as_json:
        print_json(result)
        return
    print_rows([(k, f"{v:.3f}" if isinstance(v, float) else str(v)) for k, v in figures.items()])
