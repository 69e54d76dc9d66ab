"""Measures what it costs to keep finished parts on disk while a run goes on, with and without in turns.

Seconds are the processor's, so that they hang little on what else the machine does. The time spent in the journal's
methods is told too.

python benchmarks/parts.py [--size 1200] [--turns 3] [--models FOLDER]
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest import mock

import click

from demo.scene import make_scene
from mining_detector_plugin.engine.journal import Journal
from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest

#: Not the demo's seed and not one of the tests.
SEED = 91
METHODS = ("begin", "keep_cells", "keep_detections", "keep_mines")


@click.command()
@click.option("--size", default=1200, show_default=True, help="Side of the made scene in pixels of 10 m.")
@click.option("--turns", default=3, show_default=True, help="Runs of each kind.")
@click.option("--models", type=click.Path(), help="Folder of model packs. Default: the bundled ones.")
def main(size: int, turns: int, models: str | None) -> None:
    """Run the pipeline on a made scene, every cell searched, with and without the journal, and print the ratio."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    kept: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        scene = make_scene(Path(place), SEED, size).scene
        request = DetectRequest(str(scene), str(Path(place) / "out"), models=models, search_everywhere=True)
        _run(request, is_kept=True)
        for _ in range(turns):
            for is_kept in (True, False):
                total_s, kept_s = _run(request, is_kept)
                seconds[is_kept].append(total_s)
                kept += [kept_s] if is_kept else []
    with_s, without_s = statistics.median(seconds[True]), statistics.median(seconds[False])
    click.echo(
        f"Median of {turns}: {with_s:.2f} s with parts, {without_s:.2f} s without, ratio {with_s / without_s:.3f}."
    )
    click.echo(f"In the journal: {statistics.median(kept):.3f} s of a run.")


def _run(request: DetectRequest, is_kept: bool) -> tuple[float, float]:
    """Return processor seconds of a run, and seconds in the journal, which does nothing where ``is_kept`` is false."""
    spent = [0.0]

    def replacement(name: str) -> Any:
        method = getattr(Journal, name)

        def timed(*arguments: Any, **options: Any) -> None:
            start = time.perf_counter()
            if is_kept:
                method(*arguments, **options)
            spent[0] += time.perf_counter() - start

        return timed

    with mock.patch.multiple(Journal, **{name: replacement(name) for name in METHODS}):
        start = time.process_time()
        detect(request, Reporter())
        return time.process_time() - start, spent[0]


if __name__ == "__main__":
    main()
