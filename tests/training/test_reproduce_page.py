"""The DFCNN results page over a folder that holds results of one command or of several."""

from __future__ import annotations

from typing import Any

from optosar.training_cli.reproduce.page import page

FIGURES = {d: dict.fromkeys(("R1", "R5", "R10", "mAP"), 0.1) for d in ("optical", "sar")}


def result(name: str, budget: float, *, windows: int = 256, seeds: int = 1, **more: Any) -> dict[str, Any]:
    gallery = {
        "imagery": "la/T11SLT",
        "windows": windows,
        "screened_windows": 900,
        "positives_per_query": 5.0,
        "right": "near",
    }
    row = {"label": "a", "notation": "a", "dimension": 1, "ours": FIGURES, "spread": None, "theirs": None}
    return {
        "experiment": name,
        "title": f"Experiment {name}",
        "remark": "",
        "budget": budget,
        "seeds": list(range(seeds)),
        "changes": [],
        "gallery": gallery,
        "device": "cpu",
        "conditions": {"processor": "P", "cpus": 2, "versions": {}},
        "rows": [row],
        "runs": [f"subnet-{budget:g}"],
        **more,
    }


def run(budget: float, steps: int) -> dict[str, Any]:
    recipe = {"stage": "subnet", "blocks": 4, "iterations": 800_000, "budget": budget}
    facts = {"steps": steps, "seconds": 1.0, "loss_first": 1.0, "loss_last": 0.5, "precision": "fp32"}
    return {"name": f"subnet-{budget:g}", "recipe": recipe, "data": {"pairs of": ["la/T11SMT"]}, **facts}


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("optosar reproduce")]


def test_results_of_two_budgets_are_told_apart() -> None:
    full = result("fig3", 1.0, windows=900, seeds=3)
    part = [result("table2", 0.0001, changes=["lr=1"]), result("table3", 0.0001, changes=["lr=1"])]
    text = page([full, *part], [run(1.0, 800_000), run(0.0001, 80)], {})

    head, sections = text.split("## What differs from the paper")
    assert "**Budgets of 0.0001 and 1 of the paper's iterations: each experiment says which.**" in head
    assert "At a budget below 0.01 they show that" in head
    assert "| 80 (Sub-network): budget 0.0001; 800000 (Sub-network): full budget |" in sections
    assert "| 256 of 900 screened windows, 5.0 right" in sections
    assert "; 900 of 900 screened windows, 5.0 right" in sections
    _, fig3, table2, _ = sections.split("## Experiment ")
    assert "Ours: full budget, 900 windows of la/T11SLT, 3 seeds." in fig3
    assert "Ours: budget 0.0001, 256 windows of la/T11SLT, one seed." in table2
    both = "--experiment table2 --experiment table3"
    assert commands(text) == [
        f"optosar reproduce dfcnn {both} --budget 0.0001 --test la/T11SLT --gallery 256 --set lr=1",
        "optosar reproduce dfcnn --experiment fig3 --budget 1 --test la/T11SLT --gallery 900 --seeds 3",
    ]


def test_results_of_one_command_need_no_line_each() -> None:
    text = page([result("fig3", 0.0005), result("table1", 0.0005)], [run(0.0005, 400)], {})
    assert "**Budget 0.0005 of the paper's iterations.**" in text
    assert "At so small a budget they show" in text
    assert "\nOurs: " not in text
    assert "| 400 (Sub-network): budget 0.0005 |" in text
    assert len(commands(text)) == 1
