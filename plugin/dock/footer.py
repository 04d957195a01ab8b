"""The foot of the panel: progress and cancel of the job, device and models in use. Always in sight."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import tr
from .widgets import button, named, row, wrapped

_STEPS = 1000


class Footer(QWidget):
    """Progress of the job, and what computes.

    Signals:
        cancelled: the user asked to cancel.
    """

    cancelled = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "Footer")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        layout.addWidget(line)
        self.text = wrapped("JobText", tr("What is being done"))
        self.text.show()
        self.bar = QProgressBar()
        self.bar.setTextVisible(True)
        named(self.bar, "Progress", tr("Progress"))
        self.cancel = button("Cancel", tr("Cancel"), tr("Stop; what is finished so far is kept."))
        self._job = QWidget()
        inner = QVBoxLayout(self._job)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.text)
        progress = row(self.bar, self.cancel)
        progress.setStretch(0, 1)
        inner.addLayout(progress)
        layout.addWidget(self._job)
        self.engine = self._label("EngineState", tr("Device and models"))
        layout.addWidget(self.engine)
        self._known = False
        self.cancel.clicked.connect(self._cancel)
        self.show_idle()
        self.show_engine({})

    def show_job(self, title: str) -> None:
        """A job began."""
        self._job.show()
        self.engine.setVisible(self._known)
        self.text.setText(title)
        self.cancel.setEnabled(True)
        self.cancel.setText(tr("Cancel"))

    def show_progress(self, fraction: float, text: str) -> None:
        """The share done, 0 to 1; negative while it is unknown."""
        if fraction < 0:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(min(fraction, 1.0) * _STEPS))
        if text:
            self.text.setText(text)
            self.text.setToolTip(text)

    def show_idle(self) -> None:
        """No job is running."""
        self._job.hide()
        self.engine.show()

    def show_engine(self, facts: dict[str, Any]) -> None:
        """Name the device with its precision, and the models.

        Args:
            facts: ``device``, ``models`` (list of names) and ``state``, each optional.
        """
        parts = [str(facts[key]) for key in ("state", "device") if facts.get(key)]
        parts += [str(name) for name in facts.get("models") or []]
        self._known = bool(parts)
        text = " · ".join(parts) or tr("The engine starts when it is needed.")
        self.engine.setText(text)
        if self._known:
            self.engine.show()
        self.engine.setToolTip(text)

    def _cancel(self) -> None:
        if self.cancel.hasFocus():
            # Disabled, it would hand the keyboard to the map.
            self.bar.setFocus()
        self.cancel.setEnabled(False)
        self.cancel.setText(tr("Cancelling…"))
        self.cancelled.emit()

    @staticmethod
    def _label(object_name: str, accessible: str) -> QLabel:
        label = QLabel()
        # A long text is cut off rather than widening the panel; the tooltip has it whole.
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        named(label, object_name, accessible)
        return label
