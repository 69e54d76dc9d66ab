"""Sites that the whole pipeline finds, what it finds where none is, and how well its confidences hold.

Truth, and what counts as found, are those of the fusion (``trainer/fusion/polygons.py``). Where the fusion was fitted
on the very split, each place is judged by a fusion that had not seen it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.fusion import FUSION_FILE, Fusion, confidence_of, load_fusion
from mining_detector_plugin.engine.model_folder import fusion_folder
from mining_detector_plugin.engine.request import SENSITIVITIES

from ...data.chip_sources import eurosat_evaluation, land_labelled
from ...data.sources import land_chips
from ...fusion.calibration import calibration_error, chance_error
from ...fusion.fit import CrossFit, cross_fit
from ...fusion.polygons import Polygons, collect_polygons
from ...fusion.scenes import RESOLUTION_M, FusionScene, fusion_scenes, mosaics
from .evaluation_request import Request
from .figures import PlainFigure, figure_over_places, ratio_figure, share_figure, single_figure
from .gate import SIZES
from .models import Models

#: The words for the sensitivity that are measured.
_MEASURED = ("balanced", "few_false_alarms")
_PIXEL_KM2 = RESOLUTION_M**2 / 1e6
_PIXEL_HA = RESOLUTION_M**2 / 1e4
#: Sources whose sites have outlines, and so a size; on a chip with a mine the whole chip stands for it.
_OUTLINED = ("tailings", "quarry_scene")
_EQUAL_BINS = 10
#: Of EuroSAT's chips each so-manieth is laid into mosaics: the whole pipeline on all of them would take long.
_EUROSAT_EVERY = 5


@dataclass(frozen=True)
class Confidences:
    """Gives confidences to polygons.

    Attributes:
        fusion: that the packs ship with; None for fixed weights.
        left_out: fusions fitted without each place, where the shipped one was fitted on this split.
        note: which of them is told.
    """

    fusion: Fusion | None
    left_out: CrossFit | None
    note: str

    def of(self, polygons: Polygons) -> np.ndarray:
        """Return the confidence of each polygon, float (n,), 0-1."""
        if self.left_out is not None:
            return self.left_out.confidence(polygons)
        return confidence_of(self.fusion, polygons.scores, polygons.area_ha)

    def threshold(self, name: str) -> float:
        """Return the least confidence that is shown; without a fusion everything is."""
        return 0.0 if self.fusion is None else self.fusion.thresholds[name]


def find_figures(models: Models, request: Request, work: Path) -> list[PlainFigure]:
    """Return all figures of finds.

    Args:
        work: an empty folder for mosaics and results.
    """
    scenes = list(fusion_scenes(request.data, request.split, _quarry_date(request), work))
    balanced = collect_polygons(models.folder, scenes, work, "balanced")
    confidences = _confidences(models, request, balanced)
    figures = calibration_figures(balanced, confidences, request.draws)
    for sensitivity in _MEASURED:
        name = SENSITIVITIES[sensitivity]
        is_same = _draws_as_balanced(models, name)
        drawn = balanced if is_same else collect_polygons(models.folder, scenes, work, sensitivity)
        figures += site_figures(drawn, scenes, confidences, name, request.draws)
    return figures + _land_figures(models, request, confidences, work)


def calibration_figures(polygons: Polygons, confidences: Confidences, draws: int) -> list[PlainFigure]:
    """Return the calibration error of the polygons' confidence, over bins of equal width and of equal count."""
    found = confidences.of(polygons)
    names, number = np.unique(polygons.places, return_inverse=True)
    truth, count = polygons.is_true, len(polygons)
    chance = chance_error(found) if count else float("nan")
    note = f"{confidences.note}; 10 bins of equal width; {chance:.3f} of it is by chance, were all confidences right"
    return [
        figure_over_places(
            "calibration_error", lambda weights: calibration_error(found, truth, weights[number]), len(names),
            count, note, draws,
        ),
        figure_over_places(
            "calibration_error_equal_count", lambda weights: equal_count_error(found, truth, weights[number]),
            len(names), count, f"{confidences.note}; {_EQUAL_BINS} bins of equal count", draws,
        ),
    ]  # fmt: skip


def equal_count_error(confidence: np.ndarray, is_true: np.ndarray, weights: np.ndarray) -> float:
    """Return the expected calibration error over bins that hold the same count; Nguyen and O'Connor 2015.

    Args:
        confidence: float (n,), 0-1. is_true: bool (n,). weights: float (n,), how often each counts.
    """
    total = weights.sum()
    if not total:
        return float("nan")
    order = np.argsort(confidence, kind="stable")
    rank = np.cumsum(weights[order]) - weights[order] / 2
    bins = np.minimum((rank / total * _EQUAL_BINS).astype(int), _EQUAL_BINS - 1)
    gaps = np.bincount(bins, (weights * (confidence - is_true))[order], _EQUAL_BINS)
    return float(np.abs(gaps).sum() / total)


def site_figures(
    polygons: Polygons, scenes: Sequence[FusionScene], confidences: Confidences, name: str, draws: int
) -> list[PlainFigure]:
    """Return what is found and what is false at one of a fusion's thresholds.

    Args:
        scenes: that the polygons were drawn on, in the same order.
        name: of the threshold.
    """
    threshold = confidences.threshold(name)
    shown = confidences.of(polygons) >= threshold
    is_found = polygons.found_sites(shown)
    note = f"confidence of {threshold:.3g} or more; {confidences.note}"
    places, sources = polygons.site_places, polygons.site_sources
    figures = [share_figure(f"sites_found_at_{name}", is_found, places, note, draws)]
    for source in dict.fromkeys(sources.tolist()):
        own = sources == source
        figures.append(
            share_figure(f"sites_found_at_{name}_{source}", is_found[own], places[own], note, draws)
        )
    areas = np.concatenate([_site_areas(scene) for scene in scenes])
    low = 0.0
    for size, high in SIZES.items():
        own = (areas >= low) & (areas < high)
        told = f"tailings and quarry, by area; {note}"
        figures.append(share_figure(f"sites_found_at_{name}_{size}", is_found[own], places[own], told, draws))
        low = high
    figures.append(
        share_figure(f"polygons_true_at_{name}", polygons.is_true[shown], polygons.places[shown], note, draws)
    )
    key = f"false_sites_per_1000_km2_at_{name}"
    figures.append(_false_figure(key, polygons, scenes, shown, note, draws))
    false = shown & ~polygons.is_true
    for size, low, high in (
        ("below_1_ha", 0.0, 1.0),
        ("1_to_20_ha", 1.0, 20.0),
        ("from_20_ha", 20.0, np.inf),
    ):
        own = false & (polygons.area_ha >= low) & (polygons.area_ha < high)
        figures.append(
            single_figure(f"false_sites_at_{name}_{size}", float(own.sum()), int(false.sum()), "polygons")
        )
    return figures


def _false_figure(
    key: str, polygons: Polygons, scenes: Sequence[FusionScene], shown: np.ndarray, note: str, draws: int
) -> PlainFigure:
    """Return false polygons on 1000 km2 of labelled ground."""
    areas = [_known_areas(scene) for scene in scenes]
    false = shown & ~polygons.is_true
    grounds = np.concatenate([own for _, own in areas])
    places = np.concatenate([polygons.places[false], *(names for names, _ in areas)])
    counts = np.concatenate([np.ones(false.sum()), np.zeros(len(grounds))])
    wholes = np.concatenate([np.zeros(false.sum()), grounds / 1000])
    told = f"{int(false.sum())} false polygons on {grounds.sum():.0f} km2 of labelled ground; {note}"
    return ratio_figure(key, counts, wholes, places, int(false.sum()), told, draws)


def _land_figures(
    models: Models, request: Request, confidences: Confidences, work: Path
) -> list[PlainFigure]:
    """Return false sites on ordinary land without mines, at 'few false alarms'."""
    scenes: list[FusionScene] = []
    if request.eurosat_file.exists():
        every = eurosat_evaluation(request.data).chips
        chips = every.take(np.arange(0, len(every), _EUROSAT_EVERY))
        scenes += mosaics(chips, np.zeros(len(chips), bool), work)
    if request.land_file.exists():
        trained = request.is_trained_on
        chips = land_labelled(request.data, is_evaluation=True).chips if trained else land_chips(request.data)
        scenes += mosaics(chips, np.zeros(len(chips), bool), work)
    if not scenes:
        return []
    name = "few_false_alarms"
    polygons = collect_polygons(models.folder, scenes, work, name)
    shown = confidences.of(polygons) >= confidences.threshold(name)
    note = "mosaics of EuroSAT's and the land chips that training leaves out, places by land cover"
    key = f"false_sites_per_1000_km2_at_{name}_land"
    return [_false_figure(key, polygons, scenes, shown, note, request.draws)]


def _confidences(models: Models, request: Request, polygons: Polygons) -> Confidences:
    """Return what gives confidences to polygons of this split."""
    folder = fusion_folder(str(models.folder))
    fusion, missing = load_fusion(folder, models.packs)
    if fusion is None:
        return Confidences(None, None, f"fixed weights, not calibrated: {missing}")
    measured = json.loads((folder / FUSION_FILE).read_text(encoding="utf-8")).get("measured", {})
    if measured.get("split") == request.split:
        note = "each place by a fusion that was fitted without it"
        return Confidences(fusion, cross_fit(polygons), note)
    return Confidences(
        fusion, None, f"the fusion that ships with the packs, fitted on {measured.get('split')}"
    )


def _draws_as_balanced(models: Models, name: str) -> bool:
    """Return whether no pack has a threshold of its own for a sensitivity: then its runs draw the same polygons."""
    packs = (models.packs[kind] for kind in ("detector", "segmenter"))
    return all(pack.threshold(name) == pack.threshold("default") for pack in packs)


def _quarry_date(request: Request) -> str | None:
    """Return the date of the quarry that is asked for, else the newest; None where there is none."""
    dates = sorted(path.stem.removeprefix("image_") for path in request.quarry_folder.glob("image_*.tif"))
    return request.quarry_date if request.quarry_date in dates else (dates[-1] if dates else None)


def _site_areas(scene: FusionScene) -> np.ndarray:
    """Return the area of each site in hectares, float (sites,), in the order of their numbers; NaN on chips."""
    numbers, pixels = np.unique(scene.sites[scene.sites > 0], return_counts=True)
    return pixels * _PIXEL_HA if scene.source in _OUTLINED else np.full(len(numbers), np.nan)


def _known_areas(scene: FusionScene) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of a scene, str (places,), and the labelled ground of each in km2, float (places,)."""
    pixels = np.bincount(scene.place_of[scene.is_known], minlength=len(scene.places))
    return np.array(scene.places, dtype=str), pixels * _PIXEL_KM2
