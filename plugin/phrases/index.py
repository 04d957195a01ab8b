"""What the engine says of an index: its folder, its scenes, and how it was made."""

from __future__ import annotations

from ..i18n import mark

INDEX = (
    mark("There is no index {folder}."),
    mark("{folder} is not an index: it has no manifest.json."),
    mark("{path} is a file; an index is a folder."),
    mark("Choose the folder that was named when the index was built, or build one."),
    mark("The index {folder} is damaged: its manifest.json has gone."),
    mark("Put it back, or build the index again in the same folder."),
    mark("The manifest of the index {name} cannot be read."),
    mark("Build the index again in a new folder."),
    mark("The index {name} has format version {found}; this is version {wanted}."),
    mark("Update OptoSAR, or build the index again."),
    mark("The index {name} is being changed by another process."),
    mark("The index {name} is being changed by process {number} on this machine."),
    mark("The index {name} is being changed by process {number} on {host}."),
    mark("Wait until it has finished. If nothing is running any more, delete {path}."),
    mark("The index {name} holds no tile yet."),
    mark("Build or update it first."),
    mark("The index {name} holds no tile: nowhere do its scenes hold enough data and detail for one."),
    mark("Add scenes with larger covered areas, or build an index that allows more nodata in a tile."),
    mark("{name} has not been indexed yet."),
    mark("Go on building the index."),
    mark("The descriptors in {name} are missing."),
    mark("Update the index: the scene is encoded again."),
    mark("The descriptors in {name} are damaged."),
    mark("Delete {path} and update the index: the scene is encoded again."),
    mark(
        "The index {name} was made with the weights {made_with} ({its_digest}), not with {weights} "
        "({digest})."
    ),
    mark("Choose the weights it was made with, or build a new index."),
    mark("The index {name} was made with the weights {weights} ({digest}), which did not come with OptoSAR."),
    mark("Give the file {name}.safetensors it was made with, or build a new index."),
    mark("{name} already holds an index made with other weights ({weights})."),
    mark("Choose another folder, or the weights that index was made with."),
    mark("{name} already holds an index with another kind of scene: {held} instead of {asked}."),
    mark("{name} already holds an index with another way of encoding: {held} instead of {asked}."),
    mark("{name} already holds an index with another stride: {held} instead of {asked}."),
    mark("{name} already holds an index with another nodata share: {held} instead of {asked}."),
    mark("Choose another folder, or the settings that index was made with."),
    mark("{path} is a file."),
    mark("Choose a folder for the index."),
    mark("The folder {folder} holds other files, such as {name}."),
    mark("Choose a new or an empty folder for the index."),
    mark("No scene was given."),
    mark("Choose at least one raster to index."),
    mark("A nodata share of {share} is not usable."),
    mark("Use 0 or more, and less than 1."),
    mark("{name} cannot be indexed. {why}"),
    mark(
        "{name} cannot be indexed: it has no coordinate reference system, so nothing found in it could be "
        "shown on the map."
    ),
    mark("Assign one with Raster ▸ Projections ▸ Assign Projection, or georeference the image first."),
    mark(
        "The scene is too small: {width} x {height} px at {gsd} units a pixel, while one tile takes "
        "{tile_width} x {tile_height} px."
    ),
    mark("Use a scene of at least {size} map units in both directions."),
    mark("A stride of {stride} px leaves gaps or never ends."),
    mark("Use 1 to {most} px."),
    mark("A stride of {stride} px does not lie on the lattice of the dense mode."),
    mark("Use a multiple of {cell} px, such as {example}, or the tile mode."),
    mark("Several scenes are named {name}."),
    mark("Name it by its whole path."),
    mark("The index does not hold the scene {name}."),
    mark("It holds {names}."),
    mark("It holds no scene at all."),
    mark("Dense encoding needs an image and tiles on a lattice of {cell} px."),
    mark("Dense encoding needs {size} px of surroundings around every tile."),
    mark("A tile is {width} x {height} pixels, not {found_width} x {found_height}."),
    mark("index.faiss is not up to date; the descriptors are taken from the shards."),
    mark("{path} is held by another program and keeps showing the tiles of before."),
)
