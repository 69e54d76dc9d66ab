"""Small images with a CSV of tags become a data set; what is not stated is asked for."""

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.build_dataset import main
from trainer.data.dataset import open_dataset


@pytest.fixture
def pictures(tmp_path):
    """PNG pictures without a position, and their tags."""
    folder = tmp_path / "images"
    folder.mkdir()
    generator = np.random.default_rng(0)
    lines = ["image_name,tags"]
    for index in range(40):
        Image.fromarray(generator.integers(1, 255, (16, 16, 3)).astype(np.uint8)).save(
            folder / f"p{index}.png"
        )
        lines.append(f"p{index},{'clear water' if index % 2 else 'artisanal_mine haze'}")
    csv = tmp_path / "tags.csv"
    csv.write_text("\n".join(lines) + "\n")
    return folder, csv


def run(pictures, out, *more):
    folder, csv = pictures
    return main(
        ["tags", "--images", str(folder), "--csv", str(csv), "--out", str(out), "--workers", "1", *more]
    )


RGB = ("--scale", "0.001", "--bands", "B04,B03,B02")


def test_pictures_become_chips_with_the_stated_bands_and_scale(tmp_path, pictures):
    assert run(pictures, tmp_path / "out", *RGB, "--split", "random") == 0
    dataset = open_dataset(tmp_path / "out")
    assert len(dataset) == 40 and dataset.tags == ("artisanal_mine", "clear", "haze", "water")
    assert dataset.metadata["random_split"] is True and len({chip.split for chip in dataset.chips}) == 3
    chip = next(chip for chip in dataset.chips if chip.id == "p7")
    stored = np.asarray(Image.open(pictures[0] / "p7.png"))
    pixels = dataset.read(chip)
    assert chip.tags == ("clear", "water") and chip.bands == ("B02", "B03", "B04")
    assert np.abs(pixels.reflectance[PACK_BANDS.index("B04")] - stored[:, :, 0] * 0.001).max() < 1e-4
    assert np.abs(pixels.reflectance[PACK_BANDS.index("B02")] - stored[:, :, 2] * 0.001).max() < 1e-4


def test_a_random_split_of_pictures_warns(tmp_path, pictures, capsys):
    assert run(pictures, tmp_path / "out", *RGB, "--split", "random") == 0
    assert "figures look better than they are" in capsys.readouterr().err


def test_bands_and_a_split_that_nobody_stated_are_asked_for(tmp_path, pictures, capsys):
    assert run(pictures, tmp_path / "a", "--scale", "0.001", "--split", "random") == 2
    assert "--bands B04,B03,B02" in capsys.readouterr().err
    assert run(pictures, tmp_path / "b", *RGB) == 2
    assert "--split random" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(pictures, tmp_path / "c", "--bands", "B04,B03,B02")


def test_splits_of_the_csv_are_kept(tmp_path, pictures):
    lines = pictures[1].read_text().splitlines()
    splits = ["train", "train", "val", "test"]
    lines = [f"{line},{'split' if index == 0 else splits[index % 4]}" for index, line in enumerate(lines)]
    pictures[1].write_text("\n".join(lines))
    assert run(pictures, tmp_path / "out", *RGB) == 0
    dataset = open_dataset(tmp_path / "out")
    assert {chip.id: chip.split for chip in dataset.chips} == {
        f"p{i}": splits[(i + 1) % 4] for i in range(40)
    }
    assert dataset.split_remark == ""


def test_located_images_with_named_bands_are_split_by_place(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    lines = ["image_name,tags"]
    names = ("B04", "B03", "B02", "B08")
    for index in range(30):
        with rasterio.open(
            folder / f"c{index}.tif", "w", driver="GTiff", dtype="uint16", count=4, height=16, width=16,
            crs="EPSG:32633", transform=from_origin(400_000 + 10_000 * index, 5_000_000, 10, 10), nodata=0,
        ) as raster:  # fmt: skip
            raster.write(np.full((4, 16, 16), 1000 + index, np.uint16))
            raster.descriptions = names
        lines.append(f"c{index}.tif,mine")
    csv = tmp_path / "tags.csv"
    csv.write_text("\n".join(lines))
    assert run((folder, csv), tmp_path / "out", "--scale", "0.0001") == 0
    dataset = open_dataset(tmp_path / "out")
    chip = dataset.chips[3]
    assert chip.bands == ("B02", "B03", "B04", "B08") and chip.resolution_m == 10 and 12 < chip.lon < 18
    assert "random_split" not in dataset.metadata and len({chip.place for chip in dataset.chips}) > 10
    assert dataset.read(chip).reflectance[PACK_BANDS.index("B08")][0, 0] == pytest.approx(
        0.1 + int(chip.id[1:]) / 1e4
    )


def test_one_broken_picture_is_named_and_three_of_forty_stop_the_build(tmp_path, pictures, capsys):
    (pictures[0] / "p3.png").write_bytes(b"broken")
    assert run(pictures, tmp_path / "a", *RGB, "--split", "random") == 0
    dataset = open_dataset(tmp_path / "a")
    assert len(dataset) == 39 and "p3.png" in dataset.metadata["unreadable_images"][0]
    whole = (pictures[0] / "p4.png").read_bytes()
    (pictures[0] / "p4.png").write_bytes(whole[: len(whole) // 2])
    (pictures[0] / "p5.png").unlink()
    assert run(pictures, tmp_path / "b", *RGB, "--split", "random") == 2
    assert "3 of 40 images" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [("name,tags\na,b\n", "image_name"), ("image_name,tags\n", "names no image"),
     ("image_name,tags\np1,a\np1,b\n", "names p1 twice"), ("image_name,tags,split\np1,a,dev\n", "splits")],
)  # fmt: skip
def test_a_csv_that_cannot_be_used_is_told(tmp_path, pictures, capsys, text, said):
    pictures[1].write_text(text)
    assert run(pictures, tmp_path / "out", *RGB, "--split", "random") == 2
    assert said in capsys.readouterr().err
