"""The tuned pack against the old one, figure by figure, on places that neither was tuned on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from trainer.data.dataset import Dataset
from trainer.evaluation.intervals import interval
from trainer.evaluation.measure import Figure, measure_pack
from trainer.evaluation.rules import TestRule
from trainer.tasks.task import Evaluation

#: Precision of a pack that finds nothing: none of its finds is wrong.
_WITHOUT_FINDS = 1.0


@dataclass(frozen=True)
class Comparison:
    """One figure of both packs.

    Attributes:
        data: name of the data set. is_old: whether it is one of the old validation data.
        metric: such as ``iou_mine``.
        old, new: the figure before and after.
        ends: of the 95% interval of new - old over places, paired; None for a single place.
        count: pixels, objects or chips that it rests on. places: that they come from.
    """

    data: str
    is_old: bool
    metric: str
    old: float
    new: float
    ends: tuple[float, float] | None
    count: int
    places: int

    @property
    def change(self) -> float:
        """How much it rose."""
        return self.new - self.old

    def is_worse(self, tolerance: float) -> bool:
        """Return whether the figure fell by more than ``tolerance``; all that are compared rise with accuracy."""
        return self.change < -tolerance

    def is_certain(self) -> bool:
        """Return whether the interval of the change leaves 0 out."""
        return self.ends is not None and (self.ends[0] > 0 or self.ends[1] < 0)

    def verdict(self, tolerance: float) -> str:
        """Return the change in a few words."""
        if abs(self.change) <= tolerance:
            return f"within the tolerance of {tolerance:g}: {self.old:.3f} before, {self.new:.3f} now"
        word = "better" if self.change > 0 else "worse"
        if self.ends is None:
            return f"{word}, at too few places to tell chance"
        return word if self.is_certain() else f"{word}, but within chance"

    def told_ends(self) -> str:
        """Return the interval of the change in words."""
        if self.ends is None:
            return "no interval: too few places"
        return f"{self.ends[0]:+.3f} to {self.ends[1]:+.3f}"

    def to_evaluation(self) -> Evaluation:
        """Return the new figure as a row of the card, with the old one in its note."""
        kind = "held-out places of older data" if self.is_old else "held-out places; truth: the review"
        note = f"{kind}; {self.old:.3f} before fine-tuning; change {self.change:+.3f} ({self.told_ends()})"
        return Evaluation(self.data, "val", self.metric, self.new, self.count, note)


def compare_packs(
    old: Pack, new: Pack, dataset: Dataset, is_old: bool, class_map: dict[str, str]
) -> list[Comparison]:
    """Return each figure of both packs on the chips of a data set, which must hold some.

    A precision that the old pack has none of, since it finds nothing, counts as 1: what the new pack finds wrongly
    there is worse than before.

    Args:
        dataset: only the chips to look at.
        class_map: its classes by the name that the packs give them, where that differs.
    """
    rule = TestRule(tests=("segmentation", "objects"), class_map=class_map)
    before = {figure.metric: figure for figure in measure_pack(old, dataset, rule).figures}
    after = measure_pack(new, dataset, rule).figures
    return [
        _compared(dataset.name, is_old, before.get(figure.metric), figure)
        for figure in after
        if figure.metric in before or figure.metric == "object_precision"
    ]


def _compared(data: str, is_old: bool, before: Figure | None, after: Figure) -> Comparison:
    if before is None:
        return Comparison(
            data, is_old, after.metric, _WITHOUT_FINDS, after.value, None, after.count, after.places
        )
    paired = len(before.samples) == len(after.samples) > 0
    return Comparison(
        data, is_old, after.metric, before.value, after.value,
        interval(np.asarray(after.samples - before.samples)) if paired else None, after.count, after.places,
    )  # fmt: skip


def warnings_of(rows: Sequence[Comparison], tolerance: float) -> list[str]:
    """Return a sentence for each figure on older data that fell by more than the tolerance."""
    return [
        f"On {row.data} the tuned pack is worse than the old one: {row.metric} fell from {row.old:.3f} to "
        f"{row.new:.3f} ({_told_chance(row)})."
        for row in rows
        if row.is_old and row.is_worse(tolerance)
    ]


def _told_chance(row: Comparison) -> str:
    """Return what the interval says of a change, in words."""
    if row.ends is None:
        return "too few places for an interval: it may be chance"
    chance = "" if row.is_certain() else "; it may be chance"
    return f"95% interval of the change {row.told_ends()}{chance}"
