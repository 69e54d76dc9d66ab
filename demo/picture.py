"""Draws a scene, the confidence that it holds mines, and the mines found over it, for a person to look at."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
import rasterio
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path as Outline
from rasterio.enums import Resampling

from .canvas import MINE_TYPES
from .compare import Outlines

#: The same colours as in QGIS, see tools/make_styles.py.
COLOURS = {
    "open_pit": "#c0402a", "waste_dump": "#c46cab", "tailings": "#0f52ee", "artisanal": "#e1d358",
    "mine_ground": "#7dfdbb",
}  # fmt: skip
TRUTH_COLOUR = "white"
OVERVIEW_PIXELS = 1200
ZOOM_PIXELS = 140
#: True colour is stretched from black to this reflectance.
WHITE_REFLECTANCE = 0.28


def draw_picture(
    path: Path, scene: Path, confidence: Path, detected: Outlines, truth: Outlines, title: str
) -> None:
    """Write a picture: overviews of scene, confidence and mines, below them one place of each type enlarged.

    The enlarged places are the middle ones by area of their type, so that nothing is picked by its result.

    Args:
        path: PNG to write.
        scene: a made scene's raster. confidence: the run's confidence raster, on the same grid.
        detected, truth: outlines in the scene's CRS.
        title: stands above all.
    """
    matplotlib.use("Agg")
    figure = Figure(figsize=(15, 9.75), dpi=100, layout="constrained")
    figure.suptitle(title, fontsize=13)
    grid = figure.add_gridspec(2, 12, height_ratios=(4, 3))
    with rasterio.open(scene) as source, rasterio.open(confidence) as scores:
        window = rasterio.windows.Window(0, 0, source.width, source.height)
        axes = [figure.add_subplot(grid[0, start : start + 4]) for start in (0, 4, 8)]
        _show_true_colour(axes[0], source, window)
        _show_confidence(figure, axes[1], scores, window)
        _show_true_colour(axes[2], source, window)
        _outline(axes[2], detected, truth)
        headings = ("Scene, true colour", "Confidence: any mine", "Mines found, and the truth")
        for axis, heading in zip(axes, headings, strict=True):
            axis.set_title(heading, fontsize=11)
        for index, kind in enumerate(MINE_TYPES):
            axis = figure.add_subplot(grid[1, 3 * index : 3 * index + 3])
            place = _middle_place(truth, kind)
            if place is None:
                axis.set_axis_off()
                continue
            column, row = ~source.transform @ (place.x, place.y)
            window = rasterio.windows.Window(
                int(np.clip(column - ZOOM_PIXELS / 2, 0, max(0, source.width - ZOOM_PIXELS))),
                int(np.clip(row - ZOOM_PIXELS / 2, 0, max(0, source.height - ZOOM_PIXELS))),
                min(ZOOM_PIXELS, source.width), min(ZOOM_PIXELS, source.height),
            )  # fmt: skip
            _show_true_colour(axis, source, window)
            _outline(axis, detected, truth)
            axis.set_title(f"{kind.replace('_', ' ')}, {ZOOM_PIXELS / 100:.1f} km", fontsize=11)
    handles = [Line2D([], [], color=TRUTH_COLOUR, linestyle="--", label="truth")]
    handles += [
        Line2D([], [], color=COLOURS[kind], linewidth=2.5, label=kind.replace("_", " ")) for kind in COLOURS
    ]
    axes[2].legend(handles=handles, loc="lower left", fontsize=7.5, facecolor="#202020", labelcolor="white")
    figure.savefig(path)


def _extent(
    source: rasterio.DatasetReader, window: rasterio.windows.Window
) -> tuple[float, float, float, float]:
    left, bottom, right, top = rasterio.windows.bounds(window, source.transform)
    return left, right, bottom, top


def _read(
    source: rasterio.DatasetReader, band: int, window: rasterio.windows.Window, resampling: Resampling
) -> np.ndarray:
    shrink = max(1.0, max(window.width, window.height) / OVERVIEW_PIXELS)
    shape = (round(window.height / shrink), round(window.width / shrink))
    return source.read(band, window=window, out_shape=shape, resampling=resampling)


def _show_true_colour(axis: Axes, source: rasterio.DatasetReader, window: rasterio.windows.Window) -> None:
    offset, scale = (float(source.tags()[key]) for key in ("BOA_ADD_OFFSET", "BOA_QUANTIFICATION_VALUE"))
    bands = [source.descriptions.index(name) + 1 for name in ("B04", "B03", "B02")]
    stored = np.stack([_read(source, band, window, Resampling.average) for band in bands], axis=2)
    shade = np.clip((stored.astype(np.float32) + offset) / scale / WHITE_REFLECTANCE, 0, 1) ** 0.8
    axis.imshow(shade, extent=_extent(source, window), interpolation="bilinear")
    axis.set_xticks([])
    axis.set_yticks([])


def _show_confidence(
    figure: Figure, axis: Axes, scores: rasterio.DatasetReader, window: rasterio.windows.Window
) -> None:
    stored = _read(scores, 1, window, Resampling.nearest)
    share = np.ma.masked_equal(stored, 255) / 254.0
    axis.set_facecolor("#404040")
    image = axis.imshow(share, extent=_extent(scores, window), cmap="inferno", vmin=0, vmax=1)
    bar = figure.colorbar(image, cax=axis.inset_axes((0.04, 0.07, 0.4, 0.03)), orientation="horizontal")
    bar.set_ticks([0, 0.5, 1])
    bar.ax.tick_params(colors="white", labelsize=8)
    bar.outline.set_edgecolor("white")  # type: ignore[operator]
    axis.text(0.04, 0.12, "0-1; grey: not searched", color="white", fontsize=8, transform=axis.transAxes)
    axis.set_xticks([])
    axis.set_yticks([])


def _outline(axis: Axes, detected: Outlines, truth: Outlines) -> None:
    limits = axis.get_xlim(), axis.get_ylim()
    axis.add_collection(
        PathCollection([_to_path(polygon) for polygon in truth.polygons], facecolor="none",
                       edgecolor=TRUTH_COLOUR, linewidth=0.9, linestyle="--")
    )  # fmt: skip
    for kind, colour in COLOURS.items():
        paths = [_to_path(polygon) for polygon in detected.polygons[detected.types == kind]]
        axis.add_collection(PathCollection(paths, facecolor=colour + "38", edgecolor=colour, linewidth=1.5))
    axis.set_xlim(limits[0])
    axis.set_ylim(limits[1])


def _to_path(polygon: shapely.Geometry) -> Outline:
    rings = []
    for part in shapely.get_parts(polygon):
        if isinstance(part, shapely.Polygon):
            rings += [
                Outline(np.asarray(ring.coords), closed=True) for ring in (part.exterior, *part.interiors)
            ]
    return Outline.make_compound_path(*rings) if rings else Outline(np.zeros((0, 2)))


def _middle_place(truth: Outlines, kind: str) -> shapely.Point | None:
    """Return the centre of the site of median area among those of a type."""
    sites = truth.polygons[truth.types == kind]
    if len(sites) == 0:
        return None
    return sites[np.argsort(shapely.area(sites))[len(sites) // 2]].centroid
