"""``optosar encode`` and ``optosar features``: arrays that anyone can evaluate with tools of their own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from optosar.training_cli.simulator import simulate_pair

from .conftest import Run

TILE = 227


@pytest.fixture(scope="module")
def tiles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An optical and a SAR tile as plain PNG, and a larger SAR image as JPEG; none has a georeference."""
    folder = tmp_path_factory.mktemp("tiles")
    pair = simulate_pair(300, seed=12)
    images = {
        "optical": ("optical.png", "PNG", pair.optical[:, :TILE, :TILE]),
        "sar": ("sar.png", "PNG", pair.sar[None, :TILE, :TILE]),
        "large": ("large.jpg", "JPEG", pair.sar[None]),
    }
    found = {}
    for key, (name, driver, bands) in images.items():
        found[key] = folder / name
        count, height, width = bands.shape
        with rasterio.open(
            found[key], "w", driver=driver, count=count, height=height, width=width, dtype="uint8"
        ) as file:
            file.write(bands)
    return found


def test_encode_writes_one_unit_descriptor_an_image(run: Run, tiles: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "d.npz"
    outcome = run("encode", "--modality", "sar", tiles["sar"], tiles["sar"], "--out", out, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["images"] == 2
    with np.load(out, allow_pickle=False) as arrays:
        assert arrays["descriptors"].shape == (2, 192)
        assert arrays["descriptors"].dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(arrays["descriptors"], axis=1), 1, rtol=1e-5)
        assert list(arrays["names"]) == [str(tiles["sar"])] * 2


def test_encode_refuses_other_sizes_unless_asked(run: Run, tiles: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "d.npz"
    refused = run("encode", "--modality", "sar", tiles["sar"], tiles["large"], "--out", out)
    assert refused.code == 1
    assert "300 x 300" in refused.err
    assert "--fit crop" in refused.err
    assert "Traceback" not in refused.err
    assert not out.exists()

    assert run("encode", "--modality", "sar", tiles["large"], "--out", out, "--fit", "crop").code == 0
    cropped = np.load(out)["descriptors"]
    assert run("encode", "--modality", "sar", tiles["large"], "--out", out, "--fit", "resize").code == 0
    assert np.abs(np.load(out)["descriptors"] - cropped).max() > 1e-3


def test_features_states_its_pixel_convention(run: Run, tiles: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "f.npz"
    outcome = run("features", "--modality", "optical", tiles["optical"], "--k", 64, "--out", out)
    assert outcome.code == 0
    with np.load(out, allow_pickle=False) as arrays:
        keypoints, scores, descriptors = arrays["keypoints"], arrays["scores"], arrays["descriptors"]
        assert "centre of the top-left pixel is (0, 0)" in str(arrays["pixel_convention"])
    assert keypoints.shape == (64, 2)
    assert len(scores) == len(descriptors) == 64
    assert keypoints.min() >= -0.5
    assert keypoints.max() <= TILE - 0.5
    assert np.all(np.diff(scores) <= 0)
    np.testing.assert_allclose(np.linalg.norm(descriptors, axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("encode", "--modality", "sar", "nowhere.png", "--out", "d.npz"), "nowhere.png does not exist"),
        (("features", "--modality", "sar", "nowhere.png", "--out", "f.npz"), "nowhere.png does not exist"),
        (("encode", "--modality", "sar", "x.png", "--out", "d.npz", "--weights", "vgg99"), "vgg99"),
        (("encode", "--modality", "sar", "x.png", "--out", "d.npz", "--device", "abacus"), "abacus"),
        (("features", "--modality", "sar", "x.png", "--out", "f.npz", "--bands", "first"), "first"),
    ],
)
def test_mistakes_are_explained(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments)
    assert outcome.code == 1
    assert complaint in " ".join(outcome.err.split())
    assert "Hint" in outcome.err
    assert list(tmp_path.iterdir()) == []
