"""Print what a driven demo found; the exit code says whether it succeeded. Needs no QGIS."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def show(summary: dict[str, Any], indent: str = "  ") -> None:
    """Print figures, nested ones indented."""
    for key, value in summary.items():
        if isinstance(value, dict):
            print(f"{indent}{key}:")
            show(value, indent + "  ")
        elif isinstance(value, str) and "\n" in value:
            print(f"{indent}{key}:")
            print("\n".join(f"{indent}  {line}" for line in value.splitlines()))
        else:
            print(f"{indent}{key}: {value}")


def main() -> int:
    """Report on the demo in the folder given; returns the exit code."""
    out, status = Path(sys.argv[1]), int(sys.argv[2])
    log = out / "log.txt"
    if log.is_file():
        print(log.read_text(encoding="utf-8"), end="")
    try:
        summary: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        reason = (
            "it took too long (screen.png shows the screen)" if status == 124 else f"QGIS ended with {status}"
        )
        print(f"The demo left no summary: {reason}. The end of {out / 'qgis.log'}:", file=sys.stderr)
        lines = (out / "qgis.log").read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join(lines[-40:]), file=sys.stderr)
        return 1
    messages = out / "messages.txt"
    if not summary.get("ok") and messages.is_file():
        print("Last messages of QGIS:")
        print("\n".join(messages.read_text(encoding="utf-8").splitlines()[-30:]))
    print("Found:")
    show(summary)
    print(f"Pictures: {', '.join(path.name for path in sorted(out.glob('*.png')))}")
    return 0 if summary.get("ok") else 1


if __name__ == "__main__":
    sys.exit(main())
