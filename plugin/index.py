"""The index that is searched: its state, building it, and keeping it up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .choices import SAR
from .i18n import tr
from .layers.rasters import scene_params
from .layers.tiles import reload_tiles
from .messages import log
from .phrases import radiometries, said
from .settings import machine

if TYPE_CHECKING:
    from .controller import Controller


class Index(QObject):
    """The chosen index.

    Attributes:
        info: the engine's report on it; ``None`` while there is none.

    Signals:
        changed(info, text): another report; ``None`` and why when there is none.

    Args:
        controller: knows choices and layers, runs requests.
    """

    changed = pyqtSignal(object, str)

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self.info: dict[str, Any] | None = None

    def refresh(self) -> None:
        """Ask for its state."""
        folder = self._controller.choices.index
        self.info = None
        if not folder:
            self.changed.emit(None, "")
        elif not (Path(folder) / "manifest.json").is_file():
            self.changed.emit(None, tr("No index in this folder yet. Build makes one of the ticked layers."))
        else:
            self.changed.emit(None, tr("Reading the index…"))
            self._controller.jobs.ask(
                "index_info",
                {"index": folder},
                lambda info: self._answered(folder, info, ""),
                lambda _code, message, hint: self._answered(folder, None, f"{message} {hint}".strip()),
            )

    def build(self) -> None:
        """Encode the ticked layers into the chosen folder; goes on where an earlier build was interrupted."""
        choices, layers = self._controller.choices, self._controller.indexed_layers()
        if not layers:
            what = tr("Tick a SAR layer.") if choices.indexed == SAR else tr("Choose an optical layer.")
            self._controller.warn(tr("There is nothing to index."), what)
        elif not choices.index:
            self._controller.warn(tr("No folder is chosen for the index."), tr("Choose one under Index."))
        elif self._controller.usable(layers):
            params = {
                "index": choices.index,
                "scenes": [scene_params(layer, choices.indexed, choices.radiometry) for layer in layers],
                "modality": choices.indexed,
                "device": machine.device,
            }
            self._encode(tr("Building the index"), "index_build", params)

    def update(self) -> None:
        """Encode what changed since, and what an interrupted build left out."""
        params = {"index": self._controller.choices.index, "device": machine.device}
        self._encode(tr("Updating the index"), "index_update", params)

    def _encode(self, title: str, method: str, params: dict[str, Any]) -> None:
        # What is encoded before a build ends early is kept, and can be searched.
        self._controller.jobs.run(title, method, params, self._built, self.refresh)

    def _built(self, info: dict[str, Any]) -> None:
        self._take(info)
        reload_tiles(str(info.get("footprints", "")))
        text = tr("The index is ready: {n} tiles.").format(n=info.get("tiles", 0))
        self._controller.noted.emit("success", text, "")
        self._controller.forget_remarks()
        for scene in info.get("scenes") or []:
            name = scene.get("name", "")
            values = "{name}: {radiometry}, {why}".format(
                name=name,
                radiometry=dict(radiometries()).get(scene.get("radiometry", ""), ""),
                why=said(scene.get("radiometry_why", "")),
            )
            log(values)
            self._controller.remark([f"{name}: {warning}" for warning in scene.get("warnings") or []])

    def _take(self, info: dict[str, Any]) -> None:
        self.info = info
        self.changed.emit(info, "")

    def _answered(self, folder: str, info: dict[str, Any] | None, problem: str) -> None:
        """What the engine says of an index, unless another one has been chosen since."""
        if folder != self._controller.choices.index:
            return
        if info is None:
            self.changed.emit(None, problem)
        else:
            self._take(info)
