"""The command ``optosar``."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Annotated, Optional

import typer

from .. import __version__
from ..models.errors import Cancelled, OptoSARError
from ..models.threads import sleep_while_waiting
from .commands import (
    bench,
    coregister,
    data,
    encode,
    evaluate,
    features,
    index,
    match,
    reproduce,
    sample,
    search,
)
from .console import EXIT_CANCELLED, EXIT_ERROR, say, show_error
from .train import commands as train

app = typer.Typer(
    name="optosar",
    help="Find a place of an optical image in SAR imagery, prove it with keypoints, and bring the two into register.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("sample")(sample.sample)
app.add_typer(index.app, name="index")
app.command("search")(search.search)
app.command("match")(match.match)
app.command("coregister")(coregister.coregister)
app.command("encode")(encode.encode)
app.command("features")(features.features)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(bench.app, name="bench")
app.add_typer(data.app, name="data")
app.add_typer(train.app, name="train")
app.add_typer(reproduce.app, name="reproduce")


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"optosar {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what the libraries log.")] = False,
) -> None:
    """Set up what all commands share."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s"
    )


def main(arguments: Optional[list[str]] = None) -> int:
    """Run a command line; the entry point of the console script.

    Args:
        arguments: without the program's name; those of the process when None.

    Returns:
        Exit code: 0 done, 1 an error that was explained, 2 a wrong command line, 130 cancelled.
    """
    sleep_while_waiting()
    # pyogrio looks for a pyproj it does not need; where that is the system's, it misses its data.
    warnings.filterwarnings("ignore", message="Valid PROJ data directory not found")
    # Matches of pictures have none, and what is written says so.
    warnings.filterwarnings("ignore", message="'crs' was not provided")
    try:
        app(args=arguments, prog_name="optosar")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except (Cancelled, KeyboardInterrupt):
        say("Cancelled.")
        return EXIT_CANCELLED
    except OptoSARError as error:
        show_error(error)
        return EXIT_ERROR
    return 0
