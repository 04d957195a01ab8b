"""Section 1, imagery: which layers are optical and SAR, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView

from ..i18n import tr
from ..layers.rasters import Problem, problem_of
from ..phrases import radiometries
from .widgets import Section, choice, form, named, set_text, wrapped

_ROWS = 4
_NO_LAYER = 0


class ImageryBox(Section):
    """Choice of one optical and several SAR layers.

    Signals:
        changed: any choice, or a layer behind one.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("ImageryBox", tr("Imagery"))
        # Connected before the combo box connects itself, so that it still shows what was chosen.
        QgsProject.instance().layersWillBeRemoved.connect(self._before_removal)
        self.optical = QgsMapLayerComboBox()
        self.optical.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.optical.setAllowEmptyLayer(True, tr("Choose a raster layer"))
        self.optical.setCurrentIndex(_NO_LAYER)
        self.optical.setMinimumContentsLength(12)
        named(self.optical, "OpticalLayer", tr("Optical layer"), tr("The layer you know your way around in."))
        self._model = QgsMapLayerProxyModel(self)
        self._model.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self._model.sourceLayerModel().setItemsCheckable(True)
        self.sar = QListView()
        self.sar.setModel(self._model)
        self.sar.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.sar.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sar.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.sar.setIconSize(self.optical.iconSize())
        self.sar.setFixedHeight(
            (max(self.sar.fontMetrics().height(), self.sar.iconSize().height()) + 4) * _ROWS
        )
        named(
            self.sar,
            "SarLayers",
            tr("SAR layers"),
            tr("Tick the layers to search in; Space ticks by keyboard."),
        )
        self.radiometry = choice(radiometries(), "auto")
        named(
            self.radiometry,
            "Radiometry",
            tr("SAR values"),
            tr("How the values of the SAR layers are scaled."),
        )
        layout = form()
        layout.addRow(tr("Op&tical layer"), self.optical)
        layout.addRow(tr("SAR la&yers"), self.sar)
        layout.addRow(tr("SAR v&alues"), self.radiometry)
        self.content.addLayout(layout)
        self.warnings = wrapped("ImageryWarnings", tr("Warnings about the layers"))
        self.content.addWidget(self.warnings)
        # Several signals of the model belong to one change; the panel looks once, when all have arrived.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._look)
        self.optical.layerChanged.connect(self._later.start)
        for signal in (self._model.dataChanged, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(self._later.start)
        self.radiometry.currentIndexChanged.connect(self._later.start)
        self._follow(QgsProject.instance().mapLayers().values())
        QgsProject.instance().layersAdded.connect(self._follow)

    def optical_layer(self) -> QgsRasterLayer | None:
        """The optical layer, if one is chosen."""
        layer = self.optical.currentLayer()
        return layer if isinstance(layer, QgsRasterLayer) else None

    def sar_layers(self) -> list[QgsRasterLayer]:
        """The ticked SAR layers, in the order of the list."""
        checked = {layer.id() for layer in self._model.sourceLayerModel().layersChecked()}
        rows = (self._model.index(i, 0) for i in range(self._model.rowCount()))
        layers = (self._model.sourceLayerModel().layerFromIndex(self._model.mapToSource(row)) for row in rows)
        return [layer for layer in layers if isinstance(layer, QgsRasterLayer) and layer.id() in checked]

    def selected_radiometry(self) -> str:
        """The engine's name of the chosen scaling."""
        return str(self.radiometry.currentData())

    def set_choices(self, optical_id: str, sar_ids: list[str], radiometry: str) -> None:
        """Show choices made before; layers that are gone are left out."""
        project = QgsProject.instance()
        layer = project.mapLayer(optical_id)
        if layer is None:
            self.optical.setCurrentIndex(_NO_LAYER)
        else:
            self.optical.setLayer(layer)
        layers = [project.mapLayer(layer_id) for layer_id in sar_ids]
        self._model.sourceLayerModel().setLayersChecked([layer for layer in layers if layer is not None])
        self.radiometry.setCurrentIndex(max(self.radiometry.findData(radiometry), 0))

    def problems(self) -> list[Problem]:
        """What is wrong with the chosen layers."""
        optical, sar = self.optical_layer(), self.sar_layers()
        layers = ([optical] if optical is not None else []) + sar
        found = [problem for layer in layers if (problem := problem_of(layer)) is not None]
        if optical is not None and optical in sar:
            text = tr("“{name}” is chosen as optical and as SAR. Tick the SAR layers only.")
            found.append(Problem(text.format(name=optical.name()), fatal=False))
        return found

    def _follow(self, layers: Iterable[QgsMapLayer]) -> None:
        """Look again when what is told of a layer is mended in its properties, which the lists do not notice."""
        for layer in layers:
            if isinstance(layer, QgsRasterLayer):
                for signal in (layer.crsChanged, layer.dataSourceChanged, layer.nameChanged):
                    signal.connect(self._later.start)

    def _before_removal(self, layer_ids: list[str]) -> None:
        # Left alone, the combo box would go on to the next layer, which nobody chose as optical.
        layer = self.optical.currentLayer()
        if layer is not None and layer.id() in layer_ids:
            self.optical.setCurrentIndex(_NO_LAYER)

    def _look(self) -> None:
        set_text(self.warnings, "\n".join(f"⚠ {problem.text}" for problem in self.problems()))
        self.changed.emit()
