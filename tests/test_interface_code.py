"""What the code of the QGIS side must not do: show English past the translations, name colours, fix sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parent.parent / "mining_detector_plugin"
FILES = [
    PLUGIN / "plugin.py",
    *sorted((PLUGIN / "gui").rglob("*.py")),
    *sorted((PLUGIN / "processing").rglob("*.py")),
]

#: Calls whose arguments a user reads: places of the arguments, all of them where None.
SHOWN = {
    "setText": (0,), "setTitle": (0,), "setToolTip": (0,), "setStatusTip": (0,), "setWhatsThis": (0,),
    "setWindowTitle": (0,), "setPlaceholderText": (0,), "setSpecialValueText": (0,), "setAccessibleName": (0,),
    "setAccessibleDescription": (0,), "setSuffix": (0,), "setPrefix": (0,), "setHelp": (0,), "setLabelText": (0,),
    "setDialogTitle": (0,), "setFilter": (0,), "setHeaderLabels": None, "setHorizontalHeaderLabels": None,
    "setTabToolTip": (1,), "setTabText": (1,), "setItemText": (1,), "setButtonText": (1,), "setDescription": (0,),
    "addItem": (0,), "addItems": None, "addRow": (0,), "addTab": (1,), "addAction": None, "addMenu": (0,),
    "insertItem": (1,), "setHtml": (0,), "setPlainText": (0,), "showMessage": (0,),
    "QLabel": (0,), "QPushButton": (0,), "QCheckBox": (0,), "QRadioButton": (0,), "QGroupBox": (0,), "QAction": None,
    "QToolButton": (0,), "QgsCollapsibleGroupBox": (0,), "QTableWidgetItem": (0,), "QTreeWidgetItem": None,
    "QStandardItem": (0,), "BackgroundTask": (0,), "pushMessage": None, "pushInfo": None, "pushWarning": None,
    "pushSuccess": None, "pushCritical": None, "question": (1, 2), "information": (1, 2), "warning": (1, 2),
    "critical": (1, 2), "getOpenFileName": (1, 3), "getSaveFileName": (1, 3), "getExistingDirectory": (1,),
    "getText": (1, 2), "getItem": (1, 2), "show_message": (1,), "setProgressText": (0,), "reportError": (0,),
}  # fmt: skip
#: What is no text of ours: names, and units that are the same in all languages.
NO_TEXT = {"Mining Detector", "ha", "cpu", "auto"}
_WORD = re.compile(r"[A-Za-z]{2}")
#: Markup, and names that no language changes.
_MARKUP = re.compile(r"<[^>]*>|&\w+;|\bSHA-256\b|\(\*\.\w+\)")
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(")
#: Colours for letters have one place; what is drawn on the map and on paper follows no theme.
MAY_NAME_COLORS = {"colors.py", "map_tools.py", "map_tips.py", "report_sheet.py", "report_controller.py"}
FIXED_SIZES = {
    "setFixedSize",
    "setFixedWidth",
    "setFixedHeight",
    "setMaximumWidth",
    "setMaximumHeight",
    "setMaximumSize",
}


def calls_of(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the last part of its function's name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def written_words(node: ast.expr) -> Iterator[str]:
    """Yield words that are written in an argument itself: in a text, an f-string, a list, a choice, a sum."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = _MARKUP.sub("", node.value).strip()
        if _WORD.search(text) and text not in NO_TEXT:
            yield text
    elif isinstance(node, ast.JoinedStr):
        # Of markup in an f-string only a part may stand in each piece.
        whole = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield from written_words(ast.Constant(_MARKUP.sub("", whole)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from written_words(part.value)
    elif isinstance(node, (ast.List, ast.Tuple, ast.BinOp, ast.IfExp, ast.BoolOp)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr) and not (isinstance(node, ast.IfExp) and child is node.test):
                yield from written_words(child)


def words_past_the_translations(path: Path) -> list[str]:
    found = []
    for name, call in calls_of(path):
        if name not in SHOWN:
            continue
        places = SHOWN[name]
        arguments = (
            call.args if places is None else [call.args[place] for place in places if place < len(call.args)]
        )
        found += [f"{path.name}:{call.lineno} {text!r}" for part in arguments for text in written_words(part)]
    return found


def test_words_in_a_call_that_shows_them_are_found(tmp_path):
    path = tmp_path / "panel.py"
    path.write_text(
        'label.setText("Ready")\nQLabel(f"<b>{count}</b> mines")\nbox.addItem("on" if x == "no" else tr("off"))\n'
        'bar.pushMessage(tr("Title"), "Body")\nbutton.setObjectName("run_button")\nlabel.setText(f"{a}: {b}")\n'
        'label.setText(tr("Ready"))\nbox.addItem(tr("A"), "key")\n'
    )
    assert [found.split(" ", 1)[1] for found in words_past_the_translations(path)] == [
        "'Ready'", "'{} mines'", "'on'", "'Body'"
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_shown_goes_through_the_translations(path):
    assert words_past_the_translations(path) == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name not in MAY_NAME_COLORS], ids=lambda path: path.name
)
def test_colours_come_from_the_palette(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [
        f"{path.name}:{node.lineno}" for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _COLOR.search(node.value)
    ]  # fmt: skip
    made = [f"{path.name}:{call.lineno}" for name, call in calls_of(path) if name == "QColor" and call.args
            and all(isinstance(argument, ast.Constant) for argument in call.args)]  # fmt: skip
    assert named + made == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_size_is_fixed_in_pixels(path):
    """Letters may be larger than ours: a size follows from the font, or from the layout."""
    fixed = [
        f"{path.name}:{call.lineno} {name}"
        for name, call in calls_of(path)
        if name in FIXED_SIZES and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert fixed == []
