"""Trains the first look, chooses its threshold with the classifier's gate behind it, and writes both into the pack."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import Pack, load_pack
from mining_detector_plugin.engine.predictor import Predictor

from ..data.augment import Jitter, jitter_radiometry, turn
from ..data.normalisation import MEAN, STDDEV
from ..evaluation.bundled.models import load_network
from ..packs.card import write_card
from ..packs.metadata import read_metadata, write_metadata
from .network import FirstLookNetwork, write_first_look_graph
from .teaching import Cells, ask_teachers, join_cells, teaching_scenes

GRAPH_FILE = "first_look.onnx"
BANDS = ("B02", "B03", "B04")
_CHANNELS = [PACK_BANDS.index(name) for name in BANDS]
#: How often a cell of each source is drawn: with a mine, without.
_SHARES = {
    "rgb_chips": (0.25, 0.40), "tailings": (0.07, 0.06), "quarry_scene": (0.015, 0.015), "made_scenes": (0.03, 0.05),
    "eurosat": (0.0, 0.18), "land_chips_12_band": (0.0, 0.03),
}  # fmt: skip
_LAND = ("eurosat", "land_chips_12_band")
_JITTER = Jitter(gain=0.12, offset=0.006, gamma=0.12, haze=0.15, noise=0.0)
_BATCH = 128
_LEARNING_RATE = 0.004
#: Gates that are tried behind the first look, and what a passed cell costs of a cell that the classifier looks at: the
#: segmenter's smallest tile around it.
_GATES = np.arange(0.05, 0.5, 0.01)
_SEARCH_COST = 20.0


@dataclass(frozen=True)
class Fit:
    """How a first look is fitted.

    Attributes:
        chips: drawn in an epoch. epochs: of the training.
        recall: share of the held-out sites found by the segmenter that must pass.
        fold, folds: which places the classifier's training left out.
        eurosat_every, made: see ``teaching_scenes``.
        closer_look: see ``engine.closer_look``. Of 678 sites of training places that the segmenter finds none is lost
            by 0.4, and three of four cells of ordinary land that passed are.
    """

    chips: int = 25_600
    epochs: int = 24
    recall: float = 0.995
    fold: int = 7
    folds: int = 8
    eurosat_every: int = 2
    made: int = 24
    closer_look: float = 0.4
    seed: int = 1


def fit_first_look(models: Path, data: Path, fit: Fit) -> dict[str, object]:
    """Train a first look for a folder's classifier and write it into its pack; return model.json's fields of it.

    Args:
        models: folder of a classifier and a segmenter that learnt from ``train`` alone.
        data: the data folder.
    """
    packs = {kind: load_pack(models / kind) for kind in ("classifier", "segmenter")}
    with tempfile.TemporaryDirectory() as work:
        trained = _taught(packs, data, fit, False, Path(work))
        held_out = _taught(packs, data, fit, True, Path(work))
    network = train(trained, fit)
    looks = [probabilities(network, part) for part in held_out]
    threshold, gate, rule = choose(held_out, looks, fit.recall)
    folder = models / "classifier"
    write_first_look_graph(network, folder / GRAPH_FILE, len(BANDS), packs["classifier"].tile)
    metadata = read_metadata(folder)
    fields: dict[str, object] = {
        "graph": GRAPH_FILE, "segmenter": packs["segmenter"].name, "bands": list(BANDS),
        "threshold": threshold, "gate": gate, "closer_look": fit.closer_look, "rule": rule,
    }  # fmt: skip
    write_metadata(folder, metadata | {"first_look": fields})
    write_card(folder, read_metadata(folder))
    load_pack(folder)
    return fields


def train(parts: Sequence[Cells], fit: Fit) -> FirstLookNetwork:
    """Return a network that was trained on cells by their targets, in evaluation mode."""
    torch.manual_seed(fit.seed)
    numbers, generator = np.random.default_rng(fit.seed), torch.Generator().manual_seed(fit.seed)
    network = FirstLookNetwork(len(BANDS)).train()
    steps = max(1, fit.chips // _BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), _LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _LEARNING_RATE, total_steps=steps * fit.epochs, pct_start=0.15
    )
    reflectance = torch.from_numpy(np.concatenate([part.reflectance for part in parts]))
    target = torch.from_numpy(np.concatenate([part.target for part in parts]))
    weights = np.concatenate([_weights(part) for part in parts])
    for _ in tqdm(range(fit.epochs), "first look", unit="epoch", disable=None):
        drawn = numbers.choice(len(weights), steps * _BATCH, p=weights / weights.sum()).reshape(steps, -1)
        for indices in drawn:
            chips = reflectance[indices].float()
            jitter_radiometry(chips, _JITTER, generator, _CHANNELS, out=chips)
            logits = network(_normalised(*turn([chips], generator)))[:, 0]
            loss = functional.binary_cross_entropy_with_logits(logits, target[indices])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def probabilities(network: FirstLookNetwork, part: Cells) -> np.ndarray:
    """Return what the first look says of cells, float (cells,), 0-1."""
    with torch.inference_mode():
        logits = [
            network(_normalised(torch.from_numpy(part.reflectance[begin : begin + 1024]).float()))[:, 0]
            for begin in range(0, len(part.target), 1024)
        ]
    return torch.sigmoid(torch.cat(logits)).numpy()


def choose(parts: Sequence[Cells], looks: Sequence[np.ndarray], recall: float) -> tuple[float, float, str]:
    """Return the first look's threshold, the classifier's gate behind it, and a sentence on how they were chosen.

    Of all pairs that keep a share ``recall`` of the found sites, the one that costs least on land without mines. A
    site is kept where one of its cells passes both.

    Args:
        parts: cells of places that neither network saw. looks: what the first look says of each part.
    """
    sites = [
        np.column_stack([look, part.classifier])[part.site == number]
        for part, look in zip(parts, looks, strict=True)
        for number in np.unique(part.site[part.site > 0])
    ]
    is_land = [part.source in _LAND for part in parts]
    land = np.concatenate([look for look, own in zip(looks, is_land, strict=True) if own])
    land_scores = np.concatenate([part.classifier for part, own in zip(parts, is_land, strict=True) if own])
    best = (math.inf, 0.0, 0.0, 0.0, 0.0)
    for gate in _GATES.tolist():
        highest = np.sort([np.where(site[:, 1] >= gate, site[:, 0], 0).max() for site in sites])[::-1]
        threshold = math.floor(highest[math.ceil(recall * len(sites)) - 1] * 1e4) / 1e4
        if threshold <= 0:
            continue
        looked, passed = land >= threshold, (land >= threshold) & (land_scores >= gate)
        cost = looked.mean() + _SEARCH_COST * passed.mean()
        best = min(best, (cost, threshold, round(gate, 4), looked.mean(), passed.mean()))
    _, threshold, gate, looked_share, passed_share = best
    rule = (
        f"Chosen on training places that neither network saw: {recall:.1%} of {len(sites)} sites that the segmenter "
        f"finds there pass both, and {looked_share:.2%} of {len(land)} cells of ordinary land pass the first look, "
        f"{passed_share:.2%} both."
    )
    return threshold, gate, rule


def _taught(packs: dict[str, Pack], data: Path, fit: Fit, is_held_out: bool, work: Path) -> list[Cells]:
    """Return the cells of each source."""
    classifier, segmenter = (Predictor(packs[kind], load_network) for kind in ("classifier", "segmenter"))
    scenes = teaching_scenes(data, fit.fold, fit.folds, is_held_out, fit.eurosat_every, fit.made, work)
    parts: dict[str, list[Cells]] = {}
    for number, scene in enumerate(tqdm(scenes, "teachers", unit="scene", disable=None)):
        cells = ask_teachers(scene, classifier, segmenter, BANDS, number * 1000)
        parts.setdefault(cells.source, []).append(cells)
    return [join_cells(own) for own in parts.values()]


def _weights(part: Cells) -> np.ndarray:
    """Return how often each cell is drawn."""
    shares = np.array(_SHARES[part.source][::-1])
    counts = np.bincount(part.is_mine.astype(int), minlength=2)
    return (shares / np.maximum(counts, 1))[part.is_mine.astype(int)]


def _normalised(reflectance: torch.Tensor) -> torch.Tensor:
    mean, stddev = (torch.from_numpy(values[_CHANNELS])[:, None, None] for values in (MEAN, STDDEV))
    return (reflectance - mean) / stddev
