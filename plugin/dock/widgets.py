"""What the sections of the panel have in common: names, labels, banners."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..offered import Offered

_ICONS = Path(__file__).parent.parent.parent / "resources" / "icons"

UNVERIFIED, ACCEPTED, REJECTED, WARNING, INFORMATION = (
    "unverified",
    "accepted",
    "rejected",
    "warning",
    "information",
)


def icon(name: str) -> QIcon:
    """A bundled icon (by its bare name) or one of QGIS's (``"/mActionX.svg"``)."""
    if name.startswith("/"):
        return QgsApplication.getThemeIcon(name)
    return QIcon(str(_ICONS / f"{name}.svg"))


def named(widget: QWidget, object_name: str, accessible: str = "", tip: str = "") -> QWidget:
    """Give a widget the name scripts find it by, the one screen readers say, and a tooltip.

    Returns:
        The same widget, so that calls can be nested.
    """
    widget.setObjectName(f"OptoSAR{object_name}")
    if accessible:
        widget.setAccessibleName(accessible)
    if tip:
        widget.setToolTip(tip)
        widget.setAccessibleDescription(tip)
    return widget


def choice(offered: Offered, default: str) -> QComboBox:
    """A list to choose from; the data of an item are the engine's word.

    Args:
        offered: the engine's words with what people read.
        default: what is chosen at first.
    """
    result = QComboBox()
    for key, text in offered:
        result.addItem(text, key)
    result.setCurrentIndex(result.findData(default))
    return result


def button(object_name: str, text: str, tip: str = "", icon_name: str = "") -> QPushButton:
    """A push button with its names."""
    result = QPushButton(text)
    if icon_name:
        result.setIcon(icon(icon_name))
    named(result, object_name, text.replace("&", "").rstrip("…"), tip)
    return result


def action_button(object_name: str, action: QAction) -> QPushButton:
    """A push button that does what an action does, and looks as the action is: on or off, enabled or not."""
    result = button(object_name, action.text(), action.toolTip())
    result.setIcon(action.icon())
    result.setCheckable(action.isCheckable())

    def follow() -> None:
        result.setEnabled(action.isEnabled())
        result.setChecked(action.isChecked())

    action.changed.connect(follow)
    result.clicked.connect(action.trigger)
    follow()
    return result


def form(parent: QWidget | None = None) -> QFormLayout:
    """A form that wraps long rows, for narrow panels."""
    layout = QFormLayout(parent)
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setContentsMargins(0, 0, 0, 0)
    return layout


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
        # Buttons among themselves share the width; beside a field they leave it to that.
        if all(isinstance(other, QPushButton) for other in widgets):
            layout.setStretchFactor(widget, 1)
    return layout


def wrapped(object_name: str, accessible: str = "") -> QLabel:
    """A label of several lines whose text can be copied, hidden while it is empty."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    # A long word, such as a path, must not force the panel wider.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    named(label, object_name, accessible)
    label.hide()
    return label


def set_text(label: QLabel, text: str) -> None:
    """Show ``text``, or nothing."""
    label.setText(text)
    label.setVisible(bool(text))


class Section(QgsCollapsibleGroupBox):
    """A collapsible part of the panel, which remembers whether it was open.

    Args:
        object_name: without the common prefix.
        title: in title case.
    """

    def __init__(self, object_name: str, title: str) -> None:
        super().__init__(title)
        named(self, object_name, title)
        self.setSettingGroup("optosar")
        self.content = QVBoxLayout(self)
        self.content.setSpacing(6)


class Banner(QFrame):
    """A verdict or a state: symbol, title, reason, and what to do next.

    Signals:
        acted: the button was pressed.
    """

    acted = pyqtSignal()

    def __init__(self, object_name: str, action: str = "") -> None:
        super().__init__()
        named(self, object_name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        self._symbol = QLabel()
        self._symbol.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._symbol)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        layout.addLayout(texts, 1)
        self.title = wrapped(f"{object_name}Title")
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.title.setFont(font)
        self.reason = wrapped(f"{object_name}Reason")
        self.hint = wrapped(f"{object_name}Hint")
        for label in (self.title, self.reason, self.hint):
            texts.addWidget(label)
        if action:
            self.button = button(f"{object_name}Button", action)
            self.button.clicked.connect(self.acted)
            texts.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_state(self, state: str, title: str, reason: str = "", hint: str = "") -> None:
        """Show a state by symbol and words.

        Args:
            state: names the symbol: accepted, rejected, unverified, warning or information.
            title: one or two words.
            reason: why.
            hint: the next step.
        """
        names = {WARNING: "/mIconWarning.svg", INFORMATION: "/mIconInfo.svg"}
        self._symbol.setPixmap(icon(names.get(state, state)).pixmap(QSize(24, 24)))
        set_text(self.title, title)
        set_text(self.reason, reason)
        set_text(self.hint, hint)
        self.setAccessibleName(" ".join(part for part in (title, reason, hint) if part))
        self.show()
