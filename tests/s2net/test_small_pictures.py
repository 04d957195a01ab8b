"""Pictures smaller than what the networks' poolings need."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from optosar.training_cli.methods.learned import Learned
from optosar.training_cli.train.paper.config import load_config
from optosar.training_cli.train.s2net.config import CONFIGS
from optosar.training_cli.train.s2net.modules import KeypointStage

from .conftest import textured


@pytest.mark.parametrize("base", list(CONFIGS))
def test_keypoints_of_a_tiny_picture_lie_in_it(base: str, tmp_path: Path) -> None:
    stage = KeypointStage(load_config(CONFIGS[base]))
    path = tmp_path / "final.ckpt"
    torch.save({"hyper_parameters": dict(stage.hparams), "state_dict": stage.state_dict()}, path)
    for pyramid in (False, True):
        method = Learned(path, "cpu fp32", pyramid=pyramid)
        for height, width in ((1, 1), (3, 40), (7, 7), (8, 5), (9, 9)):
            found = method.extract(textured(40, 40, seed=1)[:height, :width], "visible", 20)
            assert found.descriptors.shape == (len(found), method.dimension)
            assert ((found.xy >= -0.5) & (found.xy <= np.array([width, height]) - 0.5)).all()
