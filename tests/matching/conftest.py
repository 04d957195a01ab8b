"""Matches whose truth is known: a transform, noise, and partners scattered by chance."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.errors import NotGeoreferencedWarning

from optosar.models.device import resolve_device
from optosar.models.imagery.scene import open_scene
from optosar.models.matching.displacement.structure import structure
from optosar.models.matching.features import Features
from optosar.models.matching.frames import Side
from optosar.models.matching.refit import Pairing
from optosar.models.progress import no_progress

GSD = 10.0
CORNER = np.array([376_000.0, 3_770_000.0])


def turn(angle_deg: float, scale: float, shift: tuple[float, float], centre: float = 256.0) -> np.ndarray:
    """3 x 3 matrix in pixels, y down: turn (clockwise on the screen) and scale about a centre, then shift."""
    angle = np.deg2rad(angle_deg)
    linear = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = centre - linear @ [centre, centre] + shift
    return matrix


@dataclass
class Truth:
    """Matches in pixels, y down, with the matrix that made them and the flags of the right ones."""

    matrix: np.ndarray
    source: np.ndarray
    target: np.ndarray
    right: np.ndarray

    @property
    def score(self) -> np.ndarray:
        return np.linspace(0.9, 0.1, len(self.source), dtype=np.float32)


@pytest.fixture
def make_truth():
    def make(
        right: int = 100,
        wrong: int = 500,
        matrix: np.ndarray | None = None,
        noise: float = 0.8,
        size: float = 512.0,
        seed: int = 1,
    ) -> Truth:
        random = np.random.default_rng(seed)
        matrix = turn(12.0, 1.1, (20.0, -9.0)) if matrix is None else matrix
        source = random.uniform(0, size, (right + wrong, 2))
        target = np.column_stack([source, np.ones(len(source))]) @ matrix.T
        target = target[:, :2] / target[:, 2:] + random.normal(0, noise, source.shape)
        target[right:] = random.uniform(0, size, (wrong, 2))
        order = random.permutation(len(source))
        return Truth(matrix, source[order], target[order], order < right)

    return make


@pytest.fixture
def map_side() -> Side:
    """A 512 px scene on a UTM map, 10 m a pixel."""
    transform = (GSD, 0.0, CORNER[0], 0.0, -GSD, CORNER[1])
    return Side("scene.tif", "EPSG:32611", "EPSG:32611", transform, 512, 512, GSD)


@pytest.fixture
def pixel_side() -> Side:
    """A 512 px picture without georeference."""
    return Side("picture.png", None, None, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 512, 512, 1.0)


@pytest.fixture
def make_pairing():
    def make(truth: Truth, optical: Side, sar: Side) -> Pairing:
        source, target = optical.from_scene_pixels(truth.source), sar.from_scene_pixels(truth.target)
        return Pairing(optical, sar, source, target, truth.score, source, target, 512.0 * 512.0)

    return make


class SiftExtractor:
    """Keypoints without any weights, good for images of one kind: the pipeline around the network is what is tested."""

    gsd = GSD
    weights_name = "sift"
    weights_sha256 = "none"
    structure_sha256 = "none"
    device = resolve_device("cpu fp32")
    structure = staticmethod(structure)

    def __init__(self) -> None:
        self.calls = 0

    def extract(self, image, valid, modality, k=2048, progress=no_progress) -> Features:
        self.calls += 1
        progress(0.5, "")
        values = image[0]
        low, high = np.percentile(values[valid], [1, 99])
        grey = np.clip((values - low) / max(high - low, 1e-6) * 255, 0, 255).astype(np.uint8)
        inner = cv2.erode(valid.astype(np.uint8), np.ones((5, 5), np.uint8))
        found, descriptors = cv2.SIFT_create(k).detectAndCompute(grey, inner)
        if descriptors is None:
            return Features(
                np.zeros((0, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 128), np.float32)
            )
        order = np.argsort([-point.response for point in found], kind="stable")[:k]
        descriptors = descriptors[order] / np.linalg.norm(descriptors[order], axis=1, keepdims=True)
        return Features(
            np.array([found[i].pt for i in order], np.float32),
            np.array([found[i].response for i in order], np.float32),
            descriptors.astype(np.float32),
        )

    def everywhere(self, image, valid, modality, progress=no_progress) -> Features:
        return self.extract(image, valid, modality, 2048, progress)


@pytest.fixture
def extractor() -> SiftExtractor:
    return SiftExtractor()


@pytest.fixture(scope="session")
def landscape():
    """A textured plane of 2000 x 2000 pixels of 10 m; returns what a camera at a given 3 x 3 pixel matrix sees."""
    random = np.random.default_rng(7)
    plane = np.zeros((2000, 2000), np.float32)
    for cell in (4, 8, 20, 60):
        noise = random.normal(size=(2000 // cell + 2, 2000 // cell + 2)).astype(np.float32)
        plane += cv2.resize(noise, (2000, 2000), interpolation=cv2.INTER_CUBIC) * np.sqrt(cell)
    plane = np.clip((plane - plane.mean()) / plane.std() * 45 + 128, 1, 255).astype(np.uint8)

    def view(matrix: np.ndarray, width: int, height: int) -> np.ndarray:
        """``matrix`` takes pixels (corner origin) of the plane to pixels of the view."""
        centred = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])
        return cv2.warpPerspective(plane, np.linalg.inv(centred) @ matrix @ centred, (width, height))

    return view


@pytest.fixture
def write_view(tmp_path, landscape):
    """Write a view of the landscape as a scene; ``where`` is the geotransform the file claims, None for none."""

    def write(
        name: str,
        modality: str,
        matrix: np.ndarray | None = None,
        size: tuple[int, int] = (512, 512),
        where: Affine | None = None,
        crs: str = "EPSG:32611",
    ):
        image = landscape(np.eye(3) if matrix is None else matrix, *size)
        data = np.stack([image] * 3) if modality == "optical" else image[None]
        profile = {} if where is None else {"crs": crs, "transform": where}
        path = tmp_path / name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(
                path,
                "w",
                driver="GTiff",
                count=len(data),
                height=size[1],
                width=size[0],
                dtype="uint8",
                nodata=0,
                **profile,
            ) as file:
                file.write(data)
        return open_scene(path, modality)

    return write
