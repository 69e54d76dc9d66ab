"""The demo, from nothing to a picture: make a scene, run the command line, compare with the truth, draw."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import click

from .compare import Comparison, compare, describe, read_outlines, read_truth
from .picture import draw_picture
from .scene import DEMO_SEED, DEMO_SIZE, make_scene


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo_output"), show_default=True)
@click.option("--seed", default=DEMO_SEED, show_default=True, help="Of the made scene.")
@click.option(
    "--size", default=DEMO_SIZE, show_default=True, help="Side of the made scene in pixels of 10 m."
)
@click.option("--models", type=click.Path(), help="Folder of model packs. Default: the bundled ones.")
def main(out: Path, seed: int, size: int, models: str | None) -> None:
    """Make a scene, find its mines, compare them with the truth, draw a picture."""
    _say(f"1/4 Making a scene of {size} x {size} pixels, twelve bands, with mines (seed {seed}) ...")
    start = time.monotonic()
    paths = make_scene(out / "scene", seed, size)
    _say(f"    done in {time.monotonic() - start:.0f} s: {paths.scene}")
    results = out / "results"
    _say("2/4 Looking for mines ...")
    _detect(paths.scene, results, models)
    _say("3/4 Comparing with the truth ...")
    truth = read_truth(paths.truth)
    detected = read_outlines(results / "results.gpkg", "mines")
    comparison = compare(detected, truth)
    (out / "comparison.json").write_text(_to_json(comparison), encoding="utf-8")
    _say("4/4 Drawing a picture ...")
    title = (
        f"Mining Detector on a made scene (seed {seed}): {int(comparison.found_sites.sum())} of "
        f"{len(comparison.found_sites)} mines found, {int(comparison.right_polygons.sum())} of "
        f"{len(comparison.right_polygons)} polygons right"
    )
    draw_picture(
        out / "picture.png", paths.scene, results / "confidence.tif", detected, truth.visible_sites(), title
    )
    _say(
        "\nThe scene is made, not measured: these figures show that all parts work together, not how good the"
    )
    _say(
        "models are on real imagery; the cards in mining_detector_plugin/models have figures on real places.\n"
    )
    _say(describe(comparison))
    _say(
        f"\nPicture:    {out / 'picture.png'}\nScene:      {paths.scene}\nTruth:      {paths.truth}\n"
        f"Mines:      {results / 'results.gpkg'}\nConfidence: {results / 'confidence.tif'}"
    )


def _detect(scene: Path, results: Path, models: str | None) -> None:
    """Run the command line as a user would, with its progress shown; stop with its exit code if it fails."""
    arguments = ["detect", str(scene), "--out", str(results), *(["--models", models] if models else [])]
    _say("    " + shlex.join(["mining-detector", *arguments]))
    # The same as the command `mining-detector`, also where the project is not installed.
    done = subprocess.run(
        [sys.executable, "-m", "mining_detector_plugin.engine.cli", *arguments], check=False
    )
    if done.returncode:
        _say("Detection failed, its reason stands above.")
        sys.exit(done.returncode)


def _to_json(comparison: Comparison) -> str:
    report = {
        "scene": "made",
        "sites": len(comparison.found_sites),
        "found": int(comparison.found_sites.sum()),
        "polygons": len(comparison.right_polygons),
        "right": int(comparison.right_polygons.sum()),
        "precision": comparison.precision if len(comparison.right_polygons) else None,
        "area_iou": comparison.area_iou,
        "by_type": [asdict(report) for report in comparison.by_type],
    }
    return json.dumps(report, indent=2)


def _say(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
