"""Encoding one scene into a shard, resuming at the block an earlier attempt had reached."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import IndexFolderError, InputError
from ..imagery.crs import crs_name
from ..imagery.scene import Scene
from ..imagery.windows import Grid, working_grid
from ..progress import Progress
from .blocks import TileBlock, read_ahead, read_block
from .catalogue import Encoded, Folder, Manifest, SceneRecord
from .shards import EncodedTiles, join, read_tiles, write_tiles
from .storage import make_folder, remove, remove_leftovers
from .tiles import Encoder, tile_blocks, tile_grid


@dataclass(frozen=True)
class Job:
    """A scene about to be encoded.

    Attributes:
        record: its place in the manifest.
        scene: opened and found usable.
        grid: its working grid.
        positions: number of tiles on the grid.
    """

    record: SceneRecord
    scene: Scene
    grid: Grid
    positions: int


@dataclass
class Meter:
    """Progress over all scenes of a build, in grid positions, with speed and remaining time in words.

    Attributes:
        progress: reports go there; it may raise :class:`~..errors.Cancelled`.
        positions: of all scenes together.
        scenes: number of scenes.
    """

    progress: Progress
    positions: int
    scenes: int
    _done: int = 0
    _resumed: int = 0
    _encoded: int = 0
    _scene: int = 0
    _name: str = ""
    _started: float = field(default_factory=time.monotonic)

    def begin(self, name: str) -> None:
        """Go on to a scene."""
        self._scene += 1
        self._name = name
        self.report()

    def resume(self, positions: int) -> None:
        """Count positions that an earlier attempt had done."""
        self._resumed += positions
        self._done += positions

    def advance(self, positions: int, encoded: int) -> None:
        """Count positions done, ``encoded`` of them worth a descriptor."""
        self._done += positions
        self._encoded += encoded
        self.report()

    def report(self, encoded: int = 0) -> None:
        """Report; ``encoded`` tiles of the current block are done but not yet counted."""
        seconds = max(time.monotonic() - self._started, 1e-6)
        fresh = self._done + encoded - self._resumed
        where = f"{self._name} ({self._scene} of {self.scenes})" if self.scenes > 1 else self._name
        text = f"{where}: {self._done + encoded} of {self.positions} tile positions"
        if fresh > 0:
            remaining = (self.positions - self._done - encoded) * seconds / fresh
            text += f", {(self._encoded + encoded) / seconds:.1f} tiles/s, {duration(remaining)} left"
        self.progress((self._done + encoded) / max(self.positions, 1), text)


def duration(seconds: float) -> str:
    """A time span in words, e.g. ``"about 4 min"``."""
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"


def prepare(manifest: Manifest, record: SceneRecord, scene: Scene) -> Job:
    """Check that a scene can be indexed.

    Raises:
        InputError: it has no CRS, or is smaller than a tile.
    """
    grid = working_grid(scene, manifest.gsd)
    try:
        positions = len(tile_grid(grid, manifest.tile, manifest.stride, manifest.mode))
    except InputError as error:
        raise InputError(
            f"{scene.name} cannot be indexed. {error.message}", error.hint, error.code
        ) from error
    return Job(record, scene, grid, positions)


def encode_scene(folder: Folder, manifest: Manifest, job: Job, encoder: Encoder, meter: Meter) -> Encoded:
    """Encode a scene and write its shard; the manifest does not change yet.

    Returns:
        What to put into the manifest to make the shard part of the index.

    Raises:
        InputError: the scene became unreadable.
        StorageError: there is no space or no permission.
        Cancelled: by the meter's progress; blocks done so far are kept for the next attempt.
    """
    state = job.scene.fingerprint()
    key = _key(manifest, job, [state["sha256"], state["read_as"]])
    blocks = list(tile_blocks(job.grid, manifest.tile, manifest.stride, manifest.mode))
    checkpoints = _open_checkpoints(folder, job.record.id, key)
    done = {
        number: tiles for number in range(len(blocks)) if (tiles := _reload(checkpoints, number)) is not None
    }
    meter.begin(job.record.name)
    meter.resume(sum(tiles.positions for tiles in done.values()))

    settings = (manifest.tile, manifest.max_nodata, manifest.mode)

    def read(number: int) -> TileBlock:
        return read_block(job.scene, job.grid, number, blocks[number], *settings)

    todo = [number for number in range(len(blocks)) if number not in done]
    with contextlib.closing(read_ahead(read, todo, meter.report)) as source:
        for block in source:
            tiles = _encode(block, encoder, manifest, meter)
            write_tiles(_checkpoint(checkpoints, block.number), tiles, {"key": key})
            done[block.number] = tiles
            meter.advance(tiles.positions, len(tiles))

    whole = join([done[number] for number in range(len(blocks))], manifest.dimension)
    return _write_shard(folder, manifest, job, whole, state, key)


def remove_checkpoints(folder: Folder, record: SceneRecord) -> None:
    """Forget the blocks of a scene."""
    remove(folder.work / record.id)


def _encode(block: TileBlock, encoder: Encoder, manifest: Manifest, meter: Meter) -> EncodedTiles:
    report = partial(_report_share, meter, len(block.offsets))
    descriptors = block.encode(encoder, manifest.modality, report)
    return EncodedTiles(descriptors, block.offsets, block.shares, block.skipped_nodata, block.skipped_flat)


def _report_share(meter: Meter, count: int, share: float, _text: str = "") -> None:
    meter.report(int(share * count))


def _key(manifest: Manifest, job: Job, state: list[Any]) -> str:
    """Tells blocks that fit together from others: the same pixels cut the same way for the same weights."""
    scene, implied = job.scene, job.scene.implied_nodata
    facts = [
        state,
        manifest.weights_sha256,
        manifest.modality,
        [manifest.gsd, manifest.tile, manifest.stride, manifest.max_nodata, manifest.mode],
        [scene.radiometry, scene.bands, implied and asdict(implied), scene.floor],
        [crs_name(job.grid.crs), tuple(job.grid.transform), job.grid.width, job.grid.height],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def _open_checkpoints(folder: Folder, scene: str, key: str) -> Path:
    """The folder of a scene's blocks; blocks of other states of the scene are of no use any more."""
    parent = folder.work / scene
    if parent.is_dir():
        for other in parent.iterdir():
            if other.name != key:
                remove(other)
    checkpoints = parent / key
    make_folder(checkpoints)
    remove_leftovers(checkpoints)
    return checkpoints


def _checkpoint(checkpoints: Path, number: int) -> Path:
    return checkpoints / f"block_{number:06d}.safetensors"


def _reload(checkpoints: Path, number: int) -> EncodedTiles | None:
    path = _checkpoint(checkpoints, number)
    if not path.exists():
        return None
    try:
        return read_tiles(path)
    except IndexFolderError:
        return None  # damaged, as after a power cut: it is computed again


def _write_shard(
    folder: Folder, manifest: Manifest, job: Job, tiles: EncodedTiles, state: dict[str, Any], key: str
) -> Encoded:
    scene, record = job.scene, job.record
    name = f"{record.id}-{key}.safetensors"
    described: dict[str, Any] = {
        "shard": name,
        "fingerprint": state,
        "choice": record.choice,
        "radiometry": scene.radiometry,
        "radiometry_why": scene.radiometry_why,
        "bands": list(scene.bands),
        "crs": crs_name(job.grid.crs) or "",
        "transform": [float(value) for value in tuple(job.grid.transform)[:6]],
        "width": job.grid.width,
        "height": job.grid.height,
        "tiles": len(tiles),
        "skipped_nodata": tiles.skipped_nodata,
        "skipped_flat": tiles.skipped_flat,
        "warnings": list(scene.warnings),
    }
    origin = {
        "weights_sha256": manifest.weights_sha256,
        "gsd": manifest.gsd,
        "tile": manifest.tile,
        "path": record.path,
    }
    make_folder(folder.shards)
    size = write_tiles(folder.shards / name, tiles, {**described, **origin})
    return Encoded(shard_size=size, **described)
