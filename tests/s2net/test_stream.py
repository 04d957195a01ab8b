"""Windows, partners and the maps between them: what the losses are told is where things are."""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from optosar.training_cli.data.cross_modality import CrossPair, cross_pairs
from optosar.training_cli.train.paper.config import load_config
from optosar.training_cli.train.s2net.config import D2NetConfig, R2D2Config
from optosar.training_cli.train.s2net.ssl import change_grey
from optosar.training_cli.train.s2net.stream import CrossPairStream
from optosar.training_cli.train.s2net.warps import draw_map, draw_pose, grid_points, map_points, window


@given(seed=st.integers(0, 10**6), size=st.integers(32, 300))
@settings(max_examples=40, deadline=None)
def test_a_map_there_and_back_is_exact(seed, size):
    matrix = draw_map(np.random.default_rng(seed), size, 10.0, 1.2, 0.2)
    points = grid_points(7, 7, size / 7).double()
    back = map_points(map_points(points, matrix), torch.linalg.inv(matrix))
    torch.testing.assert_close(back, points, rtol=0, atol=1e-6)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_a_map_stays_within_what_was_asked_for(seed):
    size = 101
    matrix = draw_map(np.random.default_rng(seed), size, 10.0, 1.2, 0.0)
    # Without projection it is a rotation and a scale about the centre.
    centre = torch.tensor([[50.0, 50.0]], dtype=torch.float64)
    torch.testing.assert_close(map_points(centre, matrix), centre)
    scale = torch.linalg.det(matrix[:2, :2]).sqrt()
    assert 1 - 1e-9 <= scale <= 1.2 + 1e-9
    assert abs(np.rad2deg(np.arctan2(matrix[1, 0], matrix[0, 0]))) <= 10 + 1e-9


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_a_window_shows_the_pixels_that_its_pose_names(seed):
    rng = np.random.default_rng(seed)
    image = torch.from_numpy(rng.uniform(size=(1, 60, 80)).astype(np.float32))
    pose = draw_pose(rng, 32, (60, 80))
    cut, inside = window(image, pose, 32)
    assert inside.all()
    places = map_points(grid_points(32, 32).double(), pose).round().long()
    torch.testing.assert_close(cut[0].flatten(), image[0, places[:, 1], places[:, 0]], rtol=0, atol=1e-4)


def test_beyond_the_image_a_window_is_marked():
    image = torch.ones(1, 20, 100)
    _, inside = window(image, draw_pose(np.random.default_rng(0), 40, (20, 100)), 40)
    assert inside.float().mean() == pytest.approx(0.5)


@pytest.mark.parametrize("kind", [D2NetConfig, R2D2Config])
def test_maps_lead_to_the_same_ground(shared, kind):
    # Without a change of grey values, what a map leads to must look alike.
    config = load_config(kind, None, ["noise=0", "blur=0", "tile=96", "batch=2"], budget=0.001)
    pairs = cross_pairs("roadscene/train", shared)
    same = [type(pair)(pair.name, pair.visible, pair.visible, pair.matrix) for pair in pairs]
    batch = CrossPairStream(same, config)[0]
    assert batch["visible"].shape == (2, 3, 96, 96)
    assert batch["other"].shape == (2, 1, 96, 96)
    for i in range(2):
        goals = map_points(grid_points(96, 96), batch["other_map"][i])
        seen = batch["visible_valid"][i].flatten() & ((goals >= 2) & (goals <= 93)).all(1)
        places = (goals / 95 * 2 - 1).view(1, 96, 96, 2)
        other = functional.grid_sample(batch["other"][i : i + 1], places, align_corners=True)[0, 0].flatten()
        grey = (batch["visible"][i] * torch.tensor([0.299, 0.587, 0.114]).view(3, 1, 1)).sum(0).flatten()
        assert seen.float().mean() > 0.5
        assert float((other - grey)[seen].abs().mean()) < 0.03


def test_batches_depend_on_seed_and_number_alone(shared):
    config = load_config(D2NetConfig, None, ["tile=64"], budget=0.001)
    pairs = cross_pairs("roadscene/train", shared)
    first, again = CrossPairStream(pairs, config)[3], CrossPairStream(pairs, config)[3]
    assert first.keys() == again.keys()
    for name, value in first.items():
        torch.testing.assert_close(value, again[name])
    other = CrossPairStream(pairs, load_config(D2NetConfig, None, ["tile=64"], budget=0.001, seed=1))[3]
    assert not torch.equal(first["visible"], other["visible"])


def test_an_epoch_shows_every_pair_once(shared):
    stream = CrossPairStream(cross_pairs("roadscene/train", shared), load_config(D2NetConfig, budget=0.01))
    assert [sorted(stream._pair(2 * epoch + i) for i in (0, 1)) for epoch in range(5)] == [[0, 1]] * 5


def test_without_self_supervision_there_are_no_partners(shared):
    config = load_config(D2NetConfig, None, ["ssl=false", "tile=64"], budget=0.001)
    batch = CrossPairStream(cross_pairs("roadscene/train", shared), config)[0]
    assert set(batch) == {"visible", "visible_valid", "other", "other_valid", "other_map"}


def test_grey_values_above_a_threshold_are_inverted():
    config = load_config(D2NetConfig, None, ["noise=0", "blur=0"])
    ramp = torch.linspace(0, 1, 101).expand(1, 50, 101)
    changed = change_grey(ramp, np.random.default_rng(2), config)[0, 0]
    turned = changed != ramp[0, 0]
    threshold = ramp[0, 0][turned].min()
    assert 0 < threshold < 1
    torch.testing.assert_close(changed[turned], 1 - ramp[0, 0][turned])
    assert (ramp[0, 0][~turned] < threshold).all() or not (~turned).any()


def test_a_stream_goes_to_a_process_of_its_own_without_its_pictures(shared):
    stream = CrossPairStream(
        cross_pairs("roadscene/train", shared), load_config(R2D2Config, None, ["tile=64"])
    )
    new, batch = len(ForkingPickler.dumps(stream)), stream[3]
    sent = ForkingPickler.dumps(stream)
    assert len(sent) == new
    for name, value in ForkingPickler.loads(sent)[3].items():
        torch.testing.assert_close(value, batch[name], rtol=0, atol=0)


@pytest.mark.parametrize(("kept", "reads"), [(1 << 30, 2), (0, 12)])
def test_pictures_are_kept_while_there_is_room(shared, monkeypatch, kept, reads):
    monkeypatch.setattr("optosar.training_cli.train.s2net.stream._KEPT", kept)
    pairs, count = cross_pairs("roadscene/train", shared)[:2], []
    original = CrossPair.load
    monkeypatch.setattr(CrossPair, "load", lambda pair: count.append(pair) or original(pair))
    stream = CrossPairStream(pairs, load_config(R2D2Config, None, ["tile=64", "batch=4"]))
    for number in range(3):
        stream[number]
    assert len(count) == reads
