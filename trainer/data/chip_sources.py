"""Which chips of which source are mines and which are not, for training and for evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .chip_pool import Labelled, cut_windows, join, label
from .opened_ground import OPENED_PIXELS, bare_pixels, opened_pixels
from .samples import Sample
from .sources import (
    KEPT_FOR_EVALUATION,
    QUARRY,
    UNLOCATED,
    eurosat_chips,
    land_chips,
    mask_of,
    quarry_scenes,
    rgb_chips,
    six_band_chips,
    tailings_has_mine_polygons,
    tailings_scenes,
)

EUROSAT_CLASSES = (
    "AnnualCrop", "Forest", "HerbaceousVegetation", "Highway", "Industrial", "Pasture", "PermanentCrop",
    "Residential", "River", "SeaLake",
)  # fmt: skip
SIX_BAND_MINES = ("artisanal_mine", "industrial_mine")
SIX_BAND_OTHERS = ("natural", "aquaculture", "human")
#: Chips of these labels show a mine but for few, so that a threshold may rest on them; with their sites' name.
SURE_MINES = {"mine": "artisanal gold mining (chips)", "tailings": "tailings (scenes)"}
#: Sources of which chips are cut from scenes.
SCENES = ("tailings", "quarry_scene")
#: The quarry scene's newest date is kept for evaluation.
QUARRY_EVALUATION_DATE = "20230209"
#: A place whose ground opened since t0 had no mine then, unless more than so many pixels were bare.
MOST_BARE_PIXELS = 10


@dataclass(frozen=True)
class SourceFacts:
    """Where a source comes from."""

    source: str
    license: str


SOURCES = {
    "rgb_chips": SourceFacts("Earth Genome / Amazon Mining Watch training gallery", "CC BY 4.0"),
    "six_band_chips": SourceFacts("sat-mining-detector", "none stated"),
    "tailings": SourceFacts("tailings_seg; mine ground from Maus et al. 2022", "none stated; CC BY-SA 4.0"),
    "quarry_scene": SourceFacts("lulc_mining", "offered for testing, none stated"),
    "land_chips_12_band": SourceFacts("twelve-band land chips of Europe", "MIT"),
    "eurosat": SourceFacts("EuroSAT", "MIT"),
    "made_scenes": SourceFacts("demo/scene.py, not measured", "GPL-3.0-or-later"),
}


def training_parts(data_root: Path, eurosat_every: int, splits: Sequence[str] = ("train",)) -> list[Labelled]:
    """Return the labelled chips of each source's training places.

    Args:
        eurosat_every: read each n-th chip of EuroSAT.
        splits: of the sources that have some; ``unlocated`` is of the RGB chips alone.
    """
    scenes = quarry_scenes(data_root)
    dates = [scene for scene in scenes if scene.name != QUARRY_EVALUATION_DATE]
    parts = [label(rgb_chips(data_root, split), ["mine"], ["no_mine"]) for split in splits]
    for split in splits:
        if split != UNLOCATED:
            parts += six_band_labelled(data_root, split)
            parts.append(tailings_windows(data_root, split, stride=32))
    return [
        *parts,
        quarry_windows(dates, dates, stride=16),
        land_labelled(data_root, is_evaluation=False),
        eurosat_labelled(data_root, eurosat_every, is_kept=False),
    ]


def six_band_labelled(data_root: Path, split: str) -> list[Labelled]:
    """Return the six-band chips of both dates with labels that fit each date.

    A mine counts at t1. Its place at t0 is no mine where the change since then is clear, and left out elsewhere: it
    may have been there, only smaller.
    """
    first, second = (six_band_chips(data_root, split, date) for date in ("t0", "t1"))
    others = label(first, [], SIX_BAND_OTHERS)
    is_clear = (opened_pixels(first, second) >= OPENED_PIXELS) & (bare_pixels(first) <= MOST_BARE_PIXELS)
    absent = label(first.take(is_clear), [], SIX_BAND_MINES)
    return [others, absent, label(second, SIX_BAND_MINES, SIX_BAND_OTHERS)]


def tailings_windows(data_root: Path, split: str, stride: int) -> Labelled:
    """Return windows of the tailings scenes; labels ``tailings``, ``mine_ground`` and ``no_mine``.

    Tailings count from a twentieth of the window; the other mine ground is outlined generously, so that it
    counts from a half. Where a scene has no outlines, its background is not known to be free of mines.
    """
    outlined = tailings_has_mine_polygons(data_root, split)
    parts = []
    for scene in tailings_scenes(data_root, split):
        mask = mask_of(scene)

        def decide(
            rows: slice, columns: slice, mask: np.ndarray = mask, name: str = scene.name
        ) -> str | None:
            window = mask[rows, columns]
            if (window == 2).mean() >= 0.05:
                return "tailings"
            if (window > 0).mean() >= 0.5:
                return "mine_ground"
            return "no_mine" if outlined[name] and not window.any() else None

        parts.append(cut_windows(scene, decide, stride))
    return label(join(parts), ["tailings", "mine_ground"], ["no_mine"])


def quarry_windows(scenes: list[Sample], dates: list[Sample], stride: int) -> Labelled:
    """Return windows of some dates of the quarry scene; labels ``quarry`` and ``no_mine``.

    Quarry counts from a twentieth of the window. A third of the scene is labelled: 'no mine' needs labels on a
    fifth, and no quarry at any of ``dates``.
    """
    ever = np.any([mask_of(date) == QUARRY for date in (*dates, *scenes)], axis=0)
    parts = []
    for scene in scenes:
        mask = mask_of(scene)

        def decide(rows: slice, columns: slice, mask: np.ndarray = mask) -> str | None:
            if (mask[rows, columns] == QUARRY).mean() >= 0.05:
                return "quarry"
            is_other = (mask[rows, columns] > 0).mean() >= 0.2 and not ever[rows, columns].any()
            return "no_mine" if is_other else None

        parts.append(cut_windows(scene, decide, stride))
    return label(join(parts), ["quarry"], ["no_mine"])


def land_labelled(data_root: Path, is_evaluation: bool) -> Labelled:
    """Return the twelve-band chips as 'no mine': those kept for evaluation, or the others."""
    land = label(land_chips(data_root), [], ["land"])
    kept = np.arange(len(land)) % KEPT_FOR_EVALUATION == 0
    return land.take(kept if is_evaluation else ~kept)


def eurosat_labelled(data_root: Path, every: int, is_kept: bool | None = None) -> Labelled:
    """Return EuroSAT's chips as 'no mine' with their land cover; arguments as ``eurosat_chips`` takes them."""
    chips = label(eurosat_chips(data_root, every, is_kept), [], EUROSAT_CLASSES)
    land_cover = np.array([EUROSAT_CLASSES.index(name) for name in chips.chips.labels])
    return Labelled(chips.chips, chips.is_mine, land_cover)


def eurosat_evaluation(data_root: Path) -> Labelled:
    """Return the EuroSAT chips that training leaves out."""
    return eurosat_labelled(data_root, every=1, is_kept=True)
