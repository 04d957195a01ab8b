"""Pairs of two modalities by name, with the map between them."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.training_cli.data.cross_modality import cross_pairs


def test_roadscene_is_registered_pixel_by_pixel(shared):
    pairs = cross_pairs("roadscene/train", shared)
    assert [pair.name for pair in pairs] == ["0", "1"]
    visible, other = pairs[0].load()
    assert visible.shape == (150, 240, 3)
    assert other.shape == (150, 240)
    assert (pairs[0].matrix == np.eye(3)).all()


def test_settings_are_chosen_on_runs_of_training_pairs_that_are_kept_apart(tmp_path):
    for kind in ("vis", "ir"):
        folder = tmp_path / "data" / "roadscene" / "train" / kind
        folder.mkdir(parents=True)
        for number in range(178):
            (folder / f"{number:05}.jpg").touch()
    train, fit, validation = (
        [pair.name for pair in cross_pairs(f"roadscene/{part}", tmp_path)]
        for part in ("train", "fit", "validation")
    )
    assert sorted(fit + validation) == train
    assert [int(name) for name in validation] == [start + k for start in (20, 65, 110, 155) for k in range(5)]


def test_rgb_nir_says_how_the_near_infrared_was_warped(shared):
    (pair,) = cross_pairs("rgb_nir/urban", shared)
    assert pair.name == "urban/0000"
    assert pair.matrix[0].tolist() == [0.98, -0.05, 6.0]
    assert pair.matrix[2].tolist() == [0, 0, 1]


def test_srif_comes_in_the_order_of_its_numbers_with_its_matrices(shared):
    pairs = cross_pairs("srif", shared)
    assert [pair.name for pair in pairs] == ["2", "10"]
    assert pairs[1].matrix.tolist() == [[0, 1, 0], [-1, 0, 199], [0, 0, 1]]
    visible, other = pairs[0].load()
    assert visible.shape == (160, 200, 3)
    assert other.shape == (220, 220)


@pytest.mark.parametrize("source", ["roadscene", "roadscene/all", "rgb_nir/sea", "mine/train"])
def test_unknown_sources_are_refused(shared, source):
    with pytest.raises(InputError, match="no cross-modality pairs named"):
        cross_pairs(source, shared)


def test_missing_folders_and_partners_are_said(shared, tmp_path):
    with pytest.raises(InputError, match="no pairs of roadscene/test"):
        cross_pairs("roadscene/test", tmp_path)
    folder = tmp_path / "data" / "roadscene" / "test"
    (folder / "vis").mkdir(parents=True)
    (folder / "vis" / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(InputError, match="partner"):
        cross_pairs("roadscene/test", tmp_path)
    (folder / "ir").mkdir()
    (folder / "ir" / "a.jpg").write_bytes(b"no picture")
    (pair,) = cross_pairs("roadscene/test", tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        pair.load()
