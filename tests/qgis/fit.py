"""What a page of the dock or a dialog must fit: keyboard, labels, mnemonics, widths. Knows no control by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
)
#: Controls made of others: what is inside belongs to them.
_MADE_OF_OTHERS = (
    QgsFileWidget,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QLineEdit,
    QTextEdit,
    QScrollArea,
)
_MNEMONIC = re.compile(r"&(?!&)(\w)")
#: Two controls are in one row where they share this much of the lower one's height.
_SAME_ROW = 0.5


def controls(page: QWidget) -> list[QWidget]:
    """Return what a user can work with on a page, whether it shows now or not; file widgets as one."""
    found = []
    for widget in page.findChildren(QWidget):
        is_control = isinstance(widget, (*_CONTROLS, QgsFileWidget))
        is_decoration = isinstance(widget, (QScrollBar, QHeaderView, QTabBar))
        if is_control and not is_decoration and not _is_inside_another(widget, page):
            found.append(widget)
    return found


def _is_inside_another(widget: QWidget, page: QWidget) -> bool:
    owner = widget.parentWidget()
    while owner is not None and owner is not page:
        if isinstance(owner, _MADE_OF_OTHERS) and not isinstance(owner, QScrollArea):
            return True
        if isinstance(owner, (QTabBar, QScrollBar)):
            return True
        owner = owner.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    """Return what a message calls a widget."""
    text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    return f"{type(widget).__name__} {widget.objectName() or text or '(no object name)'}"


def out_of_reach(page: QWidget) -> Iterator[str]:
    """Yield controls that the Tab key does not lead to."""
    for widget in controls(page):
        parts = [widget, *widget.findChildren(QWidget)]
        if not any(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in parts):
            yield f"{name_of(widget)} can't be reached by the Tab key"


def out_of_order(page: QWidget) -> Iterator[str]:
    """Yield steps of the Tab key that go up, or to the left in one row, among what shows now."""
    shown = {widget for widget in controls(page) if widget.isVisibleTo(page)}
    order: list[QWidget] = []
    step = page.nextInFocusChain()
    while step is not page:
        owner = step
        while owner is not None and owner not in shown and owner is not page:
            owner = owner.parentWidget()
        takes_focus = step.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_focus and owner in shown and owner not in order:
            order.append(owner)
        step = step.nextInFocusChain()
    for first, second in pairwise(order):
        one, other = _place(first, page), _place(second, page)
        overlap = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
        in_one_row = overlap > _SAME_ROW * min(one.height(), other.height())
        goes_back = other.left() < one.left() if in_one_row else other.top() < one.top()
        if goes_back:
            yield f"Tab leads from {name_of(first)} back to {name_of(second)}"


def _place(widget: QWidget, page: QWidget):
    place = widget.rect()
    place.moveTopLeft(widget.mapTo(page, QPoint(0, 0)))
    return place


def without_name(page: QWidget) -> Iterator[str]:
    """Yield controls of which a screen reader can't tell what they are for."""
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    for widget in controls(page):
        parts = {widget, *widget.findChildren(QWidget)}
        has_text = isinstance(widget, QAbstractButton) and bool(widget.text())
        if not has_text and not parts & buddies and not widget.accessibleName():
            yield f"{name_of(widget)} has neither a label whose buddy it is, nor a text, nor an accessible name"
    for buddy in buddies:
        takes_focus = buddy.focusPolicy() & Qt.FocusPolicy.TabFocus or buddy.focusProxy() is not None
        if not takes_focus and not isinstance(buddy, QgsFileWidget):
            yield f"{name_of(buddy)} is a buddy and takes no focus"


def doubled_mnemonics(page: QWidget) -> Iterator[str]:
    """Yield letters that lead to several controls of a page."""
    letters: Counter[str] = Counter()
    for widget in page.findChildren(QWidget):
        is_label = isinstance(widget, QLabel) and widget.buddy() is not None
        if is_label or isinstance(widget, QAbstractButton):
            letters.update(letter.lower() for letter in _MNEMONIC.findall(widget.text()))
        elif isinstance(widget, QGroupBox):
            letters.update(letter.lower() for letter in _MNEMONIC.findall(widget.title()))
    for letter, count in letters.items():
        if count > 1:
            yield f"Alt+{letter.upper()} leads to {count} controls"


def without_mnemonic(page: QWidget) -> Iterator[str]:
    """Yield labels of controls, and buttons with words, that have no letter to press with Alt."""
    for widget in page.findChildren(QWidget):
        is_label = isinstance(widget, QLabel) and widget.buddy() is not None
        has_words = isinstance(widget, (QPushButton, QCheckBox, QRadioButton)) and bool(widget.text())
        is_own = (is_label or has_words) and not _is_inside_another(widget, page)
        if is_own and not _MNEMONIC.search(widget.text()):
            yield f"{name_of(widget)} has no mnemonic"


def _has_words_of_qt(widget: QWidget) -> bool:
    """Tell whether it is Cancel or Close of a dialog, whose words and width are Qt's own."""
    box = widget.parentWidget()
    own = (QDialogButtonBox.StandardButton.Cancel, QDialogButtonBox.StandardButton.Close)
    return isinstance(box, QDialogButtonBox) and box.standardButton(widget) in own


def _width_of_text(widget: QWidget) -> int:
    """Return what a widget needs in the least. Styles make short buttons wider than their words."""
    if not isinstance(widget, QPushButton):
        return widget.minimumSizeHint().width()
    words = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text()).width()
    return words + (0 if widget.icon().isNull() else widget.iconSize().width())


def cut_texts(page: QWidget) -> Iterator[str]:
    """Yield texts that do not fit into what shows them now."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        is_line = isinstance(widget, QLabel) and not widget.wordWrap() and widget.text()
        is_button = isinstance(widget, (QPushButton, QCheckBox, QRadioButton)) or (
            isinstance(widget, QToolButton) and widget.text() and widget.icon().isNull()
        )
        if (is_line or is_button) and not _has_words_of_qt(widget):
            wanted = _width_of_text(widget)
            if widget.width() < wanted:
                yield f"{name_of(widget)} is {widget.width()} wide and needs {wanted}: {widget.text()}"
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed:
                yield f"{name_of(widget)} is {widget.height()} high and needs {needed}"
