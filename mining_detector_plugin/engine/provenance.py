"""What is known of a run, and how it is told: the ``run`` row of the results and the worker's ``result``."""

from __future__ import annotations

import platform
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from .. import __version__
from .aoi import Aoi
from .cells import Cells
from .detection import Detections
from .devices import Device
from .fusion import FUSION_FILE, Fusion
from .mines import Mines
from .model_folder import TYPES_KIND
from .pack import Pack
from .predictor import Predictor
from .recovery import FINISHED, ending
from .request import SENSITIVITIES, DetectRequest
from .results import CONFIDENCE, GEOPACKAGE
from .scene import Scene
from .stages import STAGES
from .time_left import TimeLeft

#: Figures of a pack's card that tell how far a run's mines can be trusted; each is measured per threshold.
_FIGURES_BY_THRESHOLD = ("sites_found", "polygons_true", "false_sites_per_1000_km2")


class Clock:
    """Seconds since the last lap, by the name of what was done."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        """End a lap."""
        now = time.monotonic()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


@dataclass(frozen=True)
class Run:
    """A run that has begun.

    Attributes:
        run_id: 12 hexadecimal digits.
        predictors: of the packs, by kind.
        hashes: of the packs' files, by kind.
        fusion: of the packs; None makes confidences by fixed weights, which ``fusion_missing`` explains.
        removed: how many mines and detections the packs' precision filters took out, and how many mines were left out
            for their confidence (``unsure_mines``); filled as the run goes on.
        time_left: tells the seconds left.
    """

    run_id: str
    request: DetectRequest
    scene: Scene
    aoi: Aoi
    device: Device
    predictors: dict[str, Predictor]
    hashes: dict[str, str]
    clock: Clock
    fusion: Fusion | None
    fusion_missing: str
    time_left: TimeLeft
    removed: dict[str, int] = field(default_factory=lambda: {"mines": 0, "detections": 0, "unsure_mines": 0})

    @property
    def threshold_name(self) -> str:
        """The name of the thresholds that the user's sensitivity takes."""
        return SENSITIVITIES[self.request.sensitivity]

    @property
    def least_confidence(self) -> float:
        """From which on mines are shown; 0 shows all: uncalibrated, or the user gave a threshold of his own."""
        if self.fusion is None or self.request.threshold is not None:
            return 0.0
        return self.fusion.thresholds[self.threshold_name]

    def pack(self, kind: str) -> Pack:
        """Return the pack of a kind."""
        return self.predictors[kind].pack

    def provenance(self) -> dict[str, Any]:
        """Return the results' ``run`` row: what went in, what ran, and how long it took."""
        scene = self.scene
        return {
            "run_id": self.run_id,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": __version__,
            "scene": scene.name,
            "paths": list(scene.paths),
            "acquired": scene.acquired or "",
            "crs": scene.crs.to_string(),
            "bands": list(scene.bands),
            "scaling": asdict(scene.scaling),
            "aoi_area_ha": self.aoi.area_ha(),
            "settings": asdict(self.request),
            "packs": {kind: self._describe_pack(kind) for kind in self.predictors},
            "types_by": TYPES_KIND if TYPES_KIND in self.predictors else "segmenter",
            "removed_by_filter": {name: self.removed[name] for name in ("mines", "detections")},
            "confidence": self._describe_confidence() if self.request.only is None else "",
            "figures": self._figures(),
            "device": asdict(self.device),
            "platform": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
            "timings_s": self.clock.laps,
            **ending(FINISHED, self.aoi.area_ha()),
        }

    def answer(
        self, folder: Path, mines: Mines | None, detections: Detections | None, cells: Cells | None
    ) -> dict[str, Any]:
        """Return the worker's ``result`` message without its type; what is None was not looked for."""
        counts: dict[str, int] = {}
        if mines is not None:
            counts |= {
                "mines": len(mines.types),
                "mines_removed": self.removed["mines"],
                "mines_unsure": self.removed["unsure_mines"],
            }
        if detections is not None:
            counts |= {
                "detections": len(detections.scores),
                "detections_removed": self.removed["detections"],
            }
        if cells is not None:
            counts |= {
                "cells": int((~np.isnan(cells.scores)).sum()),
                "cells_searched": int(cells.is_searched.sum()),
            }
        return {
            "folder": str(folder),
            "geopackage": str(folder / GEOPACKAGE),
            "confidence": str(folder / CONFIDENCE) if "segment" in STAGES[self.request.only] else None,
            "run_id": self.run_id,
            "scene": self.scene.name,
            "counts": counts,
            "device": asdict(self.device),
            "timings_s": self.clock.laps,
            "is_complete": True,
        }

    def _describe_confidence(self) -> dict[str, Any]:
        """Return how confidences were made, and from which on mines are shown."""
        return {
            "by": "fixed weights, not calibrated" if self.fusion is None else FUSION_FILE,
            "reason": self.fusion_missing,
            "least": self.least_confidence,
            "left_out": self.removed["unsure_mines"],
        }

    def _figures(self) -> list[dict[str, Any]]:
        """Return what was measured of mines as this run shows them, from the segmenter's card; nothing else fits."""
        if self.fusion is None or self.request.threshold is not None or "segmenter" not in self.predictors:
            return []
        wanted = {f"{name}_at_{self.threshold_name}" for name in _FIGURES_BY_THRESHOLD} | {
            "calibration_error"
        }
        measured = self.pack("segmenter").metadata.get("evaluation", [])
        return [figure for figure in measured if figure.get("metric") in wanted]

    def _describe_pack(self, kind: str) -> dict[str, Any]:
        predictor = self.predictors[kind]
        pack = predictor.pack
        described = {
            "name": pack.name,
            "version": pack.version,
            "sha256": self.hashes[kind],
            "thresholds": pack.thresholds,
            "classes_left_out": list(predictor.left_out),
            "runtime": predictor.runtime_name,
            "haze": None if predictor.haze is None else asdict(predictor.haze),
        }
        return described | ({"answers_by_member": predictor.answers_by_member} if pack.members else {})
