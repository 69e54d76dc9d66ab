"""A pack with the U-Net ResNet-34 that peers are measured on, in random weights: twelve bands in, four classes out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import torch
from rasterio.windows import Window

from benchmarks.rows import Tell
from demo.scene import STORED_OFFSET, STORED_SCALE
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.data.normalisation import MEAN, STDDEV
from trainer.packs.metadata import Identity, model_metadata, write_metadata
from trainer.packs.writer import write_network
from trainer.tasks.task import PackFields

TILE, OVERLAP = 256, 64
CLASSES = ("background", "open_pit", "waste_dump", "tailings")
_NETWORK: tuple[str, dict[str, Any]] = (
    "smp_segmenter",
    {"classes": len(CLASSES), "architecture": "Unet", "encoder": "resnet34"},
)
_SEED = 34
#: Tiles that batch norm takes its statistics from, and passes over them.
_TILES, _PASSES = 8, 5


def resnet_pack(work: Path, scene: Path, tell: Tell) -> Pack:
    """Return the pack, made once for a folder; weights are the same each time.

    Args:
        scene: gives batch norm its statistics, and the classes their balance: about as many pixels each.
    """
    folder = work / "unet_resnet34"
    if not (folder / "model.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tell("makes a pack of a U-Net ResNet-34 with random weights")
        _write_pack(folder, _tiles(scene))
    return load_pack(folder)


def _tiles(scene: Path) -> torch.Tensor:
    """Return some tiles of a scene, float32 (tiles, 12, 256, 256), normalised."""
    with rasterio.open(scene) as source:
        places = np.random.default_rng(_SEED).integers(0, min(source.shape) - TILE, (_TILES, 2))
        stored = np.stack([source.read(window=Window(*place, TILE, TILE)) for place in places.tolist()])
    reflectance = (stored.astype(np.float32) - STORED_OFFSET) / STORED_SCALE
    return torch.from_numpy((reflectance - MEAN[:, None, None]) / STDDEV[:, None, None]).float()


def _write_pack(folder: Path, tiles: torch.Tensor) -> None:
    torch.manual_seed(_SEED)
    network: Any = build_network(*_NETWORK)
    presence = torch.ones(len(tiles), tiles.shape[1])
    with torch.no_grad():
        network.train()
        for _ in range(_PASSES):
            network(tiles, presence)
        network.eval()
        logits = network(tiles, presence)
        # Random networks prefer one class nearly everywhere: each gets logits of mean 0 and deviation 1.
        head, deviation = network.network.segmentation_head[0], logits.std(dim=(0, 2, 3))
        head.bias.copy_((head.bias - logits.mean(dim=(0, 2, 3))) / deviation)
        head.weight /= deviation[:, None, None, None]
    outputs: dict[str, tuple[str, ...]] = {"logits": ("batch", "class", "height", "width")}
    fields = PackFields(
        classes=CLASSES, activation="softmax", tile=TILE, overlap=OVERLAP, stride=TILE - OVERLAP,
        thresholds={"default": 0.5}, threshold_rule="", outputs=outputs, training_data=(), limits=(),
    )  # fmt: skip
    identity = Identity("segmenter", "unet-resnet34", "1.0.0", "Random weights, to measure speed.", "CC0-1.0")
    write_network(folder, network, *_NETWORK, outputs, TILE)
    write_metadata(folder, model_metadata(network, *_NETWORK, identity, fields))
