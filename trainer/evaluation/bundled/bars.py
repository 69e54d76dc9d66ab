"""What is asked of the bundled packs, beside what they reach, as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .figures import PlainFigure

REPORTED = "report"


@dataclass(frozen=True)
class Bar:
    """One thing that is asked.

    Attributes:
        what: in words.
        key: of the figure.
        least, most: the value must not lie below or above; both None: it is told and nothing more.
        is_strict: the bound itself does not count.
    """

    what: str
    key: str
    least: float | None = None
    most: float | None = None
    is_strict: bool = False

    @property
    def text(self) -> str:
        """The bar in words."""
        if self.least is None and self.most is None:
            return REPORTED
        sign = ">" if self.least is not None else "<"
        return (
            f"{sign}{'' if self.is_strict else '='} {self.least if self.least is not None else self.most:g}"
        )

    def is_met(self, value: float) -> bool:
        """Return whether a value meets the bar."""
        bound, distance = (self.least, 1) if self.least is not None else (self.most, -1)
        if bound is None:
            return True
        beyond = distance * (value - bound)
        return beyond > 0 if self.is_strict else beyond >= 0


BARS = (
    Bar("classifier on RGB chips: ROC AUC", "classifier_rgb_roc_auc", least=0.94),
    Bar("classifier on RGB chips: average precision", "classifier_rgb_average_precision", least=0.84),
    Bar("classifier on RGB chips: F1 at the pack's own threshold", "classifier_rgb_f1_at_default", least=0.78),
    Bar("classifier on six bands, mines against the rest: ROC AUC", "classifier_six_band_roc_auc", least=0.80),
    Bar(
        "the same, against the same place at t0: ROC AUC",
        "classifier_six_band_roc_auc_against_same_place_at_t0", least=0.80
    ),
    Bar(
        "six bands better than their RGB alone: difference of ROC AUC",
        "classifier_six_band_gain_over_rgb", least=0, is_strict=True
    ),
    Bar("gate: share of sites of 1 ha and more let through", "gate_sites_let_through", least=0.99),
    Bar("gate: share of the area of EuroSAT's and the land chips let through", "gate_area_let_through", most=0.15),
    Bar("false alarms at the default threshold, EuroSAT", "false_alarm_rate_eurosat", most=0.003),
    Bar("false alarms at the default threshold, land chips", "false_alarm_rate_land_chips", most=0.003),
    Bar("segmenter: IoU of tailings", "segmenter_tailings_iou", least=0.65),
    Bar("segmenter: IoU of the quarry", "segmenter_quarry_iou", least=0.75),
    Bar("sites found at 'few false alarms'", "sites_found_at_few_false_alarms"),
    Bar("false sites per 1000 km2 at 'few false alarms'", "false_sites_per_1000_km2_at_few_false_alarms"),
    Bar("detector: AP50", "detector_ap50", least=0.50),
    Bar(
        "detector: AP50 above that of boxes from the segmenter",
        "detector_ap50_gain_over_segmenter", least=0, is_strict=True
    ),
    Bar("detector on single chips that go on in their mirror images: ROC AUC", "detector_roc_auc_mirrored_chips"),
    Bar("calibration error of the polygon confidence", "calibration_error", most=0.05),
    Bar("spread of the quarry's IoU over its dates", "segmenter_quarry_iou_spread", most=0.10),
    Bar("size of the three packs, MB", "size_mb", most=20),
    Bar("time of the cascade against the first packs, ratio", "cascade_time_ratio", most=1.3),
)  # fmt: skip


def bars_markdown(figures: dict[str, PlainFigure]) -> str:
    """Return a table with a row for each bar, what is reached with its interval, and whether that meets it."""
    lines = [
        "| what | reached | 95 % interval | counted | places | bar | met |", "|---|---|---|---|---|---|---|",
        *(_row(bar, figures.get(bar.key)) for bar in BARS),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def figures_markdown(figures: Iterable[PlainFigure]) -> str:
    """Return a table of figures by key, with their notes."""
    lines = ["| figure | value | 95 % interval | counted | places | note |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{figure.key}` | {_number(figure.value)} | {_interval(figure)} | {figure.count} | {figure.places or '–'} "
        f"| {figure.note} |"
        for figure in figures
    ]
    return "\n".join(lines) + "\n"


def _row(bar: Bar, figure: PlainFigure | None) -> str:
    if figure is None or figure.value is None:
        return f"| {bar.what} | not measured | – | – | – | {bar.text} | – |"
    met = "–" if bar.text == REPORTED else "yes" if bar.is_met(figure.value) else "**no**"
    return (
        f"| {bar.what} | {_number(figure.value)} | {_interval(figure)} | {figure.count} | {figure.places or '–'} "
        f"| {bar.text} | {met} |"
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}" if 0 < abs(value) < 0.01 else f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _interval(figure: PlainFigure) -> str:
    return "–" if figure.low is None else f"{_number(figure.low)} to {_number(figure.high)}"
