"""Shows what a data set holds: one HTML page with plots and pictures, and a list of chips to leave out.

python trainer/explore.py my_dataset --out my_dataset_report
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import csv
from collections.abc import Iterable

import numpy as np

from trainer.command_errors import report_error
from trainer.data.dataset import Chip, ChipSkipper, open_dataset
from trainer.data.sources import DataError
from trainer.exploring.duplicates import (
    HASH_DISTANCE,
    MIN_CORRELATION,
    DuplicateGroup,
    close_pairs,
    group_duplicates,
)
from trainer.exploring.exclusion import MIN_ENTROPY, find_exclusions, low_entropy, write_exclusions
from trainer.exploring.report import MOST_IN_GROUP, MOST_LOW_ENTROPY, Exploration, build_report, shown_groups
from trainer.exploring.scan import ChipMeasures, Picture, Scan, choose_chips, make_picture, scan_dataset

REPORT_FILE = "report.html"
EXCLUDE_FILE = "exclude.txt"
MEASURES_FILE = "chips.csv"


def explore(
    folder: Path,
    sample: int | None = None,
    seed: int = 0,
    min_entropy: float = MIN_ENTROPY,
    hash_distance: int = HASH_DISTANCE,
    min_correlation: float = MIN_CORRELATION,
    show_progress: bool = False,
) -> Exploration:
    """Read a data set once and return what there is to say about it.

    Args:
        folder: of the data set.
        sample: chips to read at most, chosen at random; all without it.
        seed: of that choice and of the pictures.
        min_entropy: bits below which a chip is left out.
        hash_distance: bits of 64 in which the hashes of near-duplicates may differ.
        min_correlation: that the thumbnails of near-duplicates reach, 0-1.
        show_progress: draw a progress bar on standard error.

    Raises:
        DataError: the data set is missing or invalid, or too many chips can't be read.
    """
    dataset = open_dataset(folder)
    skipper = ChipSkipper(dataset)
    chips = choose_chips(dataset, sample, seed)
    scan = scan_dataset(dataset, _progress(chips, show_progress), seed, skipper)
    groups = _find_duplicates(scan.measures, min_entropy, hash_distance, min_correlation)
    exclusions = find_exclusions(scan.measures, groups, min_entropy)
    thumbnails = _thumbnails(skipper, _chips_to_show(scan, groups, min_entropy))
    return Exploration(dataset, scan, groups, exclusions, min_entropy, thumbnails)


def write_exploration(exploration: Exploration, out: Path) -> None:
    """Write report.html, exclude.txt and chips.csv (the measures of each chip) into a folder, which is made."""
    out.mkdir(parents=True, exist_ok=True)
    head = f"chips of {exploration.dataset.name} to leave out, by trainer/explore.py"
    write_exclusions(out / EXCLUDE_FILE, exploration.exclusions, head)
    _write_measures(out / MEASURES_FILE, exploration.scan.measures)
    build_report(exploration).write(out / REPORT_FILE)


def _progress(chips: list[Chip], is_shown: bool) -> Iterable[Chip]:
    from tqdm import tqdm

    return tqdm(chips, desc="reading chips", unit="chip", disable=not is_shown)


def _find_duplicates(
    measures: list[ChipMeasures], min_entropy: float, hash_distance: int, min_correlation: float
) -> list[DuplicateGroup]:
    """Return groups of near-duplicates among the chips that show something: empty chips all look alike."""
    items = [item for item in measures if item.quality.entropy >= min_entropy]
    if not items:
        return []
    bits = np.stack([item.quality.hash_bits for item in items])
    thumbnails = np.stack([item.quality.thumbnail for item in items])
    pairs = close_pairs(bits, thumbnails, hash_distance, min_correlation)
    return group_duplicates([item.chip for item in items], pairs)


def _chips_to_show(scan: Scan, groups: list[DuplicateGroup], min_entropy: float) -> list[Chip]:
    low = [item.chip for item in low_entropy(scan.measures, min_entropy)[:MOST_LOW_ENTROPY]]
    return low + [chip for group in shown_groups(groups) for chip in group.chips[:MOST_IN_GROUP]]


def _thumbnails(skipper: ChipSkipper, chips: list[Chip]) -> dict[str, Picture]:
    return {chip.id: make_picture(chip, pixels) for chip, pixels in skipper.read_all(chips)}


def _write_measures(path: Path, measures: list[ChipMeasures]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "split", "place", "labels", "entropy", "contrast", "blur", "valid_share"))
        for item in measures:
            quality = item.quality
            numbers = (quality.entropy, quality.contrast, quality.blur, quality.valid_share)
            row = (item.chip.id, item.chip.split, item.chip.place, " ".join(item.labels))
            writer.writerow((*row, *(f"{value:.6g}" for value in numbers)))


def check_splits(exploration: Exploration) -> None:
    """Raise where near-duplicates lie in more than one split.

    Raises:
        DataError: ``duplicates_across_splits``.
    """
    crossing = exploration.crossing
    if crossing:
        raise DataError(
            "duplicates_across_splits",
            f"Near-duplicates lie in more than one split ({len(crossing)} groups), such as "
            f"{', '.join(f'{chip.id} ({chip.split})' for chip in crossing[0].chips[:MOST_IN_GROUP])}.",
            f"Look at them in {REPORT_FILE}. Leave out the chips that {EXCLUDE_FILE} names, or split by place.",
        )


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "dataset", type=Path, help="folder of a data set, as trainer/build_dataset.py writes it"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help=f"folder for {REPORT_FILE} and {EXCLUDE_FILE}"
    )
    parser.add_argument("--sample", type=int, help="read at most so many chips, chosen at random")
    parser.add_argument("--seed", type=int, default=0, help="of the sample and of the pictures")
    parser.add_argument(
        "--min-entropy",
        type=float,
        default=MIN_ENTROPY,
        help="bits below which a chip is left out (%(default)s)",
    )
    parser.add_argument(
        "--hash-distance", type=int, default=HASH_DISTANCE,
        help="bits of 64 in which the hashes of near-duplicates may differ (%(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--min-correlation", type=float, default=MIN_CORRELATION,
        help="that the thumbnails of near-duplicates reach (%(default)s)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        exploration = explore(
            options.dataset, options.sample, options.seed, options.min_entropy, options.hash_distance,
            options.min_correlation, show_progress=True,
        )  # fmt: skip
        write_exploration(exploration, options.out)
        print(
            f"{options.out / REPORT_FILE}: {len(exploration.scan.measures)} chips read, "
            f"{len(exploration.scan.unreadable)} unreadable, {len(exploration.groups)} groups of near-duplicates "
            f"({len(exploration.crossing)} across splits), {len(exploration.exclusions)} chips in {EXCLUDE_FILE}"
        )
        check_splits(exploration)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
