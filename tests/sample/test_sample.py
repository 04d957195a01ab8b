"""The sample: what it holds, that QGIS opens it, and that the misaligned copy is off by exactly what it says."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject

from optosar.models.errors import Cancelled, InputError
from optosar.training_cli.sample import Scenes, choose_scenes, write_sample
from optosar.training_cli.sample.download import fetch_scenes, load_manifest


@pytest.fixture(scope="module")
def scenes() -> Scenes:
    return choose_scenes("simulated", size=400, seed=2)


@pytest.fixture(scope="module")
def folder(scenes: Scenes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample"), scenes).folder


def test_the_rasters_lie_on_one_grid(folder: Path) -> None:
    with rasterio.open(folder / "optical.tif") as optical, rasterio.open(folder / "sar.tif") as sar:
        assert optical.count == 3
        assert sar.count == 1
        assert (optical.transform, optical.crs, optical.shape) == (sar.transform, sar.crs, sar.shape)
        assert optical.crs.to_string() == "EPSG:32632"


def test_qgis_opens_the_project(folder: Path, qgis_new_project: None) -> None:
    project = QgsProject.instance()
    assert project.read(str(folder / "sample.qgz"))
    assert project.crs().authid() == "EPSG:32632"
    nodes = {node.name(): node for node in project.layerTreeRoot().findLayers()}
    assert list(nodes) == ["Optical", "SAR", "SAR, misaligned", "SAR, elsewhere"]
    for node in nodes.values():
        assert node.layer().isValid()
        assert node.layer().crs().authid() == "EPSG:32632"
    assert [nodes[name].isVisible() for name in ("Optical", "SAR, misaligned")] == [True, False]
    assert nodes["Optical"].layer().renderer().type() == "multibandcolor"
    assert Path(nodes["SAR"].layer().source()) == folder / "sar.tif"


def test_the_misaligned_copy_shows_places_where_its_truth_says(folder: Path) -> None:
    truth = json.loads((folder / "sar_misaligned.json").read_text())
    matrix = np.array(truth["matrix"])
    with rasterio.open(folder / "sar.tif") as right, rasterio.open(folder / "sar_misaligned.tif") as wrong:
        points = np.random.default_rng(0).uniform(120, 280, (200, 2))
        at_right = np.array([right.transform * (column, row) for column, row in points])
        at_wrong = (np.column_stack([at_right, np.ones(len(points))]) @ matrix.T)[:, :2]
        moved = np.hypot(*(at_wrong - at_right).T)
        here, there, beside = (
            np.array(list(file.sample(where)), float)[:, 0]
            for file, where in ((right, at_right), (wrong, at_wrong), (wrong, at_right))
        )
    assert moved.min() > 200
    assert np.corrcoef(here, there)[0, 1] > 0.7
    assert abs(np.corrcoef(here, beside)[0, 1]) < 0.4


def test_writing_again_replaces_the_sample(scenes: Scenes, tmp_path: Path) -> None:
    write_sample(tmp_path, scenes)
    assert write_sample(tmp_path, scenes).project.is_file()
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_with_other_files_is_left_alone(scenes: Scenes, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(InputError, match=r"thesis\.doc"):
        write_sample(tmp_path, scenes)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_scenes_of_the_same_names_are_left_alone(scenes: Scenes, tmp_path: Path) -> None:
    for name in ("optical.tif", "sar.tif"):
        (tmp_path / name).write_text("weeks of work")
    with pytest.raises(InputError, match="holds other files"):
        write_sample(tmp_path, scenes)
    assert (tmp_path / "optical.tif").read_text() == "weeks of work"


def test_cancelled_and_repeated(scenes: Scenes, tmp_path: Path) -> None:
    def stop(fraction: float, _text: str) -> None:
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_sample(tmp_path, scenes, progress=stop)
    assert not (tmp_path / "sample.qgz").exists()
    assert write_sample(tmp_path, scenes).project.is_file()


def test_real_scenes_are_preferred_where_they_are(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTOSAR_SHARED", str(shared))
    found = choose_scenes("auto")
    assert found.crs == "EPSG:3395"
    assert found.optical.shape == (3, 2048, 2048)
    assert "Copernicus" in found.origin


def test_without_real_data_and_network_the_sample_is_simulated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPTOSAR_SHARED", str(tmp_path))
    assert "Simulated" in choose_scenes("auto", size=300).origin
    with pytest.raises(InputError, match="no folder of real scenes"):
        choose_scenes("real")


def test_the_bundled_downloads_are_used_only_when_pinned(repository: Path) -> None:
    manifest = load_manifest(repository / "resources" / "defaults" / "sample_sources.json")
    assert len(manifest.squares) == 4
    assert all(len(square.optical.commit) == 40 for square in manifest.squares)
    if not manifest.pinned:
        with pytest.raises(InputError, match="not pinned"):
            choose_scenes("download")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A web server over a folder: its address and the folder."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    root = tmp_path / "server"
    root.mkdir()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}", root
        running.shutdown()
        thread.join()


def publish(scenes: Scenes, address: str, root: Path) -> Path:
    """Put two squares of 200 px side by side on the server; returns the manifest."""
    squares = []
    for number in range(2):
        entry: dict[str, object] = {"left": 1000.0 + 2000.0 * number, "top": 5000.0}
        for kind, bands in (("optical", scenes.optical), ("sar", scenes.sar)):
            part = bands[:, :200, 200 * number : 200 * (number + 1)]
            file = root / "abc" / f"{kind}{number}.png"
            file.parent.mkdir(exist_ok=True)
            profile = {"driver": "PNG", "count": len(part), "height": 200, "width": 200, "dtype": "uint8"}
            with rasterio.open(file, "w", **profile) as image:
                image.write(part)
            sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
            entry[kind] = {"path": file.name, "commit": "abc", "sha256": sha256}
        squares.append(entry)
    manifest = root / "manifest.json"
    url = address + "/{commit}/{path}"
    manifest.write_text(
        json.dumps({"url": url, "origin": "Local.", "crs": "EPSG:3395", "gsd": 10.0, "squares": squares})
    )
    return manifest


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_downloads_are_checked_and_joined(scenes: Scenes, server: tuple[str, Path], tmp_path: Path) -> None:
    manifest = load_manifest(publish(scenes, *server))
    optical, sar, transform = fetch_scenes(manifest, lambda *_: None, tmp_path / "cache")
    np.testing.assert_array_equal(optical, scenes.optical[:, :200, :400])
    np.testing.assert_array_equal(sar, scenes.sar[:, :200, :400])
    assert transform * (0, 0) == (1000.0, 5000.0)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_download_that_is_not_what_was_pinned_is_refused(
    scenes: Scenes, server: tuple[str, Path], tmp_path: Path
) -> None:
    manifest = load_manifest(publish(scenes, *server))
    (server[1] / "abc" / "sar1.png").write_bytes(b"something else")
    with pytest.raises(InputError, match="could not be downloaded"):
        fetch_scenes(manifest, lambda *_: None, tmp_path / "cache")
