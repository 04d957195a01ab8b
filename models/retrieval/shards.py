"""Descriptors on disk: one safetensors file a scene, and one a block while the scene is being encoded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from ..errors import IndexFolderError
from .storage import write_bytes
from .tiles import Offsets

_HEADER = "optosar"


@dataclass(frozen=True)
class EncodedTiles:
    """Tiles of a scene, or of a block of it.

    Attributes:
        descriptors: (N, D) float32, rows of length 1.
        offsets: (N, 2) int32 row and column of the first pixel on the scene's grid.
        valid_share: (N,) float32, share of pixels that hold a measurement.
        skipped_nodata: tiles left out because too little of them is measured.
        skipped_flat: tiles left out because they show nothing at all.
    """

    descriptors: NDArray[np.float32]
    offsets: Offsets
    valid_share: NDArray[np.float32]
    skipped_nodata: int
    skipped_flat: int

    def __len__(self) -> int:
        return len(self.offsets)

    @property
    def positions(self) -> int:
        """Grid positions these tiles stand for, those left out included."""
        return len(self) + self.skipped_nodata + self.skipped_flat


def join(parts: Sequence[EncodedTiles], dimension: int) -> EncodedTiles:
    """All tiles of several parts, in order."""
    return EncodedTiles(
        np.concatenate([np.empty((0, dimension), np.float32), *(part.descriptors for part in parts)]),
        np.concatenate([np.empty((0, 2), np.int32), *(part.offsets for part in parts)]),
        np.concatenate([np.empty(0, np.float32), *(part.valid_share for part in parts)]),
        sum(part.skipped_nodata for part in parts),
        sum(part.skipped_flat for part in parts),
    )


def write_tiles(path: Path, tiles: EncodedTiles, metadata: dict[str, Any]) -> int:
    """Write tiles; the file appears when it is whole.

    Args:
        path: ends in ``.safetensors``.
        tiles: what to write.
        metadata: of the scene and the encoder, so that the file explains itself away from its index.

    Returns:
        Size of the file in bytes.

    Raises:
        StorageError: there is no space or no permission.
    """
    content = save(
        {
            "descriptors": np.ascontiguousarray(tiles.descriptors, np.float32),
            "offsets": np.ascontiguousarray(tiles.offsets, np.int32),
            "valid_share": np.ascontiguousarray(tiles.valid_share, np.float32),
            "skipped": np.array([tiles.skipped_nodata, tiles.skipped_flat], np.int64),
        },
        {_HEADER: json.dumps(metadata, sort_keys=True)},
    )
    write_bytes(path, content)
    return len(content)


def read_tiles(path: Path) -> EncodedTiles:
    """Read what :func:`write_tiles` wrote.

    Raises:
        IndexFolderError: the file is missing or damaged.
    """
    try:
        stored = load(path.read_bytes())
        tiles = EncodedTiles(
            stored["descriptors"],
            stored["offsets"],
            stored["valid_share"],
            *(int(number) for number in stored["skipped"]),
        )
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    if not len(tiles.descriptors) == len(tiles.offsets) == len(tiles.valid_share):
        raise _damaged(path)
    return tiles


def map_tiles(path: Path) -> EncodedTiles:
    """The same with descriptors that stay on disk until they are looked at.

    Raises:
        IndexFolderError: the file is missing or damaged.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(length))
        stored = {name: _mapped(path, 8 + length, header[name]) for name in header if name != "__metadata__"}
        tiles = EncodedTiles(
            stored["descriptors"],
            np.array(stored["offsets"]),
            np.array(stored["valid_share"]),
            *(int(number) for number in stored["skipped"]),
        )
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, KeyError, TypeError, ValueError, OverflowError, MemoryError) as error:
        raise _damaged(path) from error
    if not len(tiles.descriptors) == len(tiles.offsets) == len(tiles.valid_share):
        raise _damaged(path)
    return tiles


def _mapped(path: Path, first: int, entry: dict[str, Any]) -> NDArray[Any]:
    """An array of a safetensors file, whose header says where it lies behind byte ``first``."""
    kind = {"F32": np.float32, "I32": np.int32, "I64": np.int64}[entry["dtype"]]
    shape = tuple(int(side) for side in entry["shape"])
    if 0 in shape:
        return np.zeros(shape, kind)
    return np.memmap(path, kind, "r", first + int(entry["data_offsets"][0]), shape)


def _missing(path: Path) -> IndexFolderError:
    return IndexFolderError(
        f"The descriptors in {path.name} are missing.", "Update the index: the scene is encoded again."
    )


def _damaged(path: Path) -> IndexFolderError:
    return IndexFolderError(
        f"The descriptors in {path.name} are damaged.",
        f"Delete {path} and update the index: the scene is encoded again.",
    )
