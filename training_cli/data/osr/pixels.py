"""Pixels of the pairs of a data set, the latest of them kept in memory."""

from __future__ import annotations

from ....models.progress import Progress, no_progress
from ..pairs import ImagePair
from .manifest import OsrSet

#: Pixels kept, of five bytes each: four whole Sentinel-2 granules, or thousands of small tiles.
MOST_PIXELS = 1 << 29


class Pixels:
    """Loads pairs when they are asked for, and forgets those that were not asked for the longest.

    Args:
        osr: the data set.
        most: pixels that are kept at most; the latest pair always is.
    """

    def __init__(self, osr: OsrSet, most: int = MOST_PIXELS) -> None:
        self._osr, self._most = osr, most
        self._loaded: dict[int, ImagePair] = {}

    def __call__(self, pair: int, progress: Progress = no_progress) -> ImagePair:
        """A pair by its number.

        Raises:
            InputError: one of its files is missing or has changed.
        """
        image = self._loaded.pop(pair, None) or self._osr.load(pair, progress)
        self._loaded[pair] = image
        while len(self._loaded) > 1 and sum(item.sar.size for item in self._loaded.values()) > self._most:
            self._loaded.pop(next(iter(self._loaded)))
        return image
