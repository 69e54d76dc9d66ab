"""What a segmenter's second level is worth: the figures of the pack without it, and what it gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from ..predictor import onnx_predictor
from ..tasks.task import Predict
from .intervals import interval
from .measure import Figure, measure_pack
from .rules import TestRule

#: Of the pack without its second level: name of its threshold, end of its figures' names.
WITHOUT = "without_second_level"


def second_level_figures(
    pack: Pack, dataset: Dataset, rule: TestRule | None, predict: Predict | None, both: Sequence[Figure]
) -> list[Figure]:
    """Return a pack's segmentation figures without its second level, and the gains of having it.

    Args:
        pack: with a second level. dataset, rule, predict: see ``measure_pack``.
        both: the pack's figures with its second level, on the same chips.
    """
    run = predict or onnx_predictor(pack)
    alone = measure_pack(without_second_level(pack), dataset, rule, lambda *inputs: run(*inputs)[:1]).figures
    kept = [figure for figure in alone if figure.test == "segmentation"]
    return [
        *(replace(figure, metric=f"{figure.metric}_{WITHOUT}") for figure in kept),
        *second_level_gains(both, kept),
    ]


def without_second_level(pack: Pack) -> Pack:
    """Return a pack that stops after its network, at the network's own threshold where it has one."""
    threshold = pack.thresholds.get(WITHOUT, pack.thresholds["default"])
    return replace(pack, second_level=None, thresholds={**pack.thresholds, "default": threshold})


def second_level_gains(both: Sequence[Figure], alone: Sequence[Figure]) -> list[Figure]:
    """Return how much higher each figure is with the second level.

    The bootstrap draws of both are of the same places, so that the interval is of the paired difference.

    Args:
        both: with the second level. alone: without it.
    """
    by_metric = {(figure.test, figure.metric): figure for figure in both}
    gains = []
    for figure in alone:
        better = by_metric.get((figure.test, figure.metric))
        if better is None:
            continue
        has_samples = len(figure.samples) and len(better.samples)
        samples = better.samples - figure.samples if has_samples else np.zeros(0)
        gains.append(
            replace(
                figure, metric=f"{figure.metric}_gain_of_second_level", value=better.value - figure.value,
                samples=samples, interval=interval(samples) if has_samples else None,
                note="with the second level minus without it",
            )
        )  # fmt: skip
    return gains
