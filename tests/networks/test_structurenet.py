"""StructureNet: a short vector for every pixel, by a stream of its own for each modality."""

from __future__ import annotations

import torch

from optosar.models.networks.structurenet import StructureNet


def test_every_pixel_has_a_vector_shorter_than_one() -> None:
    net = StructureNet(5).eval()
    for bands, modality in ((3, "optical"), (1, "sar")):
        maps = net(torch.randn(2, bands, 32, 48), modality)
        assert maps.shape == (2, 5, 32, 48)
        assert float(maps.detach().norm(dim=1).max()) < 1


def test_modalities_share_nothing() -> None:
    net = StructureNet().eval()
    image = torch.randn(1, 3, 32, 32)
    before = net(image, "optical")
    with torch.no_grad():
        for parameter in net.sar.parameters():
            parameter.add_(0.1)
    torch.testing.assert_close(net(image, "optical"), before)
