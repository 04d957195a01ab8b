"""MISO and NetVLAD learn a handful of pairs and begin as they should."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from optosar.models.errors import InputError
from optosar.models.networks.dfcnn import sub_network
from optosar.models.networks.segnet import initialise_msra
from optosar.training_cli.baselines.miso import MISO
from optosar.training_cli.baselines.netvlad import VLAD, NetVLAD
from optosar.training_cli.train.paper.modules import pair_loss


def handful(side: int = 35, count: int = 4) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """All pairs of a few places: optical (N, 3, T, T), SAR (N, 1, T, T) unlike it, and which are the same."""
    generator = torch.Generator().manual_seed(0)
    # NetVLAD has no order of places, so that the pictures must differ in their texture.
    waves = torch.arange(side) * torch.tensor([0.2, 0.7, 1.5, 2.8])[:count, None]
    optical = waves.sin()[:, None, None] + 0.3 * torch.randn(count, 3, side, side, generator=generator)
    sar = -optical.mean(1, keepdim=True).abs() + 0.1 * torch.randn(count, 1, side, side, generator=generator)
    rows = torch.arange(count).repeat_interleave(count)
    columns = torch.arange(count).repeat(count)
    return optical[rows], sar[columns], rows == columns


def test_miso_learns_a_handful_of_pairs() -> None:
    torch.manual_seed(0)
    net = MISO((8, 16), 16, 32, dropout=0)
    optical, sar, same = handful()
    optimiser = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(120):
        loss = functional.binary_cross_entropy_with_logits(net(optical, sar), same.float())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert float(loss.detach()) < 0.1
    assert torch.equal(net.eval()(optical, sar) > 0, same)


def test_misos_fusion_is_a_convolution_of_the_concatenated_maps() -> None:
    net = MISO((4, 8), 6, 8).eval()
    optical, sar, _ = handful()
    maps = torch.cat([net.streams["optical"](optical), net.streams["sar"](sar)], 1)
    weight = torch.cat([net.fusions["optical"].weight, net.fusions["sar"].weight], 1)
    whole = functional.conv2d(maps, weight, net.fusions["optical"].bias, padding=1)
    torch.testing.assert_close(net.part("optical", optical) + net.part("sar", sar), whole)
    # One part against many, as a search does it.
    one = net.part("optical", optical[:1])
    torch.testing.assert_close(net.score(one, net.part("sar", sar))[:4], net(optical[:4], sar[:4]))


def test_vlad_of_a_single_cluster_is_the_mean_residual() -> None:
    pool = VLAD(1, 3)
    pool.start(torch.tensor([[1.0, 0.0, 0.0]]), 10)
    maps = torch.tensor([[[[0.0, 3.0]], [[2.0, 0.0]], [[0.0, 0.0]]]])
    expected = functional.normalize(torch.tensor([[-1.0, 1.0, 0.0]]), dim=1)
    torch.testing.assert_close(pool(maps), expected)


def test_a_start_assigns_features_to_the_nearest_cluster() -> None:
    centres = functional.normalize(torch.randn(5, 8, generator=torch.Generator().manual_seed(1)), dim=1) * 0.8
    pool = VLAD(5, 8)
    pool.start(centres, 100)
    features = functional.normalize(torch.randn(40, 8, generator=torch.Generator().manual_seed(2)), dim=1)
    found = pool.assign(features[..., None, None])[..., 0, 0].argmax(1)
    assert torch.equal(found, torch.cdist(features, centres).argmin(1))


def test_netvlad_learns_a_handful_of_pairs() -> None:
    torch.manual_seed(0)
    subnet = sub_network(3)
    initialise_msra(subnet)
    net = NetVLAD(subnet, clusters=4, dimension=32)
    optical, sar, same = handful(count=3)
    net.start([{"optical": optical, "sar": sar}], 10, 0)
    optimiser = torch.optim.Adam(net.parameters(), lr=2e-5)
    losses = []
    for _ in range(60):
        pair = net.describe("optical", optical), net.describe("sar", sar)
        loss = pair_loss(*pair, same, 1.0)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.05 * losses[0]


def test_too_few_features_for_the_clusters_are_refused() -> None:
    net = NetVLAD(sub_network(3), clusters=64, dimension=8)
    with pytest.raises(InputError, match="64 clusters"):
        net.start([{"optical": torch.zeros(1, 3, 16, 16), "sar": torch.zeros(1, 1, 16, 16)}], 10, 0)
