"""The classifier's pool: chips of every source with the label mine or no mine, and how often each is drawn.

Chips of different band sets and sizes stay as stored; a batch is cut, spread to twelve bands and stacked when
it is asked for. Windows of labelled scenes become chips by the share of mine in their mask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

from .samples import Chips, Sample

SIDE = 48
MINE, NO_MINE = 1, 0


@dataclass(frozen=True)
class Labelled:
    """Chips of one source with the classifier's labels.

    Attributes:
        chips: at least ``SIDE`` pixels a side.
        is_mine: int8 (count,), ``MINE`` or ``NO_MINE``.
        land_cover: int64 (count,), index of a land-cover class, -1 where unknown.
    """

    chips: Chips
    is_mine: np.ndarray
    land_cover: np.ndarray

    def take(self, chosen: np.ndarray) -> Labelled:
        """Return the chips of an index or bool array."""
        return replace(
            self,
            chips=self.chips.take(chosen),
            is_mine=self.is_mine[chosen],
            land_cover=self.land_cover[chosen],
        )

    def __len__(self) -> int:
        return len(self.chips)


def label(chips: Chips, mines: Sequence[str], others: Sequence[str]) -> Labelled:
    """Return the chips whose label is one of ``mines`` or ``others``; the rest are left out."""
    kept = chips.take(np.isin(chips.labels, [*mines, *others]))
    is_mine = np.where(np.isin(kept.labels, list(mines)), MINE, NO_MINE).astype(np.int8)
    return Labelled(kept, is_mine, np.full(len(kept), -1))


def cut_windows(sample: Sample, decide: Callable[[slice, slice], str | None], stride: int) -> Chips:
    """Cut a labelled scene into chips.

    Args:
        sample: the scene.
        decide: returns the label of a window by its rows and columns, None to leave it out.
        stride: distance of windows in pixels.
    """
    bands = tuple(name for name, there in zip(PACK_BANDS, sample.presence, strict=True) if there > 0)
    channels = np.flatnonzero(sample.presence > 0)
    height, width = sample.is_valid.shape
    values, labels = [], []
    for top in range(0, height - SIDE + 1, stride):
        for left in range(0, width - SIDE + 1, stride):
            rows, columns = slice(top, top + SIDE), slice(left, left + SIDE)
            decision = decide(rows, columns)
            if decision is not None:
                labels.append(decision)
                values.append(sample.reflectance[channels, rows, columns].astype(np.float16))
    count = len(labels)
    return Chips(
        values=np.stack(values) if count else np.zeros((0, len(bands), SIDE, SIDE), np.float16),
        bands=bands,
        scale=1.0,
        source=sample.source,
        labels=np.array(labels, dtype=str),
        places=np.full(count, sample.place),
        groups=np.array([f"{sample.source}/{sample.name}/{name}" for name in labels], dtype=str),
        lonlat=np.full((count, 2), np.nan, np.float32),
    )


def join(parts: Sequence[Chips]) -> Chips:
    """Return chips of one source and band set as one."""
    return replace(
        parts[0],
        values=np.concatenate([part.values for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
        places=np.concatenate([part.places for part in parts]),
        groups=np.concatenate([part.groups for part in parts]),
        lonlat=np.concatenate([part.lonlat for part in parts]),
    )


class ChipPool:
    """Chips of several sources, drawn by weight.

    Args:
        parts: one per source and band set.
        mine_weights: how often a mine of each source is drawn, by source name; 1 where absent.
        other_weights: the same for chips without a mine. Only ratios count.
    """

    def __init__(
        self, parts: Sequence[Labelled], mine_weights: dict[str, float], other_weights: dict[str, float]
    ) -> None:
        self.parts = [part for part in parts if len(part)]
        self.starts = np.cumsum([0, *(len(part) for part in self.parts)])
        self.weights = self._weights(mine_weights, other_weights)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def draw(self, count: int, generator: np.random.Generator) -> np.ndarray:
        """Return indices of ``count`` chips, drawn by weight with replacement."""
        return generator.choice(len(self), size=count, p=self.weights)

    def read(
        self, indices: np.ndarray, generator: np.random.Generator | None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return chips as a batch.

        Args:
            indices: into the pool.
            generator: larger chips are cut at random; None cuts them at their centre.

        Returns:
            reflectance float32 (count, 12, SIDE, SIDE), presence float32 (count, 12), is_mine float32
            (count,), land_cover int64 (count,).
        """
        count = len(indices)
        reflectance = np.zeros((count, len(PACK_BANDS), SIDE, SIDE), dtype=np.float32)
        presence = np.zeros((count, len(PACK_BANDS)), dtype=np.float32)
        is_mine = np.zeros(count, dtype=np.float32)
        land_cover = np.full(count, -1)
        for number, part in enumerate(self.parts):
            here = np.flatnonzero((indices >= self.starts[number]) & (indices < self.starts[number + 1]))
            if len(here) == 0:
                continue
            own = indices[here] - self.starts[number]
            chips = part.chips.reflectance(own)
            spare = chips.shape[-1] - SIDE
            top, left = generator.integers(0, spare + 1, 2) if generator else (spare // 2, spare // 2)
            reflectance[here] = chips[:, :, top : top + SIDE, left : left + SIDE]
            presence[here] = part.chips.presence
            is_mine[here] = part.is_mine[own]
            land_cover[here] = part.land_cover[own]
        return reflectance, presence, is_mine, land_cover

    def _weights(self, mine_weights: dict[str, float], other_weights: dict[str, float]) -> np.ndarray:
        """Return the chance of each chip: within a source, a group's is the square root of its size.

        So large groups don't crowd out small ones, and no group's tint is seen too often.
        """
        sources = np.concatenate([np.full(len(part), part.chips.source) for part in self.parts])
        is_mine = np.concatenate([part.is_mine for part in self.parts]) == MINE
        groups = np.concatenate([part.chips.groups for part in self.parts])
        _, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
        weight = 1 / np.sqrt(counts)[inverse]
        for chosen_class, by_source in ((is_mine, mine_weights), (~is_mine, other_weights)):
            for source in np.unique(sources):
                chosen = chosen_class & (sources == source)
                weight[chosen] *= by_source.get(str(source), 1.0) / max(weight[chosen].sum(), 1e-12)
        return weight / weight.sum()
