"""S2-Net's maps: where the cells stand, and that scores and descriptors are what they claim to be."""

from __future__ import annotations

import torch

from optosar.models.networks.s2net import REACH, STRIDE, S2Net


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


def test_surroundings_begin_as_the_identity_and_are_then_seen_up_to_the_reach() -> None:
    plain = S2Net(32).eval()
    wide = S2Net(32, surroundings=True).eval()
    wide.load_state_dict(
        {**{k: v for k, v in wide.state_dict().items() if "surroundings" in k}, **plain.state_dict()}
    )
    image = torch.randn(1, 1, 512, 512)
    torch.testing.assert_close(wide(image, "sar").descriptors, plain(image, "sar").descriptors)
    torch.nn.init.normal_(wide.surroundings[0].far.weight, std=0.02)
    torch.nn.init.normal_(wide.surroundings[1].far.weight, std=0.02)
    before, cell = wide(image, "sar").descriptors, 256 // STRIDE
    for distance, seen in ((REACH + STRIDE, False), (160, True)):
        changed = image.clone()
        changed[..., : 256 - distance] += 1.0
        after = wide(changed, "sar").descriptors
        assert torch.equal(after[..., cell], before[..., cell]) is not seen
