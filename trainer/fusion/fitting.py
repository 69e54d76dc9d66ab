"""From packs and labelled scenes to ``fusion.json``: polygons of real runs, the fit, its figures, the file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from mining_detector_plugin.engine.fusion import (
    FORMAT,
    FUSION_FILE,
    THRESHOLDS,
    Fusion,
    confidence_of,
    load_fusion,
)
from mining_detector_plugin.engine.model_folder import KINDS, fusion_folder, load_packs
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.request import SENSITIVITIES

from ..packs.metadata import told_folder
from .calibration import calibration_error, calibration_interval, chance_error, reliability_table
from .fit import FusionError, cross_fit
from .polygons import Polygons, collect_polygons
from .scenes import fusion_scenes
from .thresholds import RULES, choose_thresholds, operating_point

_SENSITIVITY_OF = {threshold: word for word, threshold in SENSITIVITIES.items()}
_DIGITS = 6


@dataclass(frozen=True)
class Places:
    """Where a fusion is fitted or measured: a data folder, a split, and the quarry's date or None."""

    data: Path
    split: str
    quarry_date: str | None


def fit_folder(models: Path, places: Places) -> dict[str, Any]:
    """Return the fields of ``fusion.json`` for the packs of a folder.

    Raises:
        MiningDetectorError: ``pack_missing``, ``data_missing``, ``too_few_polygons`` and what the pipeline raises.
    """
    packs = load_packs(str(models))
    drawn = draw_polygons(models, packs, places)
    fitted = cross_fit(drawn["default"])
    confidences = {name: (polygons, fitted.confidence(polygons)) for name, polygons in drawn.items()}
    thresholds = choose_thresholds(confidences)
    fusion = fitted.fusion
    points = {
        name: {
            "rule": RULES[name],
            **_rounded(asdict(operating_point(*confidences[name], thresholds[name]))),
            "calibration_error": _round(
                calibration_error(confidences[name][1], confidences[name][0].is_true)
            ),
        }
        for name in THRESHOLDS
    }
    date = f" --quarry-date {places.quarry_date}" if places.quarry_date else ""
    return {
        "format": FORMAT,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "command": f"python trainer/fit_fusion.py --models {told_folder(models)} --data DATA "
                   f"--split {places.split}{date}",
        "packs": {kind: _told_pack(packs[kind]) for kind in KINDS},
        "features": list(fusion.features),
        "mean": _rounded(fusion.mean.tolist()), "stddev": _rounded(fusion.stddev.tolist()),
        "coefficients": _rounded(fusion.coefficients.tolist()), "intercept": _round(fusion.intercept),
        "thresholds": thresholds,
        "measured": {
            "split": places.split, "quarry_date": places.quarry_date,
            "how": "each place by a fusion whose features and numbers were fitted without it; the confidence of all "
                   "polygons drawn at the balanced sensitivity",
            **figures(*confidences["default"]),
            "thresholds": points,
        },
    }  # fmt: skip


def draw_polygons(models: Path, packs: Mapping[str, Pack], places: Places) -> dict[str, Polygons]:
    """Return what runs of each sensitivity draw, by the name of its thresholds; equal settings are run once."""
    drawn: dict[tuple[float, float], Polygons] = {}
    by_name = {}
    with tempfile.TemporaryDirectory(prefix="fusion_") as temporary:
        folder = Path(temporary)
        scenes = list(fusion_scenes(places.data, places.split, places.quarry_date, folder / "scenes"))
        for name in ("default", "few_misses", "few_false_alarms"):
            setting = (packs["segmenter"].threshold(name), packs["detector"].threshold(name))
            if setting not in drawn:
                drawn[setting] = collect_polygons(models, scenes, folder, _SENSITIVITY_OF[name])
            by_name[name] = drawn[setting]
    return by_name


def measure_folder(models: Path, places: Places) -> dict[str, Any]:
    """Return the figures of a folder's fusion as it is, on places of any split.

    On places that it was fitted on, its cross-fitted figures stand in its file, and these here are better than true:
    ``fitted_places`` counts them.
    """
    packs = load_packs(str(models))
    fusion, reason = load_fusion(fusion_folder(str(models)), packs)
    with tempfile.TemporaryDirectory(prefix="fusion_") as temporary:
        scenes = fusion_scenes(places.data, places.split, places.quarry_date, Path(temporary) / "scenes")
        polygons = collect_polygons(models, scenes, Path(temporary))
    confidence = confidence_of(fusion, polygons.scores, polygons.area_ha)
    found = figures(polygons, confidence)
    seen = set(_fitted_places(models)) & set(polygons.places.tolist()) if fusion is not None else set()
    return {
        "split": places.split, "quarry_date": places.quarry_date,
        "by": FUSION_FILE if fusion is not None else f"fixed weights: {reason}",
        "fitted_places": len(seen), **found,
    } | _points(fusion, polygons, confidence)  # fmt: skip


def figures(polygons: Polygons, confidence: np.ndarray) -> dict[str, Any]:
    """Return the calibration of confidences, with counts, by plain names.

    Args:
        confidence: float (n,), 0-1.
    """
    ends = calibration_interval(confidence, polygons.is_true, polygons.places)
    no_fusion = confidence_of(None, polygons.scores, polygons.area_ha)
    return {
        "calibration_error": _round(calibration_error(confidence, polygons.is_true)),
        "calibration_error_interval": None if ends is None else _rounded(list(ends)),
        "calibration_error_by_chance": _round(chance_error(confidence)),
        "calibration_error_of_fixed_weights": _round(calibration_error(no_fusion, polygons.is_true)),
        "polygons": len(polygons), "true": int(polygons.is_true.sum()), "unjudged": polygons.unjudged,
        "places": sorted(set(polygons.places.tolist())), "sites": len(polygons.site_places),
        "by_source": {source: _counts(polygons, source) for source in np.unique(polygons.sources).tolist()},
        "reliability": [
            _rounded(asdict(row)) for row in reliability_table(confidence, polygons.is_true, polygons.places)
        ],
    }  # fmt: skip


def adopt_fusion(measured: Path, models: Path) -> dict[str, Any]:
    """Return the fusion of packs that learnt from training places alone, for the same recipes' refitted packs.

    Refitted packs have seen the places that a fusion is fitted on: there is nothing left to fit one on.

    Raises:
        FusionError: ``other_packs`` where names differ, or the measured packs have no fusion of their own.
    """
    packs, known = load_packs(str(models)), load_packs(str(measured))
    fusion, reason = load_fusion(measured, known)
    different = [kind for kind in KINDS if packs[kind].name != known[kind].name]
    if fusion is None or different:
        what = reason or f"The {' and the '.join(different)} of {models} and {measured} have other names."
        raise FusionError(
            "other_packs", f"The fusion of {measured} can't be taken over. {what}",
            "Name the folder of the run that learnt from train alone, with its fusion.json.",
        )  # fmt: skip
    fields = json.loads((measured / FUSION_FILE).read_text(encoding="utf-8"))
    return fields | {
        "packs": {kind: _told_pack(packs[kind]) for kind in KINDS},
        "fitted_for": fields["packs"],
        "remark": "Fitted for packs that had learnt from training places alone; these here are refitted on more.",
    }


def write_fusion(path: Path, fields: dict[str, Any]) -> None:
    """Write a file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_text(json.dumps(fields, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(path)


def _points(fusion: Fusion | None, polygons: Polygons, confidence: np.ndarray) -> dict[str, Any]:
    """Return what the fusion's thresholds show of the polygons that are drawn at the balanced sensitivity."""
    if fusion is None:
        return {}
    points = {
        name: _rounded(asdict(operating_point(polygons, confidence, value)))
        for name, value in fusion.thresholds.items()
    }
    return {"thresholds": points}


def _counts(polygons: Polygons, source: str) -> dict[str, int]:
    own = polygons.sources == source
    return {
        "polygons": int(own.sum()), "true": int(polygons.is_true[own].sum()),
        "places": len(set(polygons.places[own].tolist())), "sites": int((polygons.site_sources == source).sum()),
    }  # fmt: skip


def _fitted_places(models: Path) -> list[str]:
    fields = json.loads((fusion_folder(str(models)) / FUSION_FILE).read_text(encoding="utf-8"))
    return list(fields.get("measured", {}).get("places", []))


def _told_pack(pack: Pack) -> dict[str, str]:
    return {"name": pack.name, "version": pack.version, "fingerprint": pack.fingerprint()}


def _round(value: float) -> float | None:
    return float(f"{value:.{_DIGITS}g}") if np.isfinite(value) else None


def _rounded(values: Any) -> Any:
    """Return the same lists and mappings with rounded numbers; what is not finite becomes None."""
    if isinstance(values, dict):
        return {name: _rounded(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [_rounded(value) for value in values]
    return _round(values) if isinstance(values, float) else values
