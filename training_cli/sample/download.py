"""Download of real scenes: squares of imagery pinned by commit and checksum, joined to one pair."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pooch
import rasterio
from affine import Affine
from numpy.typing import NDArray

from ...models.errors import InputError
from ...models.progress import Progress

_TIMEOUT_S = 15.0


@dataclass(frozen=True)
class RemoteFile:
    """A file pinned to a commit; ``sha256`` is None where nobody has recorded it yet."""

    path: str
    commit: str
    sha256: str | None


@dataclass(frozen=True)
class Square:
    """One square of imagery: ``left`` and ``top`` are map coordinates of its corner."""

    left: float
    top: float
    optical: RemoteFile
    sar: RemoteFile


@dataclass(frozen=True)
class Manifest:
    """What to download.

    Attributes:
        url: address with the places ``{commit}`` and ``{path}``.
        origin: one sentence that names the data and their licence.
        crs: of the map coordinates.
        gsd: map units per pixel.
        squares: the imagery.
    """

    url: str
    origin: str
    crs: str
    gsd: float
    squares: tuple[Square, ...]

    @property
    def pinned(self) -> bool:
        """Whether every file's checksum is known; nothing else is ever downloaded."""
        return all(file.sha256 for square in self.squares for file in (square.optical, square.sar))


def load_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        InputError: it is missing or malformed.
    """
    try:
        entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        squares = tuple(
            Square(item["left"], item["top"], RemoteFile(**item["optical"]), RemoteFile(**item["sar"]))
            for item in entry["squares"]
        )
        return Manifest(entry["url"], entry["origin"], entry["crs"], float(entry["gsd"]), squares)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"The list of downloads {path} cannot be read: {error}", "Choose another file."
        ) from error


def fetch_scenes(
    manifest: Manifest, progress: Progress, cache: Path | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], Affine]:
    """Download the squares (or find them in the cache) and join them.

    Args:
        manifest: what to download.
        progress: called before each file.
        cache: folder of downloads; pooch's cache when None.

    Returns:
        (3, H, W) optical, (1, H, W) SAR, and the transform of both.

    Raises:
        InputError: a file is not pinned, cannot be reached, or is not the file that was pinned.
        Cancelled: by ``progress``, between two files.
    """
    if not manifest.pinned:
        raise InputError(
            "The downloads are not pinned by checksum, so they are not used.",
            "Choose the real or the simulated source, or name a manifest with checksums.",
        )
    folder = cache if cache is not None else Path(pooch.os_cache("optosar")) / "sample"
    squares: list[tuple[Square, NDArray[np.uint8], NDArray[np.uint8]]] = []
    for number, square in enumerate(manifest.squares):
        progress(
            number / len(manifest.squares), f"Downloading square {number + 1} of {len(manifest.squares)}"
        )
        optical, sar = (_image(_retrieve(manifest, file, folder)) for file in (square.optical, square.sar))
        squares.append((square, optical[:3], sar[:1]))
    left = min(square.left for square in manifest.squares)
    top = max(square.top for square in manifest.squares)
    return (
        _join(squares, 1, left, top, manifest.gsd),
        _join(squares, 2, left, top, manifest.gsd),
        Affine(manifest.gsd, 0.0, left, 0.0, -manifest.gsd, top),
    )


def _retrieve(manifest: Manifest, file: RemoteFile, folder: Path) -> Path:
    url = manifest.url.format(commit=file.commit, path=file.path)
    name = f"{file.commit[:12]}-{file.path.replace('/', '-')}"
    try:
        found = pooch.retrieve(
            url,
            known_hash=f"sha256:{file.sha256}",
            fname=name,
            path=folder,
            downloader=pooch.HTTPDownloader(timeout=_TIMEOUT_S, progressbar=False),
        )
    except (OSError, ValueError) as error:
        # pooch says ValueError for a wrong checksum; requests' errors are OSErrors.
        raise InputError(
            f"{url} could not be downloaded: {error}", "Check the connection and the proxy."
        ) from error
    return Path(found)


def _image(path: Path) -> NDArray[np.uint8]:
    with rasterio.open(path) as file:
        bands: NDArray[np.uint8] = file.read()
    return bands


def _join(
    squares: list[tuple[Square, NDArray[np.uint8], NDArray[np.uint8]]],
    which: int,
    left: float,
    top: float,
    gsd: float,
) -> NDArray[np.uint8]:
    placed = []
    for entry in squares:
        bands = entry[which]
        column, row = round((entry[0].left - left) / gsd), round((top - entry[0].top) / gsd)
        placed.append((row, column, np.asarray(bands, dtype=np.uint8)))
    height = max(row + bands.shape[1] for row, _, bands in placed)
    width = max(column + bands.shape[2] for _, column, bands in placed)
    out = np.zeros((placed[0][2].shape[0], height, width), np.uint8)
    for row, column, bands in placed:
        out[:, row : row + bands.shape[1], column : column + bands.shape[2]] = bands
    return out
