"""All figures of a folder of packs on one split of a data folder; what is absent is skipped and named."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .boxes import box_figures
from .chips import eurosat_scores, land_scores, rgb_chip_figures, six_band_figures
from .evaluation_request import Request
from .figures import PlainFigure, single_figure
from .finds import find_figures
from .gate import Sites, gate_figures, passed_figures, rgb_chip_sites, scene_sites, six_band_sites
from .models import Models
from .outlines import quarry_figures, tailings_by_place, tailings_figures
from .result import Result
from .scenes import LabelledScene, SceneAnswer, ask_scenes, quarry_scene_files, tailings_scene_files

#: Endings of what a network is made of.
_MODEL_FILES = {".safetensors", ".onnx"}

Asked = tuple[list[LabelledScene], list[SceneAnswer]]


def evaluate_bundled(models: Models, request: Request) -> Result:
    """Return all figures of the packs."""
    result = Result()
    result.add(size_figures(models))
    _measure_chips(models, request, result)
    data, split = request.data, request.split
    tailings = _ask(
        models, result, "tailings", request.tailings_folder, lambda: tailings_scene_files(data, split)
    )
    quarry = _ask(models, result, "quarry_scene", request.quarry_folder, lambda: quarry_scene_files(data))
    if tailings is not None:
        result.add(tailings_figures(*tailings, request.draws))
        result.tables["tailings_by_place"] = tailings_by_place(*tailings)
    if quarry is not None:
        result.add(quarry_figures(*quarry, request.quarry_date))
    _measure_gate(models, request, result, tailings, quarry)
    _measure_boxes(models, request, result, tailings is not None)
    _measure_finds(models, request, result)
    return result


def size_figures(models: Models) -> list[PlainFigure]:
    """Return the size of each pack and of the three together, in MB of 10^6 bytes.

    Weights and graphs count, not metadata and cards: these tell the figure, and would change it.
    """
    sizes = {
        kind: sum(path.stat().st_size for path in pack.folder.glob("*") if path.suffix in _MODEL_FILES) / 1e6
        for kind, pack in models.packs.items()
    }
    figures = [single_figure(f"size_mb_{kind}", size, 1) for kind, size in sizes.items()]
    return [
        single_figure("size_mb", sum(sizes.values()), len(sizes), "weights and graphs of all packs"),
        *figures,
    ]


def _measure_chips(models: Models, request: Request, result: Result) -> None:
    """Measure the classifier on chips, and its false alarms on land without mines."""
    data, split, draws = request.data, request.split, request.draws
    parts_of_split = {
        "rgb_chips": (rgb_chip_figures, request.rgb_file),
        "six_band_chips": (six_band_figures, request.six_band_file),
    }
    for name, (measure, path) in parts_of_split.items():
        result.add(result.part(name, partial(measure, models, data, split, draws), [path]) or ())
    scored = {
        "eurosat": result.part("eurosat", lambda: eurosat_scores(models, data), [request.eurosat_file]),
        "land_chips": result.part(
            "land_chips", lambda: land_scores(models, data, request.is_trained_on), [request.land_file]
        ),
    }
    parts = {name: part for name, part in scored.items() if part is not None}
    what = f"share of chips at the default threshold of {models.default:.3g}"
    result.add(passed_figures("false_alarm_rate", what, parts, models.default, draws))
    what = f"share of chips at the gate's threshold of {models.gate:.3g}, which is the share of the area"
    result.add(passed_figures("gate_area_let_through", what, parts, models.gate, draws))


def _ask(
    models: Models, result: Result, name: str, folder: Path, files: Callable[[], list[LabelledScene]]
) -> Asked | None:
    """Return a source's scenes with what the packs say of them; None where there are none."""

    def measure() -> Asked:
        scenes = files()
        return scenes, ask_scenes(models, scenes, name)

    asked = result.part(name, measure, [folder])
    if asked is not None and not asked[0]:
        result.skipped[name] = f"{folder.name} holds no image_NAME.tif with its mask_NAME.tif"
        return None
    return asked


def _measure_gate(
    models: Models, request: Request, result: Result, tailings: Asked | None, quarry: Asked | None
) -> None:
    """Measure which sites the gate lets through, of the kinds that are there."""
    sites: list[Sites | None] = []
    if tailings is not None:
        sites.append(scene_sites("tailings", *tailings))
    if quarry is not None:
        newest = request.quarry_date or max(scene.name for scene in quarry[0])
        chosen = [pair for pair in zip(*quarry, strict=True) if pair[0].name == newest]
        sites.append(scene_sites("quarry", *zip(*chosen, strict=True)) if chosen else None)
    data, split = request.data, request.split
    chips = {
        "rgb_chips": (rgb_chip_sites, request.rgb_file),
        "six_band_chips": (six_band_sites, request.six_band_file),
    }
    for name, (find, path) in chips.items():
        sites.append(result.part(f"artisanal sites of {name}", partial(find, models, data, split), [path]))
    there = [part for part in sites if part is not None and len(part.scores)]
    if there:
        result.add(gate_figures(models, there, request.draws))


def _measure_boxes(models: Models, request: Request, result: Result, has_scenes: bool) -> None:
    """Measure boxes on the scenes and chips that are there."""
    has_chips = "rgb_chips" in result.seconds and "rgb_chips" not in result.skipped | result.failed
    if not has_scenes and not has_chips:
        result.skipped["boxes"] = "neither tailings scenes nor RGB chips are there"
        return
    measure = partial(box_figures, models, request.data, request.split, has_scenes, has_chips, request.draws)
    result.add(result.part("boxes", measure) or ())


def _measure_finds(models: Models, request: Request, result: Result) -> None:
    """Measure the whole pipeline on the labelled scenes and chips that are there."""

    def measure() -> list[PlainFigure]:
        with tempfile.TemporaryDirectory() as work:
            return find_figures(models, request, Path(work))

    result.add(result.part("pipeline", measure) or ())
