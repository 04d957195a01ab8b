"""The paper's four stages: settings, batches, losses that fall, and a DFCNN at the end that encodes tiles."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from optosar.models.errors import InputError
from optosar.models.networks.dfcnn import PAPER_FUSION, Fusion
from optosar.models.retrieval.encoder import TileEncoder
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.train.checkpoint import read_checkpoint
from optosar.training_cli.train.export import export
from optosar.training_cli.train.losses import contrastive
from optosar.training_cli.train.paper.assemble import restore_dfcnn, restore_subnet
from optosar.training_cli.train.paper.config import (
    DFCNNConfig,
    OEDConfig,
    SEDConfig,
    SubnetConfig,
    load_config,
    parse_fusion,
)
from optosar.training_cli.train.paper.modules import DFCNNStage, EncoderDecoderStage, SubnetStage, Variant
from optosar.training_cli.train.paper.sources import load_buildings, split_tiles
from optosar.training_cli.train.paper.streams import BuildingStream, LabelledPairStream, TileStream
from optosar.training_cli.train.run import Hardware


@pytest.mark.parametrize(
    ("kind", "iterations"),
    [(OEDConfig, 180_000), (SEDConfig, 150_000), (SubnetConfig, 800_000), (DFCNNConfig, 160_000)],
)
def test_the_bundled_settings_are_the_papers(kind, iterations) -> None:
    config = load_config(kind)
    assert (config.steps, config.batch, config.lr, config.momentum) == (iterations, 5, 1e-3, 0.9)
    assert load_config(kind, budget=0.001).steps == iterations // 1000


def test_settings_change_on_the_command_line_and_wrong_ones_are_named() -> None:
    config = load_config(
        DFCNNConfig, changes=["margin=0.7", "fusion=[p4+2conv, p2+1conv+2pool]", "scale=false"]
    )
    assert (config.margin, config.scale, config.fusion[0]) == (0.7, False, "p4+2conv")
    for change in ("marjin=1", "scale=perhaps", "fusion=[q4]", "budget=2", "blocks=6", "lr=[1, 2]"):
        with pytest.raises(InputError):
            load_config(DFCNNConfig, changes=[change])


def test_the_papers_notation_is_read() -> None:
    assert (parse_fusion("p4+2conv+1pool"), parse_fusion("p2 + 1conv + 3pool")) == PAPER_FUSION
    assert parse_fusion("p4") == Fusion(4, 0, 0)
    assert parse_fusion("p4+1pool5") == Fusion(4, 0, 1, 5)
    assert Variant("x", ("p4+2conv+1pool", "p2+1conv+3pool")).notation == (
        "(p4+2conv+1pool)©(p2+1conv+3pool+scale)"
    )


def test_contrastive_loss_pulls_partners_and_pushes_others_to_the_margin() -> None:
    a = torch.zeros(3, 2)
    b = torch.tensor([[0.6, 0.8], [0.6, 0.0], [3.0, 4.0]])
    one = contrastive(a, b, torch.tensor([True, False, False]), margin=1.0)
    assert float(one) == pytest.approx((0.5 * 1 + 0.5 * 0.4**2 + 0) / 3, abs=1e-5)


def test_building_windows_keep_image_and_mask_in_register(laboratory) -> None:
    tiles = load_buildings(laboratory.shared / "data/buildings", 67)
    training, testing = split_tiles(tiles, 0.2, seed=1)
    assert {t.name for t in training}.isdisjoint({t.name for t in testing})
    assert len(training) + len(testing) == 6
    batch = BuildingStream(training, laboratory.config(OEDConfig, 1, augment=True))[3]
    roof = batch["target"].bool().expand_as(batch["image"])
    assert float(batch["image"][roof].mean()) - float(batch["image"][~roof].mean()) > 1


def scene(name: str, seed: int, size: int = 400) -> ImagePair:
    grey = np.random.default_rng(seed).integers(0, 255, (size, size), np.uint8)
    return ImagePair(name, np.repeat(grey[..., None], 3, 2), grey)


def test_positive_pairs_show_one_place_and_negative_pairs_two(laboratory) -> None:
    config = laboratory.config(SubnetConfig, 1, batch=40, largest_shift=0.0)
    stream = LabelledPairStream([scene("a", 0), scene("b", 1)], config)
    batch, again = stream[7], stream[7]
    for name, values in batch.items():
        torch.testing.assert_close(values, again[name], rtol=0, atol=0)
    alike = (batch["optical"][:, 0] * batch["sar"][:, 0]).mean((1, 2))
    assert bool((alike[batch["same"]] > 0.8).all())
    assert bool((alike[~batch["same"]].abs() < 0.2).all())
    assert 5 < int(batch["same"].sum()) < 22


def test_images_without_two_places_are_refused(laboratory) -> None:
    with pytest.raises(InputError, match="too small"):
        LabelledPairStream([scene("small", 0, 130)], laboratory.config(SubnetConfig, 1))


def blank(name: str) -> ImagePair:
    return ImagePair(name, np.zeros((400, 400, 3), np.uint8), np.zeros((400, 400), np.uint8))


def test_images_with_nothing_in_them_hold_no_second_place(laboratory) -> None:
    with pytest.raises(InputError, match="small is too small"):
        LabelledPairStream([blank("sea"), scene("small", 0, 130)], laboratory.config(SubnetConfig, 1))


def test_a_place_that_does_not_overlap_is_found_where_draws_do_not_meet_it(laboratory, monkeypatch) -> None:
    config = laboratory.config(SubnetConfig, 1)
    for pairs, number in (
        ([blank("sea"), scene("a", 0)], 1),
        ([scene("a", 0), blank("sea"), scene("b", 1)], 2),
    ):
        stream, drawn = LabelledPairStream(pairs, config), []

        def middle(rng: np.random.Generator, number: int = number, drawn: list[int] = drawn):
            drawn.append(number)
            assert len(drawn) < 10_000
            return number, (200.0, 200.0)

        monkeypatch.setattr(stream.windows, "draw", middle)
        other, (x, y) = stream._elsewhere(number, (200.0, 200.0), np.random.default_rng(0))
        assert other == (1 if len(pairs) == 2 else 0)
        assert other != number or max(abs(x - 200), abs(y - 200)) >= config.tile


def trained(module, stream, steps: int) -> tuple[float, float]:
    """Loss of batches not trained on before and after some steps in plain torch."""

    def loss() -> float:
        with torch.inference_mode():
            return float(np.mean([float(module.loss(stream[900 + i])) for i in range(2)]))

    module.log = lambda *_, **__: None
    optimizer = module.configure_optimizers()["optimizer"]
    before = loss()
    for step in range(steps):
        optimizer.zero_grad()
        module.training_step(stream[step], step).backward()
        optimizer.step()
    return before, loss()


def test_oed_learns_buildings(laboratory) -> None:
    torch.manual_seed(0)
    config = laboratory.config(OEDConfig, 60, lr=0.01, blocks=3)
    tiles = load_buildings(laboratory.shared / "data/buildings", 67)
    before, after = trained(EncoderDecoderStage(config), BuildingStream(tiles, config), 25)
    assert after < 0.7 * before


@pytest.mark.parametrize(("kind", "modality"), [(SEDConfig, "sar"), (OEDConfig, "optical")])
def test_autoencoders_learn_their_tiles(laboratory, kind, modality: str) -> None:
    torch.manual_seed(0)
    task = {"task": "autoencoder"} if kind is OEDConfig else {}
    config = laboratory.config(kind, 60, lr=0.01, blocks=3, **task)
    pairs = laboratory.pairs()
    before, after = trained(EncoderDecoderStage(config), TileStream(pairs, modality, config), 20)
    assert after < 0.7 * before


def test_the_sub_network_learns_pairs(laboratory) -> None:
    torch.manual_seed(0)
    config = laboratory.config(SubnetConfig, 60, lr=0.1, blocks=3, batch=3)
    pairs = laboratory.pairs()
    module = SubnetStage(config)
    before, after = trained(module, LabelledPairStream(pairs, config), 20)
    assert after < 0.85 * before


def test_variants_trained_side_by_side_are_what_each_is_alone(laboratory) -> None:
    config = laboratory.config(DFCNNConfig, 20, lr=0.1, batch=4)
    pairs = laboratory.pairs()
    stream = LabelledPairStream(pairs, config)
    variants = [Variant("a", ("p4+2conv+1pool", "p2+1conv+3pool")), Variant("b", ("p4+4conv",), scale=False)]
    alone, together = DFCNNStage(config, variants[:1]), DFCNNStage(config, variants)
    together.net.load_state_dict(alone.net.state_dict())
    fixed = together.net.optical.trunk.conv4_3.weight.clone()
    before, after = trained(together, stream, 10)
    trained(alone, stream, 10)
    assert after < before
    for name, value in alone.fusions["a"].state_dict().items():
        torch.testing.assert_close(together.fusions["a"].state_dict()[name], value, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(together.net.optical.trunk.conv4_3.weight, fixed, rtol=0, atol=0)


def test_four_stages_end_in_weights_that_encode_tiles(laboratory, runs: Path) -> None:
    last = laboratory.runner().dfcnn(laboratory.config(DFCNNConfig, 2), laboratory.subnet, runs / "dfcnn")
    stage, subnet = restore_dfcnn(last), restore_subnet(laboratory.subnet)
    oed = read_checkpoint(laboratory.encoders[0])[1]
    assert not torch.equal(oed["net.encoder.conv4_3.weight"], subnet.net.optical.trunk.conv4_3.weight), (
        "the Sub-network is trained"
    )
    torch.testing.assert_close(
        stage.net.optical.trunk.conv4_3.weight, subnet.net.optical.trunk.conv4_3.weight, rtol=0, atol=0
    )

    weights = runs / "paper.safetensors"
    export(last, weights, quantised=False)
    encoder = TileEncoder(weights, "cpu fp32")
    tiles = np.random.default_rng(0).uniform(0, 255, (1, 1, 227, 227)).astype(np.float32)
    found = encoder.encode(tiles, np.ones((1, 227, 227), bool), "sar")
    assert found.shape == (1, 192)
    assert encoder.dimension == 192

    run = json.loads((runs / "dfcnn" / "run.json").read_text())
    assert run["steps"] == 2
    assert run["recipe"]["budget"] == pytest.approx(2 / 160_000)
    assert run["from"]["subnet"]["from"]["optnet"]["task"] == "segmentation"
    card = (runs / "dfcnn" / "card.md").read_text()
    assert "2 of the paper's 160000" in card
    assert "share of the paper's iterations" in card
    assert any("steps/s" in text and "left" in text for text in laboratory.texts)


def test_a_folder_keeps_one_run(laboratory) -> None:
    laboratory.subnet  # noqa: B018 - trains it
    with pytest.raises(InputError, match="other settings"):
        laboratory.runner().subnet(
            laboratory.config(SubnetConfig, 2, margin=0.5), *laboratory.encoders, laboratory.out / "subnet"
        )


def test_checkpoints_of_the_wrong_stage_are_refused(laboratory, runs: Path) -> None:
    runner = laboratory.runner()
    with pytest.raises(InputError, match="no Sub-network"):
        runner.dfcnn(laboratory.config(DFCNNConfig, 1), laboratory.encoders[0], runs / "a")
    with pytest.raises(InputError, match="no encoder"):
        runner.subnet(laboratory.config(SubnetConfig, 1, blocks=5), *laboratory.encoders, runs / "b")
    with pytest.raises(InputError):
        Hardware(precision="fp12").trainer_precision()
