"""The page that leads to the results pages of both papers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...models.retrieval.storage import make_folder, write_bytes
from ..conditions import conditions


@dataclass(frozen=True)
class Part:
    """What was repeated of one paper.

    Attributes:
        paper: its name.
        page: the results page.
        budget: share of the paper's iterations.
        seconds: wall time, near zero where all runs were there already.
    """

    paper: str
    page: Path
    budget: float
    seconds: float


def write_index(path: Path, parts: Sequence[Part]) -> Path:
    """Write Markdown with a line for each paper, links relative to the page.

    Raises:
        StorageError: there is no space or no permission.
    """
    facts = conditions()
    lines = ["# Both papers, ours and theirs side by side", ""]
    lines += ["| paper | results | share of its iterations | time of this run |", "| --- | --- | --- | --- |"]
    for part in parts:
        link = Path(os.path.relpath(part.page, path.parent)).as_posix()
        lines.append(
            f"| {part.paper} | [{part.page.stem}]({link}) | {part.budget:g} | {part.seconds:.0f} s |"
        )
    lines += [
        "",
        f"Total {sum(part.seconds for part in parts):.0f} s on {facts['processor']}, {facts['cpus']} CPUs.",
    ]
    lines += ["Runs that were there already are not trained again and take no time.", ""]
    if any(part.budget < 1 for part in parts):
        lines += [
            "The figures are not those of the full recipes; `optosar reproduce all --full` trains these.",
            "",
        ]
    make_folder(path.parent)
    write_bytes(path, "\n".join(lines).encode())
    return path
