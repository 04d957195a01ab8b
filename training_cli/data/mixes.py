"""The sources that the shipped weights are trained on, and how many pairs of each go into a batch."""

from __future__ import annotations

from pathlib import Path

from ...models.errors import InputError
from ...models.progress import Progress, no_progress
from ...models.retrieval.storage import make_folder
from ..simulator import simulate_pair
from .pairs import ImagePair, load_la, load_sih, load_tile, load_tiles
from .pictures import write_picture
from .stream import SourceMix

#: Seeds of the simulated scenes that are trained on; tests, samples and demos use others.
SIMULATED_SEEDS = range(1000, 1020)
_SIMULATED_SIZE = 1024


def simulated_pairs(
    cache: Path, seeds: range = SIMULATED_SEEDS, progress: Progress = no_progress
) -> list[ImagePair]:
    """Simulated scenes, made once and kept in ``cache`` as PNG."""
    pairs = []
    for done, seed in enumerate(seeds):
        optical, sar = simulated_files(cache, seed)
        pairs.append(load_tile(f"simulated/{seed}", optical, sar, reflect=False))
        progress((done + 1) / len(seeds), f"Simulated scene {seed}")
    return pairs


def simulated_files(cache: Path, seed: int) -> tuple[Path, Path]:
    """Optical and SAR picture of a simulated scene, made unless ``cache`` holds them."""
    make_folder(cache)
    optical, sar = cache / f"{seed}_optical.png", cache / f"{seed}_sar.png"
    if not (optical.is_file() and sar.is_file()):
        scene = simulate_pair(_SIMULATED_SIZE, seed)
        for path, image in ((optical, scene.optical[::-1].transpose(1, 2, 0)), (sar, scene.sar)):
            write_picture(path, image)
    return optical, sar


def training_mix(
    shared: Path,
    cache: Path,
    per_batch: tuple[int, int, int, int],
    tiles: tuple[int, int, int, int] = (0, 0, 0, 0),
    progress: Progress = no_progress,
    field: Path | None = None,
) -> list[SourceMix]:
    """LA granule T11SMT, OMBRIA (train), SIH and simulated scenes; T11SLT and the other test sets are left out.

    Args:
        shared: folder that holds ``data/la``, ``data/ombria`` and ``data/sih1733``.
        cache: where simulated scenes are kept.
        per_batch: windows of a batch that come from LA, OMBRIA, SIH and the simulator.
        tiles: single tiles of a batch that come from them.
        progress: reports.
        field: refined truth of T11SMT, written by ``optosar data refine``; its registration as published when None.

    Raises:
        InputError: the folder does not hold the data, or the field belongs to another scene.
    """
    data = shared / "data"
    missing = [name for name in ("la", "ombria/train", "sih1733") if not (data / name).is_dir()]
    if missing:
        raise InputError(
            f"The training data are not complete: there is no {data / missing[0]}.",
            "Name the folder with --shared or the variable OPTOSAR_SHARED, or imagery of your own with --pairs.",
        )
    sources = (
        [load_la(data / "la", "T11SMT", field)],
        list(load_tiles(data / "ombria" / "train", "ombria")),
        list(load_sih(data / "sih1733")),
        simulated_pairs(cache, progress=progress),
    )
    return [SourceMix(*source) for source in zip(sources, per_batch, tiles)]
