"""Registered imagery of one's own, or of a known data set, in place of what the shipped weights were trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ...models.errors import InputError
from ...models.imagery.fingerprint import checksum
from ...models.progress import Progress, no_progress, subprogress
from .mixes import simulated_pairs
from .pairs import ImagePair, textured_places
from .registered import RegisteredPair
from .sources import find_pairs, read_list, unique
from .stream import SourceMix

# px of the surroundings that must show something, as in the streams.
_SEEN = 256
# Shorter sides in px: what is smaller is one place, mirrored beyond its border; or nothing to learn from.
_ONE_PLACE, _LEAST = 320, 64
# Share of a mirrored picture that must hold data.
_COMPLETE = 0.98


def named_pairs(
    listed: Path | None, sources: Iterable[str], shared: Path, cache: Path, tolerance: float = 0.0
) -> list[RegisteredPair]:
    """Pairs of a list and of known data sets, in this order.

    Args:
        listed: CSV, see :func:`~.sources.read_list`.
        sources: names, see :func:`~.sources.find_pairs`.
        shared: folder whose ``data/<source>`` is read where a name gives no folder.
        cache: where simulated scenes are kept.
        tolerance: px of 10 m by which listed pairs may be off where neither field nor control points register them.

    Raises:
        InputError: the list or a source cannot be read, or two pairs share a name.
    """
    own = [] if listed is None else list(read_list(listed))
    box = (tolerance, tolerance)
    own = [pair if pair.points or pair.field else replace(pair, tolerance=box) for pair in own]
    return unique([*own, *(pair for name in sources for pair in find_pairs(name, shared, cache))])


def identity(pairs: Iterable[RegisteredPair]) -> str:
    """SHA-256 over the pairs' names, tolerances and files, hexadecimal: what a run depends on."""
    digest = hashlib.sha256()
    for pair in pairs:
        digest.update(f"{pair.name} {pair.tolerance}".encode())
        for kind, path in pair.files().items():
            digest.update(f" {kind} {checksum(path)}".encode())
    return digest.hexdigest()


def own_mix(
    pairs: list[RegisteredPair],
    cache: Path,
    real: tuple[int, int],
    simulated: tuple[int, int],
    crop: int = 0,
    progress: Progress = no_progress,
) -> list[SourceMix]:
    """Pairs in memory, and how much of a batch comes from them and from the simulator.

    Args:
        pairs: at least one.
        cache: where simulated scenes are kept.
        real: windows and single tiles of a batch that come from the pairs.
        simulated: windows and single tiles that come from the simulator.
        crop: shorter side in px below which an image gives single tiles only; nine of them stand for a window.
        progress: reports.

    Raises:
        InputError: a pair cannot be read, or none shows anything that can be learned from.
    """
    windows, tiles = real
    large: list[ImagePair] = []
    small: list[ImagePair] = []
    for number, pair in enumerate(pairs):
        share = subprogress(progress, 0.5 * number / len(pairs), 0.5 * (number + 1) / len(pairs))
        share(0.0, f"Reading {pair.name}")
        image = _as_place(pair.load(share).image)
        if min(image.sar.shape) >= _LEAST and _shows_something(image):
            (large if min(image.sar.shape) >= crop else small).append(image)
    if not large and not (small and tiles):
        raise InputError(
            "No pair shows enough to learn from.",
            f"Both images must show structure on at least {max(crop, _LEAST)} x {max(crop, _LEAST)} px at 10 m, "
            "and be registered there.",
        )
    if not large:
        mixes = [SourceMix(small, 0, tiles + 9 * windows)]
    elif small and tiles:
        mixes = [SourceMix(large, windows, tiles - tiles // 2), SourceMix(small, 0, tiles // 2)]
    else:
        mixes = [SourceMix(large, windows, tiles)]
    return [*mixes, SourceMix(simulated_pairs(cache, progress=subprogress(progress, 0.5, 1.0)), *simulated)]


def left_out(pairs: Iterable[RegisteredPair], mix: Iterable[SourceMix]) -> list[str]:
    """Names of the pairs that :func:`own_mix` did not take: they show too little, or are too small."""
    taken = {image.name for source in mix for image in source.pairs}
    return [pair.name for pair in pairs if pair.name not in taken]


def _as_place(image: ImagePair) -> ImagePair:
    """A picture too small for windows at several places is one place, mirrored beyond its border."""
    return replace(image, reflect=True) if min(image.sar.shape) < _ONE_PLACE else image


def _shows_something(image: ImagePair) -> bool:
    """Whether there is a place to learn from; a mirrored one must be complete."""
    if image.reflect and image.valid is not None and image.valid.mean() < _COMPLETE:
        return False
    return len(textured_places(image, _SEEN)) > 0
