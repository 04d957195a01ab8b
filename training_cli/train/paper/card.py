"""The card of a trained stage: what was trained on what, for how long, and what share of the paper's recipe that is."""

from __future__ import annotations

from typing import Any

#: Names of the stages as the paper writes them.
STAGES = {
    "oed": "OED",
    "sed": "SED",
    "subnet": "Sub-network",
    "dfcnn": "DFCNN",
    "d2net": "D2-Net",
    "r2d2": "R2D2",
    "cmmnet": "CMM-Net",
    "miso": "MISO",
    "netvlad": "NetVLAD",
}


def card(run: dict[str, Any]) -> str:
    """Markdown from the contents of ``run.json``."""
    recipe = run["recipe"]
    rows = [
        ("Stage", STAGES[recipe["stage"]]),
        ("Steps", f"{run['steps']} of the paper's {recipe['iterations']} ({budget_text(recipe['budget'])})"),
        ("Batch", f"{recipe['batch']} per process, {run['processes']} process(es)"),
        ("Optimiser", _optimiser(recipe)),
        ("Precision", run["precision"]),
        ("Time", f"{run['seconds']:.0f} s"),
        ("Loss", f"{_number(run['loss_first'])} at first, {_number(run['loss_last'])} over the last tenth"),
        ("Started from", _text(run["from"])),
        ("Data", _text(run["data"])),
    ]
    if "ssl" in recipe:
        rows.append(("Self-supervision", _self_supervision(recipe)))
    if "held_out" in run:
        rows.append(("Held-out tiles", _text(run["held_out"])))
    lines = [f"# {STAGES[recipe['stage']]}", "", "| | |", "| --- | --- |"]
    lines += [f"| {label} | {value} |" for label, value in rows]
    if recipe["budget"] < 1:
        lines += [
            "",
            "Trained on a share of the paper's iterations: the figures are not those of its recipe.",
        ]
    return "\n".join([*lines, "", "All settings are in `run.json`.", ""])


def _optimiser(recipe: dict[str, Any]) -> str:
    name = recipe.get("optimiser", f"SGD, momentum {recipe['momentum']:g}")
    falls = ", ".join(f"{share:.0%}" for share in recipe.get("decay_at", ()))
    then = f", a tenth of it after {falls} of the steps" if falls else ""
    return f"{name}, rate {recipe['lr']:g}{then}, decay {recipe['weight_decay']:g}"


def _self_supervision(recipe: dict[str, Any]) -> str:
    if not recipe["ssl"]:
        return "none"
    whom = "" if recipe.get("ssl_detector", True) else ", of the descriptors alone"
    until = recipe.get("ssl_until", 1.0)
    return (
        f"weight {recipe['weight']:g}{whom}{f', in the first {until:.1%} of the steps' if until < 1 else ''}"
    )


def budget_text(budget: float) -> str:
    """A budget in words that cannot be mistaken for the full recipe."""
    return "full budget" if budget == 1 else f"budget {budget:g}"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4g}"


def _text(value: Any) -> str:
    if isinstance(value, dict):
        shown = [(key, item) for key, item in value.items() if item not in ({}, [])]
        return ", ".join(
            f"{key} ({_text(v)})" if isinstance(v, dict) else f"{key} {_text(v)}" for key, v in shown
        )
    if isinstance(value, list):
        names = ", ".join(str(item) for item in value[:6])
        return names + (f" and {len(value) - 6} more" if len(value) > 6 else "")
    return f"{value:.4g}" if isinstance(value, float) else str(value)
