"""NetVLAD on two streams (Arandjelovic et al., CVPR 2016, as the DFCNN paper compares to it).

The paper's: both streams begin as its Five-network, 64 clusters, a trainable matrix to 1024 numbers, contrastive loss.
NetVLAD's: local features of length 1, soft assignment, residuals summed for each cluster, intra-normalisation. Ours:
local features are those of the last convolution before its pooling; both streams begin with the same clusters, found
by FAISS k-means in the features of both, so that a cluster means the same in either; biases of the assignment follow
from the clusters at the start and are free afterwards; the matrices of both streams begin equal, random and orthogonal.
"""

from __future__ import annotations

import faiss
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ...models.errors import InputError
from ...models.networks.dfcnn import DFCNN
from ...models.networks.vgg import BLOCKS


class VLAD(nn.Module):
    """Soft assignment and residuals of one stream.

    Args:
        clusters: number of them.
        channels: of the local features.
    """

    def __init__(self, clusters: int, channels: int) -> None:
        super().__init__()
        self.assign = nn.Conv2d(channels, clusters, 1)
        self.centres = nn.Parameter(torch.zeros(clusters, channels))

    def forward(self, maps: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, clusters * C) of length 1."""
        local = functional.normalize(maps.float(), dim=1)
        shares = self.assign(local).float().softmax(1).flatten(2)
        summed = shares @ local.flatten(2).transpose(1, 2)
        residuals = summed - shares.sum(2, keepdim=True) * self.centres
        return functional.normalize(functional.normalize(residuals, dim=2).flatten(1), dim=1)

    @torch.no_grad()
    def start(self, centres: Tensor, sharpness: float) -> None:
        """Begin with clusters (K, C) of features of length 1; the assignment is ``-sharpness`` times the distance."""
        self.centres.copy_(centres)
        weight = self.assign.weight
        weight.copy_(2 * sharpness * centres[..., None, None])
        if self.assign.bias is not None:
            self.assign.bias.copy_(-sharpness * centres.square().sum(1))


class NetVLAD(nn.Module):
    """Both streams: trunk, VLAD, projection.

    Args:
        subnet: the Five-network, whose trunks become this network's.
        clusters: of each stream.
        dimension: of the descriptors.
    """

    def __init__(self, subnet: DFCNN, clusters: int = 64, dimension: int = 1024) -> None:
        super().__init__()
        self.subnet, self.last = subnet, subnet.optical.trunk.blocks
        channels = BLOCKS[self.last - 1][-1]
        first = nn.Linear(clusters * channels, dimension, bias=False)
        nn.init.orthogonal_(first.weight)
        second = nn.Linear(clusters * channels, dimension, bias=False)
        second.load_state_dict(first.state_dict())
        self.pools = nn.ModuleDict({name: VLAD(clusters, channels) for name in ("optical", "sar")})
        self.projections = nn.ModuleDict({"optical": first, "sar": second})

    def local(self, modality: str, tiles: Tensor) -> Tensor:
        """Standardised tiles (N, 3 or 1, H, W) -> maps (N, C, h, w) of the last convolution."""
        return self.subnet.branch(modality).maps(tiles)[f"c{self.last}"]

    def describe(self, modality: str, tiles: Tensor) -> Tensor:
        """Standardised tiles (N, 3 or 1, H, W) -> descriptors (N, D), not normalised."""
        return self.projections[modality](self.pools[modality](self.local(modality, tiles)))  # type: ignore[no-any-return]

    def start(self, batches: list[dict[str, Tensor]], sharpness: float, seed: int) -> None:
        """Cluster the local features of some batches (``optical`` and ``sar`` tiles).

        Raises:
            InputError: they hold fewer features than clusters.
        """
        with torch.inference_mode():
            found = [
                functional.normalize(self.local(name, batch[name]).float(), dim=1)
                .permute(0, 2, 3, 1)
                .flatten(0, 2)
                for batch in batches
                for name in self.pools
            ]
        points = torch.cat(found).numpy()
        clusters, channels = next(iter(self.pools.values())).centres.shape  # type: ignore[misc]
        if len(points) < clusters:
            raise InputError(
                f"{len(points)} local features cannot be divided into {clusters} clusters.",
                "Set start_batches higher, or clusters lower.",
            )
        means = faiss.Kmeans(channels, clusters, niter=20, seed=seed + 1, min_points_per_centroid=1)
        means.train(np.ascontiguousarray(points, np.float32))
        centres = torch.from_numpy(np.asarray(means.centroids, np.float32).reshape(clusters, channels))
        for pool in self.pools.values():
            pool.start(centres, sharpness)  # type: ignore[operator]
