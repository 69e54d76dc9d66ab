"""The command lines on a folder of packs: ``trainer/evaluate.py --pack FOLDER`` and ``evaluate.py robustness``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.errors import MiningDetectorError

from ...data.sources import DataError, require
from ...packs.metadata import told_folder
from ..intervals import DRAWS
from .bars import bars_markdown, figures_markdown
from .disturbances import DISTURBANCES
from .evaluation import evaluate_bundled
from .evaluation_request import Request
from .figures import read_figures
from .models import Models, load_models
from .result import Result
from .robustness import Row, measure_robustness, robustness_markdown


class MeasuringError(MiningDetectorError):
    """A part of an evaluation failed by a fault of ours; the other parts were measured and written."""

    exit_code = 1


def bundled_parser() -> argparse.ArgumentParser:
    """Return the parser of the command."""
    parser = argparse.ArgumentParser(
        prog="evaluate.py --pack FOLDER", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measure a classifier, a detector and a segmenter together on a data folder.",
        epilog="evaluate.py --pack mining_detector_plugin/models --data DATA --split val --quarry-date 20230209 "
               "--json figures.json\n\nWhat the data folder lacks is skipped and named.",
    )  # fmt: skip
    _add_subject(parser)
    parser.add_argument(
        "--quarry-date", help="date that the quarry's figure is of; the newest where it is not given"
    )
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--markdown", type=Path, help="write the table of bars and all figures to this file")
    parser.add_argument(
        "--cascade", type=Path, help="figures that benchmarks/cascade.py --json wrote, to be taken in"
    )
    parser.add_argument("--draws", type=int, default=DRAWS, help="draws of the bootstrap")
    return parser


def robustness_parser() -> argparse.ArgumentParser:
    """Return the parser of ``evaluate.py robustness``."""
    parser = argparse.ArgumentParser(
        prog="evaluate.py robustness", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measure what changed conditions do to the scores of three packs, and what the engine does.",
        epilog="evaluate.py robustness --pack mining_detector_plugin/models --data DATA --json robustness.json",
    )  # fmt: skip
    _add_subject(parser)
    parser.add_argument(
        "--quarry-date", help="date of the quarry that is changed; the newest where it is not given"
    )
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    parser.add_argument("--markdown", type=Path, help="write the table to this file")
    return parser


def _add_subject(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is measured, and on what."""
    parser.add_argument(
        "--pack", type=Path, required=True, help="folder with classifier, detector and segmenter"
    )
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="laid out like the data folder"
    )
    parser.add_argument("--split", default="val", help="names the files and folders of chips and scenes")


def measure_changes(options: argparse.Namespace) -> list[Row]:
    """Measure the packs under changed conditions, print the table, and write the files that were asked for.

    Raises:
        DataError: the data folder is not there, or holds nothing that can be changed.
    """
    data = require(options.data)
    models = load_models(options.pack)
    with tempfile.TemporaryDirectory() as work:
        rows = measure_robustness(models, data, options.split, options.quarry_date, Path(work), DISTURBANCES)
    if not rows:
        raise DataError(
            "data_missing", f"{data} holds no chips and no scenes of the split {options.split}.",
            "Choose another split or folder.",
        )  # fmt: skip
    table = robustness_markdown(rows)
    print(table)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps([row.as_dict() for row in rows], indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.parent.mkdir(parents=True, exist_ok=True)
        options.markdown.write_text(table, encoding="utf-8")
    return rows


def measure_folder(options: argparse.Namespace) -> Result:
    """Measure the packs of a folder, print the table of bars, and write the files that were asked for.

    Raises:
        DataError: the data folder is not there.
        MeasuringError: ``part_failed``, after all files are written.
    """
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    data = require(options.data)
    models = load_models(options.pack)
    result = evaluate_bundled(models, Request(data, options.split, options.quarry_date, options.draws))
    if options.cascade:
        result.add(read_figures(options.cascade))
    table = bars_markdown(result.figures)
    print(table)
    for name, reason in result.skipped.items():
        print(f"Skipped {name}: {reason}", file=sys.stderr)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        written = _provenance(models, options) | result.as_dict()
        options.json.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.parent.mkdir(parents=True, exist_ok=True)
        every = figures_markdown(result.figures.values())
        options.markdown.write_text(f"{table}\n{every}", encoding="utf-8")
    if result.failed:
        raise MeasuringError(
            "part_failed", f"Could not measure {', '.join(result.failed)}; the rest is written.",
            "Please report it, with the log.",
        )  # fmt: skip
    return result


def _provenance(models: Models, options: argparse.Namespace) -> dict[str, Any]:
    """Return what was measured, by which command, and when; without folders of this machine."""
    folder = told_folder(options.pack)
    date = f" --quarry-date {options.quarry_date}" if options.quarry_date else ""
    return {
        "pack": folder,
        "split": options.split,
        "quarry_date": options.quarry_date,
        "date": datetime.now(UTC).date().isoformat(),
        "command": f"python trainer/evaluate.py --pack {folder} --data DATA --split {options.split}{date}",
        "packs": {
            kind: {
                "name": pack.name, "version": pack.version, "fingerprint": pack.fingerprint(),
                "thresholds": pack.thresholds,
            }
            for kind, pack in models.packs.items()
        },
    }  # fmt: skip
