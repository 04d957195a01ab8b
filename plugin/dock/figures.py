"""Figures in words."""

from __future__ import annotations

import re
from typing import Any

from ..i18n import tr


def describe_accuracy(result: dict[str, Any]) -> str:
    """RMSE and CE90 of the fit and of the held-out points, in up to two lines.

    Args:
        result: a match result, or that of a co-registration, which has the figures at its top.
    """
    accuracy, units = result.get("accuracy") or result, result.get("units") or "m"
    if accuracy.get("rmse") is None:
        return ""
    px = ""
    if units == "m" and accuracy.get("rmse_px") is not None:
        px = tr(" ({px:.2f} px)").format(px=accuracy["rmse_px"])
    fit = tr("Fit of {n} matches: RMSE {rmse}{px}, CE90 {ce90}")
    aside = accuracy.get("n_set_aside")
    # Those that disagree with the model are in no figure: how many they are belongs to it.
    held = (
        tr("Held out, {n} matches: RMSE {rmse}, CE90 {ce90}")
        if aside is None
        else tr("Held out, {n} of {aside} matches: RMSE {rmse}, CE90 {ce90}")
    )
    lines = []
    for text, prefix, count in ((fit, "", "n_fit"), (held, "holdout_", "n_holdout")):
        if accuracy.get(f"{prefix}rmse") is None:
            continue
        rmse, ce90 = (length(accuracy.get(f"{prefix}{name}") or 0.0, units) for name in ("rmse", "ce90"))
        lines.append(text.format(n=accuracy.get(count, 0), rmse=rmse, ce90=ce90, px=px, aside=aside))
    return "\n".join(unbroken(line) for line in lines)


def describe_displacement(result: dict[str, Any]) -> str:
    """What a displacement field was measured to be and leaves, in up to three lines; nothing without one.

    Args:
        result: of a co-registration.
    """
    field, units = result.get("displacement"), str(result.get("units") or "m")
    if not field:
        return ""
    shares = tr("Field: measured at {measured:.0f} % of {n} places, followed at {followed:.0f} %")
    lines = [
        shares.format(measured=100 * field["measured"], n=field["places"], followed=100 * field["followed"])
    ]
    texts = (
        ("before", tr("Before the field: RMSE {rmse}, CE90 {ce90}")),
        ("after", tr("After it, at places held out of it: RMSE {rmse}, CE90 {ce90}")),
    )
    for when, text in texts:
        if field[f"{when}_rmse"] is not None:
            rmse, ce90 = (length(field[f"{when}_{name}"], units) for name in ("rmse", "ce90"))
            lines.append(text.format(rmse=rmse, ce90=ce90))
    return "\n".join(unbroken(line) for line in lines)


def length(value: float, units: str) -> str:
    """A length with its unit, ``m``, ``px``, ``deg``, or that of the map; a degree is some hundred kilometres."""
    return f"{value:.{6 if units == 'deg' else 2}f} {tr('map units') if units == 'units' else units}"


def unbroken(text: str) -> str:
    """The text with its units kept on the line of their numbers."""
    return re.sub(r"(?<=\d) (?=(m|px)\b)", "\N{NO-BREAK SPACE}", text)


def describe_model(result: dict[str, Any]) -> str:
    """The model in a line: shift, rotation, scale."""
    model = result.get("model")
    if not model:
        return ""
    text = tr("Rotation {rotation:.2f}°, scale {scale:.4f}").format(
        rotation=model.get("rotation_deg") or 0.0, scale=model.get("scale") or 1.0
    )
    if model.get("shift"):
        dx, dy = model["shift"]
        shift = tr("Shift {dx:+.1f}, {dy:+.1f} {units}")
        text = shift.format(dx=dx, dy=dy, units=result.get("units") or "m") + "\n" + text
    return unbroken(text)
