"""Matches drawn over a pair, right and wrong ones apart (as in the paper's Fig. 2)."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ....models.matching.geometry import apply_matrix
from ....models.matching.matcher import mutual_nearest
from ....models.retrieval.storage import write_bytes
from ...data.cross_modality import CrossPair
from ...data.pictures import GREEN, RED, caption
from ...evaluate.keypoints import RIGHT
from ...methods.base import Method

#: Lines that are drawn at most, so that a picture can still be read.
_MOST = 150


def draw_matches(method: Method, pair: CrossPair, k: int, path: Path) -> None:
    """Both images side by side with lines between mutual nearest neighbours: green right, red wrong.

    Raises:
        InputError: a picture cannot be read.
        StorageError: the drawing cannot be written.
    """
    visible, other = pair.load()
    ours, theirs = method.extract(visible, "visible", k), method.extract(other, "other", k)
    found = mutual_nearest(ours.descriptors, theirs.descriptors)
    start, end = ours.xy[found.first], theirs.xy[found.second]
    right = np.linalg.norm(apply_matrix(pair.matrix, start.astype(np.float64)) - end, axis=1) <= RIGHT
    height, width = max(visible.shape[0], other.shape[0]), visible.shape[1]
    sheet = np.full((height, width + other.shape[1], 3), 250, np.uint8)
    sheet[: visible.shape[0], :width] = visible[..., ::-1]
    sheet[: other.shape[0], width:] = other[..., None]
    # An even choice; the wrong ones first, so that the right ones lie above them.
    shown = np.unique(np.linspace(0, len(start) - 1, min(len(start), _MOST)).astype(int))
    for number in sorted(shown, key=lambda number: right[number]):
        a, b = start[number].round().astype(int), (end[number] + np.array([width, 0])).round().astype(int)
        cv2.line(sheet, a.tolist(), b.tolist(), GREEN if right[number] else RED, 1, cv2.LINE_AA)
    text = f"{method.name}, {pair.name}, K = {k}: {int(right.sum())} right of {len(right)} matches, {len(shown)} drawn"
    done, content = cv2.imencode(".jpg", np.concatenate([sheet, caption(sheet.shape[1], [text])]))
    if done:
        write_bytes(path, content.tobytes())
