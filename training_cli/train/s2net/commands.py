"""``optosar train s2net``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from ..paper.commands import (
    Accelerator,
    Budget,
    Config,
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


class BaseChoice(str, Enum):
    """Base networks of the paper, and CMM-Net, to which it compares."""

    d2net = "d2net"
    r2d2 = "r2d2"
    cmmnet = "cmmnet"


def s2net(
    out: Out,
    base: Annotated[BaseChoice, typer.Option(help="Network that is trained.")],
    ssl: Annotated[
        Optional[bool], typer.Option("--ssl/--no-ssl", help="Self-supervision; on by default but for cmmnet.")
    ] = None,
    weight: Annotated[
        Optional[float], typer.Option("--lambda", min=0, help="Weight of the self-supervised losses.")
    ] = None,
    data: Annotated[
        Optional[list[str]],
        typer.Option(
            "--data",
            help="roadscene/train (/fit: a part of it), rgb_nir/train or rgb_nir/<scene>; repeatable.",
        ),
    ] = None,
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
    """S2-Net paper: D2-Net, R2D2 or CMM-Net across modalities, with or without self-supervision."""
    from ..paper.config import load_config
    from .config import config_of
    from .modules import train_s2net

    given = {"ssl": ssl, "weight": weight, "sources": data or None, "budget": budget, "seed": seed}
    settings = load_config(config_of(base.value), config, changes or (), **given)
    with runner_for(out, shared, accelerator, devices, nodes, precision, workers, every) as runner:
        last = train_s2net(settings, out, runner)
    done(last)
