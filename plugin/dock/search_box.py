"""Section 3, search: where, in which direction, and how thoroughly."""

from __future__ import annotations

from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from ..choices import OPTICAL, SAR, SearchChoices
from ..i18n import tr
from .widgets import Section, action_button, button, form, named, row


def parse_point(text: str) -> QgsPointXY | None:
    """A coordinate pair as people type it: separated by comma, semicolon or space; ``None`` when it is none."""
    parts = text.replace(";", " ").replace(",", " ").split()
    try:
        x, y = (float(part) for part in parts)
    except ValueError:
        return None
    return QgsPointXY(x, y)


class SearchBox(Section):
    """The region tool and the choices of a search.

    Signals:
        changed: a choice.
        feature_requested: search for the selected polygons.
        point_requested(point): search around a typed map coordinate, in the project's CRS.
        bad_point: what was typed is no coordinate.
    """

    changed = pyqtSignal()
    feature_requested = pyqtSignal()
    point_requested = pyqtSignal(QgsPointXY)
    bad_point = pyqtSignal()

    def __init__(self, pick: QAction) -> None:
        super().__init__("SearchBox", tr("Search"))
        self.pick = action_button("PickRegion", pick)
        self.feature = button(
            "UseFeature",
            tr("Use Selected &Feature"),
            tr("Search for what is selected in the polygon layer that is chosen in the layer panel."),
        )
        self.content.addWidget(self.pick)
        self.content.addWidget(self.feature)
        layout = form()
        self.point = QLineEdit()
        self.point.setPlaceholderText(tr("x, y in the CRS of the project"))
        named(self.point, "PointEdit", tr("Map coordinate"), tr("Enter searches around this coordinate."))
        self.go = button("SearchPoint", tr("Search"), tr("Search around the coordinate."))
        label = QLabel(tr("Coord&inate"))
        label.setBuddy(self.point)
        layout.addRow(label, row(self.point, self.go))
        self.direction = QComboBox()
        self.direction.addItem(tr("Optical → SAR"), OPTICAL)
        self.direction.addItem(tr("SAR → optical"), SAR)
        named(self.direction, "Direction", tr("Direction"), tr("What is clicked → what the index holds."))
        layout.addRow(tr("Direc&tion"), self.direction)
        self.count = QSpinBox()
        self.count.setRange(1, 100)
        named(self.count, "CandidateCount", tr("Number of candidates"))
        layout.addRow(tr("Ca&ndidates"), self.count)
        self.verify = QSpinBox()
        self.verify.setRange(0, 50)
        self.verify.setSpecialValueText(tr("None"))
        named(
            self.verify,
            "VerifyCount",
            tr("Candidates to verify"),
            tr("The best candidates are checked by keypoints and ranked again; about a second each."),
        )
        layout.addRow(tr("Verif&y best"), self.verify)
        self.content.addLayout(layout)
        self.within_view = QCheckBox(tr("Only within the m&ap view"))
        named(self.within_view, "WithinView", tr("Only within the map view"))
        self.content.addWidget(self.within_view)
        self.rotations = QCheckBox(tr("Also turned by &quarter turns"))
        named(
            self.rotations,
            "Rotations",
            tr("Also turned by quarter turns"),
            tr(
                "Looks for the place turned by 90, 180 and 270 degrees as well, for imagery that is not north up;"
                " takes about four times as long."
            ),
        )
        self.content.addWidget(self.rotations)
        self.set_choices(SearchChoices())
        self.go.clicked.connect(self._go)
        self.point.returnPressed.connect(self._go)
        self.feature.clicked.connect(self.feature_requested)
        self.direction.currentIndexChanged.connect(self.changed)
        self.count.valueChanged.connect(self.changed)
        self.verify.valueChanged.connect(self.changed)
        self.within_view.toggled.connect(self.changed)
        self.rotations.toggled.connect(self.changed)

    def choices(self) -> SearchChoices:
        """The choices as shown."""
        return SearchChoices(
            str(self.direction.currentData()),
            self.count.value(),
            self.verify.value(),
            self.within_view.isChecked(),
            self.rotations.isChecked(),
        )

    def set_choices(self, choices: SearchChoices) -> None:
        """Show choices made before."""
        self.direction.setCurrentIndex(max(self.direction.findData(choices.query), 0))
        self.count.setValue(choices.k)
        self.verify.setValue(choices.verify)
        self.within_view.setChecked(choices.within_view)
        self.rotations.setChecked(choices.rotations)

    def show_point(self, point: QgsPointXY, decimals: int) -> None:
        """Show where was searched last."""
        self.point.setText(f"{point.x():.{decimals}f}, {point.y():.{decimals}f}")

    def _go(self) -> None:
        point = parse_point(self.point.text())
        if point is None:
            self.bad_point.emit()
        else:
            self.point_requested.emit(point)
