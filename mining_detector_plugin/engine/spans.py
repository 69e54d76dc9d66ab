"""Spans of mine pixels in the rows of a mask, and which of them are connected.

A span is a longest run of mine pixels in one row. Work on spans grows with the outlines of what is there, not with its
ground, and all of it is done on whole arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spans:
    """Spans in reading order; all arrays are int64 (n,).

    Attributes:
        rows: of each span.
        begins, ends: its columns [begin, end).
    """

    rows: np.ndarray
    begins: np.ndarray
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, chosen: np.ndarray) -> Spans:
        """Return the spans under a mask, bool (n,)."""
        return Spans(self.rows[chosen], self.begins[chosen], self.ends[chosen])

    def moved(self, rows: int, columns: int) -> Spans:
        """Return the spans so many rows further down and columns further right."""
        return Spans(self.rows + rows, self.begins + columns, self.ends + columns)

    def followed_by(self, below: Spans) -> Spans:
        """Return these and others, which lie further down."""
        return Spans(
            np.concatenate([self.rows, below.rows]),
            np.concatenate([self.begins, below.begins]),
            np.concatenate([self.ends, below.ends]),
        )

    @property
    def lengths(self) -> np.ndarray:
        """Pixels of each span, int64 (n,)."""
        return self.ends - self.begins


def find_spans(is_mine: np.ndarray) -> Spans:
    """Return the spans of a mask, bool (rows, width)."""
    rows, width = is_mine.shape
    # A column of ground ends every row, so that one pass over the whole mask meets each span's begin and end.
    framed = np.zeros(rows * (width + 1) + 1, dtype=bool)
    framed[1:].reshape(rows, width + 1)[:, :width] = is_mine
    edges = np.flatnonzero(framed[1:] != framed[:-1])
    row, column = np.divmod(edges, width + 1)
    return Spans(row[::2], column[::2], column[1::2])


def sum_over_spans(layer: np.ndarray, spans: Spans) -> np.ndarray:
    """Return the sum of a layer, float (rows, width), over each of its spans: float64 (n,)."""
    if not len(spans):
        return np.zeros(0)
    width = layer.shape[1]
    edges = (spans.rows * width + np.stack([spans.begins, spans.ends])).T.ravel()
    # What lies between two spans is summed too, and left out. The layer's own end is no place to begin a sum at.
    return np.add.reduceat(layer.reshape(-1), edges[:-1] if edges[-1] == layer.size else edges)[::2]


def touching_spans(spans: Spans) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of spans that share an edge, as two arrays of indices: upper spans and lower ones."""
    stride = int(spans.ends.max(initial=0)) + 1
    begins, ends = spans.rows * stride + spans.begins, spans.rows * stride + spans.ends
    first = np.searchsorted(ends, begins + stride, side="right")
    counts = np.maximum(np.searchsorted(begins, ends + stride, side="left") - first, 0)
    upper = np.repeat(np.arange(len(spans)), counts)
    within = np.arange(len(upper)) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, first[upper] + within


def number_components(count: int, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, int]:
    """Number the connected components of a graph.

    Every root takes the smallest root that it has an edge to, then all nodes look up their roots, until no edge joins
    two roots (after Shiloach and Vishkin, Journal of Algorithms 3, 1982).

    Args:
        count: of nodes.
        first, second: int (edges,), the nodes that each edge joins.

    Returns:
        int64 (count,), the component of each node, numbered by their first nodes; and how many there are.
    """
    root = np.arange(count)
    while True:
        one, other = root[first], root[second]
        is_apart = one != other
        if not is_apart.any():
            break
        first, second, one, other = (values[is_apart] for values in (first, second, one, other))
        np.minimum.at(root, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(root, above := root[root]):
            root = above
    is_root = root == np.arange(count)
    return (np.cumsum(is_root) - 1)[root], int(is_root.sum())
