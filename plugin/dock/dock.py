"""The panel: six sections on four pages in the order of the work, a banner above and a footer below."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ..choices import Choices
from ..i18n import tr
from .candidates import CandidatesBox
from .export_box import ExportBox
from .footer import Footer
from .index_box import IndexBox
from .layers_box import ImageryBox
from .matches import MatchesBox
from .search_box import SearchBox
from .widgets import WARNING, Banner, named


class OptoSARDock(QgsDockWidget):
    """Puts the sections together; what they do is wired in :mod:`.wiring`.

    Args:
        pick: action of the region tool.
        add: action of the tool for manual matches.
        swipe: action of the tool that compares two rasters.
    """

    def __init__(self, pick: QAction, add: QAction, swipe: QAction, parent: QWidget | None = None) -> None:
        super().__init__(tr("OptoSAR"), parent)
        named(self, "Dock", tr("OptoSAR panel"))
        self.imagery = ImageryBox()
        self.index = IndexBox()
        self.search = SearchBox(pick)
        self.candidates = CandidatesBox()
        self.matches = MatchesBox(add)
        self.export = ExportBox(swipe)
        self.sections = (
            self.imagery,
            self.index,
            self.search,
            self.candidates,
            self.matches,
            self.export,
        )
        self.banner = Banner("EngineBanner", tr("Set Up Engine…"))
        self.footer = Footer()
        self._tools = (pick, add, swipe)
        self._focused: QWidget | None = None
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setUsesScrollButtons(False)
        self.pages.setElideMode(Qt.TextElideMode.ElideRight)
        named(self.pages, "Pages", tr("Steps of the work"))
        # Digits as mnemonics: letters serve the controls on the pages and QGIS's own menus.
        for title, sections in (
            (tr("&1 Data"), (self.imagery, self.index)),
            (tr("&2 Search"), (self.search, self.candidates)),
            (tr("&3 Matches"), (self.matches,)),
            (tr("&4 Export"), (self.export,)),
        ):
            self.pages.addTab(_page(sections), title)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.banner)
        outer.addWidget(self.pages, 1)
        outer.addWidget(self.footer)
        self.setWidget(content)

    def show_section(self, section: QWidget) -> None:
        """Turn to the page of a section."""
        page = next(i for i in range(self.pages.count()) if self.pages.widget(i).isAncestorOf(section))
        self.pages.setCurrentIndex(page)

    def choices(self) -> Choices:
        """All choices as shown."""
        optical = self.imagery.optical_layer()
        model, threshold = self.matches.options()
        return Choices(
            optical=optical.id() if optical is not None else "",
            sar=tuple(layer.id() for layer in self.imagery.sar_layers()),
            radiometry=self.imagery.selected_radiometry(),
            index=self.index.whole_folder(),
            search=self.search.choices(),
            model=model,
            threshold=threshold,
            moving=self.export.side(),
        )

    def show_choices(self, choices: Choices) -> None:
        """Show choices made before."""
        self.imagery.set_choices(choices.optical, list(choices.sar), choices.radiometry)
        self.index.set_folder(choices.index)
        self.search.set_choices(choices.search)
        self.matches.set_options(choices.model, choices.threshold)
        self.export.set_side(choices.moving)

    def set_busy(self, busy: bool) -> None:
        """While a job runs only the footer is in use, and has the keyboard; then what had it before has it again."""
        if busy:
            self._focused = self.window().focusWidget()
        for section in self.sections:
            section.setEnabled(not busy)
        for tool in self._tools:
            tool.setEnabled(not busy)
        if busy:
            self.footer.cancel.setFocus()
        elif self._focused is not None and not sip.isdeleted(self._focused):
            # Unless somebody has gone on elsewhere.
            if self.footer.isAncestorOf(self.window().focusWidget()):
                self._focused.setFocus()
            self._focused = None

    def show_missing_engine(self, reason: str) -> None:
        """Explain that nothing can be computed yet; an empty reason takes the explanation away."""
        if not reason:
            self.banner.hide()
            return
        hint = tr(
            "OptoSAR computes in a Python of its own. It can be installed from here, also without internet."
        )
        self.banner.show_state(WARNING, tr("The engine is not set up"), reason, hint)

    def show_place(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Show where was searched last."""
        self.search.show_point(point, 5 if crs.isGeographic() else 1)

    @staticmethod
    def project_crs() -> QgsCoordinateReferenceSystem:
        """CRS that typed coordinates are in."""
        return QgsProject.instance().crs()


def _page(sections: tuple[QWidget, ...]) -> QScrollArea:
    """Sections below each other, scrolled where the window is low."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(6, 6, 6, 6)
    column.setSpacing(6)
    for section in sections:
        column.addWidget(section)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll
