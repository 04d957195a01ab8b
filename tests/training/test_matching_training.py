"""Training of the keypoint network: what counts as a hit, and steps that are out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from optosar.training_cli.train.matching import MatchingModule, cell_centres, correspondence_loss

SIDE = 64


@pytest.fixture
def module() -> MatchingModule:
    torch.manual_seed(0)
    found = MatchingModule(10, surroundings=False)
    found.log = lambda *_, **__: None
    return found


def pairs(shared: bool = True) -> dict[str, Tensor]:
    """Two window pairs that lie on each other; where they share no ground, nothing of one window is valid."""
    generator = torch.Generator().manual_seed(1)
    return {
        "optical": torch.randn(2, 3, SIDE, SIDE, generator=generator),
        "sar": torch.randn(2, 1, SIDE, SIDE, generator=generator),
        "to_sar": torch.eye(3).repeat(2, 1, 1),
        "tolerance": torch.ones(2, 2),
        "optical_valid": torch.full((2, SIDE, SIDE), shared),
        "sar_valid": torch.ones(2, SIDE, SIDE, dtype=torch.bool),
    }


class AsOnGPUs(TorchFunctionMode):
    """Refuses what mixed precision on GPUs refuses, and the CPU's does not: cross-entropy of probabilities."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        if func is functional.binary_cross_entropy and torch.is_autocast_enabled("cpu"):
            raise RuntimeError("unsafe to autocast")
        return func(*args, **(kwargs or {}))


@pytest.fixture
def as_on_gpus() -> Iterator[None]:
    with AsOnGPUs(), torch.autocast("cpu", torch.bfloat16):
        yield


def test_a_step_in_mixed_precision_can_be_taken_on_gpus(module: MatchingModule, as_on_gpus: None) -> None:
    loss = module.training_step(pairs(), 0)
    assert loss.dtype == torch.float32
    loss.backward()
    assert float(module.net.reliability.weight.grad.abs().sum()) > 0


@pytest.mark.parametrize(("away", "right"), [(0, True), (1, True), (2, False)])
def test_the_most_similar_cell_is_a_hit_at_the_true_place_and_beside_it(away: int, right: bool) -> None:
    cells, cell = torch.eye(256), 100
    centres = cell_centres(16, 16, torch.device("cpu"))
    query, target = cells[[cell + away]], centres[[cell]]
    loss, hit = correspondence_loss(query, cells, target, torch.zeros(2), torch.tensor(0.07), centres)
    assert hit.tolist() == [right]
    # A neighbour is no negative.
    beside = [cell + row + col for row in (-16, 0, 16) for col in (-1, 0, 1) if row or col]
    logits = (query @ cells.t() / 0.07)[0]
    kept = logits[[number for number in range(256) if number not in beside]]
    assert float(loss) == pytest.approx(float(torch.logsumexp(kept, 0) - logits[cell]), abs=1e-4)


def test_windows_that_share_no_ground_teach_nothing(module: MatchingModule) -> None:
    loss = module.training_step(pairs(shared=False), 0)
    assert float(loss) == 0
    loss.backward()
    for parameter in module.parameters():
        assert parameter.grad is not None
        assert not parameter.grad.any()
