"""What stands under a table of the S2-Net paper: where our order differs from the paper's, and what explains it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .published import COUNTS, SETS, THEIRS
from .tables import Rows, values

#: Share of K from which on a method counts as having found as many keypoints as were asked for.
_ENOUGH = 0.9
_K = COUNTS[-1]


def reading(metric: str, rows: Rows) -> list[str]:
    """Lines on one table, from the figures themselves, at the largest K.

    Args:
        metric: of the table.
        rows: measurements by data set and method.
    """
    lines = []
    for data, methods in rows.items():
        ours = {name: float(np.mean(values(runs, _K, metric))) for name, runs in methods.items()}
        theirs = {name: THEIRS[metric][name][data][-1] for name in ours}
        lines += [f"- {SETS[data]}, K = {_K}. Our order: {_order(ours)}. Theirs: {_order(theirs)}."]
        lines += [_turned(ours, theirs)]
        few = [f"{name} {found:.0f}" for name, found in _extracted(methods).items() if found < _ENOUGH * _K]
        if few:
            lines.append(
                f"- Fewer keypoints than asked for: {', '.join(few)}. Fewer of them have fewer correspondences, and "
                "as NCM is divided by these, the best few of a method show a higher CMR."
            )
        lines += _trained(methods)
    return lines


def _turned(ours: Mapping[str, float], theirs: Mapping[str, float]) -> str:
    pairs = [
        f"{a} over {b} ({ours[a]:.1f}, {ours[b]:.1f}; theirs {theirs[a]:g}, {theirs[b]:g})"
        for a in ours
        for b in ours
        if theirs[a] < theirs[b] and ours[a] > ours[b]
    ]
    if not pairs:
        return "- The order is the paper's."
    return f"- The other way round than in the paper: {'; '.join(pairs)}."


def _extracted(methods: Mapping[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Mean number of keypoints of both images by method."""
    return {
        name: float(np.mean([run["figures"][str(_K)]["extracted"] for run in runs]))
        for name, runs in methods.items()
    }


def _trained(methods: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    shares = {
        name: runs[0]["run"]["steps"] / runs[0]["run"]["recipe"]["iterations"]
        for name, runs in methods.items()
        if runs[0]["run"]
    }
    short = [f"{name} {share:.2%}" for name, share in shares.items() if share < 1]
    if not short:
        return []
    text = (
        f"- Share of the paper's steps that networks had: {', '.join(short)}. SIFT and RIFT are complete: where one of "
        "them leads a network, that says how far the network is trained, not how good the method is. R2D2 starts from "
        "nothing, the others from ImageNet."
    )
    return [text]


def _order(found: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {found[name]:.1f}" for name in sorted(found, key=lambda name: -found[name]))
