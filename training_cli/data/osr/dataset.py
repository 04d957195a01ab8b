"""A data set as it is built: windows, partners, and what can be said of them in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....models.networks.dfcnn import TILE_SIZE
from .ground import group, sharing
from .split import SPLITS
from .survey import Corner, Surveyed

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Windows:
    """All windows that the screening kept, one row each.

    Attributes:
        pair: (N,) number of the pair, ascending.
        split: (N,) set, -1 where the window reaches over a border of blocks and is left out.
        corner, sar_corner: (N, 2) first pixel, row and column, in the two images.
        black, optical_spread, sar_spread: (N,) figures of the screening.
    """

    pair: Rows
    split: Rows
    corner: Rows
    sar_corner: Rows
    black: NDArray[np.float64]
    optical_spread: NDArray[np.float64]
    sar_spread: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.pair)

    def of_pair(self, number: int) -> Rows:
        """Numbers of the windows of a pair that are in a set."""
        first, last = np.searchsorted(self.pair, (number, number + 1))
        return np.asarray(first + np.flatnonzero(self.split[first:last] >= 0), np.int64)

    @classmethod
    def of(cls, found: Sequence[Surveyed], owner: Rows, split: Rows) -> Windows:
        """Put together what the survey found."""
        figures = [window for item in found for window in item.figures]
        return cls(
            pair=owner,
            split=split,
            corner=np.concatenate([item.corners for item in found]),
            sar_corner=np.concatenate([item.sar_corners for item in found]),
            black=np.array([f.black for f in figures]),
            optical_spread=np.array([f.optical_spread for f in figures]),
            sar_spread=np.array([f.sar_spread for f in figures]),
        )


class Ground:
    """Frames, positions and places of all windows.

    Attributes:
        frames: (N,) number of each window's frame.
        spots: (N, 2) its first pixel in the frame.
        groups: (N,) its place.
    """

    def __init__(self, found: Sequence[Surveyed]) -> None:
        self._found = found
        self._numbers: dict[str, int] = {}
        for item in found:
            self._numbers.setdefault(item.frame.name, len(self._numbers))
        self.of_pair = group([i.pair.scene for i in found], [i.extent for i in found])
        counts = [len(item.corners) for item in found]
        self.frames = np.repeat([self._numbers[item.frame.name] for item in found], counts)
        self.groups = np.repeat(self.of_pair, counts)
        self.spots = np.concatenate([i.corners + np.array([i.frame.row, i.frame.col]) for i in found])
        several: dict[int, set[str]] = {}
        for number, item in zip(self.of_pair.tolist(), found):
            several.setdefault(number, set()).add(item.frame.name)
        self._whole = {number for number, names in several.items() if len(names) > 1}

    def block_spot(self, pair: int, corner: Corner) -> tuple[int, Corner]:
        """Frame and position by which blocks are told apart.

        Pairs of one place that lie on grids of their own may overlap without anybody knowing: the place is one spot.
        """
        item, place = self._found[pair], int(self.of_pair[pair])
        if place in self._whole:
            return len(self._numbers) + place, (0, 0)
        return self._numbers[item.frame.name], (corner[0] + item.frame.row, corner[1] + item.frame.col)


class Partners:
    """SAR partners of optical windows, one row each.

    Attributes:
        rows: window, label (1 positive, 0 negative), pair, row, column of the SAR window.
        count: of rows by origin, and of windows that did not get all they should.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, int, int]] = []
        self.count: Counter[str] = Counter()

    def add(self, window: int, label: int, pair: int, corner: tuple[int, ...]) -> None:
        """Enter one partner."""
        self.rows.append((window, label, pair, corner[0], corner[1]))

    def sorted_rows(self) -> list[tuple[int, int, int, int, int]]:
        """By window, positives first, in the order of entry."""
        return sorted(self.rows, key=lambda row: (row[0], -row[1]))


@dataclass(frozen=True)
class Dataset:
    """What :func:`~.build.build` made; settings as plain values."""

    settings: dict[str, Any]
    found: list[Surveyed]
    windows: Windows
    partners: Partners
    ground: Ground

    def statistics(self) -> dict[str, Any]:
        """Figures for people and for reports, as plain values."""
        used = self.windows.split >= 0
        counts = [int((self.windows.split == s).sum()) for s in range(len(SPLITS))]
        refused = sum((item.refused for item in self.found), Counter[str]())
        kept, total = len(self.windows), len(self.windows) + refused.total()
        return {
            "tile_px": TILE_SIZE,
            "settings": self.settings,
            "pairs": len(self.found),
            "places": len(set(self.ground.of_pair.tolist())),
            "window_positions": total,
            "screening": {"kept": kept, "refused": dict(sorted(refused.items()))},
            "left_out_at_borders_of_blocks": int((~used).sum()),
            "windows": dict(zip(SPLITS, counts)) | {"all": int(used.sum())},
            "shares": dict(zip(SPLITS, (round(c / max(sum(counts), 1), 4) for c in counts))),
            "partners": {
                "positive_on_the_grid": self.partners.count["grid"],
                "positive_off_the_grid": self.partners.count["drawn"],
                "negative": self.partners.count["negative"],
                "windows_short_of_positives": self.partners.count["windows_short_of_positives"],
                "windows_short_of_negatives": self.partners.count["windows_short_of_negatives"],
            },
            "leak": self.leak(),
            "spread": {
                name: _quantiles(values[used])
                for name, values in (
                    ("optical", self.windows.optical_spread),
                    ("sar", self.windows.sar_spread),
                )
            },
            "by_pair": [self._pair_figures(number) for number in range(len(self.found))],
        }

    def leak(self) -> dict[str, Any]:
        """How much of the test set was seen in training: 0 unless the windows were split at random."""
        ground, split = self.ground, self.windows.split
        train, test = split == 0, split == 2
        if not train.any() or not test.any():
            return {"test_windows_sharing_ground_with_training": 0.0, "test_windows_of_trained_places": 0.0}
        shared = sharing(ground.frames[test], ground.spots[test], ground.frames[train], ground.spots[train])
        places = np.isin(ground.groups[test], ground.groups[train])
        return {
            "test_windows_sharing_ground_with_training": round(float(shared.mean()), 4),
            "test_windows_of_trained_places": round(float(places.mean()), 4),
        }

    def warnings(self) -> list[str]:
        """What the user should know, in sentences."""
        said = []
        leak = self.leak()["test_windows_sharing_ground_with_training"]
        if self.settings["split"] == "window":
            said.append(
                f"The split is by window, as in the paper: {leak:.0%} of the test windows share ground with training "
                "windows, so figures on them say little about new places."
            )
        empty = [name for s, name in enumerate(SPLITS) if not (self.windows.split == s).any()]
        if empty:
            said.append(f"No windows in: {', '.join(empty)}. Use smaller blocks or more scenes.")
        for label in ("positives", "negatives"):
            short = self.partners.count[f"windows_short_of_{label}"]
            if short:
                said.append(f"{short} windows have fewer {label} than asked for.")
        return said

    def _pair_figures(self, number: int) -> dict[str, Any]:
        item = self.found[number]
        split = self.windows.split[self.windows.of_pair(number)]
        figures: dict[str, Any] = {
            "name": item.pair.name,
            "scene": item.pair.scene,
            "place": int(self.ground.of_pair[number]),
            "kept": len(item.corners),
            "refused": dict(sorted(item.refused.items())),
            "windows": {name: int((split == s).sum()) for s, name in enumerate(SPLITS)},
        }
        if "control_points" in item.facts:
            figures["control_points"] = item.facts["control_points"]
        return figures


def _quantiles(values: NDArray[np.float64]) -> dict[str, float]:
    shares = (0, 5, 25, 50, 75, 95, 100)
    found = np.percentile(values, shares) if len(values) else np.zeros(len(shares))
    return {f"p{share}": round(float(value), 2) for share, value in zip(shares, found)}
