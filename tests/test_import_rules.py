"""Which part may import what: told by the sources alone, and checked on sources that break the rules."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = "optosar"
PARTS = ("models", "plugin", "training_cli")
PROTOCOL = "models.engine.protocol"


@dataclass(frozen=True)
class Import:
    """One imported name.

    Attributes:
        line: where it stands.
        name: dotted; below the package when ``relative``.
        relative: it is named from inside the package.
    """

    line: int
    name: str
    relative: bool


def imports(source: str, path: str) -> list[Import]:
    """All imports of a source, wherever they stand in it.

    ``from a import b`` gives ``a.b``, since ``b`` may be a module.

    Args:
        source: Python.
        path: of the file below the package's folder, for relative imports.
    """
    package = PurePosixPath(path).parts[:-1]
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [Import(node.lineno, alias.name, False) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = [*base, *(node.module or "").split(".")] if node.module else list(base)
            found += [
                Import(node.lineno, ".".join([*start, alias.name]), node.level > 0) for alias in node.names
            ]
        elif isinstance(node, ast.Call) and node.args and _is_import_function(node.func):
            # A name that is put together at run time is nobody's but the caller's; a plain text is an import.
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                found.append(Import(node.lineno, name.value, False))
    return found


def _is_import_function(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"import_module", "__import__"}


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def violations(source: str, path: str) -> list[str]:
    """What a file imports against the rules, each as ``path:line: reason``."""
    part = PurePosixPath(path).parts[0]
    found = []
    for item in imports(source, path):
        reason = _own(item, part, path) if item.relative else _foreign(item, part, path)
        if reason:
            found.append(f"{path}:{item.line}: {reason}")
    return found


def _own(item: Import, part: str, path: str) -> str:
    """Why an import from inside the package is not allowed; empty when it is."""
    name = item.name
    if path == PROTOCOL.replace(".", "/") + ".py":
        return f"the protocol imports {name}, not only the standard library"
    if within(name, part) or name == "__version__":
        return ""
    if part == "plugin" and not within(name, PROTOCOL):
        return f"the plugin imports {name}; of the models it may import {PROTOCOL} only"
    if part == "models":
        return f"models import {name}"
    if part == "training_cli" and not within(name, "models"):
        return f"the command line imports {name}"
    if part == "__init__.py" and not within(name, "plugin"):
        return f"the entry of the plugin imports {name}"
    return ""


def _foreign(item: Import, part: str, path: str) -> str:
    """Why an import of another package is not allowed; empty when it is."""
    name, standard = item.name, item.name.split(".")[0] in sys.stdlib_module_names
    if within(name, PACKAGE, *PARTS):
        return f"{name} must be imported relatively: QGIS names the package"
    if path == PROTOCOL.replace(".", "/") + ".py" and not standard:
        return f"the protocol imports {name}, not only the standard library"
    if part in ("plugin", "__init__.py") and not standard and not within(name, "qgis", "osgeo", "numpy"):
        return f"the plugin imports {name}; it may import qgis, osgeo, numpy and the standard library"
    if part == "models" and within(name, "qgis", "osgeo", "processing", "PyQt5", "PyQt6"):
        return f"models import {name}"
    if part == "training_cli" and within(name, "qgis", "processing", "PyQt5", "PyQt6"):
        return f"the command line imports {name}"
    return ""


def test_the_sources_keep_the_rules(repository: Path) -> None:
    files = [repository / "__init__.py", *(f for part in PARTS for f in (repository / part).rglob("*.py"))]
    assert len(files) > 100
    broken = []
    for file in files:
        path = file.relative_to(repository).as_posix()
        broken += violations(file.read_text(encoding="utf-8"), path)
    assert broken == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("plugin/dock/dock.py", "import torch"),
        ("plugin/dock/dock.py", "import faiss as f"),
        ("plugin/dock/dock.py", "def later():\n    from rasterio.crs import CRS"),
        ("plugin/dock/dock.py", "import importlib\nimportlib.import_module('torch.nn')"),
        ("plugin/dock/dock.py", "from PyQt5.QtCore import Qt"),
        ("plugin/dock/dock.py", "from ...models.retrieval.search import search"),
        ("plugin/dock/dock.py", "from ...models import retrieval"),
        ("plugin/dock/dock.py", "from ...models.engine import handlers"),
        ("plugin/dock/dock.py", "from ...training_cli import app"),
        ("plugin/dock/dock.py", "from optosar.plugin.i18n import tr"),
        ("plugin/dock/dock.py", "import optosar.plugin.i18n"),
        ("plugin/main.py", "from ..models.networks.vgg import VGG"),
        ("__init__.py", "import torch"),
        ("__init__.py", "from .models.device import resolve_device"),
        ("models/device.py", "from qgis.core import QgsProject"),
        ("models/device.py", "try:\n    import osgeo.gdal\nexcept ImportError:\n    pass"),
        ("models/device.py", "from ..plugin.settings import machine"),
        ("models/device.py", "from ..training_cli import sample"),
        ("models/engine/handlers.py", "from ...plugin import i18n"),
        ("models/engine/handlers.py", "import models.progress"),
        ("models/engine/protocol.py", "import numpy"),
        ("models/engine/protocol.py", "from ..errors import InputError"),
        ("training_cli/app.py", "from ..plugin.diagnostics import text"),
        ("training_cli/app.py", "from .. import plugin"),
        ("training_cli/commands/index.py", "import qgis"),
        ("training_cli/commands/index.py", "from optosar import models"),
    ],
)
def test_what_breaks_a_rule_is_found(path: str, source: str) -> None:
    (found,) = violations(source, path)
    assert found.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("plugin/dock/dock.py", "import json\nimport numpy as np\nfrom osgeo import gdal"),
        (
            "plugin/dock/dock.py",
            "from qgis.PyQt.QtCore import Qt\nfrom ..i18n import tr\nfrom . import figures",
        ),
        ("plugin/engine/client.py", "from ...models.engine.protocol import CANCELLED"),
        ("plugin/engine/client.py", "from ...models.engine import protocol"),
        ("plugin/dock/dock.py", "text = 'import torch'\n# import torch"),
        (
            "models/retrieval/index.py",
            "import faiss\nimport torch\nfrom ..errors import InputError\nfrom . import search",
        ),
        ("models/engine/protocol.py", "import json\nfrom dataclasses import dataclass"),
        (
            "training_cli/app.py",
            "import typer\nfrom ..models.errors import InputError\nfrom .. import __version__",
        ),
        ("__init__.py", "from typing import Any\nfrom .plugin.main import OptoSARPlugin"),
    ],
)
def test_what_keeps_the_rules_is_let_through(path: str, source: str) -> None:
    assert violations(source, path) == []
