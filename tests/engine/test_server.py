"""The engine as a process: what it says first, what it survives, and when it ends."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.engine.protocol import PROTOCOL_VERSION

TILES = 36
SIDE = 227 + 5 * 90


@pytest.fixture
def sar_scene(tmp_path: Path) -> Path:
    """A SAR-like scene of 36 tiles: enough that an index build takes a while."""
    path = tmp_path / "sar.tif"
    values = np.random.default_rng(0).gamma(2.0, 30.0, (SIDE, SIDE)).clip(1, 255).astype(np.uint8)
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": SIDE, "height": SIDE}
    transform = Affine(10, 0, 500000, 0, -10, 5400000)
    with rasterio.open(path, "w", crs="EPSG:32632", transform=transform, **profile) as file:
        file.write(values, 1)
    return path


def test_it_says_hello_with_its_versions(engine: Any) -> None:
    assert engine.hello["type"] == "hello"
    assert engine.hello["protocol"] == PROTOCOL_VERSION
    assert engine.hello["pid"] == engine.process.pid


@pytest.mark.parametrize(
    ("method", "params", "word"),
    [
        ("make_coffee", {}, "make_coffee"),
        ("index_info", {}, "index"),
        ("index_info", {"index": 7}, "index"),
        ("index_build", {"index": "x", "scenes": "not a list"}, "scenes"),
        ("inspect_scene", {"path": "x.tif", "modality": "sar", "radiometry": "loud"}, "radiometry"),
        ("index_info", {"index": "x", "verbose": True}, "verbose"),
        ("index_build", {"index": "x", "scenes": [{"path": "x.tif", "band": 1}]}, "band"),
        ("search", {"index": "x", "scene": {"path": "o"}, "region": {"kind": "point"}}, "geometry"),
        ("set_device", {"device": "cpu", "index": 0}, "index"),
    ],
)
def test_bad_requests_are_refused_by_name(
    engine: Any, method: str, params: dict[str, Any], word: str
) -> None:
    error = engine.ask(method, **params)["error"]
    assert error["code"] == "bad_request"
    assert word in error["message"]


def test_lines_that_are_no_requests_do_not_end_it(engine: Any) -> None:
    for line in (b"not json\n", b"[1,2]\n", b'{"id":"one","method":"hello"}\n', b"\xff\xfe\n", b"\n"):
        engine.write(line)
    assert engine.answer(None)["error"]["code"] == "bad_request"
    assert engine.ask("index_info", index="nowhere")["error"]["code"] != "internal"


def test_a_user_error_comes_with_message_and_hint_and_it_lives_on(engine: Any, tmp_path: Path) -> None:
    error = engine.ask("inspect_scene", path=str(tmp_path / "gone.tif"), modality="sar")["error"]
    assert "gone.tif" in error["message"]
    assert error["hint"]
    assert engine.process.poll() is None


NOISE = """
import os, sys
class Noisy:
    def find_spec(self, name, path=None, target=None):
        if "optosar.models.engine.handlers" in sys.modules and "." not in name:
            print("importing", name, flush=True)
            os.write(1, b'{"type":"result","id":1,"result":"noise"}' + bytes([10]))
sys.meta_path.insert(0, Noisy())
"""


def test_printing_libraries_cannot_corrupt_the_stream(start_engine: Any, tmp_path: Path) -> None:
    """Every import prints, through Python and to the file descriptor, as compiled libraries do."""
    (tmp_path / "noisy").mkdir()
    (tmp_path / "noisy" / "sitecustomize.py").write_text(NOISE, encoding="utf-8")
    engine = start_engine(tmp_path / "noisy")
    error = engine.ask("inspect_scene", path=__file__, modality="sar")["error"]
    assert error["code"] == "unreadable"
    assert "weights" in engine.ask("diagnostics")["result"]["text"].lower()


def test_its_threads_sleep_while_they_wait_for_each_other(
    start_engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spinning would take the cores from those that are waited for, where other programs run as well."""
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    # What the library took from the environment as it was loaded.
    monkeypatch.setenv("OMP_DISPLAY_ENV", "TRUE")
    engine = start_engine(tmp_path)
    assert "weights" in engine.ask("diagnostics")["result"]["text"].lower()
    engine.process.kill()
    assert b"OMP_WAIT_POLICY = 'PASSIVE'" in engine.process.stderr.read()


def test_an_index_build_is_cancelled_within_two_seconds_and_resumes(
    engine: Any, sar_scene: Path, tmp_path: Path
) -> None:
    params = {"index": str(tmp_path / "index"), "scenes": [{"path": str(sar_scene)}], "modality": "sar"}
    number = engine.send("index_build", **params)
    while engine.read().get("fraction", 0) <= 0:
        pass
    begun = time.monotonic()
    engine.send("cancel", target=number)
    assert engine.answer(number)["error"]["code"] == "cancelled"
    # Two seconds are promised; on a busy machine it is the client that keeps the promise, by ending the engine.
    assert time.monotonic() - begun < 4
    assert engine.ask("index_build", **params)["result"]["tiles"] == TILES


def test_it_ends_when_nobody_listens_any_more(engine: Any) -> None:
    engine.process.stdin.close()
    assert engine.process.wait(5) == 0


def test_it_ends_when_asked_to(engine: Any) -> None:
    engine.send("shutdown")
    assert engine.process.wait(5) == 0


def test_it_ends_in_order_when_the_system_says_so(engine: Any) -> None:
    engine.process.send_signal(signal.SIGTERM)
    assert engine.process.wait(5) == 0


def test_it_ends_in_order_in_the_middle_of_work_too(
    engine: Any, start_engine: Any, sar_scene: Path, tmp_path: Path
) -> None:
    params = {"index": str(tmp_path / "index"), "scenes": [{"path": str(sar_scene)}]}
    engine.send("index_build", **params)
    while engine.read().get("fraction", 0) <= 0:
        pass
    engine.process.send_signal(signal.SIGTERM)
    assert engine.process.wait(5) == 0
    (tmp_path / "next").mkdir()
    following = start_engine(tmp_path / "next")
    assert following.ask("index_info", index=params["index"])["result"]["scenes"][0]["status"] == "partial"


def test_a_request_behind_another_is_cancelled_before_its_turn(
    engine: Any, sar_scene: Path, tmp_path: Path
) -> None:
    build = engine.send("index_build", index=str(tmp_path / "index"), scenes=[{"path": str(sar_scene)}])
    behind = engine.send("index_info", index=str(tmp_path / "index"))
    engine.send("cancel", target=behind)
    assert engine.answer(behind)["error"]["code"] == "cancelled"
    engine.send("cancel", target=build)
    assert engine.answer(build)["error"]["code"] == "cancelled"
    assert engine.ask("index_info", index=str(tmp_path / "none"))["error"]["code"] == "no_index"
