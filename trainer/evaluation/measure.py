"""Measures a pack on a data set: every test that suits both, in one pass over the chips, with intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from ..tasks.task import Evaluation, Predict
from .classification import Classification
from .detection import Detection
from .evidence import Evidence
from .intervals import DRAWS, bootstrap_samples, interval
from .mine_types import Types
from .multilabel import MultiLabel
from .objects import Objects
from .prediction import ChipPrediction, predict_chips
from .rules import TestRule, default_rule
from .segmentation import Segmentation

EVIDENCE: tuple[type[Evidence], ...] = (Classification, MultiLabel, Types, Segmentation, Detection, Objects)


class EvaluationError(MiningDetectorError):
    """A pack can't be measured on a data set as it is."""


@dataclass(frozen=True)
class Figure:
    """One figure of a pack on a data set.

    Attributes:
        test: of ``rules.TESTS``. metric: such as ``roc_auc``.
        value: NaN where it is not defined.
        interval: ends of its 95% interval over places, None without one.
        samples: float (draws,), its bootstrap samples; empty for a single place.
        count: chips, pixels or objects that it rests on. places: that they come from.
        note: what a reader must know.
    """

    test: str
    metric: str
    value: float
    interval: tuple[float, float] | None
    samples: np.ndarray
    count: int
    places: int
    note: str


@dataclass(frozen=True)
class Measurement:
    """A pack on a data set.

    Attributes:
        evidence: of each test that was made. figures: of all of them.
        places, chips: how many were looked at. unreadable: what could not be read, by chip id.
    """

    evidence: tuple[Evidence, ...]
    figures: tuple[Figure, ...]
    places: int
    chips: int
    unreadable: dict[str, str]


def measure_pack(
    pack: Pack,
    dataset: Dataset,
    rule: TestRule | None = None,
    predict: Predict | None = None,
    draws: int = DRAWS,
    watch: Callable[[ChipPrediction], None] | None = None,
) -> Measurement:
    """Run a pack over all chips of a data set and return its figures.

    Args:
        pack: of any kind.
        dataset: only the chips to be looked at.
        rule: what is tested; None takes ``rules.default_rule``.
        predict: runs the pack, see ``prediction.predict_chips``.
        draws: of the bootstrap.
        watch: gets every prediction too, for pictures.

    Raises:
        EvaluationError: ``no_chips``, ``pack_needs_bands``, ``nothing_to_test``.
    """
    rule = rule or default_rule(dataset, pack)
    check_bands(pack, dataset)
    places = sorted({chip.place for chip in dataset.chips})
    evidence = [
        kind(pack, dataset, rule, places)
        for kind in EVIDENCE
        if kind.test in rule.tests and kind.suits(pack, dataset, rule)
    ]
    if not evidence:
        raise EvaluationError(
            "nothing_to_test", f"No test of {', '.join(rule.tests)} suits the {pack.kind} {pack.name} "
            f"on {dataset.name}.", "Choose a data set with the labels that this kind of pack is tested on.",
        )  # fmt: skip
    unreadable: dict[str, str] = {}
    bar = tqdm(dataset.chips, f"{pack.name} on {dataset.name}", unit="chip", disable=None)
    for prediction in predict_chips(pack, dataset, bar, predict, unreadable=unreadable):
        for test in evidence:
            test.add(prediction)
        if watch is not None:
            watch(prediction)
    figures = [figure for test in evidence for figure in figures_of(test, draws)]
    return Measurement(tuple(evidence), tuple(figures), len(places), len(dataset), unreadable)


def check_bands(pack: Pack, dataset: Dataset) -> None:
    """Raise where there is no chip, or where a chip lacks a band that the pack needs."""
    if not dataset.chips:
        raise EvaluationError(
            "no_chips", f"{dataset.name} holds no chip that was asked for.", "Choose another split or place."
        )
    lacking = {name for chip in dataset.chips for name in pack.needed_bands if name not in chip.bands}
    if lacking:
        raise EvaluationError(
            "pack_needs_bands", f"The pack {pack.name} needs {', '.join(sorted(lacking))}, "
            f"which chips of {dataset.name} do not have.", "Choose a data set with these bands.",
        )  # fmt: skip


def figures_of(evidence: Evidence, draws: int = DRAWS) -> list[Figure]:
    """Return the figures of one test with their intervals; those that are not defined are left out."""
    samples = bootstrap_samples(evidence, draws)
    counts, notes = evidence.counts(), evidence.notes()
    found = []
    for metric, value in evidence.figures().items():
        if np.isnan(value):
            continue
        drawn = samples.get(metric, np.zeros(0))
        found.append(
            Figure(
                evidence.test, metric, float(value), interval(drawn) if len(drawn) else None, drawn,
                counts[metric], len(evidence.places), notes.get(metric, ""),
            )
        )  # fmt: skip
    return found


def as_evaluation(figure: Figure, data: str, split: str) -> Evaluation:
    """Return a figure as a row of a card; its note tells the interval."""
    parts = [interval_text(figure)] + ([figure.note] if figure.note else [])
    return Evaluation(data, split, figure.metric, figure.value, figure.count, "; ".join(parts))


def interval_text(figure: Figure) -> str:
    """Return a figure's interval in words, or why it has none."""
    if figure.interval is not None:
        low, high = figure.interval
        return f"95% interval {low:.3f} to {high:.3f} over {figure.places} places"
    if figure.places == 1:
        return "no interval: one place only"
    return f"no interval: too few of {figure.places} places hold what it needs"
