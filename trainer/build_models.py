"""Makes the three bundled packs again from their recipes, and what is told of them.

python trainer/build_models.py build --data DATA --split train
python trainer/build_models.py build --data DATA --split all --install
python trainer/build_models.py cards --figures figures.json --data DATA
python trainer/build_models.py page
python trainer/build_models.py pictures --data DATA
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from trainer.bundled.building import Build, build_models, describe
from trainer.bundled.page import write_page
from trainer.bundled.recording import read_figures
from trainer.bundled.stage import SPLITS
from trainer.bundled.training import PROJECT
from trainer.command_errors import report_error
from trainer.data.sources import require


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build", help="train, pack, fuse, measure, write cards; run again, it goes on"
    )
    build.add_argument("--data", type=Path, default=Path("../shared/data"), help="the data folder")
    build.add_argument(
        "--split", choices=tuple(SPLITS), default="train",
        help="train: the run that is measured on val; all: a refit on all data with the measured run's figures",
    )  # fmt: skip
    build.add_argument(
        "--out", type=Path, help="folder of the build (default: runs/models_train or runs/models_all)"
    )
    build.add_argument(
        "--recipes", type=Path, default=PROJECT / "trainer" / "recipes", help="folder of the recipes"
    )
    build.add_argument(
        "--measured", type=Path, default=PROJECT / "runs" / "models_train",
        help="with --split all: the folder of the run on train (default: runs/models_train)",
    )  # fmt: skip
    build.add_argument(
        "--kinds",
        nargs="+",
        choices=KINDS,
        default=list(KINDS),
        help="train these now; what follows needs all three",
    )
    build.add_argument("--at-once", type=int, default=2, help="trainings at a time (default: %(default)s)")
    build.add_argument(
        "--again", nargs="+", choices=KINDS, default=[], help="throw away what was trained of these"
    )
    build.add_argument(
        "--first-packs", type=Path, help="hold the time of the cascade against this folder of packs"
    )
    build.add_argument(
        "--no-fusion", action="store_true",
        help="leave the fusion out, for data with too few mines: confidences then rank and are not calibrated",
    )  # fmt: skip
    build.add_argument(
        "--install", action="store_true", help="put the finished packs in place of the bundled ones"
    )
    build.set_defaults(run=_build)
    cards = commands.add_parser(
        "cards", help="write figures of evaluate.py into packs, their cards and docs/models.md"
    )
    cards.add_argument(
        "--figures", type=Path, required=True, help="what evaluate.py --pack MODELS --json wrote"
    )
    cards.add_argument(
        "--robustness", type=Path, help="what evaluate.py robustness --pack MODELS --json wrote"
    )
    cards.add_argument(
        "--models", type=Path, default=BUNDLED_MODELS, help="the packs (default: the bundled ones)"
    )
    cards.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="the data folder, for the map"
    )
    cards.set_defaults(run=_cards)
    page = commands.add_parser("page", help="write the tables of docs/models.md")
    page.add_argument(
        "--figures", type=Path, default=PROJECT / "docs" / "models.json", help="default: docs/models.json"
    )
    page.add_argument(
        "--page", type=Path, default=PROJECT / "docs" / "models.md", help="default: docs/models.md"
    )
    page.add_argument(
        "--models", type=Path, default=BUNDLED_MODELS, help="the packs (default: the bundled ones)"
    )
    page.set_defaults(run=_page)
    pictures = commands.add_parser("pictures", help="draw the best and the worst places of each pack")
    pictures.add_argument(
        "--models", type=Path, default=BUNDLED_MODELS, help="the packs (default: the bundled ones)"
    )
    pictures.add_argument("--data", type=Path, default=Path("../shared/data"), help="the data folder")
    pictures.add_argument("--split", default="val")
    pictures.add_argument(
        "--out",
        type=Path,
        default=PROJECT / "docs" / "build" / "models.html",
        help="default: docs/build/models.html",
    )
    pictures.set_defaults(run=_pictures)
    return parser


def _build(options: argparse.Namespace) -> None:
    out = options.out or PROJECT / "runs" / f"models_{options.split}"
    build_models(
        Build(
            data=options.data.resolve(), split=options.split, out=out.resolve(), recipes=options.recipes,
            measured=options.measured.resolve(), kinds=tuple(options.kinds), at_once=max(1, options.at_once),
            again=tuple(options.again),
            first_packs=options.first_packs and options.first_packs.resolve(),
            is_fused=not options.no_fusion, is_installed=options.install,
        )
    )  # fmt: skip


def _cards(options: argparse.Namespace) -> None:
    describe(
        options.models.resolve(), read_figures(options.figures, options.robustness), require(options.data)
    )


def _page(options: argparse.Namespace) -> None:
    write_page(options.page, read_figures(options.figures), options.models)


def _pictures(options: argparse.Namespace) -> None:
    from trainer.bundled.pictures import draw_pictures

    draw_pictures(options.models, require(options.data), options.split, options.out)
    print(f"The pictures are in {options.out}.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
