"""The encoder-decoders: sizes, what the pooling indices carry, and that their encoders are a branch's trunk."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from optosar.models.networks.dfcnn import TILE_SIZE, Branch, Fusion, sub_network
from optosar.models.networks.segnet import OED, SED, Decoder, initialise_msra
from optosar.models.networks.vgg import BLOCKS


def convolutions(module: nn.Module) -> int:
    return sum(isinstance(layer, nn.Conv2d) for layer in module.modules())


def test_oed_has_ten_convolutions_and_says_how_much_is_building() -> None:
    net = OED().eval()
    with torch.inference_mode():
        share = net.probabilities(torch.randn(1, 3, TILE_SIZE, TILE_SIZE))
    assert share.shape == (1, 1, TILE_SIZE, TILE_SIZE)
    assert 0 < float(share.min()) < float(share.max()) < 1
    assert convolutions(net.encoder) == convolutions(net.decoder) == 10


@pytest.mark.parametrize("blocks", [3, 5])
@pytest.mark.parametrize("size", [67, 96])
def test_odd_and_even_tiles_come_back_in_their_size(blocks: int, size: int) -> None:
    with torch.inference_mode():
        assert SED(blocks).eval()(torch.randn(1, 1, size, size)).shape == (1, 1, size, size)


def test_sed_is_not_bounded_as_a_sigmoid_is() -> None:
    net = SED(3, channels=3)
    out = net(torch.randn(2, 3, 48, 48))
    assert out.shape[1] == 3
    assert float(out.detach().min()) < 0
    assert float(out.detach().max()) > 1


def test_upsampling_puts_values_back_where_the_maxima_were() -> None:
    decoder = Decoder(1, 1)
    decoder.block1 = nn.Identity()
    x = torch.zeros(1, 1, 4, 4)
    x[0, 0, 1, 0], x[0, 0, 2, 3] = 5.0, 7.0
    pooled, indices = nn.functional.max_pool2d(x, 2, 2, return_indices=True)
    torch.testing.assert_close(decoder(pooled, [(indices, x.shape[-2:])]), x)


def test_the_encoder_is_the_trunk_of_a_branch() -> None:
    net, branch = OED(), Branch()
    branch.trunk.load_state_dict(net.encoder.state_dict())
    assert set(net.encoder.state_dict()) == {
        f"conv{b + 1}_{i + 1}.{kind}"
        for b in range(4)
        for i in range(len(BLOCKS[b]))
        for kind in ("weight", "bias")
    }


def test_msra_keeps_the_spread_of_activations() -> None:
    torch.manual_seed(0)
    layer = nn.Conv2d(256, 256, 3, padding=1)
    initialise_msra(layer)
    x = torch.relu(torch.randn(1, 256, 32, 32))
    assert float(layer(x).square().mean()) == pytest.approx(2 * float(x.square().mean()), rel=0.15)
    assert float(layer.bias.abs().max()) == 0


@pytest.mark.parametrize(("blocks", "numbers"), [(3, 256 * 29 * 29), (4, 115_200), (5, 512 * 8 * 8)])
def test_three_four_and_five_network(blocks: int, numbers: int) -> None:
    net = sub_network(blocks).eval()
    with torch.inference_mode():
        assert net.optical(torch.randn(1, 3, TILE_SIZE, TILE_SIZE)).shape == (1, numbers)
    assert [name for name, p in net.named_parameters() if p.requires_grad and "trunk" not in name] == []


@pytest.mark.parametrize(
    ("window", "side"), [(2, 8), (3, 7), (5, 6), (7, 5), (9, 4), (11, 3), (13, 2), (15, 1)]
)
def test_pooling_windows_of_fig_5_give_its_resolutions(window: int, side: int) -> None:
    head = Branch((Fusion(1, 0, 1, window),))
    assert head.fuse({"p1": torch.randn(1, 2, 15, 15)}).shape == (1, 2 * side * side)
