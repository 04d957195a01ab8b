"""``optosar bench search`` refuses before the work what it could not finish, and adds to what an earlier run saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optosar.training_cli.bench import resampling, search
from optosar.training_cli.bench.resampling import Real


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which parts of the work were done; both are replaced by quick ones."""
    done: list[str] = []
    row = {"kind": "exact", "about": "exact", "count": 1000, "memory_limit_gib": 1.0, "estimated_mib": 1}

    def describe(*_: Any) -> Real:
        done.append("describe")
        rng = np.random.default_rng(0)
        pool, residuals = (rng.standard_normal((count, 192)).astype(np.float32) for count in (40, 10))
        return Real(pool, residuals, np.full(10, 0.9, np.float32))

    def measure(*_: Any, **__: Any) -> list[dict[str, Any]]:
        done.append("measure")
        return [row]

    monkeypatch.setattr(resampling, "measure_real", describe)
    monkeypatch.setattr(search, "bench", measure)
    return done


@pytest.fixture
def bench(run, ready: Path, rasters: dict[str, Path], work: list[str]):
    """Run the command on a small index; gives what it said."""

    def call(*more: Any) -> Any:
        work.clear()
        return run("bench", "search", ready, rasters["optical"], "--device", "cpu fp32", *more)

    return call


def test_a_run_is_added_to_an_earlier_one(bench, tmp_path: Path) -> None:
    first, both = tmp_path / "new" / "first.md", tmp_path / "both.md"
    assert bench("--out", first).code == 0
    assert bench("--out", both, "--add-to", first.with_suffix(".json")).code == 0
    saved = json.loads(both.with_suffix(".json").read_text())
    assert (len(saved["rows"]), len(saved["runs"])) == (2, 2)
    assert "## 1,000 descriptors" in both.read_text()


def test_other_descriptors_are_refused_before_the_benchmark(bench, work: list[str], tmp_path: Path) -> None:
    first = tmp_path / "first.md"
    assert bench("--out", first).code == 0
    path = first.with_suffix(".json")
    # A seed is known at once, what the descriptors are like once they have been made.
    other = bench("--seed", 1, "--add-to", path)
    assert other.code == 1
    assert "seed differ" in other.err
    assert work == []
    saved = json.loads(path.read_text())
    saved["descriptors"]["pairs"] += 1
    path.write_text(json.dumps(saved))
    other = bench("--add-to", path)
    assert other.code == 1
    assert "pairs differ" in other.err
    assert work == ["describe"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"rows": [{}]}', '{"ways": [], "conditions": {}}', "\ud83d"]
)
def test_a_file_of_another_kind_is_refused_at_once(
    bench, work: list[str], tmp_path: Path, content: str
) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content.encode("utf-16", "surrogatepass") if content > "~" else content.encode())
    refused = bench("--add-to", path)
    assert refused.code == 1
    assert "holds no run of" in refused.err
    assert work == []


def test_a_page_that_cannot_be_written_is_refused_at_once(bench, work: list[str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    for out in (file / "search.md", tmp_path, tmp_path / "search.json"):
        assert bench("--out", out).code == 1
        assert work == []
