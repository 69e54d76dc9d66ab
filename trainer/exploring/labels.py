"""What a chip is counted under in the report: its tags, or the classes of its mask where a data set has no tags."""

from __future__ import annotations

import numpy as np

from trainer.data.dataset import UNLABELLED, Chip, Dataset

NO_TAG = "no tag"
NO_LABEL = "not labelled"


def chip_labels(dataset: Dataset, chip: Chip, mask: np.ndarray | None) -> tuple[str, ...]:
    """Return the names that a chip counts under; never empty.

    Args:
        dataset: that the chip belongs to.
        chip: its row of the index.
        mask: uint8 (height, width), or None without one.
    """
    if dataset.tags:
        return chip.tags or (NO_TAG,)
    if mask is None:
        return (NO_LABEL,)
    present = tuple(mask_classes(dataset, mask))
    return tuple(name for name in present if name != dataset.classes[0]) or present or (NO_LABEL,)


def mask_classes(dataset: Dataset, mask: np.ndarray) -> dict[str, np.ndarray]:
    """Return the pixels of each class that a mask shows.

    Args:
        mask: uint8 (height, width); ``UNLABELLED`` pixels belong to no class.

    Returns:
        bool (height, width) by class name, in the order of the codes. A code that dataset.json does not name
        becomes ``code N``.
    """
    codes = [int(code) for code in np.unique(mask) if code != UNLABELLED]
    names = {code: dataset.classes[code] if code < len(dataset.classes) else f"code {code}" for code in codes}
    return {name: mask == code for code, name in names.items()}


def order_labels(counts: dict[str, int]) -> list[str]:
    """Return labels, the most frequent first, those that say 'nothing' last."""
    return sorted(counts, key=lambda name: (name in (NO_TAG, NO_LABEL), -counts[name], name))
