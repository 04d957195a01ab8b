"""The page over both papers, and the command that makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from optosar.training_cli.app import main
from optosar.training_cli.reproduce.index import Part, write_index


def test_the_index_links_the_pages_and_adds_up_the_time(tmp_path: Path) -> None:
    parts = [
        Part("DFCNN", tmp_path / "pages" / "dfcnn.md", 0.001, 40.4),
        Part("S2-Net", tmp_path / "s2net.md", 1, 2.0),
    ]
    text = write_index(tmp_path / "docs" / "README.md", parts).read_text()
    assert "[dfcnn](../pages/dfcnn.md) | 0.001 | 40 s" in text
    assert "[s2net](../s2net.md) | 1 | 2 s" in text
    assert "Total 42 s" in text
    assert "not those of the full recipes" in text
    whole = [Part("DFCNN", tmp_path / "dfcnn.md", 1, 1)]
    assert "not those" not in write_index(tmp_path / "README.md", whole).read_text()


def test_without_data_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["reproduce", "all", "--shared", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main([*call, "--accelerator", "cpu", "--workers", "0"]) == 1
    assert "Hint" in capsys.readouterr().err
