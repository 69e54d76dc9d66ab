"""Builds the worker's requests from what the dock and the Processing algorithm know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Union

#: Files, folders or addresses of an image.
Scene = Union[str, "list[str]"]

#: Sentinel-2's bands in the sensor's order.
BAND_NAMES = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")

#: What a user may ask for: how much is shown.
SENSITIVITIES = ("few_misses", "balanced", "few_false_alarms")

#: How haze can be taken off.
DEHAZE_METHODS = ("none", "dark_channel", "constant")

#: Stages whose answer a user may ask for alone.
CLASSIFY, DETECT, SEGMENT = STAGES = ("classify", "detect", "segment")


@dataclass(frozen=True)
class DetectRequest:
    """One run.

    Attributes:
        scene: file or folder of the image, or a list of them: band files of one image, or tiles side by side.
        out: folder for the results.
        aoi: ``{"geometry": GeoJSON, "crs": text}``, a vector file's path, or None for the whole image.
        bands: band numbers from 1 by canonical name, where the file does not name its bands.
        scaling: ``scale`` and ``offset`` that the user states; None for what the worker decides.
        models: folder of the three packs, None for the bundled ones.
        device: ``auto``, ``cpu`` or a GPU's id.
        precision: ``auto``, the fastest that the device is good at, or ``float32``.
        threshold: 0-1, None for the models' own.
        sensitivity: one of ``SENSITIVITIES``.
        search_everywhere: whether to look closer at every cell, not only where the classifier says so.
        precision_filter: whether the models' precision filters remove false hits.
        dehaze: ``none``, ``dark_channel`` or ``constant``; None for what the models ask for.
        with_untested_classes: whether to look for classes that no real place has tested too.
        only: one of ``STAGES`` for its answer alone, None for mines.
        thumbnails: whether small pictures of the surest mines are drawn, for map tips and reports.
    """

    scene: Scene
    out: str
    aoi: dict[str, Any] | str | None = None
    bands: dict[str, int] | None = None
    scaling: dict[str, float] | None = None
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

    def to_dict(self) -> dict[str, Any]:
        """Return the request as docs/developers.md describes it."""
        return {"command": "detect", **vars(self)}


@dataclass(frozen=True)
class VectoriseRequest:
    """Outlines from a finished run, by another threshold.

    Attributes:
        confidence: the run's confidence raster.
        out: the GeoPackage to write.
        threshold: least probability of any mine, 0-1.
        minimum_area_ha: smaller outlines are dropped.
    """

    confidence: str
    out: str
    threshold: float = 0.5
    minimum_area_ha: float = 0.1

    def to_dict(self) -> dict[str, Any]:
        """Return the request as docs/developers.md describes it."""
        return {"command": "vectorise", **vars(self)}


@dataclass(frozen=True)
class ImageRequest:
    """What the user has chosen to look at.

    Attributes:
        scene, bands, scaling, aoi: as in ``DetectRequest``.
    """

    scene: Scene
    bands: dict[str, int] | None = None
    scaling: dict[str, float] | None = None
    aoi: dict[str, Any] | str | None = None

    def to_inspect(self) -> dict[str, Any]:
        """Return the request that asks what an image holds."""
        return {"command": "inspect", "scene": self.scene, "bands": self.bands, "scaling": self.scaling}

    def to_preview(self, out: str, side: int) -> dict[str, Any]:
        """Return the request for small pictures of it in a folder, with their longest side in pixels."""
        return {"command": "preview", **vars(self), "out": out, "side": side}


@dataclass(frozen=True)
class EstimateRequest:
    """What a run would cost.

    Attributes:
        run: the run.
        former_runs: what is known of runs on this machine, see ``engine/estimate.py``.
    """

    run: DetectRequest
    former_runs: list[dict[str, Any]]

    def to_dict(self) -> dict[str, Any]:
        """Return the request as docs/developers.md describes it."""
        return {"command": "estimate", "run": vars(self.run), "former_runs": self.former_runs}


def recover_request(folder: str) -> dict[str, Any]:
    """Return the request that makes results of what an interrupted run has finished; ``folder`` is its hidden one."""
    return {"command": "recover", "folder": folder}


def resume_request(folder: str) -> dict[str, Any]:
    """Return the request that goes on with an interrupted run; ``folder`` is its hidden one."""
    return {"command": "resume", "folder": folder}


def devices_request() -> dict[str, Any]:
    """Return the request that asks which devices there are."""
    return {"command": "devices"}


def parse_bands(text: str) -> dict[str, int]:
    """Return band numbers from 1 by name for names in the raster's order, such as ``B02,B03,-,B08``.

    A dash stands for a band to leave out.
    """
    names = [name.strip() for name in text.split(",")]
    return {name: index for index, name in enumerate(names, start=1) if name not in ("", "-")}


def install_pack_request(source: str, library: str, replace: bool = False) -> dict[str, Any]:
    """Return the request that installs models from a folder or a zip."""
    return {"command": "install_pack", "source": source, "library": library, "replace": replace}


def inspect_onnx_request(file: str) -> dict[str, Any]:
    """Return the request that asks what an ONNX file is."""
    return {"command": "inspect_onnx", "file": file}


def import_onnx_request(file: str, library: str, replace: bool, **choices: Any) -> dict[str, Any]:
    """Return the request that imports an ONNX file; ``choices`` are the user's, see docs/developers.md."""
    return {"command": "import_onnx", "file": file, "library": library, "replace": replace, **choices}


def remove_pack_request(library: str, name: str) -> dict[str, Any]:
    """Return the request that removes an installed set of models."""
    return {"command": "remove_pack", "library": library, "name": name}


def default_pack_request(library: str, name: str) -> dict[str, Any]:
    """Return the request that makes a set of models the default."""
    return {"command": "default_pack", "library": library, "name": name}
