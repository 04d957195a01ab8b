"""Damaged and foreign weights, half-deleted indexes and full disks: what is told, and that nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from optosar.models.engine.protocol import decode, request
from optosar.models.weights import FOLDER

from .conftest import Run
from .mistakes import STRIDE, TILES, refused


@pytest.fixture
def index(ready: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(ready, tmp_path / "index"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("truncated", ("truncated.safetensors cannot be read", "Choose another file")),
        ("flipped", ("flipped.safetensors is damaged", "checksum")),
        ("empty", ("cannot be read",)),
        ("text", ("cannot be read",)),
        ("gone", ("does not exist",)),
        ("other network", ("holds weights of “s2net”, not of “dfcnn”", "right network")),
    ],
)
def test_weights_that_cannot_be_used(
    run: Run,
    rasters: dict[str, Path],
    weights: dict[str, Path],
    tmp_path: Path,
    name: str,
    words: tuple[str, ...],
) -> None:
    build = ("index", "build", tmp_path / "index", rasters["sar"], "--weights", weights[name])
    refused(run(*build), *words)
    assert not (tmp_path / "index").exists()


def test_damaged_shipped_weights_are_noticed(
    run: Run, rasters: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "weights"
    shutil.copytree(FOLDER, damaged)
    content = bytearray((damaged / "s2net.safetensors").read_bytes())
    content[-100] ^= 1
    (damaged / "s2net.safetensors").write_bytes(content)
    monkeypatch.setattr("optosar.models.weights.FOLDER", damaged)
    refused(
        run("match", rasters["optical"], rasters["sar"]),
        "s2net.safetensors is damaged",
        "Install the plugin again",
    )


def test_an_index_made_with_other_weights(
    run: Run,
    rasters: dict[str, Path],
    weights: dict[str, Path],
    index: Path,
    at: tuple[str, ...],
    tmp_path: Path,
) -> None:
    own = ("--weights", weights["own"])
    refused(
        run("search", index, rasters["optical"], *at, *own), "made with the weights dfcnn", "not with own"
    )
    refused(run("index", "add", index, rasters["sar_16"], *own), "made with other weights")
    assert run("index", "build", tmp_path / "other", rasters["sar"], "--stride", STRIDE, *own).code == 0
    refused(
        run("search", tmp_path / "other", rasters["optical"], *at),
        "made with the weights own",
        "did not come with OptoSAR",
        "own.safetensors",
    )
    assert run("search", tmp_path / "other", rasters["optical"], *at, *own).code == 0
    assert f"{TILES} tiles" in run("index", "info", index).out


def test_half_deleted_indexes_say_how_to_mend_them(
    run: Run, rasters: dict[str, Path], index: Path, at: tuple[str, ...]
) -> None:
    search = ("search", index, rasters["optical"], *at, "-k", 1)
    expected = run(*search).out
    assert expected

    (index / "index.faiss").unlink()
    (index / "tiles.gpkg").unlink()
    assert run(*search).out == expected, "both can be done without"

    shutil.rmtree(index / "shards")
    refused(run(*search), "are missing", "Update the index")
    assert "partial" in run("index", "info", index).out
    assert run("index", "update", index).code == 0
    assert run(*search).out == expected

    (shard,) = (index / "shards").iterdir()
    os.truncate(shard, 1000)
    refused(run(*search), "damaged", "update the index")

    (index / "manifest.json").write_text("{", encoding="utf-8")
    refused(run(*search), "manifest of the index index cannot be read", "in a new folder")
    (index / "manifest.json").unlink()
    refused(run(*search), "its manifest.json has gone", "build the index again")
    shutil.rmtree(index)
    refused(run(*search), "There is no index")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KiB of which a few are free."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "optosar-tests", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        (folder / "filler").write_bytes(bytes(384 * 1024))
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_while_indexing_loses_nothing(
    run: Run, rasters: dict[str, Path], full_disk: Path, at: tuple[str, ...]
) -> None:
    build = ("index", "build", full_disk / "index", rasters["sar"], "--stride", STRIDE)
    refused(run(*build), "The disk is full", "Free some space")
    assert "partial" in run("index", "info", full_disk / "index").out
    assert not list(full_disk.rglob("*.part*"))
    assert not list(full_disk.rglob("build.lock"))
    (full_disk / "filler").unlink()
    assert run(*build).code == 0
    assert run("search", full_disk / "index", rasters["optical"], *at).code == 0

    # A later change that does not fit leaves the index as it is.
    with (full_disk / "filler").open("wb") as filler:
        free = shutil.disk_usage(full_disk).free
        filler.write(bytes(free - 4096))
    before = run("index", "info", full_disk / "index").out
    refused(run("index", "add", full_disk / "index", rasters["sar_16"]), "The disk is full")
    assert before.splitlines()[-1] in run("index", "info", full_disk / "index").out
    assert run("search", full_disk / "index", rasters["optical"], *at).code == 0


def test_a_full_disk_while_results_are_written_is_called_that(
    run: Run, rasters: dict[str, Path], full_disk: Path, tmp_path: Path
) -> None:
    match = ("match", rasters["optical_100"], rasters["sar_100"], "-k", 128, "--force")
    kept = tmp_path / "kept.json"
    assert run(*match, "--out", kept).code == 0
    for options in (("--out", "m.json"), ("--out", "m.gpkg"), ("--points", "m.gpkg")):
        refused(run(*match, options[0], full_disk / options[1]), "The disk is full", "Free some space")
    features = ("features", "--modality", "sar", rasters["sar_100"], "--out", full_disk / "f.npz")
    refused(run(*features), "The disk is full")
    # Too little even for the two small rasters: refused before anything is written.
    coregister = ("coregister", rasters["optical_100"], rasters["sar_100"], "--match", kept, "--force")
    refused(run(*coregister, "--out", full_disk / "c.tif"), "are free in", "Free some space")
    assert [entry.name for entry in full_disk.iterdir()] == ["filler"]


def test_the_engine_answers_the_same_mistakes_in_the_same_words_and_lives_on(
    run: Run, rasters: dict[str, Path], weights: dict[str, Path], ready: Path, tmp_path: Path
) -> None:
    """All in one process, as a panel would send them one after the other."""
    new = str(tmp_path / "new")
    asked = [
        (
            "index_build",
            {"index": new, "scenes": [{"path": str(rasters[name])}]},
            ("index", "build", new, rasters[name]),
        )
        for name in ("sar_nocrs", "sar_truncated", "sar_100", "gone", "letter", "sar_empty")
    ]
    for name in ("truncated", "flipped", "other network"):
        params = {"index": new, "scenes": [{"path": str(rasters["sar"])}], "weights": str(weights[name])}
        asked.append(
            ("index_build", params, ("index", "build", new, rasters["sar"], "--weights", weights[name]))
        )
    asked.append(("index_info", {"index": new}, ("index", "info", new)))
    lines = b"".join(request(number, method, params) for number, (method, params, _) in enumerate(asked))
    lines += request(len(asked), "index_info", {"index": str(ready)})
    with subprocess.Popen(
        [sys.executable, "-m", "optosar.models.engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as engine:
        assert engine.stdin is not None
        assert engine.stdout is not None
        engine.stdin.write(lines)
        engine.stdin.flush()
        answers: dict[int, dict[str, Any]] = {}
        while len(answers) <= len(asked):
            message = decode(engine.stdout.readline())
            if message["type"] in {"result", "error"}:
                answers[message["id"]] = message
        engine.stdin.close()
    for number, (_, _, command) in enumerate(asked):
        error = answers[number]["error"]
        refused(run(*command), " ".join(error["message"].split()), error["hint"])
        assert error["code"] not in {"internal", "error"}
    assert answers[len(asked)]["result"]["tiles"] == TILES
