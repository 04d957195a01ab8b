"""Network weights: the registry of what ships, and reading and writing the files.

Weights are safetensors only. Large tensors may be stored as int8 with one scale per output channel; the rest is fp16 or
fp32. The header carries one JSON text under ``optosar``: which network the file is for, how it is built, and the
ground sample distance it works at. ``resources/weights/registry.json`` names the files that ship with their SHA-256,
and every file has a card (``.md``) beside it with data, recipe, figures and licence.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from .errors import WeightsError
from .retrieval.storage import make_folder, write_bytes

#: Folder of the weights that ship.
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "weights"

_HEADER = "optosar"
_DIGEST = "optosar_sha256"
_SCALE = "#scale"
_QUANTISE_FROM = 4096


@dataclass(frozen=True)
class LoadedWeights:
    """A weights file in memory.

    Attributes:
        tensors: float32 tensors by parameter name.
        metadata: the header: ``network``, ``config``, ``gsd`` and whatever else the trainer recorded.
        sha256: of the file, hexadecimal; part of the provenance of every result.
        path: where it was read from.
    """

    tensors: dict[str, Tensor]
    metadata: dict[str, Any]
    sha256: str
    path: Path


def registry() -> dict[str, dict[str, str]]:
    """Weights that ship: name -> ``file``, ``sha256``, ``card``.

    Raises:
        WeightsError: the registry itself is missing or damaged.
    """
    try:
        entries: dict[str, dict[str, str]] = json.loads(
            (FOLDER / "registry.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError) as error:
        raise WeightsError(
            "The list of bundled weights cannot be read.", "Install the plugin again."
        ) from error
    return entries


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def quantise(tensor: Tensor) -> tuple[Tensor, Tensor]:
    """int8 values and one fp32 scale per output channel (first dimension), symmetric around zero."""
    scale = tensor.flatten(1).abs().amax(1).clamp(min=1e-12) / 127.0
    shape = [-1] + [1] * (tensor.ndim - 1)
    return torch.round(tensor / scale.view(shape)).clamp(-127, 127).to(torch.int8), scale


def save_weights(
    path: Path, tensors: dict[str, Tensor], metadata: dict[str, Any], *, quantised: bool = True
) -> str:
    """Write a weights file; it appears under its name only when it is complete.

    Args:
        path: ends in ``.safetensors``.
        tensors: parameters and buffers, any floating-point type.
        metadata: must hold ``network`` (``"dfcnn"`` or ``"s2net"``), ``config`` and ``gsd``.
        quantised: store large tensors as int8 per channel; otherwise all as fp16.

    Returns:
        SHA-256 of the file.

    Raises:
        StorageError: it cannot be written.
    """
    stored: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        value = tensor.detach().cpu().float().contiguous()
        if quantised and value.ndim > 1 and value.numel() >= _QUANTISE_FROM:
            stored[name], stored[name + _SCALE] = quantise(value)
        elif value.ndim > 1:
            stored[name] = value.half()
        else:
            stored[name] = value
    header = json.dumps(metadata, sort_keys=True)
    make_folder(path.parent)
    write_bytes(path, save(stored, metadata={_HEADER: header, _DIGEST: _digest(header, stored)}))
    return file_sha256(path)


def load_weights(name_or_path: str | Path, network: str | None = None) -> LoadedWeights:
    """Read weights by registered name or from a file.

    Args:
        name_or_path: a name of :func:`registry`, or the path of a ``.safetensors`` file.
        network: which network they must be for; None for any.

    Raises:
        WeightsError: unknown name, missing, damaged or foreign file, or one for another network.
    """
    expected = None
    path = Path(name_or_path)
    if path.suffix != ".safetensors":
        entries = registry()
        if str(name_or_path) not in entries:
            raise WeightsError(
                f"There are no weights named “{name_or_path}”.",
                f"Use one of {', '.join(sorted(entries))}, or the path of a .safetensors file.",
            )
        entry = entries[str(name_or_path)]
        path, expected = FOLDER / entry["file"], entry["sha256"]
    if not path.is_file():
        raise WeightsError(
            f"The weights file {path} does not exist.", "Choose another file or install the plugin again."
        )
    try:
        sha256 = file_sha256(path)
    except OSError as error:
        raise WeightsError(
            f"The weights file {path} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    if expected is not None and sha256 != expected:
        raise WeightsError(
            f"The weights file {path.name} is damaged: its checksum differs from the registered one.",
            "Install the plugin again.",
        )
    try:
        with safe_open(str(path), framework="pt") as source:
            texts = source.metadata() or {}
            header = texts.get(_HEADER)
            stored = {key: source.get_tensor(key) for key in source.keys()}  # noqa: SIM118 - not a mapping
    except (SafetensorError, OSError, ValueError) as error:
        raise WeightsError(
            f"The weights file {path.name} cannot be read: {error}", "Choose another file."
        ) from error
    if header is None:
        raise WeightsError(
            f"{path.name} was not written by OptoSAR.", "Choose weights made with its training command line."
        )
    if _DIGEST in texts and texts[_DIGEST] != _digest(header, stored):
        raise WeightsError(
            f"The weights file {path.name} is damaged: its checksum differs from the recorded one.",
            "Copy or export it again.",
        )
    metadata = _metadata(path, header)
    tensors = {}
    for key, value in stored.items():
        if key.endswith(_SCALE):
            continue
        if value.dtype is torch.int8:
            scale = stored[key + _SCALE]
            tensors[key] = value.float() * scale.view([-1] + [1] * (value.ndim - 1))
        else:
            tensors[key] = value.float()
    loaded = LoadedWeights(tensors, metadata, sha256, path)
    if network is not None:
        _check_network(loaded, network)
    return loaded


def _digest(header: str, stored: dict[str, Tensor]) -> str:
    """SHA-256 over what a file says and holds, hexadecimal: files without an entry in the registry carry it."""
    digest = hashlib.sha256(header.encode())
    for name in sorted(stored):
        array = stored[name].numpy()
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _metadata(path: Path, header: str) -> dict[str, Any]:
    """The header's JSON, with the entries that every network needs."""
    try:
        metadata: dict[str, Any] = json.loads(header)
        complete = isinstance(metadata["config"], dict) and float(metadata["gsd"]) > 0 and metadata["network"]
    except (ValueError, KeyError, TypeError):
        complete = False
    if not complete:
        raise WeightsError(
            f"The weights file {path.name} does not say what it holds.",
            "Export it again, or choose another file.",
        )
    return metadata


def _check_network(weights: LoadedWeights, network: str) -> None:
    found = weights.metadata["network"]
    if found != network:
        raise WeightsError(
            f"{weights.path.name} holds weights of “{found}”, not of “{network}”.",
            "Choose weights of the right network.",
        )


def fill(module: torch.nn.Module, weights: LoadedWeights, network: str) -> None:
    """Load weights into a module built from their ``config``.

    Raises:
        WeightsError: the file is for another network, or does not fit.
    """
    _check_network(weights, network)
    try:
        fill_tensors(module, weights.tensors)
    except RuntimeError as error:
        raise WeightsError(
            f"{weights.path.name} does not fit the network.", "It was made by another version."
        ) from error


def fill_tensors(module: torch.nn.Module, tensors: dict[str, Tensor]) -> None:
    """Load parameters and buffers into a module.

    Raises:
        RuntimeError: they do not fit.
    """
    # BatchNorm counts the batches it has seen; inference does not need the count and the files leave it out.
    counters = {
        key: value for key, value in module.state_dict().items() if key.endswith("num_batches_tracked")
    }
    module.load_state_dict({**counters, **tensors})
