"""Figures of a detector for its card: boxes of sites on tailings scenes, mosaics of chips and the quarry scene."""

from __future__ import annotations

from pathlib import Path

from mining_detector_plugin.engine.pack import Pack

from ..data.detection import QUARRY_HELD_OUT, load_scenes
from ..data.sources import rgb_chips
from ..evaluation.mirrored_chips import mirrored_figures
from ..evaluation.site_boxes import RULES, average_precision, match_sites, measure_sites
from ..evaluation.site_finders import Finder, detector_finder
from ..evaluation.site_images import scene_image
from .task import Evaluation, Predict

_CHIPS = "mosaics of chips; a site is the square of a chip with a mine"
#: Data and what a reader must know, by how a figure's name ends.
_NOTES = {
    "_tailings_scenes": ("tailings", "a label may stand for one pond or for a whole complex"),
    "_chip_mosaics": ("rgb_chips", _CHIPS),
    "_tailings": ("tailings", "finds of this type alone"),
    "_artisanal": ("rgb_chips", f"finds of this type alone; {_CHIPS}"),
    "": ("tailings and rgb_chips", f"both together; {_CHIPS}"),
}
_MIRRORED_NOTE = "best box of each chip alone, going on in its mirror images: no seam helps"
_QUARRY_NOTE = "the place that was trained on, at another date; boxes on unlabelled ground count for nothing"


def evaluate_boxes(pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
    """Return figures on a split's tailings and chips and, for ``val``, on the quarry scene's newest date."""
    find = detector_finder(pack.classes, predict)
    figures = measure_sites(find, pack.thresholds["default"], data_root, split)
    rows = []
    for name, figure in figures.items():
        suffix = next(suffix for suffix in _NOTES if name.endswith(suffix))
        data, note = _NOTES[suffix]
        ends = figure["interval"]
        if isinstance(ends, list):
            note += f"; 95 % interval over places {ends[0]:.2f} to {ends[1]:.2f}"
        value, count = figure["value"], figure["count"]
        assert isinstance(value, float) and isinstance(count, int)
        rows.append(Evaluation(data, split, name, value, count, note))
    rows += _mirrored_rows(find, data_root, split)
    return rows + (_quarry_rows(find, data_root) if split == "val" else [])


def _mirrored_rows(find: Finder, data_root: Path, split: str) -> list[Evaluation]:
    figures = mirrored_figures(find, rgb_chips(data_root, split))
    values = {"roc_auc": figures.roc_auc, "average_precision": figures.average_precision}
    return [
        Evaluation("rgb_chips", split, f"{name}_mirrored_chips", value, figures.count, _MIRRORED_NOTE)
        for name, value in values.items()
    ]


def _quarry_rows(find: Finder, data_root: Path) -> list[Evaluation]:
    scenes = [scene for scene in load_scenes(data_root, "val") if scene.source == "quarry_scene"]
    images = [scene_image(scene) for scene in scenes]
    matched = match_sites(
        [(image, find(image)) for image in images], 0.5, "open_pit", ignore_other_ground=True
    )
    count = len(matched.site_places)
    return [
        Evaluation("quarry_scene", QUARRY_HELD_OUT, f"{rule}_open_pit", average_precision(matched, level), count,
                   _QUARRY_NOTE)
        for level, rule in enumerate(RULES)
    ]  # fmt: skip
