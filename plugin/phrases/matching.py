"""What the engine says when it matches two scenes, or takes up matches again."""

from __future__ import annotations

from ..i18n import mark

MATCHING = (
    mark("The two layers are not an optical and a SAR scene."),
    mark("Choose one of each, in their own places."),
    mark("The two layers do not overlap."),
    mark(
        "Check that each layer has its true CRS, or remove the georeference of one to search the whole of it."
    ),
    mark("The area lies outside the overlap of the two layers."),
    mark("Choose an area that both layers show."),
    mark("The area lies outside {name}."),
    mark("Choose an area inside the layer."),
    mark("One of the layers holds no data where they overlap."),
    mark("Choose another area or other layers."),
    mark("{name} is too large to be searched as a whole ({width} x {height} px)."),
    mark("Give an area, georeference both layers, or find the place with a search first."),
    mark("Only {width} x {height} pixels of {gsd} units can be matched."),
    mark("At least {width} x {height} are needed: choose a larger area, or a smaller pixel size."),
    mark("There is no model “{name}”."),
    mark("The matching option {name} cannot be {value}."),
    mark("Give a number from {low} to {high}."),
    mark("There is no matching option “{name}”."),
    mark("The options are {names}."),
    mark("{n} flags were given for {m} matches."),
    mark("Give one flag for every match."),
    mark("This is not a match result: {why}."),
    mark("Match the layers again."),
    mark("The verdict thresholds in {name} cannot be read: {why}."),
    mark("Reinstall OptoSAR, or name another file."),
    mark("There is no verdict threshold “{name}”."),
    mark("The thresholds are {names}."),
)
