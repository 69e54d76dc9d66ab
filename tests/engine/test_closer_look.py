"""The closer look at cells that passed alone: part by part it says what it says of all at once."""

from __future__ import annotations

import time
from itertools import pairwise, product
from types import SimpleNamespace

import numpy as np
import pytest
from rasterio.windows import Window

from mining_detector_plugin.engine import closer_look
from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.closer_look import CloserLook
from mining_detector_plugin.engine.threads import in_order

GRID = (12, 9)


@pytest.fixture
def look(monkeypatch):
    """A closer look that sees mines in every third cell; with the cells that it was asked for."""
    asked: list[tuple[int, int]] = []

    def show_mines(scene, cells, chosen, least, predictor):
        asked.extend(map(tuple, chosen.tolist()))
        return chosen.sum(axis=1) % 3 == 0

    monkeypatch.setattr(closer_look, "show_mines", show_mines)
    predictor = SimpleNamespace(pack=SimpleNamespace(fixed_size=None), streams=1)
    return CloserLook(SimpleNamespace(), predictor, 0.5), asked


def cells_that_passed(seed: int) -> tuple[Cells, np.ndarray]:
    is_passed = np.random.default_rng(seed).random(GRID) < 0.2
    scores = is_passed.astype(np.float32)
    return Cells(Window(0, 0, GRID[1] * 48, GRID[0] * 48), 48, scores, is_passed), is_passed


@pytest.mark.parametrize("row_cuts", [(0, 12), (0, 1, 2, 11, 12), (0, 5, 5, 12)])
@pytest.mark.parametrize("column_cuts", [(0, 9), (0, 1, 4, 4, 9)])
@pytest.mark.parametrize("seed", range(4))
def test_parts_are_as_all_at_once(look, row_cuts, column_cuts, seed):
    closer, asked = look
    cells, is_passed = cells_that_passed(seed)
    whole = closer.keep(cells, is_passed, range(GRID[0]), range(GRID[1]))
    at_once = sorted(asked)
    asked.clear()
    kept = np.zeros(GRID, bool)
    for rows, columns in product(pairwise(row_cuts), pairwise(column_cuts)):
        kept[slice(*rows), slice(*columns)] = closer.keep(cells, is_passed, range(*rows), range(*columns))
    np.testing.assert_array_equal(kept, whole)
    assert sorted(asked) == at_once


def test_cells_with_two_neighbours_that_passed_are_not_asked(look):
    closer, asked = look
    cells, is_passed = cells_that_passed(0)
    is_passed[:] = False
    is_passed[2, 1:4] = is_passed[7, 7] = is_passed[11, 0] = is_passed[11, 1] = True
    kept = closer.keep(cells, is_passed, range(GRID[0]), range(GRID[1]))
    # (2, 1) and (2, 3) have one neighbour each, (2, 2) has two.
    assert set(asked) == {(2, 1), (2, 3), (7, 7), (11, 0), (11, 1)}
    assert {tuple(cell) for cell in np.argwhere(kept).tolist()} == {(2, 1), (2, 2), (11, 1)}


def test_no_more_threads_look_at_a_time_than_the_network_takes(look, monkeypatch):
    closer, _ = look
    cells, is_passed = cells_that_passed(1)
    looking, most = [], []

    def show_mines(scene, cells, chosen, least, predictor):
        looking.append(None)
        most.append(len(looking))
        time.sleep(0.01)
        looking.pop()
        return np.ones(len(chosen), bool)

    monkeypatch.setattr(closer_look, "show_mines", show_mines)
    columns = [range(column, column + 1) for column in range(GRID[1])]
    list(in_order(lambda own: closer.keep(cells, is_passed, range(GRID[0]), own), columns, 4))
    assert len(most) > 4
    assert max(most) == 1
