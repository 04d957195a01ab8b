"""Tiles in, descriptors out: DFCNN with its weights on a device."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ..device import (
    Device,
    free_memory,
    keep_memory,
    resolve_device,
    run_in_batches,
    run_shrinking,
)
from ..errors import InputError
from ..imagery.radiometry import CELL, Modality, standardise
from ..networks.dfcnn import DFCNN, TILE_SIZE, Fusion
from ..progress import Progress, no_progress
from ..weights import fill, load_weights
from .dense import encode_places, part_side

_LOG = logging.getLogger(__name__)


class TileEncoder:
    """DFCNN on a device, in two modes.

    In tile mode (:meth:`encode`) every tile is standardised and encoded by itself, the paper's way (section 2.3). In
    dense mode (:meth:`encode_within`) many tiles are encoded with what surrounds them. Descriptors of the two modes
    are not to be mixed: what is compared is encoded in one mode.

    Args:
        weights: registered name or path of DFCNN weights.
        device: see :func:`~..device.resolve_device`.
        batch_size: tiles at a time; chosen for the device when None, and halved whenever memory runs out.

    Attributes:
        tile_size: side of a tile in pixels, 227.
        gsd: ground sample distance the weights were trained at, in CRS units a pixel.
        dimension: length of a descriptor, 192.

    Raises:
        WeightsError: the weights cannot be used.
        DeviceError: the device cannot be used.
    """

    tile_size = TILE_SIZE

    def __init__(
        self, weights: str | Path = "dfcnn", device: str = "auto", batch_size: int | None = None
    ) -> None:
        self.device: Device = resolve_device(device)
        loaded = load_weights(weights, "dfcnn")
        self.weights_sha256 = loaded.sha256
        self.weights_name = loaded.path.stem
        self.gsd = float(loaded.metadata["gsd"])
        config = loaded.metadata["config"]
        fusion = tuple(Fusion(**item) for item in config["fusion"])
        self._net = DFCNN(fusion, config["kernel"], whitened=config.get("whitened", False))
        fill(self._net, loaded, "dfcnn")
        self._net.eval().requires_grad_(False)
        if self.device.torch_device.type == "cpu":
            keep_memory()
        self._net.to(self.device.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        # A processor gains nothing from large batches (they leave its caches), and a cancel waits for the batch's end.
        self.batch_size = batch_size or (64 if self.device.torch_device.type == "cuda" else 4)
        #: Side of the square of tiles that dense mode computes at once, in pixels; halved whenever memory runs out.
        self.part = part_side(free_memory(self.device))
        self.dimension = self._net.dimension

    def encode(
        self,
        tiles: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> NDArray[np.float32]:
        """Descriptors of tiles.

        Args:
            tiles: (N, C, 227, 227) canonical values, C = 3 for optical and 1 for SAR.
            valid: (N, 227, 227) masks of usable pixels.
            modality: which branch.
            progress: called after each batch.

        Returns:
            (N, 192) float32, rows of length 1: the Euclidean order of the paper is the cosine order.

        Raises:
            InputError: the tiles have another size.
            Cancelled: by ``progress``, between two batches.
        """
        if tiles.shape[-2:] != (self.tile_size, self.tile_size):
            raise InputError(
                f"A tile is {self.tile_size} x {self.tile_size} pixels, not {tiles.shape[-1]} x {tiles.shape[-2]}."
            )
        out = np.zeros((len(tiles), self.dimension), np.float32)
        branch, whitening = self._net.branch(modality), self._net.whitening

        def run(start: int, stop: int) -> None:
            batch = torch.from_numpy(standardise(tiles[start:stop], valid[start:stop])).to(
                self.device.torch_device
            )
            with self.device.inference():
                descriptors = functional.normalize(branch(batch).float(), dim=1)
            if whitening is not None:
                with torch.inference_mode():
                    descriptors = whitening(descriptors)
            out[start:stop] = descriptors.cpu().numpy()
            progress(stop / len(tiles), "")

        def shrunk(size: int) -> None:
            _LOG.warning("Memory ran out; going on with batches of %d tiles.", size)

        self.batch_size = run_in_batches(run, len(tiles), self.batch_size, shrunk)
        return out

    def encode_within(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        starts: NDArray[np.int64],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> NDArray[np.float32]:
        """Descriptors of tiles of one image, each seen with its surroundings (dense mode).

        Args:
            image: (C, H, W) canonical values, C = 3 for optical and 1 for SAR; H and W are multiples of 16.
            valid: (H, W) mask of usable pixels; surroundings that do not exist are not valid.
            starts: (T, 2) row and column of the tiles' first pixels: multiples of 16, with
                :data:`~.tiles.CONTEXT` px of surroundings, see :func:`~.tiles.surroundings`.
            modality: which branch.
            progress: called after each part of the image.

        Returns:
            (T, 192) float32, rows of length 1.

        Raises:
            InputError: tiles are off the lattice or lack surroundings.
            DeviceError: memory runs out on the smallest part.
            Cancelled: by ``progress``.
        """
        places = np.asarray(starts, np.int64)

        def done(share: float) -> None:
            progress(share, "")

        def run(part: int) -> NDArray[np.float32]:
            return encode_places(self._net, self.device, image, valid, places, modality, part, done)

        def shrunk(part: int) -> None:
            _LOG.warning("Memory ran out; going on with parts of %d px.", part)

        found, self.part = run_shrinking(run, self.part, CELL, shrunk)
        return found
