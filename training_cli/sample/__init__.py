"""Sample data: real scenes where they can be had, simulated ones otherwise, with a QGIS project that shows them."""

from __future__ import annotations

from .build import SampleResult, write_sample
from .sources import Scenes, Source, choose_scenes

__all__ = ["SampleResult", "Scenes", "Source", "choose_scenes", "write_sample"]
