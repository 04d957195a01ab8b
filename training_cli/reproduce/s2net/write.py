"""Running the S2-Net paper's experiments and writing what they give."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ....models.errors import InputError
from ....models.progress import Progress, subprogress
from ....models.retrieval.storage import make_folder, write_bytes
from ...console import save_json
from .page import page
from .pictures import draw_curves
from .study import LAMBDAS, KeypointStudy
from .tables import Curves, Rows, table_csv


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
        InputError: the data is not there, or no row could be measured.
        Cancelled: by ``progress``; finished runs are kept.
    """
    jobs = [(name, method) for name in data for method in methods] if tables else []
    weights = [(name, base, weight) for name in data for base in ("d2net", "r2d2") for weight in LAMBDAS]
    count = len(jobs) + (len(weights) if curves else 0)
    rows: Rows = {name: {} for name in data} if tables else {}
    for number, (name, method) in enumerate(jobs):
        found = study.rows(method, name, seeds, subprogress(progress, number / count, (number + 1) / count))
        if found:
            rows[name][method] = found
    drawn: Curves = {}
    for number, (name, base, weight) in enumerate(weights if curves else [], len(jobs)):
        step = subprogress(progress, number / count, (number + 1) / count)
        for run in study.weighted(base, name, weight, seeds[0], step)[:1]:
            drawn.setdefault(name, {}).setdefault(base, {})[str(weight)] = run
    rows = {name: found for name, found in rows.items() if found}
    if not rows and not drawn:
        raise InputError("No row could be measured.", "Leave out --no-train, or name checkpoints.")
    save_json({"rows": rows, "curves": drawn, "budget": study.budget}, study.out / "s2net.json")
    write_bytes(study.out / "s2net.csv", table_csv(rows, drawn).encode())
    folder = page_path.parent / page_path.stem
    make_folder(folder)
    pictures = _pictures(study.out, rows, folder)
    if drawn:
        draw_curves(drawn, folder / "fig3.png")
    text = page(rows, tables, drawn, study.budget, pictures, f"{folder.name}/fig3.png")
    write_bytes(page_path, text.encode())
    return page_path


def _pictures(out: Path, rows: Rows, folder: Path) -> list[tuple[str, str]]:
    """Copies beside the page of the matches drawn without the images, with captions."""
    found = []
    for name, methods in rows.items():
        for method, runs in methods.items():
            for path in sorted((out / runs[0]["folder"]).glob(f"{name}-{method.lower()}-*-lines.png")):
                shutil.copyfile(path, folder / path.name)
                found.append((f"{method} on {name}", f"{folder.name}/{path.name}"))
    return found
