"""The list of chips that a recipe can leave out: an id a line, the reason after a ``#``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.data.dataset import Chip

from .duplicates import DuplicateGroup
from .scan import ChipMeasures

#: Chips with fewer bits show next to nothing: nodata, one flat colour.
MIN_ENTROPY = 1.5


@dataclass(frozen=True)
class Exclusion:
    """A chip to leave out, and why."""

    chip_id: str
    reason: str


def find_exclusions(
    measures: Sequence[ChipMeasures], groups: Sequence[DuplicateGroup], min_entropy: float
) -> list[Exclusion]:
    """Return the low-entropy chips, then the near-duplicates; each chip once.

    Args:
        measures: of all chips that were read.
        groups: near-duplicates among them; the chip that a group keeps stays.
        min_entropy: bits that a chip needs to stay.
    """
    reasons: dict[str, str] = {}
    for item in low_entropy(measures, min_entropy):
        reasons[item.chip.id] = (
            f"low entropy: {item.quality.entropy:.2f} bits, {item.quality.valid_share:.0%} of it has data"
        )
    for group in groups:
        for chip in group.others:
            reasons.setdefault(chip.id, _duplicate_reason(chip, group.kept))
    return [Exclusion(chip_id, reason) for chip_id, reason in reasons.items()]


def low_entropy(measures: Sequence[ChipMeasures], min_entropy: float) -> list[ChipMeasures]:
    """Return the chips below an entropy in bits, the emptiest first."""
    low = [item for item in measures if item.quality.entropy < min_entropy]
    return sorted(low, key=lambda item: (item.quality.entropy, item.chip.id))


def write_exclusions(path: Path, exclusions: Sequence[Exclusion], head: str) -> None:
    """Write the list in the form that ``trainer.data.dataset.read_exclude`` takes.

    Args:
        head: a line on how it was made.
    """
    lines = [f"# {head}", *(f"{item.chip_id}  # {item.reason}" for item in exclusions)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _duplicate_reason(chip: Chip, kept: Chip) -> str:
    reason = f"near-duplicate of {kept.id}"
    if chip.split != kept.split:
        reason += f", which is in {kept.split} and this in {chip.split}"
    if chip.date != kept.date:
        reason += ", another date"
    if chip.tags != kept.tags:
        reason += f", tags differ: {' '.join(chip.tags) or 'none'}, there {' '.join(kept.tags) or 'none'}"
    return reason
