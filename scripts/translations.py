"""Translations of the plugin: what users read, out of the source into ``.ts`` files and from there into ``.qm``.

``update`` brings every ``resources/i18n/optosar_*.ts`` up to date with the source: new strings come in untranslated,
strings that are gone go, translations stay. ``compile`` makes a ``.qm`` beside every ``.ts`` by Qt's ``lrelease``.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
from pathlib import Path

# Reads files of this repository only, so entities cannot be used against anybody.
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
CONTEXT = "OptoSAR"
_MARKS = {"tr", "mark"}


def source_strings(root: Path = ROOT) -> dict[str, list[str]]:
    """Every string given to ``tr()`` or ``mark()`` in ``plugin/``, with the files it is in.

    Raises:
        ValueError: something else than a constant is given to it, which could never be translated.
    """
    found: dict[str, list[str]] = {}
    for path in sorted((root / "plugin").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
                text = node.args[0]
                if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                    raise ValueError(
                        f"{name}:{node.lineno}: {node.func.id}() takes a constant; format values in afterwards."
                    )
                places = found.setdefault(text.value, [])
                if name not in places:
                    places.append(name)
    return found


def read_translations(path: Path) -> dict[str, str]:
    """Finished translations of a ``.ts`` file by their source."""
    finished = {}
    for message in ET.parse(path).getroot().iter("message"):  # noqa: S314
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            finished[message.findtext("source", "")] = translation.text
    return finished


def write_translations(
    path: Path, language: str, strings: dict[str, list[str]], known: dict[str, str]
) -> int:
    """Write a ``.ts`` file; returns how many strings are not translated."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source, places in sorted(strings.items(), key=lambda item: (item[1][0], item[0])):
        message = ET.SubElement(context, "message")
        for place in places:
            ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if source in known:
            translation.text = known[source]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " " * 2)
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return sum(source not in known for source in strings)


def update(root: Path = ROOT) -> int:
    """Bring all ``.ts`` files up to date; returns how many strings lack a translation in all."""
    strings, missing = source_strings(root), 0
    for path in sorted((root / "resources" / "i18n").glob("optosar_*.ts")):
        language = path.stem.removeprefix("optosar_")
        lacking = write_translations(path, language, strings, read_translations(path))
        print(f"{path.name}: {len(strings)} strings, {lacking} not translated")
        missing += lacking
    return missing


def compile_all(folder: Path) -> int:
    """Make a ``.qm`` beside every ``.ts`` in a folder that is not newer already; returns how many there are.

    Raises:
        FileNotFoundError: Qt's ``lrelease`` is not installed.
    """
    names = (
        "lrelease",
        "lrelease-qt5",
        "lrelease6",
        "/usr/lib/qt5/bin/lrelease",
        "/usr/lib/qt6/bin/lrelease",
    )
    sources = sorted(folder.rglob("*.ts"))
    for source in sources:
        target = source.with_suffix(".qm")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        tool = next((found for name in names if (found := shutil.which(name))), None)
        if tool is None:
            raise FileNotFoundError("lrelease, of Debian's package qttools5-dev-tools, is not installed")
        subprocess.run([tool, "-silent", str(source), "-qm", str(target)], check=True)
    return len(sources)


def main() -> int:
    """Run one of the two; the exit code of ``update`` says whether strings lack a translation."""
    parser = argparse.ArgumentParser(description="Translations of the OptoSAR plugin.")
    parser.add_argument("what", choices=("update", "compile"))
    if parser.parse_args().what == "update":
        return 1 if update() else 0
    try:
        compile_all(ROOT / "resources" / "i18n")
    except FileNotFoundError as error:
        # English is no reason to stop: the plugin works without translations.
        print(f"translations: {error}; the plugin will speak English", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
