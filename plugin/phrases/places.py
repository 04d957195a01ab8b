"""What the engine says of places: regions, coordinate reference systems, and what a search finds there."""

from __future__ import annotations

from ..i18n import mark

PLACES = (
    mark("“{name}” is not a known coordinate reference system."),
    mark("Give it as EPSG:n or as WKT."),
    mark("Coordinates lie outside the area in which the other coordinate reference system is defined."),
    mark("Check that each layer has its true CRS."),
    mark("{name} has no coordinate reference system, the place asked for has one."),
    mark("{name} has a coordinate reference system, the place asked for has none."),
    mark("Georeference the layer, or give the place in its own pixels."),
    mark("The region and the layer do not agree: one has a coordinate reference system, the other has none."),
    mark("Georeference the layer, or give the region in the layer's own pixels."),
    mark("Unknown kind of region “{kind}”."),
    mark("Choose one of {names}."),
    mark("The region is no GeoJSON geometry."),
    mark("The region is no usable point."),
    mark("The region is no usable rectangle."),
    mark("The region is no usable polygon."),
    mark("Draw it again."),
    mark("The region lies outside {name}."),
    mark("Choose a place that the layer covers."),
    mark("The place shows nothing to compare: all its pixels have the same value."),
    mark("Choose a place with some detail."),
    mark(
        "The place holds too little data: at most {share} of a {width} x {height} px tile there is covered "
        "by {name}, and {needed} are needed."
    ),
    mark("Choose a place farther inside the layer and away from its gaps."),
    mark("No indexed tile lies in the search area."),
    mark("Draw it over the indexed scenes, or search without it."),
    mark("At least one candidate must be asked for."),
    mark("Use 1 or more."),
    mark("Query and index show the same kind of imagery."),
    mark("Keypoints are matched between optical and SAR only."),
    mark("No thumbnail {name}: {why}"),
)
