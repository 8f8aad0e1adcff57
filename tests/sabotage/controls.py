"""The controls that are taken away one after the other, part by part of the threat list."""

from tests.sabotage import content, staff, strangers

CONTROLS = (*strangers.CONTROLS, *staff.CONTROLS, *content.CONTROLS)
SQLITE_ONLY = {73}
