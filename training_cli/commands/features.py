"""``optosar features``: keypoints of an image, for evaluation with tools of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..console import print_json, print_rows, reporting
from .options import (
    Bands,
    Device,
    Json,
    MatchingWeights,
    Modality,
    Out,
    Radiometry,
    RadiometryChoice,
    band_list,
)

PIXEL_CONVENTION = "x = column, y = row; the centre of the top-left pixel is (0, 0)"


def features(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="Any raster, georeferenced or not.")],
    modality: Modality,
    out: Out,
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=65536, help="Keypoints at most.")] = 2048,
    radiometry: Radiometry = RadiometryChoice.auto,
    bands: Bands = None,
    weights: MatchingWeights = "s2net",
    device: Device = "auto",
    json: Json = False,
) -> None:
    """Write keypoints, best first: `keypoints` (N,2), `scores` (N,), `descriptors` (N,D) of length 1.

    Keypoints are x, y in the image's own pixels: x = column, y = row, and the centre of the top-left pixel is (0, 0).
    The file says so too, in `pixel_convention`.
    """
    import numpy as np

    from ...models.matching.features import FeatureExtractor
    from ..arrays import read_whole, save_arrays

    patch = read_whole(image, modality.value, radiometry.value, band_list(bands))
    with reporting("Finding keypoints") as progress:
        extractor = FeatureExtractor(weights, device)
        found = extractor.extract(patch.data, patch.valid, modality.value, k, progress)
        save_arrays(
            out,
            keypoints=found.keypoints,
            scores=found.scores,
            descriptors=found.descriptors,
            pixel_convention=np.array(PIXEL_CONVENTION),
        )
    if json:
        print_json(
            {
                "out": str(out),
                "keypoints": len(found.keypoints),
                "dimension": int(found.descriptors.shape[1]),
                "pixel_convention": PIXEL_CONVENTION,
                "device": extractor.device.label,
                "weights": extractor.weights_name,
                "weights_sha256": extractor.weights_sha256,
            }
        )
    else:
        print_rows(
            [("Wrote", f"{out}: {len(found.keypoints)} keypoints"), ("Device", extractor.device.label)]
        )
