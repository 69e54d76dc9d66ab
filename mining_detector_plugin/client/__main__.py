"""The worker's environment without QGIS: `python3 -m mining_detector_plugin.client [set-up]`.

Prints the interpreter on the last line. Exit code 0, or 2 with one message.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .environment import EnvironmentManager, Sources
from .environment_state import examine
from .errors import ClientError
from .interpreters import probe
from .kinds import CPU, KINDS
from .wheels import PLATFORMS, Target, download_wheels, target_named


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    options = _parser().parse_args(arguments)
    manager = EnvironmentManager(Sources(options.interpreter, options.wheels, options.kind))
    try:
        _COMMANDS[options.command](manager, options)
    except ClientError as error:
        print(error.text, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m mining_detector_plugin.client",
        description="Sets up, checks or removes the Python environment that detection runs in.",
    )
    parser.add_argument("--interpreter", help="use this Python, which has the packages already")
    parser.add_argument(
        "--wheels", help="install from this folder of wheels, or a zip of one, without a network"
    )
    parser.add_argument(
        "--kind",
        choices=list(KINDS),
        default=CPU.name,
        help="set of packages: fast for processors that compute in bfloat16; gpu is large",
    )
    parser.set_defaults(command="set-up")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    set_up = commands.add_parser(
        "set-up", help="make the environment, or mend it where it is broken (the default)"
    )
    set_up.add_argument("--anew", action="store_true", help="make it again even if it works")
    commands.add_parser("state", help="check the environment and print what is found as JSON")
    remove = commands.add_parser("remove", help="remove the environments")
    remove.add_argument("--old", action="store_true", help="only those that this release does not use")
    fetch = commands.add_parser(
        "download-wheels", help="fill a folder of wheels for a machine without a network"
    )
    fetch.add_argument("folder", type=Path)
    fetch.add_argument("--platform", choices=list(PLATFORMS), help="of that machine; this one's unless told")
    fetch.add_argument("--python", help="its Python, such as 3.12; this one's unless told")
    return parser


def _set_up(manager: EnvironmentManager, options: argparse.Namespace) -> None:
    python = manager.set_up(
        lambda fraction, text: print(f"{fraction:4.0%} {text}", file=sys.stderr),
        anew=getattr(options, "anew", False),
    )
    print(python)


def _state(manager: EnvironmentManager, options: argparse.Namespace) -> None:
    print(json.dumps(vars(examine(manager)), default=dict, indent=1))


def _remove(manager: EnvironmentManager, options: argparse.Namespace) -> None:
    print(f"{manager.remove(options.old) / 1e6:.0f} MB freed")


def _download_wheels(manager: EnvironmentManager, options: argparse.Namespace) -> None:
    target = Target.of(probe(sys.executable))
    if options.platform or options.python:
        target = target_named(
            options.platform or target.name, options.python or ".".join(map(str, target.version[:2]))
        )
    wheels = download_wheels(options.folder, manager.kind.lock_file, target)
    size = sum(path.stat().st_size for path in wheels)
    print(f"{len(wheels)} wheels for {target.title}, {size / 1e6:.0f} MB, in {options.folder}")


_COMMANDS = {
    "set-up": _set_up,
    None: _set_up,
    "state": _state,
    "remove": _remove,
    "download-wheels": _download_wheels,
}


if __name__ == "__main__":
    sys.exit(main())
