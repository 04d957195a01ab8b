"""What is said of candidates, and of their search, once matches were edited or a further candidate was verified.

It is said as the engine says it of a search, whose order of candidates stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .phrases.verdicts import NONE_ACCEPTED, VERIFY_MORE


def edited(verification: dict[str, Any], match: dict[str, Any]) -> dict[str, Any]:
    """The verification of a candidate whose matches were edited.

    Args:
        verification: as it was.
        match: the match result as it is now.
    """
    verdict = match["verdict"]
    return {
        **verification,
        **{part: verdict[part] for part in ("accepted", "reason", "hint")},
        "inliers": sum(bool(row.get("inlier")) for row in match["matches"]),
        "rmse_px": (match.get("accuracy") or {}).get("rmse_px"),
        "match": match,
    }


def of_search(candidates: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The verdict on a search: that of its first accepted candidate, else of the one with most evidence.

    Args:
        candidates: of the search, in its order.

    Returns:
        ``accepted``, ``reason`` and ``hint``; None when no candidate was verified.
    """
    checked = [check for candidate in candidates if (check := candidate.get("verification"))]
    if not checked:
        return None
    best = next((check for check in checked if check["accepted"]), None) or max(checked, key=_evidence)
    reason, hint = str(best.get("reason") or ""), str(best.get("hint") or "")
    if not best["accepted"] and len(checked) > 1:
        reason = NONE_ACCEPTED.format(n=len(checked), reason=reason)
        # Where nothing could even be read, that is what has to be mended.
        hint = VERIFY_MORE if any(check.get("match") for check in checked) else hint
    return {"accepted": best["accepted"], "reason": reason, "hint": hint}


def _evidence(verification: dict[str, Any]) -> tuple[bool, float, float]:
    """What puts one verification before another: what structure confirms, then the significance."""
    match = verification.get("match") or {}
    figures = (match.get("verdict") or {}).get("figures") or {}
    confirmed = (match.get("provenance") or {}).get("confirmed")
    return bool(match), float(confirmed or 0.0), float(figures.get("significance") or 0.0)
