"""Images of which no map says how they lie on each other: looked at turned and scaled until a match is accepted."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st

from optosar.models.errors import Cancelled
from optosar.models.imagery.scene import open_scene
from optosar.models.matching.features import FeatureExtractor
from optosar.models.matching.geometry import apply_matrix
from optosar.models.matching.looks import looks, seen
from optosar.models.matching.scenes import match_scenes
from optosar.models.matching.verdict import Thresholds

from .conftest import SiftExtractor, turn

# What the network was trained on.
LARGEST_TURN, LARGEST_ZOOM = 32, 1.35


class UprightExtractor(SiftExtractor):
    """Descriptors that bear neither large turns nor changes of scale, as those of the network."""

    def extract(self, image, valid, modality, k=2048, progress=lambda *_: None):
        progress(0.5, "")
        grey = np.where(valid, image[0], image[0][valid].mean()).astype(np.uint8)
        corners = cv2.goodFeaturesToTrack(
            grey, k, 0.01, 4, mask=cv2.erode(valid.astype(np.uint8), np.ones((9, 9)))
        )
        points = [cv2.KeyPoint(float(x), float(y), 12.0, 0.0) for x, y in corners.reshape(-1, 2)]
        points, descriptors = cv2.SIFT_create().compute(grey, points)
        descriptors = descriptors / np.maximum(np.linalg.norm(descriptors, axis=1, keepdims=True), 1e-9)
        return type(super().extract(image, valid, modality, 16))(
            np.array([point.pt for point in points], np.float32),
            np.linspace(1, 0.1, len(points), dtype=np.float32),
            descriptors.astype(np.float32),
        )


def largest_error(result, truth: np.ndarray, width: int, height: int) -> float:
    corners = np.array([[0.0, 0], [width, 0], [width, height], [0, height]])
    return float(
        np.hypot(*(apply_matrix(result.model.matrix, corners) - apply_matrix(truth, corners)).T).max()
    )


@given(st.floats(0, 360), st.floats(Thresholds.min_scale, Thresholds.max_scale))
def test_every_plausible_similarity_comes_within_reach_of_the_network(angle, scale):
    def within_reach(look) -> bool:
        left = (angle - look.turn + 180) % 360 - 180
        zoom = scale * look.optical / look.sar
        return abs(left) <= LARGEST_TURN and 1 / LARGEST_ZOOM <= zoom <= LARGEST_ZOOM

    assert any(within_reach(look) for look in looks())


def test_the_images_are_looked_at_as_they_are_first_and_then_turned_by_quarters():
    turns = [look.turn for look in looks() if look.optical == look.sar == 1]
    assert turns[:4] == [0, 90, 180, 270]
    assert len(set(looks())) == 24


@given(st.integers(0, 359), st.sampled_from([1.0, 1.6]), st.integers(40, 900), st.integers(40, 900))
def test_a_turned_window_shows_all_of_it(angle, coarser, width, height):
    transform = Affine(10, 0, 376_000, 0, -10, 3_770_000)
    crs, turned, across, down = seen((None, transform, width, height), angle, coarser)
    assert crs is None
    assert math.sqrt(abs(turned.determinant)) == pytest.approx(10 * coarser)
    for corner in ((0, 0), (width, 0), (width, height), (0, height)):
        column, row = ~turned * (transform * corner)
        assert -1e-3 <= column <= across + 1e-3
        assert -1e-3 <= row <= down + 1e-3


def test_a_window_that_is_seen_as_it_is_stays_the_same():
    window = (None, Affine.translation(7, 8), 100, 80)
    assert seen(window, 0, 1.0) == window


@pytest.mark.parametrize(("angle", "scale"), [(0, 1.0), (137, 1.0), (-100, 0.6), (45, 1.5)])
def test_pictures_are_matched_however_they_lie(write_view, angle, scale):
    truth, size = turn(angle, scale, (0, 0), centre=160), (320, 320)
    optical = write_view("optical.tif", "optical", size=size)
    sar = write_view("sar.tif", "sar", truth, size=size)
    result = match_scenes(optical, sar, UprightExtractor())
    assert result.verdict.accepted, result.verdict.reason
    assert largest_error(result, truth, *size) < 1.5
    assert (result.units, result.gsd) == ("px", 1.0)
    look = result.provenance["look"]
    assert abs((-angle - look["turn"] + 180) % 360 - 180) <= 45
    assert (look == {"turn": 0, "optical": 1.0, "sar": 1.0}) == (angle == 0)


def test_a_picture_is_found_on_the_map_however_it_lies(write_view):
    truth, size = turn(120, 0.65, (0, 0), centre=160), (320, 320)
    optical = write_view("optical.tif", "optical", size=size)
    sar = write_view("sar.tif", "sar", truth, size, where=Affine(10, 0, 376_000, 0, -10, 3_770_000))
    result = match_scenes(optical, sar, UprightExtractor())
    assert result.verdict.accepted
    assert (result.units, result.gsd) == ("m", 10.0)
    assert result.matches.sar_px == pytest.approx(apply_matrix(truth, result.matches.optical_px), abs=4)
    # Metres of the map are metres in every look.
    assert result.accuracy.rmse == pytest.approx(10 * result.accuracy.rmse_px)


def test_what_was_turned_has_to_agree_more(write_view):
    optical = write_view("optical.tif", "optical", size=(320, 320))
    sar = write_view("sar.tif", "sar", turn(90, 1, (0, 0), centre=160), size=(320, 320))
    strict = replace(Thresholds.load(), further_looks=1e6)
    assert not match_scenes(optical, sar, UprightExtractor(), thresholds=strict).verdict.accepted
    assert match_scenes(optical, sar, UprightExtractor()).verdict.accepted


def test_of_a_large_picture_the_part_with_most_keypoints_tells_how_it_lies(write_view, monkeypatch):
    monkeypatch.setattr("optosar.models.matching.unplaced._PART", 256)
    size, truth = (700, 500), turn(90, 1, (0, 0), centre=250)
    optical = write_view("optical.tif", "optical", size=size)
    # Half of it shows nothing.
    with rasterio.open(optical.path, "r+") as file:
        data = file.read()
        data[:, :, :350] = 0
        file.write(data)
    sar = write_view("sar.tif", "sar", truth, size=(500, 700))
    shares: list[float] = []
    extractor = UprightExtractor()
    result = match_scenes(optical, sar, extractor, progress=lambda share, _text="": shares.append(share))
    assert result.verdict.accepted
    assert largest_error(result, truth, *size) < 1.5
    # The whole of it was matched in the end.
    assert np.ptp(result.matches.optical_px[:, 1]) > 300
    assert shares == sorted(shares)


def test_progress_goes_on_through_all_looks_and_may_cancel(write_view):
    elsewhere = np.array([[1, 0, -1200.0], [0, 1, -1100.0], [0, 0, 1]])
    optical = write_view("optical.tif", "optical", size=(256, 256))
    sar = write_view("sar.tif", "sar", elsewhere, size=(256, 256))
    told: list[tuple[float, str]] = []
    result = match_scenes(
        optical, sar, UprightExtractor(), progress=lambda share, text="": told.append((share, text))
    )
    assert not result.verdict.accepted
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert [text for _, text in told if text.startswith("Turned")][-1] == "Turned and scaled: 23 of 23"

    def cancel(_share: float, text: str = "") -> None:
        if text.startswith("Turned and scaled: 3 "):
            raise Cancelled

    with pytest.raises(Cancelled):
        match_scenes(optical, sar, UprightExtractor(), progress=cancel)


@pytest.mark.slow
def test_the_shipped_network_finds_a_turned_picture(simulated_pair, tmp_path):
    """A picture of a simulated scene, turned by 135 degrees and scaled, against the SAR scene without a map."""
    truth = turn(135, 0.8, (60, 30), centre=320)
    picture = cv2.warpPerspective(
        simulated_pair.truth.optical.transpose(1, 2, 0),
        np.linalg.inv(truth),
        (640, 640),
        flags=cv2.INTER_AREA,
    )
    cv2.imwrite(str(tmp_path / "optical.png"), picture[..., ::-1])
    cv2.imwrite(str(tmp_path / "sar.png"), simulated_pair.truth.sar)
    scenes = open_scene(tmp_path / "optical.png", "optical"), open_scene(tmp_path / "sar.png", "sar")
    result = match_scenes(*scenes, FeatureExtractor(device="cpu"))
    assert result.verdict.accepted, result.verdict.reason
    assert largest_error(result, truth, 640, 640) < 5
