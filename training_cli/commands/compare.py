"""``optosar evaluate compare``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ...models.errors import InputError
from ..console import print_json, print_rows
from .options import Json

_METRICS = {"nc": "NC", "ncm": "NCM", "cmr": "CMR, %"}
# What makes figures comparable; what is compared may differ in all else.
_SAME = ("source", "protocol", "cut")


def compare(
    first: Annotated[Path, typer.Argument(help="JSON file of `optosar evaluate keypoints --out`.")],
    second: Annotated[Path, typer.Argument(help="Another, on the same pairs.")],
    as_json: Json = False,
) -> None:
    """Tell by how much the second method is ahead of the first, pair by pair, and whether chance could have made it."""
    from ..evaluate.paired import CONFIDENCE, by_pair, counts_of, difference

    ours, theirs = _read(first), _read(second)
    differ = [name for name in _SAME if ours.get(name) != theirs.get(name)]
    if differ:
        raise InputError(
            f"The two were measured differently: {', '.join(differ)}.", "Evaluate both with the same options."
        )
    counts = sorted(set(counts_of(ours["pairs"])) & set(counts_of(theirs["pairs"])))
    if not counts:
        raise InputError("The two have no K in common.", "Evaluate both with the same --k.")
    found = {
        str(k): {
            name: difference(by_pair(ours["pairs"], k, name), by_pair(theirs["pairs"], k, name))
            for name in _METRICS
        }
        for k in counts
    }
    if as_json:
        plain = {k: {name: asdict(value) for name, value in row.items()} for k, row in found.items()}
        print_json(
            {
                "first": ours["method"],
                "second": theirs["method"],
                "confidence": CONFIDENCE,
                "differences": plain,
            }
        )
        return
    print_rows([("First", ours["method"]), ("Second", theirs["method"]), ("Source", ours["source"])])
    for k, row in found.items():
        for name, value in row.items():
            text = (
                f"{value.mean:+.1f} ({value.low:+.1f} to {value.high:+.1f}), "
                f"ahead at {value.better} of {value.pairs} pairs{'' if value.sure else '; may be chance'}"
            )
            print_rows([(f"K = {k}, {_METRICS[name]}", text)])


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        rows = found["pairs"]
        complete = all({"k", "pair", *_METRICS} <= set(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} holds no figures of keypoints.", "Name a file of `optosar evaluate keypoints --out`."
        ) from error
    if not rows or not complete or not {"method", *_SAME} <= set(found):
        raise InputError(
            f"{path} holds no figures of keypoints.", "Name a file of `optosar evaluate keypoints --out`."
        )
    return dict(found)
