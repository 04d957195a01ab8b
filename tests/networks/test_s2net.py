"""S2-Net's maps: where the cells stand, and that scores and descriptors are what they claim to be."""

from __future__ import annotations

import torch

from optosar.models.networks.s2net import STRIDE, S2Net


def test_descriptors_stand_on_a_grid_of_a_quarter_of_the_resolution() -> None:
    dense = S2Net(32).eval()(torch.randn(2, 1, 64, 96), "sar")
    assert dense.descriptors.shape == (2, 32, 64 // STRIDE, 96 // STRIDE)
    torch.testing.assert_close(dense.descriptors.norm(dim=1), torch.ones(2, 16, 24))
    assert dense.reliability.shape == (2, 16, 24)
    assert bool(((dense.reliability >= 0) & (dense.reliability <= 1)).all())


def test_only_the_first_blocks_belong_to_one_modality() -> None:
    net = S2Net()
    image = torch.randn(1, 3, 32, 32)
    before = net(image, "optical").descriptors
    with torch.no_grad():
        for parameter in net.sar.parameters():
            parameter.add_(0.1)
    torch.testing.assert_close(net(image, "optical").descriptors, before)
    with torch.no_grad():
        next(iter(net.shared.parameters())).add_(0.1)
    assert not torch.allclose(net(image, "optical").descriptors, before)
