"""A data set on disk: references to pixels, not copies of them.

A folder with ``manifest.json`` (settings, and of every pair its files with checksums and how it is read),
``windows.csv`` (the optical windows with their sets and figures) and ``partners.csv`` (their SAR partners). The
manifest carries the checksums of the two tables, so that a folder is either whole or refused. Neither times nor machine
stand in these three: the same files, settings and seed give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ....models.imagery.fingerprint import checksum
from ....models.progress import Progress, no_progress
from ....models.retrieval.storage import make_folder, replacing
from ..pairs import ImagePair
from ..registered import Layer, RegisteredPair
from .dataset import Dataset
from .split import SPLITS
from .survey import Surveyed

FORMAT = "optosar osr 1"
MANIFEST, WINDOWS, PARTNERS = "manifest.json", "windows.csv", "partners.csv"
_WINDOW_COLUMNS = (
    "window",
    "pair",
    "split",
    "row",
    "col",
    "sar_row",
    "sar_col",
    "black",
    "optical_spread",
    "sar_spread",
)
_PARTNER_COLUMNS = ("window", "label", "pair", "row", "col")
_HINT = "Name a folder written by “optosar data osr”, or build it again."


def contents(dataset: Dataset, folder: Path) -> dict[str, bytes]:
    """The files of a data set that is to lie in ``folder``, by name."""
    windows = dataset.windows
    table = (
        (
            number,
            int(windows.pair[number]),
            SPLITS[int(windows.split[number])],
            *windows.corner[number].tolist(),
            *windows.sar_corner[number].tolist(),
            f"{windows.black[number]:.4f}",
            f"{windows.optical_spread[number]:.2f}",
            f"{windows.sar_spread[number]:.2f}",
        )
        for number in np.flatnonzero(windows.split >= 0).tolist()
    )
    files = {
        WINDOWS: _csv(_WINDOW_COLUMNS, table),
        PARTNERS: _csv(_PARTNER_COLUMNS, dataset.partners.sorted_rows()),
    }
    content = {
        "format": FORMAT,
        "settings": dataset.settings,
        "pairs": [_pair(item, folder) for item in dataset.found],
        "tables": {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
    }
    return {MANIFEST: (json.dumps(content, indent=2) + "\n").encode(), **files}


def save(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder: all of them, or none.

    Raises:
        StorageError: one cannot be written.
    """
    make_folder(folder)
    with ExitStack() as stack:
        # Renamed in the opposite order once all have been written, so the manifest comes last.
        for name in sorted(files, key=lambda name: name != MANIFEST):
            stack.enter_context(replacing(folder / name)).write_bytes(files[name])


@dataclass(frozen=True)
class OsrSet:
    """A data set that has been read.

    Attributes:
        folder: where it lies.
        settings: it was built with.
        pairs: registered pairs, by number.
        checksums: of the files of each pair, by what they are.
        windows: columns of ``windows.csv`` by name; ``split`` holds names.
        partners: (M, 5) window, label, pair, row, column.
        sha256: of the manifest.
    """

    folder: Path
    settings: dict[str, Any]
    pairs: list[RegisteredPair]
    checksums: list[dict[str, str]]
    windows: dict[str, NDArray[Any]]
    partners: NDArray[np.int64]
    sha256: str

    def load(self, pair: int, progress: Progress = no_progress) -> ImagePair:
        """Pixels of a pair, after checking that its files are those the data set was built from.

        Raises:
            InputError: a file is missing or has changed.
        """
        registered = self.pairs[pair]
        for name, path in registered.files().items():
            if checksum(path) != self.checksums[pair].get(name):
                raise InputError(
                    f"{path} is not the file that {self.folder} was built from.",
                    "Put the old file back, or build the data set again.",
                    code="file_changed",
                )
        return registered.load(progress).image


def load(path: Path) -> OsrSet:
    """Read a data set from its folder or its manifest.

    Raises:
        InputError: it is no data set, or incomplete.
    """
    folder = path if path.is_dir() else path.parent
    try:
        files = {name: (folder / name).read_bytes() for name in (MANIFEST, WINDOWS, PARTNERS)}
    except OSError as error:
        raise InputError(f"{folder} holds no data set that can be read: {error}.", _HINT) from error
    return parse(files, folder)


def parse(files: Mapping[str, bytes], folder: Path) -> OsrSet:
    """The data set that :func:`contents` put into files.

    Args:
        files: by name.
        folder: where they lie or will lie: paths are relative to it.

    Raises:
        InputError: they make no data set.
    """
    try:
        content = json.loads(files[MANIFEST])
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise InputError(f"{folder / MANIFEST} is no manifest of this kind.", _HINT)
        for name in (WINDOWS, PARTNERS):
            if hashlib.sha256(files[name]).hexdigest() != content["tables"][name]:
                raise InputError(f"{folder / name} does not belong to the manifest beside it.", _HINT)
        pairs = [_registered(item, folder) for item in content["pairs"]]
        checksums = [dict(item["files"]) for item in content["pairs"]]
        settings = dict(content["settings"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder / MANIFEST} cannot be understood: {error}.", _HINT) from error
    rows = list(csv.DictReader(io.StringIO(files[WINDOWS].decode())))
    windows: dict[str, NDArray[Any]] = {
        name: np.array([row[name] for row in rows], np.int64)
        for name in ("window", "pair", "row", "col", "sar_row", "sar_col")
    }
    windows["split"] = np.array([row["split"] for row in rows])
    partners = np.array(list(csv.reader(io.StringIO(files[PARTNERS].decode())))[1:], np.int64).reshape(-1, 5)
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    return OsrSet(folder, settings, pairs, checksums, windows, partners, digest)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _pair(item: Surveyed, folder: Path) -> dict[str, Any]:
    pair = item.pair
    return {
        "name": pair.name,
        "scene": pair.scene,
        "how": pair.how,
        "gsd": pair.gsd,
        "tolerance": list(pair.tolerance),
        "reflect": pair.reflect,
        "optical": _layer(pair.optical, folder),
        "sar": _layer(pair.sar, folder),
        "points": _relative(pair.points, folder),
        "field": _relative(pair.field, folder),
        "rows": item.shape[0],
        "cols": item.shape[1],
        "facts": item.facts,
        "files": item.files,
    }


def _layer(layer: Layer, folder: Path) -> dict[str, Any]:
    return {
        "path": _relative(layer.path, folder),
        "bands": list(layer.bands) if layer.bands else None,
        "radiometry": layer.radiometry,
        "limits": list(layer.limits) if layer.limits else None,
    }


def _registered(item: dict[str, Any], folder: Path) -> RegisteredPair:
    def layer(side: str) -> Layer:
        said = item[side]
        return Layer(
            _found(said["path"], folder),
            tuple(said["bands"]) if said["bands"] else None,
            said["radiometry"],
            tuple(said["limits"]) if said["limits"] else None,
        )

    pair = RegisteredPair(
        item["name"], item["scene"], layer("optical"), layer("sar"), item["how"], item["gsd"]
    )
    return replace(
        pair,
        tolerance=tuple(item["tolerance"]),
        reflect=item["reflect"],
        points=_found(item["points"], folder) if item["points"] else None,
        field=_found(item["field"], folder) if item["field"] else None,
    )


def _relative(path: Path | None, folder: Path) -> str | None:
    """Relative to the folder, so that both can be moved together; absolute between drives."""
    if path is None:
        return None
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _found(path: str, folder: Path) -> Path:
    """Where a path of the manifest leads; the folder need not exist yet, through which “..” could not be followed."""
    return (folder / path).resolve()
