"""A report on an index: its parameters, its scenes, and which of them are out of date."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..imagery.radiometry import Modality, Radiometry
from .catalogue import Folder, Manifest, SceneRecord, Status
from .manifest_file import read_manifest
from .search_type import SearchType
from .tiles import Mode


@dataclass(frozen=True)
class SceneInfo:
    """A scene of an index.

    Attributes:
        id: short id.
        name: file name.
        path: where the raster is, or was last.
        status: ``current``, ``changed`` (file or choices differ from what was encoded), ``missing`` (no file), or
            ``partial`` (not completely encoded yet).
        tiles: number of tiles that can be found.
        skipped_nodata: tiles left out because too little of them is measured.
        skipped_flat: tiles left out because they show nothing at all.
        radiometry: how its values were taken; as asked for while nothing is encoded.
        radiometry_why: why.
        crs: of the tiles; empty while nothing is encoded.
        warnings: what was said about the scene.
    """

    id: str
    name: str
    path: str
    status: Status
    tiles: int
    skipped_nodata: int
    skipped_flat: int
    radiometry: Radiometry
    radiometry_why: str
    crs: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class IndexInfo:
    """An index.

    Attributes:
        path: its folder.
        modality: of its scenes.
        weights_name: weights its descriptors were made with.
        weights_sha256: identifies them.
        gsd: CRS units a pixel.
        tile: side of a tile in pixels.
        stride: distance of neighbouring tiles in pixels.
        max_nodata: share of a tile that may be without measurement.
        mode: how its tiles are encoded.
        search: how it is searched, by its size.
        tiles: number of tiles that can be found.
        scenes: in the order they were added.
        footprints: GeoPackage of the tiles, layer ``tiles``.
    """

    path: Path
    modality: Modality
    weights_name: str
    weights_sha256: str
    gsd: float
    tile: int
    stride: int
    max_nodata: float
    mode: Mode
    search: SearchType
    tiles: int
    scenes: tuple[SceneInfo, ...]
    footprints: Path

    @property
    def up_to_date(self) -> bool:
        """Whether all scenes are current."""
        return all(scene.status == "current" for scene in self.scenes)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        values = dataclasses.asdict(self)
        return {
            **values,
            "path": str(self.path),
            "footprints": str(self.footprints),
            "search": {**dataclasses.asdict(self.search), "text": self.search.text},
            "up_to_date": self.up_to_date,
        }


def index_info(path: str | Path) -> IndexInfo:
    """Report on an index; needs neither weights nor the rasters.

    Raises:
        IndexFolderError: the folder is no index, or damaged.
    """
    folder = Folder(Path(path))
    return describe(folder, read_manifest(folder))


def describe(folder: Folder, manifest: Manifest) -> IndexInfo:
    """Report on an index whose manifest has been read."""
    scenes = tuple(_scene_info(folder, record) for record in manifest.scenes)
    return IndexInfo(
        path=folder.root,
        modality=manifest.modality,
        weights_name=manifest.weights_name,
        weights_sha256=manifest.weights_sha256,
        gsd=manifest.gsd,
        tile=manifest.tile,
        stride=manifest.stride,
        max_nodata=manifest.max_nodata,
        mode=manifest.mode,
        search=manifest.search,
        tiles=sum(scene.tiles for scene in scenes),
        scenes=scenes,
        footprints=folder.footprints,
    )


def _scene_info(folder: Folder, record: SceneRecord) -> SceneInfo:
    encoded = record.encoded
    status = folder.status(record)
    return SceneInfo(
        id=record.id,
        name=record.name,
        path=str(folder.raster(record)),
        status=status,
        tiles=encoded.tiles if encoded and status != "partial" else 0,
        skipped_nodata=encoded.skipped_nodata if encoded else 0,
        skipped_flat=encoded.skipped_flat if encoded else 0,
        radiometry=encoded.radiometry if encoded else record.radiometry,
        radiometry_why=encoded.radiometry_why if encoded else "",
        crs=encoded.crs if encoded else "",
        warnings=tuple(encoded.warnings) if encoded else (),
    )
