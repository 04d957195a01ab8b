"""``optosar data osr`` as a person runs it."""

from __future__ import annotations

import hashlib
import json
import signal
from pathlib import Path

import cv2
import pytest

from optosar.training_cli.app import main
from optosar.training_cli.data.osr import build as building
from optosar.training_cli.data.osr.manifest import load

from .conftest import ground, write_grey

FILES = {"contact_sheet.png", "manifest.json", "partners.csv", "statistics.json", "windows.csv"}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of twelve small scenes."""
    lines = ["optical,sar"]
    for number in range(12):
        path = write_grey(tmp_path / "in" / f"{number}.png", ground((317, 317), number))
        lines.append(f"{path.name},{path.name}")
    (tmp_path / "in" / "pairs.csv").write_text("\n".join(lines))
    return tmp_path / "in" / "pairs.csv"


def osr(*arguments: object) -> int:
    return main(["data", "osr", *map(str, arguments)])


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_data_set_with_figures_and_a_page(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert osr("--pairs", listed, "--out", out, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(digests(out)) == FILES
    assert printed == json.loads((out / "statistics.json").read_text())
    assert printed["settings"]["split"] == "scene"
    assert printed["windows"]["all"] == len(load(out).windows["window"]) == 48
    assert printed["partners"]["windows_short_of_positives"] == 0
    page = cv2.imread(str(out / "contact_sheet.png"))
    assert page.shape[0] > 12 * 112, "four windows of each set, one below the other"
    assert page.shape[1] > 9 * 112, "the window, five positives, three negatives"
    assert not list(out.parent.glob("**/*.npy"))


def test_people_get_a_table(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert osr("--pairs", listed, "--out", tmp_path / "out", "--split", "window", "--seed", 5) == 0
    shown = capsys.readouterr()
    rows = dict(line.split("  ", 1) for line in shown.out.splitlines())
    assert rows["window positions"].strip() == "48"
    assert "spread at least 6 optical, 6 SAR" in rows["thresholds"]
    assert rows["train"].strip() == "33 (68.8%)"
    assert "as in the paper" in " ".join(shown.err.split())


def test_the_same_command_writes_the_same_manifest(listed: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    for out in (first, again):
        assert osr("--pairs", listed, "--out", out) == 0
    assert all(digests(first)[name] == digests(again)[name] for name in FILES - {"statistics.json"})


def test_ctrl_c_leaves_what_was_there(listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    assert osr("--pairs", listed, "--out", out) == 0
    before = digests(out)
    draw = building.draw_negatives

    def interrupted(*arguments: object) -> list[int]:
        monkeypatch.setattr(building, "draw_negatives", draw)
        signal.raise_signal(signal.SIGINT)
        return draw(*arguments)

    for folder in (out, tmp_path / "new"):
        monkeypatch.setattr(building, "draw_negatives", interrupted)
        assert osr("--pairs", listed, "--out", folder, "--seed", 9) == 130
    assert digests(out) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "No scenes are named"),
        (["0.png"], "A pair needs both scenes"),
        (["0.png", "missing.png"], "does not exist"),
        (["--points", "0.png"], "belong to one pair"),
        (["--source", "atlantis"], "There is no source"),
        (["0.png", "0.png", "--min-spread", "6"], "--min-spread needs 2 numbers"),
        (["0.png", "0.png", "--shares", "0,0,0"], "one of them positive"),
        (["0.png", "0.png", "--min-spread", "300,300"], "No window is left"),
        (["0.png", "0.png", "--split", "scene"], "cannot be split by scene"),
    ],
)
def test_mistakes_are_explained(
    listed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(listed.parent)
    assert osr(*arguments, "--out", tmp_path / "out") == 1
    complaint = " ".join(capsys.readouterr().err.split())
    assert said in complaint
    assert "Hint" in complaint
    assert not (tmp_path / "out").exists()


def test_sources_are_listed_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "sources"]) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in ("sen1-2", "sen12ms", "qxs-saropt", "ombria", "simulated/"))
    for kind in ("optical", "sar"):
        for number in (1, 2):
            write_grey(
                tmp_path / "data/ombria/train" / kind / f"block3_{number}.png", ground((256, 256), number)
            )
    assert main(["data", "sources", "ombria/train", "--shared", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "pairs": 2,
        "places": 1,
        "first": "ombria/train/block3_1",
    }
