"""Running the S2-Net paper's experiments and writing what they give."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ....models.progress import Progress, subprogress
from ....models.retrieval.storage import make_folder, write_bytes
from ...console import save_json
from .page import page, table_csv
from .study import LAMBDAS, KeypointStudy


def run_and_write(
    study: KeypointStudy,
    *,
    methods: Sequence[str],
    data: Sequence[str],
    tables: Sequence[int],
    curves: bool,
    seeds: Sequence[int],
    page_path: Path,
    progress: Progress,
) -> Path:
    """Measure all rows, and the curves of Fig. 3 where wanted; write ``s2net.json``, ``s2net.csv`` and the page.

    Returns:
        The page.

    Raises:
        InputError: the data is not there.
        Cancelled: by ``progress``; finished runs are kept.
    """
    jobs = [(name, method) for name in data for method in methods]
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name in data}
    for number, (name, method) in enumerate(jobs):
        step = subprogress(progress, number / len(jobs), (number + 1) / len(jobs))
        # Nothing is drawn by chance where nothing is trained.
        repeated = seeds if "Net" in method or "R2D2" in method else seeds[:1]
        rows[name][method] = [study.row(method, name, seed, step) for seed in repeated]
    found: dict[str, Any] = {}
    if curves:
        found = {
            name: {
                base: {
                    str(weight): study.weighted(base, name, weight, seeds[0], progress) for weight in LAMBDAS
                }
                for base in ("d2net", "r2d2")
            }
            for name in data
        }
    save_json({"rows": rows, "curves": found, "budget": study.budget}, study.out / "s2net.json")
    write_bytes(study.out / "s2net.csv", table_csv(rows).encode())
    make_folder(page_path.parent)
    pictures = _pictures(rows, page_path)
    text = page(rows, tables, found, study.budget, pictures)
    write_bytes(page_path, text.encode())
    return page_path


def _pictures(rows: dict[str, dict[str, list[dict[str, Any]]]], page_path: Path) -> list[tuple[str, str]]:
    """Copies of the drawn matches beside the page, with captions."""
    found = []
    for name, methods in rows.items():
        for method, runs in methods.items():
            for path in sorted(Path(runs[0]["folder"]).glob(f"{name}-{method.lower()}-*.jpg")):
                folder = page_path.parent / page_path.stem
                make_folder(folder)
                shutil.copyfile(path, folder / path.name)
                found.append((f"{method} on {name}", f"{page_path.stem}/{path.name}"))
    return found
