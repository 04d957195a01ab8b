"""``optosar features``: keypoints of an image, for evaluation with tools of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..console import print_json, print_rows, reporting
from ..outputs import check_result
from . import options
from .options import Bands, Device, Json, MatchingWeights, Out, Radiometry, RadiometryChoice, band_list

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ...models.imagery.radiometry import Modality
    from ...models.imagery.windows import Patch
    from ...models.progress import Progress

PIXEL_CONVENTION = "x = column, y = row; the centre of the top-left pixel is (0, 0)"


def features(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="Any raster, georeferenced or not.")],
    modality: options.Modality,
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
    The file says so too, in `pixel_convention`. With weights of D2-Net, R2D2 or CMM-Net, exported from `train s2net`,
    `optical` stands for the visible image of a pair and `sar` for the other one, whatever its sensor.
    """
    import numpy as np

    from ..arrays import read_whole, save_arrays

    check_result(out, inputs=(image,))
    patch = read_whole(image, modality.value, radiometry.value, band_list(bands))
    with reporting("Finding keypoints") as progress:
        arrays, facts = _found(patch, modality.value, k, weights, device, progress)
        save_arrays(out, **arrays, pixel_convention=np.array(PIXEL_CONVENTION))
    count, dimension = arrays["descriptors"].shape
    if json:
        print_json(
            {
                "out": str(out),
                "keypoints": count,
                "dimension": dimension,
                "pixel_convention": PIXEL_CONVENTION,
                **facts,
            }
        )
    else:
        print_rows([("Wrote", f"{out}: {count} keypoints"), ("Device", facts["device"])])


def _found(
    patch: Patch, modality: Modality, k: int, weights: str, device: str, progress: Progress
) -> tuple[dict[str, NDArray[np.float32]], dict[str, str]]:
    """Keypoints, scores and descriptors by name, and what found them."""
    from ...models.matching.features import FeatureExtractor
    from ...models.weights import file_sha256
    from ..methods.base import picture
    from ..methods.learned import Learned, is_keypoint_network

    if is_keypoint_network(weights):
        method = Learned(Path(weights), device, pyramid=True)
        seen = method.extract(picture(patch), "visible" if modality == "optical" else "other", k)
        arrays = {"keypoints": seen.xy, "scores": seen.scores, "descriptors": seen.descriptors}
        used, name, sha256 = method.device, Path(weights).stem, file_sha256(Path(weights))
    else:
        extractor = FeatureExtractor(weights, device)
        found = extractor.extract(patch.data, patch.valid, modality, k, progress)
        arrays = {"keypoints": found.keypoints, "scores": found.scores, "descriptors": found.descriptors}
        used, name, sha256 = extractor.device, extractor.weights_name, extractor.weights_sha256
    return arrays, {"device": used.label, "weights": name, "weights_sha256": sha256}
