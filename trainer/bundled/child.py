"""A training in a process of its own, which ends when the process that started it is gone, however that ended.

python -m trainer.bundled.child RECIPE [--resume]
"""

from __future__ import annotations

import os
import sys
import threading


def end_with_parent() -> None:
    """Wait for the end of standard input, which is the parent's, and end this process at once.

    Two runs must never write to one run folder, and a killed parent can't end its children itself.
    """
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(2)


def main() -> int:
    """Train as ``trainer/train.py`` does, with the same arguments."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    from trainer.train import main as train_main

    return train_main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
