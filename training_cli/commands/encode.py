"""``optosar encode``: descriptors of images, for evaluation with tools of one's own."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from ..console import print_json, print_rows, reporting
from ..outputs import check_result
from .options import (
    Bands,
    Device,
    Json,
    Modality,
    Out,
    Radiometry,
    RadiometryChoice,
    RetrievalWeights,
    band_list,
)

_BATCH = 64


class FitChoice(str, Enum):
    """What to do with images that are not of a tile's size."""

    exact = "exact"
    crop = "crop"
    resize = "resize"


def encode(
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE…", help="Images; each is one tile.")],
    modality: Modality,
    out: Out,
    fit: Annotated[
        FitChoice,
        typer.Option(help="exact: only images of a tile's size; crop: the middle; resize: resample."),
    ] = FitChoice.exact,
    radiometry: Radiometry = RadiometryChoice.auto,
    bands: Bands = None,
    weights: RetrievalWeights = "dfcnn",
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Write the descriptor of each image: `descriptors` (N,192) float32 of length 1, and `names` (N,).

    Each image is taken as one tile of 227 x 227 pixels, in its own pixels; georeference is not needed.
    """
    import numpy as np

    from ...models.imagery.scene import open_scene
    from ...models.progress import subprogress
    from ...models.retrieval.encoder import TileEncoder
    from ..arrays import check_tile, read_tile, save_arrays

    def share(done: int) -> float:
        return 0.1 + 0.9 * done / len(images)

    check_result(out, inputs=tuple(images))
    chosen = band_list(bands)
    encoder = TileEncoder(weights, device)
    # All images are looked at first: a wrong one is reported before minutes are spent on the others.
    with reporting("Encoding") as progress:
        scenes = []
        for number, path in enumerate(images):
            progress(0.1 * number / len(images), f"Opening {path.name}")
            scenes.append(open_scene(path, modality.value, radiometry.value, chosen))
            check_tile(scenes[-1], encoder.tile_size, fit.value)
        descriptors = np.zeros((len(scenes), encoder.dimension), np.float32)
        for start in range(0, len(scenes), _BATCH):
            patches = [
                read_tile(scene, encoder.tile_size, fit.value) for scene in scenes[start : start + _BATCH]
            ]
            progress(share(start), f"Encoding on {encoder.device.label}")
            descriptors[start : start + _BATCH] = encoder.encode(
                np.stack([patch.data for patch in patches]),
                np.stack([patch.valid for patch in patches]),
                modality.value,
                subprogress(progress, share(start), share(start + len(patches))),
            )
        save_arrays(out, descriptors=descriptors, names=np.array([str(path) for path in images]))
    if json:
        print_json(
            {
                "out": str(out),
                "images": len(images),
                "dimension": int(descriptors.shape[1]),
                "device": encoder.device.label,
                "weights": encoder.weights_name,
                "weights_sha256": encoder.weights_sha256,
            }
        )
    else:
        print_rows([("Wrote", f"{out}: {len(images)} descriptors"), ("Device", encoder.device.label)])
