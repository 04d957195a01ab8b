"""Installing the engine from the settings page: where the packages come from, progress, cancel."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QLineEdit, QMessageBox, QProgressBar, QVBoxLayout

from ..engine.environment import environments_folder
from ..engine.installer import InstallChoices, Installer
from ..i18n import tr
from ..settings import machine, proxy_url
from .widgets import ACCEPTED, REJECTED, Banner, button, form, named, row, set_text, wrapped


class InstallBox(QGroupBox):
    """Shows the installer, which outlives the dialog.

    Signals:
        installed: the engine's environment is complete.

    Args:
        installer: runs one installation at a time.
    """

    installed = pyqtSignal()

    def __init__(self, installer: Installer) -> None:
        super().__init__(tr("Installation"))
        named(self, "InstallBox")
        self._installer = installer
        self._installer.progressed.connect(self._progressed)
        self._installer.finished.connect(self._finished)
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.setDialogTitle(tr("Folder of Wheel Files"))
        self.wheels.lineEdit().setAccessibleName(tr("Wheel folder"))
        named(
            self.wheels,
            "WheelFolder",
            tr("Wheel folder"),
            tr("Installs from these files, without a network."),
        )
        self.proxy = QLineEdit()
        # Without name and password, which nobody who looks on should read.
        known = QUrl(proxy_url()).toDisplayString(QUrl.UrlFormattingOption.RemoveUserInfo)
        self.proxy.setPlaceholderText(known or "http://user:password@host:port")
        named(self.proxy, "Proxy", tr("Proxy"), tr("Left empty, the HTTP proxy of QGIS is used."))
        self.extra_index = QLineEdit()
        self.extra_index.setPlaceholderText(tr("e.g. PyTorch's address for your CUDA version"))
        named(
            self.extra_index,
            "ExtraIndex",
            tr("Extra index URL"),
            tr("A further package index, for GPU builds."),
        )
        fields = form()
        fields.addRow(tr("&Wheel folder"), self.wheels)
        fields.addRow(tr("&Proxy"), self.proxy)
        fields.addRow(tr("E&xtra index URL"), self.extra_index)
        layout = QVBoxLayout(self)
        layout.addLayout(fields)
        self.install = button(
            "InstallEngine", tr("I&nstall Engine…"), tr("Make a private Python environment.")
        )
        self.cancel = button("InstallCancel", tr("Cancel"))
        buttons = row(self.install, self.cancel)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        named(self.bar, "InstallProgress", tr("Progress of the installation"))
        layout.addWidget(self.bar)
        self.line = wrapped("InstallLine", tr("What the installation does"))
        layout.addWidget(self.line)
        self.result = Banner("InstallResult")
        layout.addWidget(self.result)
        self.install.clicked.connect(self._ask)
        self.cancel.clicked.connect(self._installer.cancel)
        self._set_running(installer.running)
        self._show()

    def keep(self) -> None:
        """Keep what is shown."""
        machine.wheels = self.wheels.filePath().strip()
        machine.proxy = self.proxy.text().strip()
        machine.extra_index = self.extra_index.text().strip()

    def _show(self) -> None:
        self.wheels.setFilePath(machine.wheels)
        self.proxy.setText(machine.proxy)
        self.extra_index.setText(machine.extra_index)

    def _ask(self) -> None:
        text = tr(
            "This makes a Python environment in {folder} and installs torch, faiss, rasterio, OpenCV and safetensors"
            " there: up to some gigabytes. QGIS itself is not changed. An environment that is there is replaced"
            " when the new one is complete."
        )
        title, question = tr("Install Engine"), text.format(folder=environments_folder())
        if QMessageBox.question(self, title, question) == QMessageBox.StandardButton.Yes:
            self.start()

    def start(self) -> None:
        """Install with what is shown."""
        self.keep()
        self.result.hide()
        self._set_running(True)
        self._installer.start(InstallChoices(machine.wheels, proxy_url(), machine.extra_index))

    def _set_running(self, running: bool) -> None:
        self.install.setEnabled(not running)
        self.cancel.setEnabled(running)
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        set_text(self.line, "")

    def _progressed(self, step: int, steps: int, text: str) -> None:
        # How long a step takes is not known: the bar moves, the line says what is being done.
        set_text(
            self.line,
            tr("Step {step} of {steps}: {text}").format(step=step + 1, steps=steps, text=text[:200]),
        )

    def _finished(self, ok: bool, text: str) -> None:
        self._set_running(False)
        state, title = (ACCEPTED, tr("Installed")) if ok else (REJECTED, tr("Not installed"))
        self.result.show_state(state, title, text)
        if ok:
            self.installed.emit()
