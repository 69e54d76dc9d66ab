"""Chips come out of the loader in one size, with labels in step, whatever size they lie on disk in."""

from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.made_dataset import make_dataset
from trainer.data.chip_loader import ChipLoader
from trainer.data.dataset import UNLABELLED
from trainer.data.sources import DataError


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("data"), per_place=4, size=48)


def mine_chips(dataset):
    return [chip for chip in dataset.chips if chip.tags]


def test_native_size_gives_what_is_stored(dataset):
    (batch,) = ChipLoader(dataset, 48).batches(dataset.chips[:3], 8)
    for row, chip in enumerate(batch.chips):
        pixels = dataset.read(chip)
        assert np.array_equal(batch.reflectance[row].numpy(), pixels.reflectance)
        assert np.array_equal(batch.mask[row].numpy(), pixels.mask)
        assert np.array_equal(batch.boxes[row], dataset.boxes(chip))


@pytest.mark.parametrize("size", [32, 96])
def test_scaling_keeps_mask_boxes_and_pixels_together(dataset, size):
    chips = mine_chips(dataset)[:4]
    (batch,) = ChipLoader(dataset, size).batches(chips, 8)
    assert batch.reflectance.shape == (4, 12, size, size)
    for row, chip in enumerate(chips):
        native = dataset.read(chip)
        assert batch.reflectance[row].mean() == pytest.approx(native.reflectance.mean(), rel=0.02)
        rows, columns = np.nonzero(batch.mask[row].numpy() > 0)
        _, x0, y0, x1, y1 = batch.boxes[row][0]
        found = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
        assert np.abs(found - [x0, y0, x1, y1]).max() <= 1


@pytest.mark.parametrize("seed", [None, (1, 2)])
@pytest.mark.parametrize("size", [32, 64])
def test_cutting_keeps_mask_boxes_and_pixels_together(dataset, size, seed):
    chips = mine_chips(dataset)
    (batch,) = ChipLoader(dataset, size, "cut").batches(chips, 64, seed)
    for row in range(len(chips)):
        is_mine = (batch.mask[row].numpy() > 0) & (batch.mask[row].numpy() != UNLABELLED)
        bright = batch.reflectance[row, 1].numpy() > 0.25
        assert np.array_equal(is_mine, bright)
        assert (batch.mask[row].numpy()[~batch.is_valid[row].numpy()] == UNLABELLED).all()
        assert len(batch.boxes[row]) == is_mine.any()
        if is_mine.any():
            rows, columns = np.nonzero(is_mine)
            wanted = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
            assert np.allclose(batch.boxes[row][0, 1:], wanted, atol=1e-3)
    assert int(batch.is_valid[0].sum()) == min(size, 48) ** 2


def test_cuts_differ_by_seed_and_not_by_count_of_workers(dataset):
    chips = list(dataset.chips)
    alone = [b.reflectance for b in ChipLoader(dataset, 32, "cut").batches(chips, 8, (1, 0))]
    beside = [b.reflectance for b in ChipLoader(dataset, 32, "cut", workers=2).batches(chips, 8, (1, 0))]
    other = [b.reflectance for b in ChipLoader(dataset, 32, "cut").batches(chips, 8, (1, 1))]
    assert len(alone) == len(beside)
    assert all((one == two).all() for one, two in zip(alone, beside, strict=True))
    assert not all((one == two).all() for one, two in zip(alone, other, strict=True))


def test_unreadable_chips_are_left_out_counted_and_too_many_stop(dataset, tmp_path):
    own = make_dataset(tmp_path, per_place=6, size=32)
    for number in (3, 5):
        own.image_path(own.chips[number]).write_bytes(b"no raster")
    loader = ChipLoader(own, 32)
    for _ in range(2):
        batches = list(loader.batches(own.chips, 4))
        assert sum(len(batch.chips) for batch in batches) == len(own) - 2
    assert set(loader.unreadable) == {own.chips[3].id, own.chips[5].id}
    own.mask_path(own.chips[7]).unlink()
    with pytest.raises(DataError, match="3 of 42 chips"):
        list(loader.batches(own.chips, 4))


def test_chips_of_several_sizes_and_band_sets_make_one_batch(dataset, tmp_path):
    small = make_dataset(tmp_path, per_place=1, size=32, bands=("B02", "B03", "B04"))
    loader = ChipLoader(small, 64)
    (batch,) = loader.batches(small.chips, 8)
    assert batch.reflectance.shape[2:] == (64, 64)
    assert batch.presence.sum(dim=1).tolist() == [3.0] * len(small)
    wrong = [replace(small.chips[0], bands=("B02", "B03"))]
    assert list(ChipLoader(small, 64).batches(wrong, 1)) == []
