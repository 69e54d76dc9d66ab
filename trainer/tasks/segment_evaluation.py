"""The segmenter's figures: intersection over union by class on scenes, and areas under the curve on chips."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.normalisation import normalise
from trainer.data.samples import Chips, Sample
from trainer.data.segmentation import RGB
from trainer.data.segmentation_scenes import QUARRY_TEST_DATE, mask_of
from trainer.data.segmentation_targets import (
    ARTISANAL,
    BACKGROUND,
    IGNORED,
    MINE_GROUND,
    OPEN_PIT,
    TAILINGS,
    quarry_target,
)
from trainer.data.sources import quarry_scenes, rgb_chips, six_band_chips, tailings_scenes

from .task import Evaluation, Predict

_STEP = 32
_CHIP_BATCH = 64
_CHIP_PIXELS = 10
#: Thresholds to choose from.
_CANDIDATES = np.arange(0.1, 0.96, 0.05)
_VISIBLE_PIXELS = 20


def probabilities(
    predict: Predict,
    reflectance: np.ndarray,
    presence: np.ndarray,
    is_valid: np.ndarray,
    temperature: float = 1.0,
) -> np.ndarray:
    """Return class probabilities of images of any size; they are mirrored up to a multiple of 32.

    Args:
        predict: runs the pack.
        reflectance: float32 (batch, 12, height, width).
        presence: float32 (12,).
        is_valid: bool (batch, height, width).
        temperature: the pack's.

    Returns:
        float32 (batch, classes, height, width).
    """
    batch, _, height, width = reflectance.shape
    planes = torch.from_numpy(np.ascontiguousarray(presence, dtype=np.float32))[None].expand(batch, -1)
    bands = normalise(torch.from_numpy(reflectance), planes, torch.from_numpy(is_valid)).numpy()
    margin = [(0, 0), (0, 0), (0, -height % _STEP), (0, -width % _STEP)]
    (logits,) = predict(np.pad(bands, margin, mode="reflect"), planes.numpy().copy())
    scaled = logits[:, :, :height, :width] / temperature
    exponentials = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def scene_probabilities(
    predict: Predict, scene: Sample, bands: tuple[str, ...] = PACK_BANDS, temperature: float = 1.0
) -> np.ndarray:
    """Return float32 (classes, height, width) of one scene, seen with no more than the bands given."""
    presence = scene.presence * np.array([name in bands for name in PACK_BANDS], dtype=np.float32)
    return probabilities(predict, scene.reflectance[None], presence, scene.is_valid[None], temperature)[0]


def intersection_over_union(pairs: Iterable[tuple[np.ndarray, np.ndarray]]) -> tuple[float, int]:
    """Return intersection over union of all pixels together, and the truth's pixels.

    Args:
        pairs: bool (height, width) predicted and true, or any shape that both share.
    """
    both = either = true_pixels = 0
    for predicted, truth in pairs:
        both += int((predicted & truth).sum())
        either += int((predicted | truth).sum())
        true_pixels += int(truth.sum())
    return (both / either if either else 0.0), true_pixels


def mapped_classes(likely: np.ndarray, threshold: float) -> np.ndarray:
    """Return the class that a map shows: background below the threshold, else the likeliest kind of mine.

    This is how the engine draws mines: a threshold on the probability of any mine, then the kind.

    Args:
        likely: float32 (classes, height, width), probabilities.
        threshold: least probability of any mine.

    Returns:
        int (height, width), indices into ``CLASSES``.
    """
    kind = 1 + likely[1:].argmax(axis=0)
    return np.where(1 - likely[BACKGROUND] >= threshold, kind, BACKGROUND)


def evaluate_tailings(
    predict: Predict, scenes: list[Sample], split: str, threshold: float, temperature: float = 1.0
) -> list[Evaluation]:
    """Return the figures on tailings scenes, over all pixels of all scenes, at a threshold."""
    found, likeliest = [], []
    for scene in scenes:
        likely = scene_probabilities(predict, scene, temperature=temperature)
        found.append((mapped_classes(likely, threshold), mask_of(scene)))
        likeliest.append((likely.argmax(axis=0) == TAILINGS, mask_of(scene) == 2))
    tailings = [(classes == TAILINGS, mask == 2) for classes, mask in found]
    ground = [(classes == MINE_GROUND, mask == 1) for classes, mask in found]
    any_mine = [(classes != BACKGROUND, mask != 0) for classes, mask in found]
    by_scene = [intersection_over_union([pair])[0] for pair in tailings]
    pooled = "all pixels of all scenes; a few bodies are not labelled and count as false alarms"
    weak = "the truth is a generous outline: a weak figure"
    figures = (
        ("iou_tailings", intersection_over_union(tailings), pooled),
        (
            "iou_tailings_likeliest",
            intersection_over_union(likeliest),
            "by the likeliest class, no threshold",
        ),
        ("iou_tailings_mean_of_scenes", (float(np.mean(by_scene)), len(by_scene)), "small bodies weigh more"),
        ("iou_mine_ground", intersection_over_union(ground), weak),
        ("iou_any_mine", intersection_over_union(any_mine), weak),
    )
    return [Evaluation("tailings", split, name, *figure, note) for name, figure, note in figures]


def evaluate_quarry(
    predict: Predict, scene: Sample, threshold: float, temperature: float = 1.0
) -> list[Evaluation]:
    """Return the figures on the quarry's newest date, over labelled pixels, with all its bands and RGB."""
    target = quarry_target(mask_of(scene))
    is_labelled = (target != IGNORED) & scene.is_valid
    truth = target[is_labelled] == OPEN_PIT
    note = "labelled pixels; the same place on other dates was trained on, this date never"
    rows = []
    for suffix, bands in (("", PACK_BANDS), ("_rgb", RGB)):
        likely = scene_probabilities(predict, scene, bands, temperature)
        classes = mapped_classes(likely, threshold)[is_labelled]
        found = {"iou_open_pit": classes == OPEN_PIT, "iou_any_mine": classes != BACKGROUND}
        for metric, predicted in found.items():
            figure = intersection_over_union([(predicted, truth)])
            rows.append(
                Evaluation("quarry_scene", f"date {QUARRY_TEST_DATE}", metric + suffix, *figure, note)
            )
    return rows


def evaluate_chips(
    predict: Predict, data_root: Path, split: str, threshold: float, temperature: float = 1.0
) -> list[Evaluation]:
    """Return how well a chip's likeliest pixels tell chips with an artisanal mine from others."""
    rows = []
    sets = {
        "rgb_chips": (rgb_chips(data_root, split), "mine"),
        "six_band_chips": (six_band_chips(data_root, split, "t1"), "artisanal_mine"),
    }
    for name, (chips, positive) in sets.items():
        kept = chips.take(chips.labels != "industrial_mine")
        artisanal, any_mine = chip_scores(predict, kept, temperature)
        is_mine = kept.labels == positive
        note = f"{int(is_mine.sum())} with a mine; a chip's score is the mean of its ten highest values"
        if name == "six_band_chips":
            shown = int((bare_pixels(kept)[is_mine] >= _VISIBLE_PIXELS).sum())
            note += f"; only {shown} of the mines show {_VISIBLE_PIXELS} pixels without vegetation"
        for metric, scores in (("artisanal", artisanal), ("any_mine", any_mine)):
            curve = float(roc_auc_score(is_mine, scores))
            rows.append(Evaluation(name, split, f"roc_auc_{metric}", curve, len(kept), note))
        found, alarms = (float((any_mine[chosen] >= threshold).mean()) for chosen in (is_mine, ~is_mine))
        rows += [
            Evaluation(name, split, "found_at_threshold", found, int(is_mine.sum()), "share of chips"),
            Evaluation(
                name, split, "false_alarms_at_threshold", alarms, int((~is_mine).sum()), "share of chips"
            ),
        ]
    return rows


def chip_scores(predict: Predict, chips: Chips, temperature: float) -> tuple[np.ndarray, np.ndarray]:
    """Return per chip the mean of the ten highest probabilities (0.1 ha) of ``artisanal`` and of any mine.

    Returns:
        two of float32 (count,).
    """
    artisanal, any_mine = [], []
    for start in range(0, len(chips), _CHIP_BATCH):
        reflectance = chips.reflectance(slice(start, start + _CHIP_BATCH))
        is_valid = np.any(reflectance > 0, axis=1)
        likely = probabilities(predict, reflectance, chips.presence, is_valid, temperature)
        likely = (likely * is_valid[:, None]).reshape(*likely.shape[:2], -1)
        artisanal.append(_mean_of_highest(likely[:, ARTISANAL]))
        any_mine.append(_mean_of_highest(likely[:, BACKGROUND + 1 :].sum(axis=1)))
    return np.concatenate(artisanal), np.concatenate(any_mine)


def bare_pixels(chips: Chips) -> np.ndarray:
    """Return int (count,): pixels per chip with an NDVI under .4, that is without dense vegetation."""
    reflectance = chips.reflectance(slice(None))
    red, infrared = (reflectance[:, PACK_BANDS.index(name)] for name in ("B04", "B08"))
    ndvi = (infrared - red) / np.maximum(infrared + red, 1e-4)
    return np.sum(ndvi < 0.4, axis=(1, 2))


def _mean_of_highest(values: np.ndarray) -> np.ndarray:
    return np.sort(values, axis=1)[:, -_CHIP_PIXELS:].mean(axis=1)


def evaluate_all(
    predict: Predict, data_root: Path, split: str, threshold: float, temperature: float = 1.0
) -> list[Evaluation]:
    """Return all figures of a segmenter at its threshold; the quarry's newest date belongs to ``val``."""
    rows = evaluate_tailings(predict, tailings_scenes(data_root, split), split, threshold, temperature)
    if split == "val":
        newest = next(scene for scene in quarry_scenes(data_root) if scene.name == QUARRY_TEST_DATE)
        rows += evaluate_quarry(predict, newest, threshold, temperature)
    return rows + evaluate_chips(predict, data_root, split, threshold, temperature)


def fit_thresholds(
    predict: Predict, scenes: list[Sample], temperature: float = 1.0
) -> tuple[dict[str, float], float]:
    """Return a pack's thresholds on the probability of any mine, and the intersection over union at ``default``.

    Drawn tailings are the truth, as in ``iou_tailings``: ``default`` has the highest intersection over union,
    ``few_misses`` the highest F2, ``few_false_alarms`` the highest F0.5 of all pixels together.

    Args:
        scenes: of held-out training places.
    """
    counts = np.zeros((len(_CANDIDATES), 3))
    for scene in scenes:
        likely = scene_probabilities(predict, scene, temperature=temperature)
        truth = mask_of(scene) == 2
        for row, level in enumerate(_CANDIDATES):
            found = mapped_classes(likely, level) == TAILINGS
            counts[row] += (found & truth).sum(), (found & ~truth).sum(), (~found & truth).sum()
    right, alarms, missed = counts.T
    figures = {
        "default": right / np.maximum(right + alarms + missed, 1),
        "few_misses": 5 * right / np.maximum(5 * right + 4 * missed + alarms, 1),
        "few_false_alarms": 1.25 * right / np.maximum(1.25 * right + 0.25 * missed + alarms, 1),
    }
    best = {name: round(float(_CANDIDATES[values.argmax()]), 2) for name, values in figures.items()}
    return best, float(figures["default"].max())
