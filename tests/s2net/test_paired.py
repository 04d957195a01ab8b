"""Differences between methods on the same pairs, and the command that tells them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.training_cli.app import main
from optosar.training_cli.evaluate.paired import by_pair, difference


def test_a_gain_at_every_pair_is_sure_and_one_that_comes_and_goes_is_not():
    rng = np.random.default_rng(0)
    first = {f"p{i}": float(value) for i, value in enumerate(rng.normal(50, 20, 23))}
    steady = difference(first, {name: value + 2 + rng.normal() for name, value in first.items()})
    assert steady.sure
    assert steady.low < 2 < steady.high
    assert steady.better >= 20
    loose = difference(first, {name: value + 20 * rng.normal() for name, value in first.items()})
    assert not loose.sure
    assert loose.low < loose.mean < loose.high
    assert difference(first, first).sure is False
    assert not difference({"alone": 1.0}, {"alone": 9.0}).sure


def test_the_interval_holds_the_true_gain_nineteen_times_of_twenty():
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        gains = rng.normal(1, 3, 25)
        found = difference(
            {str(i): 0.0 for i in range(25)}, {str(i): float(gain) for i, gain in enumerate(gains)}
        )
        held += found.low <= 1 <= found.high
    assert 0.88 <= held / 200 <= 0.99


def test_other_pairs_are_refused():
    with pytest.raises(InputError, match="same pairs"):
        difference({"a": 1.0}, {"b": 1.0})


def test_repetitions_are_averaged_and_shares_told_in_percent():
    rows = [
        {"k": 8, "pair": "a", "cmr": 0.1},
        {"k": 8, "pair": "a", "cmr": 0.3},
        {"k": 9, "pair": "a", "cmr": 1},
    ]
    assert by_pair(rows, 8, "cmr") == {"a": pytest.approx(20)}


@pytest.fixture
def saved(tmp_path):
    def save(name, gain, source="roadscene/test", counts=(1024, 2048)):
        rows = [
            {"k": k, "pair": f"p{i}", "nc": 100, "ncm": 20 + i + gain, "cmr": (20 + i + gain) / 100}
            for k in counts
            for i in range(6)
        ]
        path = tmp_path / f"{name}.json"
        path.write_text(
            json.dumps({"method": name, "source": source, "protocol": "p", "cut": 0, "pairs": rows})
        )
        return str(path)

    return save


def test_the_command_tells_who_is_ahead(saved, capsys):
    assert main(["evaluate", "compare", saved("D2-Net", 0), saved("D2-Net+SSL", 5), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["first"], found["second"]) == ("D2-Net", "D2-Net+SSL")
    assert found["differences"]["2048"]["ncm"] == {"mean": 5, "low": 5, "high": 5, "better": 6, "pairs": 6}
    assert main(["evaluate", "compare", saved("a", 0), saved("b", 0)]) == 0
    assert "may be chance" in capsys.readouterr().out


def test_what_cannot_be_compared_is_said(saved, tmp_path, capsys):
    def fails(*paths):
        assert main(["evaluate", "compare", *paths]) != 0
        return capsys.readouterr().err

    assert "measured differently: source" in fails(saved("a", 0), saved("b", 0, source="rgb_nir/test"))
    assert "no K in common" in fails(saved("a", 0), saved("b", 0, counts=(4096,)))
    other = tmp_path / "other.json"
    other.write_text("[1]")
    assert "holds no figures of keypoints" in fails(saved("a", 0), str(other))
    assert "holds no figures of keypoints" in fails(str(tmp_path / "missing.json"), saved("a", 0))
    other.write_text(
        json.dumps({"method": "a", "pairs": json.loads(Path(saved("a", 0)).read_text())["pairs"]})
    )
    assert "holds no figures of keypoints" in fails(str(other), str(other))
