"""The SAR sensor: side-looking geometry, backscatter, double bounce, speckle.

The far-range approximation is used: rays are parallel, at an incidence angle that is constant over the scene.
The range direction is the image's x axis (to the right when looking east), sheared by the orbit's heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, special

from .canvas import Cover, Landscape
from .noise import Field, fractal, shape_of
from .parcels import attribute, mix
from .terrain import slopes

# Backscatter at 38 degrees in dB, and how much parcels of the class differ (half range, dB).
_SIGMA0: dict[Cover, tuple[float, float]] = {
    Cover.WATER: (-24.0, 0.0),
    Cover.SAND: (-19.0, 1.5),
    Cover.BARE: (-15.5, 2.5),
    Cover.SCRUB: (-13.5, 1.0),
    Cover.GRASS: (-15.5, 1.5),
    Cover.CROP: (-13.5, 4.0),
    Cover.FOREST: (-11.0, 0.7),
    Cover.ROAD: (-20.5, 0.5),
    Cover.PAVED: (-14.5, 1.5),
    Cover.GARDEN: (-11.5, 1.5),
    Cover.HOUSE: (-9.5, 3.0),
    Cover.HALL: (-7.0, 5.0),
}


@dataclass(frozen=True)
class Look:
    """How the radar looks at the scene.

    Attributes:
        incidence: angle between the ray and the vertical, radians.
        east: whether it looks east (range grows with x) rather than west.
        heading: shear of the range direction against the x axis, radians; positive turns it south.
        looks: equivalent number of looks of the speckle.
        noise_floor_db: noise-equivalent backscatter.
    """

    incidence: float
    east: bool
    heading: float
    looks: float
    noise_floor_db: float


@dataclass(frozen=True)
class SarImage:
    """What the radar recorded.

    Attributes:
        power: (H, W) float32 backscattered power with speckle, linear.
        clean: (H, W) float32 the same without speckle.
        layover: (H, W) bool, several places on the ground share the pixel's range.
        shadow: (H, W) bool, no ray reaches the ground there.
        displacement: (H, W) float32 pixels by which each ground pixel appears moved along the look direction
            (negative is towards the sensor); 0 when the terrain's displacement was removed.
    """

    power: Field
    clean: Field
    layover: NDArray[np.bool_]
    shadow: NDArray[np.bool_]
    displacement: Field


def draw_look(rng: np.random.Generator, looks: float | None = None) -> Look:
    """A pass of a Sentinel-1-like radar."""
    east = bool(rng.integers(0, 2))
    heading = np.deg2rad(rng.uniform(6.0, 14.0)) * (1 if east else -1)
    return Look(
        incidence=float(np.deg2rad(rng.uniform(30.0, 45.0))),
        east=east,
        heading=float(heading),
        looks=float(rng.uniform(3.0, 6.0)) if looks is None else looks,
        noise_floor_db=float(rng.uniform(-25.0, -20.0)),
    )


def speckle(
    shape: tuple[int, int], rng: np.random.Generator, looks: float, correlation: float = 0.6
) -> Field:
    """Multiplicative speckle: gamma distributed with mean 1 and variance 1/looks, whatever the correlation.

    Args:
        shape: (H, W).
        rng: source of randomness.
        looks: equivalent number of looks, any positive number.
        correlation: standard deviation of the impulse response, pixels; 0 for independent pixels.
    """
    normal = rng.standard_normal(shape, dtype=np.float32)
    if correlation > 0:
        normal = ndimage.gaussian_filter(normal, correlation, mode="wrap")
        normal /= normal.std()
    # A table of the gamma quantile keeps the marginal exact for any number of looks.
    knots = np.linspace(-5.0, 5.0, 2048)
    values = special.gammaincinv(looks, special.ndtr(knots)) / looks
    return np.interp(normal.ravel(), knots, values).reshape(shape).astype(np.float32)


def to_range_lines(field: NDArray[Any], look: Look) -> NDArray[Any]:
    """Shear and mirror so that every row is one range line, near range on the left."""
    sheared = _shear(field, look, 1)
    return sheared if look.east else sheared[:, ::-1]


def from_range_lines(field: NDArray[Any], look: Look) -> NDArray[Any]:
    """Undo :func:`to_range_lines`."""
    return _shear(field if look.east else field[:, ::-1], look, -1)


def _shear(field: NDArray[Any], look: Look, sign: int) -> NDArray[Any]:
    rows, columns = field.shape
    shift = np.rint(np.arange(columns) * np.tan(look.heading)).astype(int) * sign
    index = (np.arange(rows)[:, None] + shift[None, :]) % rows
    return np.take_along_axis(field, index, axis=0)


def backscatter(land: Landscape, rng: np.random.Generator, look: Look) -> Field:
    """(H, W) linear backscatter of level ground by cover and parcel, and of double bounce at walls."""
    shape = shape_of(land.cover)
    base = np.array([_SIGMA0[cover][0] for cover in Cover], np.float32)
    spread = np.array([_SIGMA0[cover][1] for cover in Cover], np.float32)
    base[Cover.WATER] += rng.uniform(-2.0, 6.0)
    base[Cover.CROP] += rng.uniform(-2.0, 2.0)
    base[Cover.BARE] += rng.uniform(-2.0, 2.0)
    base[Cover.SCRUB] += rng.uniform(-1.5, 1.5)
    decibel = base[land.cover] + spread[land.cover] * attribute(mix(land.parcel, 21), rng, -1.0, 1.0)
    decibel += 0.7 * fractal(shape, land.gsd, rng, 600.0, 2.2) * (land.cover != Cover.WATER)
    wind = fractal(shape, land.gsd, rng, 4000.0, 3.0) * (land.cover == Cover.WATER)
    decibel += rng.uniform(0.0, 1.0) * wind
    power = np.power(np.float32(10), decibel / 10)
    return np.asarray(power + _double_bounce(land, rng, look), dtype=np.float32)


def _double_bounce(land: Landscape, rng: np.random.Generator, look: Look) -> Field:
    """Power returned by the corner between the ground and walls that face the radar."""
    step = 1 if look.east else -1
    walls = np.maximum(np.roll(land.objects, -step, axis=1) - land.objects, 0)
    hard = np.roll((land.cover == Cover.HOUSE) | (land.cover == Cover.HALL), -step, axis=1)
    off = np.mod(land.wall_angle - look.heading + np.pi / 4, np.pi / 2) - np.pi / 4
    facing = 0.06 + np.exp(-0.5 * (off / np.deg2rad(9.0)) ** 2)
    single = rng.gamma(0.8, 1.25, land.cover.shape).astype(np.float32)
    return np.asarray(
        0.055 * hard * walls * facing * single * np.minimum(10.0 / land.gsd, 3.0), dtype=np.float32
    )


def _project(power: Field, position: Field, illuminated: NDArray[np.bool_]) -> tuple[Field, Field]:
    """Sum the power of facets into the range bins they fall in.

    Args:
        power: (H, W) power of each facet, already times its area.
        position: (H, W) range of each facet in bins.
        illuminated: (H, W) facets that a ray reaches.

    Returns:
        (H, W) summed power and (H, W) number of facets, both per bin.
    """
    rows, columns = power.shape
    low = np.floor(position).astype(np.int64)
    part = (position - low).astype(np.float32)
    line = np.arange(rows)[:, None] * columns
    total = np.zeros(rows * columns)
    facets = np.zeros(rows * columns)
    for bins, share in ((low, 1 - part), (low + 1, part)):
        inside = illuminated & (bins >= 0) & (bins < columns)
        where = (line + bins)[inside]
        total += np.bincount(where, (share * power)[inside], rows * columns)
        facets += np.bincount(where, share[inside], rows * columns)
    return total.reshape(rows, columns).astype(np.float32), facets.reshape(rows, columns).astype(np.float32)


def observe(
    ground: Field,
    objects: Field,
    sigma0: Field,
    gsd: float,
    look: Look,
    rng: np.random.Generator,
    orthorectified: bool = True,
) -> SarImage:
    """Project a landscape into slant range, add speckle there, and bring it back to the map.

    Args:
        ground: (H, W) height of the ground, metres.
        objects: (H, W) height of buildings and trees above it, metres.
        sigma0: (H, W) linear backscatter of level ground at 38 degrees incidence.
        gsd: metres per pixel.
        look: geometry and speckle.
        rng: source of randomness for speckle.
        orthorectified: whether the displacement by the ground's relief is removed with a terrain model, as in
            geocoded products; layover of buildings stays, since terrain models do not know them.
    """
    terrain = np.asarray(to_range_lines(ground, look), dtype=np.float32)
    surface = terrain + np.asarray(to_range_lines(objects, look), dtype=np.float32)
    sigma = np.asarray(to_range_lines(sigma0, look), dtype=np.float32)
    columns = terrain.shape[1]
    x = np.arange(columns, dtype=np.float32)[None, :]
    per_metre = np.float32(1.0 / (np.tan(look.incidence) * gsd))

    # A ray climbs gsd / tan(incidence) a pixel: ground below the highest ray so far lies in shadow.
    ray = surface * np.float32(np.tan(look.incidence) / gsd) + x
    shadow = ray < np.maximum.accumulate(ray, axis=1) - 1e-3

    dz_dx, dz_dy = slopes(terrain, gsd)
    normal = np.sqrt(1 + dz_dx**2 + dz_dy**2)
    cosine = np.clip((np.cos(look.incidence) + dz_dx * np.sin(look.incidence)) / normal, 0.02, 1.0)
    lambert = (cosine / np.cos(look.incidence)) ** 1.5
    facet = sigma * lambert * np.minimum(normal, 3.0)

    position = x - surface * per_metre
    summed, facets = _project(facet, position, ~shadow)
    # Layover: some place farther out has a smaller range, or some nearer place a larger one.
    nearer = np.maximum.accumulate(position, axis=1)
    farther = np.minimum.accumulate(position[:, ::-1], axis=1)[:, ::-1]
    folded = ~shadow & ((position < nearer - 1e-3) | (position > farther + 1e-3))
    noise = np.float32(10 ** (look.noise_floor_db / 10))
    slant_clean = ndimage.gaussian_filter(summed, 0.5) + noise
    slant = slant_clean * speckle(slant_clean.shape, rng, look.looks)

    if orthorectified:
        moved = np.zeros_like(terrain)
        at = np.broadcast_to(x - terrain * per_metre, terrain.shape)
        index = [np.broadcast_to(np.arange(terrain.shape[0], dtype=np.float32)[:, None], terrain.shape), at]
        power, clean = (
            ndimage.map_coordinates(image, index, order=1, mode="nearest") for image in (slant, slant_clean)
        )
        hidden = shadow
    else:
        moved = position - x
        power, clean = slant, slant_clean
        folded = _project(folded.astype(np.float32), position, folded)[0] > 0.5
        hidden = facets < 0.05
    back = [from_range_lines(field, look) for field in (power, clean, folded, hidden, moved)]
    return SarImage(
        np.asarray(back[0], dtype=np.float32),
        np.asarray(back[1], dtype=np.float32),
        np.asarray(back[2], dtype=bool),
        np.asarray(back[3], dtype=bool),
        np.asarray(back[4] if look.east else -np.asarray(back[4]), dtype=np.float32),
    )
