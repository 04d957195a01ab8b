"""``optosar reproduce``: the experiments of the papers."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from ..console import print_json, print_rows, reporting
from ..train.paper.commands import Accelerator, Precision, Set, Shared, Workers
from .options import Json

Seeds = Annotated[int, typer.Option("--seeds", min=1, help="Repetitions.")]
Page = Annotated[Optional[Path], typer.Option("--page", help="Results page; in --out when left out.")]
GallerySize = Annotated[
    int, typer.Option("--gallery", min=0, help="Windows of the test imagery to search; 0 takes all.")
]
Pairs = Annotated[
    int,
    typer.Option("--pairs", min=0, help="S2-Net's test pairs of each data set, evenly chosen; 0 takes all."),
]

app = typer.Typer(
    help="Repeat the experiments of the papers, ours and theirs side by side.", no_args_is_help=True
)


class DFCNNExperiment(str, Enum):
    """Figures and tables of the DFCNN paper."""

    all = "all"
    fig3 = "fig3"
    fig4 = "fig4"
    fig5 = "fig5"
    table1 = "table1"
    table2 = "table2"
    table3 = "table3"
    table4 = "table4"


@app.command()
def dfcnn(
    experiment: Annotated[
        Optional[list[DFCNNExperiment]], typer.Option("--experiment", help="Figure or table; repeatable.")
    ] = None,
    table: Annotated[
        Optional[list[int]], typer.Option("--table", min=1, max=4, help="Table; repeatable.")
    ] = None,
    budget: Annotated[
        float, typer.Option("--budget", help="Share of the paper's iterations for every stage.")
    ] = 0.0001,
    full: Annotated[
        bool, typer.Option("--full", help="The paper's iterations, three seeds, and all of the test imagery.")
    ] = False,
    seeds: Seeds = 1,
    gallery: GallerySize = 256,
    test: Annotated[
        str,
        typer.Option("--test", help="Imagery to search: a scene or a set of tiles."),
    ] = "la/T11SLT",
    out: Annotated[Path, typer.Option("--out", help="Folder of runs and results.")] = Path("runs/reproduce"),
    page: Page = None,
    changes: Set = None,
    shared: Shared = Path("../shared"),
    accelerator: Accelerator = "auto",
    precision: Precision = "auto",
    workers: Workers = 1,
    json: Json = False,
) -> None:
    """Figures 3 to 5 and tables 1 to 4 of the DFCNN paper.

    Runs that an experiment needs are trained once and kept; an interrupted one goes on where it stood. Writes JSON, CSV
    and curves to --out, and a results page of all experiments that are there.
    """
    from ..reproduce.experiments import EXPERIMENTS
    from ..reproduce.study import Study
    from ..train.run import Hardware
    from ..train.watching import with_lines

    chosen = [item.value for item in experiment or ()] + [f"table{number}" for number in table or ()]
    names = list(EXPERIMENTS) if not chosen or "all" in chosen else list(dict.fromkeys(chosen))
    if full:
        budget, seeds, gallery = 1.0, 3, 0
    with reporting("Preparing the data") as progress:
        study = Study(out, shared, Hardware(accelerator, 1, 1, precision), workers, with_lines(progress))
        results = study.run(
            [EXPERIMENTS[name] for name in names],
            budget=budget,
            seeds=range(seeds),
            gallery=gallery,
            test=test,
            changes=changes or (),
        )
        written = study.write_page(page or out / "dfcnn.md")
    if json:
        print_json({"results": results, "page": str(written)})
    else:
        print_rows([("Results", str(out)), ("Page", str(written))])


class S2NetMethod(str, Enum):
    """Rows of the S2-Net paper's tables."""

    sift = "SIFT"
    rift = "RIFT"
    cmmnet = "CMM-Net"
    d2net = "D2-Net"
    r2d2 = "R2D2"
    d2net_ssl = "D2-Net+SSL"
    r2d2_ssl = "R2D2+SSL"


class S2NetData(str, Enum):
    """Data sets of the S2-Net paper."""

    roadscene = "roadscene"
    rgb_nir = "rgb_nir"


@app.command()
def s2net(
    table: Annotated[
        Optional[list[int]], typer.Option("--table", min=1, max=3, help="Table; repeatable; all by default.")
    ] = None,
    figure: Annotated[
        Optional[int],
        typer.Option("--figure", min=3, max=3, help="3: weights of self-supervision from 0 to 1."),
    ] = None,
    method: Annotated[
        Optional[list[S2NetMethod]], typer.Option("--method", help="Row; repeatable; all by default.")
    ] = None,
    data: Annotated[
        Optional[list[S2NetData]], typer.Option("--data", help="Data set; repeatable; both by default.")
    ] = None,
    budget: Annotated[float, typer.Option("--budget", help="Share of the paper's steps.")] = 0.01,
    full: Annotated[bool, typer.Option("--full", help="The paper's steps, and three seeds.")] = False,
    seeds: Seeds = 1,
    out: Annotated[Path, typer.Option("--out", help="Folder of runs and results.")] = Path(
        "runs/reproduce-s2net"
    ),
    page: Page = None,
    checkpoint: Annotated[
        Optional[list[Path]],
        typer.Option(
            "--checkpoint",
            help="Run of `optosar train s2net`, folder or file, to measure instead of training; the row it belongs to "
            "follows from its settings. Repeatable.",
        ),
    ] = None,
    train: Annotated[
        bool, typer.Option("--train/--no-train", help="Without: rows whose run is not there are left out.")
    ] = True,
    pairs: Pairs = 0,
    changes: Set = None,
    shared: Shared = Path("../shared"),
    accelerator: Accelerator = "auto",
    precision: Precision = "auto",
    workers: Workers = 1,
    json: Json = False,
) -> None:
    """Tables I to III (with the matches of Fig. 2) and Fig. 3 of the S2-Net paper.

    Every network is trained once for all tables and kept; an interrupted training goes on where it stood. Writes JSON,
    CSV, drawn matches, and a results page.
    """
    from ..reproduce.s2net.study import METHODS, KeypointStudy
    from ..reproduce.s2net.write import run_and_write
    from ..train.paper.stages import Runner
    from ..train.run import Hardware
    from ..train.watching import with_lines

    if full:
        budget, seeds, pairs = 1.0, 3, 0
    with reporting("Preparing the data") as progress:
        lines = with_lines(progress)
        runner = Runner(
            shared, out / "simulated", Hardware(accelerator, 1, 1, precision), workers, 500, lines
        )
        study = KeypointStudy(
            out,
            runner,
            budget,
            {"gpu": "cuda"}.get(accelerator, accelerator),
            changes or (),
            checkpoints=checkpoint or (),
            train=train,
            pairs=pairs,
        )
        written = run_and_write(
            study,
            methods=[item.value for item in method] if method else list(METHODS),
            data=[item.value for item in data or S2NetData],
            tables=sorted(set(table or ())) or ([] if figure else [1, 2, 3]),
            curves=figure is not None,
            seeds=range(seeds),
            page_path=page or out / "s2net.md",
            progress=lines,
        )
    if json:
        print_json({"results": str(out), "page": str(written)})
    else:
        print_rows([("Results", str(out)), ("Page", str(written))])


@app.command("all")
def both(
    dfcnn_budget: Annotated[
        float, typer.Option("--dfcnn-budget", help="Share of the DFCNN paper's iterations.")
    ] = 0.0001,
    s2net_budget: Annotated[
        float, typer.Option("--s2net-budget", help="Share of the S2-Net paper's steps.")
    ] = 0.001,
    full: Annotated[
        bool, typer.Option("--full", help="The papers' iterations, three seeds, all test pairs.")
    ] = False,
    gallery: GallerySize = 256,
    pairs: Pairs = 2,
    out: Annotated[Path, typer.Option("--out", help="Folder of runs, results and pages.")] = Path(
        "runs/reproduce-all"
    ),
    shared: Shared = Path("../shared"),
    accelerator: Accelerator = "auto",
    precision: Precision = "auto",
    workers: Workers = 1,
) -> None:
    """Every table and figure of both papers, and a page that leads to their results pages."""
    import time

    from ..reproduce.index import Part, write_index

    pages = {name: out / f"{name}.md" for name in ("dfcnn", "s2net")}
    times = [time.monotonic()]
    dfcnn(
        budget=dfcnn_budget,
        full=full,
        gallery=gallery,
        out=out / "dfcnn",
        page=pages["dfcnn"],
        shared=shared,
        accelerator=accelerator,
        precision=precision,
        workers=workers,
    )
    times.append(time.monotonic())
    s2net(
        table=[1, 2, 3],
        figure=3,
        budget=s2net_budget,
        full=full,
        pairs=pairs,
        out=out / "s2net",
        page=pages["s2net"],
        shared=shared,
        accelerator=accelerator,
        precision=precision,
        workers=workers,
    )
    times.append(time.monotonic())
    parts = [
        Part("DFCNN", pages["dfcnn"], 1.0 if full else dfcnn_budget, times[1] - times[0]),
        Part("S2-Net", pages["s2net"], 1.0 if full else s2net_budget, times[2] - times[1]),
    ]
    print_rows([("Pages", str(write_index(out / "README.md", parts)))])
