"""Training runs of all base networks through the command line, small."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import torch

from optosar.models.errors import InputError
from optosar.training_cli.app import main
from optosar.training_cli.data.cross_modality import cross_pairs
from optosar.training_cli.methods.learned import Learned
from optosar.training_cli.train.checkpoint import part_of, read_checkpoint
from optosar.training_cli.train.paper.config import load_config
from optosar.training_cli.train.s2net.config import CMMNetConfig, D2NetConfig, R2D2Config, config_of
from optosar.training_cli.train.s2net.modules import KeypointStage
from optosar.training_cli.train.s2net.stream import CrossPairStream

SMALL = ["--set", "tile=64", "--workers", "0", "--precision", "fp32", "--accelerator", "cpu"]


def train(shared, out, *arguments):
    return main(["train", "s2net", "--out", str(out), "--shared", str(shared), *SMALL, *arguments])


@pytest.mark.parametrize(("base", "name"), [("d2net", "D2-Net"), ("r2d2", "R2D2"), ("cmmnet", "CMM-Net")])
def test_a_run_leaves_a_checkpoint_a_card_and_keypoints(with_vgg, tmp_path, base, name):
    budget = "0.00023" if base == "r2d2" else "0.00012"
    assert train(with_vgg, tmp_path, "--base", base, "--ssl", "--budget", budget, "--lambda", "0.3") == 0
    run = json.loads((tmp_path / "run.json").read_text())
    assert run["recipe"]["weight"] == 0.3
    assert run["recipe"]["ssl"] is True
    assert run["steps"] == 2
    card = (tmp_path / "card.md").read_text()
    assert f"# {name}" in card
    assert "Adam, rate 0.0001" in card
    assert "weight 0.3" in card
    assert "share of the paper's iterations" in card
    method = Learned(tmp_path / "final.ckpt", "cpu fp32", pyramid=base == "r2d2")
    assert method.name == f"{name}+SSL"
    visible, other = cross_pairs("roadscene/test", with_vgg)[0].load()
    for image, which in ((visible, "visible"), (other, "other")):
        found = method.extract(image, which, 50)
        assert 0 < len(found) <= 50
        assert (np.diff(found.scores) <= 0).all()
        assert ((found.xy >= 0) & (found.xy <= [239, 149])).all()
        np.testing.assert_allclose(np.linalg.norm(found.descriptors, axis=1), 1, atol=1e-4)
    weights, arrays = tmp_path / "mine.safetensors", tmp_path / "keypoints.npz"
    assert main(["train", "export", str(tmp_path / "final.ckpt"), str(weights), "--fp16"]) == 0
    exported = Learned(weights, "cpu fp32", pyramid=base == "r2d2")
    assert exported.name == method.name
    assert len(exported.extract(visible, "visible", 50)) == len(method.extract(visible, "visible", 50))
    image = with_vgg / "data" / "roadscene" / "test" / "vis" / "0.jpg"
    common = ["--weights", str(weights), "--device", "cpu fp32", "--k", "50"]
    assert main(["features", str(image), "--modality", "optical", "--out", str(arrays), *common]) == 0
    with np.load(arrays) as saved:
        assert saved["keypoints"].shape == (50, 2)
        assert saved["descriptors"].shape == (50, exported.dimension)


@pytest.mark.parametrize(("base", "budget"), [("r2d2", "0.0005"), ("cmmnet", "0.00025")])
def test_an_interrupted_run_ends_like_an_uninterrupted_one(with_vgg, tmp_path, monkeypatch, base, budget):
    arguments = ("--base", base, "--budget", budget, "--every", "1")
    assert train(with_vgg, tmp_path / "whole", *arguments) == 0
    calls = []
    original = KeypointStage.training_step

    def breaks(self, batch, batch_idx):
        calls.append(batch_idx)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(self, batch, batch_idx)

    monkeypatch.setattr(KeypointStage, "training_step", breaks)
    assert train(with_vgg, tmp_path / "twice", *arguments) != 0
    monkeypatch.undo()
    assert train(with_vgg, tmp_path / "twice", *arguments) == 0
    states = [read_checkpoint(tmp_path / name / "final.ckpt")[1] for name in ("whole", "twice")]
    for key, value in states[0].items():
        torch.testing.assert_close(states[1][key], value, rtol=0, atol=0)
    curves = [(tmp_path / name / "curve.csv").read_text() for name in ("whole", "twice")]
    assert curves[0] == curves[1]


def test_the_rate_falls_where_the_configuration_says_so(with_vgg, tmp_path):
    weights = {}
    for name, settings in {"fixed": (), "falls": ("--set", "decay_at=[0.5]")}.items():
        out = tmp_path / name
        assert train(with_vgg, out, "--base", "r2d2", "--no-ssl", "--budget", "0.00023", *settings) == 0
        stored = torch.load(out / "final.ckpt", weights_only=True)
        weights[name] = next(value for value in stored["state_dict"].values() if value.dim() > 1)
        assert stored["optimizer_states"][0]["param_groups"][0]["lr"] == pytest.approx(
            1e-5 if settings else 1e-4
        )
    assert not torch.equal(weights["fixed"], weights["falls"])


def test_self_supervision_may_end_before_the_run(with_vgg, tmp_path):
    """Guided for two of four steps: as the shorter run was so far, and then as one without."""
    short, long, goes_on = (tmp_path / name for name in ("short", "long", "goes_on"))
    ends = ("--set", "ssl_until=0.5")
    options = "--base", "r2d2", "--ssl"
    assert train(with_vgg, long, *options, "--budget", "0.00046", *ends) == 0
    assert train(with_vgg, short, *options, "--budget", "0.00023") == 0
    shutil.copytree(short, goes_on)
    assert train(with_vgg, goes_on, *options, "--budget", "0.00046", *ends) == 0
    one, other = (torch.load(out / "final.ckpt", weights_only=True)["state_dict"] for out in (long, goes_on))
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert "in the first 50.0% of the steps" in (long / "card.md").read_text()
    # One that was guided longer than the wanted run is no beginning of it.
    assert train(with_vgg, short, *options, "--budget", "0.00046", "--set", "ssl_until=0.25") != 0


def test_a_run_begun_before_a_setting_came_up_goes_on(with_vgg, tmp_path):
    assert train(with_vgg, tmp_path, "--base", "r2d2", "--budget", "0.00012") == 0
    file = tmp_path / "started.json"
    started = json.loads(file.read_text())
    del started["recipe"]["ssl_until"], started["recipe"]["ssl_detector"]
    file.write_text(json.dumps(started))
    assert train(with_vgg, tmp_path, "--base", "r2d2", "--budget", "0.00012") == 0
    assert json.loads(file.read_text())["recipe"]["ssl_until"] == 1
    file.write_text(json.dumps(started))
    # It was not begun so.
    assert (
        train(with_vgg, tmp_path, "--base", "r2d2", "--budget", "0.00023", "--set", "ssl_detector=false") != 0
    )
    assert train(with_vgg, tmp_path, "--base", "r2d2", "--budget", "0.00023") == 0


@pytest.mark.parametrize("guided", [True, False])
def test_without_guidance_only_the_pair_is_learned_from(shared, guided):
    torch.manual_seed(0)
    config = load_config(R2D2Config, None, ["tile=64", f"ssl_until={int(guided)}"], budget=0.01)
    module = KeypointStage(config).train()
    losses = module.losses(CrossPairStream(cross_pairs("roadscene/train", shared), config)[0])
    assert list(losses) == (["supervised", "self_visible", "self_other"] if guided else ["supervised"])


@pytest.mark.parametrize("kind", [D2NetConfig, R2D2Config, CMMNetConfig])
def test_two_pairs_are_learned_by_heart(shared, kind):
    torch.manual_seed(0)
    changes = ["tile=64", "rotation=0", "projection=0", "scale=1", "ssl=false", "lr=0.001", "batch=1"]
    config = load_config(kind, None, changes, budget=0.01)
    module = KeypointStage(config).train()
    optimiser = module.configure_optimizers()["optimizer"]
    stream = CrossPairStream(cross_pairs("roadscene/train", shared), config)
    losses = []
    for step in range(24):
        loss = module.loss(stream[step % 2])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
    assert np.mean(losses[-4:]) < np.mean(losses[:2]) - 0.08


def test_what_cannot_be_trained_is_said(shared, tmp_path, capsys):
    assert (
        main(
            [
                "train",
                "s2net",
                "--base",
                "d2net",
                "--data",
                "nowhere",
                "--out",
                str(tmp_path),
                "--shared",
                str(shared),
            ]
        )
        != 0
    )
    assert "cross-modality" in capsys.readouterr().err
    with pytest.raises(InputError, match="base network"):
        config_of("superpoint")
    stray = tmp_path / "x.ckpt"
    torch.save({"hyper_parameters": {"steps": 3}, "state_dict": {}}, stray)
    with pytest.raises(InputError, match="not a checkpoint of D2-Net, R2D2 or CMM-Net"):
        Learned(stray)


def test_the_network_of_a_checkpoint_is_found(with_vgg, tmp_path):
    assert train(with_vgg, tmp_path, "--base", "d2net", "--no-ssl", "--budget", "0.00006") == 0
    settings, state = read_checkpoint(tmp_path / "final.ckpt")
    assert settings["recipe"]["ssl"] is False
    assert len(part_of(state, "base.net.")) == 20
    assert Learned(tmp_path / "final.ckpt", "cpu").name == "D2-Net"
