"""What the engine says when a result cannot be written."""

from __future__ import annotations

from ..i18n import mark

STORAGE = (
    mark("{name} is one of the inputs."),
    mark("Choose another name for the result."),
    mark("The result cannot be written as “{name}”."),
    mark("Use the suffix .tif."),
    mark("The folder {folder} does not exist."),
    mark("Create it, or choose another folder."),
    mark("The result may need {needed} MB; {free} MB are free in {folder}."),
    mark("Free some space, choose another folder, or a coarser resolution."),
    mark("The disk is full: {name} could not be written."),
    mark("Free some space for {folder} and start again; what had been finished is kept."),
    mark("{path} could not be written: {why}."),
    mark("Check that the folder exists and may be written to, and that no other program holds the file."),
    mark("{name} could not be written: {why}"),
    mark("Check the free space and the permissions of the folder."),
)
