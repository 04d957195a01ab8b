"""A running index build is cancelled from the task manager, as the dialog does it, and goes on afterwards."""

from __future__ import annotations

import json
import time

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject

SECONDS = 1000


def test_a_build_is_cancelled_within_two_seconds_and_goes_on(provider, run, feedback, large, tmp_path, qtbot):
    index = tmp_path / "index"
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"SCENES": [str(large)], "INDEX": str(index)}
    task = QgsProcessingAlgRunnerTask(provider.algorithm("buildindex"), parameters, context, feedback)
    ended = []
    task.executed.connect(lambda ok, results: ended.append((ok, results)))
    QgsApplication.taskManager().addTask(task)
    # Some tiles are encoded: more than the loading of the network is behind.
    qtbot.waitUntil(lambda: bool(ended) or feedback.progress() > 5, timeout=60 * SECONDS)
    assert not ended, feedback.warned
    started = time.monotonic()
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=10 * SECONDS)
    assert time.monotonic() - started < 2.5
    assert not ended[0][0]
    assert not list(tmp_path.rglob("*.part*"))

    assert json.loads((index / "manifest.json").read_text())["modality"] == "sar"
    resumed = run("updateindex", feedback, INDEX=str(index))
    assert resumed["COUNT"] == 49
