"""Rasters and weights in the states in which people have them, and how a refusal reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.warp import calculate_default_transform, reproject

from optosar.models.weights import FOLDER, load_weights, save_weights

STRIDE = 227
TILES = 9


def write(path: Path, bands: np.ndarray, crs: str | None, transform: Affine, **options: Any) -> Path:
    """Write (C, H, W) in its own data type."""
    profile = {"driver": "GTiff", "dtype": bands.dtype, "crs": crs, "transform": transform, **options}
    count, height, width = bands.shape
    with rasterio.open(path, "w", count=count, height=height, width=width, **profile) as file:
        file.write(bands)
    return path


def write_rasters(folder: Path, simulated_pair: Any) -> dict[str, Path]:
    """The simulated pair in the states in which rasters turn up, by name; ``gone`` is the name of no file."""
    crs, transform = simulated_pair.crs, simulated_pair.transform
    with rasterio.open(simulated_pair.optical) as file:
        optical, bounds = file.read(), file.bounds
    with rasterio.open(simulated_pair.sar) as file:
        sar = file.read()
    decibel = (20 * np.log10(np.maximum(sar, 1).astype(np.float32)) - 40).astype(np.float32)
    decibel[:, :150] = np.nan
    size = optical.shape[1]
    degrees, width, height = calculate_default_transform(
        crs, "EPSG:4326", size, size, *bounds, resolution=0.00012
    )
    coarse = np.zeros((3, height, width), np.uint8)
    source = {"src_transform": transform, "src_crs": crs}
    reproject(optical, coarse, **source, dst_transform=degrees, dst_crs="EPSG:4326")
    made = {
        "optical": simulated_pair.optical,
        "sar": simulated_pair.sar,
        "sar_nocrs": write(folder / "sar_nocrs.tif", sar, None, transform),
        "optical_nocrs": write(folder / "optical_nocrs.tif", optical, None, transform),
        "sar_db": write(folder / "sar_db.tif", decibel, crs, transform),
        "sar_16": write(folder / "sar_16.tif", sar.astype(np.uint16) * 37, crs, transform),
        "optical_16": write(folder / "optical_16.tif", optical.astype(np.uint16) * 37, crs, transform),
        "optical_degrees": write(folder / "optical_degrees.tif", coarse, "EPSG:4326", degrees),
        "sar_100": write(folder / "sar_100.tif", sar[:, :100, :100], crs, transform),
        "optical_100": write(folder / "optical_100.tif", optical[:, :100, :100], crs, transform),
        "sar_empty": write(folder / "sar_empty.tif", np.zeros_like(sar), crs, transform, nodata=0),
        "gone": folder / "gone.tif",
        "folder": folder,
    }
    for name in ("sar", "optical"):
        made[f"{name}_truncated"] = folder / f"{name}_truncated.tif"
        content = made[name].read_bytes()
        made[f"{name}_truncated"].write_bytes(content[: len(content) // 2])
    made["letter"] = folder / "letter.tif"
    made["letter"].write_text("Dear reader, this is no image.\n" * 30, encoding="utf-8")
    return made


def write_weights(folder: Path) -> dict[str, Path]:
    """Weights of our own, and what can become of a weights file, by name."""
    shipped = load_weights("dfcnn")
    own = folder / "own.safetensors"
    changed = {name: value * 1.01 if value.ndim > 1 else value for name, value in shipped.tensors.items()}
    save_weights(own, changed, shipped.metadata)
    content = own.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 0x10
    files = {
        "truncated": content[: len(content) // 2],
        "flipped": bytes(flipped),
        "empty": b"",
        "text": b"Hello",
    }
    for name, damaged in files.items():
        (folder / f"{name}.safetensors").write_bytes(damaged)
    made = {name: folder / f"{name}.safetensors" for name in ("own", *files, "gone")}
    return {**made, "other network": FOLDER / "s2net.safetensors"}


def refused(outcome: Any, *words: str) -> None:
    """Refused in words: what is wrong, a hint, no traceback."""
    said = " ".join(outcome.err.split())
    assert outcome.code == 1, said
    assert said.startswith("Error ")
    assert " Hint " in said
    assert "Traceback" not in said
    for word in words:
        assert word in said
