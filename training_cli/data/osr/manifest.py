"""A data set on disk: references to pixels, not copies of them.

A folder with ``manifest.json`` (settings, and of every pair its files with checksums and how it is read), ``windows.csv``
(the optical windows with their sets and figures) and ``partners.csv`` (their SAR partners). The manifest is written last
and carries the checksums of the two tables, so that a folder is either whole or refused. Neither times nor machine stand
in these three: the same files, settings and seed give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ....models.imagery.fingerprint import fingerprint
from ....models.progress import Progress, no_progress
from ....models.retrieval.storage import make_folder, write_bytes
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


def save(dataset: Dataset, folder: Path) -> Path:
    """Write a data set.

    Returns:
        Path of the manifest.

    Raises:
        StorageError: it cannot be written.
    """
    make_folder(folder)
    windows = dataset.windows
    kept = np.flatnonzero(windows.split >= 0).tolist()
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
        for number in kept
    )
    files = {WINDOWS: _csv(_WINDOW_COLUMNS, table)}
    files[PARTNERS] = _csv(_PARTNER_COLUMNS, dataset.partners.sorted_rows())
    content = {
        "format": FORMAT,
        "settings": dataset.settings,
        "pairs": [_pair(item, folder) for item in dataset.found],
        "tables": {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
    }
    for name, text in files.items():
        write_bytes(folder / name, text)
    write_bytes(folder / MANIFEST, (json.dumps(content, indent=2) + "\n").encode())
    return folder / MANIFEST


@dataclass(frozen=True)
class OsrSet:
    """A data set that has been read.

    Attributes:
        folder: where it lies.
        settings: it was built with.
        pairs: registered pairs, by number.
        states: size and checksum of the files of each pair.
        windows: columns of ``windows.csv`` by name; ``split`` holds names.
        partners: (M, 5) window, label, pair, row, column.
        sha256: of the manifest.
    """

    folder: Path
    settings: dict[str, Any]
    pairs: list[RegisteredPair]
    states: list[dict[str, Any]]
    windows: dict[str, NDArray[Any]]
    partners: NDArray[np.int64]
    sha256: str

    def load(self, pair: int, progress: Progress = no_progress) -> ImagePair:
        """Pixels of a pair, after checking that its files are those the data set was built from.

        Raises:
            InputError: a file is missing or has changed.
        """
        registered = self.pairs[pair]
        for side, layer in (("optical", registered.optical), ("sar", registered.sar)):
            if fingerprint(layer.path)["sha256"] != self.states[pair][side]["sha256"]:
                raise InputError(
                    f"{layer.path} is not the file that {self.folder} was built from.",
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
    hint = "Name a folder written by “optosar data osr”, or build it again."
    try:
        text = (folder / MANIFEST).read_bytes()
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise InputError(f"{folder / MANIFEST} is no manifest of this kind.", hint)
        tables = {name: (folder / name).read_bytes() for name in (WINDOWS, PARTNERS)}
        for name, expected in content["tables"].items():
            if hashlib.sha256(tables[name]).hexdigest() != expected:
                raise InputError(f"{folder / name} does not belong to the manifest beside it.", hint)
        pairs = [_registered(item, folder) for item in content["pairs"]]
        states = [item["files"] for item in content["pairs"]]
        settings = dict(content["settings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder} holds no data set that can be read: {error}.", hint) from error
    rows = list(csv.DictReader(io.StringIO(tables[WINDOWS].decode())))
    windows: dict[str, NDArray[Any]] = {
        name: np.array([row[name] for row in rows], np.int64)
        for name in ("window", "pair", "row", "col", "sar_row", "sar_col")
    }
    windows["split"] = np.array([row["split"] for row in rows])
    partners = np.loadtxt(io.BytesIO(tables[PARTNERS]), np.int64, delimiter=",", skiprows=1, ndmin=2)
    return OsrSet(
        folder, settings, pairs, states, windows, partners.reshape(-1, 5), hashlib.sha256(text).hexdigest()
    )


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
            folder / said["path"],
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
        points=folder / item["points"] if item["points"] else None,
        field=folder / item["field"] if item["field"] else None,
    )


def _relative(path: Path | None, folder: Path) -> str | None:
    """Relative to the folder, so that both can be moved together; absolute between drives."""
    if path is None:
        return None
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()
