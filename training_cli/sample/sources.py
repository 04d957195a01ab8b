"""Where the scenes of the sample come from: a folder of real data, a pinned download, or the simulator."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.windows import Window

from ...models.errors import InputError
from ...models.progress import Progress, no_progress, subprogress
from ..simulator import simulate_pair
from .download import Manifest, fetch_scenes, load_manifest

Source = Literal["auto", "real", "download", "simulated"]

#: Names the folder of real data, laid out as ``data/la/<granule>_{optical,sar}.tif``.
SHARED_VARIABLE = "OPTOSAR_SHARED"

_PAIR = ("T11SLT", Window(6144, 3072, 2048, 2048))
_ELSEWHERE = ("T11SMT", Window(4096, 2048, 1024, 1024))
_SIMULATED_CRS = "EPSG:32632"
_SIMULATED_CORNER = (500_000.0, 5_400_000.0)


@dataclass(frozen=True)
class Scenes:
    """The scenes of a sample, in memory.

    Attributes:
        optical: (3, H, W) uint8.
        sar: (1, H, W) uint8, same grid as ``optical``.
        elsewhere: (1, h, w) uint8 SAR image of another place, for the search to tell apart; None when there is none.
        crs: of all of them.
        transform: of ``optical`` and ``sar``.
        elsewhere_transform: of ``elsewhere``.
        origin: one sentence that names the data and their licence.
    """

    optical: NDArray[np.uint8]
    sar: NDArray[np.uint8]
    elsewhere: NDArray[np.uint8] | None
    crs: str
    transform: Affine
    elsewhere_transform: Affine
    origin: str


def _read(path: Path, window: Window) -> tuple[NDArray[np.uint8], Affine, str]:
    with rasterio.open(path) as file:
        bands = file.read(window=window)
        return bands, file.window_transform(window), file.crs.to_string()


def shared_folder() -> Path | None:
    """The folder of real data, where there is one: named by ``OPTOSAR_SHARED``, else beside the repository."""
    default = Path(__file__).resolve().parents[2].parent / "shared"
    folder = Path(os.environ.get(SHARED_VARIABLE) or default) / "data" / "la"
    needed = [folder / f"{_PAIR[0]}_{kind}.tif" for kind in ("optical", "sar")] + [
        folder / f"{_ELSEWHERE[0]}_sar.tif"
    ]
    return folder if all(path.is_file() for path in needed) else None


def real_scenes(folder: Path) -> Scenes:
    """Cut the sample out of real Sentinel granules in ``folder``."""
    granule, window = _PAIR
    optical, transform, crs = _read(folder / f"{granule}_optical.tif", window)
    sar, _, _ = _read(folder / f"{granule}_sar.tif", window)
    elsewhere, elsewhere_transform, _ = _read(folder / f"{_ELSEWHERE[0]}_sar.tif", _ELSEWHERE[1])
    origin = (
        "Los Angeles, Sentinel-2A true colour of 4 November 2020 and Sentinel-1A VH amplitude of 7 November 2020. "
        "Contains modified Copernicus Sentinel data, free to share and modify."
    )
    return Scenes(optical, sar, elsewhere, crs, transform, elsewhere_transform, origin)


def simulated_scenes(size: int, seed: int, progress: Progress = no_progress) -> Scenes:
    """Simulate the sample: a pair of ``size`` pixels, and SAR of another landscape, at 10 m."""
    progress(0.0, "Simulating the scenes")
    pair = simulate_pair(size, seed, sar_display="amplitude")
    progress(0.6, "Simulating the scenes")
    other = simulate_pair(max(size // 2, 300), seed + 1, sar_display="amplitude")
    x, y = _SIMULATED_CORNER
    transform = Affine(10.0, 0.0, x, 0.0, -10.0, y)
    beside = Affine(10.0, 0.0, x + 10.0 * (size + 100), 0.0, -10.0, y)
    origin = f"Simulated landscape (seed {seed}); optical and SAR images computed by OptoSAR's simulator."
    return Scenes(pair.optical, pair.sar[None], other.sar[None], _SIMULATED_CRS, transform, beside, origin)


def _manifest(path: Path | None) -> Manifest:
    default = Path(__file__).resolve().parents[2] / "resources" / "defaults" / "sample_sources.json"
    return load_manifest(path or default)


def choose_scenes(
    source: Source = "auto",
    *,
    size: int = 1536,
    seed: int = 7,
    manifest: Path | None = None,
    progress: Progress = no_progress,
) -> Scenes:
    """Get the scenes of the sample.

    Args:
        source: ``"auto"`` takes real data where it is at hand, else a download, else the simulator.
        size: of simulated scenes, pixels.
        seed: of simulated scenes.
        manifest: list of files to download instead of the bundled one.
        progress: told what happens.

    Raises:
        InputError: a source was asked for by name and cannot be used.
        Cancelled: by ``progress``.
    """
    if source in ("auto", "real"):
        folder = shared_folder()
        if folder is not None:
            progress(0.5, "Cutting out real scenes")
            return real_scenes(folder)
        if source == "real":
            raise InputError(
                "There is no folder of real scenes.",
                f"Set {SHARED_VARIABLE} to the folder that holds data/la, or choose another source.",
            )
    if source in ("auto", "download"):
        listing = _manifest(manifest)
        if source == "download" or listing.pinned:
            try:
                return fetch_scenes_as_sample(listing, subprogress(progress, 0.0, 1.0))
            except InputError:
                if source == "download":
                    raise
                progress(0.0, "No connection to the download; simulating instead")
    return simulated_scenes(size, seed, progress)


def fetch_scenes_as_sample(manifest: Manifest, progress: Progress) -> Scenes:
    """Download what ``manifest`` lists and join it to one pair of scenes."""
    optical, sar, transform = fetch_scenes(manifest, progress)
    return Scenes(optical, sar, None, manifest.crs, transform, transform, manifest.origin)
