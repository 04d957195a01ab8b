"""The settings page: the engine's interpreter and device, its installation, weights, the cache folder, diagnostics."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QGroupBox, QVBoxLayout, QWidget

from ..diagnostics import diagnostics
from ..engine.client import EngineClient
from ..engine.environment import Check, InterpreterCheck, find_interpreter
from ..engine.installer import Installer
from ..i18n import tr
from ..settings import DEVICES, cache_folder, machine
from .install_box import InstallBox
from .weights_box import WeightsBox
from .widgets import ACCEPTED, REJECTED, UNVERIFIED, Banner, button, form, icon, named, row, wrapped


class SettingsPage(QgsOptionsPageWidget):
    """Shows the settings of the machine and keeps them when the dialog is accepted.

    Args:
        client: asked for the engine's part of the diagnostics; renewed when what it runs on changes.
        installer: installs the engine; goes on when the dialog is closed.
        parent: the dialog.
    """

    def __init__(self, client: EngineClient, installer: Installer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Options", tr("OptoSAR settings"))
        self._client = client
        self._check = InterpreterCheck(self)
        self._check.done.connect(self._checked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._engine_group())
        self.install = InstallBox(installer)
        self.install.installed.connect(self._installed)
        layout.addWidget(self.install)
        self.weights = WeightsBox()
        layout.addWidget(self.weights)
        layout.addWidget(self._files_group())
        layout.addStretch(1)
        self._show()

    def apply(self) -> None:
        """Keep what is shown; an engine that no longer fits ends when it has finished its work."""
        before = _of_the_engine()
        machine.interpreter = self.interpreter.filePath().strip()
        machine.device = self.device.currentText().strip() or DEVICES[0]
        machine.cache = self.cache.filePath().strip()
        self.install.keep()
        self.weights.keep()
        if before != _of_the_engine():
            self._client.renew()

    def _engine_group(self) -> QGroupBox:
        group = QGroupBox(tr("Engine"))
        layout = QVBoxLayout(group)
        fields = form()
        self.interpreter = QgsFileWidget()
        self.interpreter.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.interpreter.setDialogTitle(tr("Python of the Engine"))
        self.interpreter.lineEdit().setAccessibleName(tr("Interpreter"))
        named(
            self.interpreter,
            "Interpreter",
            tr("Interpreter"),
            tr("Left empty, the engine's Python is looked for."),
        )
        self.device = QComboBox()
        self.device.setEditable(True)
        self.device.addItems(DEVICES)
        named(
            self.device,
            "Device",
            tr("Device"),
            tr("auto takes a GPU where there is one; cuda:1 names the second."),
        )
        fields.addRow(tr("&Interpreter"), self.interpreter)
        fields.addRow(tr("&Device"), self.device)
        layout.addLayout(fields)
        self.test = button(
            "TestEngine", tr("&Test Engine"), tr("Start the interpreter and look for the libraries.")
        )
        self.copy = button(
            "CopyDiagnostics", tr("Copy Dia&gnostics"), tr("Copy a text to be put into a report.")
        )
        buttons = row(self.test, self.copy)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.result = Banner("EngineTest")
        layout.addWidget(self.result)
        self.test.clicked.connect(self._test)
        self.copy.clicked.connect(self._copy)
        return group

    def _files_group(self) -> QGroupBox:
        group = QGroupBox(tr("Files"))
        fields = form(group)
        fields.setContentsMargins(9, 9, 9, 9)
        self.cache = QgsFileWidget()
        self.cache.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.cache.setDialogTitle(tr("Cache Folder"))
        self.cache.lineEdit().setAccessibleName(tr("Cache folder"))
        self.cache.lineEdit().setPlaceholderText(str(cache_folder()))
        tip = tr("Holds the results of runs whose project has not been saved.")
        named(self.cache, "CacheFolder", tr("Cache folder"), tip)
        fields.addRow(tr("&Cache folder"), self.cache)
        note = wrapped("CacheNote")
        note.setText(tip)
        note.show()
        fields.addRow(note)
        return group

    def _show(self) -> None:
        self.interpreter.setFilePath(machine.interpreter)
        self.interpreter.lineEdit().setPlaceholderText(find_interpreter() or tr("None was found"))
        self.device.setCurrentText(machine.device)
        self.cache.setFilePath(machine.cache)

    def _test(self) -> None:
        interpreter = self.interpreter.filePath().strip() or find_interpreter()
        if not interpreter:
            hint = tr("Press Install Engine…, or choose a Python that has the libraries.")
            self.result.show_state(
                REJECTED, tr("No interpreter"), tr("No Python of the engine was found."), hint
            )
            return
        self.test.setEnabled(False)
        self.result.show_state(UNVERIFIED, tr("Testing…"), interpreter)
        self._check.start(interpreter)

    def _checked(self, check: Check) -> None:
        self.test.setEnabled(True)
        if check.ok:
            self.result.show_state(ACCEPTED, tr("The engine can be used"), check.text)
        else:
            hint = tr("Press Install Engine…, or choose another interpreter.")
            self.result.show_state(REJECTED, tr("The engine cannot be used"), check.text, hint)

    def _installed(self) -> None:
        self._show()
        self._test()

    def _copy(self) -> None:
        words = self._client.last_words
        first = diagnostics("", words)
        QApplication.clipboard().setText(first)
        self.copy.setText(tr("Copied"))

        def add(answer: dict[str, Any]) -> None:
            # An engine at work answers late; what was copied since is not to be lost.
            if QApplication.clipboard().text() == first:
                QApplication.clipboard().setText(diagnostics(str(answer.get("text", "")), words))

        # The engine's own part is added when it has answered; a dead engine must not keep anybody waiting.
        self._client.request("diagnostics", {}, add, lambda _error: None)


def _of_the_engine() -> tuple[str, ...]:
    """The settings that an engine keeps for as long as it runs."""
    return machine.interpreter, machine.device, machine.encoder, machine.matcher


class SettingsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the options dialog is opened."""

    def __init__(self, client: EngineClient, installer: Installer) -> None:
        super().__init__(tr("OptoSAR"), icon("optosar"))
        self._client = client
        self._installer = installer

    def createWidget(self, parent: QWidget) -> SettingsPage:
        """The page."""
        return SettingsPage(self._client, self._installer, parent)
