"""From a training checkpoint to a weights file that ships."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ...models.networks.dfcnn import PAPER_FUSION
from ...models.weights import save_weights
from .checkpoint import part_of, read_checkpoint
from .paper.assemble import assembled_dfcnn
from .s2net.config import CONFIGS

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
    recipe = settings.get("recipe")
    network, gsd = "dfcnn", GSD
    config: dict[str, Any] = {}
    if recipe and recipe["stage"] in CONFIGS:
        # Of pictures, which have no ground sample distance: one pixel is the unit.
        network, tensors, gsd = recipe["stage"], part_of(state, "base.net."), 1.0
    elif recipe:
        tensors, config = assembled_dfcnn(settings, state, str(checkpoint))
    else:
        tensors = part_of(state, "net.")
        if "optical.out.weight" in tensors:
            network, config = "structure", {"channels": tensors["optical.out.weight"].shape[0]}
        elif "kernel" in settings:
            config = {"kernel": settings["kernel"], "fusion": [asdict(item) for item in PAPER_FUSION]}
        else:
            network = "s2net"
            config = {"dimension": tensors["fine.weight"].shape[0], "surroundings": settings["surroundings"]}
    tensors = {key: value for key, value in tensors.items() if not key.endswith("num_batches_tracked")}
    metadata = {"network": network, "gsd": gsd, "config": config, "steps": settings["steps"]}
    return save_weights(out, tensors, metadata | ({"recipe": recipe} if recipe else {}), quantised=quantised)
