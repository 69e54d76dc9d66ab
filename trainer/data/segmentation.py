"""Training tiles of the segmenter: crops of labelled scenes, and chips laid side by side or into a scene.

Chips of all sources and cuts of all scenes are laid side by side, so that no class is known by the seams that
this leaves. Places are drawn evenly, whatever the count of their images.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import ndimage

from mining_detector_plugin.engine.bands import PACK_BANDS

from .chip_pool import join
from .missing_bands import BandGuess, fit_band_guess
from .samples import Chips
from .scene_crops import CropSettings, draw_corner, draw_crop
from .segmentation_scenes import RGB_CHANNELS, Labelled, label_made_scenes, label_quarry, label_tailings
from .segmentation_targets import (
    BACKGROUND,
    FIRST_EMPTY_BAG,
    IGNORED,
    TAILINGS,
    change_target,
    mine_chip_target,
)
from .sources import eurosat_chips, land_chips, rgb_chips, six_band_chips

CELL = 48
#: What is laid in with a body, unlabelled: its edge belongs to both grounds.
_BODY_RIM_PX = 1
RGB = ("B04", "B03", "B02")
_RGB_PRESENCE = np.array([name in RGB for name in PACK_BANDS], dtype=np.float32)
SIX = ("B02", "B03", "B04", "B08", "B11", "B12")
_RED_INFRARED = [PACK_BANDS.index("B04"), PACK_BANDS.index("B08")]


@dataclass(frozen=True)
class Tile:
    """One training tile.

    Attributes:
        reflectance: float32 (12, side, side), 0 where a band is missing.
        presence: float32 (12,).
        is_valid: bool (side, side).
        target: int16 (side, side).
        land_cover: int16 (side, side), index into ``TileMaker.land_covers``, ``IGNORED`` where unknown.
    """

    reflectance: np.ndarray
    presence: np.ndarray
    is_valid: np.ndarray
    target: np.ndarray
    land_cover: np.ndarray


class Cell(NamedTuple):
    """What is laid into a tile: reflectance float32 (12, 48, 48), validity bool and target int16 (48, 48).

    ``land_cover`` is the index of the chip's land cover, ``IGNORED`` where unknown.
    """

    reflectance: np.ndarray
    is_valid: np.ndarray
    target: np.ndarray
    land_cover: int = IGNORED


@dataclass(frozen=True)
class Shares:
    """How often each kind of tile and of chip is drawn; weights, not normalised.

    Attributes:
        tailings, quarry, made: crops of scenes.
        rgb_mosaic, six_band_mosaic, land_mosaic: chips side by side, with the bands that all its chips have.
        pasted: chance that chips are laid into a scene's crop.
        bodies: chance that the tailings of another crop are laid into a crop with tailings scenes' bands.
        guessed: chance that a tile with RGB alone gets the other bands guessed.
        mine_chip, other_chip, eurosat_chip, six_band_chip, land_chip, scene_cut: an RGB mosaic's cells.
    """

    tailings: float = 0.5
    quarry: float = 0.15
    made: float = 0.08
    rgb_mosaic: float = 0.2
    six_band_mosaic: float = 0.05
    land_mosaic: float = 0.02
    pasted: float = 0.35
    bodies: float = 0.0
    guessed: float = 0.5
    mine_chip: float = 0.25
    other_chip: float = 0.25
    eurosat_chip: float = 0.3
    six_band_chip: float = 0.08
    land_chip: float = 0.04
    scene_cut: float = 0.12


class TileMaker:
    """Draws training tiles.

    Args:
        data_root: the data folder.
        shares: how often each kind is drawn.
        crops: how crops of scenes are drawn; their side is a multiple of 48 and of 32.
        eurosat_every: take each so-manieth EuroSAT chip.
        made_scenes: count of made scenes.
        left_out: names of tailings places that are held out.
        splits: of the sources that have them; with ``val`` among them nothing is left to measure on.
    """

    def __init__(
        self, data_root: Path, shares: Shares, crops: CropSettings, eurosat_every: int = 4,
        made_scenes: int = 40, left_out: frozenset[str] = frozenset(),
        splits: Sequence[str] = ("train",),
    ) -> None:  # fmt: skip
        self.shares, self.crops, self.side = shares, crops, crops.side
        placed = [split for split in splits if split in ("train", "val")]
        tailings = [scene for split in placed for scene in label_tailings(data_root, split)]
        self.tailings = [scene for scene in tailings if scene.place not in left_out]
        self.quarry = label_quarry(data_root, with_newest="val" in splits)
        self.made = label_made_scenes(made_scenes)
        self.places = _by_place(self.tailings)
        chips = join([rgb_chips(data_root, split) for split in splits])
        self.mine_chips = chips.take(chips.labels == "mine")
        self.other_chips = chips.take(chips.labels != "mine")
        self.eurosat = eurosat_chips(data_root, every=eurosat_every)
        self.land_covers = sorted({str(label) for label in self.eurosat.labels})
        self.land = land_chips(data_root)
        before, after = (
            join([six_band_chips(data_root, split, date) for split in placed]) for date in ("t0", "t1")
        )
        kept = after.labels != "industrial_mine"
        self.six_before, self.six_after = before.take(kept), after.take(kept)
        self.band_guess = self._fit_band_guess()

    def _fit_band_guess(self) -> BandGuess:
        quarry = [_spread(scene) for scene in self.quarry]
        images = [(chips.reflectance(slice(None)), chips.presence) for chips in (self.six_after, self.land)]
        return fit_band_guess([(image[None], presence) for image, presence in quarry] + images)

    def draw(self, generator: np.random.Generator) -> Tile:
        """Return a tile; some of those with RGB alone get the other bands guessed."""
        tile = self._draw(generator)
        if np.array_equal(tile.presence, _RGB_PRESENCE) and generator.random() < self.shares.guessed:
            reflectance = self.band_guess.fill(tile.reflectance, generator)
            return replace(tile, reflectance=reflectance, presence=np.ones_like(tile.presence))
        return tile

    def _draw(self, generator: np.random.Generator) -> Tile:
        shares = self.shares
        kinds = {
            "tailings": shares.tailings, "quarry": shares.quarry, "made": shares.made, "rgb": shares.rgb_mosaic,
            "six": shares.six_band_mosaic, "land": shares.land_mosaic,
        }  # fmt: skip
        kind = _choose(kinds, generator)
        if kind == "rgb":
            return self._mosaic(RGB, self._rgb_cells(), generator)
        if kind == "six":
            return self._mosaic(SIX, {"six": 0.7, "land": 0.15, "quarry_cut": 0.15}, generator)
        if kind == "land":
            return self._mosaic(PACK_BANDS, {"land": 1.0}, generator)
        tile = self._crop(self._scene(kind, generator), generator)
        if kind == "tailings" and generator.random() < self.shares.bodies:
            tile = lay_body(tile, self._crop(self._scene(kind, generator), generator))
        chance = 0.0 if kind == "made" else shares.pasted
        return self._paste(tile, generator) if generator.random() < chance else tile

    def _rgb_cells(self) -> dict[str, float]:
        shares = self.shares
        return {
            "mine": shares.mine_chip, "other": shares.other_chip, "eurosat": shares.eurosat_chip,
            "six": shares.six_band_chip, "land": shares.land_chip,
            "tailings_cut": shares.scene_cut * 0.8, "quarry_cut": shares.scene_cut * 0.2,
        }  # fmt: skip

    def _scene(self, kind: str, generator: np.random.Generator) -> Labelled:
        if kind != "tailings":
            alike = self.quarry if kind == "quarry" else self.made
            return alike[generator.integers(len(alike))]
        scenes = self.places[generator.integers(len(self.places))]
        return scenes[generator.integers(len(scenes))]

    def _crop(self, scene: Labelled, generator: np.random.Generator) -> Tile:
        """Return a crop of a scene with its bands."""
        crop = draw_crop(scene.reflectance, scene.is_valid, scene.target, self.crops, generator)
        reflectance = np.zeros((len(PACK_BANDS), self.side, self.side), dtype=np.float32)
        reflectance[list(scene.channels)] = crop.values
        presence = np.zeros(len(PACK_BANDS), dtype=np.float32)
        presence[list(scene.channels)] = 1.0
        return Tile(reflectance, presence, crop.is_valid, crop.target, np.full_like(crop.target, IGNORED))

    def _mosaic(
        self, bands: tuple[str, ...], cells: dict[str, float], generator: np.random.Generator
    ) -> Tile:
        tile = _empty(self.side, bands)
        count = self.side // CELL
        for number in range(count * count):
            row, column = divmod(number, count)
            self._put(tile, _choose(cells, generator), number, row * CELL, column * CELL, generator)
        return tile

    def _paste(self, tile: Tile, generator: np.random.Generator) -> Tile:
        """Lay one to three chips into a crop, which then has RGB alone."""
        presence = _empty(1, RGB).presence
        pasted = replace(tile, reflectance=tile.reflectance * presence[:, None, None], presence=presence)
        for number in range(int(generator.integers(1, 4))):
            row, column = generator.integers(0, self.side - CELL + 1, size=2)
            kind = _choose({"mine": 0.6, "other": 0.3, "eurosat": 0.1}, generator)
            self._put(pasted, kind, number, int(row), int(column), generator)
        return pasted

    def _put(
        self, tile: Tile, kind: str, number: int, row: int, column: int, generator: np.random.Generator
    ) -> None:
        """Write one cell into a tile, in the tile's bands, turned at random."""
        cell = self._cell(kind, number, generator)
        turns = int(generator.integers(4))
        is_valid = np.rot90(cell.is_valid, turns)
        window = (slice(row, row + CELL), slice(column, column + CELL))
        turned = np.rot90(cell.reflectance, turns, axes=(-2, -1))
        tile.reflectance[:, *window] = turned * tile.presence[:, None, None]
        tile.is_valid[window] = is_valid
        tile.target[window] = np.where(is_valid, np.rot90(cell.target, turns), IGNORED)
        tile.land_cover[window] = np.where(is_valid, cell.land_cover, IGNORED)

    def _cell(self, kind: str, number: int, generator: np.random.Generator) -> Cell:
        """Return one cell."""
        if kind.endswith("_cut"):
            return self._cut(kind.removesuffix("_cut"), generator)
        if kind == "six":
            reflectance, target = self._six_band_chip(generator)
            return Cell(reflectance, np.any(reflectance > 0, axis=0), target)
        chips = {
            "mine": self.mine_chips, "other": self.other_chips, "eurosat": self.eurosat, "land": self.land,
        }[kind]  # fmt: skip
        index = int(generator.integers(len(chips)))
        reflectance = _cut_chip(chips, index, generator)
        is_valid = np.any(reflectance > 0, axis=0)
        if kind == "mine":
            return Cell(reflectance, is_valid, mine_chip_target(reflectance[RGB_CHANNELS], number))
        empty = np.full((CELL, CELL), FIRST_EMPTY_BAG + number, dtype=np.int16)
        cover = self.land_covers.index(str(chips.labels[index])) if kind == "eurosat" else IGNORED
        return Cell(reflectance, is_valid, empty, cover)

    def _cut(self, kind: str, generator: np.random.Generator) -> Cell:
        scene = self._scene(kind, generator)
        row, column = draw_corner(scene.target, CELL, self.crops.on_mine, generator)
        window = (slice(row, row + CELL), slice(column, column + CELL))
        reflectance = np.zeros((len(PACK_BANDS), CELL, CELL), dtype=np.float32)
        reflectance[list(scene.channels)] = scene.reflectance[:, *window]
        return Cell(reflectance, scene.is_valid[window], scene.target[window])

    def _six_band_chip(self, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return a place's later image with its target, or an earlier one where no mine is."""
        index = int(generator.integers(len(self.six_after)))
        after = self.six_after.reflectance(slice(index, index + 1))[0]
        before = self.six_before.reflectance(slice(index, index + 1))[0]
        if self.six_after.labels[index] == "artisanal_mine":
            return after, change_target(before[_RED_INFRARED], after[_RED_INFRARED])
        chosen = after if generator.random() < 0.5 else before
        return chosen, np.full((CELL, CELL), BACKGROUND, dtype=np.int16)


def lay_body(tile: Tile, other: Tile) -> Tile:
    """Return a tile with the tailings of another laid into it, at the place that they have there.

    The ground round a body stays behind, so that neither is known by the other (copy-paste, Ghiasi et al. 2021,
    arXiv:2012.07177).
    """
    body = ndimage.binary_dilation((other.target == TAILINGS) & other.is_valid, iterations=_BODY_RIM_PX)
    rim = body & (other.target != TAILINGS)
    target = np.where(body, TAILINGS, tile.target)
    target[rim] = IGNORED
    return replace(
        tile, reflectance=np.where(body, other.reflectance, tile.reflectance), is_valid=tile.is_valid | body,
        target=target.astype(np.int16),
    )  # fmt: skip


def _spread(scene: Labelled) -> tuple[np.ndarray, np.ndarray]:
    """Return float32 (12, height, width) and presence (12,) of a scene."""
    reflectance = np.zeros((len(PACK_BANDS), *scene.target.shape), dtype=np.float32)
    presence = np.zeros(len(PACK_BANDS), dtype=np.float32)
    reflectance[list(scene.channels)], presence[list(scene.channels)] = scene.reflectance, 1.0
    return reflectance, presence


def _by_place(scenes: list[Labelled]) -> list[list[Labelled]]:
    places: dict[str, list[Labelled]] = {}
    for scene in scenes:
        places.setdefault(scene.place, []).append(scene)
    return list(places.values())


def _choose(weights: dict[str, float], generator: np.random.Generator) -> str:
    values = np.array(list(weights.values()))
    return list(weights)[int(generator.choice(len(values), p=values / values.sum()))]


def _empty(side: int, bands: tuple[str, ...]) -> Tile:
    presence = np.array([name in bands for name in PACK_BANDS], dtype=np.float32)
    return Tile(
        np.zeros((len(PACK_BANDS), side, side), np.float32), presence, np.zeros((side, side), bool),
        np.full((side, side), IGNORED, np.int16), np.full((side, side), IGNORED, np.int16),
    )  # fmt: skip


def _cut_chip(chips: Chips, index: int, generator: np.random.Generator) -> np.ndarray:
    """Return float32 (12, 48, 48): a chip, or a part of a larger one."""
    reflectance = chips.reflectance(slice(index, index + 1))[0]
    row, column = (int(generator.integers(0, length - CELL + 1)) for length in reflectance.shape[1:])
    return reflectance[:, row : row + CELL, column : column + CELL]
