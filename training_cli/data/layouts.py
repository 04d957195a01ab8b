"""Readers of data sets of registered pairs, each in the folder layout in which it is published.

A reader takes a folder and yields :class:`RegisteredPair` one by one, sorted, without reading pixels. ``scene`` names
the acquisition a patch was cut from wherever the names of the files tell it: patches of one scene overlap or touch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ...models.errors import InputError
from .pairs import LA_TOLERANCE, SIH_TOLERANCE
from .registered import Layer, RegisteredPair

Reader = Callable[[Path, str], Iterator[RegisteredPair]]

_PATCH = re.compile(r"(?P<season>ROIs\d+_[a-z]+)_(?:s1_|s2_)?(?P<scene>\d+)_p(?P<patch>\d+)")
_BLOCK = re.compile(r"(block\d+)_\d+")
#: QXS-SAROPT does not say which acquisition a patch comes from; so many consecutive numbers are taken as one.
QXS_RUN = 500
# Canonical values shown as 0 and 255: Sentinel-2 reflectance times 10000, and Sentinel-1 decibel.
_REFLECTANCE, _DECIBEL = (0.0, 4000.0), (-25.0, 5.0)
_SEN12MS_RED_GREEN_BLUE = (4, 3, 2)


def read_la(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """``<granule>_optical.tif`` and ``<granule>_sar.tif``; ``part`` is a granule, or empty for all."""
    pattern = f"{part or '*'}_optical.tif"
    for optical in _some(folder, sorted(folder.glob(pattern)), pattern):
        granule = optical.name[: -len("_optical.tif")]
        sar = _partner(optical, folder / f"{granule}_sar.tif")
        name = f"la/{granule}"
        yield RegisteredPair(name, name, Layer(optical), Layer(sar), "grid", tolerance=LA_TOLERANCE)


def read_sih(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """``<scene>_optical.jpg`` and ``<scene>_sar.jpg``; ``part`` is a scene, or empty for all."""
    pattern = f"{part or '*'}_optical.jpg"
    for optical in _some(folder, sorted(folder.glob(pattern)), pattern):
        scene = optical.name[: -len("_optical.jpg")]
        sar = _partner(optical, folder / f"{scene}_sar.jpg")
        name = f"sih1733/{scene}"
        yield RegisteredPair(name, name, Layer(optical), Layer(sar), "pictures", tolerance=SIH_TOLERANCE)


def read_ombria(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """``{train,test}/{optical,sar}/<block>_<number>``; a block is an event, whose tiles adjoin."""
    for split in [part] if part else ["train", "test"]:
        for optical, sar in _twins(folder / split / "optical", folder / split / "sar"):
            block = _BLOCK.fullmatch(optical.stem)
            scene = f"ombria/{block[1]}" if block else f"ombria/{optical.stem}"
            yield _picture(f"ombria/{split}/{optical.stem}", scene, optical, sar)


def read_sen12_classes(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """``<class>/{optical,sar}/<patch>.png``: a selection of SEN1-2 by land cover; ``part`` is a class."""
    classes = [folder / part] if part else sorted(path for path in folder.iterdir() if path.is_dir())
    for kind in classes:
        for optical, sar in _twins(kind / "optical", kind / "sar"):
            yield _picture(f"sen12/{kind.name}/{optical.stem}", f"sen12/{_scene(optical)}", optical, sar)


def read_sen12(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """SEN1-2: ``ROIs1970_fall/{s1,s2}_<scene>/ROIs1970_fall_{s1,s2}_<scene>_p<n>.png``; ``part`` is a season."""
    pattern = f"{part or 'ROIs*'}/s2_*/*.png"
    for optical in _some(folder, sorted(folder.glob(pattern)), pattern):
        sar = optical.parent.parent / optical.parent.name.replace("s2_", "s1_")
        sar = _partner(optical, sar / optical.name.replace("_s2_", "_s1_"))
        yield _picture(
            f"sen1-2/{optical.stem.replace('_s2_', '_')}", f"sen1-2/{_scene(optical)}", optical, sar
        )


def read_sen12ms(folder: Path, part: str) -> Iterator[RegisteredPair]:
    """SEN12MS: ``ROIs1970_fall/s2_<scene>/ROIs1970_fall_s2_<scene>_p<n>.tif`` and the same with s1.

    The archives unpack to ``ROIs1970_fall_s2/s2_<scene>`` and ``ROIs1970_fall_s1/s1_<scene>``: both are read.
    ``part`` is a season. Red, green and blue are bands 4, 3 and 2 of 13; of the SAR image VV is taken, in decibel.
    """
    season = part or "ROIs*"
    found = [*folder.glob(f"{season}/s2_*/*_s2_*.tif"), *folder.glob(f"{season}_s2/s2_*/*_s2_*.tif")]
    for optical in _some(folder, sorted(set(found)), f"{season}/s2_*/*.tif"):
        top = optical.parent.parent
        top = top.with_name(re.sub("_s2$", "_s1", top.name))
        sar = top / optical.parent.name.replace("s2_", "s1_") / optical.name.replace("_s2_", "_s1_")
        yield RegisteredPair(
            f"sen12ms/{optical.stem.replace('_s2_', '_')}",
            f"sen12ms/{_scene(optical)}",
            Layer(optical, _SEN12MS_RED_GREEN_BLUE, limits=_REFLECTANCE),
            Layer(_partner(optical, sar), (1,), "db", _DECIBEL),
            reflect=True,
        )


def read_qxs(folder: Path, _part: str) -> Iterator[RegisteredPair]:
    """QXS-SAROPT: ``opt_256_oc_0.2/<n>.png`` and ``sar_256_oc_0.2/<n>.png``, also inside ``QXSLAB_SAROPT``."""
    inner = folder / "QXSLAB_SAROPT"
    root = inner if inner.is_dir() else folder
    pairs = _twins(root / "opt_256_oc_0.2", root / "sar_256_oc_0.2")
    for optical, sar in sorted(pairs, key=lambda pair: (len(pair[0].stem), pair[0].stem)):
        run = int(optical.stem) // QXS_RUN if optical.stem.isdigit() else 0
        yield _picture(f"qxs-saropt/{optical.stem}", f"qxs-saropt/{run * QXS_RUN}", optical, sar)


def _picture(name: str, scene: str, optical: Path, sar: Path) -> RegisteredPair:
    return RegisteredPair(name, scene, Layer(optical), Layer(sar), "pictures", reflect=True)


def _scene(path: Path) -> str:
    found = _PATCH.search(path.stem)
    if found is None:
        raise InputError(
            f"{path} is not named as patches of SEN1-2 and SEN12MS are.",
            "Expected: ROIs1970_fall_s2_13_p265.",
        )
    return f"{found['season']}_{found['scene']}"


def _some(folder: Path, paths: list[Path], pattern: str) -> list[Path]:
    if not paths:
        raise InputError(
            f"{folder} holds no pairs: there is no {pattern}.", "Name the folder that holds them."
        )
    return paths


def _partner(optical: Path, sar: Path) -> Path:
    if not sar.is_file():
        raise InputError(
            f"{optical} has no SAR image {sar}.", "Complete the data set, or remove the optical image."
        )
    return sar


def _twins(optical: Path, sar: Path) -> list[tuple[Path, Path]]:
    """Files of two folders that share their names but for the ending."""
    for folder in (optical, sar):
        if not folder.is_dir():
            raise InputError(f"There is no folder {folder}.", "Name the folder that holds the data set.")
    partners = {path.stem: path for path in sorted(sar.iterdir()) if path.is_file()}
    images = _some(optical, sorted(path for path in optical.iterdir() if path.is_file()), "image")
    return [(path, _partner(path, partners.get(path.stem, sar / path.name))) for path in images]
