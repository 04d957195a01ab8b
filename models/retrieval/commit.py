"""Putting changes of an index in force: derived files first, then the manifest, then what it no longer names goes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ..errors import IndexFolderError
from ..progress import Progress, no_progress, subprogress
from .catalogue import Folder, Manifest
from .footprints import write_footprints
from .lock import locked
from .manifest_file import read_manifest, write_manifest
from .search_type import choose
from .searchers import make_index, write_faiss
from .shards import map_tiles
from .storage import remove, remove_leftovers

# Where a build stands when all scenes are encoded and only the search of a large index remains to be prepared.
_NEARLY_DONE = 0.98


@contextlib.contextmanager
def editing(folder: Folder) -> Iterator[None]:
    """Hold the index for changes; afterwards nothing lies around that the manifest does not speak of."""
    with locked(folder.lock):
        remove_leftovers(folder.root)
        remove_leftovers(folder.shards)
        try:
            yield
        finally:
            with contextlib.suppress(IndexFolderError):
                _remove_unnamed(folder, read_manifest(folder))


def commit(
    folder: Folder, manifest: Manifest, progress: Progress = no_progress, *, codes: bool = True
) -> None:
    """Bring the derived files up to date, then put the manifest in force, then drop shards that it no longer names.

    Learning the codes of a large index takes minutes: with ``codes`` false that is left to a later commit, and until
    then the index is searched exactly, from the shards.

    Raises:
        StorageError: there is no space or no permission.
        Cancelled: by ``progress``; what was encoded is in force then.
    """
    scenes = [
        (record, map_tiles(folder.shard(record.encoded)))
        for record in manifest.scenes
        if record.encoded is not None and folder.is_whole(record.encoded)
    ]
    total = sum(len(tiles) for _, tiles in scenes)
    manifest.search = choose(total)
    if total:
        parts = [tiles.descriptors for _, tiles in scenes]
        write_footprints(folder, manifest, scenes)
        report: Progress = no_progress
        if manifest.search.kind != "exact":
            report = subprogress(progress, _NEARLY_DONE, 1.0)
            # What has been encoded is in force before the long part begins, which may be cancelled.
            manifest.faiss_sha256 = None
            write_manifest(folder, manifest)
        if manifest.search.kind == "exact" or codes:
            index = make_index(manifest.search, manifest.dimension, parts, report)
            manifest.faiss_sha256 = write_faiss(folder, index)
            write_manifest(folder, manifest)
    else:
        manifest.faiss_sha256 = None
        write_manifest(folder, manifest)
        remove(folder.faiss)
        remove(folder.footprints)
    _remove_unnamed(folder, manifest)


def _remove_unnamed(folder: Folder, manifest: Manifest) -> None:
    named = {Path(record.encoded.shard).name for record in manifest.scenes if record.encoded}
    ids = {record.id for record in manifest.scenes}
    for shard in folder.shards.glob("*"):
        if shard.name not in named:
            remove(shard)
    for work in folder.work.glob("*"):
        if work.name not in ids:
            remove(work)
