"""The places on which the packs do best and worst, as a page of pictures: image, truth, answer, score.

The pictures show the data themselves, so the page is for whoever has them, and is not given away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage
from tqdm import tqdm

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import Cells, all_cells
from mining_detector_plugin.engine.detection import Detections, detect_boxes
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.scene import open_scene
from trainer.data.detection import QUARRY_JOIN_PX, boxes_of, number_objects
from trainer.data.sources import quarry_scenes, rgb_chips, tailings_scenes
from trainer.evaluation.bundled.chip_scores import score_chips
from trainer.evaluation.bundled.models import Models, load_models, silent
from trainer.evaluation.bundled.scenes import (
    LabelledScene,
    SceneAnswer,
    ask_scene,
    quarry_scene_files,
    tailings_scene_files,
)
from trainer.evaluation.examples import true_colour
from trainer.evaluation.objects import box_overlaps
from trainer.html_page import HtmlPage

#: Chips of each group, and scenes at each end.
CHIPS, SCENES = 12, 4
_TRUTH, _FOUND = (64, 224, 255), (255, 40, 200)
_BOX_IOU = 0.5
_ENLARGED = 3


@dataclass(frozen=True)
class Asked:
    """A scene, what it looks like, and what the packs say of it.

    Attributes:
        colours: uint8 (height, width, 3).
        boxes: of the detector at its default threshold, searched everywhere.
    """

    scene: LabelledScene
    colours: np.ndarray
    answer: SceneAnswer
    boxes: Detections


def draw_pictures(folder: Path, data: Path, split: str, page_file: Path) -> None:
    """Run the packs of a folder on a split's places and write a page of the best and the worst.

    Args:
        folder: of the three packs.
        data: the data folder.
        split: such as ``val``.
        page_file: HTML; everything is in it.
    """
    models = load_models(folder)
    page = HtmlPage(
        f"The bundled models on {split}: best and worst places",
        "Chosen by score alone. The pictures show the data sets themselves: keep this page to yourself.",
    )
    _add_chips(page, models, data, split)
    asked = _ask_all(models, data, split)
    _add_outlines(page, models.packs["segmenter"], asked)
    _add_boxes(page, models.packs["detector"], asked)
    page.write(page_file)


def _add_chips(page: HtmlPage, models: Models, data: Path, split: str) -> None:
    """Add the RGB chips that the classifier tells best and worst."""
    chips = rgb_chips(data, split)
    scores = score_chips(models.predictors["classifier"], chips)
    is_mine = chips.labels == "mine"
    page.section("Classifier")
    page.text(
        f"RGB chips of 480 m. From {models.default:.3g} on a chip is a find, from {models.gate:.3g} on it is searched."
    )
    groups = (
        ("Mines found most surely", is_mine, False, ""),
        ("Mines with the lowest scores", is_mine, True, "error"),
        ("Highest scores without a mine", ~is_mine, False, "error"),
        ("Lowest scores without a mine", ~is_mine, True, ""),
    )
    for title, chosen, is_rising, kind in groups:
        numbers = np.flatnonzero(chosen)
        order = numbers[np.argsort(scores[numbers] if is_rising else -scores[numbers], kind="stable")][:CHIPS]
        pictures = [
            (_enlarged(chips.values[n]), f"{scores[n]:.2f}, {chips.places[n]}") for n in order
        ]  # fmt: skip
        page.pictures(pictures, title, kind)


def _enlarged(values: np.ndarray) -> np.ndarray:
    """Return a uint8 chip (3, height, width) as a picture, stretched to its own range."""
    low, high = np.percentile(values, [1, 99])
    stretched = np.clip((values - low) / max(high - low, 20.0), 0, 1) * 255
    return np.moveaxis(stretched, 0, -1).astype(np.uint8).repeat(_ENLARGED, 0).repeat(_ENLARGED, 1)


def _ask_all(models: Models, data: Path, split: str) -> list[Asked]:
    """Return the answers on the split's tailings scenes and on the newest date of the quarry."""
    scenes = tailings_scene_files(data, split) + quarry_scene_files(data)[-1:]
    samples = {("tailings", sample.name): sample for sample in tailings_scenes(data, split)}
    samples |= {("quarry_scene", sample.name): sample for sample in quarry_scenes(data)}
    asked = []
    for scene in tqdm(scenes, "scenes", disable=None):
        sample = samples[scene.source, scene.name]
        colours = true_colour(sample.reflectance, sample.is_valid)
        answer = ask_scene(models, scene.image)
        asked.append(Asked(scene, colours, answer, _boxes(models, scene, answer.cells)))
    return asked


def _boxes(models: Models, scene: LabelledScene, cells: Cells) -> Detections:
    with open_scene(scene.image) as opened:
        aoi = load_aoi(None, opened)
        return detect_boxes(opened, aoi, all_cells(cells), models.predictors["detector"], silent())


def _add_outlines(page: HtmlPage, pack: Pack, asked: Sequence[Asked]) -> None:
    """Add the scenes that the segmenter outlines best and worst."""
    page.section("Segmenter")
    page.text(
        "Ordered by intersection over union of tailings, or of the quarry's pits, searched everywhere at the threshold "
        f"of {pack.thresholds['default']:.3g}. Blue: drawn by the source. Pink: drawn by the segmenter, any kind."
    )
    ranked = sorted(asked, key=lambda entry: -outline_iou(entry))
    for title, entries, kind in _ends(ranked):
        page.heading(title)
        for entry in entries:
            pictures = [
                (entry.colours, "image"),
                (_filled(entry.colours, entry.scene.sites, _TRUTH), "truth"),
                (_filled(entry.colours, entry.answer.is_mine, _FOUND), "answer"),
            ]
            told = f"{_named(entry.scene)}: IoU {outline_iou(entry):.2f}"
            page.pictures(pictures, told, f"large {kind}".strip(), is_small=True)


def outline_iou(entry: Asked) -> float:
    """Return the intersection over union of a scene's surely labelled kind of mine."""
    kind = "tailings" if entry.scene.source == "tailings" else "open_pit"
    known = np.ones_like(entry.scene.sites) if kind == "tailings" else entry.scene.is_labelled
    found, truth = entry.answer.kind_is(kind) & known, entry.scene.sites & known
    return float((found & truth).sum() / max((found | truth).sum(), 1))


def _add_boxes(page: HtmlPage, pack: Pack, asked: Sequence[Asked]) -> None:
    """Add the scenes on which the detector's boxes fit best and worst."""
    page.section("Detector")
    page.text(
        f"Ordered by F1 at an IoU of {_BOX_IOU:g} and the threshold of {pack.thresholds['default']:.3g}, searched "
        "everywhere. Blue: boxes of the sites. Pink: boxes of the detector."
    )
    ranked = sorted(asked, key=lambda entry: -box_f1(entry))
    for title, entries, kind in _ends(ranked):
        page.heading(title)
        for entry in entries:
            truth, found = _site_boxes(entry.scene), entry.boxes.boxes
            scores = ", ".join(f"{score:.2f}" for score in entry.boxes.scores[:5])
            pictures = [
                (entry.colours, "image"),
                (_framed(entry.colours, truth, _TRUTH), f"truth: {len(truth)} sites"),
                (
                    _framed(entry.colours, found, _FOUND),
                    f"answer: {len(found)} boxes, scores {scores or 'none'}",
                ),
            ]
            page.pictures(
                pictures,
                f"{_named(entry.scene)}: F1 {box_f1(entry):.2f}",
                f"large {kind}".strip(),
                is_small=True,
            )


def box_f1(entry: Asked) -> float:
    """Return the F1 of a scene's boxes; a scene with neither sites nor boxes is told rightly."""
    truth, found = _site_boxes(entry.scene).astype(float), entry.boxes.boxes.astype(float)
    if not len(truth) and not len(found):
        return 1.0
    overlap = box_overlaps(found, truth)
    right = 0
    for row in overlap:  # best first; each site is found once
        if row.size and row.max() >= _BOX_IOU:
            overlap[:, int(row.argmax())] = 0
            right += 1
    return 2 * right / (len(truth) + len(found))


def _site_boxes(scene: LabelledScene) -> np.ndarray:
    join = QUARRY_JOIN_PX if scene.source == "quarry_scene" else 0
    boxes, _ = boxes_of(number_objects(scene.sites, join))
    return boxes


def _ends(ranked: Sequence[Asked]) -> list[tuple[str, Sequence[Asked], str]]:
    """Return the best and the worst of a ranking, the worst first in their group; none stands in both."""
    count = min(SCENES, len(ranked) // 2)
    return [("Best", ranked[:count], ""), ("Worst", ranked[len(ranked) - count :][::-1], "error")]


def _named(scene: LabelledScene) -> str:
    return f"{scene.source} {scene.name}" + ("" if scene.source == "quarry_scene" else f" at {scene.place}")


def _filled(colours: np.ndarray, region: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Return a picture with a region outlined and tinted."""
    drawn = colours.astype(float)
    drawn[region] = 0.65 * drawn[region] + 0.35 * np.array(colour)
    drawn[region & ~ndimage.binary_erosion(region, iterations=2)] = colour
    return drawn.astype(np.uint8)


def _framed(colours: np.ndarray, boxes: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Return a picture with boxes drawn on it."""
    from PIL import Image, ImageDraw

    picture = Image.fromarray(colours)
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes.tolist():
        draw.rectangle((x0, y0, max(x1 - 1, x0), max(y1 - 1, y0)), outline=colour, width=3)
    return np.asarray(picture)
