"""What covers the ground: water, fields and forests, and the landscape as a whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas, Cover, Landscape
from .character import Character, draw_character
from .curves import crossing, distance, draw
from .noise import Field, Shape, fractal, upper_share
from .parcels import Ids, attribute, cells, mix, voronoi_blocks
from .settlements import build_roads, build_towns, town_density
from .terrain import Relief, make_relief, slopes


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


def _fields(canvas: Canvas, rng: np.random.Generator, character: Character) -> Field:
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


def _pivots(canvas: Canvas, rng: np.random.Generator, blocks: Ids) -> None:
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


def _wild(canvas: Canvas, rng: np.random.Generator, character: Character, relief: Relief) -> None:
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
    canvas = Canvas(
        shape, gsd, np.full(shape, Cover.CROP, np.uint8), np.zeros(shape, np.uint32), zeros, zeros.copy()
    )
    rows = _fields(canvas, rng, character)
    _wild(canvas, rng, character, relief)
    density, centres = town_density(shape, gsd, rng, character, relief)
    build_towns(canvas, rng, density)
    beach = near_water < 12.0 + 25.0 * np.maximum(fractal(shape, gsd, rng, 500.0, 3.0), 0) * character.dry
    canvas.paint(beach, Cover.SAND)
    canvas.paint(water, Cover.WATER)
    flats = (bank < 0) & (fractal(shape, gsd, rng, 1200.0, 3.5) > 2.4 - 3.0 * character.dry**2)
    canvas.paint(flats, Cover.SAND)
    canvas.parcel = np.where(water, np.uint32(1), canvas.parcel)
    build_roads(canvas, rng, character, centres, bank)
    return Landscape(
        canvas.cover, canvas.parcel, ground, canvas.objects, rows, canvas.angle, relief.mountains, gsd
    )
