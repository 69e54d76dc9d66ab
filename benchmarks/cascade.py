"""Measures the time of the whole cascade with the bundled packs against that of other ones, on one made scene.

The first bundled packs stand in the repository's history:

git archive 8fb6e7d mining_detector_plugin/models | tar -x -C first_packs
python -m benchmarks.cascade first_packs/mining_detector_plugin/models --json cascade.json
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click
import numpy as np

from demo.scene import make_scene
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from trainer.evaluation.bundled.cascade_time import cascade_figures, time_cascades

#: Not the demo's seed and not one of the tests.
SEED = 91


@click.command()
@click.argument("before", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--models",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=BUNDLED_MODELS,
    help="Folder of model packs. Default: the bundled ones.",
)
@click.option("--size", default=1600, show_default=True, help="Side of the made scene in pixels of 10 m.")
@click.option("--rounds", default=3, show_default=True, help="Detections with each folder of packs.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(before: Path, models: Path, size: int, rounds: int, file: Path | None) -> None:
    """Detect in one made scene with two folders of packs in turns, and print times and their ratio."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        scene = make_scene(folder, SEED, size).scene
        folders = {"now": models.resolve(), "before": before.resolve()}
        times = time_cascades(scene, folders, rounds, folder, lambda text: click.echo(text, err=True))
    click.echo(f"Scene {size} x {size}, 12 bands; medians of {rounds} rounds, seconds.\n")
    stages = list(times["now"].stages_s)
    click.echo("packs " + "".join(f"{stage:>10}" for stage in stages) + "  processor  searched  /100 Mpx")
    for name, own in times.items():
        medians = "".join(f"{np.median(own.stages_s[stage]):>10.2f}" for stage in stages)
        scaled, processor = np.median(own.scaled_s), np.median(own.processor_s)
        click.echo(f"{name:6}{medians}{processor:>11.1f}{own.searched:>10.0%}{scaled:>10.0f}")
    figures = cascade_figures(times, "now", "before")
    for figure in figures[:2]:
        click.echo(f"\n{figure.key}: {figure.value:.2f}")
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({f.key: f.as_dict() for f in figures}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
