"""Names of rasters in archives and on servers, in a form in which they are paths.

GDAL's usual names have two slashes in a row, ``/vsizip//data/a.zip/a.tif`` and ``/vsicurl/https://host/a.tif``, of
which paths keep one. GDAL knows a second form of both that loses nothing.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

_ARCHIVED = re.compile(r"(/vsi(?:zip|tar|7z|rar))/(/*)(?!\{|vsi)([^/].*)")
_REMOTE = re.compile(r"/vsicurl/(https?|ftp):/+(.+)")


def path_of(name: str | Path) -> Path:
    """The path of a raster by which it can be opened again, whether or not ``name`` has been a path before.

    Args:
        name: of a file, or a name that GDAL resolves. An archive is looked for on the disk, in the working directory
            first unless its name is absolute; names of archives that are not there stay as they are.
    """
    text = str(name)
    if remote := _REMOTE.fullmatch(text):
        scheme, rest = remote.groups()
        return Path(f"/vsicurl?url={scheme}:%2F%2F{quote(rest, safe='/:')}")
    if archived := _ARCHIVED.fullmatch(text):
        system, slashes, rest = archived.groups()
        parts = rest.split("/")
        for root in ("/",) if slashes else ("", "/"):
            for count in range(1, len(parts) + 1):
                archive = Path(root, *parts[:count])
                if archive.is_file():
                    absolute = os.path.abspath(archive)  # noqa: PTH100 - links stay links
                    return Path(f"{system}/{{{absolute}}}", *parts[count:])
    return Path(name)
