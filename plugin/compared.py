"""Which two rasters show whether optical and SAR lie on each other."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer

from .choices import OPTICAL, SAR
from .controller import Controller
from .layers.rasters import raster_layers


def rasters_to_compare(
    controller: Controller, current: QgsMapLayer | None
) -> tuple[QgsRasterLayer, QgsRasterLayer] | None:
    """What stays, and what is to be moved onto it or was, of the match at hand, else of what is chosen under Imagery.

    Args:
        controller: layers, choices and the run.
        current: layer that is chosen in QGIS's layer tree: where several show what is moved, the one that is shown;
            otherwise it is the latest that was co-registered.

    Returns:
        Two layers of the project; None without them.
    """
    moving = controller.choices.moving
    fixed, moved = (_layers(controller, side) for side in (SAR if moving == OPTICAL else OPTICAL, moving))
    run = controller.runs.layers
    if controller.runs.match is not None and run is not None:
        moved += run.rasters(moving)
    if not fixed or not moved:
        return None
    return fixed[0], current if isinstance(current, QgsRasterLayer) and current in moved else moved[-1]


def _layers(controller: Controller, side: str) -> list[QgsRasterLayer]:
    match = controller.runs.match
    if match is None:
        choices = controller.choices
        return raster_layers([choices.optical] if side == OPTICAL else list(choices.sar))[:1]
    layer = controller.layer_of(str(match[side]["path"]))
    return [layer] if layer is not None else []
