"""``optosar evaluate …``: figures of the shipped weights, or of others, on data of known truth."""

from __future__ import annotations

import typer

from . import compare, keypoints, matching, measure, pictures, retrieval

app = typer.Typer(help="Measure the networks and the whole job on data of known truth.", no_args_is_help=True)
app.command("main-job")(measure.main_job)
app.command("localisation")(measure.localisation)
app.command("verdict")(measure.verdict)
app.command("matching")(matching.matching)
app.command("pictures")(pictures.pictures)
app.command("retrieval")(retrieval.retrieval)
app.command("keypoints")(keypoints.keypoints)
app.command("compare")(compare.compare)
