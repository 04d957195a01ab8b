"""A raster file as a scene: which bands are used, how its values are scaled, where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader

from ..errors import InputError
from .fingerprint import fingerprint
from .gaps import ImpliedNodata, gaps_declared, implied_nodata
from .names import path_of
from .overviews import show_averages
from .radiometry import MODALITIES, RADIOMETRIES, Modality, Radiometry, detect_radiometry
from .reading import opened
from .sample import log_floor, suspicion, take_sample

_RED_GREEN_BLUE = ({"b04", "b4", "red"}, {"b03", "b3", "green"}, {"b02", "b2", "blue"})


@dataclass(frozen=True)
class Scene:
    """A raster file, described; pixels are read by :mod:`.windows`, which opens the file anew for every read.

    Attributes:
        path: the file, or a name that GDAL resolves (a subdataset, a file in an archive).
        modality: ``"optical"`` or ``"sar"``.
        radiometry: how SAR values are scaled, never ``"auto"``; ``"byte"`` for optical, where it has no meaning.
        radiometry_why: the reason for ``radiometry`` in words.
        crs: of the file; None without one.
        transform: pixel corners (column, row) to map; the identity without georeference.
        width, height: size of the file in pixels.
        count: number of bands of the file.
        dtype: data type of the file.
        nodata: declared nodata value.
        georeferenced: whether the file says both its CRS and its place.
        bands: 1-based numbers of the bands in use: three for optical (one thrice for a grey image), one for SAR.
        implied_nodata: value that is not declared but fills the surroundings of the measured area, and is left out.
        floor: smallest amplitude or intensity that has a logarithm of its own; None where no logarithm is taken.
        warnings: what the user should know, in sentences.
        averaged: whether its overviews, if there are any, show averages of its pixels.
    """

    path: Path
    modality: Modality
    radiometry: Radiometry
    radiometry_why: str
    crs: CRS | None
    transform: Affine
    width: int
    height: int
    count: int
    dtype: str
    nodata: float | None
    georeferenced: bool
    bands: tuple[int, ...]
    implied_nodata: ImpliedNodata | None
    floor: float | None
    warnings: tuple[str, ...]
    averaged: bool

    @property
    def name(self) -> str:
        """File name, for people."""
        # An archive that holds one file only is named in braces.
        return self.path.name.rstrip("}")

    def fingerprint(self) -> dict[str, Any]:
        """See :func:`fingerprint`."""
        return fingerprint(self.path)


def open_scene(
    path: str | Path,
    modality: Modality,
    radiometry: Radiometry = "auto",
    bands: Sequence[int] | None = None,
) -> Scene:
    """Describe a raster file and check that it can be read from the first row to the last.

    Args:
        path: raster file of any format GDAL reads.
        modality: ``"optical"`` or ``"sar"``.
        radiometry: how SAR values are scaled; found out from a sample of the whole scene when ``"auto"``.
        bands: 1-based bands to use: three (or one grey) for optical, one for SAR. When None: for optical the bands that
            say they are red, green and blue, else the first three, else the first; for SAR the first.

    Raises:
        InputError: the file is missing, no raster, truncated, of complex or palette values, has no such bands, or
            no measurement at all.
    """
    if modality not in MODALITIES or radiometry not in RADIOMETRIES:
        raise InputError(
            f"Unknown kind of scene: {modality}, {radiometry}.", "Use optical or sar, and a known radiometry."
        )
    path = path_of(path)
    with opened(path) as source:
        warnings: list[str] = []
        chosen = _choose_bands(source, path.name, modality, bands, warnings)
        _check_types(source, path.name, chosen)
        sample = take_sample(source, chosen)
        if sample.empty:
            raise InputError(
                f"{path.name} holds no measurement: all its pixels are marked as “no data”.",
                "Check its nodata value and mask, or choose another file.",
                code="empty_scene",
            )
        implied = implied_nodata(sample, declared=gaps_declared(source, chosen))
        if implied is not None:
            sample = implied.removed(sample)
            warnings.append(
                f"{implied.value:g} is taken as “no data”: it fills areas without being declared as such."
            )
        doubt = suspicion(source, sample, modality)
        if doubt:
            warnings.append(f"{doubt} Check that optical and SAR layers were not swapped.")
        if modality == "sar":
            radiometry, why = (
                detect_radiometry(sample.values())
                if radiometry == "auto"
                else (radiometry, "chosen by the user")
            )
        else:
            radiometry, why = "byte", "optical values are used as they are"
        georeferenced = bool(source.crs) and not source.transform.is_identity
        if not georeferenced:
            warnings.append(_no_georeference(source))
        return Scene(
            path=path,
            modality=modality,
            radiometry=radiometry,
            radiometry_why=why,
            crs=source.crs if georeferenced else None,
            transform=source.transform if georeferenced else Affine.identity(),
            width=source.width,
            height=source.height,
            count=source.count,
            dtype=str(source.dtypes[chosen[0] - 1]),
            nodata=source.nodata,
            georeferenced=georeferenced,
            bands=chosen,
            implied_nodata=implied,
            floor=log_floor(sample) if radiometry in {"amplitude", "intensity"} else None,
            warnings=tuple(warnings),
            averaged=show_averages(source, chosen[0]),
        )


def _choose_bands(
    source: DatasetReader, name: str, modality: Modality, bands: Sequence[int] | None, warnings: list[str]
) -> tuple[int, ...]:
    if source.count == 0:
        raise InputError(
            f"{name} holds no bands of its own.",
            "It is probably a container: choose one of the rasters inside it.",
            code="no_bands",
        )
    wanted = (1, 3) if modality == "optical" else (1,)
    if bands is not None:
        if len(bands) not in wanted or any(not 1 <= band <= source.count for band in bands):
            raise InputError(
                f"Bands {', '.join(map(str, bands))} cannot be used: {name} has bands 1 to {source.count}.",
                "Give three bands (or one) for optical, one for SAR.",
                code="bad_bands",
            )
        chosen = tuple(int(band) for band in bands)
    elif modality == "sar":
        chosen = (1,)
    else:
        chosen = _colour_bands(source, warnings)
    return chosen * 3 if modality == "optical" and len(chosen) == 1 else chosen


def _colour_bands(source: DatasetReader, warnings: list[str]) -> tuple[int, ...]:
    kinds = list(source.colorinterp)
    colours = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(colour in kinds for colour in colours):
        return tuple(kinds.index(colour) + 1 for colour in colours)
    names = [(text or "").strip().lower() for text in source.descriptions]
    named = [next((i + 1 for i, name in enumerate(names) if name in known), 0) for known in _RED_GREEN_BLUE]
    if all(named):
        return tuple(named)
    plain = [i + 1 for i, kind in enumerate(kinds) if kind is not ColorInterp.alpha]
    if len(plain) > 4:
        warnings.append("No band says which colour it is: bands 1, 2 and 3 are used as red, green and blue.")
    return tuple(plain[:3]) if len(plain) >= 3 else (plain[0] if plain else 1,)


def _check_types(source: DatasetReader, name: str, chosen: tuple[int, ...]) -> None:
    for band in chosen:
        if str(source.dtypes[band - 1]).startswith("complex"):
            raise InputError(
                f"{name} holds complex values.",
                "Make a detected (amplitude or intensity) image of it first.",
                code="complex_values",
            )
        if source.colorinterp[band - 1] is ColorInterp.palette:
            raise InputError(
                f"{name} holds colour numbers of a palette, not colours.",
                "Convert it with Raster ▸ Conversion ▸ PCT to RGB first.",
                code="palette",
            )


def _no_georeference(source: DatasetReader) -> str:
    if source.gcps[0]:
        return "It is placed by control points only; it is used in its own pixels. Warp it to place it on the map."
    if not source.crs and not source.transform.is_identity:
        return (
            "It has a place but no coordinate reference system; it is used in its own pixels. "
            "Assign one with Raster ▸ Projections ▸ Assign Projection."
        )
    return "It has no georeference; it is used in its own pixels."
