"""Weights files: what is written comes back, and a file that cannot be trusted is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from optosar.models.errors import WeightsError
from optosar.models.weights import FOLDER, file_sha256, fill, load_weights, registry, save_weights


@pytest.fixture
def tensors() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        "weight": torch.randn(64, 32, 3, 3, generator=generator),
        "bias": torch.randn(64, generator=generator),
    }


def test_int8_per_channel_keeps_every_weight_to_half_a_step(
    tmp_path: Path, tensors: dict[str, torch.Tensor]
) -> None:
    path = tmp_path / "w.safetensors"
    save_weights(path, tensors, {"network": "dfcnn", "gsd": 10.0, "config": {}})
    loaded = load_weights(path)
    step = tensors["weight"].flatten(1).abs().amax(1) / 127
    error = (loaded.tensors["weight"] - tensors["weight"]).flatten(1).abs().amax(1)
    assert bool((error <= step / 2 + 1e-6).all())
    torch.testing.assert_close(loaded.tensors["bias"], tensors["bias"])
    assert loaded.metadata["gsd"] == 10.0
    assert loaded.sha256 == file_sha256(path)


def test_a_damaged_file_is_refused(tmp_path: Path, tensors: dict[str, torch.Tensor]) -> None:
    path = tmp_path / "w.safetensors"
    save_weights(path, tensors, {"network": "dfcnn", "gsd": 10.0, "config": {}})
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(path)


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.safetensors"
    save_file({"x": torch.zeros(3)}, str(path))
    with pytest.raises(WeightsError, match="not written by OptoSAR"):
        load_weights(path)


def test_weights_of_another_network_are_refused(tmp_path: Path, tensors: dict[str, torch.Tensor]) -> None:
    path = tmp_path / "w.safetensors"
    save_weights(path, tensors, {"network": "s2net", "gsd": 10.0, "config": {}})
    with pytest.raises(WeightsError, match="s2net"):
        fill(torch.nn.Conv2d(32, 64, 3), load_weights(path), "dfcnn")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(WeightsError, match="dfcnn"):
        load_weights("no-such-network")


def test_the_bundled_weights_are_what_the_registry_says_and_have_a_card() -> None:
    for entry in registry().values():
        assert file_sha256(FOLDER / entry["file"]) == entry["sha256"]
        assert entry["sha256"] in (FOLDER / entry["card"]).read_text(encoding="utf-8")
