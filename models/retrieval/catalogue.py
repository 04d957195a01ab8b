"""What an index holds: the manifest, its scenes and their state.

``manifest.json`` is the index's single source of truth. It names one shard a scene; a shard is never changed under its
name, so that replacing the manifest is the one moment in which a change takes effect.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from affine import Affine

from ..errors import InputError
from ..imagery.crs import parse_crs
from ..imagery.fingerprint import same_state
from ..imagery.names import path_of
from ..imagery.radiometry import Modality, Radiometry
from ..imagery.reading import is_virtual
from ..imagery.windows import Grid
from .search_type import SearchType
from .tiles import Mode

Status = Literal["current", "changed", "missing", "partial"]


@dataclass(frozen=True)
class SceneSpec:
    """A scene as asked for.

    Attributes:
        path: raster file.
        radiometry: how its SAR values are scaled; ``"auto"`` to find out.
        bands: 1-based bands to use; None for the usual ones.
    """

    path: str | Path
    radiometry: Radiometry = "auto"
    bands: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Encoded:
    """A scene as it was encoded.

    Attributes:
        shard: file name below ``shards/``.
        shard_size: its size in bytes, which tells a truncated one.
        fingerprint: state of the raster file.
        choice: radiometry and bands that were asked for.
        radiometry: what was used.
        radiometry_why: why.
        bands: what was used.
        crs: of the grid, ``EPSG:n`` or WKT.
        transform: of the grid, six numbers a, b, c, d, e, f.
        width: of the grid in pixels.
        height: of the grid in pixels.
        tiles: number of tiles indexed.
        skipped_nodata: tiles left out because too little of them is measured.
        skipped_flat: tiles left out because they show nothing at all.
        warnings: what was said about the scene.
    """

    shard: str
    shard_size: int
    fingerprint: dict[str, Any]
    choice: list[Any]
    radiometry: Radiometry
    radiometry_why: str
    bands: list[int]
    crs: str
    transform: list[float]
    width: int
    height: int
    tiles: int
    skipped_nodata: int
    skipped_flat: int
    warnings: list[str]

    @property
    def grid(self) -> Grid:
        """The grid its tiles lie on."""
        return Grid(parse_crs(self.crs), Affine(*self.transform), self.width, self.height)


@dataclass
class SceneRecord:
    """A scene of the index, encoded or still to be.

    Attributes:
        id: short, made of the path at which the scene was added; no other scene of the index has it.
        name: file name, for people.
        path: absolute path of the raster when it was added.
        relative_path: the same from the index folder, with slashes, for folders that are moved together; empty across
            drives.
        radiometry: as asked for.
        bands: as asked for.
        encoded: None until the scene is complete for the first time.
    """

    id: str
    name: str
    path: str
    relative_path: str
    radiometry: Radiometry = "auto"
    bands: list[int] | None = None
    encoded: Encoded | None = None

    @property
    def choice(self) -> list[Any]:
        """What was asked for, to compare with :attr:`Encoded.choice`."""
        return [self.radiometry, self.bands]


@dataclass
class Manifest:
    """The index's parameters and scenes.

    Attributes:
        modality: of all its scenes.
        weights_name: weights the descriptors were made with.
        weights_sha256: identifies them.
        dimension: length of a descriptor.
        gsd: CRS units a pixel.
        tile: side of a tile in pixels.
        stride: distance of neighbouring tiles in pixels.
        max_nodata: share of a tile that may be without measurement.
        mode: how tiles are encoded; indexes made before there was a choice are in tile mode.
        scenes: in the order they were added.
        search: how ``index.faiss`` is searched.
        faiss_sha256: of ``index.faiss``; another file is not trusted but built anew from the shards.
    """

    modality: Modality
    weights_name: str
    weights_sha256: str
    dimension: int
    gsd: float
    tile: int
    stride: int
    max_nodata: float
    mode: Mode = "tile"
    scenes: list[SceneRecord] = field(default_factory=list)
    search: SearchType = field(default_factory=SearchType)
    faiss_sha256: str | None = None

    def find(self, scene: str) -> SceneRecord:
        """The scene of an id, a path or a file name.

        Raises:
            InputError: there is none, or several have the name.
        """
        wanted = absolute(scene)
        for matches in (
            [record for record in self.scenes if record.id == scene],
            [record for record in self.scenes if record.path == wanted],
            [record for record in self.scenes if record.name == scene],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise InputError(f"Several scenes are named {scene}.", "Name it by its whole path.")
        names = ", ".join(record.name for record in self.scenes[:10])
        raise InputError(
            f"The index does not hold the scene {scene}.",
            f"It holds {names}." if names else "It holds no scene at all.",
        )


@dataclass(frozen=True)
class Folder:
    """Names in an index folder."""

    root: Path

    @property
    def manifest(self) -> Path:
        """Parameters and scenes."""
        return self.root / "manifest.json"

    @property
    def footprints(self) -> Path:
        """Tiles as polygons, to be looked at in QGIS."""
        return self.root / "tiles.gpkg"

    @property
    def faiss(self) -> Path:
        """All descriptors, ready to be searched."""
        return self.root / "index.faiss"

    @property
    def shards(self) -> Path:
        """Descriptors scene by scene."""
        return self.root / "shards"

    @property
    def work(self) -> Path:
        """Blocks of scenes that are not complete yet."""
        return self.root / "work"

    @property
    def lock(self) -> Path:
        """Held while the index is being changed."""
        return self.root / "build.lock"

    def shard(self, encoded: Encoded) -> Path:
        """Path of a scene's shard; only the last part of its name counts, so that it cannot lead elsewhere."""
        return self.shards / Path(encoded.shard).name

    def raster(self, record: SceneRecord) -> Path:
        """Where a scene's raster is now."""
        path = Path(record.path)
        if not record.relative_path or path.exists():
            return path
        # Earlier versions wrote the separators of Windows there; elsewhere a backslash may be part of a name.
        places = (record.relative_path, record.relative_path.replace("\\", "/"))
        return next((moved for place in places if (moved := self.root / place).exists()), path)

    def follow_moves(self, manifest: Manifest) -> None:
        """Name rasters by where they are now: an index may have been moved together with them."""
        for record in manifest.scenes:
            now = self.raster(record)
            if now.exists():
                record.path = absolute(now)

    def is_whole(self, encoded: Encoded) -> bool:
        """Whether a scene's shard is there, as long as it was written."""
        shard = self.shard(encoded)
        return shard.is_file() and shard.stat().st_size == encoded.shard_size

    def status(self, record: SceneRecord) -> Status:
        """Whether what the index holds of a scene is what its file holds."""
        path = self.raster(record)
        encoded = record.encoded
        try:
            unchanged = encoded is None or same_state(path, encoded.fingerprint)
        except (InputError, OSError):
            return "missing"
        if encoded is None:
            return "partial" if path.exists() or is_virtual(path) else "missing"
        if not self.is_whole(encoded):
            return "partial"
        return "current" if unchanged and encoded.choice == record.choice else "changed"


def absolute(path: str | Path) -> str:
    """A path as the manifest keeps it; names that GDAL resolves itself stay as they are."""
    named = path_of(path)
    return str(named) if is_virtual(named) else os.path.abspath(path)  # noqa: PTH100 - links stay links


def scene_id(path: str, taken: Collection[str] = ()) -> str:
    """Short id of a scene's absolute path; another one where a scene that has moved keeps the id of this place."""
    found, text = "", path
    while not found or found in taken:
        found = "s" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        text = f"{path}\n{found}"
    return found
