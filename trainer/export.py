"""Turns checkpoints into packs, checks packs, and tells catalogues of them.

python trainer/export.py checkpoint runs/classifier --out my_packs/classifier
python trainer/export.py check mining_detector_plugin/models/classifier
python trainer/export.py stac mining_detector_plugin/models/classifier --out classifier.json
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse

from mining_detector_plugin.engine.pack import load_pack
from trainer.command_errors import report_error
from trainer.packs.check import DEFAULT_LIMIT_MB, check_pack, pack_size_mb


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend, findings of a check among it."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checkpoint = commands.add_parser("checkpoint", help="make the pack of a run's checkpoints")
    checkpoint.add_argument("run_or_checkpoint", type=Path, help="a run's folder, or a checkpoint in it")
    checkpoint.add_argument("--out", type=Path, required=True, help="folder of the pack")
    checkpoint.add_argument(
        "--data", type=Path, help="the data folder, where it is not the recipe's any more"
    )
    checkpoint.set_defaults(run=_checkpoint)
    check = commands.add_parser("check", help="say what keeps a pack from being given away")
    check.add_argument("pack", type=Path, help="folder of a pack")
    check.add_argument(
        "--limit-mb",
        type=float,
        default=DEFAULT_LIMIT_MB,
        help="most that it may take (default: %(default)s)",
    )
    check.set_defaults(run=_check)
    stac = commands.add_parser("stac", help="write a STAC item with the Machine Learning Model extension")
    stac.add_argument("pack", type=Path, help="folder of a pack")
    stac.add_argument("--out", type=Path, help="file of the item (default: item.json in the current folder)")
    stac.set_defaults(run=_stac)
    return parser


def _checkpoint(options: argparse.Namespace) -> int:
    from trainer.checkpoints import pack_of_run

    pack = pack_of_run(options.run_or_checkpoint, options.out, options.data)
    print(f"{pack.name} {pack.version} is in {pack.folder}, {pack_size_mb(pack.folder):.1f} MB.")
    return 0


def _check(options: argparse.Namespace) -> int:
    findings = check_pack(options.pack, options.limit_mb)
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        print(f"{options.pack}: {len(findings)} findings. Mend them and check again.", file=sys.stderr)
        return 2
    pack = load_pack(options.pack)
    print(
        f"{pack.name} {pack.version}: nothing found. {pack_size_mb(pack.folder):.1f} MB, {pack.metadata['license']}."
    )
    return 0


def _stac(options: argparse.Namespace) -> int:
    from trainer.packs.stac import write_stac_item

    item_file = options.out or Path("item.json")
    if write_stac_item(load_pack(options.pack), item_file):
        print(f"{item_file} is valid by pystac against the schemas of STAC 1.1 and MLM 1.4.")
    else:
        print(f"{item_file} is valid by pystac against the schemas of STAC 1.1.")
        print("The schema of MLM could not be fetched: run this again with a network.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
