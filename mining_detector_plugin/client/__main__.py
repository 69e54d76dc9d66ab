"""Sets up the worker's environment without QGIS: `python3 -m mining_detector_plugin.client`.

Prints the interpreter on the last line. Exit code 0, or 2 with one message.
"""

from __future__ import annotations

import argparse
import sys

from .environment import EnvironmentManager, Sources
from .errors import ClientError


def main() -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m mining_detector_plugin.client", description=__doc__)
    parser.add_argument("--interpreter", help="use this Python, which has the packages already")
    parser.add_argument("--wheels", help="install from this folder of wheels, without a network")
    arguments = parser.parse_args()
    manager = EnvironmentManager(Sources(arguments.interpreter, arguments.wheels))
    try:
        python = manager.set_up(lambda fraction, text: print(f"{fraction:4.0%} {text}", file=sys.stderr))
    except ClientError as error:
        print(error.text, file=sys.stderr)
        return 2
    print(python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
