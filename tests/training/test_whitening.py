"""Whitening evens out descriptors: a search is no longer decided by the few directions that vary most."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from optosar.models.errors import Cancelled
from optosar.models.networks.dfcnn import DFCNN
from optosar.models.networks.whitening import Whitening
from optosar.models.retrieval.encoder import TileEncoder
from optosar.models.retrieval.tiles import CONTEXT, span
from optosar.models.weights import load_weights, save_weights
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.data.stream import SourceMix, TilePairStream
from optosar.training_cli.train.whitening import evened_out, whiten, without_whitening

SIDE = 2 * CONTEXT + span(227) + 96
STARTS = np.array([(CONTEXT, CONTEXT), (CONTEXT + 96, CONTEXT + 96)])


@pytest.fixture(scope="module")
def pair() -> ImagePair:
    rng = np.random.default_rng(5)
    land = rng.uniform(20, 230, (SIDE // 8, SIDE // 8, 3)).repeat(8, 0).repeat(8, 1).astype(np.uint8)
    sar = (land.mean(2) * rng.gamma(6, 1 / 6, land.shape[:2])).clip(0, 255).astype(np.uint8)
    return ImagePair("made up", land, sar)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Weights without whitening."""
    path = tmp_path_factory.mktemp("weights") / "plain.safetensors"
    bare = without_whitening(load_weights("dfcnn"))
    save_weights(path, bare.tensors, bare.metadata)
    return path


@pytest.fixture(scope="module")
def whitened(plain, pair):
    path = plain.with_name("whitened.safetensors")
    whiten(plain, path, TilePairStream([SourceMix([pair], 1, 0)], steps=3, seed=1), device="cpu fp32")
    return path


def test_strong_and_weak_directions_become_more_alike():
    rng = np.random.default_rng(0)
    spreads = np.array([10.0, 1.0, 0.1])
    points = rng.normal(size=(4000, 3)) * spreads
    moments = points.T @ points
    found = {power: np.sort((points @ evened_out(moments, 3, power).T).std(0)) for power in (0.0, 0.25, 0.5)}
    ratio = {power: value[-1] / value[0] for power, value in found.items()}
    assert ratio[0.0] == pytest.approx(100, rel=0.05)
    assert ratio[0.25] == pytest.approx(10, rel=0.05)
    assert ratio[0.5] == pytest.approx(1, rel=0.05)
    assert evened_out(moments, 2).shape == (2, 3)


def test_as_initialised_nothing_changes():
    torch.manual_seed(0)
    descriptors = torch.nn.functional.normalize(torch.randn(5, 9, 192), dim=2)
    whitening = Whitening(192)
    torch.testing.assert_close(whitening(descriptors[:, 4]), descriptors[:, 4])
    torch.testing.assert_close(whitening.together(descriptors), descriptors[:, 4])


def test_weights_get_maps_for_both_modes_and_keep_the_network(plain, whitened, pair):
    before, after = load_weights(plain), load_weights(whitened)
    assert after.metadata["config"]["whitened"] is True
    assert after.metadata["whitening"]["tiles"] == 2 * 3 * 9
    assert {name for name in after.tensors if name not in before.tensors} == {
        "whitening.alone",
        "whitening.around",
    }
    for name, value in before.tensors.items():
        torch.testing.assert_close(after.tensors[name], value, rtol=1e-5, atol=1e-7)
    assert without_whitening(after).metadata["config"] == before.metadata["config"]
    encoder, old = TileEncoder(whitened, "cpu fp32"), TileEncoder(plain, "cpu fp32")
    tiles, valid = pair.sar[None, None, :227, :227].astype(np.float32), np.ones((1, 227, 227), bool)
    new = encoder.encode(tiles, valid, "sar")
    assert new.shape == (1, 192)
    assert np.linalg.norm(new) == pytest.approx(1, abs=1e-5)
    by_hand = old.encode(tiles, valid, "sar") @ after.tensors["whitening.alone"].numpy().T
    np.testing.assert_allclose(new, by_hand / np.linalg.norm(by_hand), atol=1e-5)


def test_in_dense_mode_the_tiles_around_are_part_of_a_descriptor(plain, whitened, pair):
    image, valid = pair.sar[None].astype(np.float32), np.ones(pair.sar.shape, bool)
    encoder = TileEncoder(whitened, "cpu fp32")
    found = encoder.encode_within(image, valid, STARTS, "sar")
    neighbours = np.array([STARTS[0] + (row, col) for row in (-96, 0, 96) for col in (-96, 0, 96)])
    # Without whitening the same image gives the tiles one by one, given enough surroundings.
    wide = np.pad(image, ((0, 0), (96, 96), (96, 96)))
    alone = TileEncoder(plain, "cpu fp32").encode_within(wide, np.pad(valid, 96), neighbours + 96, "sar")
    by_hand = load_weights(whitened).tensors["whitening.around"].numpy() @ alone.ravel()
    np.testing.assert_allclose(found[0], by_hand / np.linalg.norm(by_hand), atol=1e-4)
    changed = image.copy()
    changed[:, : STARTS[0][0] - 16] = 40
    assert encoder.encode_within(changed, valid, STARTS[:1], "sar") @ found[0] < 0.99


def test_neighbours_that_are_not_measured_are_left_out(whitened, pair):
    encoder = TileEncoder(whitened, "cpu fp32")
    image, valid = pair.sar[None].astype(np.float32), np.ones(pair.sar.shape, bool)
    valid[: STARTS[0][0]] = False
    found = encoder.encode_within(image, valid, STARTS[:1], "sar")
    other = image.copy()
    other[:, ~valid] = 17
    np.testing.assert_allclose(encoder.encode_within(other, valid, STARTS[:1], "sar"), found, atol=1e-6)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_a_cancelled_computation_leaves_nothing(plain, pair, tmp_path):
    def stop(share, _text):
        if share > 0:
            raise Cancelled

    stream = TilePairStream([SourceMix([pair], 1, 0)], steps=3, seed=1)
    with pytest.raises(Cancelled):
        whiten(plain, tmp_path / "w.safetensors", stream, device="cpu fp32", progress=stop)
    assert not list(tmp_path.iterdir())


def test_networks_for_training_do_not_have_the_maps():
    assert DFCNN().whitening is None
