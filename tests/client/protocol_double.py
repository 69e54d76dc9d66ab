"""A child process that speaks the worker's protocol, well or badly: `python protocol_double.py MODE`."""

import json
import os
import signal
import sys
import threading

READY = {"type": "ready", "protocol": 1, "version": "0.0.0"}
RESULT = {"type": "result", "folder": "out", "counts": {"mines": 1}}


def say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


def wait_for_cancel() -> None:
    for line in sys.stdin:
        if json.loads(line)["command"] == "cancel":
            break
    say({"type": "error", "code": "cancelled", "message": "The run was cancelled.", "hint": ""})
    sys.exit(2)


def keep_slowly() -> None:
    """Take longer than the client's grace to keep what is finished, and tell so first."""
    for line in sys.stdin:
        if json.loads(line)["command"] == "cancel":
            break
    say({"type": "progress", "stage": "keep", "done": 0, "total": 1, "fraction": 0.97, "message": ""})
    threading.Event().wait(float(sys.argv[2]))
    say({"type": "error", "code": "cancelled", "message": "Kept.", "hint": "", "kept": {"folder": "out"}})
    sys.exit(2)


def hang() -> None:
    """Wait for ever, deaf to requests and to SIGTERM, in a child of our own too."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Event().wait()


mode = sys.argv[1]
if mode == "no_start":
    sys.exit("ImportError: no module named numpy")
say({**READY, "protocol": 99} if mode == "other_protocol" else READY)
request = json.loads(sys.stdin.readline())
if mode == "echo":
    say(
        {"type": "progress", "stage": "classify", "done": 1, "total": 2, "fraction": 0.5, "message": "½ done"}
    )
    say({"type": "warning", "code": "w", "message": "Haze.", "hint": "Look."})
    say({**RESULT, "request": request, "environment": sorted(os.environ), "argv": sys.argv})
elif mode == "chatter":
    print("Warning 1: something from a library\n{not json}\n[1, 2]\n\xff", flush=True)
    sys.stderr.write("x" * 1_000_000 + "\n")
    say(RESULT)
elif mode == "error":
    say({"type": "error", "code": "aoi_outside", "message": "The area lies outside.", "hint": "Draw again."})
    sys.exit(2)
elif mode == "crash":
    sys.stderr.write("Segmentation fault in a library\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGKILL)
elif mode == "no_result":
    sys.exit(0)
elif mode == "cancel":
    say(
        {
            "type": "progress",
            "stage": "classify",
            "done": 0,
            "total": 2,
            "fraction": 0.0,
            "message": str(os.getpid()),
        }
    )
    wait_for_cancel()
elif mode == "keep":
    say({"type": "partial", "layer": "cells", "path": "cells.fgb", "count": 3})
    keep_slowly()
elif mode == "hang":
    say(
        {
            "type": "progress",
            "stage": "classify",
            "done": 0,
            "total": 2,
            "fraction": 0.0,
            "message": str(os.getpgid(0)),
        }
    )
    hang()
