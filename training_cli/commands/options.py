"""Options that several commands share."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from ...models.errors import InputError
from ..sample.sources import SHARED_VARIABLE


class ModalityChoice(str, Enum):
    """Which sensor."""

    optical = "optical"
    sar = "sar"


class ModeChoice(str, Enum):
    """How tiles are encoded."""

    tile = "tile"
    dense = "dense"


class RadiometryChoice(str, Enum):
    """How SAR values are scaled."""

    auto = "auto"
    byte = "byte"
    amplitude = "amplitude"
    intensity = "intensity"
    db = "db"


Device = Annotated[
    str, typer.Option(help="auto, cpu, cuda or cuda:N; fp32, bf16 or fp16 may follow: “cpu fp32”.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Modality = Annotated[ModalityChoice, typer.Option(help="Which sensor took the image.")]
Radiometry = Annotated[RadiometryChoice, typer.Option(help="How SAR values are scaled; detected by default.")]
Bands = Annotated[Optional[str], typer.Option(help="Bands to use, from 1: “3,2,1”.")]
RetrievalWeights = Annotated[
    str, typer.Option("--weights", help="Name or .safetensors file of the tile encoder.")
]
MatchingWeights = Annotated[
    str, typer.Option("--weights", help="Name or .safetensors file of the keypoint network.")
]
Mode = Annotated[
    Optional[ModeChoice],
    typer.Option(
        help="dense: tiles seen with their surroundings, many times faster; tile: each by itself, as in the paper. "
        "Dense by default where the stride is a multiple of 16."
    ),
]
Stride = Annotated[
    Optional[int],
    typer.Option(min=1, help="Distance of neighbouring tiles, pixels; 96 (dense) or 90 (tile) by default."),
]
Shared = Annotated[
    Path, typer.Option("--shared", envvar=SHARED_VARIABLE, help="Folder whose data/<source> is read.")
]
Cache = Annotated[Path, typer.Option("--cache", help="Where simulated scenes are kept.")]
OpticalScene = Annotated[
    Optional[Path], typer.Argument(metavar="[OPTICAL]", help="Optical scene, GeoTIFF or plain image.")
]
SarScene = Annotated[Optional[Path], typer.Argument(metavar="[SAR]", help="SAR scene, registered to it.")]
Sources = Annotated[
    Optional[list[str]],
    typer.Option("--source", help="A known data set; repeatable. See “optosar data sources”."),
]
JsonFile = Annotated[
    Optional[Path], typer.Option("--out", help="JSON file for the figures and all that led to them.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="File to write.")]


def band_list(text: str | None) -> list[int] | None:
    """Band numbers of ``--bands``.

    Raises:
        InputError: it is no list of numbers.
    """
    if text is None:
        return None
    try:
        return [int(part) for part in text.split(",")]
    except ValueError as error:
        raise InputError(f"“{text}” is no list of bands.", "Give numbers from 1, such as 3,2,1.") from error


def numbers(text: str, count: int, name: str, example: str) -> tuple[float, ...]:
    """Numbers separated by commas.

    Raises:
        InputError: there are not ``count`` of them.
    """
    try:
        values = tuple(float(part) for part in text.split(","))
    except ValueError:
        values = ()
    if len(values) != count:
        raise InputError(f"{name} needs {count} numbers, not “{text}”.", f"For example {example}.")
    return values
