"""A large index is searched by codes, says so, and answers as an exact one does."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from optosar.models.errors import Cancelled
from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval import search_type, searchers
from optosar.models.retrieval.approximate import compare_again, search_parts
from optosar.models.retrieval.catalogue import Folder
from optosar.models.retrieval.index import (
    SceneSpec,
    build_index,
    index_info,
    open_index,
    remove_scene,
    update_index,
)
from optosar.models.retrieval.manifest_file import read_manifest
from optosar.models.retrieval.search import Region, search
from optosar.models.retrieval.search_type import SearchType, choose
from optosar.models.retrieval.shards import map_tiles, read_tiles
from optosar.tests.retrieval.made_up_land import BlockEncoder

CRS = "EPSG:32611"
TILES = 24 * 17
PROBES = 48


@pytest.fixture(autouse=True)
def low_threshold(monkeypatch):
    monkeypatch.setattr(search_type, "EXACT_UP_TO", 300)
    monkeypatch.setattr(search_type, "PROBES", PROBES)


@pytest.fixture(scope="module")
def coded_index(land, tmp_path_factory):
    """An index of the SAR scene that is searched by codes; treat it as read-only."""
    path = tmp_path_factory.mktemp("coded") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_type, "EXACT_UP_TO", 300)
        patch.setattr(search_type, "PROBES", PROBES)
        build_index(path, [SceneSpec(land.sar)], encoder=BlockEncoder(), stride=30)
    return path


def answers(path, land, region, encoder, **options):
    index, scene = open_index(path, encoder), open_scene(land.optical, "optical")
    return search(index, scene, region, encoder=encoder, **options).candidates


def same(ones, others):
    assert [one.tile_id for one in ones] == [other.tile_id for other in others]
    np.testing.assert_allclose([one.score for one in ones], [other.score for other in others], atol=1e-5)


def test_the_type_follows_from_the_size_and_is_told(coded_index, land_index):
    about = index_info(coded_index)
    assert (about.search.kind, about.search.cells, about.search.probes) == ("ivf_pq", 64, 48)
    told = about.to_dict()["search"]
    assert told["text"] == "IVF-PQ, 64 cells, 48 searched, recall@10 0.99 measured"
    json.dumps(told)
    assert index_info(land_index).search == SearchType()
    assert choose(300).text == "exact"
    assert choose(301).kind == "ivf_pq"
    folder = Folder(coded_index)
    stored = searchers.read_faiss(folder, read_manifest(folder).faiss_sha256)
    assert (type(stored).__name__, stored.nlist, stored.ntotal) == ("IndexIVFPQ", 64, TILES)


@pytest.mark.parametrize("pixel", [(450, 350), (230, 200), (700, 480)])
def test_codes_give_the_candidates_and_scores_of_an_exact_search(
    land, land_index, coded_index, encoder, pixel
):
    region = Region.point(*land.at(*pixel), CRS)
    coded, exact = (answers(path, land, region, encoder, k=3) for path in (coded_index, land_index))
    same(coded, exact)


@pytest.mark.parametrize("few", [10_000, 0], ids=["exactly", "by codes"])
def test_an_area_is_searched_right(land, land_index, coded_index, encoder, few, monkeypatch):
    monkeypatch.setattr(searchers, "_FEW", few)
    region = Region.point(*land.at(230, 350), CRS)
    east = Region.rectangle(*land.at(500, 700), *land.at(900, 0), CRS)
    coded, exact = (
        answers(path, land, region, encoder, k=3, area=east) for path in (coded_index, land_index)
    )
    assert coded
    same(coded, exact)
    spot = Region.rectangle(*land.at(652, 352), *land.at(650, 350), CRS)
    same(*(answers(path, land, region, encoder, area=spot) for path in (coded_index, land_index)))


def test_all_tiles_can_be_asked_for(land, coded_index, encoder):
    region = Region.point(*land.at(450, 350), CRS)
    found = answers(coded_index, land, region, encoder, k=TILES, keep_all=True)
    assert len({candidate.tile_id for candidate in found}) == TILES


def test_without_its_codes_an_index_is_searched_exactly(tmp_path, land, land_index, coded_index, encoder):
    shutil.copytree(coded_index, tmp_path / "index")
    (tmp_path / "index" / "index.faiss").write_bytes(b"damaged")
    region = Region.point(*land.at(450, 350), CRS)
    same(*(answers(path, land, region, encoder) for path in (tmp_path / "index", land_index)))


def test_scenes_are_kept_when_learning_the_codes_is_cancelled(tmp_path, land, land_index, encoder):
    def stop(_share, text):
        if "codes" in text:
            raise Cancelled

    path = tmp_path / "index"
    with pytest.raises(Cancelled):
        build_index(path, [SceneSpec(land.sar)], encoder=encoder, stride=30, progress=stop)
    assert index_info(path).up_to_date
    assert not (path / "index.faiss").exists()
    region = Region.point(*land.at(450, 350), CRS)
    same(*(answers(part, land, region, encoder) for part in (path, land_index)))
    encoded = encoder.encoded
    update_index(path, encoder)
    assert (path / "index.faiss").exists()
    assert encoder.encoded == encoded


def test_codes_are_learnt_once_for_many_scenes_and_left_when_the_index_shrinks(
    tmp_path, land, encoder, monkeypatch
):
    learnt = []
    train = searchers.train_ivf_pq
    monkeypatch.setattr(searchers, "train_ivf_pq", lambda *a: learnt.append(len(a[0])) or train(*a))
    other = tmp_path / "other.tif"
    shutil.copy(land.sar, other)
    info = build_index(
        tmp_path / "index", [SceneSpec(land.sar), SceneSpec(other)], encoder=encoder, stride=30
    )
    assert learnt == [2 * TILES]
    assert info.search.kind == "ivf_pq"
    monkeypatch.setattr(search_type, "EXACT_UP_TO", TILES)
    assert remove_scene(tmp_path / "index", other.name).search == SearchType()
    region = Region.point(*land.at(450, 350), CRS)
    assert answers(tmp_path / "index", land, region, encoder)


def test_mapped_descriptors_are_those_that_were_written(coded_index):
    (shard,) = (coded_index / "shards").iterdir()
    read, mapped = read_tiles(shard), map_tiles(shard)
    np.testing.assert_array_equal(read.descriptors, mapped.descriptors)
    np.testing.assert_array_equal(read.offsets, mapped.offsets)
    assert (read.skipped_nodata, read.skipped_flat) == (mapped.skipped_nodata, mapped.skipped_flat)


def test_part_by_part_search_is_exact_and_fills_up():
    rng = np.random.default_rng(0)
    values = rng.standard_normal((500, 32)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    queries, among = values[:7] + np.float32(0.1), np.array([3, 99, 100, 101, 450])
    scores, numbers = search_parts(queries, np.split(values, [100, 101, 300]), 8, among)
    wanted = np.argsort(-(queries @ values[among].T), axis=1)
    np.testing.assert_array_equal(numbers[:, :5], among[wanted])
    assert (numbers[:, 5:] == -1).all()
    assert np.isneginf(scores[:, 5:]).all()
    candidates = np.array([[3, -1, 450, 99]] * 7)
    again, best = compare_again(queries, candidates, lambda rows: values[rows], 3)
    three = np.array([3, 99, 450])
    np.testing.assert_array_equal(best, three[np.argsort(-(queries @ values[three].T), axis=1)])
    assert np.isfinite(again).all()
