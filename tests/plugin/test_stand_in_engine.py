"""Clients of stand-ins for the engine: what is said, and in which order, when it misbehaves or its settings change."""

from __future__ import annotations

import os
import time

import pytest
from qgis.PyQt.QtCore import QTimer

from optosar.plugin.engine import client as client_module
from optosar.plugin.engine.blocking import BlockingEngine
from optosar.plugin.engine.client import EngineClient
from optosar.plugin.engine.errors import EngineError

from .engine_helpers import Asked, Feedback, gone, stand_in, wait

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for a broken engine are shell scripts")


@pytest.fixture
def broken(qgis_app, tmp_path):
    """A client whose interpreter runs a stand-in: ``broken("hello()")``."""
    made = []

    def make(body: str) -> EngineClient:
        made.append(EngineClient(interpreter=stand_in(tmp_path, body)))
        return made[-1]

    yield make
    for item in made:
        item.stop()


def test_an_engine_that_does_not_listen_is_ended_and_others_are_asked_of_the_next(qtbot, broken, tmp_path):
    # The first engine hangs, the second one answers.
    client = broken(f"""
        import os
        flag = {str(tmp_path / "second")!r}
        hello()
        if not os.path.exists(flag):
            open(flag, "w").close()
            time.sleep(60)
        for line in sys.stdin:
            say(type="result", id=json.loads(line)["id"], result={{"done": True}})
    """)
    stuck, other = Asked(client, "search"), Asked(client, "index_info")
    wait(qtbot, lambda: client.running)
    begun, pid = time.monotonic(), client.pid
    client.cancel(stuck.number)
    wait(qtbot, lambda: stuck.answered, 5)
    assert time.monotonic() - begun < 2
    assert stuck.error.code == "cancelled"
    wait(qtbot, lambda: other.answered and gone(pid))
    assert other.result == {"done": True}


def test_noise_between_the_lines_is_passed_over(qtbot, broken):
    client = broken(r"""
        sys.stdout.write("Welcome to a library!\n\n[1, 2]\n\x00\n")
        hello()
        for line in sys.stdin:
            sys.stdout.write("progress: 50%\r 100%\n")
            say(type="progress", id=999, fraction=0.5, text="of somebody else")
            say(type="result", id=json.loads(line)["id"], result={"fine": 1})
    """)
    asked = Asked(client, "anything")
    wait(qtbot, lambda: asked.answered)
    assert asked.result == {"fine": 1}
    assert asked.progress == []


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("hello(protocol=0)", "engine_version", "protocol 0, not 1"),
        ("say(type='result', id=1, result={})", "engine_version", "hello"),
        ("sys.exit('No module named optosar')", "engine_missing", "No module named optosar"),
        ("raise SyntaxError('annotations')", "engine_missing", "SyntaxError: annotations"),
    ],
)
def test_a_program_that_is_not_our_engine_is_told_with_what_it_said(qtbot, broken, body, code, words):
    client = broken(f"{body}\ntime.sleep(0.5)")
    deaths: list[str] = []
    client.died.connect(deaths.append)
    asked = Asked(client, "diagnostics")
    wait(qtbot, lambda: asked.answered)
    assert asked.error.code == code
    assert words in str(asked.error)
    assert "install" in asked.error.hint.lower()
    assert deaths == [asked.error.message]
    assert client.pid == 0


def test_an_engine_that_never_says_hello_is_given_up(qtbot, broken, monkeypatch):
    monkeypatch.setattr(client_module, "_HELLO_WITHIN_MS", 400)
    client = broken("print('still loading', file=sys.stderr, flush=True); time.sleep(60)")
    asked = Asked(client, "diagnostics")
    wait(qtbot, lambda: asked.answered, 5)
    assert "did not start in time" in asked.error.message
    assert "still loading" in asked.error.hint
    assert client.pid == 0


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("hello(); sys.stdin.readline(); import os; os.kill(os.getpid(), 9)", "engine_died", "killed"),
        ("hello(); sys.stdin.readline(); sys.exit(5)", "engine_died", "code 5"),
        ("hello(protocol=0); time.sleep(5)", "engine_version", "protocol 0"),
        ("sys.exit('No module named optosar')", "engine_missing", "No module named optosar"),
    ],
)
def test_processing_says_what_became_of_the_engine(qgis_app, tmp_path, body, code, words):
    with BlockingEngine(stand_in(tmp_path, body)) as engine, pytest.raises(EngineError) as failed:
        engine.call("diagnostics", {}, Feedback())
    assert failed.value.code == code
    assert words in str(failed.value)
    assert failed.value.hint


def test_a_client_can_be_stopped_by_what_its_answer_starts(qtbot, broken):
    """As when the settings change in the moment an answer arrives: the rest of what was read belongs to nobody."""
    client = broken("""
        hello()
        for line in sys.stdin:
            number = json.loads(line)["id"]
            say(type="result", id=number, result={})
            say(type="log", level="info", text="more")
    """)
    deaths: list[str] = []
    client.died.connect(deaths.append)
    answers: list[dict] = []
    client.request("a", {}, lambda result: (answers.append(result), client.stop()), lambda _error: None)
    wait(qtbot, lambda: bool(answers), 10)
    QTimer.singleShot(300, lambda: answers.append({}))
    wait(qtbot, lambda: len(answers) == 2, 5)
    assert deaths == []


ECHO = """
    hello()
    for line in sys.stdin:
        asked = json.loads(line)
        say(type="log", level="info", text=asked["method"])
        time.sleep(asked["params"].get("seconds", 0))
        say(type="result", id=asked["id"], result={})
"""


def test_an_engine_is_told_its_device_before_it_gets_the_work_it_was_started_for(qtbot, broken):
    client = broken(ECHO)
    order: list[str] = []
    client.logged.connect(lambda _level, text: order.append(text))
    client.started.connect(lambda _hello: client.request("set_device", {}, lambda _: None, lambda _: None))
    work = Asked(client, "coregister")
    wait(qtbot, lambda: work.answered, 10)
    assert order == ["set_device", "coregister"]


def test_a_renewed_engine_finishes_its_work_first(qtbot, broken):
    client = broken(ECHO)
    first = Asked(client, "index_build", seconds=0.5)
    wait(qtbot, lambda: client.running, 10)
    pid = client.pid
    client.renew()
    wait(qtbot, lambda: first.answered, 10)
    assert first.result == {}
    wait(qtbot, lambda: gone(pid), 10)
    second = Asked(client, "index_info")
    wait(qtbot, lambda: second.answered, 10)
    assert second.result == {}
    assert client.pid not in (0, pid)
