"""RIFT: what its index map sees, and that neither borders nor rotation decide its matches."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.training_cli.data.cross_modality import CrossPair
from optosar.training_cli.evaluate.keypoints import measure_method, measure_pair
from optosar.training_cli.methods.base import Keypoints
from optosar.training_cli.methods.rift import Rift
from optosar.training_cli.methods.rift_rotation import directions
from optosar.training_cli.methods.sift import Sift

HEIGHT, WIDTH = 300, 340


def scene() -> np.ndarray:
    rng = np.random.default_rng(5)
    total = sum(cv2.GaussianBlur(rng.normal(size=(HEIGHT, WIDTH)), (0, 0), s) * s for s in (2, 5, 12))
    return np.rint(127 + 60 * total / total.std()).clip(0, 255).astype(np.uint8)


def folded(grey: np.ndarray) -> np.ndarray:
    return np.rint(255 * np.sin(grey / 255 * np.pi) ** 2).astype(np.uint8)


def figures(method, first, second, matrix=None, k=400):
    found = method.extract(first, "visible", k), method.extract(second, "other", k)
    return measure_pair("a", *found, np.eye(3) if matrix is None else matrix, (first.shape, second.shape))


def turned(grey: np.ndarray, degrees: float) -> tuple[np.ndarray, np.ndarray]:
    height, width = grey.shape
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return cv2.warpAffine(grey, matrix[:2], (width, height), borderMode=cv2.BORDER_REFLECT), matrix


def test_an_inverted_picture_has_the_same_keypoints_and_descriptors():
    image = scene()
    found = figures(Rift(), image, 255 - image)
    assert found.nc > 0.95 * found.extracted[0]
    assert found.ncm > 0.9 * found.nc


def test_grey_values_that_are_folded_stop_sift_and_not_rift():
    image = scene()
    rift, sift = figures(Rift(), image, folded(image)), figures(Sift(), image, folded(image))
    assert rift.ncm > 3 * sift.ncm
    assert rift.cmr > 4 * sift.cmr
    assert rift.corner_error < 2


def test_matches_do_not_come_from_a_common_border():
    image = scene()
    cut = folded(image)[19:, 27:]
    matrix = np.array([[1, 0, -27], [0, 1, -19], [0, 0, 1.0]])
    whole, part = figures(Rift(), image, folded(image)), figures(Rift(), image, cut, matrix)
    # Keypoints of the first image that the cut one cannot have are gone; what is left matches as before.
    assert part.ncm / part.nc > 0.85 * whole.ncm / whole.nc
    keypoints = Rift().extract(image, "visible", 400)
    assert (keypoints.xy >= 48).all()
    assert (keypoints.xy < [WIDTH - 48, HEIGHT - 48]).all()


@pytest.mark.parametrize("degrees", [90, 180, 37, -75])
def test_rotation_is_undone_where_asked_for(degrees):
    image = scene()
    other, matrix = turned(image, degrees)
    free, upright = (figures(Rift(turned=flag), image, other, matrix) for flag in (True, False))
    assert free.ncm > 0.5 * free.nc > 50
    assert free.ncm > 4 * max(upright.ncm, 1)
    assert free.corner_error < 2


def test_the_direction_turns_with_the_image():
    rows, cols = np.mgrid[-40:41, -40:41]
    slope = cols.astype(float)
    middle = np.array([[40, 40]], np.float32)
    assert np.degrees(directions(slope, middle))[0] == pytest.approx(0, abs=1)
    assert np.degrees(directions(-rows.astype(float), middle))[0] == pytest.approx(90, abs=1)
    assert np.degrees(directions(slope - rows, middle))[0] == pytest.approx(45, abs=1)


def test_pictures_without_room_or_structure_give_nothing():
    assert len(Rift().extract(scene()[:90, :200], "visible", 100)) == 0
    assert len(Rift().extract(np.full((200, 200, 3), 80, np.uint8), "visible", 100)) == 0
    assert Rift(turned=True).extract(np.zeros((40, 40), np.uint8), "other", 9).descriptors.shape == (0, 216)


class Fixed:
    """Finds the white pixels, numbered from the last, so that those cut off do not change the others' numbers."""

    name = "fixed"

    def extract(self, image, which, k):
        grey = image if image.ndim == 2 else image[..., 0]
        rows, cols = np.nonzero(grey == 255)
        codes = np.zeros((len(rows), 64), np.float32)
        codes[np.arange(len(rows)), np.arange(len(rows)) + 64 - len(rows)] = 1
        return Keypoints(np.stack([cols, rows], 1).astype(np.float32), np.ones(len(rows), np.float32), codes)


def test_cutting_an_image_moves_the_truth_with_it(tmp_path):
    image = np.zeros((80, 90), np.uint8)
    image[[5, 30, 50, 70], [60, 30, 50, 20]] = 255
    for name in ("a", "b"):
        cv2.imwrite(str(tmp_path / f"{name}.png"), image)
    pair = CrossPair("a", tmp_path / "a.png", tmp_path / "b.png", np.eye(3))
    whole, part = (measure_method(Fixed(), [pair], [64], cut=cut)[64][0] for cut in (0, 10))
    assert (whole.extracted, whole.nc, whole.ncm) == ((4, 4), 4, 4)
    # The highest of the four points is cut off; the other three stay where they were in the scene.
    assert (part.extracted, part.nc, part.ncm) == ((4, 3), 3, 3)
    with pytest.raises(InputError, match="all of the picture"):
        measure_method(Fixed(), [pair], [64], cut=80)
