"""The check against Qt 6's types: what only Qt 5 has is found, what both have is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import qt6_types  # noqa: E402 - the tools are scripts, no package

FINE = """
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics
from qgis.PyQt.QtWidgets import QAction, QLabel

class Field(QLabel):
    left = pyqtSignal(str)

    def measure(self, action: QAction) -> int:
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.left.emit(action.text())
        return QFontMetrics(self.font()).horizontalAdvance(self.text())
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Qt.AlignmentFlag.AlignLeft", "Qt.AlignLeft", '"type[Qt]" has no attribute "AlignLeft"'),
        ("horizontalAdvance", "width", '"QFontMetrics" has no attribute "width"'),
        ("Qt.AlignmentFlag.AlignLeft", "1", 'incompatible type "int"'),
        ("import QAction, QLabel", "import QAction, QDesktopWidget, QLabel", "QDesktopWidget"),
        ("action.text()", "action.parentWidget()", '"QAction" has no attribute "parentWidget"'),
    ],
)
def test_what_qt6_lacks_is_found(tmp_path, old, new, told):
    assert old in FINE
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "field.py").write_text(FINE.replace(old, new))
    code, text = qt6_types.check(["planted"], tmp_path)
    assert code == 1
    assert told in text
    assert text.count("error:") == 1


def test_what_both_have_passes(tmp_path):
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "field.py").write_text(FINE)
    assert qt6_types.check(["planted"], tmp_path) == (0, "")
