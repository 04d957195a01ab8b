"""Scenes, regions and options as requests name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..imagery.radiometry import Modality, Radiometry
from .params import Params

if TYPE_CHECKING:
    from ..imagery.scene import Scene
    from ..matching.options import MatchOptions
    from ..retrieval.catalogue import SceneSpec
    from ..retrieval.region import Region

MODALITIES = ("optical", "sar")
RADIOMETRIES = ("auto", "byte", "amplitude", "intensity", "db")


def modality_of(params: Params, default: str | None = None) -> Modality:
    """``"optical"`` or ``"sar"``."""
    return cast("Modality", params.choice("modality", MODALITIES, default))


def scene_spec(params: Params) -> SceneSpec:
    """A scene to be indexed: ``path``, ``radiometry``, ``bands``."""
    from ..retrieval.catalogue import SceneSpec

    path, radiometry, bands = _scene(params)
    return SceneSpec(path, radiometry, tuple(bands) if bands else None)


def scene(params: Params, modality: Modality) -> Scene:
    """An open scene: ``path``, ``radiometry``, ``bands``.

    Raises:
        InputError: it cannot be read.
    """
    from ..imagery.scene import open_scene

    path, radiometry, bands = _scene(params)
    return open_scene(path, modality, radiometry, bands)


def region(params: Params) -> Region:
    """A place: ``kind``, ``geometry``, ``crs``."""
    from ..retrieval.region import Region

    found = Region(params.text("kind"), params.mapping("geometry"), params.optional_text("crs"))
    params.end()
    return found


def optional_region(params: Params, name: str) -> Region | None:
    """A place, or None."""
    nested = params.optional_nested(name)
    return None if nested is None else region(nested)


def match_options(params: Params) -> MatchOptions:
    """``options`` of matching; those left out keep their defaults."""
    from ..matching.options import MatchOptions

    return MatchOptions.from_json(params.mapping("options", {}))


def _scene(params: Params) -> tuple[str, Radiometry, list[int] | None]:
    path = params.text("path")
    radiometry = cast("Radiometry", params.choice("radiometry", RADIOMETRIES, "auto"))
    bands = params.integers("bands")
    params.end()
    return path, radiometry, bands
