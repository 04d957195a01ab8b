"""The methods of the engine. Computing code is imported when a request needs it."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..progress import Progress
from . import inputs
from .params import BadRequestError, Params
from .warm import Choices, WarmNetworks

if TYPE_CHECKING:
    from ..coregister.gcps import MovingSide
    from ..imagery.radiometry import Radiometry
    from ..imagery.scene import Scene
    from ..matching.result import MatchResult

_SIDES = ("sar", "optical")


class Handlers:
    """Does requests, one at a time.

    Args:
        choices: ``device``, ``encoder``, ``matcher``; see :class:`~.warm.Choices`.
    """

    def __init__(self, choices: dict[str, str] | None = None) -> None:
        self._networks = WarmNetworks(Choices(**(choices or {})))
        self._methods: dict[str, Callable[[Params, Progress], dict[str, Any]]] = {
            "diagnostics": self._diagnostics,
            "set_device": self._set_device,
            "inspect_scene": self._inspect_scene,
            "index_build": self._index_build,
            "index_add": self._index_add,
            "index_remove": self._index_remove,
            "index_update": self._index_update,
            "index_info": self._index_info,
            "search": self._search,
            "match": self._match,
            "refit": self._refit,
            "add_matches": self._add_matches,
            "export_points": self._export_points,
            "coregister": self._coregister,
        }

    def handle(self, method: str, params: dict[str, Any], progress: Progress) -> dict[str, Any]:
        """Do a request.

        Raises:
            BadRequestError: there is no such method, or its parameters are not what they should be.
            OptoSARError: whatever the method raises.
        """
        if method not in self._methods:
            raise BadRequestError(f"The engine has no method “{method}”.")
        try:
            return self._methods[method](Params(params, method), progress)
        finally:
            if "torch" in sys.modules:
                from ..device import release_memory

                release_memory()

    # The engine itself

    def _diagnostics(self, params: Params, _progress: Progress) -> dict[str, Any]:
        from .report import diagnostics

        params.end()
        return diagnostics(self._networks.choices)

    def _set_device(self, params: Params, _progress: Progress) -> dict[str, Any]:
        device = params.text("device")
        params.end()
        from ..device import resolve_device

        label = resolve_device(device).label
        self._networks.choices.device = device
        return {"device": label}

    # Scenes and indexes

    def _inspect_scene(self, params: Params, _progress: Progress) -> dict[str, Any]:
        modality = inputs.modality_of(params, "optical")
        return _scene_json(inputs.scene(params, modality))

    def _index_build(self, params: Params, progress: Progress) -> dict[str, Any]:
        from ..retrieval.index import build_index
        from ..retrieval.tiles import MODES, Mode, mode_for

        path = params.text("index")
        scenes = [inputs.scene_spec(item) for item in params.list_of_nested("scenes")]
        modality = inputs.modality_of(params, "sar")
        stride = params.integer("stride", 0, 0, 10_000) or None
        mode = cast("Mode", params.choice("mode", MODES, mode_for(stride)))
        max_nodata = params.number("max_nodata", 0.25)
        weights, device = params.optional_text("weights"), params.optional_text("device")
        params.end()
        progress(0.0, "Loading the network")
        encoder = self._networks.encoder(weights, device)
        info = build_index(
            path,
            scenes,
            modality,
            encoder=encoder,
            mode=mode,
            stride=stride,
            max_nodata=max_nodata,
            progress=progress,
        )
        return {**info.to_dict(), "device": encoder.device.label}

    def _index_add(self, params: Params, progress: Progress) -> dict[str, Any]:
        path = params.text("index")
        scenes = [inputs.scene_spec(item) for item in params.list_of_nested("scenes")]
        weights, device = params.optional_text("weights"), params.optional_text("device")
        params.end()
        from ..retrieval.index import add_scenes

        progress(0.0, "Loading the network")
        encoder = self._networks.encoder_of_index(path, weights, device)
        info = add_scenes(path, scenes, encoder=encoder, progress=progress)
        return {**info.to_dict(), "device": encoder.device.label}

    def _index_remove(self, params: Params, _progress: Progress) -> dict[str, Any]:
        path, scene = params.text("index"), params.text("scene")
        params.end()
        from ..retrieval.index import remove_scene

        return remove_scene(path, scene).to_dict()

    def _index_update(self, params: Params, progress: Progress) -> dict[str, Any]:
        path, drop = params.text("index"), params.flag("drop_missing", default=False)
        weights, device = params.optional_text("weights"), params.optional_text("device")
        params.end()
        from ..retrieval.index import update_index

        progress(0.0, "Loading the network")
        encoder = self._networks.encoder_of_index(path, weights, device)
        info = update_index(path, encoder, progress, drop_missing=drop)
        return {**info.to_dict(), "device": encoder.device.label}

    def _index_info(self, params: Params, _progress: Progress) -> dict[str, Any]:
        path = params.text("index")
        params.end()
        from ..retrieval.info import index_info

        return index_info(path).to_dict()

    def _search(self, params: Params, progress: Progress) -> dict[str, Any]:
        path, modality = params.text("index"), inputs.modality_of(params, "optical")
        scene_params, region = params.nested("scene"), inputs.region(params.nested("region"))
        area = inputs.optional_region(params, "area")
        k, verify = params.integer("k", 10, 1, 1000), params.integer("verify", 5, 0, 1000)
        options = inputs.match_options(params)
        rotations = params.flag("rotations", default=False)
        thumbnails = params.optional_text("thumbnails")
        weights, matcher = params.optional_text("weights"), params.optional_text("matching_weights")
        device = params.optional_text("device")
        params.end()
        from ..retrieval.index import open_index
        from .searching import search_and_verify

        scene = inputs.scene(scene_params, modality)
        progress(0.0, "Loading the networks")
        encoder = self._networks.encoder_of_index(path, weights, device)
        index = open_index(path, encoder)
        return search_and_verify(
            index,
            scene,
            region,
            encoder=encoder,
            k=k,
            area=area,
            extractor=self._networks.extractor(matcher, device) if verify else None,
            verify=verify,
            options=options,
            thumbnails=Path(thumbnails) if thumbnails else None,
            rotations=rotations,
            progress=progress,
        )

    # Matching

    def _match(self, params: Params, progress: Progress) -> dict[str, Any]:
        optical_params, sar_params = params.nested("optical"), params.nested("sar")
        area = inputs.optional_region(params, "area")
        options = inputs.match_options(params)
        matcher, device = params.optional_text("matching_weights"), params.optional_text("device")
        params.end()
        from ..matching.scenes import match_scenes

        optical, sar = inputs.scene(optical_params, "optical"), inputs.scene(sar_params, "sar")
        progress(0.0, "Loading the network")
        extractor = self._networks.extractor(matcher, device)
        return match_scenes(optical, sar, extractor, options, area, progress).to_json()

    def _refit(self, params: Params, _progress: Progress) -> dict[str, Any]:
        match, use = _match_result(params), params.flags("use")
        model = params.optional_text("model")
        params.end()
        from ..matching.refit import refit

        return refit(match, use, model).to_json()

    def _add_matches(self, params: Params, _progress: Progress) -> dict[str, Any]:
        match = _match_result(params)
        optical, sar = params.points("optical_points"), params.points("sar_points")
        model = params.optional_text("model")
        params.end()
        if len(optical) != len(sar):
            raise BadRequestError("Every optical point needs one SAR point.")
        import numpy as np

        from ..matching.refit import add_matches, refit

        extended = add_matches(match, np.array(optical, np.float64), np.array(sar, np.float64))
        return refit(extended, extended.matches.use.tolist(), model).to_json()

    # Exports

    def _export_points(self, params: Params, _progress: Progress) -> dict[str, Any]:
        match, out = _match_result(params), params.text("out")
        moving = cast("MovingSide", params.choice("moving", _SIDES, "sar"))
        kind = params.choice("kind", ("points", "csv", "gpkg"), "points")
        params.end()
        from ..coregister.gcps import gcps_from_match
        from ..coregister.points import write_gcps

        gcps = gcps_from_match(match, moving)
        path = write_gcps(Path(out), gcps, kind)
        return {"path": str(path), "kind": kind, "count": len(gcps)}

    def _coregister(self, params: Params, progress: Progress) -> dict[str, Any]:
        match, out = _match_result(params), params.text("out")
        moving = cast("MovingSide", params.choice("moving", _SIDES, "sar"))
        reference_side = "optical" if moving == "sar" else "sar"
        paths = {"sar": str(match.sar.path), "optical": str(match.optical.path)}
        moving_path = params.text("moving_path", paths[moving])
        reference_path = params.text("reference_path", paths[reference_side])
        method, resampling = params.text("method", "affine"), params.text("resampling", "bilinear")
        grid = params.choice("grid", ("reference", "moving"), "reference")
        resolution, target_crs = params.optional_number("resolution"), params.optional_text("target_crs")
        radiometry = cast("Radiometry", params.choice("radiometry", inputs.RADIOMETRIES, "auto"))
        device = params.optional_text("device")
        params.end()
        from ..coregister.gcps import gcps_from_match
        from ..coregister.warp import coregister
        from ..imagery.names import path_of

        result = coregister(
            path_of(moving_path),
            gcps_from_match(match, moving),
            method,
            resampling,
            Path(out),
            reference=path_of(reference_path),
            grid="moving" if grid == "moving" else "reference",
            resolution=resolution,
            target_crs=target_crs,
            side=moving,
            radiometry=radiometry,
            device=device or self._networks.choices.device,
            provenance=match.provenance,
            progress=progress,
        )
        return result.to_json()


def _match_result(params: Params) -> MatchResult:
    values = params.mapping("match")
    from ..matching.result import MatchResult

    return MatchResult.from_json(values)


def _scene_json(scene: Scene) -> dict[str, Any]:
    from ..imagery.crs import crs_name

    return {
        "path": str(scene.path),
        "name": scene.name,
        "modality": scene.modality,
        "radiometry": scene.radiometry,
        "radiometry_why": scene.radiometry_why,
        "crs": crs_name(scene.crs),
        "georeferenced": scene.georeferenced,
        "transform": [float(value) for value in tuple(scene.transform)[:6]],
        "width": scene.width,
        "height": scene.height,
        "count": scene.count,
        "dtype": scene.dtype,
        # JSON knows no NaN, which is a common nodata value.
        "nodata": scene.nodata if scene.nodata is None or math.isfinite(scene.nodata) else str(scene.nodata),
        "bands": list(scene.bands),
        "warnings": list(scene.warnings),
    }
