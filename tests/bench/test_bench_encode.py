"""``optosar bench encode``: which parts of a scene are encoded, and what is said of one without data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.errors import InputError
from optosar.models.progress import no_progress
from optosar.training_cli.app import main
from optosar.training_cli.bench import encode
from optosar.training_cli.bench.encode import WAYS, measure, spread_blocks

SIDE = 960
ALL, NONE = (set(range(count)).__contains__ for count in (9, 0))


def write_scene(path: Path, height: int, width: int) -> Path:
    """An 8-bit SAR scene at 10 m: random greys in so many pixels of its top right corner, no data elsewhere."""
    grey = np.zeros((SIDE, SIDE), np.uint8)
    grey[:height, SIDE - width :] = np.random.default_rng(0).integers(1, 255, (height, width), np.uint8)
    profile = {"driver": "GTiff", "width": SIDE, "height": SIDE, "count": 1, "dtype": "uint8", "nodata": 0}
    where = {"crs": "EPSG:32632", "transform": Affine(10, 0, 5e5, 0, -10, 5.4e6)}
    with rasterio.open(path, "w", **profile, **where) as file:
        file.write(grey, 1)
    return path


def test_blocks_are_taken_from_the_middle_of_equal_parts() -> None:
    assert spread_blocks(9, 0.02, ALL) == [4]
    assert spread_blocks(9, 0.33, ALL) == [1, 4, 7]
    assert spread_blocks(1, 0.5, ALL) == [0]


def test_blocks_without_tiles_are_replaced_by_those_beside_them() -> None:
    asked: list[int] = []

    def holds(number: int) -> bool:
        asked.append(number)
        return number > 5

    assert spread_blocks(9, 0.02, holds) == [6]
    # Nearest to the middle first, and none once one is found.
    assert asked == [4, 3, 5, 2, 6]
    assert spread_blocks(9, 0.33, holds) == [7]
    assert spread_blocks(9, 0.33, NONE) == []


def test_every_way_is_measured_though_a_corner_holds_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In tile mode the first of four blocks, of 720 px, is empty; the second holds a few tiles."""
    scene = write_scene(tmp_path / "corner.tif", 240, 240)
    monkeypatch.setattr(encode, "_in_process", measure)
    monkeypatch.setattr(encode, "gemm_peak", lambda *_: 1.0)
    out = tmp_path / "encode.json"
    options = ["--rounds", "1", "--device", "cpu fp32", "--out", str(out)]
    assert main(["bench", "encode", str(scene), *options]) == 0
    rows = json.loads(out.read_text())["ways"]
    assert [row["way"] for row in rows] == [way.name for way in WAYS]
    assert all(row["tiles"] > 0 for row in rows)
    assert "x naive" in capsys.readouterr().out


def test_a_scene_without_a_tile_to_encode_is_refused(tmp_path: Path) -> None:
    """A strip of 20 px at its right border holds data: less than a tile needs."""
    scene = write_scene(tmp_path / "strip.tif", SIDE, 20)
    for way in (WAYS[0], WAYS[-1]):
        with pytest.raises(InputError, match="holds no data") as refused:
            measure(scene, "sar", "dfcnn", "cpu", way)
        assert "modality" in refused.value.hint


def test_what_the_process_refuses_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "python"
    said.write_text(
        f"#!{sys.executable}\nimport json\nprint(json.dumps({{'refused': ['No data.', 'Take another.']}}))\n"
    )
    said.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(said))
    with pytest.raises(InputError, match="No data") as refused:
        encode.bench(tmp_path / "scene.tif", "sar", "dfcnn", "cpu", 1, no_progress)
    assert refused.value.hint == "Take another."
