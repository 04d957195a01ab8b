"""``optosar evaluate keypoints``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from ..conditions import conditions
from ..console import print_json, print_rows, reporting, save_json
from ..outputs import check_result
from .options import Device, Json, Shared

if TYPE_CHECKING:
    from ..methods.base import Method


class ModelChoice(str, Enum):
    """What is fitted to the matches."""

    similarity = "similarity"
    affine = "affine"
    homography = "homography"


def keypoints(
    method: Annotated[
        str,
        typer.Argument(
            help="sift, rift, rift-turned (for pairs at any rotation), or a checkpoint of `optosar train s2net`."
        ),
    ],
    source: Annotated[
        str,
        typer.Option(
            help="roadscene/test, roadscene/validation, rgb_nir/test, or another part as in `optosar train s2net`."
        ),
    ] = "roadscene/test",
    k: Annotated[
        Optional[list[int]], typer.Option("--k", min=1, help="Keypoints an image; repeatable.")
    ] = None,
    pyramid: Annotated[
        bool, typer.Option("--pyramid", help="Learned methods: look at smaller copies of an image as well.")
    ] = False,
    cut: Annotated[
        int,
        typer.Option(
            min=0, help="Px to cut off two sides of the other image, so that its borders do not tell places."
        ),
    ] = 0,
    model: Annotated[ModelChoice, typer.Option(help="Fitted to the matches.")] = ModelChoice.affine,
    device: Device = "auto",
    shared: Shared = Path("../shared"),
    out: Annotated[
        Optional[Path], typer.Option("--out", "-o", help="JSON file for figures and pairs.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure keypoints on registered pairs of two modalities as the S2-Net paper does: NC, NCM, CMR at K."""
    from ..data.cross_modality import cross_pairs
    from ..evaluate.keypoints import RIGHT, measure_method, rows_of, summarise
    from ..methods.learned import Learned

    check_result(out)
    counts = sorted(set(k or (1024, 2048, 4096)))
    pairs = cross_pairs(source, shared)
    chosen = _method(method, device, pyramid=pyramid)
    with reporting("Matching") as progress:
        figures = measure_method(chosen, pairs, counts, model.value, progress, cut)
    means = {str(count): summarise(rows) for count, rows in figures.items()}
    result: dict[str, Any] = {
        "method": chosen.name,
        "source": source,
        "protocol": f"mutual nearest neighbours, right within {RIGHT:g} px; means over {len(pairs)} pairs; NC counts "
        f"keypoints of the visible image with one of the other within {RIGHT:g} px; CMR is the mean of the pairs' "
        f"ratios; {model.value} model for corner errors, pairs without a model count as failures",
        "pyramid": pyramid,
        "cut": cut,
        "figures": means,
        "conditions": conditions(device, network=method) if isinstance(chosen, Learned) else conditions(),
        "pairs": rows_of(figures),
    }
    save_json(result, out)
    if as_json:
        print_json(result)
        return
    print_rows([("Method", chosen.name), ("Pairs", f"{len(pairs)} of {source}")])
    print_rows([(f"K = {count}", _line(found)) for count, found in means.items()])


def _method(name: str, device: str, *, pyramid: bool) -> Method:
    from ..methods.learned import Learned
    from ..methods.rift import Rift
    from ..methods.sift import Sift

    handcrafted: dict[str, Method] = {"sift": Sift(), "rift": Rift(), "rift-turned": Rift(turned=True)}
    if name.lower() in handcrafted:
        return handcrafted[name.lower()]
    return Learned(Path(name), device, pyramid=pyramid)


def _line(found: dict[str, Any]) -> str:
    extracted = " and ".join(f"{count:.0f}" for count in found["extracted"])
    success = ", ".join(f"{share:.0%} below {limit} px" for limit, share in found["success"].items())
    return (
        f"{extracted} extracted, NC {found['nc']:.1f}, NCM {found['ncm']:.1f}, CMR {found['cmr']:.1%}, "
        f"repeatability {found['repeatability']:.1%}; registered: {success}; {found['seconds']:.2f} s a pair"
    )
