"""Chips as stored, decoded once into a file that all processes map: reading a part of one is then a copy.

Decoding a chip anew for each tile took more time than all else that a loader does. Chips beyond the file's budget are
read from their own files each time, so that a data set of any size can be trained on.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .dataset import Chip, Dataset
from .sources import DataError

log = logging.getLogger("trainer")
#: Share of the free disk space that a cache takes at most.
_MOST_OF_DISK = 0.5


@dataclass(frozen=True)
class _Place:
    """Where a chip lies in the file, in uint16 values: pixels, then the mask where there is one."""

    start: int
    has_mask: bool


@dataclass
class ChipCache:
    """Pixels, masks and boxes of a data set's chips; made by ``decode_chips``. It can be sent to other processes.

    Attributes:
        dataset: of the chips that are not in the file.
        places: of those that are, by id. boxes_of: boxes by id.
        folder: a temporary one with the file; it goes with the last object that holds it.
    """

    dataset: Dataset
    places: dict[str, _Place] = field(default_factory=dict)
    boxes_of: dict[str, np.ndarray] = field(default_factory=dict)
    path: Path | None = None
    folder: tempfile.TemporaryDirectory | None = None
    _map: np.memmap | None = None

    def read_stored(
        self, chip: Chip, window: tuple[int, int, int, int]
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Return a part of a chip; see ``Dataset.read_stored``."""
        place = self.places.get(chip.id)
        if place is None:
            return self.dataset.read_stored(chip, window)
        if self._map is None:
            assert self.path is not None
            self._map = np.memmap(self.path, np.uint16, "r")
        x0, y0, x1, y1 = window
        count, area = len(chip.bands), chip.height * chip.width
        pixels = self._map[place.start :][: count * area].reshape(count, chip.height, chip.width)
        mask = None
        if place.has_mask:
            whole = self._map[place.start + count * area :][:area].reshape(chip.height, chip.width)
            mask = np.asarray(whole[y0:y1, x0:x1]).astype(np.uint8)
        return np.asarray(pixels[:, y0:y1, x0:x1]), mask

    def boxes(self, chip: Chip) -> np.ndarray:
        """Return a chip's boxes; see ``Dataset.boxes``."""
        found = self.boxes_of.get(chip.id)
        return self.dataset.boxes(chip) if found is None else found

    def __getstate__(self) -> dict:
        # Another process maps the file itself, and does not remove it.
        return self.__dict__ | {"_map": None, "folder": None}


def decode_chips(dataset: Dataset, chips: Sequence[Chip], most_mb: int) -> ChipCache:
    """Return chips of a data set decoded, as many as fit.

    Args:
        dataset: of the chips; one that can't be read is left for later, when it is asked for.
        chips: in the order of their importance.
        most_mb: size of the file; half of the free disk space at most. 0 decodes none.
    """
    cache = ChipCache(dataset, boxes_of={chip.id: dataset.boxes(chip) for chip in chips})
    if most_mb == 0:
        return cache
    cache.folder = tempfile.TemporaryDirectory(prefix="mining_detector_chips_", ignore_cleanup_errors=True)
    cache.path = Path(cache.folder.name) / "chips.u16"
    budget = min(most_mb * 1e6, _MOST_OF_DISK * shutil.disk_usage(cache.folder.name).free)
    written = 0
    with cache.path.open("wb") as file:
        for chip in chips:
            size = (len(chip.bands) + chip.has_mask) * chip.height * chip.width
            if 2 * (written + size) > budget:
                log.info("%d of %d chips are decoded ahead: settings.cache_mb", len(cache.places), len(chips))
                break
            try:
                stored, mask = dataset.read_stored(chip)
            except DataError:
                continue
            file.write(np.ascontiguousarray(stored).tobytes())
            if mask is not None:
                file.write(mask.astype(np.uint16).tobytes())
            cache.places[chip.id] = _Place(written, mask is not None)
            written += size
    return cache
