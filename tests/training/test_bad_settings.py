"""Settings and checkpoints that make no sense are refused before anything is trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from optosar.models.errors import InputError
from optosar.training_cli.baselines.config import MISOConfig, NetVLADConfig
from optosar.training_cli.train.paper.config import DFCNNConfig, OEDConfig, SubnetConfig, load_config


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("batch=1.9", "1.9 is no whole number"),
        ("batch=true", "True is no number"),
        ("batch=0", "batch cannot be 0"),
        ("lr=-1", "lr cannot be -1"),
        ("lr=.nan", "lr cannot be nan"),
        ("lr=.inf", "lr cannot be inf"),
        ("seed=-1", "seed cannot be -1"),
        ("positive_share=7", "positive_share cannot be 7"),
        ("decay_at=[0.5, 2]", "decay_at cannot be 2"),
        ("clip=-3", "clip cannot be -3"),
        ("kernel=0", "kernel cannot be 0"),
        ("kernel=2", "A kernel of 2 has no middle"),
        ("fusion=[]", "no feature type"),
        ("fusion=[p5+2conv]", "starts from p5, but the Sub-network has 4 blocks"),
        ("fusion=[p4+2conv+1pool20]", "do not fit"),
        ("fusion=[p4+2conv+1pool0]", "do not fit"),
        ("fusion=[p4+2conv+3pool8]", "do not fit"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(change: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        load_config(DFCNNConfig, changes=[change])
    assert refused.value.hint


def test_settings_at_their_limits_are_taken() -> None:
    config = load_config(
        DFCNNConfig,
        changes=["batch=2.0", "clip=0", "positive_share=1", "kernel=1", "fusion=[p5+2conv]", "blocks=5"],
    )
    assert (config.batch, config.kernel, config.fusion) == (2, 1, ("p5+2conv",))
    assert isinstance(config.batch, int)
    assert load_config(DFCNNConfig, changes=["fusion=[p4+2conv+1pool15]"]).fusion == ("p4+2conv+1pool15",)


def test_settings_of_the_other_methods_are_checked_too() -> None:
    for kind, change in (
        (OEDConfig, "held_out=2"),
        (MISOConfig, "dropout=-1"),
        (NetVLADConfig, "clusters=0"),
    ):
        with pytest.raises(InputError, match=change.partition("=")[0]):
            load_config(kind, changes=[change])


def test_encoders_of_the_two_modalities_cannot_be_exchanged(laboratory, runs: Path) -> None:
    optnet, sarnet = laboratory.encoders
    config = laboratory.config(SubnetConfig, 1)
    for number, (first, second) in enumerate(((sarnet, optnet), (optnet, optnet), (sarnet, sarnet))):
        out = runs / str(number)
        with pytest.raises(InputError, match="stream begins from one of `optosar train") as refused:
            laboratory.runner().subnet(config, first, second, out)
        assert "exchange the two" in refused.value.hint
        assert not out.exists()
