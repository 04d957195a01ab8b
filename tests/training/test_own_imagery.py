"""The recipes behind the shipped weights run on imagery of one's own, and what they train can be used."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.models.matching.features import FeatureExtractor
from optosar.models.retrieval.encoder import TileEncoder
from optosar.tests.conftest import GeoreferencedPair, write_raster
from optosar.training_cli.app import main
from optosar.training_cli.data.mixes import SIMULATED_SEEDS
from optosar.training_cli.data.own import identity, named_pairs, own_mix
from optosar.training_cli.data.stream import CROP, TilePairStream
from optosar.training_cli.simulator import simulate_pair


@pytest.fixture(scope="module")
def tile() -> tuple[np.ndarray, np.ndarray]:
    """Optical (H, W, 3) BGR and SAR picture of 256 px, as data sets of tiles hold them."""
    pair = simulate_pair(256, seed=12)
    return np.ascontiguousarray(pair.optical[::-1].transpose(1, 2, 0)), pair.sar


@pytest.fixture
def cache(tmp_path: Path, tile: tuple[np.ndarray, np.ndarray]) -> Path:
    """A run's folder of simulated scenes, small ones, so that none has to be made."""
    folder = tmp_path / "run" / "simulated"
    folder.mkdir(parents=True)
    for seed in SIMULATED_SEEDS:
        for kind, image in zip(("optical", "sar"), tile):
            cv2.imwrite(str(folder / f"{seed}_{kind}.png"), cv2.resize(image, (512, 512)))
    return folder


@pytest.fixture
def listed(tmp_path: Path, simulated_pair: GeoreferencedPair, tile: tuple[np.ndarray, np.ndarray]) -> Path:
    """A list of one scene and one tile."""
    for kind, image in zip(("optical", "sar"), tile):
        cv2.imwrite(str(tmp_path / f"tile_{kind}.png"), image)
    path = tmp_path / "pairs.csv"
    rows = [
        ("scene", simulated_pair.optical, simulated_pair.sar),
        ("tile", "tile_optical.png", "tile_sar.png"),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("name", "optical", "sar"), *rows])
    return path


def test_scenes_give_crops_and_small_pictures_give_tiles(listed: Path, cache: Path) -> None:
    pairs = named_pairs(listed, [], cache, cache, tolerance=2.0)
    mix = own_mix(pairs, cache, real=(3, 21), simulated=(0, 2), crop=CROP)
    assert [[image.name for image in source.pairs] for source in mix[:2]] == [["scene"], ["tile"]]
    assert [(source.per_batch, source.tiles) for source in mix] == [(3, 11), (0, 10), (0, 2)]
    assert mix[0].pairs[0].tolerance == (2.0, 2.0)
    assert mix[1].pairs[0].reflect
    batch = TilePairStream(mix, 1)[0]
    assert batch["optical_crops"].shape[0] == 3
    assert batch["sar_tiles"].shape[0] == 23
    # Windows of a keypoint network need no large scene.
    assert [source.per_batch for source in own_mix(pairs, cache, (6, 0), (1, 0))] == [6, 1]


def test_tiles_alone_make_as_many_questions(listed: Path, cache: Path) -> None:
    pairs = named_pairs(listed, [], cache, cache)[1:]
    mix = own_mix(pairs, cache, real=(3, 21), simulated=(0, 2), crop=CROP)
    assert [(source.per_batch, source.tiles) for source in mix] == [(0, 48), (0, 2)]
    with pytest.raises(InputError, match="No pair shows enough"):
        own_mix(pairs, cache, real=(6, 0), simulated=(2, 0), crop=CROP)


def test_what_shows_nothing_is_refused(
    tmp_path: Path, cache: Path, simulated_pair: GeoreferencedPair
) -> None:
    grey = np.full((1, 640, 640), 90, np.uint8)
    flat = write_raster(tmp_path / "flat.tif", grey, simulated_pair.crs, simulated_pair.transform)
    path = tmp_path / "flat.csv"
    path.write_text(f"optical,sar\n{simulated_pair.optical},{flat}\n", encoding="utf-8")
    with pytest.raises(InputError, match="No pair shows enough"):
        own_mix(named_pairs(path, [], cache, cache), cache, (6, 0), (1, 0))


def test_pairs_that_nothing_is_learned_from_are_named(
    listed: Path, cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("optical", "sar"):
        cv2.imwrite(
            str(tmp_path / f"stamp_{kind}.png"), np.random.default_rng(0).integers(0, 255, (48, 48, 3))
        )
    with listed.open("a", encoding="utf-8") as file:
        file.write("stamp,stamp_optical.png,stamp_sar.png\n")
    run = cache.parent
    assert main(["train", "matching", "--out", str(run), "--pairs", str(listed), "--steps", "1"]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "Left out, too small or with too little to be seen in both images: stamp." in said


def test_a_run_is_that_of_its_files(listed: Path, cache: Path, tile: tuple[np.ndarray, np.ndarray]) -> None:
    first = identity(named_pairs(listed, [], cache, cache))
    assert first == identity(named_pairs(listed, [], cache, cache))
    assert first != identity(named_pairs(listed, [], cache, cache, tolerance=3.0))
    cv2.imwrite(str(listed.parent / "tile_sar.png"), tile[1][::-1])
    assert first != identity(named_pairs(listed, [], cache, cache))


def test_shipped_keypoints_are_trained_further_and_used(
    listed: Path, cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, weights = cache.parent, tmp_path / "mine.safetensors"
    train = ["train", "matching", "--out", str(run), "--pairs", str(listed), "--start", "s2net"]
    assert main([*train, "--tolerance", "2", "--steps", "1"]) == 0
    assert main(["train", "export", str(run / "final.ckpt"), str(weights)]) == 0
    assert FeatureExtractor(weights, "cpu").weights_name == "mine"
    # Another list is another run.
    listed.write_text(listed.read_text(encoding="utf-8").rsplit("tile", 3)[0], encoding="utf-8")
    assert main([*train, "--tolerance", "2", "--steps", "1"]) == 1
    assert "other settings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (["--start", "nothing"], "no weights named"),
        (["--imagenet", "pairs.csv"], "does not hold the convolutions of VGG16"),
        (["--imagenet", "tile_sar.npy"], "does not hold the convolutions of VGG16"),
        (["--start", "s2net", "--source", "la=FOLDER"], "cannot be read"),
    ],
)
def test_a_run_that_never_began_claims_no_folder(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], why: str
) -> None:
    np.save(tmp_path / "tile_sar.npy", np.zeros(3))
    for kind in ("optical", "sar"):
        (tmp_path / f"x_{kind}.tif").write_text("letter")
    given = [word.replace("FOLDER", str(tmp_path)) for word in wrong]
    given = [str(tmp_path / word) if word.endswith((".csv", ".npy")) else word for word in given]
    run = tmp_path / "run"
    assert main(["train", "matching", "--out", str(run), "--pairs", str(listed), *given]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert why in said or "cannot be opened" in said
    # Corrected, the command has other settings, and nothing is in its way.
    assert not (run / "started.json").exists()


def test_weights_that_cannot_be_written_are_told_before_the_work(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoint, folder = tmp_path / "gone.ckpt", tmp_path / "folder"
    folder.mkdir()
    for out, why in (
        (folder, "is a folder"),
        (tmp_path / "mine.bin", "Use the suffix .safetensors"),
        (listed / "mine.safetensors", "could not be written"),
    ):
        for command in (["export", str(checkpoint)], ["whitening", "nothing"]):
            assert main(["train", *command, str(out)]) == 1
            assert why in " ".join(capsys.readouterr().err.split())
    # Weights that cannot be used are told before data are prepared.
    assert main(["train", "whitening", "s2net", str(tmp_path / "mine.safetensors"), "--source", "no"]) == 1
    assert "holds weights of “s2net”" in " ".join(capsys.readouterr().err.split())


def test_shipped_descriptors_are_trained_further_and_used(
    listed: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def few(*arguments: Any, real: tuple[int, int], simulated: tuple[int, int], **rest: Any) -> Any:
        # A whole step of fifty tiles takes half a minute.
        return own_mix(*arguments, real=(1, min(real[1], 1)), simulated=(0, min(simulated[1], 1)), **rest)

    monkeypatch.setattr("optosar.training_cli.data.own.own_mix", few)
    run, weights = cache.parent, tmp_path / "mine.safetensors"
    train = ["train", "retrieval", "--out", str(run), "--pairs", str(listed), "--start", "dfcnn"]
    assert main([*train, "--steps", "1"]) == 0
    assert main(["train", "export", str(run / "final.ckpt"), str(weights)]) == 0
    whitened = tmp_path / "whitened.safetensors"
    white = ["train", "whitening", str(weights), str(whitened), "--cache", str(cache), "--batches", "1"]
    assert main([*white, "--pairs", str(listed), "--device", "cpu"]) == 0
    assert TileEncoder(whitened, "cpu").weights_name == "whitened"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["structure"], "not registered to the pixel"),
        (["structure", "--pairs", "pairs.csv", "--truth", "pairs.csv"], "belongs to T11SMT"),
        (["matching", "--tolerance", "2"], "belongs to listed pairs"),
        (["retrieval", "--pairs", "away.csv"], "cannot be read"),
        (["retrieval", "--source", "nothing"], "no source"),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: list[str],
    why: str,
    listed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(listed.parent)
    assert main(["train", *arguments, "--out", "new"]) == 1
    assert why in " ".join(capsys.readouterr().err.split())
    assert not Path("new").exists()
