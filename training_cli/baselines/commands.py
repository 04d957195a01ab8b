"""``optosar train miso|netvlad``: the learned methods of the DFCNN paper's Table 4."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..train.paper.commands import (
    Accelerator,
    Budget,
    Config,
    Data,
    Devices,
    Every,
    Nodes,
    Out,
    Precision,
    Seed,
    Set,
    Shared,
    Workers,
    done,
    runner_for,
)


def miso(
    out: Out,
    data: Data = None,
    config: Config = None,
    budget: Budget = None,
    changes: Set = None,
    seed: Seed = None,
    shared: Shared = Path("../shared"),
    accelerator: Accelerator = "auto",
    devices: Devices = 0,
    nodes: Nodes = 1,
    precision: Precision = "auto",
    workers: Workers = 1,
    every: Every = 500,
) -> None:
    """Table 4: MISO, which tells of a pair of tiles whether they show the same place."""
    from ..train.paper.config import load_config
    from .config import MISOConfig
    from .training import train_miso

    settings = load_config(MISOConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = train_miso(settings, runner, out, data)
    done(last)


def netvlad(
    out: Out,
    fixed: Annotated[Path, typer.Option("--subnet", help="Checkpoint of the Five-network to start from.")],
    data: Data = None,
    config: Config = None,
    budget: Budget = None,
    changes: Set = None,
    seed: Seed = None,
    shared: Shared = Path("../shared"),
    accelerator: Accelerator = "auto",
    devices: Devices = 0,
    nodes: Nodes = 1,
    precision: Precision = "auto",
    workers: Workers = 1,
    every: Every = 500,
) -> None:
    """Table 4: NetVLAD on both streams of the Five-network, contrastive loss."""
    from ..train.paper.config import load_config
    from .config import NetVLADConfig
    from .training import train_netvlad

    settings = load_config(NetVLADConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = train_netvlad(settings, runner, fixed, out, data)
    done(last)
