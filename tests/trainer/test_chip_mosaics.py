"""Mosaics of chips: each mine once, none beside another, boxes where the mines are, seams alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.data.chip_mosaics import MOST_MINES, apart, chip_mosaics, fade_together, lay_out


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 60), st.integers(1, 200), st.integers(3, 8), st.integers(0, 9))
def test_each_mine_is_shown_once_and_none_shares_a_side(mines, others, cells, seed):
    is_mine = np.arange(mines + others) < mines
    grids = lay_out(is_mine, cells, np.random.default_rng(seed))
    shown = np.concatenate([grid.ravel() for grid in grids])
    assert sorted(shown[is_mine[shown]]) == list(range(mines))
    for grid in grids:
        here = is_mine[grid]
        assert here.mean() <= MOST_MINES
        assert not (here[1:] & here[:-1]).any() and not (here[:, 1:] & here[:, :-1]).any()


def test_chips_without_a_mine_are_shown_alike_often():
    is_mine = np.arange(100) < 20
    shown = np.concatenate([grid.ravel() for grid in lay_out(is_mine, 6, np.random.default_rng(0))])
    counts = np.bincount(shown, minlength=100)[20:]
    assert counts.max() - counts.min() <= 1


def test_there_is_room_for_a_quarter_whatever_is_drawn():
    for seed in range(50):
        chosen = apart(6, 9, np.random.default_rng(seed))
        assert len(set(chosen)) == 9
        assert all(abs(a - c) + abs(b - d) != 1 for a, b in chosen for c, d in chosen)


def test_boxes_are_the_squares_of_the_chips_with_a_mine():
    is_mine = np.arange(40) < 8
    values = np.where(is_mine, 0.9, 0.1)[:, None, None, None] * np.ones((40, 2, 8, 8), np.float32)
    mosaics = chip_mosaics(values.astype(np.float32), is_mine, seed=3, cells=5, feather_px=0)
    assert sum(len(mosaic.boxes) for mosaic in mosaics) == 8
    for mosaic in mosaics:
        painted = np.zeros(mosaic.image.shape[1:], bool)
        for x0, y0, x1, y1 in mosaic.boxes.astype(int):
            painted[y0:y1, x0:x1] = True
        np.testing.assert_array_equal(painted, mosaic.image[0] > 0.5)


@pytest.mark.parametrize("feather_px", [0, 3])
def test_chips_stay_as_they_are_away_from_their_seams(feather_px):
    values = np.random.default_rng(0).random((2, 3, 1, 16, 16)).astype(np.float32)
    image = fade_together(values, feather_px)
    assert image.shape == (1, 32, 48)
    inner = slice(feather_px, 16 - feather_px)
    for row in range(2):
        for column in range(3):
            part = image[:, row * 16 : (row + 1) * 16, column * 16 : (column + 1) * 16]
            np.testing.assert_allclose(part[:, inner, inner], values[row, column][:, inner, inner], rtol=1e-6)


def test_a_fade_leaves_no_step_between_chips():
    values = np.zeros((1, 2, 1, 16, 16), np.float32)
    values[0, 1] = 1.0
    line = fade_together(values, 4)[0, 8]
    assert np.abs(np.diff(line)).max() <= 0.13
    assert (np.diff(line) >= 0).all()
