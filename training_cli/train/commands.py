"""`optosar train …`: the recipes behind the weights that ship."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from ..baselines.commands import miso, netvlad
from ..commands.options import Device, Sources
from ..console import say
from ..outputs import check_result
from .paper import commands as paper
from .s2net.commands import s2net
from .watching import watching

if TYPE_CHECKING:
    from ..data.registered import RegisteredPair
    from ..data.stream import SourceMix

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

Listed = Annotated[
    Optional[Path],
    typer.Option(
        "--pairs",
        help="CSV of your own pairs in place of the shipped recipe's data: optical, sar[, points, field].",
    ),
]
Tolerance = Annotated[
    float,
    typer.Option(min=0, max=16, help="10 m px by which --pairs without points or field may be off."),
]

GoOn = Annotated[
    Optional[str],
    typer.Option("--start", help="Weights to go on from, name or file; in place of ImageNet's."),
]


def _imagenet(shared: Path, chosen: Path | None) -> Path:
    return chosen or shared / "weights" / "vgg16_imagenet_conv.npz"


def _own(
    pairs: Path | None,
    sources: list[str] | None,
    shared: Path,
    cache: Path,
    tolerance: float,
    truth: Path | None = None,
) -> list[RegisteredPair]:
    """The pairs that are named; empty for those of the shipped recipe."""
    from ...models.errors import InputError
    from ..data.own import named_pairs

    named = pairs is not None or bool(sources)
    if named and truth is not None:
        raise InputError(
            "--truth belongs to T11SMT of the shipped recipe.",
            "Name the field of each pair in the list instead.",
        )
    if tolerance and pairs is None:
        raise InputError("--tolerance belongs to listed pairs.", "Give --pairs, or leave it out.")
    return named_pairs(pairs, sources or [], shared, cache, tolerance)


def _own_mix(own: list[RegisteredPair], cache: Path, **shares: Any) -> list[SourceMix]:
    """:func:`~..data.own.own_mix`, and a word on the pairs that nothing is learned from."""
    from ..data.own import left_out, own_mix

    mix = own_mix(own, cache, **shares)
    names = left_out(own, mix)
    if names:
        say(f"Left out, too small or with too little to be seen in both images: {', '.join(names)}.")
    return mix


def _run(
    out: Path, command: str, steps: int, seed: int, own: list[RegisteredPair], **inputs: str | Path | None
) -> dict[str, Any]:
    """What a run depends on; its learning rate depends on its length, so that none may be made longer.

    Raises:
        InputError: the folder holds another run.
    """
    from ..data.own import identity
    from .claim import check_free

    known = {name: _identified(given) for name, given in inputs.items()}
    data = {"data": identity(own)} if own else {}
    what = {"command": command, "steps": steps, "seed": seed, **known, **data}
    check_free(out, what)
    return what


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
    pairs: Listed = None,
    sources: Sources = None,
) -> None:
    """DFCNN: in-batch contrastive learning on 50 tile pairs a step, 27 of them dense, all sources mixed.

    Imagery of your own, or data sets by name, take the place of the sources that the shipped weights were trained on;
    the simulator keeps its share.
    """
    import lightning

    from ...models.weights import fill, load_weights
    from ..data.mixes import training_mix
    from ..data.stream import CROP, TilePairStream
    from .claim import claim
    from .retrieval import RetrievalModule
    from .run import fit, imagenet_weights
    from .whitening import without_whitening

    cache = out / "simulated"
    own = _own(pairs, sources, shared, cache, 0.0)
    run = _run(out, "retrieval", steps, seed, own, imagenet=imagenet, start=start)
    lightning.seed_everything(seed, verbose=False)
    if start is None:
        module = RetrievalModule(steps, imagenet=imagenet_weights(_imagenet(shared, imagenet)))
    else:
        # Its BatchNorm has collected what it needs.
        module = RetrievalModule(steps, collect=0)
        fill(module.net, without_whitening(load_weights(start, "dfcnn")), "dfcnn")
    with watching("Preparing the data") as progress:
        if own:
            mix = _own_mix(own, cache, real=(3, 21), simulated=(0, 2), crop=CROP, progress=progress)
        else:
            mix = training_mix(shared, cache, per_batch=(2, 0, 1, 0), tiles=(10, 10, 1, 2), progress=progress)
        claim(out, run)
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
    pairs: Listed = None,
    sources: Sources = None,
    tolerance: Tolerance = 0.0,
) -> None:
    """S2-Net for optical and SAR: dense contrastive learning on seven warped pairs a step.

    Imagery of your own, or data sets by name, take the place of the sources that the shipped weights were trained on;
    the simulator keeps its share.
    """
    import lightning

    from ...models.weights import load_weights
    from ..data.matching_stream import WarpedPairStream
    from ..data.mixes import training_mix
    from .claim import claim
    from .matching import MatchingModule, go_on_from
    from .run import fit, imagenet_weights

    cache = out / "simulated"
    own = _own(pairs, sources, shared, cache, tolerance, truth)
    run = _run(out, "matching", steps, seed, own, imagenet=imagenet, start=start, truth=truth)
    lightning.seed_everything(seed, verbose=False)
    if start is None:
        module = MatchingModule(steps, imagenet=imagenet_weights(_imagenet(shared, imagenet)))
    else:
        module = MatchingModule(steps)
        go_on_from(module.net, load_weights(start, "s2net"))
    with watching("Preparing the data") as progress:
        if own:
            mix = _own_mix(own, cache, real=(6, 0), simulated=(1, 0), progress=progress)
        else:
            mix = training_mix(shared, cache, (4, 1, 1, 1), progress=progress, field=truth)
        claim(out, run)
        last = fit(module, WarpedPairStream(mix, steps, seed=seed), out, steps, progress=progress)
    paper.done(last)


@app.command()
def structure(
    out: Out,
    truth: Annotated[
        Optional[Path], typer.Option(help="Refined truth of T11SMT, written by “optosar data refine”.")
    ] = None,
    shared: Shared = Path("../shared"),
    steps: Steps = 1800,
    seed: Seed = 0,
    pairs: Listed = None,
    sources: Sources = None,
) -> None:
    """StructureNet: windows of twelve crops a step are to be found in the other image, pixel by pixel.

    Imagery of your own, or data sets by name, take the place of the sources that the shipped weights were trained on;
    the simulator keeps its share. It must be registered to the pixel, or have a field.
    """
    import lightning

    from ...models.errors import InputError
    from ..data.aligned_stream import AlignedCropStream
    from ..data.mixes import training_mix
    from .claim import claim
    from .run import fit
    from .structure import StructureModule

    cache = out / "simulated"
    own = _own(pairs, sources, shared, cache, 0.0, truth)
    if not own and truth is None:
        raise InputError(
            "T11SMT is not registered to the pixel.",
            "Give its refined truth with --truth, or imagery of your own with --pairs.",
        )
    run = _run(out, "structure", steps, seed, own, truth=truth)
    lightning.seed_everything(seed, verbose=False)
    with watching("Preparing the data") as progress:
        if own:
            mix = _own_mix(own, cache, real=(10, 0), simulated=(2, 0), progress=progress)
        else:
            mix = training_mix(shared, cache, (8, 2, 0, 2), progress=progress, field=truth)
        stream = AlignedCropStream(mix, steps, seed)
        claim(out, run)
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
    pairs: Listed = None,
    sources: Sources = None,
) -> None:
    """DFCNN, last step: the linear maps that even out its descriptors, from training data; prints the SHA-256."""
    from ...models.progress import subprogress
    from ...models.weights import load_weights
    from ..console import reporting
    from ..data.mixes import training_mix
    from ..data.stream import CROP, TilePairStream
    from .whitening import whiten

    check_result(out, ".safetensors")
    # Data take minutes to prepare: weights that cannot be used are told before.
    load_weights(weights, "dfcnn")
    own = _own(pairs, sources, shared, cache, 0.0)
    with reporting("Whitening") as progress:
        reading = subprogress(progress, 0.0, 0.2)
        if own:
            mix = _own_mix(own, cache, real=(6, 0), simulated=(2, 0), crop=CROP, progress=reading)
        else:
            mix = training_mix(shared, cache, per_batch=(4, 0, 2, 2), progress=reading)
        stream = TilePairStream(mix, batches, seed)
        typer.echo(whiten(weights, out, stream, device, seed, subprogress(progress, 0.2, 1.0)))


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

    check_result(out, ".safetensors")
    typer.echo(write(checkpoint, out, quantised=not fp16))
