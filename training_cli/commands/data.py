"""``optosar data …``: prepare the data that the networks are trained and judged on."""

from __future__ import annotations

import typer

from . import osr, refine

app = typer.Typer(help="Prepare the data that the networks are trained and judged on.", no_args_is_help=True)

app.command("osr")(osr.osr)
app.command("refine")(refine.refine)
app.command("sources")(osr.list_sources)
