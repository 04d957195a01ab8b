"""Many descriptors made from few real ones, and queries that differ from them as the other sensor's do.

A made-up descriptor lies between a real one and one of its nearest real neighbours (convex mixing), moved by what yet
another real descriptor differs from the mean of its own neighbours: that is the local spread as measured. A query is a
made-up descriptor moved by the difference of a real pair of descriptors, optical less SAR at one place. Everything is
brought to length 1 again. What this cannot make is variety: ten million descriptors show the land of the real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from ...models.errors import InputError
from ...models.imagery.crs import transform_points
from ...models.imagery.scene import Scene
from ...models.imagery.windows import working_grid
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.cuts import CutReader
from ...models.retrieval.index import TileIndex
from ...models.retrieval.shards import read_tiles
from ...models.retrieval.tiles import Encoder
from ..evaluate.places import draw_places

#: Real neighbours that are mixed with.
NEIGHBOURS = 8
#: Descriptors made at a time; every chunk has a seed of its own, so that a smaller set begins a larger one.
CHUNK = 50_000


@dataclass(frozen=True)
class Real:
    """Real descriptors.

    Attributes:
        pool: (M, D) of indexed tiles.
        residuals: (N, D) descriptor of a query less that of the indexed image at the same place.
        cosines: (N,) of the two.
    """

    pool: NDArray[np.float32]
    residuals: NDArray[np.float32]
    cosines: NDArray[np.float32]


def measure_real(
    index: TileIndex,
    scene: Scene,
    encoder: Encoder,
    places: int,
    seed: int,
    progress: Progress = no_progress,
) -> Real:
    """The descriptors of an index, and the differences to those of another sensor's scene of the same ground.

    Args:
        index: of real scenes, the first of which shows the ground of ``scene``.
        scene: of the other modality.
        encoder: with the weights of the index.
        places: at which both are compared, drawn where both show something.
        seed: of the draw.
        progress: may cancel.

    Raises:
        InputError: the two do not show the same ground, or the index holds too few tiles.
        Cancelled: by ``progress``.
    """
    partner = index.open_scene(index.scenes[0].record.id)
    optical, sar = (scene, partner) if scene.modality == "optical" else (partner, scene)
    spots, _ = draw_places(optical, sar, places, seed, index.gsd, progress=subprogress(progress, 0.0, 0.3))
    drawn_in, there = working_grid(optical, index.gsd).crs, index.scenes[0].grid.crs
    spots = transform_points(spots, drawn_in, there)
    readers = [
        CutReader(image, there, index.tile, index.gsd, index.manifest.mode, [(0, 0)], 1.0)
        for image in (scene, partner)
    ]
    pairs = []
    for number, (x, y) in enumerate(spots):
        progress(0.3 + 0.7 * number / len(spots), f"{number} of {len(spots)} places compared")
        blocks = [reader.read((float(x), float(y))).block for reader in readers]
        if all(len(block.offsets) for block in blocks):
            pairs.append(
                [
                    block.encode(encoder, reader.scene.modality, no_progress)[0]
                    for block, reader in zip(blocks, readers)
                ]
            )
    if len(pairs) < 2:
        raise InputError("The two scenes are hardly comparable.", "Choose scenes of the same ground.")
    pool = np.concatenate(
        [read_tiles(index.path / "shards" / scene.encoded.shard).descriptors for scene in index.scenes]
    )
    if len(pool) <= NEIGHBOURS:
        raise InputError(f"The index holds {len(pool)} tiles only.", "Use one of a whole scene.")
    asked, indexed = np.array(pairs, np.float32).transpose(1, 0, 2)
    return Real(pool, asked - indexed, (asked * indexed).sum(1))


class Maker:
    """Makes descriptors and queries.

    Args:
        real: what to start from.
        seed: of everything that is drawn.
    """

    def __init__(self, real: Real, seed: int) -> None:
        self._real, self._seed = real, seed
        pool = np.ascontiguousarray(real.pool, np.float32)
        _, near = faiss.knn(pool, pool, NEIGHBOURS + 1, metric=faiss.METRIC_INNER_PRODUCT)
        self._near = near[:, 1:]
        self._local = pool - pool[self._near].mean(axis=1)

    @property
    def spread(self) -> float:
        """Median length of what a real descriptor differs from the mean of its neighbours."""
        return float(np.median(np.linalg.norm(self._local, axis=1)))

    def chunk(self, number: int, count: int = CHUNK) -> NDArray[np.float32]:
        """The first ``count`` descriptors of a chunk, (count, D)."""
        rng = np.random.default_rng((self._seed, number))
        pool = self._real.pool
        first, other = rng.integers(len(pool), size=(2, CHUNK))
        near = self._near[first, rng.integers(NEIGHBOURS, size=CHUNK)]
        share = rng.random((CHUNK, 1), np.float32)
        made = share * pool[first] + (1 - share) * pool[near] + self._local[other]
        return _unit(made[:count])

    def queries(self, descriptors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """Queries (count, D) for descriptors drawn from those given."""
        rng = np.random.default_rng((self._seed, 0, 1))
        base = np.asarray(descriptors[np.sort(rng.integers(len(descriptors), size=count))], np.float32)
        residuals = self._real.residuals
        return _unit(base + residuals[rng.integers(len(residuals), size=count)])


def write_descriptors(
    maker: Maker, path: Path, count: int, dimension: int, progress: Progress = no_progress
) -> NDArray[np.float32]:
    """Make ``count`` descriptors and keep them in a plain file of float32, opened as (count, D).

    Raises:
        Cancelled: by ``progress``.
    """
    kept = np.memmap(path, np.float32, "w+", shape=(count, dimension))
    for start in range(0, count, CHUNK):
        stop = min(start + CHUNK, count)
        kept[start:stop] = maker.chunk(start // CHUNK, stop - start)
        progress(stop / count, f"{stop:,} of {count:,} descriptors made")
    kept.flush()
    return kept


def _unit(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(values / np.linalg.norm(values, axis=1, keepdims=True), np.float32)
