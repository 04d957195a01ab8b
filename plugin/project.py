"""Choices and the latest run, kept with the project."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from .choices import Choices, SearchChoices
from .controller import Controller
from .dock.dock import OptoSARDock
from .dock.wiring import Wiring
from .matching import Matching

SCOPE = "optosar"


def read_choices(project: QgsProject) -> Choices:
    """The choices of a project; defaults where it has none, or those of a version that knew others."""
    text, _ = project.readEntry(SCOPE, "choices", "")
    try:
        values = json.loads(text) if text else {}
        search = SearchChoices(**values.pop("search", {}))
        choices = Choices(**{**values, "sar": tuple(values.get("sar", ())), "search": search})
    except (ValueError, TypeError, AttributeError):
        return Choices()
    index = project.pathResolver().readPath(choices.index) if choices.index else ""
    return replace(choices, index=index)


def write_choices(project: QgsProject, choices: Choices) -> None:
    """Keep choices with a project, the folder as seen from where the project lies."""
    index = project.pathResolver().writePath(choices.index) if choices.index else ""
    text = json.dumps(asdict(replace(choices, index=index)), sort_keys=True)
    _write(project, "choices", text)


def read_run(project: QgsProject) -> str:
    """Folder of the project's latest run; empty when there was none."""
    text, _ = project.readEntry(SCOPE, "run", "")
    return str(project.pathResolver().readPath(text)) if text else ""


def write_run(project: QgsProject, folder: str) -> None:
    """Keep the folder of the latest run; without one, that of an earlier run stays, though it may not be there now."""
    if folder:
        _write(project, "run", project.pathResolver().writePath(folder))


def _write(project: QgsProject, key: str, text: str) -> None:
    """Write an entry; an unchanged one does not make the project dirty."""
    if text != project.readEntry(SCOPE, key, "")[0]:
        project.writeEntry(SCOPE, key, text)


class ProjectMemory(QObject):
    """Reads the project's choices when it is opened, keeps them when they change, lets go when it is closed.

    Args:
        dock: shows the choices.
        controller, matching: work with them.
        wiring: says when they change.
    """

    def __init__(self, dock: OptoSARDock, controller: Controller, matching: Matching, wiring: Wiring) -> None:
        super().__init__(dock)
        self._dock = dock
        self._controller = controller
        self._matching = matching
        self._wiring = wiring
        self._reading = False
        self._known = self._current()
        project = QgsProject.instance()
        project.readProject.connect(self.read)
        project.cleared.connect(self._cleared)
        project.writeProject.connect(self._saving)
        wiring.choices_changed.connect(self._keep)

    def read(self) -> None:
        """Show the choices and the run of the project that is open."""
        project = QgsProject.instance()
        self._reading = True
        try:
            self._dock.show_choices(read_choices(project))
            self._controller.choices = self._dock.choices()
            self._controller.runs.restore(read_run(project))
            self._wiring.show_run()
        finally:
            self._reading = False
        self._known = self._current()
        self._controller.index.refresh()

    def close(self) -> None:
        """Stop listening to the project."""
        project = QgsProject.instance()
        project.readProject.disconnect(self.read)
        project.cleared.disconnect(self._cleared)
        project.writeProject.disconnect(self._saving)

    def _cleared(self) -> None:
        """The project was closed, perhaps in the middle of a job, which is nobody's any more."""
        self._controller.jobs.forget()
        self._matching.edits.forget()
        self._controller.forget_remarks()
        self._wiring.forget_place()
        self.read()

    def _keep(self) -> None:
        """Keep what changed. While a project is being loaded nothing is, though widgets follow its layers."""
        current = self._current()
        if self._reading or current == self._known:
            return
        self._known = current
        # As long as only defaults are shown there is nothing to keep.
        if current[0] != read_choices(QgsProject.instance()):
            write_choices(QgsProject.instance(), current[0])
        write_run(QgsProject.instance(), current[1])

    def _saving(self) -> None:
        """The project goes to a file, perhaps in another folder: its paths start there."""
        project = QgsProject.instance()
        choices, run = self._current()
        if project.readEntry(SCOPE, "choices", "")[0]:
            write_choices(project, choices)
        write_run(project, run)

    def _current(self) -> tuple[Choices, str]:
        record = self._controller.runs.record
        return self._controller.choices, str(record.folder) if record is not None else ""
