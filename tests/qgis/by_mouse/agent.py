"""Runs inside the real QGIS (`qgis --code`): tells a test in another process where widgets are and what they show.

It answers Python expressions, one a connection, over a Unix socket. It never clicks: the test moves the real pointer
of the screen, so what is covered, disabled or out of sight can't be reached here either. Modal dialogs do not stop it,
for their event loop serves the socket too.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import traceback
from typing import Any

from qgis.core import QgsApplication, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QObject, QPoint, QRect, QSocketNotifier, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMenu,
    QStyle,
    QStyleOptionSlider,
    QTabBar,
    QToolBar,
    QWidget,
)
from qgis.utils import iface, plugins  # noqa: F401 - for the expressions

meter = None
#: What Qt called of ours and what that raised; PyQt would end QGIS without a hook.
raised: list[str] = []


def widget(name: str, inside: str = "") -> QWidget:
    """Return the one visible widget of a name, perhaps below another."""
    roots = [widget(inside)] if inside else QApplication.topLevelWidgets()
    found = {
        id(child): child
        for root in roots
        for child in [root, *root.findChildren(QWidget, name)]
        if child.objectName() == name and child.isVisible()
    }
    if len(found) != 1:
        raise LookupError(f"{len(found)} visible widgets are named {name}")
    return next(iter(found.values()))


def is_visible(name: str) -> bool:
    """Return whether there is one visible widget of a name."""
    try:
        return widget(name) is not None
    except LookupError:
        return False


def is_ready(name: str) -> bool:
    """Return whether a widget can be clicked: it is visible and enabled."""
    return is_visible(name) and widget(name).isEnabled()


def place(name: str, inside: str = "") -> dict[str, Any]:
    """Return where to click a widget, or which way to scroll first."""
    target = widget(name, inside)
    return place_in(target, target.rect())


def place_in(target: QWidget, rect: QRect) -> dict[str, Any]:
    """Return the place of a part of a widget.

    Returns:
        ``at``: the screen's pixel; or ``scroll``: where to turn the wheel, and ``turns``: 1 down, -1 up.
    """
    if not target.isEnabled():
        raise LookupError(f"{target.objectName()} is disabled")
    middle = rect.center()
    if target.visibleRegion().contains(middle):
        at = target.mapToGlobal(middle)
        top = QApplication.widgetAt(at)
        if top is not target and not target.isAncestorOf(top):
            covering = f"{type(top).__name__} {top.objectName()}" if top else "nothing of QGIS"
            raise LookupError(f"{target.objectName()} is covered by {covering}")
        return {"at": [at.x(), at.y()]}
    area = target.parentWidget()
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    if area is None or not area.verticalScrollBar().isVisible():
        raise LookupError(f"{target.objectName()} is out of sight")
    bar = area.verticalScrollBar()
    below = target.mapTo(area.viewport(), middle).y() > area.viewport().height() // 2
    at = bar.mapToGlobal(bar.rect().center())
    return {"scroll": [at.x(), at.y()], "turns": 1 if below else -1}


def menu_place(name: str, inside: str = "") -> dict[str, Any]:
    """Return the place of a menu's title: in the menu bar, or in another menu that is open."""
    entry = iface.mainWindow().findChild(QMenu, name).menuAction()
    bar = iface.mainWindow().findChild(QMenu, inside) if inside else iface.mainWindow().menuBar()
    return place_in(bar, bar.actionGeometry(entry))


def action_place(menu: str, name: str) -> dict[str, Any]:
    """Return the place of an action in an open menu."""
    opened = iface.mainWindow().findChild(QMenu, menu)
    entry = next(entry for entry in opened.actions() if entry.objectName() == name)
    return place_in(opened, opened.actionGeometry(entry))


def field_place(name: str) -> dict[str, Any]:
    """Return the place of the text field of a file widget."""
    field = widget(name).lineEdit()
    return place_in(field, field.rect())


def tab_place(name: str, title: str) -> dict[str, Any]:
    """Return the place of a tab of a tab widget."""
    bar = widget(name).findChild(QTabBar)
    index = next(index for index in range(bar.count()) if plain(bar.tabText(index)) == title)
    return place_in(bar, bar.tabRect(index))


def item_place(view: QAbstractItemView, text: str) -> dict[str, Any]:
    """Return the place of the row of a list, table or tree that shows a text; its branches must be open."""
    found = view.model().match(
        view.model().index(0, 0), Qt.ItemDataRole.DisplayRole, text, 1,
        Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive,
    )  # fmt: skip
    if not found:
        raise LookupError(f"no row shows {text}")
    view.scrollTo(found[0])
    return place_in(view.viewport(), view.visualRect(found[0]))


def toolbar_place(text: str) -> dict[str, Any]:
    """Return the place of the button of an action on a toolbar that is in sight."""
    bars = [bar for bar in iface.mainWindow().findChildren(QToolBar) if bar.isVisible()]
    found = [(bar, action) for bar in bars for action in bar.actions() if plain(action.text()) == text]
    if not found:
        raise LookupError(f"no toolbar in sight has a button {text}")
    button = found[0][0].widgetForAction(found[0][1])
    return place_in(button, button.rect())


def button_place(text: str) -> dict[str, Any]:
    """Return the place of a button of the open dialog, by its text."""
    dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
    buttons = dialog.findChildren(QAbstractButton) if dialog else []
    found = [button for button in buttons if plain(button.text()) == text and button.isVisible()]
    if not found:
        raise LookupError(f"the window in front has no button {text}")
    return place_in(found[0], found[0].rect())


def handle_place(name: str, value: int | None = None) -> dict[str, Any]:
    """Return the place of a slider's handle, as it is or where it would be for a value."""
    slider = widget(name)
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    if value is not None:
        option.sliderPosition = value
    part = QStyle.SubControl.SC_SliderHandle
    rect = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, slider)
    return place_in(slider, rect)


def map_place(x: float, y: float) -> dict[str, Any]:
    """Return the pixel of the screen at a coordinate of the map."""
    canvas = iface.mapCanvas()
    point = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    at = canvas.viewport().mapToGlobal(QPoint(round(point.x()), round(point.y())))
    if not canvas.viewport().rect().contains(canvas.viewport().mapFromGlobal(at)):
        raise LookupError("that is not on the map as it is shown")
    return {"at": [at.x(), at.y()]}


def share_of_layer(x: float, y: float) -> tuple[float, float]:
    """Return the map's coordinate at shares of the active layer's sides, from its lower left."""
    extent = iface.activeLayer().extent()
    return extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height()


def message_bar() -> str:
    """Return the text of the message in front."""
    item = iface.messageBar().currentItem()
    return item.text() if item is not None else ""


def dialog_text() -> str:
    """Return what the open dialog says."""
    dialog = QApplication.activeModalWidget()
    labels = dialog.findChildren(QLabel) if dialog else []
    return " ".join(label.text() for label in labels if label.isVisible())


def plain(text: str) -> str:
    """Return a text without its mnemonic."""
    return text.replace("&", "")


def layers() -> list[str]:
    """Return the names of the project's layers, from top to bottom."""
    return [node.name() for node in QgsProject.instance().layerTreeRoot().findLayers()]


def layers_in(group: str) -> list[str]:
    """Return the names of the layers of a group, from top to bottom; none where there is no such group."""
    node = QgsProject.instance().layerTreeRoot().findGroup(group)
    return [layer.name() for layer in node.findLayers()] if node else []


def save_screen(path: str) -> bool:
    """Save a picture of the whole screen."""
    return QgsApplication.primaryScreen().grabWindow(0).save(path)


def measure_main_thread(folder: str) -> None:
    """Make the meter of the main thread, as `meter`, for the plugin in a folder."""
    global meter
    sys.path.append(os.environ["QGIS_AGENT_FOLDER"])
    from main_thread_meter import MainThreadMeter

    meter = MainThreadMeter(folder, iface.mainWindow())


class Agent(QObject):
    """Serves the socket."""

    def __init__(self, path: str) -> None:
        super().__init__(iface.mainWindow())
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(path)
        self._server.listen(8)
        self._notifier = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)

    def _answer(self, *_ignored) -> None:
        connection, _ = self._server.accept()
        with connection, connection.makefile("rw", encoding="utf-8") as stream:
            try:
                answer = {"value": eval(json.loads(stream.readline()), globals())}
                text = json.dumps(answer)
            except LookupError as error:
                text = json.dumps({"missing": str(error)})
            except Exception:
                text = json.dumps({"error": traceback.format_exc()})
            stream.write(text + "\n")


sys.excepthook = lambda *exception: raised.append("".join(traceback.format_exception(*exception)))
agent = Agent(os.environ["QGIS_AGENT_SOCKET"])
