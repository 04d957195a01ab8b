"""What a folder must be like to take an index, and an index to take more scenes."""

from __future__ import annotations

from ..errors import IndexFolderError
from .catalogue import Folder, Manifest
from .tiles import Encoder

_OWN_NAMES = {"manifest.json", "tiles.gpkg", "index.faiss", "shards", "work", "build.lock"}


def check_weights(folder: Folder, manifest: Manifest, encoder: Encoder) -> None:
    """Refuse an encoder whose descriptors cannot be compared with those of the index.

    Raises:
        IndexFolderError: other weights (code ``"index_weights_mismatch"``).
    """
    if manifest.weights_sha256 != encoder.weights_sha256:
        raise IndexFolderError(
            f"The index {folder.root.name} was made with the weights {manifest.weights_name} "
            f"({manifest.weights_sha256[:12]}), not with {encoder.weights_name} ({encoder.weights_sha256[:12]}).",
            "Choose the weights it was made with, or build a new index.",
            code="index_weights_mismatch",
        )


def check_same(folder: Folder, existing: Manifest, wanted: Manifest) -> None:
    """Refuse to go on with an index that was made otherwise.

    Raises:
        IndexFolderError: other weights (code ``"index_weights_mismatch"``) or other settings (code
            ``"index_settings_mismatch"``).
    """
    if existing.weights_sha256 != wanted.weights_sha256:
        raise IndexFolderError(
            f"{folder.root.name} already holds an index made with other weights ({existing.weights_name}).",
            "Choose another folder, or the weights that index was made with.",
            code="index_weights_mismatch",
        )
    for name in ("modality", "mode", "stride", "max_nodata"):
        if getattr(existing, name) != getattr(wanted, name):
            raise IndexFolderError(
                _other(folder.root.name, name, getattr(existing, name), getattr(wanted, name)),
                "Choose another folder, or the settings that index was made with.",
                code="index_settings_mismatch",
            )


def _other(index: str, name: str, held: object, asked: object) -> str:
    """The sentence about a setting that differs, whole so that it can be translated."""
    return {
        "modality": f"{index} already holds an index with another kind of scene: {held} instead of {asked}.",
        "mode": f"{index} already holds an index with another way of encoding: {held} instead of {asked}.",
        "stride": f"{index} already holds an index with another stride: {held} instead of {asked}.",
        "max_nodata": f"{index} already holds an index with another nodata share: {held} instead of {asked}.",
    }[name]


def check_folder(folder: Folder) -> None:
    """Refuse a folder that is used for something else.

    Raises:
        IndexFolderError: it is a file, or holds other files.
    """
    if folder.root.exists() and not folder.root.is_dir():
        raise IndexFolderError(f"{folder.root} is a file.", "Choose a folder for the index.")
    if folder.root.is_dir() and not folder.manifest.exists():
        foreign = [
            entry.name
            for entry in folder.root.iterdir()
            if entry.name not in _OWN_NAMES and entry.name[0] != "."
        ]
        if foreign:
            raise IndexFolderError(
                f"The folder {folder.root} holds other files, such as {foreign[0]}.",
                "Choose a new or an empty folder for the index.",
            )
