"""What is written into a data set folder comes back the same, and a broken folder is named."""

import numpy as np
import pytest

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import ChipSkipper, open_dataset, read_exclude, write_index
from trainer.data.dataset_writer import write_chip
from trainer.data.sources import DataError


def test_chips_come_back_as_they_were_written(tmp_path):
    dataset = make_dataset(tmp_path, per_place=2, size=32, bands=("B02", "B03", "B04"))
    chip = dataset.chips[0]
    values = np.random.default_rng(1).uniform(0.01, 0.9, (12, 32, 32)).astype(np.float32)
    is_valid = np.ones((32, 32), bool)
    is_valid[:3] = False
    boxes = np.array([[1, 2.0, 3.0, 10.0, 31.0]], np.float32)
    write_chip(tmp_path, chip, values, is_valid, np.full((32, 32), 2, np.uint8), boxes)
    pixels = dataset.read(chip)
    assert np.array_equal(pixels.is_valid, is_valid)
    assert pixels.presence.tolist() == [float(name in chip.bands) for name in PACK_BANDS]
    channels = [PACK_BANDS.index(name) for name in chip.bands]
    assert np.abs(pixels.reflectance[channels] - values[channels])[:, is_valid].max() <= 0.5e-4 + 1e-7
    assert (pixels.mask[~is_valid] == 255).all() and (pixels.mask[is_valid] == 2).all()
    assert np.allclose(dataset.boxes(chip), boxes, atol=1e-3)


def test_index_comes_back_as_it_was_written(tmp_path):
    dataset = make_dataset(tmp_path, per_place=2, size=32)
    write_index(dataset)
    again = open_dataset(tmp_path)
    assert again.chips == dataset.chips and again.classes == dataset.classes
    assert {chip.split for chip in again.split("val").chips} == {"val"}


def test_a_place_in_two_splits_is_refused(tmp_path):
    make_dataset(tmp_path, per_place=2, size=32)
    index = tmp_path / "chips.csv"
    index.write_text(index.read_text().replace("p0_0,train", "p0_0,val"))
    with pytest.raises(DataError, match="place0 is in two splits"):
        open_dataset(tmp_path)


def test_unreadable_chips_are_named_and_too_many_stop_the_run(tmp_path):
    dataset = make_dataset(tmp_path, per_place=6, size=32)
    dataset.image_path(dataset.chips[3]).write_bytes(b"no raster")
    dataset.image_path(dataset.chips[5]).unlink()
    skipper = ChipSkipper(dataset)
    read = [chip.id for chip, _ in skipper.read_all(dataset.chips)]
    assert len(read) == len(dataset) - 2
    assert set(skipper.unreadable) == {dataset.chips[3].id, dataset.chips[5].id}
    dataset.image_path(dataset.chips[7]).write_bytes(b"")
    with pytest.raises(DataError, match="3 of 42 chips"):
        list(ChipSkipper(dataset).read_all(dataset.chips))


def test_exclude_file_may_hold_remarks(tmp_path):
    path = tmp_path / "exclude.txt"
    path.write_text("# low entropy\np0_1  # 0.2 bits\n\np0_2\n")
    assert read_exclude(path) == {"p0_1", "p0_2"}
