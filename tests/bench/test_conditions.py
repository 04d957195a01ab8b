"""What saved figures say of the networks and the device they were measured with."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from optosar.models.weights import FOLDER, load_weights, registry
from optosar.training_cli.app import main
from optosar.training_cli.conditions import conditions


@pytest.fixture
def own_weights(tmp_path: Path) -> Path:
    """A weights file of another name and checksum than the ones that ship."""
    path = tmp_path / "mine.safetensors"
    shutil.copy(FOLDER / registry()["s2net"]["file"], path)
    with path.open("r+b") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        body = file.read()
    header["__metadata__"]["remark"] = "mine"
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)
    return path


def test_only_the_networks_that_took_part_are_named(tmp_path: Path) -> None:
    assert conditions()["weights"] == {}
    shipped = conditions("cpu fp32", encoder="dfcnn")
    assert shipped["device"]["choice"] == shipped["device"]["label"] == "cpu fp32"
    assert shipped["weights"] == {"encoder": {"name": "dfcnn", "sha256": load_weights("dfcnn").sha256}}
    checkpoint = tmp_path / "final.ckpt"
    checkpoint.write_bytes(b"numbers")
    digest = hashlib.sha256(b"numbers").hexdigest()
    assert conditions(network=str(checkpoint))["weights"]["network"] == {"name": "final", "sha256": digest}
    checkpoint.unlink()
    assert conditions(network=str(checkpoint))["weights"]["network"] == {"name": "final", "sha256": None}


def test_bench_match_saves_the_weights_and_the_device_it_used(
    own_weights: Path, simulated_pair, tmp_path: Path
) -> None:
    out = tmp_path / "match.json"
    sizes = ["--k", "16", "--size", "128", "--windows", "1", "--rounds", "1"]
    chosen = ["--weights", str(own_weights), "--device", "cpu fp32"]
    scenes = [str(simulated_pair.optical), str(simulated_pair.sar)]
    assert main(["bench", "match", *scenes, *sizes, *chosen, "--out", str(out)]) == 0
    facts = json.loads(out.read_text())["conditions"]
    digest = hashlib.sha256(own_weights.read_bytes()).hexdigest()
    assert facts["weights"] == {"matcher": {"name": "mine", "sha256": digest}}
    assert facts["device"]["label"] == "cpu fp32"
