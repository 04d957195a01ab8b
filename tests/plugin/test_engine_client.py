"""The engine as the desktop and as Processing use it: a real process, started, asked, cancelled and killed."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from optosar.models.retrieval.tiles import BLOCK_SIDE, STRIDES
from optosar.plugin.engine import client as client_module
from optosar.plugin.engine.blocking import BlockingEngine
from optosar.plugin.engine.client import EngineClient
from optosar.plugin.engine.errors import EngineError

from .engine_helpers import Asked, Feedback, gone, stand_in, wait, write_strip

ROWS, COLS = 24, 2
TILES = ROWS * COLS
BLOCK = BLOCK_SIDE["tile"] // STRIDES["tile"] * COLS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for a broken engine are shell scripts")


@pytest.fixture
def client(qgis_app, monkeypatch):
    """A client of the real engine."""
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", sys.executable)
    made = EngineClient()
    yield made
    made.stop()


def shard_of(index: Path) -> dict[str, np.ndarray]:
    from safetensors.numpy import load_file

    (shard,) = (index / "shards").iterdir()
    return load_file(shard)


def test_what_is_asked_before_it_runs_is_answered_when_it_does(qtbot, client, tmp_path):
    heard: list[bool] = []
    client.busyChanged.connect(heard.append)
    asked = [Asked(client, "index_info", index=str(tmp_path / name)) for name in "abc"]
    assert not client.running
    wait(qtbot, lambda: all(item.answered for item in asked))
    assert client.hello["pid"] == client.pid
    assert {item.error.code for item in asked} == {"no_index"}
    assert all(item.error.hint for item in asked)
    assert heard == [True, False]


def test_a_request_that_is_none_is_an_error_and_the_engine_lives_on(qtbot, client):
    unknown = Asked(client, "make_coffee")
    misspelt = Asked(client, "index_info", index="x", verbos=True)
    impossible = Asked(client, "index_info", index=float("nan"))
    wait(qtbot, lambda: unknown.answered and misspelt.answered and impossible.answered)
    assert {item.error.code for item in (unknown, misspelt, impossible)} == {"bad_request"}
    assert "verbos" in misspelt.error.message
    assert client.running


def test_a_kill_in_the_middle_of_a_build_is_told_and_the_build_goes_on_where_it_stood(
    qtbot, client, tmp_path
):
    scene = write_strip(tmp_path / "sar.tif", ROWS, COLS)
    params = {"scenes": [{"path": str(scene)}], "modality": "sar", "stride": 90}
    deaths: list[str] = []
    client.died.connect(deaths.append)
    work = tmp_path / "index" / "work"

    first = Asked(client, "index_build", index=str(tmp_path / "index"), **params)
    wait(qtbot, lambda: any(work.rglob("block_000001*")))
    waiting = Asked(client, "index_info", index=str(tmp_path / "index"))
    killed = client.pid
    os.kill(killed, signal.SIGKILL)
    wait(qtbot, lambda: first.answered and waiting.answered, 5)
    assert first.error.code == waiting.error.code == "engine_died"
    assert "killed" in first.error.message
    assert "goes on where it stood" in first.error.hint
    assert deaths == [first.error.message]
    assert not client.running

    kept = {block: block.stat().st_mtime_ns for block in work.rglob("block_*")}
    assert kept
    again = Asked(client, "index_build", index=str(tmp_path / "index"), **params)
    wait(qtbot, lambda: any(share > 0 for share, _ in again.progress))
    # Done before anything new was: the first share that is reported is what the killed engine had finished.
    assert next(share for share, _ in again.progress if share > 0) >= len(kept) * BLOCK / TILES - 0.01
    assert {block: block.stat().st_mtime_ns for block in kept if block.exists()} == kept
    wait(qtbot, lambda: again.answered)
    assert client.pid != killed
    assert again.result["tiles"] == TILES
    assert again.result["up_to_date"]

    undisturbed = Asked(client, "index_build", index=str(tmp_path / "undisturbed"), **params)
    wait(qtbot, lambda: undisturbed.answered)
    resumed, whole = shard_of(tmp_path / "index"), shard_of(tmp_path / "undisturbed")
    np.testing.assert_array_equal(resumed["offsets"], whole["offsets"])
    np.testing.assert_array_equal(resumed["descriptors"], whole["descriptors"])
    assert not any(work.rglob("*.safetensors"))


def test_a_cancel_is_honoured_within_two_seconds_and_what_was_done_is_kept(qtbot, client, tmp_path):
    scene = write_strip(tmp_path / "sar.tif", ROWS, COLS)
    build = {
        "index": str(tmp_path / "index"),
        "scenes": [{"path": str(scene)}],
        "modality": "sar",
        "stride": 90,
    }
    asked = Asked(client, "index_build", **build)
    wait(qtbot, lambda: any((tmp_path / "index").rglob("block_*")))
    begun = time.monotonic()
    client.cancel(asked.number)
    wait(qtbot, lambda: asked.answered, 5)
    assert time.monotonic() - begun < 2
    assert asked.error.code == "cancelled"
    assert any((tmp_path / "index").rglob("block_*"))
    next_one = Asked(client, "index_info", index=build["index"])
    wait(qtbot, lambda: next_one.answered)
    assert next_one.result["scenes"][0]["status"] == "partial"


def test_a_search_is_cancelled_within_two_seconds(qtbot, client, simulated_pair, tmp_path):
    scenes = [{"path": str(simulated_pair.sar)}]
    built = Asked(client, "index_build", index=str(tmp_path / "index"), scenes=scenes, stride=227)
    wait(qtbot, lambda: built.answered)
    place = {"type": "Point", "coordinates": list(simulated_pair.centre())}
    search = {
        "index": str(tmp_path / "index"),
        "scene": {"path": str(simulated_pair.optical)},
        "region": {"kind": "point", "geometry": place, "crs": simulated_pair.crs},
        "verify": 9,
        "thumbnails": str(tmp_path / "pictures"),
    }
    asked = Asked(client, "search", **search)
    wait(qtbot, lambda: any(share > 0.3 for share, _ in asked.progress))
    assert not asked.answered
    begun = time.monotonic()
    client.cancel(asked.number)
    wait(qtbot, lambda: asked.answered, 5)
    assert time.monotonic() - begun < 2
    assert asked.error.code == "cancelled"
    assert not list(tmp_path.rglob(".part-*"))


def test_a_request_that_was_not_even_sent_is_cancelled_at_once(client):
    asked = Asked(client, "index_info", index="x")
    client.cancel(asked.number)
    assert asked.error.code == "cancelled"


def test_stopping_answers_what_is_waiting_and_leaves_no_process(qtbot, client, tmp_path):
    scene = write_strip(tmp_path / "sar.tif", 8)
    asked = Asked(client, "index_build", index=str(tmp_path / "i"), scenes=[{"path": str(scene)}])
    wait(qtbot, lambda: client.running)
    pid, begun = client.pid, time.monotonic()
    client.stop()
    assert time.monotonic() - begun < 3
    assert asked.error.code == "cancelled"
    assert gone(pid)
    assert not client.running


def test_a_client_may_be_deleted_while_its_engine_works(qtbot, qgis_app, tmp_path):
    client = EngineClient(interpreter=stand_in(tmp_path, "hello(); time.sleep(60)"))
    asked = Asked(client, "search")
    wait(qtbot, lambda: client.running)
    pid = client.pid
    client.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone(pid)
    assert not asked.results


@pytest.mark.parametrize("name", ["no-such-python", "not-a-program"])
def test_an_interpreter_that_cannot_be_started_is_named(qtbot, qgis_app, tmp_path, name):
    (tmp_path / "not-a-program").write_text("text")
    client = EngineClient(interpreter=str(tmp_path / name))
    asked = Asked(client, "diagnostics")
    assert not asked.answered, "the caller has not got the request's number yet"
    wait(qtbot, lambda: asked.answered, 5)
    assert asked.error.code == "engine_missing"
    assert name in asked.error.message
    assert "Options" in asked.error.hint


def test_without_any_interpreter_the_way_to_install_it_is_told(qtbot, client, monkeypatch):
    monkeypatch.setattr(client_module, "find_interpreter", lambda: "")
    asked = Asked(client, "diagnostics")
    wait(qtbot, lambda: asked.answered, 5)
    assert asked.error.code == "engine_missing"
    assert "Install Engine" in asked.error.hint


def test_processing_waits_with_progress_and_gets_the_error_s_words(qgis_app, monkeypatch, tmp_path):
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", sys.executable)
    scene, feedback = write_strip(tmp_path / "sar.tif", 4), Feedback()
    params = {"index": str(tmp_path / "index"), "scenes": [{"path": str(scene)}]}
    with BlockingEngine() as engine:
        assert engine.call("index_build", params, feedback)["tiles"] == 8
        with pytest.raises(EngineError) as refused:
            engine.call("index_info", {"index": str(tmp_path / "none")}, feedback)
        assert engine.call("index_info", {"index": str(tmp_path / "index")}, feedback)["up_to_date"]
    assert feedback.shares == sorted(feedback.shares)
    assert refused.value.code == "no_index"
    assert refused.value.hint


def test_processing_cancels_within_two_seconds(qgis_app, monkeypatch, tmp_path):
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", sys.executable)
    scene, feedback = write_strip(tmp_path / "sar.tif", ROWS), Feedback(cancel_at=5)
    params = {"index": str(tmp_path / "index"), "scenes": [{"path": str(scene)}]}
    moments: list[float] = []
    feedback.canceled.connect(lambda: moments.append(time.monotonic()))
    with BlockingEngine() as engine, pytest.raises(EngineError) as stopped:
        engine.call("index_build", params, feedback)
    assert stopped.value.code == "cancelled"
    assert time.monotonic() - moments[0] < 3  # two seconds, and one to end the process
