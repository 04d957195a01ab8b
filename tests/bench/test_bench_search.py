"""A small run of the comparison of searches: figures that must hold at any size, and what does not fit is estimated."""

from __future__ import annotations

import time

import faiss
import numpy as np
import pytest

from optosar.models.errors import Cancelled, InputError
from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval.approximate import search_parts
from optosar.models.retrieval.index import SceneSpec, build_index, open_index
from optosar.tests.retrieval.made_up_land import (
    BlockEncoder,
    as_optical,
    as_sar,
    make_land,
    write_scene,
)
from optosar.training_cli.bench.resampling import (
    CHUNK,
    Maker,
    Real,
    measure_real,
    write_descriptors,
)
from optosar.training_cli.bench.search import bench
from optosar.training_cli.bench.search_page import check_same, join, markdown

COUNT = 6000


def unit(values):
    return (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def real():
    rng = np.random.default_rng(0)
    kinds = rng.standard_normal((12, 192))
    pool = unit(kinds[rng.integers(12, size=300)] + 0.6 * rng.standard_normal((300, 192)))
    return Real(pool, (0.03 * rng.standard_normal((40, 192))).astype(np.float32), np.full(40, 0.9))


@pytest.fixture(scope="module")
def maker(real):
    return Maker(real, seed=0)


def run(maker, folder, **options):
    settings = {
        "sizes": [COUNT],
        "kinds": ["exact"],
        "queries": 40,
        "timed": 6,
        "memory_gib": 1.0,
        "minutes": 5.0,
        "seed": 0,
        "folder": folder,
    }
    return bench(maker, 192, **{**settings, **options})


def test_approximate_answers_are_compared_again_and_get_better_with_more_probes(maker, tmp_path):
    rows = run(maker, tmp_path, kinds=["exact", "ivf-pq"])
    exact, *coded = rows
    assert exact["recall_at_10"] == 1.0
    assert exact["index_mib"] == pytest.approx(COUNT * 192 * 4 / 2**20, rel=0.05)
    recalls = [row["recall_at_10"] for row in coded]
    assert recalls == sorted(recalls)
    assert recalls[-1] > 0.95
    assert all(row["recall_at_10_of_codes"] < row["recall_at_10"] for row in coded)
    assert coded[0]["index_mib"] < exact["index_mib"] / 2
    assert coded[0]["cells"] == 256
    for row in rows:
        assert 0 < row["latency_ms"]["p50"] <= row["latency_ms"]["p95"]
        assert 0 < row["cpu_ms"] < 1000
    assert not list(tmp_path.iterdir())


def test_what_does_not_fit_is_estimated_from_what_was_built(maker, tmp_path):
    (small,) = run(maker, tmp_path, kinds=["hnsw"], sizes=[1000])[:1]
    rows = run(maker, tmp_path, kinds=["hnsw"], memory_gib=0.001, earlier=[{**small, "build_s": 60.0}])
    assert rows == [
        {
            "kind": "hnsw",
            "about": small["about"],
            "count": COUNT,
            "memory_limit_gib": 0.001,
            "estimated_mib": 6,
            "estimated_build_min": round(6 * np.log(6000) / np.log(1000)),
        }
    ]
    (late,) = run(maker, tmp_path, kinds=["hnsw"], minutes=1e-6)
    assert "given_up_build_min" in late
    made = {"real": 3, "index": "a.tif", "scene": "b.tif", "pairs": 2, "neighbours": 8}
    made |= {"local_spread": 0.5, "seed": 0, "partner_cosine_quartiles": [0.1, 0.2, 0.3]}
    facts = {"processor": "P", "cpus": 2, "memory_gib": 1, "versions": {}}
    runs = [{"sizes": [1000], "queries": 40, "timed": 6, "load_average": None}]
    result = {"rows": [small], "descriptors": made, "conditions": facts, "compared_again": 400, "runs": runs}
    page = markdown(join([result, {**result, "rows": [*rows, late]}]))
    assert "## 1,000 descriptors" in page
    assert "not built: over 0.001 GiB" in page
    assert "not built: too slow" in page
    with pytest.raises(InputError, match="other descriptors"):
        check_same(result, {**made, "seed": 1})


def test_the_exact_answers_are_those_of_one_exact_search(maker, tmp_path):
    stored = write_descriptors(maker, tmp_path / "d", CHUNK + 500, 192)
    queries = maker.queries(stored, 20)
    whole = faiss.IndexFlatIP(192)
    whole.add(np.array(stored))
    scores, numbers = whole.search(queries, 10)
    found = search_parts(queries, [stored], 10)
    np.testing.assert_allclose(found[0], scores, atol=1e-5)
    assert (found[1] == numbers).mean() > 0.99


def test_made_up_descriptors_are_repeatable_and_as_wide_apart_as_the_real_ones(real, maker):
    made = maker.chunk(0, 2000)
    np.testing.assert_array_equal(made, Maker(real, seed=0).chunk(0)[:2000])
    assert not np.allclose(made[:10], maker.chunk(1)[:10])
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    # As similar to the nearest real one as real ones are to each other, and spread over all of them.
    among = np.sort(real.pool @ real.pool.T, axis=1)[:, -2]
    cosines = made @ real.pool.T
    assert np.median(cosines.max(axis=1)) == pytest.approx(np.median(among), abs=0.1)
    assert len(np.unique(cosines.argmax(axis=1))) > 250


def test_queries_differ_from_descriptors_as_real_pairs_do(real, maker):
    stored = maker.chunk(0, 5000)
    queries = maker.queries(stored, 200)
    wanted = np.median(np.linalg.norm(real.residuals, axis=1))
    nearest = np.sqrt(2 - 2 * (queries @ stored.T).max(axis=1))
    assert np.median(nearest) == pytest.approx(wanted, rel=0.15)


def test_real_descriptors_come_from_an_index_and_the_other_scene(tmp_path):
    land = make_land(600, 800)
    optical = write_scene(tmp_path / "o.tif", as_optical(land), photometric="rgb")
    sar = write_scene(tmp_path / "s.tif", np.rint(as_sar(land) / 12).clip(1, 255).astype(np.uint8))
    encoder = BlockEncoder()
    build_index(tmp_path / "index", [SceneSpec(sar)], encoder=encoder, stride=90)
    index, scene = open_index(tmp_path / "index", encoder), open_scene(optical, "optical")
    found = measure_real(index, scene, encoder, places=12, seed=0)
    assert len(found.pool) == len(index)
    assert len(found.residuals) == 12
    assert np.median(found.cosines) > 0.8
    np.testing.assert_allclose(np.linalg.norm(found.residuals, axis=1) ** 2, 2 - 2 * found.cosines, atol=1e-4)


def test_a_run_can_be_cancelled_while_a_process_measures(maker, tmp_path):
    begun = time.monotonic()

    def stop(_share, text):
        if "ivf-pq" in text:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(maker, tmp_path, kinds=["ivf-pq"], progress=stop)
    assert time.monotonic() - begun < 30
    assert not list(tmp_path.iterdir())
