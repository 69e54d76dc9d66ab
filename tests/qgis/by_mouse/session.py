"""A screen of its own with a window manager and the real QGIS on it, and a pointer and keyboard to use it with.

All input goes through the X server (xdotool), as from a hand. What stands where is asked of `agent.py`.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

AGENT = Path(__file__).with_name("agent.py")
SCREEN = (1600, 1000)
#: Starting QGIS on a busy machine; what a hand waits for without asking.
START_S = 120.0
WAIT_S = 30.0
_POLL_S = 0.05
_STILL_POLLS = 12
PROGRAMS = ("Xvfb", "openbox", "xdotool", "qgis")
SETTINGS = """[app]
projections\\defaultProjectCrs=EPSG:4326
[qgis]
checkVersion=false
newsFeed=false
enableMacros=0
"""


#: QGIS fills the screen at once: each release has another idea of its first size.
MANAGER_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
<theme><name>Clearlooks</name></theme>
<mouse><context name="Client"><mousebind button="Left" action="Press">
<action name="Focus"/><action name="Raise"/></mousebind></context></mouse>
<applications><application type="normal"><maximized>yes</maximized></application></applications>
</openbox_config>
"""


class NotThere(Exception):
    """A widget is not visible, disabled, covered or not there at all."""


def missing_programs() -> list[str]:
    """Return what a screen with QGIS needs and this machine lacks."""
    return [name for name in PROGRAMS if not shutil.which(name)]


class QgisWindow:
    """A running QGIS.

    Args:
        display: of the screen, ``:99``.
        folder: holds the profile, the socket and QGIS's output.
        pictures: where pictures of the screen go.
    """

    def __init__(self, display: str, folder: Path, pictures: Path) -> None:
        self.folder = folder
        self.pictures = pictures
        self.process: subprocess.Popen | None = None
        self._display = display
        self._socket = folder / "agent"
        self._shots = 0

    def start(self, prefix: list[str], environment: dict[str, str], *arguments: str) -> None:
        """Start QGIS and wait until its window answers.

        Args:
            prefix: what runs QGIS, as `unshare --net`; may be empty.
        """
        self.write_settings("")
        self._socket.unlink(missing_ok=True)
        command = [
            *prefix, "qgis", "--nologo", "--noversioncheck", "--lang", "en",
            "--profiles-path", str(self.folder), "--code", str(AGENT), *arguments,
        ]  # fmt: skip
        with open(self.folder / "qgis.log", "ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env={**environment, "DISPLAY": self._display, "QGIS_AGENT_SOCKET": str(self._socket),
                     "QGIS_AGENT_FOLDER": str(AGENT.parent)},
            )  # fmt: skip
        self.wait("iface.mainWindow().isVisible()", START_S)

    def write_settings(self, more: str) -> None:
        """Write the profile's first settings, unless they are there.

        Args:
            more: lines of an INI file.
        """
        settings = self.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        if not settings.is_file():
            settings.parent.mkdir(parents=True)
            settings.write_text(SETTINGS + more)

    @property
    def log(self) -> str:
        """What QGIS wrote to its outputs."""
        return (self.folder / "qgis.log").read_text(encoding="utf-8", errors="replace")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression inside QGIS.

        Raises:
            NotThere: what it names can't be seen.
            RuntimeError: anything else that it raised, or QGIS has ended.
        """
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(WAIT_S)
            connection.connect(str(self._socket))
            with connection.makefile("rw", encoding="utf-8") as stream:
                stream.write(json.dumps(expression) + "\n")
                stream.flush()
                line = stream.readline()
        if not line:
            raise RuntimeError(f"QGIS gave no answer to {expression}:\n{self.log[-3000:]}")
        answer = json.loads(line)
        if "missing" in answer:
            raise NotThere(answer["missing"])
        if "error" in answer:
            raise RuntimeError(f"{expression}:\n{answer['error']}")
        return answer["value"]

    def wait(self, expression: str, timeout_s: float = WAIT_S) -> Any:
        """Wait until an expression inside QGIS is true; return its value."""
        end = time.monotonic() + timeout_s
        told = ""
        while time.monotonic() < end:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"QGIS ended with {self.process.returncode}:\n{self.log[-3000:]}")
            try:
                value = self.ask(expression)
                if value:
                    return value
                told = f"it is {value!r}"
            except (NotThere, OSError) as problem:
                told = str(problem)
            time.sleep(_POLL_S)
        self.shot("waited in vain")
        raise TimeoutError(f"{expression} did not become true in {timeout_s:.0f} s: {told}")

    def wait_for_map(self) -> None:
        """Wait until the map has been drawn; QGIS begins a moment after what changes it."""
        still = 0
        while still < _STILL_POLLS:
            time.sleep(_POLL_S)
            still = 0 if self.ask("iface.mapCanvas().isDrawing()") else still + 1

    def find(self, expression: str, timeout_s: float = WAIT_S) -> tuple[int, int]:
        """Return the screen's pixel of what can be clicked, once it stands still; turn the wheel to get there."""
        end = time.monotonic() + timeout_s
        before: Any = None
        while True:
            try:
                place = self.ask(expression)
            except NotThere:
                if time.monotonic() > end:
                    self.shot("not there")
                    raise
                place = None
            if place and "scroll" in place:
                if time.monotonic() > end:
                    raise NotThere(f"{expression} can't be scrolled into sight")
                self._pointer("mousemove", *place["scroll"], "click", 5 if place["turns"] > 0 else 4)
            elif place and place == before:
                return tuple(place["at"])
            before = place
            time.sleep(_POLL_S)

    def click(self, name_or_expression: str, button: int = 1) -> None:
        """Click a widget by its name, or what an expression as `tab_place(…)` finds."""
        expression = name_or_expression
        if "(" not in expression:
            expression = f"place({expression!r})"
        while True:
            x, y = self.find(expression)
            self._pointer("mousemove", x, y)
            # What came in meanwhile may have moved it away from under the pointer.
            if self.find(expression) == (x, y):
                break
        self._pointer("click", button)

    def drag(self, start: str, end: str) -> None:
        """Press at one place, move to another, release there."""
        (x, y), (to_x, to_y) = self.find(start), self.find(end)
        self._pointer("mousemove", x, y, "mousedown", 1)
        for step in range(1, 11):
            self._pointer("mousemove", x + (to_x - x) * step // 10, y + (to_y - y) * step // 10)
        self._pointer("mouseup", 1)

    def choose(self, combo: str, text: str) -> None:
        """Open a combo box by its name and click one of its entries."""
        self.click(combo)
        self.click(f"item_place(widget({combo!r}).view(), {text!r})")
        self.wait(f"widget({combo!r}).currentText() == {text!r}")

    def type_into(self, name_or_expression: str, text: str) -> None:
        """Click a field, select all of it, type over it, and leave it by Tab."""
        self.click(name_or_expression)
        self._pointer("key", "ctrl+a")
        self._pointer("type", "--delay", 5, text)
        self._pointer("key", "Tab")

    def shot(self, title: str) -> Path:
        """Save a picture of the whole screen."""
        self._shots += 1
        path = self.pictures / f"{self._shots:02d} {title}.png"
        self.ask(f"save_screen({str(path)!r})")
        return path

    def _pointer(self, *arguments: Any) -> None:
        subprocess.run(
            ["xdotool", *map(str, arguments)], env={**os.environ, "DISPLAY": self._display},
            check=True, capture_output=True,
        )  # fmt: skip

    def end(self, timeout_s: float = WAIT_S) -> int:
        """Wait for QGIS's end, which something else began. Returns its exit code."""
        return self.process.wait(timeout_s)


@contextlib.contextmanager
def screen(folder: Path) -> Iterator[str]:
    """A virtual screen with a window manager; yields its display.

    Args:
        folder: takes the window manager's settings.
    """
    settings = folder / "openbox.xml"
    settings.write_text(MANAGER_SETTINGS)
    read, write = os.pipe()
    size = "x".join(map(str, SCREEN))
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-dpi", "96", "-nolisten", "tcp"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with open(read) as answer:
        display = f":{answer.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox", "--sm-disable", "--config-file", str(settings)], env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


@contextlib.contextmanager
def qgis_window(folder: Path, pictures: Path) -> Iterator[QgisWindow]:
    """A screen for one QGIS, which the caller starts; it is ended where the caller has not done so."""
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    with screen(folder) as display:
        window = QgisWindow(display, folder, pictures)
        try:
            yield window
        finally:
            if window.process is not None and window.process.poll() is None:
                window.process.kill()
                window.process.wait()
