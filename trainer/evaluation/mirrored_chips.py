"""Whether a detector finds mines where no seam helps it: each chip alone, going on in its own mirror images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from mining_detector_plugin.engine.bands import PACK_BANDS

from ..data.detection import CHANNELS
from ..data.samples import Chips
from .site_finders import Finder
from .site_images import SiteImage

#: So many pixels of mirror image lie around a chip; with 48 pixels of chip, two strides of the coarsest level fit.
_MARGIN = 40


@dataclass(frozen=True)
class MirroredFigures:
    """How well the best box of a chip tells chips with a mine from others.

    Attributes:
        roc_auc, average_precision: NaN where all chips are of one kind.
        count: chips.
    """

    roc_auc: float
    average_precision: float
    count: int


def mirrored_scores(find: Finder, chips: Chips) -> np.ndarray:
    """Return the best score of any box in each chip and its mirror images, float (chips,), 0 where there is none."""
    channels = [chips.bands.index(PACK_BANDS[channel]) for channel in CHANNELS]
    margin = ((0, 0), (_MARGIN, _MARGIN), (_MARGIN, _MARGIN))
    scores = []
    for number, stored in enumerate(chips.values[:, channels]):
        reflectance = np.pad(stored.astype(np.float32) * np.float32(chips.scale), margin, mode="symmetric")
        image = SiteImage(
            str(number), chips.source, reflectance, np.zeros((0, 4), np.float32), "artisanal",
            np.zeros(reflectance.shape[1:], bool), chips.places[number : number + 1, None],
        )  # fmt: skip
        scores.append(find(image).scores.max(initial=0.0))
    return np.array(scores)


def mirrored_figures(find: Finder, chips: Chips) -> MirroredFigures:
    """Return the figures on chips labelled ``mine`` or not."""
    scores, is_mine = mirrored_scores(find, chips), chips.labels == "mine"
    if is_mine.all() or not is_mine.any():
        return MirroredFigures(float("nan"), float("nan"), len(chips))
    return MirroredFigures(
        float(roc_auc_score(is_mine, scores)), float(average_precision_score(is_mine, scores)), len(chips)
    )
