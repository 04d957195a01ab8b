"""One piece of land in both modalities, and an index of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval.index import SceneSpec, build_index, open_index
from optosar.models.retrieval.search import search
from optosar.tests.retrieval.made_up_land import (
    STRIDE,
    BlockEncoder,
    Land,
    as_optical,
    as_sar,
    make_land,
    write_scene,
)


@pytest.fixture
def encoder() -> BlockEncoder:
    return BlockEncoder()


@pytest.fixture(scope="session")
def land(tmp_path_factory: pytest.TempPathFactory) -> Land:
    """Treat the files as read-only; copy them to change them."""
    folder = tmp_path_factory.mktemp("land")
    brightness = make_land(700, 900)
    optical = write_scene(folder / "optical.tif", as_optical(brightness), photometric="rgb")
    sar = write_scene(folder / "sar.tif", as_sar(brightness))
    return Land(optical, sar, brightness)


@pytest.fixture(scope="session")
def land_index(land: Land, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the SAR scene, its tiles 30 px apart; treat it as read-only."""
    path = tmp_path_factory.mktemp("indexes") / "land"
    build_index(path, [SceneSpec(land.sar)], encoder=BlockEncoder(), stride=STRIDE)
    return path


@pytest.fixture
def searched(land: Land, land_index: Path, encoder: BlockEncoder) -> Callable:
    """Search the index with the optical scene: ``searched(region, **options)``."""
    index, scene = open_index(land_index, encoder), open_scene(land.optical, "optical")
    return lambda region, **options: search(index, scene, region, encoder=encoder, **options)
