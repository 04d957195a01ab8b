"""An index opened for searching. Building and changing it is in :mod:`.builder`, whose functions are here as well."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import IndexFolderError, InputError
from ..imagery.crs import Points
from ..imagery.radiometry import Modality
from ..imagery.scene import Scene, open_scene
from ..imagery.windows import Grid
from .accepting import check_weights
from .builder import add_scenes, build_index, remove_scene, update_index
from .catalogue import Encoded, Folder, Manifest, SceneRecord, SceneSpec
from .info import IndexInfo, SceneInfo, index_info
from .manifest_file import read_manifest
from .search_type import SearchType
from .searchers import CodedSearcher, ExactSearcher, Searcher, make_index, read_faiss
from .shards import EncodedTiles, map_tiles, read_tiles
from .tiles import Encoder, Offsets, tile_centers, tile_id

__all__ = [
    "IndexInfo",
    "IndexedScene",
    "SceneInfo",
    "SceneSpec",
    "TileIndex",
    "add_scenes",
    "build_index",
    "index_info",
    "open_index",
    "remove_scene",
    "update_index",
]

_LOG = logging.getLogger(__name__)
_ATTEMPTS = 3


@dataclass(frozen=True)
class IndexedScene:
    """A scene of an open index.

    Attributes:
        record: its entry in the manifest.
        path: where its raster is now.
        encoded: how it was encoded.
        grid: the grid its tiles lie on.
        first: number of its first tile in the index; its tiles follow each other.
        offsets: (N, 2) row and column of its tiles.
    """

    record: SceneRecord
    path: Path
    encoded: Encoded
    grid: Grid
    first: int
    offsets: Offsets


class TileIndex:
    """Descriptors of all tiles of an index, ready to be searched.

    Attributes:
        manifest: parameters of the index.
        scenes: those that hold tiles.
        centers: (N, 2) map coordinates of all tiles' centres, each in the CRS of its scene's grid.
        scene_numbers: (N,) position in ``scenes`` of each tile.
    """

    def __init__(
        self, folder: Folder, manifest: Manifest, tiles: list[tuple[SceneRecord, Encoded, EncodedTiles]]
    ) -> None:
        self._folder = folder
        self.manifest = manifest
        self.scenes: list[IndexedScene] = []
        first = 0
        for record, encoded, part in tiles:
            scene = IndexedScene(record, folder.raster(record), encoded, encoded.grid, first, part.offsets)
            self.scenes.append(scene)
            first += len(part)
        self.centers: Points = np.concatenate(
            [tile_centers(scene.grid, scene.offsets, manifest.tile) for scene in self.scenes]
        )
        self.scene_numbers = np.repeat(
            np.arange(len(self.scenes)), [len(scene.offsets) for scene in self.scenes]
        )
        self._searcher = _searcher(folder, manifest, [part.descriptors for _, _, part in tiles])

    def __len__(self) -> int:
        return len(self.centers)

    @property
    def path(self) -> Path:
        """The index folder."""
        return self._folder.root

    @property
    def modality(self) -> Modality:
        """Of all scenes."""
        return self.manifest.modality

    @property
    def gsd(self) -> float:
        """CRS units a pixel."""
        return self.manifest.gsd

    @property
    def tile(self) -> int:
        """Side of a tile in pixels."""
        return self.manifest.tile

    def nearest(
        self, descriptors: NDArray[np.float32], count: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The most similar tiles: all of them by exact search, nearly all where the index is searched by codes.

        Args:
            descriptors: (Q, D) float32 of length 1.
            count: how many for each; fewer come back where there are fewer.
            among: numbers of the tiles to consider, sorted; all when None.

        Returns:
            Scores (Q, K), cosines from -1 to 1 in falling order, and tile numbers (Q, K).
        """
        count = min(count, len(self) if among is None else len(among))
        return self._searcher.nearest(np.ascontiguousarray(descriptors, np.float32), count, among)

    def scene_of(self, number: int) -> IndexedScene:
        """The scene of a tile number."""
        return self.scenes[int(self.scene_numbers[number])]

    def tile_id(self, number: int) -> str:
        """Name of a tile, as in ``tiles.gpkg``."""
        scene = self.scene_of(number)
        row, col = scene.offsets[number - scene.first]
        return tile_id(scene.record.id, int(row), int(col))

    def open_scene(self, scene: str) -> Scene:
        """Open the raster of a scene as it was indexed: same bands, same radiometry.

        Args:
            scene: id, path or file name.

        Raises:
            InputError: the raster has gone or cannot be read, or the index holds no such scene.
        """
        record = self.manifest.find(scene)
        if record.encoded is None:
            raise InputError(f"{record.name} has not been indexed yet.", "Go on building the index.")
        bands = tuple(dict.fromkeys(record.encoded.bands))
        return open_scene(self._folder.raster(record), self.modality, record.encoded.radiometry, bands)

    def frames(self) -> list[tuple[CRS, list[int]]]:
        """The different CRSs of the scenes' grids, each with the positions of its scenes in ``scenes``."""
        found: dict[str, tuple[CRS, list[int]]] = {}
        for position, scene in enumerate(self.scenes):
            found.setdefault(scene.encoded.crs, (scene.grid.crs, []))[1].append(position)
        return list(found.values())


def open_index(path: str | Path, encoder: Encoder | None = None) -> TileIndex:
    """Open an index for searching; this needs no lock and may happen while the index is being changed.

    Args:
        path: folder of the index.
        encoder: when given, its weights must be those the index was made with.

    Raises:
        IndexFolderError: the folder is no index, is damaged, holds no tile yet (code ``"index_empty"``), or was made
            with other weights (code ``"index_weights_mismatch"``).
    """
    folder = Folder(Path(path))
    for attempt in range(_ATTEMPTS):
        manifest = read_manifest(folder)
        if encoder is not None:
            check_weights(folder, manifest, encoder)
        # Descriptors of an index that is searched by codes stay on disk.
        read = read_tiles if manifest.search == SearchType() else map_tiles
        try:
            tiles = [
                (record, record.encoded, read(folder.shard(record.encoded)))
                for record in manifest.scenes
                if record.encoded is not None
            ]
            break
        except IndexFolderError:
            # A builder may have replaced a shard since the manifest was read; then the new manifest names another.
            if attempt == _ATTEMPTS - 1 or read_manifest(folder) == manifest:
                raise
    if not sum(len(part) for _, _, part in tiles):
        raise _empty(folder, complete=bool(tiles) and len(tiles) == len(manifest.scenes))
    return TileIndex(folder, manifest, [item for item in tiles if len(item[2])])


def _searcher(folder: Folder, manifest: Manifest, parts: list[NDArray[np.float32]]) -> Searcher:
    stored = read_faiss(folder, manifest.faiss_sha256)
    if stored is not None and (stored.ntotal, stored.d) != (sum(map(len, parts)), manifest.dimension):
        stored = None
    if stored is None:
        _LOG.info("index.faiss is not up to date; the descriptors are taken from the shards.")
    if manifest.search.kind == "ivf_pq":
        return CodedSearcher(stored, parts, manifest.search.probes)
    return ExactSearcher(stored or make_index(manifest.search, manifest.dimension, parts))


def _empty(folder: Folder, *, complete: bool) -> IndexFolderError:
    if complete:
        return IndexFolderError(
            f"The index {folder.root.name} holds no tile: nowhere do its scenes hold enough data and detail for one.",
            "Add scenes with larger covered areas, or build an index that allows more nodata in a tile.",
            code="index_empty",
        )
    return IndexFolderError(
        f"The index {folder.root.name} holds no tile yet.", "Build or update it first.", code="index_empty"
    )
