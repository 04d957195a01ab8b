"""The tree is what the packaging, the plugin's loader and the import rules say it is."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PARTS = ("models", "plugin", "training_cli")


def sources(root: Path, part: str) -> list[Path]:
    return sorted((root / part).rglob("*.py"))


def test_the_package_list_is_complete(repository: Path) -> None:
    listed = set(tomllib.loads((repository / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    there = {"optosar"}
    for part in PARTS:
        for init in (repository / part).rglob("__init__.py"):
            there.add(".".join(("optosar", *init.parent.relative_to(repository).parts)))
    assert listed == there


def test_every_folder_of_code_is_a_package(repository: Path) -> None:
    folders = {file.parent for part in PARTS for file in sources(repository, part)}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_versions_agree(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]["version"]
    metadata = (repository / "metadata.txt").read_text(encoding="utf-8")
    assert f"\nversion={project}\n" in metadata
    assert f'__version__ = "{project}"' in (repository / "__init__.py").read_text(encoding="utf-8")


def test_files_stay_readable(repository: Path) -> None:
    long = [
        str(f) for part in PARTS for f in sources(repository, part) if len(f.read_text().splitlines()) > 400
    ]
    assert long == []
