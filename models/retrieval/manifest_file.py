"""``manifest.json``: written whole, and refused when it is damaged or of a later version."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from ..errors import IndexFolderError
from .catalogue import Encoded, Folder, Manifest, SceneRecord
from .search_type import SearchType
from .storage import write_bytes

FORMAT = "optosar-index"
FORMAT_VERSION = 1


def write_manifest(folder: Folder, manifest: Manifest) -> None:
    """Put a manifest in force.

    Raises:
        StorageError: there is no space or no permission.
    """
    values = {"format": FORMAT, "format_version": FORMAT_VERSION, **dataclasses.asdict(manifest)}
    write_bytes(folder.manifest, json.dumps(values, indent=1).encode())


def read_manifest(folder: Folder) -> Manifest:
    """The manifest in force.

    Raises:
        IndexFolderError: the folder is no index, its manifest is damaged, or of a later version.
    """
    try:
        values = json.loads(folder.manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _no_index(folder) from error
    except (OSError, ValueError) as error:
        raise _damaged(folder) from error
    if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
        raise _damaged(folder)
    version = values.pop("format_version", None)
    if version != FORMAT_VERSION:
        raise IndexFolderError(
            f"The index {folder.root.name} has format version {version}; this is version {FORMAT_VERSION}.",
            "Update OptoSAR, or build the index again.",
        )
    try:
        scenes = [_record(item) for item in values.pop("scenes")]
        # Indexes of earlier versions are searched exactly.
        search = SearchType(**values.pop("search", {}))
        return Manifest(**values, scenes=scenes, search=search)
    except (KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder) from error


def _record(values: dict[str, Any]) -> SceneRecord:
    encoded = values.pop("encoded")
    return SceneRecord(**values, encoded=None if encoded is None else Encoded(**encoded))


def _no_index(folder: Folder) -> IndexFolderError:
    hint = "Choose the folder that was named when the index was built, or build one."
    if not folder.root.exists():
        return IndexFolderError(f"There is no index {folder.root}.", hint, code="no_index")
    if folder.root.is_file():
        return IndexFolderError(f"{folder.root} is a file; an index is a folder.", hint, code="no_index")
    if folder.shards.is_dir() or folder.footprints.exists():
        return IndexFolderError(
            f"The index {folder.root} is damaged: its manifest.json has gone.",
            "Put it back, or build the index again in the same folder.",
            code="no_index",
        )
    return IndexFolderError(f"{folder.root} is not an index: it has no manifest.json.", hint, code="no_index")


def _damaged(folder: Folder) -> IndexFolderError:
    return IndexFolderError(
        f"The manifest of the index {folder.root.name} cannot be read.",
        "Build the index again in a new folder.",
    )
