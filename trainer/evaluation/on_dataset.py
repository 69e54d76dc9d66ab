"""All figures of a pack on one split of a data set, for its card: measured, and told as rows."""

from __future__ import annotations

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from ..tasks.task import Evaluation, Predict
from .measure import as_evaluation, measure_pack
from .rules import TestRule
from .second_level import second_level_figures


def evaluate_on_dataset(
    pack: Pack, dataset: Dataset, split: str, predict: Predict | None = None, rule: TestRule | None = None
) -> list[Evaluation]:
    """Return a pack's figures on one split of a data set, as cards hold them; with and without a second level.

    Args:
        pack: of any kind. dataset: whole. split: ``train``, ``val`` or ``test``.
        predict: runs the pack, see ``prediction.predict_chips``.
        rule: what is tested; None takes ``rules.default_rule``.

    Raises:
        EvaluationError: see ``measure_pack``.
    """
    chips = dataset.split(split)
    figures = list(measure_pack(pack, chips, rule, predict).figures)
    if pack.second_level is not None:
        figures += second_level_figures(pack, chips, rule, predict, figures)
    return [as_evaluation(figure, dataset.name, split) for figure in figures]
