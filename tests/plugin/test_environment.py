"""Finding the engine's Python, and asking one what it can do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from optosar.plugin.diagnostics import diagnostics
from optosar.plugin.engine import environment
from optosar.plugin.engine.environment import InterpreterCheck, find_interpreter, python_of
from optosar.plugin.settings import machine


@pytest.fixture
def places(qgis_app, tmp_path, monkeypatch):
    """Four interpreters in the four places where one is looked for; they are files and no more."""
    QgsSettings().remove("optosar")
    private, plugin = tmp_path / "private", tmp_path / "plugin"
    monkeypatch.setattr(environment, "environments_folder", lambda: private)
    monkeypatch.setattr(environment, "PLUGIN_FOLDER", plugin)
    found = {
        "setting": tmp_path / "set" / "python",
        "variable": tmp_path / "var" / "python",
        "private": python_of(private / "python-abc"),
        "beside": python_of(plugin / ".venv"),
    }
    for path in found.values():
        path.parent.mkdir(parents=True)
        path.touch()
    (private / "current.txt").write_text("python-abc\n", encoding="utf-8")
    machine.interpreter = str(found["setting"])
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", str(found["variable"]))
    yield found
    QgsSettings().remove("optosar")


def test_a_choice_comes_before_what_is_installed_and_that_before_what_lies_beside(places, monkeypatch):
    assert find_interpreter() == str(places["setting"])
    machine.interpreter = ""
    assert find_interpreter() == str(places["variable"])
    monkeypatch.delenv("OPTOSAR_ENGINE_PYTHON")
    assert find_interpreter() == str(places["private"])
    places["private"].unlink()
    assert find_interpreter() == str(places["beside"])
    places["beside"].unlink()
    assert find_interpreter() == ""
    assert "Engine interpreter none" in diagnostics()


def test_a_chosen_interpreter_that_has_gone_is_not_replaced_silently(places):
    places["setting"].unlink()
    assert find_interpreter() == str(places["setting"])


def test_an_environment_is_used_only_when_it_is_named_as_complete(places, monkeypatch):
    machine.interpreter = ""
    monkeypatch.delenv("OPTOSAR_ENGINE_PYTHON")
    current = environment.environments_folder() / "current.txt"
    for damage in ("", "python-other", "../../../usr"):
        current.write_text(damage, encoding="utf-8")
        assert find_interpreter() == str(places["beside"])
    current.unlink()
    assert find_interpreter() == str(places["beside"])


def test_qgis_itself_is_never_the_interpreter(places, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    assert "qgis" not in Path(environment.base_interpreter()).name
    assert "/usr/bin/qgis" not in list(environment.candidates())


@pytest.fixture
def check(qgis_app):
    made = InterpreterCheck()
    made.heard = []
    made.done.connect(made.heard.append)
    return made


def heard(qtbot, check, count: int = 1):
    qtbot.waitUntil(lambda: len(check.heard) == count, timeout=30_000)
    return check.heard[-1]


def test_a_complete_interpreter_names_its_versions(qtbot, check):
    check.start(sys.executable)
    answer = heard(qtbot, check)
    assert answer.ok, answer.text
    assert "torch 2" in answer.text
    assert "faiss-cpu" in answer.text


def test_what_an_interpreter_lacks_is_named(qtbot, check, monkeypatch):
    monkeypatch.setattr(environment, "MODULES", {"json": "json", "no_such_module": "no-such-package"})
    check.start(sys.executable)
    answer = heard(qtbot, check)
    assert not answer.ok
    assert "no-such-package MISSING" in answer.text


def test_a_python_that_is_too_old_is_refused(qtbot, check, monkeypatch):
    monkeypatch.setattr(environment, "OLDEST_PYTHON", (99, 1))
    check.start(sys.executable)
    answer = heard(qtbot, check)
    assert not answer.ok
    assert "Python 99.1 or newer is needed" in answer.text


def test_what_is_no_python_is_told(qtbot, check, tmp_path):
    check.start(str(tmp_path / "nothing"))
    assert "nothing cannot be started" in heard(qtbot, check).text
    check.start("/bin/false")
    assert not heard(qtbot, check, 2).ok


def test_a_second_check_replaces_the_first(qtbot, check, monkeypatch):
    monkeypatch.setattr(environment, "MODULES", {"no_such_module": "first"})
    check.start(sys.executable)
    monkeypatch.setattr(environment, "MODULES", {"json": "second"})
    check.start(sys.executable)
    answer = heard(qtbot, check)
    assert answer.ok
    assert "second" in answer.text
    qtbot.wait(200)
    assert len(check.heard) == 1


def test_a_check_that_takes_too_long_is_ended(qtbot, check, monkeypatch):
    monkeypatch.setattr(environment, "_CHECK_WITHIN_MS", 100)
    monkeypatch.setattr(environment, "_PROBE", "import time; time.sleep(60)  # {modules} {oldest}")
    check.start(sys.executable)
    assert not heard(qtbot, check).ok


def test_a_page_may_be_closed_during_its_check(qtbot, check):
    check.start(sys.executable)
    check.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(200)
