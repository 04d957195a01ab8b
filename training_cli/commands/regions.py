"""Places given on the command line, as the engine's methods name them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ...models.errors import InputError
from .options import numbers

At = Annotated[Optional[str], typer.Option("--at", metavar="X,Y", help="Place to look for.")]
Box = Annotated[
    Optional[str], typer.Option("--box", metavar="XMIN,YMIN,XMAX,YMAX", help="Rectangle to look for.")
]
Polygon = Annotated[
    Optional[Path],
    typer.Option("--polygon", help="GeoJSON file with the polygon to look for, in the CRS that it names."),
]
Area = Annotated[
    Optional[str], typer.Option("--area", metavar="XMIN,YMIN,XMAX,YMAX", help="Look only in here.")
]
Crs = Annotated[
    Optional[str],
    typer.Option("--crs", help="Of the coordinates, e.g. EPSG:32611; that of the scene by default."),
]


def query_region(
    at: str | None, box: str | None, polygon: Path | None, given: str | None, crs: str | None
) -> dict[str, Any]:
    """The region named by exactly one of ``--at``, ``--box`` and ``--polygon``.

    Args:
        at: a point.
        box: a rectangle.
        polygon: a GeoJSON file.
        given: the CRS that the user names.
        crs: of the coordinates where neither the user nor the file of the polygon names one.

    Raises:
        InputError: none or several are given, or they cannot be read.
    """
    if sum(option is not None for option in (at, box, polygon)) != 1:
        raise InputError(
            "Say what to look for.", "Give one of --at X,Y, --box XMIN,YMIN,XMAX,YMAX, --polygon FILE."
        )
    if at is not None:
        place = numbers(at, 2, "--at", "--at 434500,5120300")
        return {"kind": "point", "geometry": {"type": "Point", "coordinates": list(place)}, "crs": crs}
    if box is not None:
        return box_region(box, crs, "--box")
    geometry, own = _geometry(Path(str(polygon)))
    return {"kind": "polygon", "geometry": geometry, "crs": own if given is None and own else crs}


def box_region(text: str, crs: str | None, name: str = "--area") -> dict[str, Any]:
    """A rectangle.

    Raises:
        InputError: the text is none.
    """
    x1, y1, x2, y2 = numbers(text, 4, name, f"{name} 434000,5120000,440000,5126000")
    ring = [[x1, y1], [x2, y1], [x2, y2], [x1, y2], [x1, y1]]
    return {"kind": "rectangle", "geometry": {"type": "Polygon", "coordinates": [ring]}, "crs": crs}


def _geometry(path: Path) -> tuple[dict[str, Any], str | None]:
    """The first polygon of a GeoJSON file, which may be a geometry, a feature or a collection, and the CRS it names."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        crs = ((content.get("crs") or {}).get("properties") or {}).get("name")
        if content.get("type") == "FeatureCollection":
            content = content["features"][0]
        found: dict[str, Any] = content.get("geometry") or content
    except (OSError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise InputError(
            f"{path} cannot be read as GeoJSON: {error}", "Export the polygon as GeoJSON."
        ) from error
    return found, crs
