"""The segmenter's run from recipe to pack on made data, where a mine is a bright square."""

from __future__ import annotations

import numpy as np
import pytest
import yaml

torch = pytest.importorskip("torch", reason="needs the train extra")

from mining_detector_plugin.engine.networks import build_network  # noqa: E402
from mining_detector_plugin.engine.pack import load_pack  # noqa: E402
from tests.trainer.conftest import ROOT  # noqa: E402
from trainer.data.segmentation_targets import CLASSES  # noqa: E402
from trainer.data.sources import DataError  # noqa: E402
from trainer.evaluate import evaluate_pack  # noqa: E402
from trainer.predictor import onnx_predictor  # noqa: E402
from trainer.recipe import RecipeError, load_recipe  # noqa: E402
from trainer.tasks.segment import Segment, SegmentSettings  # noqa: E402
from trainer.training import train  # noqa: E402

RECIPE = ROOT / "trainer" / "recipes" / "segmenter.yaml"
SETTINGS = SegmentSettings(steps=2, side=96, eurosat_every=5, made_scenes=1, thresholds={"default": 0.4})
SMALL = (
    "{encoder: tu-resnet10t, encoder_arguments: {channels: [8, 16, 16, 24], stem_width: 8},"
    " decoder_channels: [16, 16, 16, 8], detail_channels: 8}"
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory, made_data):
    """The pack of a tiny run of the project's own recipe."""
    folder = tmp_path_factory.mktemp("segmenter")
    changes = {
        "data_root": made_data, "run_folder": folder / "run", "pack": folder / "pack",
        "network.arguments": SMALL, "train.epochs": 1, "train.batch_size": 2, "settings.steps": 2,
        "settings.side": 96, "settings.eurosat_every": 5, "settings.made_scenes": 1,
        "settings.held_out_fold": "null", "settings.thresholds": "{default: 0.4}",
        "settings.views": "[as_is, flip_left_right]",
    }  # fmt: skip
    return train(load_recipe(RECIPE, [f"{key}={value}" for key, value in changes.items()]))


def test_pack_says_what_the_segmenter_gives(pack):
    assert load_pack(pack.folder).kind == "segmenter"
    assert pack.classes == CLASSES
    assert (pack.activation, pack.tile, pack.overlap, pack.thresholds) == (
        "softmax",
        256,
        64,
        {"default": 0.4},
    )


def test_card_names_every_source_of_training_data(pack):
    card = (pack.folder / "README.md").read_text(encoding="utf-8")
    for name in (
        "tailings_seg",
        "Maus et al. 2022",
        "lulc_mining",
        "Earth Genome",
        "EuroSAT",
        "demo/scene.py",
    ):
        assert name in card


def test_figures_cover_scenes_and_chips(pack, made_data):
    rows = {(row.data, row.metric): row for row in evaluate_pack(pack, made_data)}
    assert {data for data, _ in rows} == {"tailings", "quarry_scene", "rgb_chips", "six_band_chips"}
    assert all(0 <= row.value <= 1 for row in rows.values())
    assert rows["tailings", "iou_tailings"].count == 2 * 30 * 30
    assert rows["quarry_scene", "iou_open_pit"].count == 20 * 20


def test_batches_are_alike_for_the_same_seed_and_epoch_only(made_data):
    tasks = [Segment(SETTINGS, made_data, batch_size=2, seed=seed) for seed in (1, 1, 2)]
    first, again, other = ([batch["bands"] for batch in task.training_batches(4)] for task in tasks)
    assert all(torch.equal(one, two) for one, two in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])
    assert not torch.equal(first[0], next(tasks[0].training_batches(5))["bands"])


def test_batches_hold_what_the_network_takes(made_data):
    (batch, _) = Segment(SETTINGS, made_data, batch_size=3, seed=1).training_batches(0)
    assert batch["bands"].shape == (3, 12, 96, 96)
    assert batch["presence"].shape == (3, 12)
    assert batch["target"].shape == (3, 96, 96)
    assert np.isfinite(batch["bands"].numpy()).all()
    assert (batch["bands"].abs().amax(dim=(2, 3))[batch["presence"] == 0] == 0).all()


def test_holding_out_all_places_is_told(made_data):
    settings = SETTINGS.model_copy(update={"held_out_fold": 0})
    with pytest.raises(DataError, match="none is left to train on"):
        Segment(settings, made_data, batch_size=2, seed=1)


def test_a_threshold_that_nothing_could_fit_is_refused_at_once():
    changes = ["settings.thresholds=null", "settings.held_out_fold=null"]
    with pytest.raises(RecipeError, match="held_out_fold"):
        load_recipe(RECIPE, changes)


def test_val_is_trained_on_only_when_asked(made_data):
    alone = Segment(SETTINGS, made_data, batch_size=2, seed=1)
    both = Segment(SETTINGS.model_copy(update={"splits": ["train", "val"]}), made_data, batch_size=2, seed=1)
    assert len(both.tiles.tailings) == 2 * len(alone.tiles.tailings)
    assert len(both.tiles.quarry) == len(alone.tiles.quarry) + 1
    assert len(both.tiles.mine_chips) > len(alone.tiles.mine_chips)
    assert len(both.tiles.six_after) > len(alone.tiles.six_after)


def test_land_cover_is_learnt_beside_the_classes(made_data):
    task = Segment(SETTINGS, made_data, batch_size=12, seed=1)
    torch.manual_seed(0)
    network = build_network("segmenter_unet", yaml.safe_load(SMALL))
    head = task.auxiliary(network)
    losses = [task.losses(network, head, batch) for batch in task.training_batches(0)]
    assert any(float(loss["land_cover"].detach()) > 0 for loss in losses)
    without = task.losses(network, None, next(task.training_batches(0)))
    assert "land_cover" not in without


def test_a_view_from_each_side_gives_the_same_map_whichever_way_the_tile_lies(pack):
    """The pack of this recipe looks from two sides: what it sees of a mirrored tile is the mirrored map."""
    predict = onnx_predictor(pack)
    bands = np.random.default_rng(0).normal(size=(1, 12, 64, 64)).astype(np.float32)
    presence = np.ones((1, 12), np.float32)
    (seen,), (mirrored,) = predict(bands, presence), predict(bands[..., ::-1].copy(), presence)
    assert np.allclose(seen, mirrored[..., ::-1], atol=1e-3)


def test_members_see_the_data_in_another_order_and_their_mean_is_the_packs(made_data):
    task = Segment(SETTINGS.model_copy(update={"members": 2}), made_data, batch_size=2, seed=1)
    first, second = task.folds()
    assert not torch.equal(*(next(member.training_batches(0))["bands"] for member in (first, second)))
    arguments = yaml.safe_load(SMALL)
    networks = [build_network("segmenter_unet", arguments).eval() for _ in range(2)]
    assembled = task.assemble(list(zip((first, second), networks, strict=True)), "segmenter_unet", arguments)
    bands, presence = torch.randn(1, 12, 64, 64), torch.ones(1, 12)
    with torch.no_grad():
        wanted = sum(network(bands, presence).softmax(1) for network in networks) / 2
        assert torch.allclose(assembled.network(bands, presence).softmax(1), wanted, atol=1e-4)
