"""Building and changing an index: what is finished is kept whatever happens, and nothing is encoded twice.

Scenes are encoded one after the other. Inside a scene every block of tiles is kept as soon as it is done; when the
scene is complete its shard is written, the files made from all shards are brought up to date, and then the manifest is
replaced, which is the moment the scene becomes part of the index. A cancelled, killed or failed build therefore leaves
the index as it was after the last complete scene, and the next build goes on at the block this one had reached.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from ..imagery.fingerprint import renewed
from ..imagery.radiometry import Modality
from ..imagery.scene import Scene, open_scene
from ..progress import Progress, no_progress
from .accepting import check_folder, check_same, check_weights
from .catalogue import Folder, Manifest, SceneRecord, SceneSpec, absolute, scene_id
from .commit import commit, editing
from .encoding import Job, Meter, encode_scene, prepare, remove_checkpoints
from .info import IndexInfo, describe
from .manifest_file import read_manifest, write_manifest
from .storage import make_folder
from .tiles import STRIDES, Encoder, Mode, check_stride


def build_index(
    path: str | Path,
    scenes: Sequence[SceneSpec],
    modality: Modality = "sar",
    *,
    encoder: Encoder,
    mode: Mode = "tile",
    stride: int | None = None,
    max_nodata: float = 0.25,
    progress: Progress = no_progress,
) -> IndexInfo:
    """Build an index, or go on with one that was begun.

    Calling it again with the same arguments resumes; further scenes are added, and scenes whose file or choices have
    changed are encoded anew. Scenes that the index already holds are never taken out here.

    Args:
        path: folder of the index; made when it does not exist.
        scenes: what to index.
        modality: of the scenes.
        encoder: makes the descriptors.
        mode: how tiles are encoded; queries follow the index.
        stride: distance of neighbouring tiles in pixels; that of the mode when None. A multiple of 16 in dense mode.
        max_nodata: tiles with a larger share of pixels without measurement are not indexed.
        progress: may cancel.

    Raises:
        InputError: a scene cannot be indexed; nothing has been begun then, unless a file failed half way.
        IndexFolderError: the folder holds something else, an index made otherwise (codes ``"index_weights_mismatch"``,
            ``"index_settings_mismatch"``), or is being changed by another process (``"index_locked"``).
        StorageError: there is no space or no permission.
        Cancelled: by ``progress``.
    """
    if not scenes:
        raise InputError("No scene was given.", "Choose at least one raster to index.")
    if not 0.0 <= max_nodata < 1.0:
        raise InputError(
            f"A nodata share of {max_nodata:g} is not usable.", "Use 0 or more, and less than 1."
        )
    folder = Folder(Path(path))
    wanted = Manifest(
        modality=modality,
        weights_name=encoder.weights_name,
        weights_sha256=encoder.weights_sha256,
        dimension=encoder.dimension,
        gsd=encoder.gsd,
        tile=encoder.tile_size,
        stride=STRIDES[mode] if stride is None else stride,
        max_nodata=max_nodata,
        mode=mode,
    )
    check_stride(wanted.stride, wanted.tile, mode)
    check_folder(folder)
    if folder.manifest.exists():
        check_same(folder, read_manifest(folder), wanted)
    opened = [_open(spec, wanted) for spec in scenes]
    make_folder(folder.root)
    with editing(folder):
        manifest = read_manifest(folder) if folder.manifest.exists() else wanted
        check_same(folder, manifest, wanted)
        jobs = _enlist(folder, manifest, scenes, opened)
        write_manifest(folder, manifest)
        return _encode(folder, manifest, jobs, encoder, progress)


def add_scenes(
    path: str | Path, scenes: Sequence[SceneSpec], *, encoder: Encoder, progress: Progress = no_progress
) -> IndexInfo:
    """Add scenes to an index, with the parameters it was built with.

    Raises:
        IndexFolderError: there is no index, or as :func:`build_index`.
        InputError: as :func:`build_index`.
        StorageError: as :func:`build_index`.
        Cancelled: by ``progress``.
    """
    existing = read_manifest(Folder(Path(path)))
    return build_index(
        path,
        scenes,
        existing.modality,
        encoder=encoder,
        mode=existing.mode,
        stride=existing.stride,
        max_nodata=existing.max_nodata,
        progress=progress,
    )


def update_index(
    path: str | Path, encoder: Encoder, progress: Progress = no_progress, *, drop_missing: bool = False
) -> IndexInfo:
    """Encode what has changed or is incomplete, and nothing else.

    Args:
        path: folder of the index.
        encoder: with the weights the index was made with.
        progress: may cancel.
        drop_missing: take scenes out whose file is gone; otherwise they stay searchable.

    Raises:
        InputError: a scene that has changed cannot be indexed any more.
        IndexFolderError: as :func:`build_index`.
        StorageError: as :func:`build_index`.
        Cancelled: by ``progress``.
    """
    folder = Folder(Path(path))
    check_weights(folder, read_manifest(folder), encoder)
    with editing(folder):
        manifest = read_manifest(folder)
        status = {record.id: folder.status(record) for record in manifest.scenes}
        jobs = []
        _renew_states(
            folder, manifest, [record for record in manifest.scenes if status[record.id] == "current"]
        )
        for record in manifest.scenes:
            if status[record.id] in {"changed", "partial"}:
                spec = SceneSpec(
                    folder.raster(record), record.radiometry, tuple(record.bands) if record.bands else None
                )
                jobs.append(prepare(manifest, record, _open(spec, manifest)))
        if drop_missing and "missing" in status.values():
            manifest.scenes = [record for record in manifest.scenes if status[record.id] != "missing"]
            commit(folder, manifest, progress, codes=not jobs)
        return _encode(folder, manifest, jobs, encoder, progress)


def _renew_states(folder: Folder, manifest: Manifest, current: Sequence[SceneRecord]) -> None:
    """Note the times of files that were only copied or touched: as long as they differ, contents are compared."""
    noted = False
    for record in current:
        if record.encoded is None:
            continue
        state = renewed(folder.raster(record), record.encoded.fingerprint)
        if state != record.encoded.fingerprint:
            record.encoded = dataclasses.replace(record.encoded, fingerprint=state)
            noted = True
    if noted:
        write_manifest(folder, manifest)


def remove_scene(path: str | Path, scene: str) -> IndexInfo:
    """Take a scene out of an index; its raster is not touched.

    Args:
        path: folder of the index.
        scene: id, path or file name.

    Raises:
        InputError: the index holds no such scene.
        IndexFolderError: the folder is no index, or is being changed by another process.
        StorageError: there is no space or no permission.
    """
    folder = Folder(Path(path))
    read_manifest(folder)
    with editing(folder):
        manifest = read_manifest(folder)
        folder.follow_moves(manifest)
        record = manifest.find(scene)
        manifest.scenes.remove(record)
        commit(folder, manifest)
        remove_checkpoints(folder, record)
        return describe(folder, manifest)


def _open(spec: SceneSpec, manifest: Manifest) -> Scene:
    """Open a scene to be indexed, and refuse one that has no place on the map."""
    scene = open_scene(spec.path, manifest.modality, spec.radiometry, spec.bands)
    if scene.crs is None:
        raise InputError(
            f"{scene.name} cannot be indexed: it has no coordinate reference system, so nothing found in it "
            "could be shown on the map.",
            "Assign one with Raster ▸ Projections ▸ Assign Projection, or georeference the image first.",
            code="no_crs",
        )
    prepare(manifest, SceneRecord("", scene.name, "", ""), scene)
    return scene


def _enlist(
    folder: Folder, manifest: Manifest, specs: Sequence[SceneSpec], opened: Sequence[Scene]
) -> list[Job]:
    """Enter scenes into the manifest; returns those that have to be encoded."""
    folder.follow_moves(manifest)
    known = {record.path: record for record in manifest.scenes}
    jobs: dict[str, Job] = {}
    for spec, scene in zip(specs, opened):
        path = absolute(spec.path)
        record = known.get(path)
        if record is None:
            name = scene_id(path, [other.id for other in manifest.scenes])
            record = SceneRecord(name, scene.name, path, _relative(path, folder.root))
            known[path] = record
            manifest.scenes.append(record)
        record.radiometry, record.bands = spec.radiometry, list(spec.bands) if spec.bands else None
        if folder.status(record) != "current":
            jobs[path] = prepare(manifest, record, scene)
    return list(jobs.values())


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return ""  # another drive


def _encode(
    folder: Folder, manifest: Manifest, jobs: Sequence[Job], encoder: Encoder, progress: Progress
) -> IndexInfo:
    meter = Meter(progress, sum(job.positions for job in jobs), len(jobs))
    for number, job in enumerate(jobs, 1):
        job.record.encoded = encode_scene(folder, manifest, job, encoder, meter)
        commit(folder, manifest, progress, codes=number == len(jobs))
        remove_checkpoints(folder, job.record)
    if not jobs and manifest.faiss_sha256 is None:
        commit(folder, manifest, progress)  # an earlier build was stopped before the search was ready
    progress(1.0, "The index is up to date.")
    return describe(folder, manifest)
