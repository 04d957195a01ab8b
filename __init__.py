"""OptoSAR: find an optical place in SAR imagery, prove it with keypoints, and bring the two into register.

The repository root is at once the QGIS plugin folder and the Python package; nothing of QGIS or torch is
imported until something asks for it.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def classFactory(iface: Any) -> Any:
    """Make the plugin; called by QGIS with its ``QgisInterface`` (``None`` in ``qgis_process``)."""
    from .plugin.main import OptoSARPlugin

    return OptoSARPlugin(iface)
