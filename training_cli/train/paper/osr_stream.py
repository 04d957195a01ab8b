"""Labelled pairs from a data set that ``optosar data osr`` built, for the Sub-network and the DFCNN."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from ....models.errors import InputError
from ....models.networks.dfcnn import TILE_SIZE
from ...data.osr.manifest import OsrSet
from ...data.osr.pixels import Pixels
from .config import PairConfig
from .streams import Centre, cut_window, draw_pose, stack


class OsrPairStream(Dataset[dict[str, Tensor]]):
    """The training pairs of a data set, in batches as those of :class:`~.streams.LabelledPairStream`.

    Batch i depends on the seed and on i only. How far positives are apart, and where negatives come from, is the data
    set's matter.

    Args:
        osr: the data set.
        config: batch, share of positives, side of the windows, augmentation.

    Raises:
        InputError: the data set has no training pairs of a kind that is asked for.
    """

    def __init__(self, osr: OsrSet, config: PairConfig) -> None:
        self.osr, self.config = osr, config
        self._pixels = Pixels(osr)
        numbers = osr.windows["window"]
        self._rows = np.zeros(int(numbers.max(initial=-1)) + 1, np.int64)
        self._rows[numbers] = np.arange(len(numbers))
        training = osr.windows["split"][self._rows[osr.partners[:, 0]]] == "train"
        self.positive = osr.partners[training & (osr.partners[:, 1] == 1)]
        self.negative = osr.partners[training & (osr.partners[:, 1] == 0)]
        share = config.positive_share
        if (share > 0 and not len(self.positive)) or (share < 1 and not len(self.negative)):
            raise InputError(
                f"{osr.folder} holds {len(self.positive)} positive and {len(self.negative)} negative training pairs.",
                "Build it with both kinds, and with more in its training set.",
            )

    def describe(self) -> dict[str, Any]:
        """What is trained on, for cards."""
        return {
            "data set": self.osr.sha256[:12],
            "pairs of": [pair.name for pair in self.osr.pairs],
            "training windows": int((self.osr.windows["split"] == "train").sum()),
            "positive": len(self.positive),
            "negative": len(self.negative),
        }

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch."""
        rng = np.random.default_rng((self.config.seed, index))
        optical, sar, same = [], [], []
        for _ in range(self.config.batch):
            positive = bool(rng.random() < self.config.positive_share)
            rows = self.positive if positive else self.negative
            window, _, other, row, col = rows[int(rng.integers(len(rows)))].tolist()
            at = self._rows[window]
            pair, first = int(self.osr.windows["pair"][at]), self.osr.windows["row"][at]
            centre = _centre(int(first), int(self.osr.windows["col"][at]))
            pose = draw_pose(self.config, rng)
            optical.append(cut_window(self._pixels(pair), centre, "optical", self.config, rng, pose))
            sar.append(cut_window(self._pixels(other), _centre(row, col), "sar", self.config, rng, pose))
            same.append(positive)
        return {"optical": stack(optical), "sar": stack(sar), "same": torch.tensor(same)}


def _centre(row: int, col: int) -> Centre:
    middle = (TILE_SIZE - 1) / 2
    return col + middle, row + middle
