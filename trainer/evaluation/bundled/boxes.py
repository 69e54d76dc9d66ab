"""The detector's boxes and boxes round the segmenter's polygons, on one truth: tailings scenes and mosaics of chips.

The detector is also held against single chips, where no seam between chips can help it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...data.detection import tailings_scene
from ...data.sources import rgb_chips, tailings_has_mine_polygons, tailings_scenes
from ...predictor import onnx_predictor
from ..intervals import DRAWS
from ..mirrored_chips import mirrored_scores
from ..site_boxes import MOSAIC_SEEDS, RULES, SIZES, Matched, average_precision, image_places, match_sites
from ..site_finders import Finder, FoundSites, detector_finder, segmenter_finder
from ..site_images import SiteImage, mosaic_images, scene_image
from .figures import PlainFigure, binary_figure, figure_over_places, single_figure
from .models import Models

Pair = tuple[SiteImage, FoundSites]
#: Rules of a right find, by the words of the keys.
_AP = {"ap50": RULES.index("ap50"), "ap_centre": RULES.index("ap_centre")}
#: By whose boxes they are.
_PREFIXES = {"detector": "detector", "segmenter": "segmenter_boxes"}


@dataclass(frozen=True)
class Layouts:
    """Images with what one finder found in them.

    Attributes:
        scenes: of tailings; none where they are absent.
        mosaics: for each layout; no layout where the chips are absent.
    """

    scenes: list[Pair]
    mosaics: list[list[Pair]]

    def parts(self) -> dict[str, list[list[Pair]]]:
        """Return the layouts of all images, and of scenes and mosaics alone, by the suffix of their keys."""
        every = [self.scenes + mosaics for mosaics in self.mosaics] or [self.scenes]
        parts = {"": every, "_tailings_scenes": [self.scenes], "_chip_mosaics": self.mosaics}
        return {suffix: [pairs for pairs in layouts if pairs] for suffix, layouts in parts.items()}


def box_figures(
    models: Models, data: Path, split: str, has_scenes: bool, has_chips: bool, draws: int = DRAWS
) -> list[PlainFigure]:
    """Return average precision of both finders, their difference, what is found by size, and the detector on chips.

    Values are means over layouts of the mosaics; intervals are over the places of the first.

    Args:
        has_scenes, has_chips: ``tailings/SPLIT`` and ``rgb_chips/SPLIT.npz`` are there.
    """
    scenes = tailings_images(data, split) if has_scenes else []
    mosaics = [mosaic_images(data, split, seed) for seed in MOSAIC_SEEDS] if has_chips else []
    finders = _finders(models)
    found = {
        name: Layouts(
            [(image, find(image)) for image in scenes],
            [[(image, find(image)) for image in layout] for layout in mosaics],
        )
        for name, find in finders.items()
    }
    figures = []
    for suffix in ("", "_tailings_scenes", "_chip_mosaics"):
        by_finder = {name: layouts.parts()[suffix] for name, layouts in found.items()}
        if by_finder["detector"]:
            figures += _precision_figures(models, by_finder, suffix, draws)
            figures += _size_figures(models, by_finder, suffix)
    return figures + ([mirrored_figure(models, data, split, draws)] if has_chips else [])


def mirrored_figure(models: Models, data: Path, split: str, draws: int = DRAWS) -> PlainFigure:
    """Return how well the detector's best box ranks chips of ``rgb_chips`` that go on in their mirror images."""
    chips, detector = rgb_chips(data, split), models.packs["detector"]
    scores = mirrored_scores(detector_finder(detector.classes, onnx_predictor(detector)), chips)
    note = "best box of each chip alone, going on in its mirror images: no seam helps"
    truth, key = chips.labels == "mine", "detector_roc_auc_mirrored_chips"
    return binary_figure(key, "roc_auc", scores, truth, chips.places, note=note, draws=draws)


def tailings_images(data: Path, split: str) -> list[SiteImage]:
    """Return the tailings scenes of a split."""
    outlined = tailings_has_mine_polygons(data, split)
    return [
        scene_image(tailings_scene(sample, 1.0, outlined[sample.name]))
        for sample in tailings_scenes(data, split)
    ]


def _finders(models: Models) -> dict[str, Finder]:
    detector, segmenter = models.packs["detector"], models.packs["segmenter"]
    return {
        "detector": detector_finder(detector.classes, onnx_predictor(detector)),
        "segmenter": segmenter_finder(
            segmenter.classes, onnx_predictor(segmenter), segmenter.thresholds["default"], segmenter.temperature
        ),
    }  # fmt: skip


def _precision_figures(
    models: Models, by_finder: dict[str, list[list[Pair]]], suffix: str, draws: int
) -> list[PlainFigure]:
    """Return average precision of both finders, any mine, and the difference, paired by place."""
    places = len(image_places(image for image, _ in by_finder["detector"][0]))
    matched = {name: _matched(models, name, layouts) for name, layouts in by_finder.items()}
    layouts = len(matched["detector"])
    count = len(matched["detector"][0].site_places)
    note = f"{layouts} layouts of the mosaics" if layouts > 1 else ""
    figures = []
    for metric, level in _AP.items():
        for name, prefix in _PREFIXES.items():
            key = f"{prefix}_{metric}{suffix}"
            figures.append(_mean_over_layouts(key, [matched[name]], level, places, count, note, draws))
        key = f"detector_{metric}_gain_over_segmenter{suffix}"
        both = [matched["detector"], matched["segmenter"]]
        figures.append(_mean_over_layouts(key, both, level, places, count, note, draws))
    return figures


def _matched(models: Models, name: str, layouts: Sequence[Sequence[Pair]]) -> list[Matched]:
    threshold = models.packs[name].thresholds["default"]
    return [match_sites(pairs, threshold, None) for pairs in layouts]


def _mean_over_layouts(
    key: str, finders: Sequence[Sequence[Matched]], level: int, places: int, count: int, note: str, draws: int
) -> PlainFigure:
    """Return average precision of one finder, or of the first less that of the second; the mean over layouts."""
    signs = (1.0, -1.0)

    def value(layout: int, weights: np.ndarray) -> float:
        return sum(
            sign * average_precision(own[layout], level, weights) for sign, own in zip(signs, finders, strict=False)
        )  # fmt: skip

    mean = float(np.mean([value(layout, np.ones(places)) for layout in range(len(finders[0]))]))
    first = figure_over_places(key, lambda weights: value(0, weights), places, count, note, draws)
    return PlainFigure(
        key, None if np.isnan(mean) else mean, first.low, first.high, count, places, first.note
    )


def _size_figures(models: Models, by_finder: dict[str, list[list[Pair]]], suffix: str) -> list[PlainFigure]:
    """Return what each finder's boxes find at its default threshold, by size of site, in the first layout."""
    figures = []
    note = "sites with a box of IoU .5 at the default threshold; by the area of the site's box"
    for name, prefix in _PREFIXES.items():
        (matched, *_) = _matched(models, name, by_finder[name][:1])
        is_found = matched.best_iou >= 0.5
        for size, (least, most) in {
            "": (0.0, np.inf),
            **{f"_{size}": ends for size, ends in SIZES.items()},
        }.items():
            chosen = (matched.areas_ha >= least) & (matched.areas_ha < most)
            if chosen.any():
                key = f"{prefix}_recall50{suffix}{size}"
                figures.append(single_figure(key, float(is_found[chosen].mean()), int(chosen.sum()), note))
    return figures
