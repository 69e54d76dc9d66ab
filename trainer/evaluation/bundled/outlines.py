"""The segmenter's figures on labelled scenes: intersection over union, with and without the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..intervals import DRAWS
from .figures import PlainFigure, figure_over_places, ratio_figure, single_figure
from .scenes import LabelledScene, SceneAnswer

#: (scene, answer) -> found, true and known pixels, each bool (height, width).
Compare = Callable[[LabelledScene, SceneAnswer], tuple[np.ndarray, np.ndarray, np.ndarray]]
_POOLED = "all pixels of all scenes; a few bodies are not labelled and count as false alarms"


def tailings_figures(
    scenes: Sequence[LabelledScene], answers: Sequence[SceneAnswer], draws: int = DRAWS
) -> list[PlainFigure]:
    """Return the figures on tailings scenes."""
    outlined = [(scene, answer) for scene, answer in zip(scenes, answers, strict=True) if scene.has_outlines]
    pairs = list(zip(scenes, answers, strict=True))
    everywhere = "searched everywhere; " + _POOLED
    weak = "scenes with outlines of other mine ground, which are generous: a weak figure"
    figures = [
        _pooled_iou("segmenter_tailings_iou", pairs, _tailings, everywhere, draws),
        _pooled_iou("pipeline_tailings_iou", pairs, _tailings_behind_gate, "behind the gate; " + _POOLED, draws),
        _pooled_iou("segmenter_any_mine_iou_on_tailings", outlined, _any_mine, weak, draws),
    ]  # fmt: skip
    by_scene = np.array([_iou(*_counts(*_tailings(*pair))) for pair in pairs])
    places = np.array([scene.place for scene in scenes])
    note = "mean over scenes: small bodies weigh more"
    mean = ratio_figure(
        "segmenter_tailings_iou_mean_of_scenes",
        by_scene,
        np.ones(len(pairs)),
        places,
        len(pairs),
        note,
        draws,
    )
    return [*figures, mean]


def tailings_by_place(
    scenes: Sequence[LabelledScene], answers: Sequence[SceneAnswer]
) -> dict[str, dict[str, float | int]]:
    """Return intersection over union of tailings and the number of scenes by place, for cards."""
    rows: dict[str, dict[str, float | int]] = {}
    for place in dict.fromkeys(scene.place for scene in scenes):
        own = [(scene, answer) for scene, answer in zip(scenes, answers, strict=True) if scene.place == place]
        both, either = np.sum([_counts(*_tailings(*pair)) for pair in own], axis=0)
        rows[place] = {"segmenter_tailings_iou": _iou(both, either), "scenes": len(own)}
    return rows


def quarry_figures(
    scenes: Sequence[LabelledScene], answers: Sequence[SceneAnswer], date: str | None
) -> list[PlainFigure]:
    """Return the figures on the quarry's dates and their spread; one place, so that there are no intervals.

    Args:
        date: that ``segmenter_quarry_iou`` is of; None, or one that is not there, takes the newest.
    """
    pairs = {scene.name: (scene, answer) for scene, answer in zip(scenes, answers, strict=True)}
    values = {name: _iou(*_counts(*_quarry(*pair))) for name, pair in pairs.items()}
    chosen = date if date in values else max(values)
    count = int(pairs[chosen][0].is_labelled.sum())
    note = f"{chosen}, labelled pixels; one place, which training sees at its other dates: no interval"
    if date not in (None, chosen):
        note += f"; {date} is not there"
    keys: dict[str, Compare] = {
        "segmenter_quarry_iou": _quarry,
        "segmenter_any_mine_iou_on_quarry": _any_mine,
        "pipeline_quarry_iou": _quarry_behind_gate,
    }
    figures = [
        single_figure(key, _iou(*_counts(*compare(*pairs[chosen]))), count, note)
        for key, compare in keys.items()
    ]
    for name, value in values.items():
        labelled = int(pairs[name][0].is_labelled.sum())
        figures.append(single_figure(f"segmenter_quarry_iou_{name}", value, labelled, "labelled pixels"))
    if len(values) > 1:
        spread = max(values.values()) - min(values.values())
        note = f"largest minus smallest over {len(values)} dates; one place: no interval"
        figures.append(single_figure("segmenter_quarry_iou_spread", spread, len(values), note))
    return figures


def _pooled_iou(
    key: str, pairs: Sequence[tuple[LabelledScene, SceneAnswer]], compare: Compare, note: str, draws: int
) -> PlainFigure:
    """Return intersection over union of all pixels of all scenes together."""
    if not pairs:
        return figure_over_places(key, lambda weights: float("nan"), 0, 0, note)
    counts = np.array([_counts(*compare(*pair)) for pair in pairs], float)
    true_pixels = int(sum((truth & known).sum() for _, truth, known in (compare(*pair) for pair in pairs)))
    places = np.array([scene.place for scene, _ in pairs])
    return ratio_figure(key, counts[:, 0], counts[:, 1], places, true_pixels, note, draws)


def _tailings(scene: LabelledScene, answer: SceneAnswer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return answer.kind_is("tailings"), scene.sites, np.ones_like(scene.sites)


def _tailings_behind_gate(
    scene: LabelledScene, answer: SceneAnswer
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    found, truth, known = _tailings(scene, answer)
    return found & answer.searched, truth, known


def _any_mine(scene: LabelledScene, answer: SceneAnswer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return answer.is_mine, scene.mine_ground, scene.is_labelled


def _quarry(scene: LabelledScene, answer: SceneAnswer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return answer.kind_is("open_pit"), scene.sites, scene.is_labelled


def _quarry_behind_gate(
    scene: LabelledScene, answer: SceneAnswer
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    found, truth, known = _quarry(scene, answer)
    return found & answer.searched, truth, known


def _counts(found: np.ndarray, truth: np.ndarray, known: np.ndarray) -> tuple[int, int]:
    """Return the pixels of intersection and of union among known ones."""
    return int((found & truth & known).sum()), int(((found | truth) & known).sum())


def _iou(both: float, either: float) -> float:
    return both / either if either else float("nan")
