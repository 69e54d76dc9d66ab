"""Figures of numbers: counts by label, split and date, histograms by label, and the measures of the chips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mining_detector_plugin.engine.indices import INDICES
from trainer.data.dataset import SPLITS, Chip

from .histograms import RunningHistograms
from .picture_grids import index_title
from .scan import SAME_INDEX, ChipMeasures, PixelCounts

#: Colours of the splits, the same in every figure (Okabe and Ito, told apart by colour-blind readers).
SPLIT_COLOURS = {"train": "#0072B2", "val": "#E69F00", "test": "#009E73"}
#: Bars of time, beyond which months become years.
_MOST_MONTHS = 40
#: Chips from 8-bit sources have gaps between their values: drawn raw, their histograms are combs.
_SMOOTHING_BINS = 1.5
_MEASURES = (
    ("entropy", "entropy (bits)", "linear"),
    ("contrast", "contrast (standard deviation of reflectance)", "log"),
    ("blur", "variance of the Laplacian (low: blurred)", "log"),
)


def label_figure(counts: Mapping[str, Mapping[str, int]], unit: str) -> Any:
    """Return bars by label, stacked by split.

    Args:
        counts: by label, then split.
        unit: what is counted.
    """
    import matplotlib.pyplot as plt

    labels = list(counts)
    figure, axis = plt.subplots(figsize=(8, 0.4 * len(labels) + 1.2), layout="constrained")
    left = np.zeros(len(labels))
    for split in SPLITS:
        values = np.array([counts[label].get(split, 0) for label in labels])
        if values.any():
            axis.barh(labels, values, left=left, color=SPLIT_COLOURS[split], label=split)
            left += values
    for row, total in enumerate(left):
        axis.annotate(f" {total:,.0f}", (total, row), va="center", fontsize=8)
    axis.margins(x=0.1)
    axis.invert_yaxis()
    axis.set_xlabel(unit)
    axis.legend(frameon=False, fontsize=8)
    return _plain(figure)


def date_figure(chips: Sequence[tuple[Chip, tuple[str, ...]]], labels: Sequence[str]) -> Any | None:
    """Return bars by month (by year over long spans), side by side for each label; None where no chip has a date."""
    import matplotlib.pyplot as plt

    dated = [(chip.date, names) for chip, names in chips if len(chip.date) >= 7]
    if not dated:
        return None
    digits = 7 if len({date[:7] for date, _ in dated}) <= _MOST_MONTHS else 4
    periods = sorted({date[:digits] for date, _ in dated})
    figure, axis = plt.subplots(figsize=(9, 2.8), layout="constrained")
    colours = label_colours(labels)
    width = 0.8 / len(labels)
    for number, label in enumerate(labels):
        found = Counter(date[:digits] for date, names in dated if label in names)
        left = np.arange(len(periods)) + (number - (len(labels) - 1) / 2) * width
        axis.bar(left, [found[period] for period in periods], width, label=label, color=colours[label])
    axis.set_xticks(range(len(periods)), periods)
    axis.set_ylabel("chips")
    axis.tick_params(axis="x", rotation=90 if len(periods) > 12 else 0, labelsize=8)
    axis.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    return _plain(figure)


def place_figure(chips: Sequence[Chip]) -> Any:
    """Return how many chips the places hold, by split: few places with many chips weigh heavily."""
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(8, 2.8), layout="constrained")
    for split in SPLITS:
        sizes = sorted(Counter(chip.place for chip in chips if chip.split == split).values(), reverse=True)
        if sizes:
            name = f"{split}: {len(sizes)} places"
            axis.plot(np.arange(1, len(sizes) + 1), sizes, "o-", ms=3, color=SPLIT_COLOURS[split], label=name)
    axis.set(xlabel="places, the largest first", ylabel="chips", xscale="log", ylim=(0, None))
    axis.xaxis.set_major_formatter("{x:g}")
    axis.xaxis.set_minor_formatter("")
    axis.legend(frameon=False, fontsize=8)
    return _plain(figure)


def band_histograms(counts: PixelCounts, labels: Sequence[str]) -> Any | None:
    """Return a small histogram for each band that was counted, a line for each label; None without any."""
    return _histogram_grid([(name, counts.bands, name) for name in counts.bands.names], labels, "reflectance")


def index_histograms(counts: PixelCounts, labels: Sequence[str]) -> Any | None:
    """Return a small histogram for each index that was counted, a line for each label; None without any."""
    panels = [
        (name, counts.histograms_of(name), index_title(name)) for name in INDICES if name not in SAME_INDEX
    ]
    return _histogram_grid(panels, labels, "index")


def measure_figure(measures: Sequence[ChipMeasures], labels: Sequence[str], min_entropy: float) -> Any:
    """Return histograms of entropy, contrast and blur over the chips, a line for each label."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(_MEASURES), figsize=(11, 3.2), layout="constrained")
    colours = label_colours(labels)
    for axis, (name, title, scale) in zip(axes, _MEASURES, strict=True):
        values = np.array([getattr(item.quality, name) for item in measures])
        bins = _measure_bins(values, scale)
        for label in labels:
            chosen = [label in item.labels for item in measures]
            weights = np.full(sum(chosen), 1 / max(sum(chosen), 1))
            axis.hist(
                np.clip(values[chosen], bins[0], bins[-1]), bins, weights=weights, histtype="step",
                color=colours[label], lw=1.4, label=f"{label} ({sum(chosen):,})",
            )  # fmt: skip
        axis.set(xlabel=title, xscale=scale)
    axes[0].axvline(min_entropy, color="#c33", ls="--", lw=1)
    axes[0].set_ylabel("share of the label's chips")
    axes[-1].legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    return _plain(figure)


def label_colours(labels: Sequence[str]) -> dict[str, Any]:
    """Return a colour for each label, by its place in the list."""
    import matplotlib

    colours = matplotlib.colormaps["tab10"].colors  # type: ignore[attr-defined]
    return {label: colours[index % len(colours)] for index, label in enumerate(labels)}


def _histogram_grid(
    panels: Sequence[tuple[str, RunningHistograms, str]], labels: Sequence[str], unit: str
) -> Any | None:
    """Return small histograms, four a row, of (quantity, histograms, title); those without counts are left out."""
    import matplotlib.pyplot as plt
    from scipy.ndimage import gaussian_filter1d

    panels = [panel for panel in panels if panel[1].of(panel[0])]
    if not panels:
        return None
    columns = min(4, len(panels))
    rows = -(-len(panels) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(2.8 * columns + 1.5, 2.1 * rows + 0.4), squeeze=False,
        gridspec_kw={"hspace": 0.45, "wspace": 0.08},
    )  # fmt: skip
    colours = label_colours(labels)
    for axis, (name, histograms, title) in zip(axes.flat, panels, strict=False):
        centres = (histograms.edges[:-1] + histograms.edges[1:]) / 2
        width = centres[1] - centres[0]
        for label, counts in histograms.of(name).items():
            if label in colours:
                density = gaussian_filter1d(counts / counts.sum() / width, _SMOOTHING_BINS)
                axis.plot(centres, density, color=colours[label], lw=1.2, label=label)
        axis.set_title(title, fontsize=9)
        low, high = histograms.quantile(name, 0.001), histograms.quantile(name, 0.995)
        axis.set_xlim(low - 2 * width, high + 2 * width)
        axis.set_yticks([])
    for axis in axes.flat[len(panels) :]:
        axis.set_visible(False)
    handles = {
        text: line for axis in axes.flat for line, text in zip(*axis.get_legend_handles_labels(), strict=True)
    }
    shown = [label for label in labels if label in handles]
    axes[0, -1].legend(
        [handles[label] for label in shown], shown, loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False,
        fontsize=8,
    )  # fmt: skip
    axes[-1, 0].set_xlabel(unit, fontsize=9)
    return _plain(figure)


def _measure_bins(values: np.ndarray, scale: str) -> np.ndarray:
    """Return bin edges over the values; on a logarithmic axis zeros go to the lowest bin."""
    if scale == "linear":
        return np.linspace(0, max(float(values.max()), 1.0), 41)
    positive = values[values > 0]
    low, high = (positive.min(), positive.max()) if positive.size else (0.1, 1.0)
    return np.geomspace(low, max(high, low * 1.01), 41)


def _plain(figure: Any) -> Any:
    """Return the figure without the lines that carry nothing."""
    for axis in figure.axes:
        axis.spines[["top", "right"]].set_visible(False)
    return figure
