"""What the engine does about a disturbed picture, told from real runs: it detects, warns, refuses, or does nothing."""

from __future__ import annotations

from pathlib import Path

import rasterio
from rasterio.windows import Window

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest
from mining_detector_plugin.engine.scene import open_scene

from .disturbances import Picture
from .models import Models
from .pictures import write_picture

#: Side in pixels of the area in which the engine is tried: what it says does not depend on it.
_TRIED_PIXELS = 96


def engine_response(models: Models, changed: Picture, original: Picture, usual: set[str], work: Path) -> str:
    """Return what the engine does about a disturbed picture, told from a real run on a part of it.

    Args:
        usual: codes of warnings that the original gives too.
        work: folder for the picture and the results.
    """
    path = write_picture(changed, work)
    try:
        new = warnings_of(models, path, work) - usual
    except MiningDetectorError as error:
        return f"refuses: `{error.code}`"
    told = ["warns: " + ", ".join(f"`{code}`" for code in sorted(new))] if new else []
    what = _what_is_done(changed, original, path)
    return "; ".join([*told, *([what] if what else [])]) or "nothing: it is not noticed"


def _what_is_done(changed: Picture, original: Picture, path: Path) -> str | None:
    """Return how the engine reads a disturbed picture; None where it reads it as any other."""
    with open_scene(path) as scene:
        scaling = scene.scaling
    has_offset = scaling.offset < 0
    if changed.storage.is_eight_bit:
        return f"takes 255 for a reflectance of {255 * scaling.scale:g}: the stretch is not undone"
    if has_offset and not changed.storage.added:
        return "mistakes it for the offset of +1000, and takes that off"
    if changed.storage.tags is not None:
        return "does not believe the tags" if has_offset else "believes the tags: it is not noticed"
    if changed.storage.added and not original.storage.added:
        return "detects the offset and takes it off" if has_offset else None
    lacking = [name for name in original.bands if name not in changed.bands]
    if lacking:
        return f"tells the packs that {', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing"
    return None


class _Listener(Reporter):
    """Keeps the codes of warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: set[str] = set()

    def emit(self, message: dict) -> None:
        """See ``Reporter.emit``."""
        if message["type"] == "warning":
            self.codes.add(message["code"])


def warnings_of(models: Models, path: Path, work: Path) -> set[str]:
    """Return the codes of the warnings of a run on the middle of a scene.

    Args:
        models: the packs. path: of the scene. work: folder for results.

    Raises:
        MiningDetectorError: where the engine refuses it.
    """
    with rasterio.open(path) as raster:
        side = min(_TRIED_PIXELS, raster.width, raster.height)
        window = Window((raster.width - side) // 2, (raster.height - side) // 2, side, side)
        left, bottom, right, top = raster.window_bounds(window)
        ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
        aoi = {"geometry": {"type": "Polygon", "coordinates": [ring]}, "crs": raster.crs.to_string()}
    listener = _Listener()
    request = DetectRequest(str(path), str(work / "run"), aoi=aoi, models=str(models.folder), device="cpu")
    detect(request, listener)
    return listener.codes
