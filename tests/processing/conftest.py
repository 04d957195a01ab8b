"""Processing with the provider registered, a real engine, and the results that several tests start from."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsSettings

import optosar

Run = Callable[..., dict[str, Any]]


class Listener(QgsProcessingFeedback):
    """Keeps what a run says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.warned: list[str] = []
        self.steps: list[str] = []

    def pushInfo(self, text: str) -> None:
        self.said.append(text)

    def pushWarning(self, text: str) -> None:
        self.warned.append(text)

    def setProgressText(self, text: str) -> None:
        self.steps.append(text)

    def reportError(self, text: str, fatalError: bool = False) -> None:  # noqa: N803 - QGIS's name
        self.warned.append(text)


@pytest.fixture
def feedback() -> Listener:
    """What a run says."""
    return Listener()


@pytest.fixture(scope="session")
def provider(qgis_app: QgsApplication, qgis_processing: None) -> Iterator[Any]:
    """The plugin's provider, registered as ``qgis_process`` does it; the engine runs in this Python."""
    before = os.environ.get("OPTOSAR_ENGINE_PYTHON")
    os.environ["OPTOSAR_ENGINE_PYTHON"] = sys.executable
    QgsSettings().remove("optosar")
    plugin = optosar.classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("optosar")
    # Layers and contexts in cycles of collected exceptions must not outlive QGIS.
    gc.collect()
    plugin.unload()
    if before is None:
        del os.environ["OPTOSAR_ENGINE_PYTHON"]
    else:
        os.environ["OPTOSAR_ENGINE_PYTHON"] = before


@pytest.fixture(scope="session")
def run(provider: Any) -> Run:
    """Run an algorithm: ``run("matchrasters", feedback, OPTICAL=…, SAR=…)``."""
    import processing

    def run(name: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        return processing.run(
            f"optosar:{name}",
            parameters,
            feedback=feedback or Listener(),
            context=context,
        )

    return run


@pytest.fixture(scope="session")
def index(run: Run, simulated_pair: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the simulated SAR scene, built by the algorithm; not to be changed."""
    folder = tmp_path_factory.mktemp("processing") / "index"
    run("buildindex", SCENES=[str(simulated_pair.sar)], INDEX=str(folder))
    return folder


@pytest.fixture(scope="session")
def shift() -> tuple[float, float]:
    """Metres east and north by which the misaligned SAR scene lies off."""
    return 40.0, -30.0


@pytest.fixture(scope="session")
def misaligned(
    simulated_pair: Any, shift: tuple[float, float], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The simulated SAR scene with a georeference that is wrong by ``shift``."""
    path = tmp_path_factory.mktemp("misaligned") / "sar.tif"
    with rasterio.open(simulated_pair.sar) as source:
        profile, values = source.profile, source.read()
    profile["transform"] = Affine.translation(*shift) * profile["transform"]
    with rasterio.open(path, "w", **profile) as file:
        file.write(values)
    return path


@pytest.fixture(scope="session")
def matched(
    run: Run, simulated_pair: Any, misaligned: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Results of matching the optical with the misaligned SAR scene."""
    folder = tmp_path_factory.mktemp("matched")
    return run(
        "matchrasters",
        OPTICAL=str(simulated_pair.optical),
        SAR=str(misaligned),
        MATCHES=str(folder / "matches.gpkg"),
        KEYPOINTS=str(folder / "keypoints.gpkg"),
        MATCH=str(folder / "match.json"),
    )


def write_speckle(path: Path, size: int) -> Path:
    """A SAR raster from the corner of the simulated scene that shows nothing but speckle."""
    values = np.random.default_rng(3).gamma(1.0, 60.0, (1, size, size)).clip(1, 255).astype(np.uint8)
    transform = Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 5_400_000.0)
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": size, "height": size}
    with rasterio.open(path, "w", crs="EPSG:32632", transform=transform, **profile) as file:
        file.write(values)
    return path


@pytest.fixture
def unlike(tmp_path: Path) -> Path:
    """A SAR raster on the grid of the simulated scene that has nothing in common with it."""
    return write_speckle(tmp_path / "speckle.tif", 640)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A SAR raster of nine tiles."""
    return write_speckle(tmp_path / "small.tif", 320)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A SAR raster of 64 tiles, which take long enough to be interrupted."""
    return write_speckle(tmp_path / "large.tif", 770)
