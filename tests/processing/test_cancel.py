"""A running index build is cancelled from the task manager, as the dialog does it, and goes on afterwards."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
import rasterio
from affine import Affine
from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject

SECONDS = 1000


@pytest.fixture
def large_scene(tmp_path):
    """A raster of 144 tiles, which take long enough to be interrupted."""
    path = tmp_path / "large.tif"
    random = np.random.default_rng(1)
    values = random.gamma(2.0, 30.0, (1, 1217, 1217)).clip(1, 255).astype(np.uint8)
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": 1217, "height": 1217}
    transform = Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 5_400_000.0)
    with rasterio.open(path, "w", crs="EPSG:32632", transform=transform, **profile) as file:
        file.write(values)
    return path


def test_a_build_is_cancelled_within_two_seconds_and_goes_on(
    provider, run, feedback, large_scene, tmp_path, qtbot
):
    index = tmp_path / "index"
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"SCENES": [str(large_scene)], "INDEX": str(index)}
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
    assert resumed["COUNT"] == 144
