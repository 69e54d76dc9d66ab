"""The command line ``mining-detector``. Exit code 0; 2 for what the user can mend; 1 for our own faults."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import click

from .. import __version__
from .allocator import share_arenas
from .devices import PRECISIONS
from .errors import MiningDetectorError
from .models_cli import models as models_command
from .terminal import at_boundary, with_progress


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def command() -> None:
    """Find mines in Sentinel-2 imagery."""


@command.command()
@click.argument("scene", nargs=-1, required=True)
@click.option("--out", required=True, help="Folder for results.gpkg and confidence.tif.")
@click.option("--aoi", help="Vector file with the area of interest, in any CRS. Default: the whole scene.")
@click.option(
    "--models",
    help="Name of installed models (see 'models list'), or a folder with packs named classifier, detector, "
    "segmenter; missing ones are the bundled. Default: those that 'models default' chose.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu or cuda:N.")
@click.option(
    "--precision",
    type=click.Choice(PRECISIONS),
    default="auto",
    show_default=True,
    help="What networks compute in: the fastest that the device is good at, or float32.",
)
@click.option(
    "--sensitivity",
    type=click.Choice(["few-misses", "balanced", "few-false-alarms"]),
    default="balanced",
    show_default=True,
    help="Show more mines with more false alarms, or fewer of both.",
)
@click.option(
    "--threshold",
    type=float,
    help="Least probability of mine ground, 0-1, in place of the sensitivity's; no confidence is too low then.",
)
@click.option(
    "--bands", help="Band numbers where the file does not name its bands, such as B04=1,B03=2,B02=3."
)
@click.option("--search-everywhere", is_flag=True, help="Let no cell be ruled out by the classifier.")
@click.option(
    "--no-precision-filter", is_flag=True, help="Keep what the models' precision filters would remove."
)
@click.option(
    "--dehaze",
    type=click.Choice(["none", "dark_channel", "constant"]),
    help="How haze is taken off before the models look. Default: what the models ask for.",
)
@click.option(
    "--with-untested-classes", is_flag=True, help="Look for what the models' cards call untested too."
)
@click.option(
    "--only",
    type=click.Choice(["classify", "detect", "segment"]),
    help="The answer of one stage alone: scored cells, boxes, or the confidence raster without the classifier.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def detect(
    scene: tuple[str, ...], out: str, aoi: str | None, models: str | None, device: str, precision: str,
    sensitivity: str, threshold: float | None, bands: str | None, search_everywhere: bool, no_precision_filter: bool,
    dehaze: str | None, with_untested_classes: bool, only: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Find mines in SCENE: a raster, a SAFE folder or zip, an address, or several band files."""

    def work() -> dict[str, Any]:
        from .model_library import find_models
        from .pipeline import DetectRequest
        from .pipeline import detect as run

        request = DetectRequest(
            scene=scene[0] if len(scene) == 1 else list(scene), out=out, aoi=aoi,
            models=find_models(models), device=device, precision=precision,
            sensitivity=sensitivity.replace("-", "_"), threshold=threshold, bands=_band_numbers(bands),
            search_everywhere=search_everywhere, precision_filter=not no_precision_filter, dehaze=dehaze,
            with_untested_classes=with_untested_classes, only=only,
        )  # fmt: skip
        return with_progress(lambda reporter: run(request, reporter))

    result = at_boundary(work, as_json)
    if as_json:
        click.echo(json.dumps(result))
        return
    counts = result["counts"]
    titles = {"mines": "Mines", "detections": "boxes", "cells": "cells looked at"}
    told = ", ".join(f"{title}: {counts[name]}" for name, title in titles.items() if name in counts)
    if told:
        click.echo(f"{told[0].upper()}{told[1:]}.")
    if counts.get("mines_unsure"):
        click.echo(f"{counts['mines_unsure']} more are left out as too unsure: see --sensitivity.")
    if counts:
        click.echo(f"Polygons:   {result['geopackage']}")
    if result["confidence"]:
        click.echo(f"Confidence: {result['confidence']}")


@command.command()
@click.argument("folder")
@click.option(
    "--go-on", is_flag=True, help="Run the rest of it; stages that are complete are not done again."
)
@click.option("--discard", is_flag=True, help="Remove it instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def recover(folder: str, go_on: bool, discard: bool, as_json: bool) -> None:
    """Make results of what an interrupted run has finished. FOLDER is its results folder."""

    def work() -> dict[str, Any]:
        from . import recovery
        from .pipeline import resume

        if discard:
            return {"folder": recovery.discard(folder), "counts": {}}
        return with_progress(lambda reporter: (resume if go_on else recovery.recover)(folder, reporter))

    result = at_boundary(work, as_json)
    if as_json:
        click.echo(json.dumps(result))
    elif discard:
        click.echo(f"Removed the unfinished run in {result['folder']}.")
    else:
        click.echo(f"Polygons:   {result['geopackage']}")
        if not result["is_complete"]:
            searched = f"{result['searched_ha']:,.0f} of {result['aoi_ha']:,.0f} ha"
            click.echo(f"This is no complete result: {searched} were searched in full.")


@command.command()
@click.argument("confidence")
@click.option("--out", required=True, help="GeoPackage to write, such as outlines.gpkg.")
@click.option("--threshold", type=float, default=0.5, show_default=True, help="Least probability, 0-1.")
@click.option(
    "--minimum-area",
    type=float,
    default=0.1,
    show_default=True,
    help="Smaller outlines are dropped, hectares.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def vectorise(confidence: str, out: str, threshold: float, minimum_area: float, as_json: bool) -> None:
    """Draw outlines from CONFIDENCE, a run's confidence.tif, by another threshold. No model runs."""

    def work() -> dict[str, Any]:
        from .vectorise import VectoriseRequest
        from .vectorise import vectorise as run

        request = VectoriseRequest(confidence, out, threshold, minimum_area)
        return with_progress(lambda reporter: run(request, reporter))

    result = at_boundary(work, as_json)
    if as_json:
        click.echo(json.dumps(result))
        return
    click.echo(f"Outlines: {result['counts']['outlines']}.\nPolygons: {result['geopackage']}")


@command.command()
@click.argument("scene", nargs=-1, required=True)
def inspect(scene: tuple[str, ...]) -> None:
    """Print what SCENE holds: bands, CRS, size, and how values become reflectance."""

    def work() -> dict[str, Any]:
        from .description import describe_scene

        return describe_scene(scene[0] if len(scene) == 1 else list(scene))

    click.echo(json.dumps(at_boundary(work), indent=2, default=str))


@command.command()
def devices() -> None:
    """Print the devices that models can run on, and which one is chosen."""

    def work() -> dict[str, Any]:
        from .devices import describe_devices

        return describe_devices()

    click.echo(json.dumps(at_boundary(work), indent=2))


command.add_command(models_command)


def _band_numbers(text: str | None) -> dict[str, int] | None:
    if not text:
        return None
    from .bands import parse_band_name

    numbers = {}
    for pair in text.replace(",", " ").split():
        name, _, number = pair.partition("=")
        band = parse_band_name(name.strip())
        if band is None or not number.strip().isdigit():
            raise MiningDetectorError(
                "bands_invalid",
                f"'{pair}' is not a band and its number.",
                "Write them like B04=1,B03=2,B02=3.",
            )
        if band in numbers:
            raise MiningDetectorError(
                "bands_invalid", f"{band} is given twice in '{text}'.", "Give each band one number."
            )
        numbers[band] = int(number)
    return numbers


def main() -> None:
    """Entry point of ``mining-detector``."""
    share_arenas()
    # Ended from outside is treated like Ctrl-C: what is finished is kept, what is half-written is removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    program = Path(sys.argv[0]).name
    command(prog_name="mining-detector" if program.startswith("__main__") else program)


if __name__ == "__main__":
    main()
