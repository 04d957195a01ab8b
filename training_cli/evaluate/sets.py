"""The sets of registered pairs that an evaluation is asked for, each a gallery of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...models.errors import InputError
from ...models.progress import Progress, no_progress
from ..data.registered import RegisteredPair
from ..data.sources import find_pairs, own_pair, read_list, unique


def find_sets(
    optical: Path | None,
    sar: Path | None,
    sources: Sequence[str],
    listed: Path | None,
    shared: Path,
    cache: Path,
    progress: Progress = no_progress,
) -> dict[str, list[RegisteredPair]]:
    """Pairs by the name of their set: two files, a list of files, known data sets.

    Args:
        optical: a scene.
        sar: the SAR scene registered to it.
        sources: names as in :func:`~..data.sources.find_pairs`.
        listed: CSV as in :func:`~..data.sources.read_list`.
        shared: folder whose ``data/<source>`` is read.
        cache: where simulated scenes are kept.
        progress: may cancel.

    Raises:
        InputError: nothing is named, or something cannot be found.
        Cancelled: by ``progress``.
    """
    if (optical is None) != (sar is None):
        raise InputError("A pair needs both scenes.", "Give OPTICAL and SAR.")
    sets: dict[str, list[RegisteredPair]] = {}

    def add(name: str, pairs: list[RegisteredPair]) -> None:
        if name in sets:
            raise InputError(f"Two sets are named “{name}”.", "Evaluate them one after the other.")
        sets[name] = unique(pairs)

    if optical is not None:
        pair = own_pair(optical, sar)
        add(pair.name, [pair])
    if listed is not None:
        add(listed.stem, list(read_list(listed)))
    for source in sources:
        found = []
        for pair in find_pairs(source, shared, cache):
            progress(0.0, pair.name)
            found.append(pair)
        # A folder given with the name says where, not what.
        add(source.partition("=")[0], found)
    if not sets:
        raise InputError("No scenes are named.", "Give OPTICAL and SAR, --pairs or --source.")
    return sets
