"""What a user asks for: the fields of the worker's ``detect`` request, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .dehaze import METHODS
from .devices import PRECISIONS
from .errors import MiningDetectorError
from .stages import STAGES

#: A user's words for what is to be shown, and the name of the thresholds that each takes.
SENSITIVITIES = {"few_misses": "few_misses", "balanced": "default", "few_false_alarms": "few_false_alarms"}


@dataclass(frozen=True)
class DetectRequest:
    """What a user asks for.

    Attributes:
        scene: file, folder, address, or several: the band files of one image, or tiles side by side.
        out: folder for the results.
        bands: band numbers from 1 by canonical name, where the file does not name its bands.
        scaling: ``{"scale": 0.0001, "offset": -0.1}`` where the user states how stored numbers become reflectance;
            None for what is decided on opening.
        aoi: None for the whole scene, a path of a vector file, or ``{"geometry": GeoJSON, "crs": "EPSG:…"}``.
        models: folder with packs, see ``model_folder.load_packs``; None for the bundled ones.
        device: ``auto``, ``cpu`` or ``cuda:N``.
        precision: ``auto``, the fastest that the device is good at, or ``float32``, which is the same on every machine
            to the last digits.
        threshold: least probability of mine ground, 0-1; None for the segmenter's own. Where it is given, no mine is
            left out for its confidence.
        sensitivity: one of ``SENSITIVITIES``: which thresholds of the packs and of the fusion are taken.
        search_everywhere: the detector and the segmenter look at every cell, whatever the classifier says.
        precision_filter: what the packs' precision filters take for false hits is left out.
        dehaze: how haze is taken off, one of ``dehaze.METHODS``; None for what the packs say.
        with_untested_classes: what the packs call untested is looked for too.
        only: ``classify``, ``detect`` or ``segment``: the answer of this stage alone, see `stages.py`; None for mines.
        thumbnails: small pictures of the surest mines are drawn too, see `thumbnails.py`.
    """

    scene: str | list[str]
    out: str
    bands: Mapping[str, int] | None = None
    scaling: Mapping[str, float] | None = None
    aoi: str | dict[str, Any] | None = None
    models: str | None = None
    device: str = "auto"
    precision: str = "auto"
    threshold: float | None = None
    sensitivity: str = "balanced"
    search_everywhere: bool = False
    precision_filter: bool = True
    dehaze: str | None = None
    with_untested_classes: bool = False
    only: str | None = None
    thumbnails: bool = False

    def __post_init__(self) -> None:
        """Refuse values of a wrong type, which JSON can bring."""
        scenes = self.scene if isinstance(self.scene, list) else [self.scene]
        numbers = (self.bands or {}).values() if isinstance(self.bands, Mapping | None) else [None]
        is_right = {
            "scene": bool(scenes) and all(isinstance(scene, str) for scene in scenes),
            "out": isinstance(self.out, str) and bool(self.out),
            "bands": all(isinstance(number, int) for number in numbers),
            "scaling": isinstance(self.scaling, Mapping | None),
            "aoi": isinstance(self.aoi, str | dict | None),
            "models": isinstance(self.models, str | None),
            "device": isinstance(self.device, str),
            "precision": self.precision in PRECISIONS,
            "threshold": isinstance(self.threshold, int | float | None),
            "sensitivity": self.sensitivity in SENSITIVITIES,
            "search_everywhere": isinstance(self.search_everywhere, bool),
            "precision_filter": isinstance(self.precision_filter, bool),
            "dehaze": self.dehaze in (None, *METHODS),
            "with_untested_classes": isinstance(self.with_untested_classes, bool),
            "only": self.only in STAGES,
            "thumbnails": isinstance(self.thumbnails, bool),
        }
        wrong = [name for name, is_so in is_right.items() if not is_so]
        if wrong:
            raise MiningDetectorError(
                "request_invalid", f"The request's {wrong[0]} is not what it should be.",
                "See docs/developers.md for its form.",
            )  # fmt: skip
