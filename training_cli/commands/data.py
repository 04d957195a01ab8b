"""``optosar data …``: prepare the data that the networks are trained and judged on."""

from __future__ import annotations

import typer

from . import refine

app = typer.Typer(help="Prepare the data that the networks are trained and judged on.", no_args_is_help=True)


@app.callback()
def data() -> None:
    """Keep the group a group while it holds one command."""


app.command("refine")(refine.refine)
