"""What the losses of D2-Net and R2D2 reward, and how they are joined."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from optosar.models.networks.d2net import D2Net, detect, soft_scores
from optosar.models.networks.r2d2 import R2D2, Maps
from optosar.training_cli.train.paper.config import load_config
from optosar.training_cli.train.s2net.cells import Cells
from optosar.training_cli.train.s2net.config import D2NetConfig, R2D2Config
from optosar.training_cli.train.s2net.d2net import D2NetBase
from optosar.training_cli.train.s2net.r2d2 import (
    R2D2Base,
    average_precision,
    cosine_dissimilarity,
    unpeakedness,
)
from optosar.training_cli.train.s2net.ssl import joint_losses
from optosar.training_cli.train.s2net.warps import grid_points

EYE = torch.eye(3)[None]


@pytest.fixture(scope="module")
def d2net() -> D2NetBase:
    return D2NetBase(load_config(D2NetConfig))


@pytest.fixture(scope="module")
def r2d2() -> R2D2Base:
    return R2D2Base(load_config(R2D2Config))


def cells(seed: int = 0) -> Cells:
    generator = torch.Generator().manual_seed(seed)
    descriptors = torch.randn(1, 128, 16, 16, generator=generator)
    return Cells(functional.normalize(descriptors, dim=1), torch.full((1, 16, 16), 1 / 256))


def whole(size: int) -> torch.Tensor:
    return torch.ones(1, size, size, dtype=torch.bool)


def test_triplets_of_equal_descriptors_cost_little_and_of_others_more(d2net):
    same = d2net.matching_loss(cells(), cells(), EYE, whole(128), whole(128))
    other = d2net.matching_loss(cells(), cells(1), EYE, whole(128), whole(128))
    assert same < 0.1
    assert other > 0.9


def test_the_map_says_which_cells_correspond(d2net):
    a = cells()
    moved = Cells(a.descriptors.roll(2, dims=3), a.scores)
    shift = torch.tensor([[[1.0, 0, 16], [0, 1, 0], [0, 0, 1]]])
    right = d2net.matching_loss(a, moved, shift, whole(128), whole(128))
    wrong = d2net.matching_loss(a, moved, EYE, whole(128), whole(128))
    assert right < 0.1 < wrong


def test_high_scores_count_most(d2net):
    a, b = cells(), cells()
    b.descriptors[:, :, :8] = cells(1).descriptors[:, :, :8]
    scores = torch.full((1, 16, 16), 1e-6)
    scores[:, 8:] = 1.0
    trusting = d2net.matching_loss(
        Cells(a.descriptors, scores), Cells(b.descriptors, scores), EYE, whole(128), whole(128)
    )
    assert trusting < 0.1


def test_nothing_in_common_gives_no_loss_and_a_gradient_of_zero(d2net):
    scores = torch.rand(1, 16, 16, requires_grad=True)
    away = torch.tensor([[[1.0, 0, 500], [0, 1, 0], [0, 0, 1]]])
    loss = d2net.matching_loss(Cells(cells().descriptors, scores), cells(), away, whole(128), whole(128))
    loss.backward()
    assert loss == 0
    assert not scores.grad.any()


def test_soft_scores_prefer_a_peak_and_sum_to_one():
    features = torch.rand(2, 8, 12, 12) * 0.1
    features[0, 3, 5, 7] = 5
    scores = soft_scores(features)
    torch.testing.assert_close(scores.sum((1, 2)), torch.ones(2))
    assert scores[0].argmax() == 5 * 12 + 7


def test_a_peak_is_found_with_a_fraction_of_a_cell_and_an_edge_is_not():
    y, x = torch.meshgrid(torch.arange(20.0), torch.arange(20.0), indexing="ij")
    blob = torch.exp(-((x - 8.3) ** 2 + (y - 6.2) ** 2) / 8)
    edge = 0.5 * torch.exp(-((x - 15) ** 2) / 2) * (1 + 0.001 * torch.exp(-((y - 12) ** 2)))
    places, scores = detect(torch.stack([blob, edge]))
    assert len(places) == len(scores) == 1
    torch.testing.assert_close(places[0], torch.tensor([8.3, 6.2]), atol=0.05, rtol=0)


def test_the_extraction_stride_is_half_of_the_training_stride():
    net = D2Net()
    with torch.no_grad():
        assert net.train()(torch.rand(1, 3, 64, 64)).shape == (1, 512, 8, 8)
        assert net.eval()(torch.rand(1, 3, 64, 64)).shape == (1, 512, 15, 15)


def test_average_precision_of_rankings_by_hand():
    bins = 101
    best = torch.tensor([[0.9, 0.5, 0.3]])
    second = torch.tensor([[0.5, 0.9, 0.3]])
    last = torch.tensor([[0.1, 0.9, 0.5]])
    found = [float(average_precision(scores, bins)) for scores in (best, second, last)]
    assert found == pytest.approx([1.0, 0.5, 1 / 3], abs=0.01)


def test_average_precision_pulls_the_right_one_up():
    scores = torch.tensor([[0.40, 0.41, 0.2]], requires_grad=True)
    average_precision(scores, 20).sum().backward()
    assert scores.grad[0, 0] > 0 > scores.grad[0, 1]


def test_repeatability_should_be_alike_and_peaked():
    torch.manual_seed(0)
    a, b, valid = torch.rand(1, 64, 64), torch.rand(1, 64, 64), torch.ones(1, 64, 64, dtype=torch.bool)
    assert cosine_dissimilarity(a, a, valid, 16) == pytest.approx(0, abs=1e-5)
    assert cosine_dissimilarity(a, b, valid, 16) > 0.1
    assert cosine_dissimilarity(a, b, ~valid, 16) == 0
    peaks = torch.zeros(1, 64, 64)
    peaks[:, 8::16, 8::16] = 1
    assert unpeakedness(peaks, 16) < 0.1
    assert unpeakedness(torch.ones(1, 64, 64), 16) > 0.9


def test_r2d2_is_rewarded_for_right_descriptors_and_for_knowing_wrong_ones(r2d2):
    torch.manual_seed(0)
    descriptors = functional.normalize(torch.randn(1, 128, 48, 48), dim=1)
    others = functional.normalize(torch.randn(1, 128, 48, 48), dim=1)
    flat, sure, unsure = torch.full((1, 48, 48), 0.5), torch.ones(1, 48, 48), torch.zeros(1, 48, 48)

    def loss(second, trust):
        return r2d2.matching_loss(
            Maps(descriptors, trust, flat), Maps(second, trust, flat), EYE, whole(48), whole(48)
        )

    assert loss(descriptors, sure) < loss(descriptors, unsure) < loss(others, sure)
    assert loss(others, unsure) < loss(others, sure)


def test_places_beyond_the_border_are_no_wrong_ones(r2d2):
    """One query, 4 px from two borders; everything within 4.5 px of it is alike, and right, and the rest is not."""
    places = grid_points(8, 8)
    alike = ((places - 4).norm(dim=1) < 4.5).float().view(1, 1, 8, 8)
    maps = Maps(torch.cat([alike, 1 - alike], 1), torch.ones(1, 8, 8), torch.full((1, 8, 8), 0.5))
    loss = r2d2._described(maps, maps, places.view(1, 8, 8, 2), whole(8))
    assert loss == pytest.approx(0.0, abs=1e-5)


def test_r2d2_keeps_the_resolution_and_its_outputs_are_shares():
    with torch.no_grad():
        maps = R2D2().eval()(torch.rand(2, 3, 40, 56))
    assert maps.descriptors.shape == (2, 128, 40, 56)
    assert maps.reliability.shape == maps.repeatability.shape == (2, 40, 56)
    for value in (maps.reliability, maps.repeatability):
        assert ((value >= 0) & (value <= 1)).all()
    torch.testing.assert_close(maps.descriptors.norm(dim=1), torch.ones(2, 40, 56))


class Told:
    """A base network that only writes down what it is asked."""

    def __init__(self):
        self.asked = []
        self.modalities = []

    def describe(self, images, modalities):
        assert images.shape[1] == 3
        self.modalities.append(list(modalities))
        return images.mean((1, 2, 3))

    def part(self, described, start, stop):
        return described[start:stop]

    def matching_loss(self, a, b, maps, seen, other):
        self.asked.append((float(a), float(b), float(maps[0, 0, 2])))
        return (a - b).abs().sum()


def test_the_joint_loss_is_that_of_the_pair_and_of_both_partners():
    def flat(value, channels):
        return torch.full((1, channels, 8, 8), value)

    batch = {
        "visible": flat(0.1, 3),
        "other": flat(0.4, 1),
        "visible_partner": flat(0.2, 3),
        "other_partner": flat(0.9, 1),
    }
    for number, name in enumerate(("other", "visible_partner", "other_partner")):
        batch[f"{name}_map"] = torch.eye(3)[None].clone()
        batch[f"{name}_map"][0, 0, 2] = number
    for name in ("visible", "other", "visible_partner", "other_partner"):
        batch[f"{name}_valid"] = whole(8)
    base = Told()
    losses = joint_losses(base, batch, weight=0.5)
    assert base.asked == [
        pytest.approx((0.1, 0.4, 0)),
        pytest.approx((0.1, 0.2, 1)),
        pytest.approx((0.4, 0.9, 2)),
    ]
    assert {name: float(value) for name, value in losses.items()} == pytest.approx(
        {"supervised": 0.3, "self_visible": 0.5 * 0.1, "self_other": 0.5 * 0.5}
    )
    assert base.modalities == [["visible", "other", "visible", "other"]]
    alone = {name: value for name, value in batch.items() if "partner" not in name}
    assert list(joint_losses(Told(), alone, weight=0.5)) == ["supervised"]


@pytest.mark.parametrize("base", ["d2net", "r2d2"])
def test_self_supervision_can_leave_the_detector_to_the_pair(base, request):
    network = request.getfixturevalue(base)
    if base == "d2net":
        described = Cells(cells().descriptors.requires_grad_(), cells().scores.requires_grad_())
        detection, size = [described.scores], 128
    else:
        described = Maps(
            *(torch.rand(shape).requires_grad_() for shape in ((1, 8, 48, 48), *[(1, 48, 48)] * 2))
        )
        detection, size = [described.reliability, described.repeatability], 48
    other = Cells(cells(1).descriptors, cells(1).scores) if base == "d2net" else described
    held = network.undetected(described)
    loss = network.matching_loss(held, network.undetected(other), EYE, whole(size), whole(size))
    assert loss == network.matching_loss(described, other, EYE, whole(size), whole(size))
    loss.backward()
    assert described.descriptors.grad.any()
    assert all(part.grad is None for part in detection)


def test_the_pair_still_teaches_the_detector_when_its_partners_do_not():
    class Scored(Told):
        def undetected(self, described):
            return described.detach()

        def matching_loss(self, a, b, maps, seen, other):
            return (a * b).sum()

    shade = torch.full((1, 3, 8, 8), 0.5, requires_grad=True)
    partner = torch.full((1, 3, 8, 8), 0.5, requires_grad=True)
    batch = {
        "visible": shade,
        "other": shade[:, :1],
        "visible_partner": partner,
        "other_partner": partner[:, :1],
    }
    batch |= {f"{name}_map": torch.eye(3)[None] for name in ("other", "visible_partner", "other_partner")}
    batch |= {f"{name}_valid": whole(8) for name in ("visible", "other", "visible_partner", "other_partner")}
    losses = joint_losses(Scored(), batch, 0.5, detector=False)
    assert list(losses) == ["supervised", "self_visible", "self_other"]
    assert losses["supervised"].requires_grad
    assert not losses["self_visible"].requires_grad
    assert not losses["self_other"].requires_grad
