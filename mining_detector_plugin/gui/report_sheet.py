"""A4 pages of a print layout that are filled from top to bottom: titles, texts, tables, and a foot on each page.

All lengths are millimetres, all letters' sizes points.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemManualTable,
    QgsLayoutItemPage,
    QgsLayoutMultiFrame,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsPrintLayout,
    QgsTableCell,
    QgsTextFormat,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210.0, 297.0, 15.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT = 20.0, 13.0, 9.5, 8.0
FOOT = 6.0
_MM_PER_PT = 0.3528
_CELL_MARGIN, _STROKE = 1.4, 0.15
_LINE = 1.35
_INK, _GREY, _RULE = "#202124", "#5f6368", "#c4c7cc"
_WARNING_INK, _WARNING_GROUND = "#8a1c0f", "#fdecea"
_BAND = "#f1f3f4"


class Sheet:
    """The pages of a layout, and how far the last one is filled.

    Args:
        layout: with one page, which becomes A4 upright.
        footer: at the foot of every page, beside its number.

    Attributes:
        y: where the next piece goes, from the page's top.
    """

    def __init__(self, layout: QgsPrintLayout, footer: str) -> None:
        self.layout = layout
        self._footer = footer
        self._page = 0
        self.y = MARGIN
        layout.pageCollection().page(0).setPageSize("A4")

    @property
    def left(self) -> float:
        """How much of this page is left above its foot."""
        return PAGE_HEIGHT - MARGIN - FOOT - self.y

    def font(self, size: float, is_bold: bool = False) -> QFont:
        """Return the report's font."""
        font = QFont()
        font.setPointSizeF(size)
        font.setBold(is_bold)
        return font

    def text_format(self, size: float, is_bold: bool = False, color: str = _INK) -> QgsTextFormat:
        """Return the report's font as QGIS's items want it."""
        found = QgsTextFormat()
        found.setFont(self.font(size, is_bold))
        found.setSize(size)
        found.setColor(QColor(color))
        return found

    def new_page(self) -> None:
        """Begin a page."""
        page = QgsLayoutItemPage(self.layout)
        page.setPageSize("A4")
        self.layout.pageCollection().addPage(page)
        self._page += 1
        self.y = MARGIN

    def place(self, item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
        """Put an item of the layout on this page."""
        item.attemptMove(QgsLayoutPoint(x, y), True, False, self._page)
        item.attemptResize(QgsLayoutSize(width, height))

    def place_text(
        self, text: str, x: float, y: float, width: float, height: float, size: float = BODY_PT, is_bold: bool = False,
        color: str = _INK,
    ) -> QgsLayoutItemLabel:  # fmt: skip
        """Put a text anywhere on this page."""
        label = QgsLayoutItemLabel(self.layout)
        label.setMode(QgsLayoutItemLabel.Mode.ModeFont)
        # What stands between [% and %] would be calculated.
        label.setText(text.replace("[%", "[ %"))
        label.setHAlign(Qt.AlignmentFlag.AlignLeft)
        _set_format(label, self.text_format(size, is_bold, color))
        self.layout.addLayoutItem(label)
        self.place(label, x, y, width, height)
        return label

    def title(self, title: str, subtitle: str) -> None:
        """Add the report's title."""
        self.place_text(title, MARGIN, self.y, WIDTH, 10, TITLE_PT, is_bold=True)
        self.place_text(subtitle, MARGIN, self.y + 10, WIDTH, 6, BODY_PT, color=_GREY)
        self.y += 17

    def heading(self, text: str) -> None:
        """Add a heading."""
        if self.y > MARGIN:
            self.y += 4
        self.place_text(text, MARGIN, self.y, WIDTH, 7, HEADING_PT, is_bold=True)
        self.y += 9

    def text(self, text: str, is_bold: bool = False) -> None:
        """Add a paragraph."""
        height = self._height_of(text, BODY_PT)
        self.place_text(text, MARGIN, self.y, WIDTH, height, BODY_PT, is_bold)
        self.y += height + 1.5

    def warning(self, text: str) -> None:
        """Add what must not be missed, bold and on a ground of its own."""
        label = self.place_text(
            text, MARGIN, self.y, WIDTH, 9, BODY_PT + 0.5, is_bold=True, color=_WARNING_INK
        )
        label.setBackgroundEnabled(True)
        label.setBackgroundColor(QColor(_WARNING_GROUND))
        label.setMarginX(3)
        label.setMarginY(2)
        self.y += 11

    def table(
        self, rows: list[list[str]], widths: Sequence[float], has_header: bool = False, has_sum: bool = False,
        alignments: Sequence[Qt.AlignmentFlag] | None = None, is_last: bool = False,
    ) -> None:  # fmt: skip
        """Add a table, over as many pages as it needs.

        Args:
            rows: texts of the cells; the first is the header, the last a sum, where there is one.
            widths: of the columns, with their margins.
            is_last: nothing follows: nobody needs to know where the table ends.
        """
        table = QgsLayoutItemManualTable.create(self.layout)
        self.layout.addMultiFrame(table)
        table.setTableContents(
            [
                [
                    self._cell(
                        text,
                        place,
                        number == 0 and has_header,
                        number == len(rows) - 1 and has_sum,
                        alignments,
                    )
                    for place, text in enumerate(row)
                ]
                for number, row in enumerate(rows)
            ]
        )
        table.setColumnWidths([width - 2 * _CELL_MARGIN - _STROKE for width in widths])
        table.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
        table.setContentTextFormat(self.text_format(SMALL_PT + 0.5))
        table.setCellMargin(_CELL_MARGIN)
        table.setGridStrokeWidth(_STROKE)
        table.setGridColor(QColor(_RULE))
        table.setVerticalGrid(False)
        table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
        frame = self._add_frame(table)
        if _fits(table) and not is_last:
            self.y += _shrink(table, frame, self.left) + 3
            return
        while not _fits(table):
            self.new_page()
            self._add_frame(table)
        self.y = PAGE_HEIGHT

    def _add_frame(self, table: QgsLayoutItemManualTable) -> QgsLayoutFrame:
        """Let a table go on in what is left of this page."""
        frame = QgsLayoutFrame(self.layout, table)
        self.place(frame, MARGIN, self.y, WIDTH, self.left)
        table.addFrame(frame, True)
        self.place(frame, MARGIN, self.y, WIDTH, self.left)
        table.refresh()
        return frame

    def finish(self) -> None:
        """Put the foot on all pages."""
        pages = self.layout.pageCollection().pageCount()
        top = PAGE_HEIGHT - MARGIN + 2
        for page in range(pages):
            self._page = page
            self.place_text(self._footer, MARGIN, top, WIDTH - 30, 5, SMALL_PT - 0.5, color=_GREY)
            number = self.place_text(
                f"{page + 1} / {pages}", MARGIN + WIDTH - 30, top, 30, 5, SMALL_PT - 0.5, color=_GREY
            )
            number.setHAlign(Qt.AlignmentFlag.AlignRight)
        self.layout.refresh()

    def _height_of(self, text: str, size: float) -> float:
        """Return the height of a paragraph, by its letters' mean width; a little more than it needs."""
        per_line = WIDTH / (size * _MM_PER_PT * 0.5)
        lines = sum(max(1, -(-len(part) // int(per_line))) for part in text.split("\n"))
        return lines * size * _MM_PER_PT * _LINE + 1

    def _cell(
        self,
        text: str,
        place: int,
        is_header: bool,
        is_sum: bool,
        alignments: Sequence[Qt.AlignmentFlag] | None,
    ) -> QgsTableCell:
        cell = QgsTableCell(text)
        is_title = alignments is None and place == 0
        cell.setTextFormat(self.text_format(SMALL_PT + 0.5, is_header or is_sum or is_title))
        vertical = Qt.AlignmentFlag.AlignTop
        cell.setVerticalAlignment(vertical)
        if alignments is not None:
            cell.setHorizontalAlignment(alignments[place])
        if is_header:
            cell.setBackgroundColor(QColor(_BAND))
        return cell


def _fits(table: QgsLayoutItemManualTable) -> bool:
    """Tell whether a table's frames show all its rows: else QGIS counts another frame of the last one's height."""
    return table.totalSize().height() <= sum(frame.rect().height() for frame in table.frames()) + 0.1


def _shrink(table: QgsLayoutItemManualTable, frame: QgsLayoutFrame, height: float) -> float:
    """Make a table's only frame as low as its rows allow; return its height."""
    least = 0.0
    while height - least > 0.5:
        middle = (least + height) / 2
        frame.attemptResize(QgsLayoutSize(WIDTH, middle))
        table.refresh()
        if _fits(table):
            height = middle
        else:
            least = middle
    frame.attemptResize(QgsLayoutSize(WIDTH, height))
    table.refresh()
    return height


def _set_format(label: QgsLayoutItemLabel, text_format: QgsTextFormat) -> None:
    """Set a label's font and colour; before QGIS 3.24 a label takes no text format."""
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(text_format)
    else:
        font = text_format.font()
        font.setPointSizeF(text_format.size())
        label.setFont(font)
        label.setFontColor(text_format.color())
