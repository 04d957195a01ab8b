"""``optosar train oed|sed|subnet|dfcnn``: one command per stage of the paper's recipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from ..watching import watching

if TYPE_CHECKING:
    from .stages import Runner

Out = Annotated[Path, typer.Option("--out", help="Folder for checkpoints, logs, loss curve and card.")]
Config = Annotated[
    Optional[Path], typer.Option("--config", help="YAML file; the paper's settings where it is left out.")
]
Budget = Annotated[
    Optional[float], typer.Option("--budget", help="Share of the paper's iterations, e.g. 0.001; recorded.")
]
Set = Annotated[
    Optional[list[str]], typer.Option("--set", metavar="KEY=VALUE", help="Change a setting; repeatable.")
]
Seed = Annotated[Optional[int], typer.Option("--seed", help="Of data and initialisation.")]
Shared = Annotated[
    Path, typer.Option("--shared", envvar="OPTOSAR_SHARED", help="Folder that holds data/ and weights/.")
]
Data = Annotated[
    Optional[Path],
    typer.Option(
        "--data", help="Data set of “optosar data osr” to take the training pairs from instead of sources."
    ),
]
Accelerator = Annotated[str, typer.Option("--accelerator", help="auto, cpu or gpu.")]
Devices = Annotated[
    int,
    typer.Option("--devices", min=0, help="Processes per machine (DDP); 0: all GPUs, or one CPU process."),
]
Nodes = Annotated[int, typer.Option("--nodes", min=1, help="Machines (DDP).")]
Precision = Annotated[str, typer.Option("--precision", help="auto, fp32, bf16 or fp16 (mixed).")]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes that prepare batches.")]
Every = Annotated[int, typer.Option("--every", min=1, help="Steps between two checkpoints.")]


@contextmanager
def runner_for(
    out: Path,
    shared: Path,
    accelerator: str,
    devices: int,
    nodes: int,
    precision: str,
    workers: int,
    every: int,
) -> Iterator[Runner]:
    """What trains a stage, with progress on the terminal of the first process."""
    from ..run import Hardware
    from .stages import Runner

    hardware = Hardware(accelerator, devices, nodes, precision)
    with watching("Preparing the data") as progress:
        yield Runner(shared, out / "simulated", hardware, workers, every, progress)


def oed(
    out: Out,
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
    """Paper, stage 1: encoder-decoder of optical tiles, building extraction; its encoder becomes OptNet."""
    from .config import OEDConfig, load_config

    settings = load_config(OEDConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = runner.oed(settings, out)
    done(last)


def sed(
    out: Out,
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
    """Paper, stage 2: encoder-decoder of SAR tiles, reconstruction; its encoder becomes SarNet."""
    from .config import SEDConfig, load_config

    settings = load_config(SEDConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = runner.sed(settings, out)
    done(last)


def subnet(
    out: Out,
    optnet: Annotated[Path, typer.Option("--optnet", help="Checkpoint of OED.")],
    sarnet: Annotated[Path, typer.Option("--sarnet", help="Checkpoint of SED.")],
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
    """Paper, stage 3: Three-, Four- or Five-network from both encoders, contrastive loss."""
    from .config import SubnetConfig, load_config

    settings = load_config(SubnetConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = runner.subnet(settings, optnet, sarnet, out, data=data)
    done(last)


def dfcnn(
    out: Out,
    fixed: Annotated[
        Path, typer.Option("--subnet", help="Checkpoint of the Sub-network, which stays fixed.")
    ],
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
    """Paper, stage 4: the complete DFCNN on the fixed Sub-network; `optosar train export` makes weights of it."""
    from .config import DFCNNConfig, load_config

    settings = load_config(DFCNNConfig, config, changes or (), budget=budget, seed=seed)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = runner.dfcnn(settings, fixed, out, data=data)
    done(last)


def done(checkpoint: Path) -> None:
    """Tell where the checkpoint is, once."""
    from ..run import first_process

    if first_process():
        sys.stdout.write(f"{checkpoint}\n")
