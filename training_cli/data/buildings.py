"""Aerial images with building masks, in the layouts in which they are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...models.errors import InputError

_IMAGES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"}
# Folder of images, folder of masks, and the split they are published as; the first layout that is there is read.
_LAYOUTS = (
    (("image", "mask", ""),),
    (
        ("train/sat", "train/map", "train"),
        ("valid/sat", "valid/map", "val"),
        ("test/sat", "test/map", "test"),
    ),
    (("train", "train_labels", "train"), ("val", "val_labels", "val"), ("test", "test_labels", "test")),
)
_INSIDE = ("", "tiff", "png")


@dataclass(frozen=True)
class BuildingFiles:
    """An image, its mask, and the split it is published in (empty where there is none)."""

    name: str
    image: Path
    mask: Path
    split: str


def find_buildings(folder: Path) -> Iterator[BuildingFiles]:
    """Images with masks of the same stem.

    Layouts: ``image`` and ``mask``; the Massachusetts Buildings Dataset as its author gives it (``{train,valid,test}/
    {sat,map}``); and the same as it is spread since (``{train,val,test}`` and ``…_labels``, also inside ``tiff`` or
    ``png``).

    Raises:
        InputError: none of the layouts is there, or an image has no mask.
    """
    for root in (folder / inner for inner in _INSIDE):
        for layout in _LAYOUTS:
            parts = [part for part in layout if (root / part[0]).is_dir() and (root / part[1]).is_dir()]
            if parts:
                for images, masks, split in parts:
                    yield from _part(root / images, root / masks, split)
                return
    raise InputError(
        f"{folder} holds no images with building masks.",
        "Expected: image and mask, train/sat and train/map, or train and train_labels.",
    )


def _part(images: Path, masks: Path, split: str) -> Iterator[BuildingFiles]:
    labels = {path.stem: path for path in sorted(masks.iterdir()) if path.suffix.lower() in _IMAGES}
    for path in sorted(images.iterdir()):
        if path.suffix.lower() not in _IMAGES:
            continue
        if path.stem not in labels:
            raise InputError(f"{path} has no mask.", f"Put it into {masks} under the same name.")
        yield BuildingFiles(path.stem, path, labels[path.stem], split)
