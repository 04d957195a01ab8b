"""Sources of registered pairs by name: one interface to every data set, to the simulator, and to one's own scenes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...models.errors import InputError
from .layouts import (
    Reader,
    read_la,
    read_ombria,
    read_qxs,
    read_sen12,
    read_sen12_classes,
    read_sen12ms,
    read_sih,
)
from .mixes import simulated_files
from .registered import Layer, RegisteredPair

_LIST_COLUMNS = {"optical", "sar", "name", "scene", "points", "field"}
_SIMULATED = re.compile(r"simulated/(\d+)-(\d+)")


@dataclass(frozen=True)
class Source:
    """A kind of source.

    Attributes:
        read: folder and part to pairs.
        parts: what may follow the name.
        about: for people.
    """

    read: Reader
    parts: str
    about: str


SOURCES = {
    "la": Source(read_la, "<granule>", "Los Angeles, two Sentinel granules"),
    "ombria": Source(read_ombria, "train or test", "OMBRIA, 256 px tiles"),
    "sih1733": Source(read_sih, "<scene>", "two Sentinel-like scenes"),
    "sen12": Source(read_sen12_classes, "<class>", "80 patches of SEN1-2 in land-cover classes"),
    "sen1-2": Source(read_sen12, "<season>", "SEN1-2 as published"),
    "sen12ms": Source(read_sen12ms, "<season>", "SEN12MS as published"),
    "qxs-saropt": Source(read_qxs, "", "QXS-SAROPT as published"),
}


def source_help() -> str:
    """The names of all sources on one line."""
    names = [f"{name}[/{source.parts}]" if source.parts else name for name, source in SOURCES.items()]
    return ", ".join([*names, "simulated/<first seed>-<last seed>"]) + "; “=FOLDER” may follow."


def find_pairs(name: str, shared: Path, cache: Path) -> Iterator[RegisteredPair]:
    """Pairs of a source, in a fixed order; simulated scenes are made when they come up.

    Args:
        name: such as ``la``, ``la/T11SMT``, ``sen1-2=/data/SEN1-2`` or ``simulated/1000-1009``.
        shared: folder whose ``data/<source>`` is read where the name gives no folder.
        cache: where simulated scenes are kept.

    Raises:
        InputError: there is no such source, or its folder does not hold what it should.
    """
    simulated = _SIMULATED.fullmatch(name)
    if simulated is not None:
        first, last = int(simulated[1]), int(simulated[2])
        if last < first:
            raise InputError(f"“{name}” names no scene.", "Write the smaller seed first.")
        for seed in range(first, last + 1):
            optical, sar = simulated_files(cache, seed)
            yield RegisteredPair(
                f"simulated/{seed}", f"simulated/{seed}", Layer(optical), Layer(sar), "pictures"
            )
        return
    full, _, place = name.partition("=")
    kind, _, part = full.partition("/")
    if kind not in SOURCES:
        raise InputError(f"There is no source “{name}”.", f"Known: {source_help()}")
    folder = Path(place) if place else shared / "data" / kind
    if not folder.is_dir():
        raise InputError(
            f"There is no folder {folder} for the source “{kind}”.",
            f"Write {kind}=FOLDER, or set --shared or OPTOSAR_SHARED.",
        )
    yield from SOURCES[kind].read(folder, part)


def read_list(path: Path, gsd: float = 10.0) -> Iterator[RegisteredPair]:
    """Pairs listed in a CSV file, read at a pixel size of ``gsd`` CRS units.

    Columns: ``optical`` and ``sar``, and where wanted ``name``, ``scene``, ``points`` and ``field``. Paths are relative
    to the file. ``name`` is the optical file's stem when it is left out, ``scene`` the name. Separated by commas, or as
    spreadsheets save a list: by semicolons, with a byte order mark, with empty lines at the end.

    Raises:
        InputError: the list cannot be read, or names a file that is not there.
    """
    rows = _rows(path)
    if not rows:
        raise InputError(
            f"{path.name} lists no pairs.", "Name a pair of scenes on every line below the header."
        )
    for row in rows:
        files = {key: path.parent / row[key] for key in ("optical", "sar", "points", "field") if row.get(key)}
        yield own_pair(
            files.get("optical"),
            files.get("sar"),
            name=row.get("name") or None,
            scene=row.get("scene") or None,
            points=files.get("points"),
            field=files.get("field"),
            gsd=gsd,
        )


def _rows(path: Path) -> list[dict[str, str]]:
    """The lines of a list below its header, without those that are empty."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            semicolons = ";" in file.readline()
            file.seek(0)
            reader = csv.reader(file, delimiter=";" if semicolons else ",", skipinitialspace=True)
            lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"The list {path} cannot be read: {error}.", "Give a CSV file, saved as UTF-8."
        ) from error
    filled = [(number, cells) for number, cells in lines if any(cells)]
    header = filled[0][1] if filled else []
    if not {"optical", "sar"} <= set(header) <= _LIST_COLUMNS:
        raise InputError(
            f"{path.name} needs a header with optical and sar, and has: {', '.join(header) or 'none'}.",
            "Allowed beside them: name, scene, points, field.",
        )
    rows = []
    for number, cells in filled[1:]:
        row = dict(zip(header, cells))
        if len(cells) > len(header) or not row.get("optical") or not row.get("sar"):
            raise InputError(
                f"Line {number} of {path.name} does not name one optical and one SAR image as the header says.",
                "Write a path that holds a comma or a semicolon in double quotes.",
            )
        rows.append(row)
    return rows


def own_pair(
    optical: Path | None,
    sar: Path | None,
    *,
    name: str | None = None,
    scene: str | None = None,
    points: Path | None = None,
    field: Path | None = None,
    gsd: float = 10.0,
) -> RegisteredPair:
    """A pair of scenes of the user's own, GeoTIFF or plain images, read at a pixel size of ``gsd`` CRS units.

    Raises:
        InputError: a file is missing, or both ``points`` and ``field`` are given.
    """
    if optical is None or sar is None:
        raise InputError("A pair lacks its optical or its SAR image.", "Name both.")
    for path in (optical, sar, points, field):
        if path is not None and not path.is_file():
            raise InputError(f"The file {path} does not exist.", "Check the path.", code="file_missing")
    if points and field:
        raise InputError(
            "Control points and a field cannot be used together: the field was measured without the points.",
            "Give one of them, or co-register with the points first and measure the field then.",
        )
    named = name or optical.stem
    return RegisteredPair(
        named, scene or named, Layer(optical), Layer(sar), gsd=gsd, points=points, field=field
    )


def unique(pairs: Sequence[RegisteredPair]) -> list[RegisteredPair]:
    """The same pairs, after checking that no two share a name.

    Raises:
        InputError: two do.
    """
    seen: set[str] = set()
    for pair in pairs:
        if pair.name in seen:
            raise InputError(f"Two pairs are named “{pair.name}”.", "Give them names of their own.")
        seen.add(pair.name)
    return list(pairs)
