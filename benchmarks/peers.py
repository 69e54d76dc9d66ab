"""Measures the engine against geoai and OmniCloudMask: one network, one scene, one run, sides taking turns.

python -m benchmarks.peers

Peers run in the environment .build/peers, which `make benchmark` sets up; MINING_DETECTOR_PEERS names another Python.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import rasterio

from benchmarks.made import made_raster
from benchmarks.resnet_pack import OVERLAP, TILE, resnet_pack
from benchmarks.rows import Row, Tell, run_alone, unmeasured

_ROOT = Path(__file__).resolve().parents[1]
PEERS = {"geoai": "geoai-py 0.40.1", "omnicloudmask": "OmniCloudMask 1.8.1"}
_BATCHES = (1, 4, 8)
#: What peers could be told to take too: larger tiles, as the engine does.
_LARGE_TILE = 1024
#: Bars: times as fast, on float32 and with the precision the machine is best at.
_BAR, _BEST_BAR = 2.0, 3.5
_ENGINE, _BEST = ("engine", "float32"), ("engine", "auto")
_HALF = ("omnicloudmask", "bfloat16")
_TITLES = {"float32": "both on float32", "auto": "engine with the machine's best precision"}
#: Name and precision of each side.
Key = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """One run of a side: seconds from file to file, the process's peak memory so far in MiB, what ran the network."""

    seconds: float
    peak_mib: float
    runtime: str


class Side:
    """A side's process, with the network loaded."""

    def __init__(self, child: subprocess.Popen[str], folder: Path) -> None:
        self._child, self._folder = child, folder
        self.batch = 1
        self._answer()

    def run(self, scene: Path, tile: int = TILE) -> Run:
        """Run the side over a scene; its class map is then at ``class_map``."""
        request = {"scene": str(scene), "out": str(self.class_map), "tile": tile, "batch": self.batch}
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(request) + "\n")
        self._child.stdin.flush()
        return self._answer()

    @property
    def class_map(self) -> Path:
        """Where the class map of the last run is."""
        return self._folder / "map.tif"

    def _answer(self) -> Run:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            last = (self._folder / "errors.txt").read_text(encoding="utf-8").strip().splitlines()[-1:]
            raise RuntimeError(f"{self._folder.name} ended: {''.join(last)}")
        return Run(**json.loads(line))


@contextmanager
def open_side(work: Path, name: str, precision: str, pack: Path) -> Iterator[Side]:
    """Start a side, see ``sides``, and end it with the block."""
    folder = work / "sides" / f"{name}_{precision}"
    folder.mkdir(parents=True, exist_ok=True)
    python = sys.executable if name == "engine" else peers_python()
    with (folder / "errors.txt").open("w", encoding="utf-8") as errors, subprocess.Popen(
        [python, "-m", "benchmarks.sides", name, str(pack), precision], cwd=_ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
    ) as child:  # fmt: skip
        yield Side(child, folder)


def peers_python() -> str:
    """Return the Python of the peers' environment."""
    return os.environ.get("MINING_DETECTOR_PEERS") or str(_ROOT / ".build" / "peers" / "bin" / "python")


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure speed against peers in 3 rounds, and each side's peak memory on a larger scene."""
    size, large, rounds = (768, 1024, 1) if is_quick else (2048, 6144, 3)
    if not Path(peers_python()).exists():
        reason = "Peers are not installed: make benchmark sets up .build/peers."
        return [unmeasured("peers", "Against peers", f">= {_BAR:g} x", reason)]
    scene = made_raster(work, tell, size, size)
    pack = resnet_pack(work, scene, tell).folder
    keys: list[Key] = [_ENGINE, _BEST, *((name, "float32") for name in PEERS), _HALF]
    with ExitStack() as stack:
        sides = {key: stack.enter_context(open_side(work, *key, pack)) for key in keys}
        small = made_raster(work, tell, size // 2, size // 2)
        for key in keys[2:]:
            tell(f"looks for the best batch of {key[0]}, {key[1]}")
            sides[key].batch = _best_batch(sides[key], small)
        runs: dict[Key, list[Run]] = {key: [] for key in keys}
        for number in range(1, rounds + 1):
            tell(f"round {number} of {rounds}: each side once")
            for key, side in sides.items():
                runs[key].append(side.run(scene))
        maps = [_class_map(sides[key]) for key in (_ENGINE, _BEST, ("geoai", "float32"))]
        tell(f"peers with tiles of {min(_LARGE_TILE, size)} pixels, once")
        large_tiles = {key: sides[key].run(scene, min(_LARGE_TILE, size)).seconds for key in keys[2:-1]}
        batches = ", ".join(f"{key[0]} {key[1]} {sides[key].batch}" for key in keys[2:])
    seconds = {key: median(run.seconds for run in own) for key, own in runs.items()}
    engine = " and ".join(f"{runs[key][0].runtime} ({key[1]})" for key in (_ENGINE, _BEST))
    told = (
        f"{size} x {size}, 12 bands, U-Net ResNet-34, from file to class map on disk; engine by {engine}; peers "
        f"with tiles of {TILE}, overlap {OVERLAP}, best batch ({batches}); medians of {rounds}, sides taking turns."
    )
    return [
        *_speed_rows(seconds, told),
        *_large_tile_rows(large_tiles, seconds[_ENGINE]),
        *_agreement_rows(*maps),
        *_memory_rows(work, tell, pack, large),
    ]


def _speed_rows(seconds: dict[Key, float], told: str) -> list[Row]:
    rows = [
        _ratio_row(
            f"peers_{precision}_{name}",
            f"Times as fast as {title}, {_TITLES[precision]}",
            seconds,
            (name, "float32"),
            ("engine", precision),
            told,
            bar,
        )
        for precision, bar in (("float32", _BAR), ("auto", _BEST_BAR))
        for name, title in PEERS.items()
    ]
    what = f"Times as fast as {PEERS['omnicloudmask']} in bfloat16, {_TITLES['auto']}"
    return [*rows, _ratio_row("peers_auto_bfloat16", what, seconds, _HALF, _BEST, told)]


def _ratio_row(
    key: str,
    what: str,
    seconds: dict[Key, float],
    theirs: Key,
    ours: Key,
    told: str,
    bar: float | None = None,
) -> Row:
    """Return how many times as fast as a peer the engine is."""
    ratio = seconds[theirs] / seconds[ours]
    parts = {" ".join(key): seconds[key] for key in (ours, theirs)}
    is_met = None if bar is None else ratio >= bar
    reason = "" if is_met is not False else f"{seconds[theirs]:.2f} s against {seconds[ours]:.2f} s."
    return Row(key, what, "" if bar is None else f">= {bar:g} x", ratio, "x", is_met, told, reason, parts)


def _large_tile_rows(seconds: dict[Key, float], ours: float) -> list[Row]:
    """Return how peers do with large tiles, which compute fewer pixels twice: some of the engine's lead is that."""
    told = f"Peers with tiles of {_LARGE_TILE}, overlap {OVERLAP} and the batch above, once; the engine as above."
    return [
        _ratio_row(f"peers_large_{key[0]}", f"Times as fast as {PEERS[key[0]]} with large tiles, {_TITLES['float32']}",
                   seconds | {_ENGINE: ours}, key, _ENGINE, told)
        for key in seconds
    ]  # fmt: skip


def _agreement_rows(engine: np.ndarray, best: np.ndarray, geoai: np.ndarray) -> list[Row]:
    """Return how alike the class maps are, a tile's overlap away from the scene's edges."""
    told = (
        "Share of pixels of the same class. Weights are random, so that classes are near ties at many pixels. "
        "OmniCloudMask normalises each patch by itself, so its map differs."
    )
    pairs = {
        "agreement_geoai": ("Same class in the engine's map and geoai's", geoai),
        "agreement_auto": ("Same class in the engine's maps of both precisions", best),
    }
    inner = (slice(OVERLAP, -OVERLAP), slice(OVERLAP, -OVERLAP))
    shares = {key: float(np.mean(engine[inner] == other[inner])) * 100 for key, (_, other) in pairs.items()}
    return [Row(key, what, "", shares[key], "%", None, told) for key, (what, _) in pairs.items()]


def _memory_rows(work: Path, tell: Tell, pack: Path, size: int) -> list[Row]:
    scene, rows = made_raster(work, tell, size, size), []
    for name in ("engine", *PEERS):
        tell(f"peak memory of {name} on {size} x {size}")
        with open_side(work, name, "float32", pack) as side:
            run = side.run(scene)
        what = f"Peak memory on {size:,} x {size:,}, {PEERS.get(name, 'engine')}"
        told = f"The process's peak resident memory, float32, batch 1 for peers; {run.seconds:.0f} s."
        rows.append(Row(f"peers_memory_{name}", what, "", run.peak_mib / 1024, "GiB", None, told))
    return rows


def _class_map(side: Side) -> np.ndarray:
    with rasterio.open(side.class_map) as source:
        return source.read(1)


def _best_batch(side: Side, scene: Path) -> int:
    """Return the batch size with which a side is fastest on a small scene; the first run only warms up."""
    side.run(scene)
    seconds = {}
    for side.batch in _BATCHES:
        seconds[side.batch] = side.run(scene).seconds
    return min(seconds, key=lambda batch: seconds[batch])


if __name__ == "__main__":
    run_alone(measure)
