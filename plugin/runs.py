"""The current run: the engine's latest answers, on disk and on the map."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.core import QgsProject

from . import verdicts
from .i18n import tr
from .layers.geopackage import LayerWriteError
from .layers.record import RunRecord, load_record, new_run_folder
from .layers.run import RunLayers
from .layers.tables import CANDIDATES, KEYPOINTS, MATCHES


class Runs:
    """Holds one run at a time; an earlier run stays on disk and in the layer tree.

    Args:
        cache: gives the cache folder, which the user may change at any time.
    """

    def __init__(self, cache: Any) -> None:
        self._cache = cache
        self.record: RunRecord | None = None
        self.layers: RunLayers | None = None

    @property
    def search(self) -> dict[str, Any] | None:
        """The latest search result."""
        return self.record.search if self.record else None

    @property
    def match(self) -> dict[str, Any] | None:
        """The latest match result, as last refitted."""
        return self.record.match if self.record else None

    def new_folder(self) -> Path:
        """A folder for the next run, named but not made."""
        return new_run_folder(QgsProject.instance().fileName(), Path(self._cache()))

    def begin(
        self,
        folder: Path,
        scene: str,
        request: dict[str, Any],
        search: dict[str, Any] | None,
        match: dict[str, Any] | None = None,
        candidate: int | None = None,
    ) -> None:
        """Start a run and show it.

        Args:
            folder: of the run.
            scene: name of the scene that was asked with, for the title.
            request: what was sent.
            search: the answer to a search, or ``None``.
            match: the answer to a match, or that of the verified best candidate.
            candidate: rank of the candidate that ``match`` belongs to.

        Raises:
            LayerWriteError: the results cannot be written.
        """
        clock = datetime.now().astimezone().strftime("%H:%M:%S")
        title = tr("OptoSAR {scene} {time}").format(scene=scene, time=clock)
        self._begin(RunRecord(folder, title, request, search, match, candidate))

    def put_match(self, match: dict[str, Any], candidate: int | None, scene: str) -> list[str]:
        """Show the match of a candidate in the run of its search, any other match in a run of its own.

        Returns:
            Layers whose unsaved edits were lost, see :meth:`RunLayers.update`; so do the other changes of a run.

        Raises:
            LayerWriteError: the results cannot be written.
        """
        belongs = candidate is not None and self.layers is not None and self.layers.fits(match)
        if self.record is None or self.layers is None or not belongs:
            self.begin(self.new_folder(), scene, {}, None, match, candidate)
            return []
        self.record.match, self.record.candidate = match, candidate
        self._save()
        return self.layers.update(MATCHES, KEYPOINTS)

    def change_match(self, match: dict[str, Any]) -> list[str]:
        """Show the same matches with new values, after a refit, and keep them with the candidate they belong to.

        That candidate, and the search, say of the place what its matches now say.

        Raises:
            LayerWriteError: the results cannot be written.
        """
        if self.record is None or self.layers is None:
            return []
        self.record.match = match
        tables = [MATCHES]
        for candidate in (self.record.search or {}).get("candidates") or []:
            if candidate["rank"] == self.record.candidate and candidate.get("verification"):
                # Shown again, the candidate has the matches as they were edited.
                candidate["verification"] = verdicts.edited(candidate["verification"], match)
                tables.append(CANDIDATES)
        self._judge()
        self._save()
        return self.layers.update(*tables)

    def put_verification(self, rank: int, verification: dict[str, Any]) -> list[str]:
        """Add what keypoints say about a candidate that had not been verified.

        Raises:
            LayerWriteError: the results cannot be written.
        """
        if self.record is None or self.record.search is None or self.layers is None:
            return []
        for candidate in self.record.search["candidates"]:
            if candidate["rank"] == rank:
                candidate["verification"] = verification
        self._judge()
        self._save()
        return self.layers.update(CANDIDATES)

    def put_raster(self, path: str, side: str) -> list[str]:
        """Keep which file holds a co-registered raster, and what was moved, ``"sar"`` or ``"optical"``.

        Raises:
            LayerWriteError: the results cannot be written.
        """
        if self.record is not None:
            others = [raster for raster in self.record.rasters if raster["path"] != path]
            self.record.rasters = [*others, {"path": path, "side": side}]
            self._save()
        return []

    def restore(self, folder: str) -> bool:
        """Take up the run of a folder again; its layers are in the project already.

        Returns:
            Whether there was one.
        """
        record = load_record(Path(folder)) if folder else None
        self.record, self.layers = record, RunLayers(record) if record else None
        return record is not None

    def _begin(self, record: RunRecord) -> None:
        self.record, self.layers = record, RunLayers(record)
        self._save()
        self.layers.create()

    def _judge(self) -> None:
        search = self.search
        if search is not None:
            search["verdict"] = verdicts.of_search(search["candidates"])

    def _save(self) -> None:
        if self.record is None:
            return
        try:
            self.record.save()
        except OSError as error:
            text = tr("The run could not be saved in {folder}: {detail}.")
            raise LayerWriteError(
                text.format(folder=self.record.folder, detail=error.strerror or error),
                tr("Free some space, or choose another cache folder in Settings → Options… → OptoSAR."),
            ) from error
