"""``optosar evaluate matching``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, save_json
from ..outputs import check_result
from .options import Device, Json, JsonFile, MatchingWeights


def matching(
    optical: Annotated[Path, typer.Argument(metavar="OPTICAL", help="Optical scene.")],
    sar: Annotated[Path, typer.Argument(metavar="SAR", help="SAR scene, registered to it.")],
    truth: Annotated[
        Optional[Path], typer.Option(help="Refined truth, written by “optosar data refine”.")
    ] = None,
    pairs: Annotated[int, typer.Option(min=1, help="Pairs of windows.")] = 100,
    near: Annotated[
        bool, typer.Option("--near", help="Layers that are registered but for some pixels.")
    ] = False,
    size: Annotated[int, typer.Option(min=128, help="Side of a window in pixels.")] = 512,
    keypoints: Annotated[int, typer.Option("--k", min=16, help="Keypoints a window.")] = 2048,
    seed: Annotated[int, typer.Option(help="Seed of the places and of the warps.")] = 0,
    weights: MatchingWeights = "s2net",
    device: Device = "auto",
    out: JsonFile = None,
    as_json: Json = False,
) -> None:
    """Measure matching on windows of a registered pair, warped by a known transformation."""
    from ...models.matching.features import FeatureExtractor
    from ...models.matching.options import MatchOptions
    from ..data.sources import own_pair
    from ..evaluate.matching import (
        NEAR,
        RIGHT,
        SURE_CORNERS,
        SURE_QUARTERS,
        Warp,
        draw_cases,
        measure_cases,
        summarise,
    )

    check_result(out, inputs=(optical, sar))
    extractor = FeatureExtractor(weights, device)
    with reporting("Reading") as progress:
        pair = own_pair(optical, sar, field=truth).load(progress).image
    warp = NEAR if near else Warp()
    cases = draw_cases(pair, pairs, seed, warp, size)
    options = MatchOptions(k=keypoints)
    with reporting("Matching windows") as progress:
        rows = measure_cases(pair, cases, extractor, options, size, progress)
    figures = summarise(rows)
    result: dict[str, Any] = {
        "protocol": {
            "optical": optical.name,
            "sar": sar.name,
            "truth": None if truth is None else truth.name,
            "window_px": size,
            "k": keypoints,
            "right_within_px": RIGHT,
            "sure_share_of_quarters": SURE_QUARTERS,
            "sure_corners_px": SURE_CORNERS,
            "warp": asdict(warp),
            "seed": seed,
            "seeds": [list(case.seed) for case in cases],
            "options": options.to_json(),
        },
        "figures": figures,
        "weights": {"name": extractor.weights_name, "sha256": extractor.weights_sha256},
        "device": extractor.device.label,
        "conditions": conditions(device, matcher=weights),
        "pairs": rows,
    }
    save_json(result, out)
    if as_json:
        print_json(result)
        return
    for title, values in (
        ("", figures),
        *((t, figures[t]) for t in ("published", "refined", "refined_sure") if t in figures),
    ):
        shown = [(f"{title} {k}".strip(), v) for k, v in values.items() if not isinstance(v, (dict, list))]
        print_rows([(k, f"{v:.3f}" if isinstance(v, float) else str(v)) for k, v in shown])
