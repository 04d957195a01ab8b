"""DFCNN as the paper describes it: sizes, lengths, and what each part may change."""

from __future__ import annotations

import pytest
import torch

from optosar.models.errors import InputError
from optosar.models.networks.dfcnn import DFCNN, PAPER_FUSION, TILE_SIZE, Branch, Fusion
from optosar.models.networks.vgg import BLOCKS, VGGTrunk, layer_names, load_imagenet


def test_a_tile_becomes_192_numbers() -> None:
    optical, sar = DFCNN().eval()(
        torch.randn(1, 3, TILE_SIZE, TILE_SIZE), torch.randn(1, 1, TILE_SIZE, TILE_SIZE)
    )
    assert optical.shape == sar.shape == (1, 192)


@pytest.mark.parametrize(
    ("fusion", "length"),
    [
        ((Fusion(4, 2, 0), Fusion(2, 1, 2)), 675),
        ((Fusion(4, 2, 1), Fusion(1, 1, 4)), 192),
        ((Fusion(4, 2, 1), Fusion(3, 1, 2)), 192),
        (PAPER_FUSION, 192),
    ],
)
def test_the_fusions_of_tables_1_and_2_have_the_papers_lengths(
    fusion: tuple[Fusion, ...], length: int
) -> None:
    assert Branch(fusion).eval()(torch.randn(1, 3, TILE_SIZE, TILE_SIZE)).shape == (1, length)


@pytest.mark.parametrize("pools", [0, 1, 2])
@pytest.mark.parametrize("window", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("level", [2, 4])
def test_the_dimension_is_that_of_the_descriptors(level: int, window: int, pools: int) -> None:
    fusion = (Fusion(level, 2, pools, window), Fusion(2, 1, 3))
    net = DFCNN(fusion).eval()
    sides = {n: -(-TILE_SIZE // 2**n) for n in (2, 4)}
    maps = {f"p{n}": torch.randn(1, BLOCKS[n - 1][-1], side, side) for n, side in sides.items()}
    assert net.optical.fuse(maps).shape == (1, net.dimension)


def test_a_window_larger_than_the_map_has_no_side() -> None:
    assert Fusion(4, 2, 1, 15).side == 1
    assert Fusion(4, 2, 1, 17).side < 1


def test_pooling_rounds_up_as_caffe_does() -> None:
    maps = VGGTrunk(4)(torch.randn(1, 3, TILE_SIZE, TILE_SIZE))
    assert [maps[f"p{level}"].shape[-1] for level in (1, 2, 3, 4)] == [114, 57, 29, 15]


def test_the_bare_sub_network_has_115200_numbers() -> None:
    assert VGGTrunk(4)(torch.randn(1, 3, TILE_SIZE, TILE_SIZE))["p4"].numel() == 115200


def test_the_scale_layer_weighs_each_feature_type() -> None:
    branch = Branch().eval()
    tile = torch.randn(1, 3, TILE_SIZE, TILE_SIZE)
    before = branch(tile)
    with torch.no_grad():
        branch.scale.copy_(torch.tensor([1.0, 3.0]))
    after = branch(tile)
    torch.testing.assert_close(after[:, :128], before[:, :128])
    torch.testing.assert_close(after[:, 128:], 3 * before[:, 128:])


def test_the_branches_share_no_weights() -> None:
    net = DFCNN()
    own = {p.data_ptr() for p in net.optical.parameters()}
    assert not own & {p.data_ptr() for p in net.sar.parameters()}


def test_imagenet_weights_are_turned_from_bgr_to_rgb() -> None:
    trunk = VGGTrunk(1)
    tensors = {}
    for name in layer_names(1):
        tensors[f"{name}.weight"] = torch.randn_like(getattr(trunk, name).weight)
        tensors[f"{name}.bias"] = torch.randn_like(getattr(trunk, name).bias)
    load_imagenet(trunk, tensors)
    image_rgb = torch.randn(1, 3, 8, 8)
    by_hand = torch.nn.functional.conv2d(
        image_rgb.flip(1), tensors["conv1_1.weight"], tensors["conv1_1.bias"], padding=1
    )
    torch.testing.assert_close(trunk.conv1_1(image_rgb), by_hand)


def test_imagenet_weights_that_lack_a_convolution_are_refused() -> None:
    trunk = VGGTrunk(2)
    tensors = dict(trunk.state_dict())
    load_imagenet(trunk, tensors)
    for damaged in (
        {**tensors, "conv2_1.bias": torch.zeros(3)},
        {"conv1_1.weight": tensors["conv1_1.weight"]},
    ):
        with pytest.raises(InputError, match=r"have no conv\d_1\.bias of the shape"):
            load_imagenet(trunk, damaged)
