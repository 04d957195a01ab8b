"""A folder laid out like RoadScene and RGB-NIR, with pictures that correspond exactly."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from optosar.models.networks.vgg import VGGTrunk, layer_names


def textured(height: int, width: int, seed: int) -> np.ndarray:
    """A picture (H, W, 3) of soft blobs, with structure at several sizes."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for spread in (2, 5, 12):
        total += cv2.GaussianBlur(rng.normal(size=total.shape).astype(np.float32), (0, 0), spread) * spread
    return np.rint(127 + 60 * total / total.std()).clip(0, 255).astype(np.uint8)


def thermal(visible: np.ndarray) -> np.ndarray:
    """What another sensor might see there: the same edges with other grey values."""
    grey = visible.mean(2)
    return np.rint(255 * np.sin(grey / 255 * np.pi) ** 2).astype(np.uint8)


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    for part, count in (("train", 2), ("test", 1)):
        for kind in ("vis", "ir"):
            (folder / "data" / "roadscene" / part / kind).mkdir(parents=True)
        for number in range(count):
            visible = textured(150, 240, seed=number + 10 * (part == "test"))
            root = folder / "data" / "roadscene" / part
            cv2.imwrite(
                str(root / "vis" / f"{number}.jpg"), visible[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 98]
            )
            cv2.imwrite(str(root / "ir" / f"{number}.jpg"), thermal(visible), [cv2.IMWRITE_JPEG_QUALITY, 98])
    urban = folder / "data" / "rgb_nir" / "urban"
    urban.mkdir(parents=True)
    visible = textured(160, 200, seed=3)
    matrix = np.array([[0.98, -0.05, 6.0], [0.05, 0.98, -4.0]])
    near = cv2.warpAffine(thermal(visible), matrix, (200, 160))
    cv2.imwrite(str(urban / "0000_rgb.jpg"), visible[..., ::-1])
    cv2.imwrite(str(urban / "0000_nir.jpg"), near)
    np.save(urban / "0000_nir.npy", matrix)
    srif = folder / "data" / "srif_optical_sar"
    srif.mkdir()
    for number, matrix in (
        (2, [[0.9, 0.1, 4.0], [-0.1, 0.9, 20.0]]),
        (10, [[0.0, 1.0, 0.0], [-1.0, 0.0, 199.0]]),
    ):
        visible = textured(160, 200, seed=number)
        radar = cv2.warpAffine(thermal(visible), np.array(matrix), (220, 220))
        cv2.imwrite(str(srif / f"pair{number}_1.jpg"), visible[..., ::-1])
        cv2.imwrite(str(srif / f"pair{number}_2.jpg"), radar)
        np.savetxt(srif / f"gt_{number}.txt", matrix)
    return folder


@pytest.fixture(scope="session")
def with_vgg(shared) -> Path:
    """The folder with start weights for D2-Net and CMM-Net: small random ones in the Caffe layout."""
    torch.manual_seed(3)
    trunk = VGGTrunk(4)
    tensors = {
        f"{name}.{kind}": trunk.state_dict()[f"{name}.{kind}"]
        for name in layer_names(4)
        for kind in ("weight", "bias")
    }
    (shared / "weights").mkdir(exist_ok=True)
    np.savez(shared / "weights" / "vgg16_imagenet_conv.npz", **{k: v.numpy() for k, v in tensors.items()})
    return shared
