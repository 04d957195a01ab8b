"""What covers the ground: water, fields, forest, roads, towns with buildings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .curves import crossing, distance, draw, link
from .noise import Field, Shape, fractal, smoothstep, upper_share
from .parcels import Ids, attribute, cells, lots, mix, voronoi_blocks
from .terrain import Relief, make_relief, slopes


class Cover(IntEnum):
    """Classes of land cover."""

    WATER = 0
    SAND = 1
    BARE = 2
    SCRUB = 3
    GRASS = 4
    CROP = 5
    FOREST = 6
    ROAD = 7
    PAVED = 8
    GARDEN = 9
    HOUSE = 10
    HALL = 11


@dataclass(frozen=True)
class Landscape:
    """One piece of land, before any sensor looks at it.

    Attributes:
        cover: (H, W) uint8 of :class:`Cover`.
        parcel: (H, W) uint32, equal inside a field, lot or building.
        ground: (H, W) height of the ground, metres.
        objects: (H, W) height of buildings and trees above the ground, metres.
        rows: (H, W) metres across the rows of a field, for row texture.
        wall_angle: (H, W) direction of walls, radians.
        mountains: (H, W) 0 in the plain, 1 in the mountains.
        gsd: metres per pixel.
    """

    cover: NDArray[np.uint8]
    parcel: Ids
    ground: Field
    objects: Field
    rows: Field
    wall_angle: Field
    mountains: Field
    gsd: float


@dataclass(frozen=True)
class Character:
    """What kind of landscape it is; shares are 0 to 1 of the scene."""

    mountain_share: float
    relief: float
    sea_share: float
    lakes: float
    rivers: int
    towns_per_100km2: float
    town_radius: float
    forest_share: float
    field_width: tuple[float, float]
    field_length: tuple[float, float]
    highways: int
    dry: float


def draw_character(rng: np.random.Generator) -> Character:
    """A landscape between farmland, city, mountains and coast."""
    kind = rng.choice(["farm", "farm", "city", "city", "mountain", "coast", "mixed", "mixed"])
    mountain = {"mountain": (0.55, 1.0), "mixed": (0.1, 0.5), "coast": (0.0, 0.5), "city": (0.0, 0.25)}.get(
        kind, (0.0, 0.08)
    )
    towns = {"city": (8.0, 14.0), "mountain": (0.5, 2.0), "farm": (1.5, 5.0)}.get(kind, (2.0, 6.0))
    radius = {"city": (1800.0, 4500.0), "mixed": (400.0, 1600.0)}.get(kind, (250.0, 900.0))
    width = float(np.exp(rng.uniform(np.log(50), np.log(260))))
    return Character(
        mountain_share=rng.uniform(*mountain),
        relief=rng.uniform(120.0, 800.0),
        sea_share=rng.uniform(0.2, 0.55) if kind == "coast" else 0.0,
        lakes=rng.uniform(0.003, 0.03) * (rng.uniform() < 0.45),
        rivers=int(rng.integers(0, 3)),
        towns_per_100km2=rng.uniform(*towns),
        town_radius=rng.uniform(*radius),
        forest_share=rng.uniform(0.05, 0.4) * (0.4 if kind == "city" else 1.0),
        field_width=(width, 2.6 * width),
        field_length=(1.5 * width, rng.uniform(3.0, 8.0) * width),
        highways=int(rng.integers(0, 3)) + (1 if kind == "city" else 0),
        dry=rng.uniform(0.0, 1.0),
    )


@dataclass
class _Canvas:
    """The maps that the steps below paint on."""

    shape: Shape
    gsd: float
    cover: NDArray[np.uint8]
    parcel: Ids
    objects: Field
    angle: Field

    def paint(self, where: NDArray[np.bool_], cover: Cover, height: Field | float = 0.0) -> None:
        self.cover[where] = cover
        self.objects[where] = height[where] if isinstance(height, np.ndarray) else height


def _water(
    shape: Shape, gsd: float, rng: np.random.Generator, character: Character
) -> tuple[NDArray[np.bool_], Field, Field]:
    """Mask of open water, metres to the nearest river's bank (negative inside), metres to any water."""
    mask = np.zeros(shape, bool)
    if character.sea_share > 0:
        y, x = np.indices(shape, dtype=np.float32) / np.float32(max(shape))
        side = rng.uniform(0, 2 * np.pi)
        tilt = 2.2 * (np.cos(side) * x + np.sin(side) * y)
        coast = tilt * 2.0 + 0.55 * fractal(shape, gsd, rng, 5000.0, 3.2)
        mask |= coast > upper_share(coast, character.sea_share)
    if character.lakes > 0:
        lakes = fractal(shape, gsd, rng, 3500.0, 5.0)
        mask |= lakes > upper_share(lakes, character.lakes)
    bank = np.full(shape, 1e6, np.float32)
    for _ in range(character.rivers):
        line = crossing(shape, rng, rng.uniform(0.04, 0.14), detail=9)
        width = float(np.exp(rng.uniform(np.log(20.0), np.log(220.0))))
        wobble = 0.25 * width * fractal(shape, gsd, rng, 8 * width, 3.0)
        bank = np.minimum(bank, distance(draw(shape, [line]), gsd) - width / 2 + wobble)
    mask |= bank < 0
    return mask, bank, distance(mask, gsd)


def _fields(canvas: _Canvas, rng: np.random.Generator, character: Character) -> Field:
    """Farmland with tracks and hedges; returns the coordinate across the rows."""
    shape, gsd = canvas.shape, canvas.gsd
    blocks = voronoi_blocks(shape, gsd, rng, rng.uniform(700.0, 2200.0), rng.uniform(0.1, 0.6))
    parts = cells(
        blocks,
        gsd,
        rng,
        character.field_width,
        character.field_length,
        rng.uniform(0, np.pi),
        rng.uniform(0.05, 1.6),
        (0.5, 1.6),
    )
    canvas.parcel = parts.ids
    canvas.angle = parts.angle
    use = attribute(parts.ids, rng)
    canvas.paint(use < 0.72, Cover.CROP)
    canvas.paint((use >= 0.72) & (use < 0.88), Cover.GRASS)
    canvas.paint((use >= 0.88) & (use < 0.95), Cover.BARE)
    canvas.paint(use >= 0.95, Cover.FOREST, 12.0)
    hedged = attribute(blocks.ids, rng) < rng.uniform(0.0, 0.5)
    canvas.paint((parts.edge < 0.5 * gsd) & hedged, Cover.FOREST, 6.0)
    canvas.paint((parts.edge < 0.35 * gsd) & ~hedged, Cover.GRASS)
    canvas.paint(blocks.border < max(4.0, 0.45 * gsd), Cover.ROAD)
    _pivots(canvas, rng, blocks.ids)
    return parts.u


def _pivots(canvas: _Canvas, rng: np.random.Generator, blocks: Ids) -> None:
    """Circular irrigated fields in some blocks of some landscapes."""
    if rng.uniform() > 0.25:
        return
    period = rng.uniform(500.0, 900.0)
    y, x = np.indices(canvas.shape, dtype=np.float32) * np.float32(canvas.gsd)
    column, row = (x // period).astype(np.int32), (y // period).astype(np.int32)
    radius = np.hypot(x - (column + 0.5) * period, y - (row + 0.5) * period)
    sector = (np.arctan2(y - (row + 0.5) * period, x - (column + 0.5) * period) > 0.7).astype(np.int32)
    here = (attribute(blocks, rng) < 0.35) & (radius < 0.47 * period)
    ids = mix(column, row, sector, 5)
    canvas.parcel = np.where(here, ids, canvas.parcel)
    canvas.paint(here, Cover.CROP)


def _wild(canvas: _Canvas, rng: np.random.Generator, character: Character, relief: Relief) -> None:
    """Forest, scrub and bare rock where nobody ploughs."""
    shape, gsd = canvas.shape, canvas.gsd
    patches = fractal(shape, gsd, rng, 1500.0, 2.6) + 1.2 * relief.mountains
    forest = patches > upper_share(patches, character.forest_share)
    steep = np.hypot(*slopes(relief.height, gsd))
    rough = relief.mountains > 0.35
    scrub = rough & ~forest
    rock = rough & (fractal(shape, gsd, rng, 800.0, 2.2) + 3.0 * steep + character.dry > 2.2)
    trees = np.maximum(11.0 + 3.0 * fractal(shape, gsd, rng, 5 * gsd, 1.0), 3.0)
    wild = fractal(shape, gsd, rng, 300.0, 2.5)
    canvas.paint(scrub, Cover.SCRUB, 1.0)
    canvas.paint(forest, Cover.FOREST, trees)
    canvas.paint(rock, Cover.BARE)
    untamed = scrub | forest | rock
    canvas.parcel = np.where(untamed, mix((wild * 3).astype(np.int32), canvas.cover), canvas.parcel)
    trails = np.abs(fractal(shape, gsd, rng, 2500.0, 3.6)) * 900.0
    canvas.paint(rough & (trails < 6.0), Cover.ROAD)


def _town_density(
    shape: Shape, gsd: float, rng: np.random.Generator, character: Character, relief: Relief
) -> tuple[Field, NDArray[np.float64]]:
    """How built-up the land is (0 to about 1.2), and the town centres as (row, column)."""
    area = shape[0] * shape[1] * gsd**2 / 1e8
    count = int(rng.poisson(character.towns_per_100km2 * area)) + 1
    centres = np.stack([rng.uniform(0, shape[0], count), rng.uniform(0, shape[1], count)], 1)
    flat = 1.0 - relief.mountains[tuple(centres.astype(int).T)]
    centres = centres[flat > 0.5] if bool((flat > 0.5).any()) else centres[:1]
    y, x = np.indices(shape, dtype=np.float32)
    density = np.zeros(shape, np.float32)
    for row, column in centres:
        radius = character.town_radius * np.exp(rng.normal(0, 0.5)) / gsd
        density = np.maximum(density, 1.25 - 0.8 * np.hypot(y - row, x - column) / np.float32(radius))
    density += 0.16 * fractal(shape, gsd, rng, 900.0, 3.0)
    steep = np.hypot(*slopes(relief.height, gsd))
    return np.asarray(density - 4.0 * np.maximum(steep - 0.06, 0), dtype=np.float32), centres


def _towns(canvas: _Canvas, rng: np.random.Generator, density: Field) -> None:
    """Street grids with houses, halls of industry, parks, and tall buildings in the middle of large towns."""
    shape, gsd = canvas.shape, canvas.gsd
    blocks = voronoi_blocks(shape, gsd, rng, rng.uniform(500.0, 1100.0), rng.uniform(0.05, 0.5))
    main, spread = rng.uniform(0, np.pi), rng.choice([0.02, 0.4, 1.2])
    streets = cells(blocks, gsd, rng, (60.0, 110.0), (110.0, 260.0), main, spread)
    zone = fractal(shape, gsd, rng, 1800.0, 3.0) + attribute(blocks.ids, rng, -0.5, 0.5)
    industry = zone > 1.0
    homes = lots(streets, gsd, rng, (22.0, 40.0))
    halls = lots(streets, gsd, rng, (60.0, 190.0))
    town = density > 0.45
    canvas.parcel = np.where(town, np.where(industry, halls.ids, homes.ids), canvas.parcel)
    canvas.angle = np.where(town, homes.angle, canvas.angle)
    canvas.paint(town, Cover.GARDEN, 3.0 * attribute(homes.ids, rng))
    canvas.paint(town & industry, Cover.PAVED)
    built = attribute(homes.ids, rng) < np.clip(0.5 + 0.4 * density, 0, 0.9)
    centre = smoothstep(density, 0.95, 1.2)
    tall = 5.0 + 4.0 * attribute(homes.ids, rng) + centre * 35.0 * attribute(homes.ids, rng) ** 2
    canvas.paint(town & ~industry & built & (homes.edge > 5.0), Cover.HOUSE, tall)
    hall_built = (attribute(halls.ids, rng) < 0.7) & (halls.edge > 11.0)
    canvas.paint(town & industry & hall_built, Cover.HALL, 7.0 + 9.0 * attribute(halls.ids, rng))
    park = town & (attribute(mix(streets.ids, 3), rng) < 0.05)
    canvas.paint(park, Cover.GRASS)
    canvas.parcel = np.where(park, streets.ids, canvas.parcel)
    canvas.paint(town & ~industry & (streets.edge < max(5.0, 0.4 * gsd)), Cover.ROAD)
    canvas.paint(town & (blocks.border < rng.uniform(8.0, 16.0)), Cover.ROAD)


def _roads(
    canvas: _Canvas, rng: np.random.Generator, character: Character, centres: NDArray[np.float64], bank: Field
) -> None:
    """Country roads between towns, highways across the scene (bridging rivers), now and then an airfield."""
    shape, gsd = canvas.shape, canvas.gsd
    lines = []
    for number, centre in enumerate(centres):
        apart = np.hypot(*(centres - centre).T)
        lines += [
            link(centre, centres[other], rng)
            for other in np.argsort(apart)[1:3]
            if other > number or apart[other] > 0
        ]
    country = distance(draw(shape, lines), gsd) if lines else None
    if country is not None:
        canvas.paint((country < max(6.0, 0.7 * gsd)) & (canvas.cover != Cover.WATER), Cover.ROAD)
    for _ in range(character.highways):
        away = distance(draw(shape, [crossing(shape, rng, rng.uniform(0.0, 0.05), detail=4)]), gsd)
        half = rng.uniform(12.0, 28.0)
        narrow_water = (canvas.cover != Cover.WATER) | (bank < 60.0)
        canvas.paint((away < half + 18.0) & (canvas.cover != Cover.WATER), Cover.GRASS, 1.0)
        canvas.paint((away < half) & narrow_water, Cover.ROAD)
    area = shape[0] * shape[1] * gsd**2 / 1e8
    for _ in range(int(rng.poisson(0.35 * area))):
        _airfield(canvas, rng)


def _airfield(canvas: _Canvas, rng: np.random.Generator) -> None:
    """Grass with a runway, a taxiway and halls, on dry land."""
    y, x = np.indices(canvas.shape, dtype=np.float32)
    centre = rng.uniform(0, 1, 2) * canvas.shape
    angle = rng.uniform(0, np.pi)
    along = ((x - centre[1]) * np.cos(angle) + (y - centre[0]) * np.sin(angle)) * canvas.gsd
    side = (-(x - centre[1]) * np.sin(angle) + (y - centre[0]) * np.cos(angle)) * canvas.gsd
    length = rng.uniform(600.0, 1500.0)
    ground = (np.abs(along) < length + 80.0) & (side > -90.0) & (side < 330.0)
    if bool((canvas.cover[ground] == Cover.WATER).any()):
        return
    canvas.paint(ground, Cover.GRASS)
    canvas.paint((np.abs(along) < length) & (np.abs(side) < 25.0), Cover.ROAD)
    canvas.paint((np.abs(along) < 0.9 * length) & (np.abs(side - 140.0) < 12.0), Cover.ROAD)
    canvas.paint((np.abs(along) < 0.35 * length) & (side > 190.0) & (side < 330.0), Cover.PAVED)
    canvas.paint(
        (np.abs(along) < 0.3 * length) & (side > 240.0) & (side < 300.0) & (np.mod(along, 90.0) < 65.0),
        Cover.HALL,
        12.0,
    )


def make_landscape(shape: Shape, gsd: float, rng: np.random.Generator) -> Landscape:
    """Draw a landscape.

    Args:
        shape: (H, W).
        gsd: metres per pixel.
        rng: source of randomness; the same state gives the same land.
    """
    character = draw_character(rng)
    water, bank, near_water = _water(shape, gsd, rng, character)
    relief = make_relief(shape, gsd, rng, character.mountain_share, character.relief, near_water)
    ground = np.where(water, np.float32(0), relief.height)
    zeros = np.zeros(shape, np.float32)
    canvas = _Canvas(
        shape, gsd, np.full(shape, Cover.CROP, np.uint8), np.zeros(shape, np.uint32), zeros, zeros.copy()
    )
    rows = _fields(canvas, rng, character)
    _wild(canvas, rng, character, relief)
    density, centres = _town_density(shape, gsd, rng, character, relief)
    _towns(canvas, rng, density)
    beach = near_water < 12.0 + 25.0 * np.maximum(fractal(shape, gsd, rng, 500.0, 3.0), 0) * character.dry
    canvas.paint(beach, Cover.SAND)
    canvas.paint(water, Cover.WATER)
    flats = (bank < 0) & (fractal(shape, gsd, rng, 1200.0, 3.5) > 2.4 - 3.0 * character.dry**2)
    canvas.paint(flats, Cover.SAND)
    canvas.parcel = np.where(water, np.uint32(1), canvas.parcel)
    _roads(canvas, rng, character, centres, bank)
    return Landscape(
        canvas.cover, canvas.parcel, ground, canvas.objects, rows, canvas.angle, relief.mountains, gsd
    )
