"""Chips of made scenes for the classifier: the only mines with all twelve bands. Nothing in them was measured.

No real source has a mine with B01 and B09, and those with more than three bands are few: without made scenes a
network learns that what comes with all bands is no mine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from demo.canvas import LABEL_INDEX, MINE_TYPES
from demo.scene import MadeScene
from mining_detector_plugin.engine.bands import PACK_BANDS

from .chip_pool import Labelled, cut_windows, join, label
from .made_scenes import painted_scenes
from .samples import Sample

SOURCE = "made_scenes"
#: Seeds from here on; the demo's own seed is never among them.
FIRST_SEED = 20_000
SIDE = 288
#: A window is a mine from this share, as for the real scenes; more cloud than this leaves it out.
LEAST_MINE, MOST_CLOUD = 0.05, 0.1
_MINES = [LABEL_INDEX[name] for name in MINE_TYPES]


def made_windows(count: int) -> Labelled | None:
    """Return windows of made scenes; labels ``made_mine`` and ``no_mine``. None where none are wanted.

    Args:
        count: of scenes.
    """
    if count == 0:
        return None
    parts = []
    for seed, painted in painted_scenes(FIRST_SEED, count, SIDE):
        parts.append(cut_windows(_sample(painted, seed), _labels_of(painted), stride=32))
    return label(join(parts), ["made_mine"], ["no_mine"])


def _sample(painted: MadeScene, seed: int) -> Sample:
    return Sample(
        reflectance=painted.reflectance, presence=np.ones(len(PACK_BANDS), np.float32),
        is_valid=np.ones(painted.label.shape, bool), source=SOURCE, place=f"made/{seed}", name=str(seed),
    )  # fmt: skip


def _labels_of(painted: MadeScene) -> Callable[[slice, slice], str | None]:
    is_mine = np.isin(painted.label, _MINES)
    is_ground = is_mine | (painted.label == LABEL_INDEX["mine_yard"])

    def decide(rows: slice, columns: slice) -> str | None:
        if not is_ground[rows, columns].any():
            return "no_mine"
        is_seen = painted.cloud[rows, columns].mean() <= MOST_CLOUD
        return "made_mine" if is_seen and is_mine[rows, columns].mean() >= LEAST_MINE else None

    return decide
