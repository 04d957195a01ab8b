"""`optosar train …`: the recipes behind the weights that ship."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Optional

import typer

from ..baselines.commands import miso, netvlad
from ..commands.options import Device
from .paper import commands as paper
from .s2net.commands import s2net
from .watching import watching

app = typer.Typer(help="Train the networks. An interrupted run goes on where it stood.", no_args_is_help=True)
for stage in (paper.oed, paper.sed, paper.subnet, paper.dfcnn):
    app.command()(stage)
app.command()(s2net)
for baseline in (miso, netvlad):
    app.command()(baseline)

Shared = Annotated[
    Path, typer.Option("--shared", envvar="OPTOSAR_SHARED", help="Folder that holds data/ and weights/.")
]
Out = Annotated[Path, typer.Option("--out", help="Folder for checkpoints and TensorBoard logs.")]
Steps = Annotated[int, typer.Option(min=1, help="Optimiser steps.")]
Seed = Annotated[int, typer.Option(help="Seed of data and initialisation.")]
Start = Annotated[Optional[Path], typer.Option("--imagenet", help="VGG16 convolutions (.npz) to start from.")]

GoOn = Annotated[
    Optional[str],
    typer.Option("--start", help="Weights to go on from, name or file; in place of ImageNet's."),
]


def _imagenet(shared: Path, chosen: Path | None) -> Path:
    return chosen or shared / "weights" / "vgg16_imagenet_conv.npz"


def _claim(out: Path, command: str, steps: int, seed: int, **inputs: str | Path | None) -> None:
    """Make a folder that of this run; its learning rate depends on its length, so that none may be made longer."""
    from .claim import claim

    known = {name: _identified(given) for name, given in inputs.items()}
    claim(out, {"command": command, "steps": steps, "seed": seed, **known})


def _identified(given: str | Path | None) -> str | None:
    """The checksum of a file; the name of weights that ship."""
    if given is None:
        return None
    path = Path(given)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else str(given)


@app.command()
def retrieval(
    out: Out,
    shared: Shared = Path("../shared"),
    steps: Steps = 1500,
    seed: Seed = 0,
    imagenet: Start = None,
    start: GoOn = None,
) -> None:
    """DFCNN: in-batch contrastive learning on 50 tile pairs a step, 27 of them dense, all sources mixed."""
    import lightning

    from ...models.weights import fill, load_weights
    from ..data.mixes import training_mix
    from ..data.stream import TilePairStream
    from .retrieval import RetrievalModule
    from .run import fit, imagenet_weights
    from .whitening import without_whitening

    _claim(out, "retrieval", steps, seed, imagenet=imagenet, start=start)
    lightning.seed_everything(seed)
    if start is None:
        module = RetrievalModule(steps, imagenet=imagenet_weights(_imagenet(shared, imagenet)))
    else:
        # Its BatchNorm has collected what it needs.
        module = RetrievalModule(steps, collect=0)
        fill(module.net, without_whitening(load_weights(start, "dfcnn")), "dfcnn")
    with watching("Preparing the data") as progress:
        mix = training_mix(shared, out / "simulated", per_batch=(2, 0, 1, 0), tiles=(10, 10, 1, 2))
        last = fit(module, TilePairStream(mix, steps, seed), out, steps, progress=progress)
    paper.done(last)


@app.command()
def matching(
    out: Out,
    shared: Shared = Path("../shared"),
    steps: Steps = 1200,
    seed: Seed = 0,
    imagenet: Start = None,
    start: GoOn = None,
    truth: Annotated[
        Optional[Path], typer.Option(help="Refined truth of T11SMT, written by “optosar data refine”.")
    ] = None,
) -> None:
    """S2-Net for optical and SAR: dense contrastive learning on seven warped pairs a step."""
    import lightning

    from ...models.weights import load_weights
    from ..data.matching_stream import WarpedPairStream
    from ..data.mixes import training_mix
    from .matching import MatchingModule, go_on_from
    from .run import fit, imagenet_weights

    _claim(out, "matching", steps, seed, imagenet=imagenet, start=start, truth=truth)
    lightning.seed_everything(seed)
    if start is None:
        module = MatchingModule(steps, imagenet=imagenet_weights(_imagenet(shared, imagenet)))
    else:
        module = MatchingModule(steps)
        go_on_from(module.net, load_weights(start, "s2net"))
    with watching("Preparing the data") as progress:
        mix = training_mix(shared, out / "simulated", (4, 1, 1, 1), field=truth)
        last = fit(module, WarpedPairStream(mix, steps, seed=seed), out, steps, progress=progress)
    paper.done(last)


@app.command()
def structure(
    out: Out,
    truth: Annotated[Path, typer.Option(help="Refined truth of T11SMT, written by “optosar data refine”.")],
    shared: Shared = Path("../shared"),
    steps: Steps = 1800,
    seed: Seed = 0,
) -> None:
    """StructureNet: windows of twelve crops a step are to be found in the other image, pixel by pixel."""
    import lightning

    from ..data.aligned_stream import AlignedCropStream
    from ..data.mixes import training_mix
    from .run import fit
    from .structure import StructureModule

    _claim(out, "structure", steps, seed, truth=truth)
    lightning.seed_everything(seed)
    with watching("Preparing the data") as progress:
        mix = training_mix(shared, out / "simulated", (8, 2, 0, 2), field=truth)
        stream = AlignedCropStream(mix, steps, seed)
        last = fit(StructureModule(steps), stream, out, steps, progress=progress)
    paper.done(last)


@app.command()
def whitening(
    weights: Annotated[str, typer.Argument(help="DFCNN weights, name or file.")],
    out: Annotated[Path, typer.Argument(help="The .safetensors file to write.")],
    shared: Shared = Path("../shared"),
    cache: Annotated[Path, typer.Option(help="Folder where simulated scenes are kept.")] = Path(
        "runs/simulated"
    ),
    batches: Annotated[int, typer.Option(min=1, help="Batches of eight crops with nine tiles each.")] = 250,
    seed: Seed = 0,
    device: Device = "auto",
) -> None:
    """DFCNN, last step: the linear maps that even out its descriptors, from training data; prints the SHA-256."""
    from ..console import reporting
    from ..data.mixes import training_mix
    from ..data.stream import TilePairStream
    from .whitening import whiten

    out.parent.mkdir(parents=True, exist_ok=True)
    with reporting("Whitening") as progress:
        mix = training_mix(shared, cache, per_batch=(4, 0, 2, 2))
        typer.echo(whiten(weights, out, TilePairStream(mix, batches, seed), device, seed, progress))


@app.command()
def export(
    checkpoint: Annotated[Path, typer.Argument(help="A .ckpt file of a run.")],
    out: Annotated[Path, typer.Argument(help="The .safetensors file to write.")],
    fp16: Annotated[
        bool, typer.Option("--fp16", help="16-bit floats instead of 8-bit integers per channel.")
    ] = False,
) -> None:
    """Turn a checkpoint into a weights file; prints its SHA-256."""
    from .export import export as write

    out.parent.mkdir(parents=True, exist_ok=True)
    typer.echo(write(checkpoint, out, quantised=not fp16))
