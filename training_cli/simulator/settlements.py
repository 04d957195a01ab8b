"""What people build: towns, roads, airfields."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas, Cover
from .character import Character
from .curves import crossing, distance, draw, link
from .noise import Field, Shape, fractal, smoothstep
from .parcels import attribute, cells, lots, mix, voronoi_blocks
from .terrain import Relief, slopes


def town_density(
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


def build_towns(canvas: Canvas, rng: np.random.Generator, density: Field) -> None:
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


def build_roads(
    canvas: Canvas, rng: np.random.Generator, character: Character, centres: NDArray[np.float64], bank: Field
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


def _airfield(canvas: Canvas, rng: np.random.Generator) -> None:
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
