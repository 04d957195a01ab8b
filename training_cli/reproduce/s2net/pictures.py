"""Matches drawn over a pair, right and wrong ones apart (as in the paper's Fig. 2), and the curves of Fig. 3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ....models.matching.geometry import apply_matrix
from ....models.matching.matcher import mutual_nearest
from ...data.cross_modality import CrossPair
from ...data.pictures import GREEN, RED, Picture, caption, write_picture
from ...evaluate.keypoints import RIGHT
from ...methods.base import Method
from ..plots import panels, save
from .published import COUNTS, NETWORKS, SETS

#: Lines that are drawn at most, so that a picture can still be read.
_MOST = 150
_PAPER = 250


def draw_matches(method: Method, pair: CrossPair, k: int, path: Path) -> Path:
    """Both images side by side with lines between mutual nearest neighbours: green right, red wrong.

    A second picture has the same lines on blank paper. That one may be shown anywhere; the data sets state no licence
    under which their images might be.

    Args:
        method: finds keypoints.
        pair: on which.
        k: keypoints an image.
        path: of the picture with the images, PNG.

    Returns:
        Where the lines alone are.

    Raises:
        InputError: a picture cannot be read.
        StorageError: a drawing cannot be written.
    """
    visible, other = pair.load()
    ours, theirs = method.extract(visible, "visible", k), method.extract(other, "other", k)
    found = mutual_nearest(ours.descriptors, theirs.descriptors)
    start, end = ours.xy[found.first], theirs.xy[found.second]
    right = np.linalg.norm(apply_matrix(pair.matrix, start.astype(np.float64)) - end, axis=1) <= RIGHT
    height, width = max(visible.shape[0], other.shape[0]), visible.shape[1]
    blank = np.full((height, width + other.shape[1], 3), _PAPER, np.uint8)
    sheet = blank.copy()
    sheet[: visible.shape[0], :width] = visible[..., ::-1]
    sheet[: other.shape[0], width:] = other[..., None]
    cv2.rectangle(blank, (0, 0), (width - 1, visible.shape[0] - 1), (150, 150, 150))
    cv2.rectangle(blank, (width, 0), (width + other.shape[1] - 1, other.shape[0] - 1), (150, 150, 150))
    # An even choice; the wrong ones first, so that the right ones lie above them.
    shown = np.unique(np.linspace(0, len(start) - 1, min(len(start), _MOST)).astype(int))
    for number in sorted(shown, key=lambda number: right[number]):
        a, b = start[number].round().astype(int), (end[number] + np.array([width, 0])).round().astype(int)
        for picture in (sheet, blank):
            colour = GREEN if right[number] else RED
            cv2.line(picture, a.tolist(), b.tolist(), colour, 1, cv2.LINE_AA)
    text = f"{method.name}, {pair.name}, K = {k}: {int(right.sum())} right of {len(right)} matches, {len(shown)} drawn"
    lines = path.with_name(f"{path.stem}-lines.png")
    for where, picture in ((path, sheet), (lines, blank)):
        write_picture(where, _under(picture, text))
    return lines


def draw_curves(curves: dict[str, Any], path: Path) -> None:
    """NCM over the weight of self-supervision (Fig. 3), one panel for each data set.

    Args:
        curves: measurements by data set, base network and weight.
        path: PNG.

    Raises:
        InputError: matplotlib is missing.
    """
    figure, axes = panels(len(curves))
    for panel, (data, bases) in zip(axes, curves.items()):
        for base, weights in bases.items():
            for k in COUNTS:
                values = [run["figures"][str(k)]["ncm"] for run in weights.values()]
                where = [float(weight) for weight in weights]
                panel.plot(where, values, marker="o", label=f"{NETWORKS[base]}, K = {k}")
        panel.set_title(SETS[data], fontsize=10)
        panel.set_xlabel("weight λ of self-supervision")
        panel.set_ylabel("NCM")
        panel.grid(visible=True, alpha=0.3)
        panel.legend(fontsize=7)
    save(figure, path)


def _under(picture: Picture, text: str) -> Picture:
    return np.concatenate([picture, caption(picture.shape[1], [text])])
