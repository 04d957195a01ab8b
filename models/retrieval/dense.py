"""Dense encoding: the convolutions once over an image, the descriptors of its tiles sliced out of the feature maps.

A tile of 227 px at stride 90 shares each of its pixels with five others, and tile mode computes all of them again. Here
tiles start on a lattice of 16 px and what surrounds a tile is really there, instead of the zeros that pad it in tile
mode. With weights that are whitened for it, a tile's neighbours are part of its descriptor. Every image brings
:data:`~.tiles.CONTEXT` px around its tiles, so that a descriptor does not depend on where the image was cut out of a
scene, nor on the parts that it is computed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ..device import Device
from ..errors import InputError
from ..imagery.radiometry import CELL, Modality, standardise_locally
from ..networks.dfcnn import DFCNN, TILE_SIZE, Branch
from .measured import Measured
from .tiles import CONTEXT, HALO, REACH, span

_SPAN = span(TILE_SIZE)
#: Bytes that a pixel takes at the peak, in single precision: p2, the maps of block 3, and what the library adds.
_BYTES_PER_PIXEL = 250
_LARGEST_PART, _SMALLEST_PART = 2304, 128
#: Share of the convolutions that must remain for a part to be cut in two: small parts run less well.
_SAVING = 0.85
#: Places (row, column) of a tile and its neighbours, px from the tile.
_AROUND = np.array([(row, col) for row in (-REACH, 0, REACH) for col in (-REACH, 0, REACH)], np.int64)
#: A neighbour of which less is measured is left out: the shape of the gap would be compared.
_MIN_MEASURED = 0.5


def part_side(free_bytes: int) -> int:
    """Side, in pixels, of the square of tile starts that is computed at once with so much memory free."""
    side = int((free_bytes / 4 / _BYTES_PER_PIXEL) ** 0.5) - _SPAN - 2 * HALO
    return int(np.clip(side // CELL * CELL, _SMALLEST_PART, _LARGEST_PART))


def encode_places(
    net: DFCNN,
    device: Device,
    image: NDArray[np.float32],
    valid: NDArray[np.bool_],
    starts: NDArray[np.int64],
    modality: Modality,
    part: int,
    done: Callable[[float], None],
) -> NDArray[np.float32]:
    """Descriptors of tiles within one image, with their neighbours where the weights are whitened for that.

    Args:
        net: whose stream of the modality is used.
        device: where it is.
        image: (C, H, W) canonical values; H and W are multiples of :data:`CELL`.
        valid: (H, W) mask of usable pixels.
        starts: (T, 2) row and column of the tiles' first pixels, multiples of :data:`CELL`, with :data:`CONTEXT`
            around them.
        modality: of the image.
        part: side of the square of starts that is computed at once.
        done: told the share that is done, several times for each part; may raise to end it.

    Returns:
        (T, D) float32 of length 1.

    Raises:
        InputError: sides or starts are off the lattice, or too near to the border.
    """
    _check(valid.shape, starts)
    branch, whitening = net.branch(modality), net.whitening
    # Neighbours are shared, and mostly tiles themselves.
    wanted = (starts[:, None] + _AROUND).reshape(-1, 2) if whitening is not None else starts
    places, which = np.unique(wanted, axis=0, return_inverse=True)

    def count(number: int) -> None:
        done(number / len(places))

    alone = encode_image(branch, device, image, valid, places, part, count)
    if whitening is None:
        return np.asarray(alone[which.reshape(-1)], np.float32)
    alone[Measured(image[:0], valid, TILE_SIZE).share(places) < _MIN_MEASURED] = 0
    together = torch.from_numpy(alone[which.reshape(-1)].reshape(len(starts), len(_AROUND), -1))
    with torch.inference_mode():
        found: NDArray[np.float32] = whitening.together(together.to(device.torch_device)).cpu().numpy()
    return found


def encode_image(
    branch: Branch,
    device: Device,
    image: NDArray[np.float32],
    valid: NDArray[np.bool_],
    starts: NDArray[np.int64],
    part: int,
    done: Callable[[int], None],
) -> NDArray[np.float32]:
    """Descriptors of tiles within one image, as they leave the fusion.

    Args:
        branch: the stream of the image's modality.
        device: where it is.
        image: (C, H, W) canonical values; H and W are multiples of :data:`CELL`.
        valid: (H, W) mask of usable pixels.
        starts: (T, 2) row and column of the tiles' first pixels, multiples of :data:`CELL`, with
            :data:`~.tiles.MARGIN` around them.
        part: side of the square of starts that is computed at once.
        done: told how many tiles are done, several times for each part; may raise to end it.

    Returns:
        (T, D) float32 of length 1.
    """
    standard = standardise_locally(image, valid)
    out = np.empty((len(starts), 0), np.float32)
    count = 0
    for chosen in _parts(starts, part):
        low = starts[chosen].min(axis=0)
        high = starts[chosen].max(axis=0) + _SPAN + HALO
        rows, cols = slice(low[0] - HALO, high[0]), slice(low[1] - HALO, high[1])
        window = torch.from_numpy(np.ascontiguousarray(standard[None, :, rows, cols])).to(device.torch_device)
        inside = torch.from_numpy(starts[chosen] - low + HALO).to(device.torch_device)
        with device.inference():
            descriptors = branch.fuse_at(
                branch.maps_in_pieces(window, alive=partial(done, count)), inside
            ).float()
        found = functional.normalize(descriptors, dim=1).cpu().numpy()
        if not out.shape[1]:
            out = np.empty((len(starts), found.shape[1]), np.float32)
        out[chosen] = found
        count += len(chosen)
        done(count)
    return out


def _parts(starts: NDArray[np.int64], side: int) -> Iterator[NDArray[np.int64]]:
    """Numbers of the tiles that are computed at once: those of a rectangle of at most ``side`` px.

    A rectangle that is mostly empty, as at the slanting border of a scene, is cut in two where that saves convolutions.
    """
    waiting = [np.arange(len(starts))]
    while waiting:
        part = waiting.pop()
        halves = [half for axis in (0, 1) if (half := _halves(starts, part, axis))]
        best = min(halves, key=lambda pair: sum(_area(starts[half]) for half in pair), default=None)
        if best is None:
            yield part
        elif np.ptp(starts[part], axis=0).max() + CELL > side:
            axis = int(np.ptp(starts[part], axis=0).argmax())
            waiting += reversed(_halves(starts, part, axis) or best)
        elif sum(_area(starts[half]) for half in best) < _SAVING * _area(starts[part]):
            waiting += reversed(best)
        else:
            yield part


def _halves(
    starts: NDArray[np.int64], part: NDArray[np.int64], axis: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """The tiles before and after the middle along an axis; None where there is nothing to part."""
    along = starts[part, axis]
    if along.min() == along.max():
        return None
    first = along <= (along.min() + along.max()) / 2
    return part[first], part[~first]


def _area(starts: NDArray[np.int64]) -> int:
    """Px that the convolutions run over for tiles that are computed at once."""
    return int(np.prod(np.ptp(starts, axis=0) + _SPAN + 2 * HALO))


def _check(shape: tuple[int, ...], starts: NDArray[np.int64]) -> None:
    if any(side % CELL for side in shape) or (starts % CELL).any():
        raise InputError(f"Dense encoding needs an image and tiles on a lattice of {CELL} px.")
    near = (starts < CONTEXT) | (starts + _SPAN + CONTEXT > np.array(shape))
    if near.any():
        raise InputError(f"Dense encoding needs {CONTEXT} px of surroundings around every tile.")
