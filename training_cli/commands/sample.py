"""``optosar sample``: scenes to try everything on."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from ..console import print_json, print_rows, reporting
from .options import Json


class SourceChoice(str, Enum):
    """Where the scenes come from."""

    auto = "auto"
    real = "real"
    download = "download"
    simulated = "simulated"


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; made if need be.")],
    source: Annotated[
        SourceChoice,
        typer.Option(help="auto: real scenes if they are at hand or can be had, else simulated ones."),
    ] = SourceChoice.auto,
    size: Annotated[int, typer.Option(min=300, max=8192, help="Side of simulated scenes, pixels.")] = 1536,
    seed: Annotated[int, typer.Option(min=0, help="Of simulated scenes.")] = 7,
    manifest: Annotated[Optional[Path], typer.Option(help="JSON list of files to download.")] = None,
    json: Json = False,
) -> None:
    """Write a QGIS project with an optical and a SAR scene, and a misaligned copy of the SAR."""
    from ...models.progress import subprogress
    from ..sample import choose_scenes, write_sample

    with reporting("Getting the scenes") as progress:
        scenes = choose_scenes(
            source.value, size=size, seed=seed, manifest=manifest, progress=subprogress(progress, 0.0, 0.6)
        )
        result = write_sample(folder, scenes, progress=subprogress(progress, 0.6, 1.0))
    if json:
        print_json(
            {
                "project": str(result.project),
                "origin": result.origin,
                "files": [str(file) for file in result.files],
            }
        )
    else:
        print_rows([("Project", str(result.project)), ("Data", result.origin)])
