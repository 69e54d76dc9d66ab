"""Which chips lie on the ground of others: what is trained on must not be what the result is judged by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trainer.data.dataset import Chip

#: Length of a degree of latitude in metres (mean Earth radius 6371 km).
_METRES_PER_DEGREE = 111_195.0


def lying_on(chips: Sequence[Chip], others: Sequence[Chip]) -> set[str]:
    """Return the ids of the chips whose square shares ground with that of some other chip.

    Two share ground where their middles are nearer than both half sides together, to the east and to the north. The
    small turn between grids of neighbouring UTM zones is left out of account. Chips of unknown place share none.
    """
    middles, halves = _squares(chips)
    other_middles, other_halves = _squares(others)
    found: set[str] = set()
    for chip, middle, half in zip(chips, middles, halves, strict=True):
        degrees = other_middles - middle
        degrees[:, 0] = (degrees[:, 0] + 180) % 360 - 180
        metres = np.abs(degrees) * _METRES_PER_DEGREE * (np.cos(np.radians(middle[1])), 1)
        if (metres < half + other_halves).all(axis=1).any():
            found.add(chip.id)
    return found


def _squares(chips: Sequence[Chip]) -> tuple[np.ndarray, np.ndarray]:
    """Return longitude and latitude of chips, float (count, 2), and their half width and height in metres."""
    middles = np.array([(chip.lon, chip.lat) for chip in chips], float).reshape(-1, 2)
    sides = [(chip.width * chip.resolution_m, chip.height * chip.resolution_m) for chip in chips]
    return middles, np.array(sides, float).reshape(-1, 2) / 2
