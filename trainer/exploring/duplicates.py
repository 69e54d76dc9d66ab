"""Near-duplicates: chips whose perceptual hashes are close and whose thumbnails correlate.

The hash alone calls chips alike that only share a simple shape, such as one bright corner; the correlation settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.data.dataset import Chip

#: Bits of 64 in which the hashes of near-duplicates may differ, and the correlation that their thumbnails reach. On
#: real chips of two sources (48 x 48) all pairs within both limits showed one place, by eye; at 10 bits some did not.
HASH_DISTANCE = 8
MIN_CORRELATION = 0.9
#: Of a group the chip of the first of these splits stays: held-out figures keep their chips.
_KEEP_ORDER = ("test", "val", "train")
#: Cells of the distance matrix that are computed at once (64 MB as float32).
_BLOCK_CELLS = 1 << 24


@dataclass(frozen=True)
class DuplicateGroup:
    """Chips that show the same.

    Attributes:
        kept: the chip that stays.
        others: the chips to leave out.
    """

    kept: Chip
    others: tuple[Chip, ...]

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All chips of the group, the kept one first."""
        return (self.kept, *self.others)

    @property
    def crosses_splits(self) -> bool:
        """Whether it is in two splits, so that a held-out figure counts what training has seen."""
        return len({chip.split for chip in self.chips}) > 1

    @property
    def disagrees(self) -> bool:
        """Whether its chips carry different tags."""
        return len({chip.tags for chip in self.chips}) > 1


def close_pairs(
    hash_bits: np.ndarray, thumbnails: np.ndarray, hash_distance: int = HASH_DISTANCE,
    min_correlation: float = MIN_CORRELATION,
) -> np.ndarray:  # fmt: skip
    """Return the pairs of near-duplicates.

    All pairs are compared, by matrix products of blocks: with bits as -1 and 1, the distance of two hashes is
    (64 - their product) / 2.

    Args:
        hash_bits: bool (chips, 64).
        thumbnails: uint8 (chips, pixels).
        hash_distance: bits in which the two hashes may differ.
        min_correlation: that the two thumbnails reach at least.

    Returns:
        int64 (pairs, 2), each with the smaller index first.
    """
    count, bits = hash_bits.shape if len(hash_bits) else (0, 64)
    signs = np.where(hash_bits, 1, -1).astype(np.float32)
    rows = max(1, _BLOCK_CELLS // max(count, 1))
    found = [np.zeros((0, 2), np.int64)]
    for start in range(0, count, rows):
        agreement = signs[start : start + rows] @ signs[start:].T
        first, second = np.nonzero(agreement >= bits - 2 * hash_distance)
        pairs = np.stack([first, second], axis=1)[first < second] + start
        found.append(pairs[_correlations(thumbnails, pairs) >= min_correlation])
    return np.concatenate(found)


def group_duplicates(chips: Sequence[Chip], pairs: np.ndarray) -> list[DuplicateGroup]:
    """Return the groups that pairs of chips make, those across splits first, then by size.

    Args:
        chips: the chips that the pairs index.
        pairs: int (pairs, 2).
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(pairs):
        return []
    links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(chips), len(chips)))
    _, component = connected_components(links, directed=False)
    members: dict[int, list[int]] = {}
    for index in np.unique(pairs):
        members.setdefault(int(component[index]), []).append(int(index))
    groups = []
    for indices in members.values():
        kept, *others = sorted(indices, key=lambda index: (_KEEP_ORDER.index(chips[index].split), index))
        groups.append(DuplicateGroup(chips[kept], tuple(chips[index] for index in others)))
    return sorted(groups, key=lambda group: (not group.crosses_splits, -len(group.chips), group.kept.id))


def _correlations(thumbnails: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return float (pairs,): the correlation of the thumbnails of each pair, 0 where one is flat."""
    first, second = (thumbnails[pairs[:, side]].astype(np.float32) for side in (0, 1))
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    return np.divide((first * second).sum(axis=1), norm, out=np.zeros(len(pairs), np.float32), where=norm > 0)
