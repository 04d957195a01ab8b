"""A run on disk: one folder with the GeoPackage, the thumbnails and the engine's answers as JSON.

The JSON lets the panel show candidates and matches again after QGIS was closed, without the engine.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = 1


@dataclass
class RunRecord:
    """What is known of a run.

    Attributes:
        folder: holds ``run.json``, ``run.gpkg`` and ``thumbnails``.
        title: shown as the name of the layer group.
        request: the parameters of the search, as sent.
        search: the engine's search result, or ``None`` when two layers were matched without a search.
        match: the engine's match result as last refitted.
        candidate: rank of the candidate that ``match`` belongs to.
        rasters: the co-registered rasters, each with its ``path`` and the ``side`` that was moved.
    """

    folder: Path
    title: str
    request: dict[str, Any] = field(default_factory=dict)
    search: dict[str, Any] | None = None
    match: dict[str, Any] | None = None
    candidate: int | None = None
    rasters: list[dict[str, str]] = field(default_factory=list)

    @property
    def geopackage(self) -> Path:
        """The file all layers of the run live in."""
        return self.folder / "run.gpkg"

    @property
    def thumbnails(self) -> Path:
        """Folder of the candidates' pictures."""
        return self.folder / "thumbnails"

    def save(self) -> None:
        """Write ``run.json`` in one step.

        Raises:
            OSError: no space, no permission.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {
            "format": FORMAT,
            "folder": str(self.folder),
            "title": self.title,
            "request": self.request,
            "search": self.search,
            "match": self.match,
            "candidate": self.candidate,
            "rasters": self.rasters,
        }
        part = self.folder / ".run.json.part"
        try:
            part.write_text(json.dumps(content), encoding="utf-8")
            part.replace(self.folder / "run.json")
        finally:
            part.unlink(missing_ok=True)


def load_record(folder: Path) -> RunRecord | None:
    """Read a run again; ``None`` when there is none or it was written by a later version."""
    try:
        content = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    saved_in = str(content.get("folder") or "")
    if saved_in and saved_in != str(folder):
        content = _moved(content, saved_in, str(folder))
    return RunRecord(
        folder,
        str(content.get("title", "")),
        content.get("request") or {},
        content.get("search"),
        content.get("match"),
        content.get("candidate"),
        content.get("rasters") or [],
    )


def _moved(value: Any, old: str, new: str) -> Any:
    """A value whose paths are those seen from a run's new folder, as far as there is something.

    What lies in the run's own folder is taken from the new one though the old may still be there: whoever copied a
    project may delete the first. Rasters elsewhere are looked for as they lie from the run only when they are gone.
    """
    if isinstance(value, dict):
        return {key: _moved(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, old, new) for item in value]
    if not isinstance(value, str) or not Path(value).is_absolute():
        return value
    try:
        inside = os.path.relpath(value, old)
    except ValueError:  # on another drive
        return value
    if inside.startswith("..") and Path(value).exists():
        return value
    here = os.path.normpath(Path(new, inside))
    return here if Path(here).exists() else value


def new_run_folder(project_file: str, cache: Path) -> Path:
    """A fresh folder for a run: beside the saved project where possible, else in the cache folder."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    bases = [cache / "runs"]
    if project_file:
        project = Path(project_file)
        if os.access(project.parent, os.W_OK):
            bases.insert(0, project.parent / f"{project.stem}_optosar")
    number = 1
    while (folder := bases[0] / (stamp if number == 1 else f"{stamp}-{number}")).exists():
        number += 1
    return folder
