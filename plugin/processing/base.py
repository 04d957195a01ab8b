"""What all algorithms share: names, icon, help, the engine, and how its errors become those of Processing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

from ...models.engine.protocol import CANCELLED
from ..engine.blocking import BlockingEngine
from ..engine.environment import find_interpreter
from ..engine.errors import EngineError, cannot_start, no_interpreter
from ..help import help_file
from ..i18n import tr
from ..settings import machine

ICONS = Path(__file__).parent.parent.parent / "resources" / "icons"

#: Asks the engine: method, params, and the feedback if it is not that of the whole run.
Ask = Callable[..., dict[str, Any]]


def missing_engine() -> str:
    """Why the engine cannot be started, and what to do; empty when its interpreter is there."""
    interpreter = find_interpreter()
    if interpreter and Path(interpreter).is_file():
        return ""
    return str(cannot_start(interpreter) if interpreter else no_interpreter())


class OptoSARAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that asks the engine.

    Subclasses give ``displayName``, ``shortDescription`` and ``shortHelpString``, keep what they look up in
    ``prepareAlgorithm`` as attributes, and compute in ``processAlgorithm``, which runs in a thread.

    Attributes:
        NAME: id below ``optosar:``.
        ICON: name of an icon in ``resources/icons``.
        GROUP: id of the group, a key of :func:`group_names`.
    """

    NAME: ClassVar[str] = ""
    ICON: ClassVar[str] = "optosar"
    GROUP: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._interpreter = ""
        self._device = ""

    # What Processing shows

    def name(self) -> str:
        """Id of the algorithm."""
        return self.NAME

    def groupId(self) -> str:
        """Id of the group."""
        return self.GROUP

    def group(self) -> str:
        """Name of the group."""
        return group_names()[self.GROUP]

    def tags(self) -> list[str]:
        """Words the toolbox finds the algorithm by."""
        return tr("sar,radar,optical,sentinel,image matching,co-registration,remote sensing").split(",")

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """File of the icon."""
        return str(ICONS / f"{self.ICON}.svg")

    def helpUrl(self) -> str:
        """The bundled help."""
        return str(QUrl.fromLocalFile(str(help_file())).toString())

    def createInstance(self) -> OptoSARAlgorithm:
        """A fresh copy, as Processing wants one for each run."""
        return type(self)()

    def canExecute(self) -> tuple[bool, str]:
        """Whether the engine is there; if not, what to do."""
        problem = missing_engine()
        return not problem, problem

    # Parameters

    def add(
        self, parameter: QgsProcessingParameterDefinition, text: str = "", *, advanced: bool = False
    ) -> None:
        """Add a parameter with its help text."""
        parameter.setHelp(text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_device(self) -> None:
        """Add the choice of a device."""
        self.add(
            QgsProcessingParameterString("DEVICE", tr("Device"), optional=True),
            tr("auto, cpu, cuda or cuda:N. When empty, the one of Settings → Options… → OptoSAR."),
            advanced=True,
        )

    # Running

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up what must not be looked up in a thread."""
        self._interpreter = find_interpreter()
        chosen = ""
        if self.parameterDefinition("DEVICE") is not None:
            chosen = self.parameterAsString(parameters, "DEVICE", context).strip()
        self._device = chosen or machine.device
        return True

    @contextlib.contextmanager
    def engine(self, feedback: QgsProcessingFeedback) -> Iterator[Ask]:
        """An engine of its own for the calls of one run.

        Raises:
            QgsProcessingException: the engine's message and hint; also when the run was cancelled, so that a run
                that gave no result never counts as done.
        """

        def ask(
            method: str, params: dict[str, Any], step: QgsProcessingFeedback | None = None
        ) -> dict[str, Any]:
            return engine.call(method, params, step or feedback)

        engine = BlockingEngine(self._interpreter or None)
        try:
            with engine:
                yield ask
        except EngineError as error:
            if error.code == CANCELLED:
                raise QgsProcessingException(tr("Cancelled.")) from error
            raise failure(error.message, error.hint) from error


def group_names() -> dict[str, str]:
    """Names of the groups in the toolbox by id."""
    return {
        "index": tr("Index"),
        "search": tr("Search and match"),
        "register": tr("Co-registration"),
    }


def failure(message: str, hint: str = "") -> QgsProcessingException:
    """An exception that says what is wrong and what to do next."""
    return QgsProcessingException("\n".join(part for part in (message, hint) if part))
