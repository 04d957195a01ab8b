"""The tree is what the packaging, the plugin's loader and the import rules say it is."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PARTS = ("models", "plugin", "training_cli")
PROTOCOL = "models.engine.protocol"


def sources(root: Path, part: str) -> list[Path]:
    return sorted((root / part).rglob("*.py"))


def imported_modules(root: Path, file: Path) -> set[str]:
    """Names of the modules a file imports; those of this package without the leading ``optosar``."""
    found: set[str] = set()
    package = file.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*start, *([node.module] if node.module else [])))
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("optosar.") for name in found}


def starts_with(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


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


@pytest.mark.parametrize("part", PARTS)
def test_imports_inside_the_package_are_relative(repository: Path, part: str) -> None:
    for file in sources(repository, part):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            absolute = (
                isinstance(node, ast.ImportFrom)
                and node.level == 0
                and starts_with(node.module or "", "optosar")
            )
            absolute |= isinstance(node, ast.Import) and any(
                starts_with(alias.name, "optosar") for alias in node.names
            )
            assert not absolute, f"{file}:{node.lineno} names the package; QGIS does that"


def test_the_plugin_never_imports_what_computes(repository: Path) -> None:
    heavy = (
        "torch",
        "faiss",
        "rasterio",
        "cv2",
        "scipy",
        "shapely",
        "pyogrio",
        "safetensors",
        "typer",
        "rich",
        "PyQt5",
        "PyQt6",
    )
    for file in [*sources(repository, "plugin"), repository / "__init__.py"]:
        for name in imported_modules(repository, file):
            assert not starts_with(name, *heavy, "training_cli"), f"{file} imports {name}"
            if starts_with(name, "models"):
                assert name in {"models", "models.engine"} or starts_with(name, PROTOCOL), (
                    f"{file} imports {name}"
                )


def test_models_import_neither_qgis_nor_the_other_parts(repository: Path) -> None:
    for file in sources(repository, "models"):
        for name in imported_modules(repository, file):
            assert not starts_with(name, "qgis", "osgeo", "plugin", "training_cli", "PyQt5"), (
                f"{file} imports {name}"
            )


def test_the_protocol_needs_the_standard_library_only(repository: Path) -> None:
    for name in imported_modules(repository, repository / "models" / "engine" / "protocol.py"):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names or starts_with(name, "models.engine"), name


def test_the_command_line_does_not_import_the_plugin(repository: Path) -> None:
    for file in sources(repository, "training_cli"):
        for name in imported_modules(repository, file):
            assert not starts_with(name, "plugin", "qgis"), f"{file} imports {name}"


def test_files_stay_readable(repository: Path) -> None:
    long = [
        str(f) for part in PARTS for f in sources(repository, part) if len(f.read_text().splitlines()) > 400
    ]
    assert long == []
