"""Full disks, killed builders and damaged files: the index stays what it was, and says what to do."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from optosar.models.errors import IndexFolderError, StorageError
from optosar.models.retrieval import storage
from optosar.models.retrieval.index import (
    SceneSpec,
    add_scenes,
    build_index,
    index_info,
    open_index,
    update_index,
)
from optosar.models.retrieval.lock import locked
from optosar.tests.retrieval.made_up_land import BlockEncoder, as_sar, rough_land, write_scene

TILES = 24 * 17


@pytest.fixture
def index(tmp_path: Path, land, land_index) -> Path:
    """A copy of the index that may be damaged."""
    return Path(shutil.copytree(land_index, tmp_path / "index"))


@pytest.mark.parametrize("victim", ["index.faiss", "tiles.gpkg", "manifest.json", "shards", "block"])
def test_a_full_disk_leaves_the_previous_state(index, tmp_path, encoder, monkeypatch, victim):
    other = write_scene(tmp_path / "other.tif", as_sar(rough_land(300, 300, 3)))
    before = {name: (index / name).read_bytes() for name in ("manifest.json", "index.faiss")}
    replace = os.replace

    def full(source, target):
        if victim in str(target) and not (victim == "manifest.json" and not (index / "work").exists()):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(storage.os, "replace", full)
    with pytest.raises(StorageError, match="disk is full") as error:
        add_scenes(index, [SceneSpec(other)], encoder=encoder)
    assert error.value.code == "disk_full"
    monkeypatch.undo()
    assert len(open_index(index, encoder)) == TILES
    assert not list(index.rglob(".part-*"))
    assert not (index / "build.lock").exists()
    if victim != "tiles.gpkg":
        assert (index / "index.faiss").read_bytes() == before["index.faiss"] or victim == "manifest.json"
    count = encoder.encoded
    assert add_scenes(index, [SceneSpec(other)], encoder=encoder).up_to_date
    if victim not in {"block", "manifest.json"}:
        assert encoder.encoded == count, "finished blocks are not computed twice"
    assert len(open_index(index, encoder)) == TILES + 16


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_operating_system_s_own_no_space_error_is_recognised():
    with pytest.raises(StorageError) as error, storage.storage_errors(Path("index.faiss")):
        Path("/dev/full").write_bytes(b"x")
    assert error.value.code == "disk_full"


def _build_slowly(index: str, scene: str) -> None:
    class Slow(BlockEncoder):
        def encode(self, *arguments):
            time.sleep(0.3)
            return super().encode(*arguments)

    build_index(index, [SceneSpec(scene)], encoder=Slow())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals")
def test_a_killed_build_is_taken_over_and_goes_on_where_it_was(tmp_path, encoder):
    scene = write_scene(tmp_path / "sar.tif", as_sar(rough_land(1400, 1400)))
    index = tmp_path / "index"
    builder = multiprocessing.get_context("fork").Process(target=_build_slowly, args=(str(index), str(scene)))
    builder.start()
    while len(list(index.glob("work/*/*/block_*"))) < 2:
        time.sleep(0.02)
        assert builder.is_alive()
    with pytest.raises(IndexFolderError, match=f"process {builder.pid}") as error:
        build_index(index, [SceneSpec(scene)], encoder=encoder)
    assert error.value.code == "index_locked"
    os.kill(builder.pid, signal.SIGKILL)
    builder.join()
    assert (index / "build.lock").exists()
    assert index_info(index).scenes[0].status == "partial"
    assert build_index(index, [SceneSpec(scene)], encoder=encoder).tiles == 15 * 15
    assert encoder.encoded <= 15 * 15 - 2 * 49
    assert not (index / "build.lock").exists()


def test_locks_of_the_dead_are_taken_over_and_those_of_the_living_respected(tmp_path):
    path = tmp_path / "build.lock"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for owner in (
        {"pid": dead.pid, "host": socket.gethostname(), "token": "x"},
        {"pid": os.getpid(), "host": socket.gethostname(), "token": "x"},
        {},
    ):
        path.write_text(json.dumps(owner), encoding="utf-8")
        with locked(path), pytest.raises(IndexFolderError), locked(path):
            pass
        assert not path.exists()
    for owner in ({"pid": os.getppid(), "host": socket.gethostname()}, {"pid": 1, "host": "elsewhere"}):
        path.write_text(json.dumps(owner), encoding="utf-8")
        with pytest.raises(IndexFolderError, match="is being changed") as error, locked(path):
            pass
        assert "build.lock" in error.value.hint


def test_a_lost_or_foreign_searcher_file_is_made_from_the_shards(index, encoder):
    reference = open_index(index)
    query = encoder.encode(*_query(reference), "sar")
    expected = reference.nearest(query, 5)
    for damage in (lambda p: p.unlink(), lambda p: p.write_bytes(b"nonsense")):
        damage(index / "index.faiss")
        scores, numbers = open_index(index).nearest(query, 5)
        assert (numbers == expected[1]).all()
        assert (scores == expected[0]).all()


def _query(index):
    from optosar.models.imagery.windows import read_patch_at

    patch = read_patch_at(index.open_scene("sar.tif"), tuple(index.centers[20]), "EPSG:32611", 10.0, 227)
    return patch.data[None], patch.valid[None]


def test_a_truncated_or_lost_shard_is_noticed_and_made_again(index, encoder):
    shard = next((index / "shards").iterdir())
    content = shard.read_bytes()
    for damage in (lambda: shard.write_bytes(content[:1000]), shard.unlink):
        damage()
        assert index_info(index).scenes[0].status == "partial"
        with pytest.raises(IndexFolderError, match=r"missing|damaged") as error:
            open_index(index)
        assert "update the index" in error.value.hint.lower()
        assert update_index(index, encoder).up_to_date
        assert len(open_index(index)) == TILES


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": "optosar-index", "format_version": 1}'])
def test_a_damaged_manifest_is_an_index_error(index, content):
    (index / "manifest.json").write_text(content, encoding="utf-8")
    for use in (open_index, index_info):
        with pytest.raises(IndexFolderError) as error:
            use(index)
        assert error.value.hint


def test_an_index_of_a_later_version_is_refused(index):
    values = json.loads((index / "manifest.json").read_text(encoding="utf-8"))
    (index / "manifest.json").write_text(json.dumps({**values, "format_version": 99}), encoding="utf-8")
    with pytest.raises(IndexFolderError, match="version 99"):
        open_index(index)


def test_a_shard_name_cannot_lead_out_of_the_index(index):
    values = json.loads((index / "manifest.json").read_text(encoding="utf-8"))
    values["scenes"][0]["encoded"]["shard"] = "../../../etc/passwd"
    (index / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(IndexFolderError, match=r"passwd are missing|in passwd"):
        open_index(index)
