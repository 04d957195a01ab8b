"""Networks kept ready between requests."""

from __future__ import annotations

import contextlib
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import IndexFolderError, WeightsError

if TYPE_CHECKING:
    from ..matching.features import FeatureExtractor
    from ..retrieval.encoder import TileEncoder

_HEAVY = ("..retrieval.search", "..retrieval.encoder", "..retrieval.verify", "..matching.features")


@dataclass
class Choices:
    """What holds where a request says nothing else.

    Attributes:
        device: see :func:`~..device.resolve_device`.
        encoder: weights of the tile encoder, a registered name or a path.
        matcher: weights of the feature extractor, likewise.
    """

    device: str = "auto"
    encoder: str = "dfcnn"
    matcher: str = "s2net"


class WarmNetworks:
    """Encoder and extractor, each loaded once for its weights, device and state of the weights file.

    Args:
        choices: defaults; may be changed between requests.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self._encoder: tuple[tuple[str, str, float], TileEncoder] | None = None
        self._extractor: tuple[tuple[str, str, float], FeatureExtractor] | None = None

    def encoder(self, weights: str | None = None, device: str | None = None) -> TileEncoder:
        """The tile encoder for these weights on this device.

        Raises:
            WeightsError: the weights cannot be used.
            DeviceError: the device cannot be used.
        """
        from ..retrieval.encoder import TileEncoder

        key = self._key(weights or self.choices.encoder, device)
        if self._encoder is None or self._encoder[0] != key:
            self._encoder = None  # the old network leaves memory before the new one enters
            self._encoder = key, TileEncoder(key[0], key[1])
        return self._encoder[1]

    def encoder_of_index(self, index: str | Path, weights: str | None, device: str | None) -> TileEncoder:
        """The tile encoder an index was made with, as far as its name tells; the index checks the checksum.

        Args:
            index: its folder, whose manifest says by which weights it was made; its scenes are not looked at.
            weights: asked for in the request; takes precedence.
            device: asked for in the request.

        Raises:
            IndexFolderError: the folder is no index, or damaged; or the index was made with weights that did not come
                with OptoSAR, and none were asked for.
            WeightsError: the weights cannot be used.
            DeviceError: the device cannot be used.
        """
        from ..retrieval.catalogue import Folder
        from ..retrieval.manifest_file import read_manifest
        from ..weights import registry

        folder = Folder(Path(index))
        manifest = read_manifest(folder)
        chosen, name = self.choices.encoder, manifest.weights_name
        if weights is None:
            # A file of one's own may bear the name of weights that ship: the checksum tells which is meant.
            mine = Path(chosen).stem == name and (
                name not in registry() or _is_file_of(chosen, manifest.weights_sha256)
            )
            weights = chosen if mine else name
            if weights == name and name not in registry():
                raise IndexFolderError(
                    f"The index {folder.root.name} was made with the weights {name} ({manifest.weights_sha256[:12]}), "
                    "which did not come with OptoSAR.",
                    f"Give the file {name}.safetensors it was made with, or build a new index.",
                    code="index_weights_mismatch",
                )
        return self.encoder(weights, device)

    def extractor(self, weights: str | None = None, device: str | None = None) -> FeatureExtractor:
        """The feature extractor for these weights on this device.

        Raises:
            WeightsError: the weights cannot be used.
            DeviceError: the device cannot be used.
        """
        from ..matching.features import FeatureExtractor

        key = self._key(weights or self.choices.matcher, device)
        if self._extractor is None or self._extractor[0] != key:
            self._extractor = None
            self._extractor = key, FeatureExtractor(key[0], key[1])
        return self._extractor[1]

    def _key(self, weights: str, device: str | None) -> tuple[str, str, float]:
        return weights, device or self.choices.device, _changed(weights)


def _is_file_of(weights: str, sha256: str) -> bool:
    """Whether weights are a file with this checksum."""
    from ..weights import file_sha256

    with contextlib.suppress(OSError):
        return file_sha256(Path(weights)) == sha256
    return False


def _changed(weights: str) -> float:
    """When the file behind weights was last written; 0 where there is none (loading then says why)."""
    from ..weights import FOLDER, registry

    with contextlib.suppress(OSError, WeightsError, KeyError):
        path = Path(weights) if weights.endswith(".safetensors") else FOLDER / registry()[weights]["file"]
        return path.stat().st_mtime
    return 0.0


def warm_up() -> None:
    """Import what the first request will need. A missing library is reported by the request that needs it."""
    with contextlib.suppress(ImportError, OSError):
        for name in _HEAVY:
            importlib.import_module(name, __package__)
