"""What operating systems and GDAL give as the reason of an error, which the engine passes on."""

from __future__ import annotations

from ..i18n import mark

SYSTEM = (
    mark("Permission denied"),
    mark("Operation not permitted"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Is a directory"),
    mark("File name too long"),
    mark("Read-only file system"),
    mark("Device or resource busy"),
    mark("Too many open files"),
    mark("Input/output error"),
    mark("{name} not recognized as being in a supported file format"),
)
