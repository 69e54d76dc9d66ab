"""The page that shows a data set: what stands out first, then counts, places, pictures, measures, duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mining_detector_plugin.engine.indices import INDICES
from trainer.data.dataset import SPLITS, Chip, Dataset
from trainer.html_page import HtmlPage

from . import composites, picture_grids, place_map, plots
from .duplicates import DuplicateGroup
from .exclusion import Exclusion, low_entropy
from .labels import order_labels
from .scan import SAME_INDEX, Picture, PixelCounts, Scan

#: Labels that are drawn; more lines or rows can't be told apart.
MOST_LABELS = 8
#: Groups of duplicates, and low-entropy chips, that are shown as pictures.
MOST_GROUPS = 40
MOST_IN_GROUP = 6
MOST_LOW_ENTROPY = 24
#: Rows of long tables.
MOST_ROWS = 15
#: Chips of two splits nearer than this see the same mine, or the same haze (kilometres).
NEAR_KM = 5.0


@dataclass(frozen=True)
class Exploration:
    """All that the page shows.

    Attributes:
        dataset: that was explored.
        scan: the pass over its chips.
        groups: near-duplicates.
        exclusions: chips to leave out.
        min_entropy: bits below which a chip is left out.
        thumbnails: pictures by chip id: of duplicates and of low-entropy chips that are shown.
    """

    dataset: Dataset
    scan: Scan
    groups: list[DuplicateGroup]
    exclusions: list[Exclusion]
    min_entropy: float
    thumbnails: dict[str, Picture]

    @property
    def labels(self) -> list[str]:
        """The labels of the chips, the most frequent first."""
        return order_labels(Counter(name for item in self.scan.measures for name in item.labels))

    @property
    def crossing(self) -> list[DuplicateGroup]:
        """The groups of duplicates that lie in more than one split."""
        return [group for group in self.groups if group.crosses_splits]


def shown_groups(groups: Sequence[DuplicateGroup]) -> list[DuplicateGroup]:
    """Return the groups that the page shows: all across splits, then others up to ``MOST_GROUPS``."""
    crossing = [group for group in groups if group.crosses_splits]
    return list(groups[: max(MOST_GROUPS, len(crossing))])


def build_report(exploration: Exploration) -> HtmlPage:
    """Return the page."""
    dataset = exploration.dataset
    page = HtmlPage(f"Data set {dataset.name}", _lead(exploration))
    _add_findings(page, exploration)
    _add_content(page, exploration)
    _add_labels(page, exploration)
    _add_places(page, dataset.chips)
    _add_pictures(page, exploration)
    _add_quality(page, exploration)
    _add_duplicates(page, exploration)
    _add_exclusions(page, exploration)
    return page


def _lead(exploration: Exploration) -> str:
    dataset = exploration.dataset
    splits = ", ".join(f"{len(dataset.split(name)):,} {name}" for name in SPLITS if len(dataset.split(name)))
    places = len({chip.place for chip in dataset.chips})
    return f"{len(dataset):,} chips ({splits}) of {places:,} places."


def _add_findings(page: HtmlPage, exploration: Exploration) -> None:
    page.section("What stands out")
    scan, crossing = exploration.scan, exploration.crossing
    if crossing:
        page.text(
            f"Groups of near-duplicates in more than one split: {len(crossing)}. Figures on the held-out chips "
            "count what training has seen. They are shown in red below.", "error",
        )  # fmt: skip
    if exploration.dataset.metadata.get("random_split"):
        page.text("The split is random: chips of one place are in several splits.", "warning")
    for first, second, distance_km in _near_splits(exploration.dataset.chips):
        page.text(
            f"The nearest chips of {first} and {second} are {distance_km:.2f} km apart; neighbours look alike.",
            "warning",
        )
    if scan.unreadable:
        page.text(f"Chips that can't be read: {len(scan.unreadable)}. They are listed below.", "warning")
    disagreeing = sum(group.disagrees for group in exploration.groups)
    if disagreeing:
        page.text(
            f"Groups of near-duplicates whose tags differ: {disagreeing}. Check their labels.",
            "warning",
        )
    if scan.left_out:
        page.text(
            f"Only {len(scan.measures):,} chips, chosen at random, were read (--sample). Counts by split, place and "
            "date are of all chips; duplicates among the others go unseen.", "warning",
        )  # fmt: skip
    if not exploration.exclusions:
        page.text("No chip of low entropy and no near-duplicates were found.")
        return
    page.text(
        f"Chips named in exclude.txt: {len(exploration.exclusions):,}. "
        f"Of low entropy: {len(low_entropy(scan.measures, exploration.min_entropy)):,}. "
        f"Groups of near-duplicates, of which one chip stays: {len(exploration.groups):,}."
    )


def _near_splits(chips: Sequence[Chip]) -> list[tuple[str, str, float]]:
    pairs = place_map.nearest_between_splits(place_map.located(chips))
    return [pair for pair in pairs if pair[2] < NEAR_KM]


def _add_content(page: HtmlPage, exploration: Exploration) -> None:
    page.section("Content")
    dataset = exploration.dataset
    kinds: dict[tuple[str, str], list[float]] = {}
    for chip in dataset.chips:
        key = (" ".join(chip.bands), f"{chip.width} x {chip.height}")
        kinds.setdefault(key, []).append(chip.resolution_m)
    rows = [(*key, _range_text(metres), len(metres)) for key, metres in kinds.items()]
    page.table(
        ("bands", "pixels", "metres a pixel", "chips"),
        sorted(rows, key=lambda row: -int(row[-1]))[:MOST_ROWS],
    )
    page.table(
        ("source", "from", "licence"),
        [(row.get("name", ""), row.get("source", ""), row.get("license", "")) for row in dataset.sources],
    )
    if exploration.scan.unreadable:
        page.table(("chip that can't be read", "why"), sorted(exploration.scan.unreadable.items()))


def _range_text(values: Sequence[float]) -> str:
    """Return the least and greatest value as text, once where they are alike."""
    low, high = f"{min(values):.3g}", f"{max(values):.3g}"
    return low if low == high else f"{low} to {high}"


def _add_labels(page: HtmlPage, exploration: Exploration) -> None:
    page.section("Classes")
    scan, dataset = exploration.scan, exploration.dataset
    if dataset.tags:
        page.text("Chips by tag. A chip with several tags counts under each of them.")
    counts: dict[str, Counter[str]] = {label: Counter() for label in exploration.labels}
    for item in scan.measures:
        for label in item.labels:
            counts[label][item.chip.split] += 1
    if not counts:
        page.text("No chip could be read.", "error")
        return
    page.figure(plots.label_figure(counts, "chips"), "Chips by label and split.")
    total = Counter(item.chip.split for item in scan.measures)
    splits = [split for split in SPLITS if total[split]]
    page.table(
        ("label", *splits, *(f"% of {split}" for split in splits)),
        [
            (
                label,
                *(found[split] for split in splits),
                *(100 * found[split] / total[split] for split in splits),
            )
            for label, found in counts.items()
        ],
    )
    if scan.by_class.pixels:
        pixels = sum(scan.by_class.pixels.values())
        page.text("Labelled pixels by class of the mask.")
        page.table(
            ("class", "pixels", "%"),
            [(name, count, 100 * count / pixels) for name, count in scan.by_class.pixels.items()],
        )
    drawn = exploration.labels[:MOST_LABELS]
    by_date = plots.date_figure([(item.chip, item.labels) for item in scan.measures], drawn)
    if by_date:
        page.figure(by_date, "Chips by date and label.")
    else:
        page.text("No chip has a date.")


def _add_places(page: HtmlPage, chips: Sequence[Chip]) -> None:
    page.section("Places")
    located = place_map.located(chips)
    if located:
        page.figure(
            place_map.map_figure(located),
            f"{len(located):,} of {len(chips):,} chips have a known position. Each frame is the next map.",
        )
    else:
        page.text("No chip has a known position: there is no map.")
    nearest = place_map.nearest_between_splits(located)
    if nearest:
        page.table(("split", "and split", "nearest chips (km)"), nearest)
    page.figure(plots.place_figure(chips), "Chips a place.")
    _add_counts(page, "place", chips, lambda chip: chip.place)
    if any(chip.region for chip in chips):
        _add_counts(page, "region", chips, lambda chip: chip.region or "unknown")


def _add_counts(page: HtmlPage, name: str, chips: Sequence[Chip], key: Callable[[Chip], str]) -> None:
    """Add a table of the largest places or regions with their splits and tags."""
    members: dict[str, list[Chip]] = {}
    for chip in chips:
        members.setdefault(key(chip), []).append(chip)
    rows = []
    for value, found in sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_ROWS]:
        tags = Counter(tag for chip in found for tag in chip.tags).most_common(5)
        splits = ", ".join(split for split in SPLITS if any(chip.split == split for chip in found))
        rows.append((value, len(found), splits, ", ".join(f"{tag} {count}" for tag, count in tags)))
    page.text(f"The largest of {len(members):,} {name}s.")
    page.table((name, "chips", "splits", "tags"), rows)


def _add_pictures(page: HtmlPage, exploration: Exploration) -> None:
    scan, labels = exploration.scan, exploration.labels[:MOST_LABELS]
    rows = picture_grids.picture_rows(scan.pictures, labels, per_label=2)
    if not rows:
        return
    stretch = composites.band_stretch(picture for _, picture in rows)
    page.section("Bands")
    if len(exploration.labels) > MOST_LABELS:
        page.text(
            f"The {MOST_LABELS} most frequent of {len(exploration.labels)} labels are drawn.", "warning"
        )
    page.figure(
        picture_grids.band_figure(rows, stretch),
        "Every band of chips chosen at random, by label. Each band has one stretch for all (2nd to 98th percentile).",
    )
    _add_histograms(page, scan, labels, "Reflectance", plots.band_histograms)
    page.section("Composites")
    _say_missing(page, "composites", list(composites.COMPOSITES), picture_grids.drawable_composites(rows))
    if picture_grids.drawable_composites(rows):
        page.figure(
            picture_grids.composite_figure(rows, stretch),
            f"Red, green and blue are the bands above each column (combinations: {composites.SOURCE}). "
            "B08 stands in where B8A is missing.",
        )
    _add_indices(page, scan, rows, labels)


def _add_indices(page: HtmlPage, scan: Scan, rows: picture_grids.Rows, labels: Sequence[str]) -> None:
    page.section("Indices")
    drawable = picture_grids.drawable_indices(rows)
    _say_missing(page, "indices", [name for name in INDICES if name not in SAME_INDEX], drawable)
    if not drawable:
        return
    page.text(
        "NDVI: vegetation. NDWI, MNDWI: water. FMI: ferrous minerals, the same ratio B11 / B08 as MSI, moisture "
        "stress. BSI: bare soil. NBR: burnt or bare ground. Iron oxide: B04 / B02. Formulas and sources: "
        "mining_detector_plugin/engine/indices.py."
    )
    page.figure(picture_grids.index_figure(rows), "Index maps of the same chips.")
    _add_histograms(page, scan, labels, "Indices", plots.index_histograms)


def _add_histograms(
    page: HtmlPage, scan: Scan, labels: Sequence[str], what: str,
    draw: Callable[[PixelCounts, Sequence[str]], Any | None],
) -> None:  # fmt: skip
    """Add histograms by the chips' labels, and by the masks' classes where there are masks."""
    for grouping, counts, names in (
        ("label of the chip", scan.by_label, labels),
        ("class of the mask", scan.by_class, list(scan.by_class.pixels)[:MOST_LABELS]),
    ):
        figure = draw(counts, names)
        if figure:
            page.figure(figure, f"{what} by {grouping}: densities, lightly smoothed.")


def _say_missing(page: HtmlPage, what: str, names: Sequence[str], drawable: Sequence[str]) -> None:
    missing = [picture_grids.index_title(name) for name in names if name not in drawable]
    if missing:
        page.text(f"No chip has the bands for these {what}: {', '.join(missing)}.", "warning")


def _add_quality(page: HtmlPage, exploration: Exploration) -> None:
    page.section("Entropy, contrast, blur")
    scan = exploration.scan
    if not scan.measures:
        return
    page.text(
        "Entropy: Shannon's, of the grey level in 1024 steps of reflectance 0-1. Contrast: standard deviation of grey "
        "reflectance. Blur: variance of the Laplacian of the grey levels. Grey is the mean of the visible bands."
    )
    page.figure(
        plots.measure_figure(scan.measures, exploration.labels[:MOST_LABELS], exploration.min_entropy),
        f"Chips left of the dashed line ({exploration.min_entropy:g} bits) are named in exclude.txt.",
    )
    low = low_entropy(scan.measures, exploration.min_entropy)
    if low:
        more = f", the lowest {MOST_LOW_ENTROPY} of them" if len(low) > MOST_LOW_ENTROPY else ""
        page.text(f"Chips of low entropy: {len(low):,}{more}.")
        page.pictures(
            [
                (
                    composites.natural_picture(exploration.thumbnails[item.chip.id]),
                    f"{item.chip.id}: {item.quality.entropy:.2f} bits, {', '.join(item.labels)}",
                )
                for item in low
                if item.chip.id in exploration.thumbnails
            ]
        )


def _add_duplicates(page: HtmlPage, exploration: Exploration) -> None:
    page.section("Near-duplicates")
    groups = exploration.groups
    page.text(
        "Chips whose perceptual hashes differ in few bits and whose thumbnails correlate. A chip that is shifted "
        "against another, as neighbours of a grid are, is not found this way. The first chip of a group is kept. Chips "
        "of one place at two dates count too where nothing changed: delete their lines in exclude.txt to train on both."
    )
    if not groups:
        page.text("None were found.")
        return
    shown = shown_groups(groups)
    if len(shown) < len(groups):
        page.text(f"{len(shown)} of {len(groups)} groups are shown; exclude.txt names all.", "warning")
    for number, group in enumerate(shown, 1):
        notes = [f"Group {number}: {len(group.chips)} chips"]
        notes += ["in more than one split"] if group.crosses_splits else []
        notes += ["their tags differ"] if group.disagrees else []
        page.pictures(
            [
                (composites.natural_picture(exploration.thumbnails[chip.id]), _caption(chip))
                for chip in group.chips[:MOST_IN_GROUP]
                if chip.id in exploration.thumbnails
            ],
            title=", ".join(notes),
            kind="error" if group.crosses_splits else "",
        )


def _caption(chip: Chip) -> str:
    parts = (chip.id, chip.split, chip.place, chip.date, " ".join(chip.tags))
    return ", ".join(part for part in parts if part)


def _add_exclusions(page: HtmlPage, exploration: Exploration) -> None:
    page.section("Chips to leave out")
    page.text(
        "exclude.txt names them with the reason; look through it, then give it to a run. Of a group of near-duplicates "
        "across splits the held-out chip stays and the training chip goes."
    )
    page.code("python trainer/train.py RECIPE --set settings.exclude=FOLDER/exclude.txt")
    page.table(
        ("chip", "reason"), [(item.chip_id, item.reason) for item in exploration.exclusions[:MOST_ROWS]]
    )
    if len(exploration.exclusions) > MOST_ROWS:
        page.text(f"… and {len(exploration.exclusions) - MOST_ROWS:,} more.")
