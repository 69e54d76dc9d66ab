"""The strip of small pictures of the image as the models will see it, and the window that shows one in large."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QImage, QPainter, QPixmap
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr

NAMES = ("true_colour", "false_colour", "swir")
#: Side of a picture's place in pixels. It does not follow the width: a widget that asks for another place while it is
#: given one is laid out in turns for ever.
_SIDE, _SMALLEST = 92, 40
_SPACING = 4
#: Room that a button needs around its picture.
_FRAME = 8


@dataclass(frozen=True)
class Thumbnail:
    """One picture.

    Attributes:
        name: one of ``NAMES``.
        image: None where a band is missing.
        bands: shown as red, green and blue.
        missing: bands that it would need.
        reflectance: low and high end by band.
    """

    name: str
    image: QImage | None = None
    bands: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reflectance: dict[str, list[float]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call it."""
        titles = {
            "true_colour": tr("True colour"), "false_colour": tr("False colour"), "swir": tr("SWIR"),
        }  # fmt: skip
        return titles[self.name]

    @property
    def explanation(self) -> str:
        """Its bands, and what they measure."""
        if self.missing:
            return tr("Needs {bands}: the image lacks it, or it is not named.").format(
                bands=", ".join(self.missing)
            )
        lines = [tr("Red, green, blue: {bands}").format(bands=", ".join(self.bands))]
        for band in self.bands:
            if self.reflectance.get(band):
                low, high = self.reflectance[band]
                lines.append(
                    tr("{band}: reflectance {low} to {high}").format(
                        band=band, low=f"{low:.3f}", high=f"{high:.3f}"
                    )
                )
        return "\n".join(lines)


class ThumbnailStrip(QWidget):
    """Three pictures side by side.

    Signals:
        enlarge_requested: a picture was clicked; its ``Thumbnail``.
    """

    enlarge_requested = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self._thumbnails: dict[str, Thumbnail] = {}
        self._side = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        for name in NAMES:
            button = QToolButton()
            button.setObjectName(f"{name}_button")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setAutoRaise(True)
            button.setIconSize(QSize(_SIDE, _SIDE))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, name=name: self._request(name))
            self.buttons[name] = button
            row.addWidget(button, 1)
        self.clear()
        height = self.fontMetrics().height() + _SIDE + 2 * _FRAME
        for button in self.buttons.values():
            button.setFixedHeight(height)

    def clear(self) -> None:
        """Show no pictures."""
        self.show_thumbnails([Thumbnail(name) for name in NAMES])

    def show_thumbnails(self, thumbnails: list[Thumbnail]) -> None:
        """Show pictures; one that lacks a band says which."""
        self._thumbnails = {thumbnail.name: thumbnail for thumbnail in thumbnails}
        for name, button in self.buttons.items():
            thumbnail = self._thumbnails[name]
            text = thumbnail.title
            if thumbnail.missing:
                text = tr("no {bands}").format(bands=", ".join(thumbnail.missing))
            button.setText(text)
            button.setToolTip(f"{thumbnail.title}\n{thumbnail.explanation}" if thumbnail.bands or thumbnail.missing
                              else thumbnail.title)  # fmt: skip
            button.setAccessibleName(thumbnail.title)
            button.setEnabled(thumbnail.image is not None)
        self._show_icons()

    def resizeEvent(self, event) -> None:
        """Fit the pictures to the width."""
        super().resizeEvent(event)
        if self._fitting_side() != self._side:
            self._show_icons()

    def _request(self, name: str) -> None:
        if self._thumbnails[name].image is not None:
            self.enlarge_requested.emit(self._thumbnails[name])

    def _fitting_side(self) -> int:
        width = (self.width() - _SPACING * (len(NAMES) - 1)) // len(NAMES) - _FRAME
        return max(_SMALLEST, min(width, _SIDE))

    def _show_icons(self) -> None:
        self._side = side = self._fitting_side()
        ratio = self.devicePixelRatioF()
        for name, button in self.buttons.items():
            button.setIcon(QIcon(_fit(self._thumbnails[name].image, side, ratio)))


def _fit(image: QImage | None, side: int, ratio: float) -> QPixmap:
    """Return an image in the middle of a square, which is empty for none."""
    square = QPixmap(QSize(side, side) * ratio)
    square.fill(Qt.GlobalColor.transparent)
    if image is not None:
        scaled = image.scaled(
            square.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(square)
        painter.drawImage(
            (square.width() - scaled.width()) // 2, (square.height() - scaled.height()) // 2, scaled
        )
        painter.end()
    square.setDevicePixelRatio(ratio)
    return square


class ThumbnailDialog(QDialog):
    """One picture in large, with its bands and their reflectance."""

    def __init__(self, thumbnail: Thumbnail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(thumbnail.title)
        picture = QLabel()
        picture.setObjectName("picture")
        picture.setPixmap(QPixmap.fromImage(thumbnail.image))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(html.escape(thumbnail.explanation).replace("\n", "<br>"))
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(picture, 1)
        column.addWidget(text)
        column.addWidget(buttons)
