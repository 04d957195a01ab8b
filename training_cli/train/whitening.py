"""Whitening of DFCNN's descriptors: two linear maps computed from the second moments of training descriptors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ...models.device import Device, resolve_device
from ...models.imagery.radiometry import MODALITIES
from ...models.networks.dfcnn import DFCNN, Fusion
from ...models.networks.whitening import TOGETHER
from ...models.progress import Progress, no_progress
from ...models.weights import LoadedWeights, fill, load_weights, save_weights
from ..data.stream import CROP_TILES, TilePairStream

#: Each direction is divided by its second moment to this power: half of what makes all directions alike. On 75 pairs
#: of metre-class imagery, which nothing is trained on, 1/8 gained half as much, and 3/8 and 1/2 gained no more.
POWER = 0.25
#: Directions with less than this share of the largest second moment are noise of the arithmetic.
_LEAST = 1e-5


@dataclass
class Moments:
    """Sums of the outer products of descriptors, of both modalities together.

    Attributes:
        alone: (D, D), of tiles.
        together: (9 D, 9 D), of tiles with their neighbours.
        tiles, places: how many were added.
    """

    alone: NDArray[np.float64]
    together: NDArray[np.float64]
    tiles: int = 0
    places: int = 0

    def add(self, descriptors: NDArray[np.float32]) -> None:
        """Add (N, 9, D) descriptors of length 1 of tiles and their neighbours."""
        wide = descriptors.reshape(len(descriptors), -1).astype(np.float64)
        single = descriptors.reshape(-1, descriptors.shape[-1]).astype(np.float64)
        self.alone += single.T @ single
        self.together += wide.T @ wide
        self.tiles += len(single)
        self.places += len(wide)


def evened_out(moments: NDArray[np.float64], length: int, power: float = POWER) -> NDArray[np.float32]:
    """The map onto the ``length`` strongest directions, each divided by a power of its second moment.

    Args:
        moments: (M, M) second moments.
        length: directions that are kept.
        power: 0 keeps the spread of each direction, 0.5 makes all alike.

    Returns:
        (length, M).
    """
    values, directions = np.linalg.eigh(moments)
    strongest = slice(None, -length - 1, -1)
    values = np.maximum(values[strongest], values[-1] * _LEAST)
    # The scale of a map does not matter: what it gives is brought to length 1.
    scaled = directions[:, strongest] / (values / values[0]) ** power
    return np.asarray(scaled.T, np.float32)


def collect(net: DFCNN, device: Device, stream: TilePairStream, progress: Progress = no_progress) -> Moments:
    """Second moments of the descriptors of a stream's crops.

    Raises:
        Cancelled: by ``progress``.
    """
    size, wide = net.dimension, TOGETHER * net.dimension
    moments = Moments(np.zeros((size, size)), np.zeros((wide, wide)))
    starts = torch.from_numpy(CROP_TILES).to(device.torch_device)
    for number, batch in enumerate(_batches(stream)):
        progress(number / len(stream), f"Batch {number + 1} of {len(stream)}")
        for modality in MODALITIES:
            branch = net.branch(modality)
            with device.inference():
                crops = batch[f"{modality}_crops"].to(device.torch_device)
                found = functional.normalize(branch.fuse_at(branch.maps(crops), starts).float(), dim=1)
            moments.add(found.cpu().numpy().reshape(-1, TOGETHER, size))
    return moments


def whiten(
    weights: str | Path,
    out: Path,
    stream: TilePairStream,
    device: str = "auto",
    seed: int = 0,
    progress: Progress = no_progress,
) -> str:
    """Write DFCNN weights with the maps computed from a stream of training crops.

    Args:
        weights: registered name or path; maps that it has already are replaced.
        out: the weights file.
        stream: crops only.
        device: see :func:`~...models.device.resolve_device`.
        seed: of the stream, for the record.
        progress: may cancel; nothing is written then.

    Returns:
        SHA-256 of the file.

    Raises:
        WeightsError: the weights cannot be used.
        Cancelled: by ``progress``.
    """
    loaded = without_whitening(load_weights(weights, "dfcnn"))
    config = loaded.metadata["config"]
    net = DFCNN(tuple(Fusion(**item) for item in config["fusion"]), config["kernel"])
    fill(net, loaded, "dfcnn")
    chosen = resolve_device(device)
    net.eval().requires_grad_(False).to(chosen.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    moments = collect(net, chosen, stream, progress)
    maps = {
        "alone": evened_out(moments.alone, net.dimension),
        "around": evened_out(moments.together, net.dimension),
    }
    record: dict[str, Any] = {"power": POWER, "seed": seed, "tiles": moments.tiles, "places": moments.places}
    return save_weights(
        out,
        {**loaded.tensors, **{f"whitening.{name}": torch.from_numpy(value) for name, value in maps.items()}},
        {**loaded.metadata, "config": {**config, "whitened": True}, "whitening": record},
    )


def without_whitening(weights: LoadedWeights) -> LoadedWeights:
    """The weights of the network alone, to go on training from, or to compute the maps anew."""
    tensors = {name: value for name, value in weights.tensors.items() if not name.startswith("whitening.")}
    config = {key: value for key, value in weights.metadata["config"].items() if key != "whitened"}
    metadata = {key: value for key, value in weights.metadata.items() if key != "whitening"}
    return replace(weights, tensors=tensors, metadata={**metadata, "config": config})


def _batches(stream: TilePairStream) -> Iterator[dict[str, Tensor]]:
    for number in range(len(stream)):
        yield stream[number]
