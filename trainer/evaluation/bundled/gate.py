"""The gate's figures: which sites the classifier lets through, at which share of land without mines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...data.chip_sources import SIX_BAND_MINES
from ...data.detection import QUARRY_JOIN_PX, number_objects
from ...data.opened_ground import opened_pixels
from ...data.sources import rgb_chips, six_band_chips
from ..intervals import DRAWS
from .chip_scores import score_chips
from .figures import PlainFigure, share_figure
from .models import Models
from .scenes import LabelledScene, SceneAnswer

LEAST_SITE_HA = 1.0
_CHIP_PIXEL_HA = 0.01
#: Upper ends of the size classes in hectares, by the words of the keys.
SIZES = {"below_1_ha": 1.0, "1_to_5_ha": 5.0, "5_to_20_ha": 20.0, "from_20_ha": np.inf}


@dataclass(frozen=True)
class Sites:
    """Sites of one kind; arrays are (sites,).

    Attributes:
        kind: ``tailings``, ``quarry`` or ``artisanal``.
        scores: highest score of the cells that hold a pixel of the site, 0-1.
        area_ha: NaN where the size is not known: then it counts as large enough.
        places: str.
    """

    kind: str
    scores: np.ndarray
    area_ha: np.ndarray
    places: np.ndarray


def scene_sites(kind: str, scenes: Sequence[LabelledScene], answers: Sequence[SceneAnswer]) -> Sites:
    """Return the connected sites of labelled scenes; patches of a quarry that nearly touch are one site."""
    join = QUARRY_JOIN_PX if kind == "quarry" else 0
    scores, areas, places = [], [], []
    for scene, answer in zip(scenes, answers, strict=True):
        numbers = number_objects(scene.sites, join)
        rows, columns = np.nonzero(numbers)
        own = numbers[rows, columns] - 1
        side = answer.cells.side
        best = np.zeros(int(numbers.max()))
        np.fmax.at(best, own, answer.cells.scores[rows // side, columns // side])
        scores.append(best)
        areas.append(np.bincount(own, minlength=len(best)) * answer.pixel_ha)
        places.append(np.full(len(best), scene.place))
    return Sites(kind, *(np.concatenate(parts) for parts in (scores, areas, places)))


def rgb_chip_sites(models: Models, data: Path, split: str) -> Sites:
    """Return each RGB chip with a mine as a site of unknown size."""
    chips = rgb_chips(data, split)
    mines = chips.take(chips.labels == "mine")
    scores = score_chips(models.predictors["classifier"], mines)
    return Sites("artisanal", scores, np.full(len(mines), np.nan), mines.places)


def six_band_sites(models: Models, data: Path, split: str) -> Sites:
    """Return the mines of the six-band chips at t1 as sites, as large as what lost its vegetation since t0."""
    first, second = (six_band_chips(data, split, date) for date in ("t0", "t1"))
    own = np.isin(second.labels, SIX_BAND_MINES)
    mines = second.take(own)
    area_ha = opened_pixels(first, second)[own] * _CHIP_PIXEL_HA
    return Sites("artisanal", score_chips(models.predictors["classifier"], mines), area_ha, mines.places)


def gate_figures(models: Models, sites: Sequence[Sites], draws: int = DRAWS) -> list[PlainFigure]:
    """Return the share of sites that the gate lets through: in all, by kind, by size."""
    scores, area_ha, places = (
        np.concatenate([getattr(part, name) for part in sites]) for name in ("scores", "area_ha", "places")
    )
    kinds = np.concatenate([np.full(len(part.scores), part.kind) for part in sites])
    passed = scores >= models.gate
    counts = ~(area_ha < LEAST_SITE_HA)
    note = (
        f"sites of {LEAST_SITE_HA:g} ha and more with a cell of {models.gate:.3g} or more; chips count as such where "
        "their mine's size is not known"
    )
    figures = [share_figure("gate_sites_let_through", passed[counts], places[counts], note, draws)]
    for kind in dict.fromkeys(kinds):
        chosen = counts & (kinds == kind)
        figures.append(
            share_figure(f"gate_sites_let_through_{kind}", passed[chosen], places[chosen], note, draws)
        )
    low = 0.0
    for name, high in SIZES.items():
        chosen = (area_ha >= low) & (area_ha < high)
        told = "sites of known size of all kinds"
        figures.append(
            share_figure(f"gate_sites_let_through_{name}", passed[chosen], places[chosen], told, draws)
        )
        low = high
    return figures


def passed_figures(
    prefix: str, what: str, parts: dict[str, tuple[np.ndarray, np.ndarray, str]], threshold: float, draws: int = DRAWS
) -> list[PlainFigure]:  # fmt: skip
    """Return the share of chips without a mine that pass a threshold: of all sources together, and of each.

    Args:
        prefix: of the keys. what: begins the notes.
        parts: by source: scores, places, and a note.
    """
    if not parts:
        return []
    scores, places = (np.concatenate([part[index] for part in parts.values()]) for index in (0, 1))
    notes = "; ".join(note for _, _, note in parts.values())
    figures = [share_figure(prefix, scores >= threshold, places, f"{what}; {notes}", draws)]
    for name, (own, own_places, note) in parts.items():
        figures.append(
            share_figure(f"{prefix}_{name}", own >= threshold, own_places, f"{what}; {note}", draws)
        )
    return figures
