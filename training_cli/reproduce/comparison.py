"""What stands under a table that compares methods: what they cost, and where our order differs from the paper's."""

from __future__ import annotations

from typing import Any


def cost_table(result: dict[str, Any]) -> list[str]:
    """Lines of a table: seconds per query over the gallery, training, remarks; of the first seed."""
    lines = ["| | s per query | of it ranking | training, s | |", "| --- | --- | --- | --- | --- |"]
    for row in result["rows"]:
        facts = row["facts"]
        lines.append(
            f"| {row['label']} | {facts['seconds_per_query']:.2g} | {facts['seconds_ranking']:.2g} "
            f"| {facts['training_seconds']:.0f} | {facts['note']} |"
        )
    windows = result["gallery"]["windows"]
    lines += [
        "",
        f"Seconds per query: encoding the optical query and ranking {windows} SAR windows that are encoded already.",
    ]
    return lines


def reading(result: dict[str, Any]) -> list[str]:
    """Lines on what the figures say and what they do not, from the figures themselves."""
    ours = {row["label"]: row["ours"]["optical"]["mAP"] for row in result["rows"]}
    theirs = {row["label"]: row["theirs"]["optical"]["mAP"] for row in result["rows"] if row["theirs"]}
    gallery = result["gallery"]
    chance = _chance(gallery["windows"], gallery["positives_per_query"])
    lines = [
        "### Reading",
        "",
        f"- Our order by mAP, optical query: {_order(ours)}. Theirs: {_order(theirs)}.",
        (
            f"- A random order reaches an mAP of about {chance:.3f} over our {gallery['windows']} windows, and about "
            f"{_chance(4647, 5):.3f} over their 4647 with 5 right answers each. The figures are not to be compared by "
            "value."
        ),
    ]
    near_chance = [name for name, value in ours.items() if value < 2 * chance]
    if near_chance:
        lines.append(
            f"- Less than twice chance: {', '.join(near_chance)}. Nothing can be read from their order."
        )
    turned = [
        f"{a} over {b} ({ours[a]:.3f}, {ours[b]:.3f}; theirs {theirs[a]:.3f}, {theirs[b]:.3f})"
        for a in theirs
        for b in theirs
        if theirs[a] < theirs[b] and ours[a] > ours[b]
    ]
    lines.append(
        f"- The other way round than in the paper: {'; '.join(turned)}."
        if turned
        else "- The order is the paper's."
    )
    if result["budget"] < 1:
        lines.append(
            f"- DFCNN, MISO and NetVLAD, and with DFCNN what is built on it, had {result['budget']:g} of their "
            "iterations. SIFT, SCCM and CMCP are complete: where one of them leads a network, that says how far the "
            "network is trained, not how good the method is."
        )
    if len(result["seeds"]) == 1:
        places = "one scene" if gallery["scenes"] == 1 else f"{gallery['scenes']} scenes"
        lines.append(f"- One seed and {places}: small differences may be chance.")
    return lines


def _chance(windows: int, right: float) -> float:
    """Expected average precision of a random order of so many windows, of which so many are right."""
    harmonic = sum(1 / rank for rank in range(1, windows + 1))
    return (harmonic + (right - 1) / max(windows - 1, 1) * (windows - harmonic)) / windows


def _order(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {values[name]:.3f}" for name in sorted(values, key=lambda n: -values[n]))
