"""Speed of encoding a scene: tile mode as anyone would write it first, tile mode at its best, dense mode.

Every measurement runs in a process of its own, so that its peak memory is its own, and the ways take turns, so that a
machine that slows down slows them all. Reading is part of the time, as it is when an index is built.
"""

from __future__ import annotations

import contextlib
import json
import resource
import statistics
import subprocess  # nosec B404
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...models.errors import InputError, OptoSARError
from ...models.imagery.radiometry import Modality
from ...models.networks.vgg import BLOCKS
from ...models.progress import Progress
from ...models.retrieval.tiles import STRIDES, Mode

_TILE = 227
_WARM_UP = 4


@dataclass(frozen=True)
class Way:
    """One way of encoding.

    Attributes:
        name: for people.
        mode: tile or dense.
        precision: as part of a device's name; empty for the best of the device.
        batch: tiles at a time; None leaves it to the encoder.
        ahead: whether the next block is read while one is being encoded.
        share: part of the blocks that is encoded; the slow ways need not run over the whole scene.
    """

    name: str
    mode: Mode
    precision: str
    batch: int | None
    ahead: bool
    share: float


#: The naive baseline, tile mode at several batch sizes, dense mode.
WAYS: tuple[Way, ...] = (
    Way("tile, fp32, one at a time", "tile", "fp32", 1, ahead=False, share=0.02),
    Way("tile, batches of 4", "tile", "", 4, ahead=True, share=0.05),
    Way("tile, batches of 16", "tile", "", 16, ahead=True, share=0.05),
    Way("dense", "dense", "", None, ahead=True, share=0.5),
)


@dataclass(frozen=True)
class Run:
    """What one process measured.

    Attributes:
        tiles: encoded.
        seconds: for reading and encoding them.
        peak_memory_mib: of the process; on a GPU that of the device is in ``device_memory_mib``.
        device: where and in which precision.
        part: side of the square of tiles computed at once in dense mode.
        gemm_tflops: measured peak of matrix multiplication there, in the same precision.
    """

    tiles: int
    seconds: float
    peak_memory_mib: int
    device_memory_mib: int | None
    device: str
    part: int
    gemm_tflops: float


def measure(scene: Path, modality: Modality, weights: str, device: str, way: Way) -> Run:
    """Encode blocks of a scene in this process; called in a fresh one by :func:`bench`.

    Raises:
        InputError: the scene holds no tile to encode.
    """
    import torch

    from ...models.imagery.scene import open_scene
    from ...models.imagery.windows import working_grid
    from ...models.progress import no_progress
    from ...models.retrieval.blocks import TileBlock, read_ahead, read_block
    from ...models.retrieval.encoder import TileEncoder
    from ...models.retrieval.tiles import tile_blocks

    where = f"{device.split(maxsplit=1)[0]} {way.precision}" if way.precision else device
    encoder = TileEncoder(weights, where, way.batch)
    source = open_scene(scene, modality)
    grid = working_grid(source, encoder.gsd)
    blocks = list(tile_blocks(grid, encoder.tile_size, STRIDES[way.mode], way.mode))

    def read(number: int) -> TileBlock:
        return read_block(source, grid, number, blocks[number], encoder.tile_size, 0.25, way.mode)

    numbers = spread_blocks(len(blocks), way.share, lambda number: len(read(number).offsets) > 0)
    if not numbers:
        raise InputError(
            f"The scene holds no data to encode: no tile of {scene.name} shows anything.",
            "Name a scene of which at least one tile is measured, and check its modality and nodata value.",
        )
    warm = read(numbers[0])
    few = slice(0, _WARM_UP)
    if way.mode == "tile":
        encoder.encode(warm.data[few], warm.valid[few], modality)
    else:
        warm.encode(encoder, modality, no_progress)
    tiles, started = 0, time.perf_counter()
    reading: Iterator[TileBlock] = (
        read_ahead(read, numbers, lambda: None) if way.ahead else (read(number) for number in numbers)
    )
    for block in reading:
        block.encode(encoder, modality, no_progress)
        tiles += len(block.offsets)
    seconds = time.perf_counter() - started
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    on_gpu = encoder.device.torch_device.type == "cuda"
    graphics = round(torch.cuda.max_memory_allocated() / 2**20) if on_gpu else None
    return Run(
        tiles,
        seconds,
        peak,
        graphics,
        encoder.device.label,
        encoder.part,
        gemm_peak(encoder.device.torch_device, encoder.device.dtype),
    )


def spread_blocks(count: int, share: float, holds: Callable[[int], bool]) -> list[int]:
    """Numbers of the blocks to encode: of each of as many equal parts of the scene the one nearest to its middle.

    Args:
        count: blocks of the scene.
        share: of them that are wanted; at least one is.
        holds: whether a block holds tiles; asked of no more blocks than needed, since that reads them.

    Returns:
        Ascending; fewer than wanted where parts of the scene hold no tiles.
    """
    chosen = []
    for part in np.array_split(np.arange(count), max(round(count * share), 1)):
        middle = (part[0] + part[-1]) / 2
        nearest = sorted(part.tolist(), key=lambda number: abs(number - middle))
        found = next((number for number in nearest if holds(number)), None)
        if found is not None:
            chosen.append(found)
    return chosen


def gemm_peak(device: Any, dtype: Any, side: int = 2048, repeats: int = 5) -> float:
    """TFLOP/s of the fastest of several square matrix products."""
    import torch

    a, b = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    best = float("inf")
    for _ in range(repeats):
        if device.type == "cuda":
            torch.cuda.synchronize()
        started = time.perf_counter()
        a @ b
        if device.type == "cuda":
            torch.cuda.synchronize()
        best = min(best, time.perf_counter() - started)
    return 2 * side**3 / best / 1e12


def trunk_flops() -> float:
    """Floating-point operations that the trunk to conv4_3 takes for one pixel of its input."""
    total, channels = 0.0, 3
    for block, widths in enumerate(BLOCKS[:4]):
        for width in widths:
            total += 2 * 9 * channels * width / 4**block
            channels = width
    return total


def bench(
    scene: Path, modality: Modality, weights: str, device: str, rounds: int, progress: Progress
) -> dict[str, list[Run]]:
    """Measure every way ``rounds`` times in turn; the runs of each way by its name.

    Raises:
        InputError: the scene cannot be encoded.
        OptoSARError: a process failed; what it said is the message.
        Cancelled: by ``progress``.
    """
    runs: dict[str, list[Run]] = {way.name: [] for way in WAYS}
    total = rounds * len(WAYS)
    for number in range(total):
        way = WAYS[number % len(WAYS)]
        progress(number / total, f"{way.name}, round {number // len(WAYS) + 1} of {rounds}")
        runs[way.name].append(_in_process(scene, modality, weights, device, way))
    return runs


def _in_process(scene: Path, modality: Modality, weights: str, device: str, way: Way) -> Run:
    request = json.dumps([str(scene), modality, weights, device, asdict(way)])
    # Our own module, named in a list, without a shell.
    done = subprocess.run(  # noqa: S603 # nosec B603
        [sys.executable, "-m", __name__, request], capture_output=True, text=True, check=False
    )
    with contextlib.suppress(ValueError, IndexError):
        if done.returncode == 0:
            said = json.loads(done.stdout.splitlines()[-1])
            if "run" in said:
                return Run(**said["run"])
            raise InputError(*said["refused"])
    raise OptoSARError(f"Measuring “{way.name}” failed.", (done.stderr.strip() or "It said nothing.")[-500:])


def summarise(runs: dict[str, list[Run]]) -> list[dict[str, Any]]:
    """One row a way: median and spread of its speed, and how it stands against the others.

    ``scene_mpx_per_s`` counts the ground that the tiles' strides cover, which is what somebody waits for; ratios are
    of that. ``gemm_share`` counts the operations of the convolutions as tile mode would need them for what was
    computed: halos count as work done, since they are.
    """
    rows: list[dict[str, Any]] = []
    for way in WAYS:
        stride = STRIDES[way.mode]
        tiles = [run.tiles / run.seconds for run in runs[way.name]]
        first = runs[way.name][0]
        rows.append(
            {
                "way": way.name,
                "device": first.device,
                "stride": stride,
                "tiles": first.tiles,
                "tiles_per_s": _spread(tiles),
                "scene_mpx_per_s": _spread([rate * stride**2 / 1e6 for rate in tiles]),
                "gemm_tflops": _spread([run.gemm_tflops for run in runs[way.name]]),
                "gemm_share": _spread(
                    [
                        rate * _computed(way, run) * trunk_flops() / 1e12 / run.gemm_tflops
                        for rate, run in zip(tiles, runs[way.name])
                    ]
                ),
                "peak_memory_mib": max(run.peak_memory_mib for run in runs[way.name]),
                "device_memory_mib": first.device_memory_mib,
            }
        )
    naive = rows[0]["scene_mpx_per_s"]["median"]
    best = max(row["scene_mpx_per_s"]["median"] for row, way in zip(rows, WAYS) if way.mode == "tile")
    for row in rows:
        median = row["scene_mpx_per_s"]["median"]
        row |= {"against_naive": round(median / naive, 2), "against_best_tile_mode": round(median / best, 2)}
    return rows


def _computed(way: Way, run: Run) -> float:
    """Pixels that the convolutions run over for one tile."""
    from ...models.retrieval.tiles import HALO, REACH, span

    if way.mode == "tile":
        return _TILE**2
    stride = STRIDES[way.mode]
    across = max(run.part // stride, 1)
    return ((across - 1) * stride + span(_TILE) + 2 * (HALO + REACH)) ** 2 / across**2


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 4),
        "lowest": round(min(values), 4),
        "highest": round(max(values), 4),
    }


if __name__ == "__main__":
    path, kind, name, where, described = json.loads(sys.argv[1])
    try:
        answer: dict[str, Any] = {"run": asdict(measure(Path(path), kind, name, where, Way(**described)))}
    except OptoSARError as refusal:
        answer = {"refused": [refusal.message, refusal.hint]}
    sys.stdout.write(json.dumps(answer) + "\n")
