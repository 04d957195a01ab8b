"""Pack the QGIS plugin: one folder ``optosar`` with everything it needs and nothing else.

What is packed is what git tracks (or would track), minus tests, documentation and tools of development. Translations
are compiled on the way.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from translations import compile_all

ROOT = Path(__file__).resolve().parent.parent
NAME = "optosar"
LIMIT = 25_000_000  # bytes; the plugin site takes no more
FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = ("models", "plugin", "resources", "training_cli")
# A fixed time makes the zip depend on its contents alone.
TIME = (1980, 1, 1, 0, 0, 0)


def tracked(root: Path) -> list[PurePosixPath]:
    """Files of the working tree that git does not ignore; all files where there is no git."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return sorted(
            PurePosixPath(path.relative_to(root).as_posix())
            for top in (*FILES, *FOLDERS)
            for path in ([root / top] if (root / top).is_file() else (root / top).rglob("*"))
            if path.is_file()
        )
    return sorted({PurePosixPath(name) for name in done.stdout.decode().split("\0") if name})


def belongs(path: PurePosixPath) -> bool:
    """Whether a file of the repository is part of the plugin."""
    if any(part.startswith(".") or part in {"tests", "__pycache__"} for part in path.parts):
        return False
    if path.suffix in {".pyc", ".so", ".dll", ".pyd", ".exe"}:
        return False
    return str(path) in FILES or path.parts[0] in FOLDERS


def assemble(target: Path) -> list[Path]:
    """Copy the plugin's files into ``target/optosar``; returns what lies there."""
    folder = target / NAME
    for path in tracked(ROOT):
        source = ROOT / path
        if belongs(path) and source.is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / path)
    try:
        compile_all(folder / "resources" / "i18n")
    except FileNotFoundError as error:
        sys.exit(f"The translations cannot be compiled: {error}.")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_zip(files: list[Path], base: Path, out: Path) -> int:
    """Zip ``files`` with names relative to ``base``, replacing ``out`` only when all is written; returns its size."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            info = zipfile.ZipInfo(path.relative_to(base).as_posix(), TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    size = part.stat().st_size
    if size > LIMIT:
        part.unlink()
        largest = sorted(files, key=lambda path: -path.stat().st_size)[:5]
        listing = "\n".join(f"  {path.stat().st_size:>12,}  {path.relative_to(base)}" for path in largest)
        sys.exit(
            f"The zip would have {size:,} bytes; at most {LIMIT:,} are allowed. Largest files:\n{listing}"
        )
    os.replace(part, out)
    return size


def main() -> None:
    """Pack into a zip, a folder, or both."""
    parser = argparse.ArgumentParser(description="Pack the OptoSAR plugin.")
    parser.add_argument("--zip", type=Path, help="zip file to write")
    parser.add_argument("--folder", type=Path, help="folder to hold optosar/, replaced if it exists")
    options = parser.parse_args()
    if options.zip is None and options.folder is None:
        parser.error("name a --zip or a --folder")
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        files = assemble(base)
        if options.folder is not None:
            shutil.rmtree(options.folder, ignore_errors=True)
            shutil.copytree(base, options.folder)
            print(f"{options.folder}: {len(files)} files")
        if options.zip is not None:
            size = write_zip(files, base, options.zip)
            print(f"{options.zip}: {len(files)} files, {size:,} bytes of at most {LIMIT:,}")


if __name__ == "__main__":
    main()
