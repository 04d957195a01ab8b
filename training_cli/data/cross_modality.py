"""Registered pairs of a visible image and one of another modality: RoadScene (thermal), RGB-NIR, SRIF (SAR)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ...models.errors import InputError

#: Scenes of RGB-NIR by part. The paper draws 306 training and 171 test pairs from nine scenes; of those at hand,
#: ``country`` is registered as it is, and the others come with the near infrared warped by a known affine map.
_RGB_NIR = {"train": ("country",), "test": ("field", "mountain", "urban", "water")}

#: RoadScene's training pairs in order of their names, which is the order of the drives: of every nine runs of five one
#: is for validation. Neighbours in a run show the same street, so that whole runs are kept apart, not single pairs.
_RUN, _RUNS, _VALIDATION_RUN = 5, 9, 4


@dataclass(frozen=True)
class CrossPair:
    """A pair of pictures.

    Attributes:
        name: unique within its source.
        visible, other: the pictures.
        matrix: (3, 3) visible pixels to pixels of the other one; x, y, the centre of the first pixel is (0, 0).
    """

    name: str
    visible: Path
    other: Path
    matrix: NDArray[np.float64]

    def load(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Visible (H, W, 3) red green blue, and the other one (H, W) grey.

        Raises:
            InputError: a picture cannot be read.
        """
        return _read(self.visible, cv2.IMREAD_COLOR)[..., ::-1], _read(self.other, cv2.IMREAD_GRAYSCALE)


def cross_pairs(source: str, shared: Path) -> list[CrossPair]:
    """Pairs of a source in order of their names.

    Args:
        source: ``roadscene/train``, ``roadscene/test``; ``roadscene/fit`` and ``roadscene/validation``, two parts of
            the training pairs, for choosing settings without the test pairs; ``rgb_nir/train``, ``rgb_nir/test``, or
            one scene, such as ``rgb_nir/urban``; ``srif``: optical and SAR of metre class, turned and scaled.
        shared: folder that holds ``data``.

    Raises:
        InputError: there is no such source, or its folder is missing or incomplete.
    """
    kind, _, part = source.partition("/")
    if kind == "roadscene" and part in ("train", "test"):
        found = _roadscene(shared / "data" / "roadscene" / part)
    elif kind == "roadscene" and part in ("fit", "validation"):
        pairs = enumerate(_roadscene(shared / "data" / "roadscene" / "train"))
        kept = part == "validation"
        found = [pair for i, pair in pairs if (i // _RUN % _RUNS == _VALIDATION_RUN) is kept]
    elif kind == "rgb_nir" and part in (*_RGB_NIR, *sum(_RGB_NIR.values(), ())):
        scenes = _RGB_NIR.get(part, (part,))
        found = [pair for scene in scenes for pair in _rgb_nir(shared / "data" / "rgb_nir" / scene)]
    elif source == "srif":
        found = _srif(shared / "data" / "srif_optical_sar")
    else:
        raise InputError(
            f"There are no cross-modality pairs named “{source}”.",
            "Use roadscene/train, /fit, /validation or /test, rgb_nir/train, /test or /<scene>, or srif.",
        )
    if not found:
        raise InputError(
            f"There are no pairs of {source} in {shared / 'data'}.",
            "Name the folder with --shared or the variable OPTOSAR_SHARED.",
        )
    return found


def _roadscene(folder: Path) -> list[CrossPair]:
    return [
        CrossPair(path.stem, path, _there(folder / "ir" / path.name), np.eye(3))
        for path in sorted((folder / "vis").glob("*.jpg"))
    ]


def _rgb_nir(folder: Path) -> list[CrossPair]:
    pairs = []
    for path in sorted(folder.glob("*_rgb.jpg")):
        stem = path.name.removesuffix("_rgb.jpg")
        matrix, warp = np.eye(3), folder / f"{stem}_nir.npy"
        if warp.is_file():
            matrix[:2] = np.load(warp, allow_pickle=False).reshape(-1, 3)[:2]
        pairs.append(CrossPair(f"{folder.name}/{stem}", path, _there(folder / f"{stem}_nir.jpg"), matrix))
    return pairs


def _srif(folder: Path) -> list[CrossPair]:
    pairs = []
    for path in sorted(folder.glob("gt_*.txt"), key=lambda path: int(path.stem.partition("_")[2])):
        number = path.stem.partition("_")[2]
        matrix = np.vstack([np.loadtxt(path).reshape(2, 3), [0.0, 0.0, 1.0]])
        optical, sar = (_there(folder / f"pair{number}_{which}.jpg") for which in (1, 2))
        pairs.append(CrossPair(number, optical, sar, matrix))
    return pairs


def _there(path: Path) -> Path:
    if not path.is_file():
        raise InputError(f"The partner {path} does not exist.", "Complete the data set.")
    return path


def _read(path: Path, flags: int) -> NDArray[np.uint8]:
    picture = cv2.imread(str(path), flags)
    if picture is None:
        raise InputError(f"The picture {path} cannot be read.", "Complete the data set.")
    return np.asarray(picture, np.uint8)
