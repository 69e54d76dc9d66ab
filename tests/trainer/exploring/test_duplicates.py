"""Near-duplicates: the same ground is found through haze and noise, other ground is not, and pairs are all pairs."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.exploring.conftest import patchy, pixels_of
from trainer.exploring.duplicates import close_pairs, group_duplicates
from trainer.exploring.quality import measure_chip


def fingerprints(images):
    measured = [measure_chip(pixels_of(image)) for image in images]
    return np.stack([item.hash_bits for item in measured]), np.stack([item.thumbnail for item in measured])


def test_same_ground_through_haze_and_noise_is_a_duplicate_and_other_ground_is_not():
    noise = np.random.default_rng(0).normal(0, 0.002, (12, 64, 64)).astype(np.float32)
    images = [patchy(1), patchy(2), 0.06 + 0.7 * patchy(1) + noise, patchy(3)]
    assert close_pairs(*fingerprints(images)).tolist() == [[0, 2]]


def test_hashes_alone_do_not_make_duplicates():
    bits, thumbnails = fingerprints([patchy(1), patchy(1)])
    other = np.random.default_rng(4).integers(0, 255, thumbnails[1].shape).astype(np.uint8)
    assert len(close_pairs(bits, np.stack([thumbnails[0], other]))) == 0


@pytest.mark.parametrize("distance", [0, 3, 8])
def test_pairs_are_those_of_counting_bits_one_by_one(distance, monkeypatch):
    generator = np.random.default_rng(5)
    bits = generator.random((6, 64)) > 0.5
    bits = np.concatenate([bits, bits, bits])
    flips = generator.integers(0, 64, (18, 5))
    for row, flipped in enumerate(flips):
        bits[row, flipped[: row % 6]] ^= True
    expected = {
        (i, j) for i, j in itertools.combinations(range(18), 2) if (bits[i] != bits[j]).sum() <= distance
    }
    monkeypatch.setattr("trainer.exploring.duplicates._BLOCK_CELLS", 4 * 18)
    pairs = close_pairs(bits, np.tile(np.arange(9, dtype=np.uint8), (18, 1)), distance)
    assert {tuple(pair) for pair in pairs.tolist()} == expected
    assert len(pairs) == len(expected)


def test_a_group_keeps_the_held_out_chip(dataset):
    train, val = dataset.split("train").chips[:2], dataset.split("val").chips[0]
    chips = [*train, val, replace(train[0], id="alone")]
    (group,) = group_duplicates(chips, np.array([[0, 1], [1, 2]]))
    assert group.kept == val
    assert set(group.others) == set(train)
    assert group.crosses_splits


def test_no_pairs_make_no_groups(dataset):
    assert group_duplicates(dataset.chips, np.zeros((0, 2), int)) == []
    assert close_pairs(np.zeros((0, 64), bool), np.zeros((0, 256), np.uint8)).shape == (0, 2)
