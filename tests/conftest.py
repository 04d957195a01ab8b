"""Fixtures for every area: the folder of real data where there is one, and a simulated pair with known truth."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path

# Before anything of Qt is imported: no test opens a window on the developer's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Rasters are small here; more threads only fight each other.
os.environ.setdefault("OMP_NUM_THREADS", "2")
# Several processes of tests share the cores, see :func:`optosar.models.threads.sleep_while_waiting`.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.training_cli.simulator import SimulatedPair, simulate_pair

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root, which is the plugin's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("OPTOSAR_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(
            f"real data is not here: no {folder}/data (set OPTOSAR_SHARED to the folder that holds it)"
        )
    return folder


@dataclass(frozen=True)
class GeoreferencedPair:
    """A simulated pair written to disk.

    Attributes:
        optical: path of an 8-bit RGB GeoTIFF.
        sar: path of an 8-bit single-band GeoTIFF on the same grid.
        crs: of both, as authority code.
        transform: of both.
        truth: the pair as simulated.
    """

    optical: Path
    sar: Path
    crs: str
    transform: Affine
    truth: SimulatedPair

    def centre(self) -> tuple[float, float]:
        """Map coordinates of the middle of the scene."""
        size = self.truth.sar.shape[0]
        x, y = self.transform * (size / 2, size / 2)
        return float(x), float(y)


def write_raster(path: Path, bands: np.ndarray, crs: str | None, transform: Affine) -> Path:
    """Write (C, H, W) as GeoTIFF in its own data type."""
    profile = {
        "driver": "GTiff",
        "count": bands.shape[0],
        "height": bands.shape[1],
        "width": bands.shape[2],
        "dtype": bands.dtype,
        "crs": crs,
        "transform": transform,
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(bands)
    return path


@pytest.fixture(scope="session")
def simulated_pair(tmp_path_factory: pytest.TempPathFactory) -> GeoreferencedPair:
    """A 640 px pair at 10 m in UTM zone 32N, made once for all tests; treat the files as read-only."""
    folder = tmp_path_factory.mktemp("simulated")
    pair = simulate_pair(640, seed=5, sar_display="amplitude")
    crs, transform = "EPSG:32632", Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 5_400_000.0)
    optical = write_raster(folder / "optical.tif", pair.optical, crs, transform)
    sar = write_raster(folder / "sar.tif", pair.sar[None], crs, transform)
    return GeoreferencedPair(optical, sar, crs, transform, pair)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Processes of ``-n auto``: each holds torch and QGIS, so that memory is the limit on large machines."""
    return min(4, os.cpu_count() or 1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A folder's tests share what is costly to make, so one process runs all of them (``--dist loadgroup``)."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(item.path.parent.name))


_status = pytest.StashKey[int]()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the session ended; while it is reported nothing is collected any more, for the reason below."""
    session.config.stash[_status] = int(exitstatus)
    if "qgis.core" in sys.modules:
        gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave at once where QGIS ran: everything has been reported.

    What follows would collect garbage and unload libraries while QGIS has gone already: objects of QGIS that Python
    still holds, and the GDAL that rasterio brings beside QGIS's own, then end in an abort, and a session whose tests
    all passed would count as failed. No user's process holds both.
    """
    if "qgis.core" in sys.modules and _status in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_status])
