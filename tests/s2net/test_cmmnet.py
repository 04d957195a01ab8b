"""CMM-Net: what its modalities share, and what each of its losses asks for."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from optosar.models.errors import InputError
from optosar.models.networks.cmmnet import CMMNet
from optosar.models.networks.d2net import D2Net, detect
from optosar.models.networks.vgg import layer_names, load_imagenet
from optosar.training_cli.methods.learned import Learned
from optosar.training_cli.train.paper.config import load_config
from optosar.training_cli.train.run import imagenet_weights
from optosar.training_cli.train.s2net.cells import Cells, Correspondences
from optosar.training_cli.train.s2net.cmmnet import CMMNetBase, cross_modality_loss, discriminative_loss
from optosar.training_cli.train.s2net.config import CMMNetConfig
from optosar.training_cli.train.s2net.d2net import triplet_loss
from optosar.training_cli.train.s2net.modules import KeypointStage
from optosar.training_cli.train.s2net.ssl import joint_losses
from optosar.training_cli.train.s2net.warps import grid_points

from .conftest import textured

SIDE = 16


def noise(seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return functional.normalize(torch.randn(SIDE * SIDE, 64, generator=generator), dim=1)


def pair(ours: torch.Tensor, theirs: torch.Tensor, trust: torch.Tensor | None = None) -> Correspondences:
    """Every cell corresponds to the one at the same place."""
    every = torch.arange(SIDE * SIDE)
    trusted = torch.ones(SIDE * SIDE) if trust is None else trust
    return Correspondences(ours, theirs, grid_points(SIDE, SIDE), every, every, ours, theirs, trusted)


@pytest.mark.parametrize("unshared", [1, 2, 3])
def test_shallow_blocks_belong_to_a_modality_and_deep_ones_to_both(unshared):
    net = CMMNet(unshared)
    names = {name.rsplit(".", 1)[0] for name in net.state_dict()}
    own = set(layer_names(unshared))
    assert {name.split(".")[-1] for name in names if name.startswith("visible.")} == own
    assert {name.split(".")[-1] for name in names if name.startswith("other.")} == own
    deep = {name.split(".")[-1] for name in names if name.startswith("shared.")}
    assert deep == set(layer_names(4)) - own
    addresses = [parameter.data_ptr() for parameter in net.parameters()]
    assert len(set(addresses)) == len(addresses) == 2 * (10 + len(own))


def test_an_image_teaches_its_own_branch_and_the_shared_layers():
    net = CMMNet()
    net(torch.rand(1, 3, 64, 64), ["other"]).square().sum().backward()
    assert all(parameter.grad is None for parameter in net.visible.parameters())
    for trunk in (net.other, net.shared):
        assert all(parameter.grad.any() for parameter in trunk.parameters())


@pytest.mark.parametrize("training", [True, False])
def test_it_begins_as_d2_net_for_both_modalities(with_vgg, training):
    tensors = imagenet_weights(with_vgg / "weights" / "vgg16_imagenet_conv.npz")
    d2net, net = D2Net().train(training), CMMNet().train(training)
    load_imagenet(d2net.trunk, tensors)
    net.start_from(tensors)
    images = torch.rand(4, 3, 64, 64)
    with torch.no_grad():
        expected = d2net(images)
        torch.testing.assert_close(net(images, ["other", "visible", "visible", "other"]), expected)
    assert (net.stride, net.origin, net.dimension) == (d2net.stride, d2net.origin, d2net.dimension)


def test_every_image_goes_through_the_branch_of_its_modality():
    net = CMMNet().eval()
    images = torch.rand(5, 3, 40, 48)
    modalities = ["other", "visible", "other", "other", "visible"]
    with torch.no_grad():
        together = net(images, modalities)
        alone = torch.cat([net(image[None], [name]) for image, name in zip(images, modalities)])
        swapped = net(images[:1], ["visible"])
    torch.testing.assert_close(together, alone)
    assert not torch.allclose(together[:1], swapped)


def test_a_number_of_blocks_that_leaves_nothing_to_share_is_said():
    for count in (0, 4):
        with pytest.raises(InputError, match="unshared"):
            load_config(CMMNetConfig, None, [f"unshared={count}"])
    assert load_config(CMMNetConfig).ssl is False


def test_the_cross_modality_loss_is_the_distance_of_places_to_themselves():
    assert cross_modality_loss(pair(noise(0), noise(0))) == pytest.approx(0, abs=1e-6)
    assert cross_modality_loss(pair(noise(0), -noise(0))) == pytest.approx(4)
    apart = noise(1).requires_grad_()
    cross_modality_loss(pair(noise(0), apart)).backward()
    nearer = functional.normalize(apart.detach() - 0.5 * SIDE**2 * apart.grad, dim=1)
    assert ((nearer * noise(0)).sum(1) > (apart.detach() * noise(0)).sum(1)).all()


def test_the_discriminative_loss_looks_at_one_image_at_a_time():
    # Different places of each image differ; that no place looks alike in both images is nothing to this loss.
    assert discriminative_loss(pair(noise(0), noise(1)), 0.5, 4) == 0
    flat = functional.normalize(torch.ones(SIDE * SIDE, 64), dim=1)
    assert discriminative_loss(pair(flat, flat), 0.5, 4) == pytest.approx(0.5)
    assert discriminative_loss(pair(flat, noise(1)), 0.5, 4) == pytest.approx(0.25)
    assert discriminative_loss(pair(noise(1), flat), 0.5, 4) == pytest.approx(0.25)


def test_likeness_within_reach_is_not_punished():
    twins = noise(0)
    twins[4] = twins[0]
    assert discriminative_loss(pair(twins, noise(1)), 0.5, 4) == 0
    assert discriminative_loss(pair(twins, noise(1)), 0.5, 3) > 0


def test_the_discriminative_loss_pushes_like_places_apart():
    twins = noise(0)
    twins[200] = functional.normalize(twins[0] + 0.3 * twins[200], dim=0)
    twins.requires_grad_()
    discriminative_loss(pair(twins, noise(1)), 1.0, 4).backward()
    moved = functional.normalize(twins.detach() - SIDE**2 * twins.grad, dim=1)
    assert (moved[0] * moved[200]).sum() < (twins[0] * twins[200]).sum() - 0.1


def test_triplets_ask_for_a_margin_across_the_pair():
    assert triplet_loss(pair(noise(0), noise(0)), 0.5, 4) == pytest.approx(0, abs=1e-6)
    assert triplet_loss(pair(noise(0), noise(1)), 0.5, 4) > 0.5
    # Ambiguous within an image, but then also across.
    flat = functional.normalize(torch.ones(SIDE * SIDE, 64), dim=1)
    assert triplet_loss(pair(flat, flat), 0.5, 4) == pytest.approx(0.5)


def test_high_scores_count_most_in_each_loss():
    half = torch.full((SIDE * SIDE,), 1e-6)
    half[SIDE * SIDE // 2 :] = 1.0
    theirs = noise(0)
    theirs[: SIDE * SIDE // 2] = functional.normalize(torch.ones(64), dim=0)
    for loss in (
        cross_modality_loss,
        lambda found: discriminative_loss(found, 0.5, 4),
        lambda found: triplet_loss(found, 0.5, 4),
    ):
        assert loss(pair(noise(0), theirs, half)) < 0.01 < loss(pair(noise(0), theirs))


def test_the_pair_loss_is_the_weighted_sum_of_the_three():
    config = load_config(
        CMMNetConfig, None, ["cross=0.5", "discriminative=2", "separation=1.5", "margin=0.7"]
    )
    found = pair(noise(0), functional.normalize(noise(0) + noise(1), dim=1))
    expected = (
        triplet_loss(found, 0.7, 4)
        + 0.5 * cross_modality_loss(found)
        + 2 * discriminative_loss(found, 1.5, 4)
    )
    assert CMMNetBase(config).pair_loss(found) == pytest.approx(float(expected))


def test_corresponding_maps_cost_less_than_others():
    base = CMMNetBase(load_config(CMMNetConfig))
    scores = torch.full((1, SIDE, SIDE), 1 / SIDE**2)
    a, b = (Cells(noise(seed).t().reshape(1, 64, SIDE, SIDE), scores) for seed in (0, 1))
    seen = torch.ones(1, 8 * SIDE, 8 * SIDE, dtype=torch.bool)
    same, other = (base.matching_loss(a, image, torch.eye(3)[None], seen, seen) for image in (a, b))
    assert same + 2 < other


def test_self_supervision_serves_it_too():
    base = CMMNetBase(load_config(CMMNetConfig)).train()
    batch = {"visible": torch.rand(1, 3, 80, 80), "other": torch.rand(1, 1, 80, 80)}
    batch |= {f"{name}_partner": value.flip(1) for name, value in batch.items()}
    batch |= {f"{name}_valid": torch.ones(1, 80, 80, dtype=torch.bool) for name in list(batch)}
    batch |= {f"{name}_map": torch.eye(3)[None] for name in ("other", "visible_partner", "other_partner")}
    losses = joint_losses(base, batch, weight=0.8)
    assert list(losses) == ["supervised", "self_visible", "self_other"]
    torch.stack(list(losses.values())).sum().backward()
    assert all(parameter.grad.any() for parameter in base.parameters())


def test_a_checkpoint_gives_the_network_back(tmp_path):
    stage = KeypointStage(load_config(CMMNetConfig, None, ["unshared=1"]))
    path = tmp_path / "final.ckpt"
    torch.save({"hyper_parameters": dict(stage.hparams), "state_dict": stage.state_dict()}, path)
    method = Learned(path, "cpu fp32")
    assert method.name == "CMM-Net"
    picture = textured(96, 128, seed=5)
    found = {which: method.extract(picture, which, 40) for which in ("visible", "other")}
    net = stage.base.net.eval()
    batch = torch.from_numpy(picture.transpose(2, 0, 1))[None].float() / 255
    for which, keypoints in found.items():
        with torch.no_grad():
            places, scores = detect(net(batch, [which])[0])
        np.testing.assert_allclose(keypoints.xy, places[:40] * 4 + 3.5, atol=1e-3)
        np.testing.assert_allclose(keypoints.scores, scores[:40], rtol=1e-4)
    # Each modality has weights of its own, which differ here because nothing was trained or loaded.
    assert not np.array_equal(found["visible"].xy, found["other"].xy)
