"""From a training checkpoint to a weights file that ships."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ...models.networks.dfcnn import PAPER_FUSION
from ...models.weights import save_weights
from .checkpoint import part_of, read_checkpoint
from .paper.assemble import assembled_dfcnn

#: Ground sample distance of the training data, CRS units a pixel.
GSD = 10.0


def export(checkpoint: Path, out: Path, *, quantised: bool = True) -> str:
    """Write the network of a checkpoint of this package as safetensors.

    Args:
        checkpoint: written by :func:`~.run.fit`; the network is recognised by its hyper-parameters.
        out: the weights file.
        quantised: int8 per channel for large tensors, otherwise fp16.

    Returns:
        SHA-256 of the file.

    Raises:
        InputError: the file is no checkpoint of a network that ships.
    """
    settings, state = read_checkpoint(checkpoint)
    if "recipe" in settings:
        tensors, config = assembled_dfcnn(settings, state, str(checkpoint))
    else:
        tensors, config = part_of(state, "net."), None
    tensors = {key: value for key, value in tensors.items() if not key.endswith("num_batches_tracked")}
    if config is not None:
        network = "dfcnn"
    elif "kernel" in settings:
        config = {
            "kernel": settings["kernel"],
            "fusion": [asdict(item) for item in PAPER_FUSION],
        }
        network = "dfcnn"
    else:
        network = "s2net"
        config = {"dimension": tensors["fine.weight"].shape[0], "surroundings": settings["surroundings"]}
    metadata = {"network": network, "gsd": GSD, "config": config, "steps": settings["steps"]}
    if "recipe" in settings:
        metadata["recipe"] = settings["recipe"]
    return save_weights(out, tensors, metadata, quantised=quantised)
