"""Bring an index up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingParameterBoolean,
)

from ..i18n import tr
from .base import failure
from .indexing import IndexAlgorithm
from .inputs import add_index, given, index_problem


class UpdateIndex(IndexAlgorithm):
    """``optosar:updateindex``."""

    NAME = "updateindex"

    def __init__(self) -> None:
        super().__init__()
        self._added: list[dict[str, Any]] = []
        self._drop = False

    def displayName(self) -> str:
        """Name shown."""
        return tr("Update index")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Encodes what is new or has changed, and nothing else.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Brings an index up to date: rasters whose file has changed are encoded anew, a build that was"
            " interrupted is completed, and further rasters can be added. What is current is left as it is.\n\n"
            "Rasters whose file is gone stay searchable unless they are to be taken out."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        add_index(self)
        self.add_scenes(
            tr("Rasters to add"), tr("Further rasters of the kind that the index holds."), optional=True
        )
        self.add(
            QgsProcessingParameterBoolean("DROP_MISSING", tr("Take out missing rasters"), defaultValue=False),
            tr("Rasters whose file is gone are taken out of the index."),
        )
        self.add_common()
        self.addOutput(QgsProcessingOutputFolder("INDEX", tr("Index folder")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """There must be an index."""
        problem = index_problem(self.parameterAsString(parameters, "INDEX", context))
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up the rasters."""
        super().prepareAlgorithm(parameters, context, feedback)
        self.look_up(parameters, context)
        self._drop = self.parameterAsBoolean(parameters, "DROP_MISSING", context)
        if given(parameters, "SCENES"):
            self._added = self.scenes(parameters, _modality(Path(self._index)), context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        common = {"index": self._index, "weights": self._weights, "device": self._device}
        steps = QgsProcessingMultiStepFeedback(2 if self._added else 1, feedback)
        with self.engine(feedback) as ask:
            info = ask("index_update", {**common, "drop_missing": self._drop}, steps)
            if self._added:
                steps.setCurrentStep(1)
                info = ask("index_add", {**common, "scenes": self._added}, steps)
        return self.finish(parameters, context, feedback, info)


def _modality(index: Path) -> str:
    """What the rasters of an index are."""
    try:
        return str(json.loads((index / "manifest.json").read_text(encoding="utf-8"))["modality"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        text = tr("The index in {folder} is damaged: {detail}.").format(folder=index, detail=error)
        raise failure(text, tr("Build it again in a new folder.")) from error
