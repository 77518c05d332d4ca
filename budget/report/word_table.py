"""Bảng Word mà số cột tùy số liệu: the whole table in one field of a template, written {{p field }}."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from budget.report.memo_page import cell

TWIPS = 56.7
"""Twentieths of a point in a millimetre."""

BREAK = Markup("<w:r><w:br/></w:r>")

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLE = Markup(
    '<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
    '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
)
_BORDER = Markup('<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>')
_CELL = Markup(
    '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{kept}'
    '<w:spacing w:before="0" w:after="0"/><w:jc w:val="{align}"/></w:pPr>{content}</w:p></w:tc>'
)
_HEAD, _KEPT = Markup("<w:tblHeader/>"), Markup("<w:keepNext/>")
_ROW = Markup("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Line:
    """Một dòng: the content of its cells as `cell` makes it; `kept`: on the page of the next."""

    cells: Sequence[Markup]
    kept: bool = False


def word_table(
    heads: Sequence[str], lines: Sequence[Line], widths: Sequence[float], aligns: Sequence[Align], size: int
) -> Markup:
    """Bảng có đường kẻ: headings and the numbers of the columns on every page, then the lines. `widths` in
    millimetres, `size` of the headings in points.
    """
    twips = [round(width * TWIPS) for width in widths]
    centred: list[Align] = ["center"] * len(heads)
    numbers = [cell(f"({n})", size - 1) for n in range(1, len(heads) + 1)]
    rows = [
        _row([cell(head, size, bold=True) for head in heads], twips, centred, head=True, kept=True),
        _row(numbers, twips, centred, head=True, kept=True),
        *(_row(line.cells, twips, aligns, kept=line.kept) for line in lines),
    ]
    grid = Markup().join(Markup('<w:gridCol w:w="{}"/>').format(width) for width in twips)
    borders = Markup().join(_BORDER.format(side=side) for side in _SIDES)
    return _TABLE.format(width=sum(twips), borders=borders, grid=grid, rows=Markup().join(rows))


def _row(
    cells: Sequence[Markup], widths: Sequence[int], aligns: Sequence[Align], *, kept: bool, head: bool = False
) -> Markup:
    listed = [
        _CELL.format(width=width, align=align, content=content, kept=_KEPT if kept else "")
        for content, width, align in zip(cells, widths, aligns, strict=True)
    ]
    return _ROW.format(head=_HEAD if head else "", cells=Markup().join(listed))


_PARAGRAPH = Markup(
    '<w:p><w:pPr>{kept}<w:spacing w:before="{before}" w:after="40"/><w:jc w:val="{align}"/></w:pPr>'
    "{content}</w:p>"
)


def paragraph(content: Markup, align: Align = "left", before: int = 0, *, kept: bool = True) -> Markup:
    """Một đoạn đứng trên bảng, on the page of what follows, or below one (not `kept`); `before` in points."""
    return _PARAGRAPH.format(content=content, align=align, before=20 * before, kept=_KEPT if kept else "")
