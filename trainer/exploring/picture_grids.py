"""Figures of sample chips: rows are chips by label, columns are bands, composites or indices.

A grid is one picture on one axis: an axis for each cell would take matplotlib a minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mining_detector_plugin.engine.bands import BANDS, PACK_BANDS
from mining_detector_plugin.engine.indices import INDICES, compute_index

from .composites import COMPOSITES, Stretch, composite, composite_bands, stretched_band
from .scan import RATIOS, SAME_INDEX, Picture

_WAVELENGTH = {band.name: band.wavelength_nm for band in BANDS}
#: Colours and range of the index maps: differences are brown to blue-green around 0.
_DIFFERENCE_MAP = ("BrBG", -1.0, 1.0)
_RATIO_MAP = ("viridis", 0.0, 2.5)
#: Pixels of a grid's cell, of the gap between cells, and inches of a cell on the page.
_CELL_PIXELS = 112
_GAP = 4
_WIDEST = 1.5
_PAGE_INCHES = 10.5
_MISSING = 235

Rows = Sequence[tuple[str, Picture]]


def picture_rows(
    pictures: Mapping[str, Sequence[Picture]], labels: Sequence[str], per_label: int
) -> list[tuple[str, Picture]]:
    """Return label and picture of each row; the same chip is not shown under a second label."""
    shown: set[str] = set()
    rows = []
    for label in labels:
        fresh = [picture for picture in pictures.get(label, ()) if picture.chip.id not in shown]
        for picture in fresh[:per_label]:
            shown.add(picture.chip.id)
            rows.append((label, picture))
    return rows


def band_figure(rows: Rows, stretch: Stretch) -> Any:
    """Return a figure of every band of the chips, in grey."""
    names = [band for band in PACK_BANDS if any(band in picture.bands for _, picture in rows)]
    cells = [
        [_grey(stretched_band(picture, name, stretch)) if name in picture.bands else None for name in names]
        for _, picture in rows
    ]
    return _grid(rows, [f"{name}\n{_WAVELENGTH[name]:.0f} nm" for name in names], cells)


def drawable_composites(rows: Rows) -> list[str]:
    """Return the composites that at least one chip has the bands for."""
    return [name for name in COMPOSITES if any(composite_bands(name, picture.bands) for _, picture in rows)]


def composite_figure(rows: Rows, stretch: Stretch) -> Any:
    """Return a figure of the composites of the chips."""
    names = drawable_composites(rows)
    cells = []
    for _, picture in rows:
        bands = [composite_bands(name, picture.bands) for name in names]
        cells.append([composite(picture, found, stretch) if found else None for found in bands])
    return _grid(rows, [f"{name}\n{' '.join(COMPOSITES[name])}" for name in names], cells)


def drawable_indices(rows: Rows) -> list[str]:
    """Return the indices that at least one chip has the bands for, each formula once."""
    return [
        name
        for name, index in INDICES.items()
        if name not in SAME_INDEX and any(set(index.bands) <= set(picture.bands) for _, picture in rows)
    ]


def index_title(name: str) -> str:
    """Return an index's name for a plot, with the names that share its formula."""
    twins = [twin for twin, original in SAME_INDEX.items() if original == name]
    return " = ".join(["Iron oxide" if name == "IRON_OXIDE" else name, *twins])


def index_figure(rows: Rows) -> Any:
    """Return a figure of the index maps of the chips, with colour bars below."""
    names = drawable_indices(rows)
    cells = [
        [
            _index_map(picture, name) if set(INDICES[name].bands) <= set(picture.bands) else None
            for name in names
        ]
        for _, picture in rows
    ]
    figure = _grid(rows, [index_title(name) for name in names], cells)
    ratios = [index_title(name) for name in names if name in RATIOS]
    differences = [index_title(name) for name in names if name not in RATIOS]
    for (colours, low, high), drawn in ((_DIFFERENCE_MAP, differences), (_RATIO_MAP, ratios)):
        if drawn:
            _colour_bar(figure, colours, low, high, ", ".join(drawn))
    return figure


def _index_map(picture: Picture, name: str) -> np.ndarray:
    import matplotlib

    colours, low, high = _RATIO_MAP if name in RATIOS else _DIFFERENCE_MAP
    values = compute_index(name, picture.reflectance, PACK_BANDS)
    shares = np.clip((values - low) / (high - low), 0, 1)
    return (matplotlib.colormaps[colours](shares)[..., :3] * 255).astype(np.uint8)


def _colour_bar(figure: Any, colours: str, low: float, high: float, title: str) -> None:
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    bar = figure.colorbar(
        ScalarMappable(Normalize(low, high), colours), ax=figure.axes[0], location="bottom", shrink=0.4,
        aspect=40, pad=0.01,
    )  # fmt: skip
    bar.set_label(title, fontsize=8)
    bar.ax.tick_params(labelsize=7)


def _grid(rows: Rows, titles: Sequence[str], cells: Sequence[Sequence[np.ndarray | None]]) -> Any:
    """Return a figure of cells, uint8 (height, width, 3) or None: titles above, label and chip at the left."""
    import matplotlib.pyplot as plt

    step = _CELL_PIXELS + _GAP
    sheet = np.full((len(rows) * step - _GAP, len(titles) * step - _GAP, 3), 255, np.uint8)
    inches = min(_WIDEST, _PAGE_INCHES / len(titles))
    size = (len(titles) * inches + 2, len(rows) * inches + 0.6)
    figure, axis = plt.subplots(figsize=size, layout="constrained")
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            inside = np.s_[
                row * step : row * step + _CELL_PIXELS, column * step : column * step + _CELL_PIXELS
            ]
            sheet[inside] = _MISSING if cell is None else _fit(cell)
    axis.imshow(sheet, interpolation="none")
    middle = _CELL_PIXELS / 2
    axis.set_xticks([column * step + middle for column in range(len(titles))], titles, fontsize=8)
    names = [f"{label}\n{_short(picture.chip.id)}" for label, picture in rows]
    axis.set_yticks([row * step + middle for row in range(len(rows))], names, fontsize=8)
    axis.tick_params(length=0, labeltop=True, labelbottom=False)
    axis.spines[:].set_visible(False)
    return figure


def _fit(cell: np.ndarray) -> np.ndarray:
    """Return a cell at the grid's size: nearest pixels, the shorter side filled with white."""
    height, width = cell.shape[:2]
    side = max(height, width)
    square = np.full((side, side, 3), 255, np.uint8)
    square[(side - height) // 2 :, (side - width) // 2 :][:height, :width] = cell
    nearest = (np.arange(_CELL_PIXELS) * side) // _CELL_PIXELS
    return square[nearest][:, nearest]


def _grey(values: np.ndarray) -> np.ndarray:
    return np.repeat(values[..., None], 3, axis=-1)


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:9]}…{name[-16:]}"
