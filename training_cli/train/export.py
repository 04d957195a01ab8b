"""From a training checkpoint to a weights file that ships."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import torch

from ...models.errors import InputError
from ...models.networks.dfcnn import PAPER_FUSION
from ...models.weights import save_weights

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
    try:
        stored = torch.load(checkpoint, map_location="cpu", weights_only=True)
        settings, state = stored["hyper_parameters"], stored["state_dict"]
    except (OSError, KeyError, RuntimeError) as error:
        raise InputError(
            f"{checkpoint} is not a training checkpoint.", "Name a .ckpt file of `optosar train`."
        ) from error
    tensors = {key[len("net.") :]: value for key, value in state.items() if key.startswith("net.")}
    tensors = {key: value for key, value in tensors.items() if not key.endswith("num_batches_tracked")}
    if "kernel" in settings:
        config: dict[str, object] = {
            "kernel": settings["kernel"],
            "fusion": [asdict(item) for item in PAPER_FUSION],
        }
        network = "dfcnn"
    else:
        config, network = {"dimension": tensors["fine.weight"].shape[0]}, "s2net"
    metadata = {"network": network, "gsd": GSD, "config": config, "steps": settings["steps"]}
    return save_weights(out, tensors, metadata, quantised=quantised)
