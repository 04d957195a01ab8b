"""``optosar index``: make, look at and change an index of scenes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..console import print_json, print_rows, say
from ..work import ask, scene
from .options import (
    Bands,
    Device,
    Json,
    ModalityChoice,
    Mode,
    Radiometry,
    RadiometryChoice,
    RetrievalWeights,
    Stride,
    band_list,
)

app = typer.Typer(help="Make, look at and change an index of scenes.", no_args_is_help=True)

Index = Annotated[Path, typer.Argument(metavar="INDEX", help="Folder of the index.")]
Scenes = Annotated[list[Path], typer.Argument(metavar="SCENE…", help="Raster files.")]
IndexWeights = Annotated[
    Optional[str], typer.Option("--weights", help="Of the tile encoder; those of the index by default.")
]


@app.command()
def build(
    index: Index,
    scenes: Scenes,
    modality: Annotated[ModalityChoice, typer.Option(help="Of the scenes.")] = ModalityChoice.sar,
    mode: Mode = None,
    stride: Stride = None,
    max_nodata: Annotated[
        float, typer.Option(min=0, max=1, help="Largest share of a tile without measurement.")
    ] = 0.25,
    radiometry: Radiometry = RadiometryChoice.auto,
    bands: Bands = None,
    weights: RetrievalWeights = "dfcnn",
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Build an index, or go on with one that was interrupted."""
    info = ask(
        "index_build",
        "Indexing",
        index=str(index),
        scenes=_scenes(scenes, radiometry, bands),
        modality=modality.value,
        **{name: value for name, value in (("mode", mode and mode.value), ("stride", stride)) if value},
        max_nodata=max_nodata,
        weights=weights,
        device=device,
    )
    _show(info, json=json)


@app.command()
def add(
    index: Index,
    scenes: Scenes,
    radiometry: Radiometry = RadiometryChoice.auto,
    bands: Bands = None,
    weights: IndexWeights = None,
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Add scenes to an index, with the parameters it was built with."""
    info = ask(
        "index_add",
        "Indexing",
        index=str(index),
        scenes=_scenes(scenes, radiometry, bands),
        weights=weights,
        device=device,
    )
    _show(info, json=json)


@app.command()
def update(
    index: Index,
    drop_missing: Annotated[
        bool, typer.Option("--drop-missing", help="Take scenes out whose file is gone.")
    ] = False,
    weights: IndexWeights = None,
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Encode what has changed or is incomplete."""
    info = ask(
        "index_update",
        "Updating",
        index=str(index),
        drop_missing=drop_missing,
        weights=weights,
        device=device,
    )
    _show(info, json=json)


@app.command()
def remove(
    index: Index,
    name: Annotated[str, typer.Argument(metavar="SCENE", help="Path, file name or id of a scene.")],
    json: Json = False,
) -> None:
    """Take a scene out of an index; its raster is not touched."""
    _show(ask("index_remove", "Removing", index=str(index), scene=name), json=json)


@app.command()
def info(index: Index, json: Json = False) -> None:
    """Say what an index holds, and what has changed since."""
    _show(ask("index_info", "Reading", index=str(index)), json=json)


def _scenes(paths: list[Path], radiometry: RadiometryChoice, bands: str | None) -> list[dict[str, Any]]:
    return [scene(path, radiometry.value, band_list(bands)) for path in paths]


def _show(info: dict[str, Any], *, json: bool) -> None:
    if json:
        print_json(info)
        return
    grid = f"{info['tiles']} of {info['tile']} px at {info['gsd']:g} m, stride {info['stride']} px, {info['mode']} mode"
    weights = f"{info['weights_name']} {info['weights_sha256'][:8]}"
    rows = [
        ("Index", info["path"]),
        ("Tiles", grid),
        ("Search", info["search"]["text"]),
        ("Weights", weights),
    ]
    print_rows(rows)
    print_rows([(f"  {item['status']}", _scene_row(item)) for item in info["scenes"]])
    for item in info["scenes"]:
        for warning in item["warnings"]:
            say(f"{item['name']}: {warning}")
    states = {item["status"] for item in info["scenes"]}
    if states - {"current", "missing"}:
        say(f"Some scenes are not current: optosar index update {info['path']}")
    if "missing" in states:
        say(
            "Some scenes' files are gone. Put them back, or take them out: "
            f"optosar index update --drop-missing {info['path']}"
        )


def _scene_row(item: dict[str, Any]) -> str:
    row = f"{item['tiles']} tiles"
    for name, reason in (("skipped_nodata", "for lack of data"), ("skipped_flat", "for showing nothing")):
        if item[name]:
            row += f", {item[name]} left out {reason}"
    return f"{row}  {item['radiometry']}  {item['path']}"
