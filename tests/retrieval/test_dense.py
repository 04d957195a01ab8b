"""Dense mode: what a descriptor depends on, and what not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from optosar.models.errors import DeviceError, InputError
from optosar.models.imagery.radiometry import standardise_locally
from optosar.models.networks.dfcnn import Branch
from optosar.models.retrieval import dense
from optosar.models.retrieval.dense import part_side
from optosar.models.retrieval.encoder import TileEncoder
from optosar.models.retrieval.tiles import CONTEXT, span, surroundings
from optosar.tests.retrieval.made_up_land import make_land

TILE = span(227)
SIDE = 2 * CONTEXT + TILE + 96
#: Four tiles in the middle of the image, as far from its border as they must be.
STARTS = np.array([(CONTEXT + row, CONTEXT + col) for row in (0, 96) for col in (0, 96)])


@pytest.fixture(scope="module")
def encoder() -> TileEncoder:
    return TileEncoder(device="cpu fp32")


@pytest.fixture(scope="module")
def image() -> np.ndarray:
    speckle = np.random.default_rng(1).gamma(4, 0.25, (SIDE, SIDE))
    return (10 + 200 * make_land(SIDE, SIDE) * speckle).astype(np.float32)[None]


@pytest.fixture(scope="module")
def valid() -> np.ndarray:
    mask = np.ones((SIDE, SIDE), bool)
    mask[300:360, 250:400] = False
    return mask


@pytest.fixture(scope="module")
def reference(encoder, image, valid) -> np.ndarray:
    return encoder.encode_within(image, valid, STARTS, "sar")


def test_descriptors_have_length_one_and_tell_tiles_apart(reference):
    assert np.linalg.norm(reference, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    likeness = reference @ reference.T
    assert (likeness[~np.eye(4, dtype=bool)] < 0.999).all()


@pytest.mark.parametrize("part", [16, 96, 112])
def test_descriptors_do_not_depend_on_the_parts_that_are_computed_at_once(
    encoder, image, valid, reference, part
):
    whole, encoder.part = encoder.part, part
    try:
        parts = encoder.encode_within(image, valid, STARTS, "sar")
    finally:
        encoder.part = whole
    np.testing.assert_allclose(parts, reference, atol=2e-6)


@pytest.mark.parametrize("number", range(4))
def test_descriptors_do_not_depend_on_where_the_image_was_cut_out(encoder, image, valid, reference, number):
    start = STARTS[number : number + 1]
    (top, left), (height, width) = surroundings(start.astype(np.int32), 227)
    rows, cols = slice(top, top + height), slice(left, left + width)
    alone = encoder.encode_within(image[:, rows, cols], valid[rows, cols], start - (top, left), "sar")
    np.testing.assert_allclose(alone[0], reference[number], atol=2e-6)


def test_descriptors_do_not_depend_on_the_number_of_threads(encoder, image, valid, reference):
    threads = torch.get_num_threads()
    torch.set_num_threads(2 if threads == 1 else 1)
    try:
        other = encoder.encode_within(image, valid, STARTS, "sar")
    finally:
        torch.set_num_threads(threads)
    np.testing.assert_allclose(other, reference, atol=2e-6)


def test_pixels_without_a_measurement_have_no_influence_whatever_they_hold(encoder, image, valid, reference):
    spoilt = image.copy()
    spoilt[:, ~valid] = 1e6
    np.testing.assert_allclose(encoder.encode_within(spoilt, valid, STARTS, "sar"), reference, atol=2e-6)


def test_gain_and_offset_of_the_sensor_do_not_matter(encoder, image, valid, reference):
    other = encoder.encode_within(3.5 * image + 1000, valid, STARTS, "sar")
    np.testing.assert_allclose(other, reference, atol=1e-4)


def test_half_precision_stays_close(image, valid, reference):
    half = TileEncoder(device="cpu bf16").encode_within(image, valid, STARTS, "sar")
    assert ((half * reference).sum(1) > 0.99).all()


def test_a_tile_at_the_origin_is_pooled_like_a_tile_of_its_own():
    torch.manual_seed(0)
    branch = Branch().eval()
    with torch.no_grad():
        maps = branch.maps(torch.randn(2, 1, 240, 240))
        sliced = branch.fuse_at(maps, torch.zeros(1, 2, dtype=torch.int64))
        whole = [
            head.pool(head.aggregate(maps[f"p{level}"])[:, :, :cells, :cells])
            for head, level, cells in zip(branch.heads, (4, 2), (15, 57))
        ]
        torch.testing.assert_close(sliced, torch.cat(whole, 1))


@pytest.mark.parametrize("side", [16, 64, 1024])
def test_pieces_give_the_maps_of_the_whole(side):
    torch.manual_seed(0)
    branch = Branch().eval()
    image = torch.randn(1, 1, 160, 96)
    with torch.no_grad():
        whole, pieces = branch.maps(image), branch.maps_in_pieces(image, side)
    for name in ("p2", "p4"):
        torch.testing.assert_close(pieces[name], whole[name], rtol=1e-4, atol=1e-4)


def test_local_standardisation_is_that_of_the_surroundings(image, valid):
    result = standardise_locally(image, valid)[0]
    assert not result[~valid].any()
    row, col = 8 + 16 * 20, 8 + 16 * 10
    box = np.s_[row - 120 : row + 120, col - 120 : col + 120]
    values = image[0][box][valid[box]]
    # At the centre of a cell, which lies between four pixels.
    near = np.s_[row - 1 : row + 1, col - 1 : col + 1]
    expected = (image[0][near] - values.mean()) / values.std()
    np.testing.assert_allclose(result[near], np.clip(expected, -3, 3), atol=0.02)


def test_large_values_do_not_lose_their_small_differences():
    ramp = np.tile(np.linspace(0, 10, 320, dtype=np.float32), (320, 1))[None]
    mask = np.ones((320, 320), bool)
    low, high = standardise_locally(ramp, mask), standardise_locally(ramp + 60_000, mask)
    np.testing.assert_allclose(high, low, atol=0.01)


def test_a_flat_image_is_nothing_but_zeros():
    assert not standardise_locally(
        np.full((1, 320, 320), 4321.5, np.float32), np.ones((320, 320), bool)
    ).any()


def test_tiles_off_the_lattice_or_without_surroundings_are_refused(encoder, image, valid):
    with pytest.raises(InputError, match="lattice of 16 px"):
        encoder.encode_within(image, valid, STARTS + 1, "sar")
    with pytest.raises(InputError, match="304 px of surroundings"):
        encoder.encode_within(image, valid, STARTS - 16, "sar")


@given(
    filled=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1, unique=True),
    side=st.sampled_from([16, 96, 400, 2304]),
)
@settings(max_examples=60, deadline=None)
def test_parts_hold_every_tile_once_and_are_no_larger_than_asked_for(filled, side):
    starts = 96 * np.array(sorted(filled))
    parts = list(dense._parts(starts, side))
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(starts)))
    for part in parts:
        assert (np.ptp(starts[part], axis=0) + 16 <= side).all()


def test_a_part_that_is_mostly_empty_is_cut_in_two():
    corners = np.array([(row, col) for row in range(0, 480, 96) for col in range(0, 480, 96)])
    apart = np.concatenate([corners, corners + 1824])
    assert [len(part) for part in dense._parts(apart, 2304)] == [25, 25]
    assert len(list(dense._parts(corners, 2304))) == 1


def test_less_memory_means_smaller_parts_and_the_same_descriptors(
    encoder, image, valid, reference, monkeypatch, caplog
):
    whole, sizes, encode_places = encoder.part, [], dense.encode_places

    def scarce(*arguments):
        part = arguments[6]
        sizes.append(part)
        if part > 96:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        return encode_places(*arguments)

    monkeypatch.setattr("optosar.models.retrieval.encoder.encode_places", scarce)
    encoder.part = 384
    try:
        found = encoder.encode_within(image, valid, STARTS, "sar")
    finally:
        encoder.part = whole
    assert sizes == [384, 192, 96]
    assert "parts of 96 px" in caplog.text
    np.testing.assert_allclose(found, reference, atol=2e-6)


def test_no_memory_at_all_is_said(encoder, image, valid, monkeypatch):
    def none(*_arguments):
        raise MemoryError

    monkeypatch.setattr("optosar.models.retrieval.encoder.encode_places", none)
    whole = encoder.part
    try:
        with pytest.raises(DeviceError, match="Memory ran out"):
            encoder.encode_within(image, valid, STARTS, "sar")
    finally:
        encoder.part = whole


def test_parts_grow_with_the_memory_that_is_free():
    sides = [part_side(gigabytes * 2**30) for gigabytes in (0, 1, 4, 16, 256)]
    assert sides == sorted(sides)
    assert all(side % 16 == 0 for side in sides)
    assert sides[0] >= 16


def test_a_moved_place_moves_its_descriptor_little_by_little(encoder, image, valid):
    starts = np.array([(CONTEXT, CONTEXT + shift) for shift in (0, 16, 48, 96)])
    found = encoder.encode_within(cv2.GaussianBlur(image[0], (0, 0), 4)[None], valid, starts, "sar")
    likeness = found @ found[0]
    assert (np.diff(likeness) < 0).all()
