"""Training on the pairs of a data set."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from optosar.models.errors import InputError
from optosar.training_cli.train.paper.config import SubnetConfig
from optosar.training_cli.train.paper.osr_stream import OsrPairStream

from .conftest import Pictures, made


@pytest.fixture
def pairs(pictures: Pictures) -> list:
    return [pictures(name, seed) for seed, name in enumerate("abcd")]


def config(**values: object) -> SubnetConfig:
    return SubnetConfig(**{"iterations": 1, "batch": 24, "tile": 67, **values})


def test_batches_hold_positive_and_negative_training_pairs(pairs, tmp_path: Path) -> None:
    _, osr = made(pairs, tmp_path, split="window", positives=1)
    stream = OsrPairStream(osr, config())
    batch, again = stream[3], stream[3]
    assert all(torch.equal(batch[name], again[name]) for name in batch)
    assert batch["optical"].shape == (24, 3, 67, 67)
    assert batch["sar"].shape == (24, 1, 67, 67)
    assert 2 < int(batch["same"].sum()) < 16
    # With one positive, it is the window itself, and both images show the same grey ground.
    alike = (batch["optical"][:, 0] * batch["sar"][:, 0]).mean((1, 2))
    assert bool((alike[batch["same"]] > 0.9).all())
    assert bool((alike[~batch["same"]] < 0.5).all())


def test_validation_and_test_windows_are_not_trained_on(pairs, tmp_path: Path) -> None:
    _, osr = made(pairs, tmp_path, split="window")
    stream = OsrPairStream(osr, config())
    training = osr.windows["window"][osr.windows["split"] == "train"]
    assert set(stream.positive[:, 0]) == set(stream.negative[:, 0]) == set(training)
    facts = stream.describe()
    assert (facts["training windows"], facts["positive"]) == (len(training), 5 * len(training))


def test_augmented_pairs_are_turned_together(pairs, tmp_path: Path) -> None:
    _, osr = made(pairs, tmp_path, split="window", positives=1)
    batch = OsrPairStream(osr, config(augment=True, positive_share=1.0, batch=40))[0]
    grey = batch["optical"].mean(1).flatten(1)
    sar = batch["sar"][:, 0].flatten(1)
    correlation = [abs(float(np.corrcoef(a, b)[0, 1])) for a, b in zip(grey, sar)]
    assert np.median(correlation) > 0.8


def test_a_set_without_negatives_is_refused(pairs, tmp_path: Path) -> None:
    _, osr = made(pairs, tmp_path, split="window", negatives=0)
    with pytest.raises(InputError, match="0 negative"):
        OsrPairStream(osr, config())
    assert bool(OsrPairStream(osr, config(positive_share=1.0))[0]["same"].all())
