"""Pictures of maps that QGIS draws in the background."""

from __future__ import annotations

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QImage


class MapPictures(QObject):
    """Draws maps, one for each name, and tells when a picture is ready.

    Signals:
        drawn(name, image): not for maps that were given up.
    """

    drawn = pyqtSignal(str, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # What is being drawn; a job is gone once it has finished.
        self._jobs: dict[str, QgsMapRendererParallelJob] = {}

    def draw(self, name: str, settings: QgsMapSettings) -> None:
        """Begin to draw a map; the settings' layers must stay until then."""
        job = QgsMapRendererParallelJob(settings)
        # A job that is deleted while it draws still says that it has finished. As a child, and connected to a
        # method, it says so to nobody once this is gone; a function would be called half collected.
        job.setParent(self)
        job.finished.connect(self._finished)
        self._jobs[name] = job
        job.start()

    def cancel(self) -> None:
        """Give up what is being drawn."""
        jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            job.cancelWithoutBlocking()

    def dispose(self) -> None:
        """End what is being drawn, and wait for that; nothing must be drawn afterwards."""
        jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            job.cancel()

    def _finished(self) -> None:
        job = self.sender()
        if job is None:
            return
        for name, current in list(self._jobs.items()):
            if current is job:
                del self._jobs[name]
                self.drawn.emit(name, current.renderedImage())
        job.deleteLater()
