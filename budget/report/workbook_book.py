"""Sổ tính đang mở: formats made once, pages in the layout of a finance office, cells of every kind."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budget.report.numbers import exact
from budget.report.palette import LIGHT
from budget.report.words import Words
from budget.report.workbook_formats import number_formats
from budget.report.workbook_print import (
    LYING,
    MARGIN,
    REPEATED,
    ROW,
    STANDING,
    UNSET,
    columns_apart,
    lines,
    pages_down,
    scale_of,
    widest,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format

FONT = "Times New Roman"
LINE = "#9AA7B2"
HEAD, GROUP, INPUT = "#E3EBF0", "#F0F4F6", "#FFF8E1"
_NO_ERRORS = ("number_stored_as_text", "formula_differs", "formula_range")
"""What Excel would mark with a green corner: codes are text, and sums lie between figures."""

Value = str | int | float | Decimal | None
Typed = tuple[str, int, int, int, Value]
"""A cell that may be changed: its sheet, its plan (from 1, 0: of all), column, row and value."""


class _Sheet(Worksheet):
    """A sheet that takes formulas as they are: none of ours calls a function that Excel knows by a longer
    name."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")


class Book:
    """Sổ tính, its words and its formats; `marks` is what the footer of every sheet says of its origin."""

    def __init__(
        self, target: str | Path | BinaryIO, words: Words, title: str, created: datetime, largest: int = 10**9
    ) -> None:
        """`largest`: the largest amount of the sheets for readers, in đồng; its columns are wide enough for
        it."""
        self.words, self.largest = words, largest
        self.inks: Sequence[str] = LIGHT.scenarios
        """Màu của các phương án in the charts."""
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        }
        self.book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
        self.book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        self.pages: list[Page] = []
        self.typed: list[Typed] = []
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._numbers = number_formats(words.numbers.places)

    def close(self) -> None:
        """Chia trang in của mọi trang tính, and write the file."""
        for page in self.pages:
            page.paginate()
        self.book.close()

    def format(self, kind: str = "text", **look: Any) -> Format:
        """Định dạng của một loại ô, made once for the same properties. `ruled`: with a thin frame."""
        key = (("kind", kind), *sorted(look.items()))
        if key not in self._formats:
            ruled = look.pop("ruled", False)
            base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            if ruled:
                base |= {"border": 1, "border_color": LINE}
            if kind in self._numbers:
                base |= {"num_format": self._numbers[kind], "align": "right"}
            if kind == "centre":
                base |= {"align": "center"}
            if kind in ("wrap", "note"):
                base |= {"text_wrap": True, "valign": "top" if kind == "note" else "vcenter"}
            self._formats[key] = self.book.add_format(base | look)
        return self._formats[key]

    def width(self, kind: str, least: float = 10.0) -> float:
        """Độ rộng cột of figures, as the unit of measure wants it; `least` one of money."""
        numbers = self.words.numbers
        money = max(least, 1.1 * len(numbers.money_signed(self.largest)) + 1)
        return {"money": money, "signed": money, "count": 8.5, "percent": 8.5, "percent_signed": 8.5}.get(
            kind, 7.5
        )

    def scaled(self, kind: str, expression: str) -> str:
        """Công thức of a cell from an expression in đồng: money in the unit of measure; "" where there is
        none."""
        power = self.words.numbers.in_unit(1).as_tuple().exponent
        if not expression or kind not in ("money", "signed") or not power:
            return expression and f"={expression}"
        return f"=({expression})/1{'0' * -int(power)}"

    def in_unit(self, kind: str, value: Value) -> Value:
        """Giá trị ghi vào ô: money exactly in the unit of measure, a share as it is shown."""
        if value is None or isinstance(value, str) or (isinstance(value, float) and math.isnan(value)):
            return value if isinstance(value, str) else None
        if kind in ("money", "signed"):
            return float(self.words.numbers.in_unit(value))
        return shown_share(value) if kind in ("percent", "percent_signed") else float(value)


class Page:
    """Một trang tính being written from the top: `row` is the next free row, `widths` those of its columns,
    `plan` the plan (from 1) whose inputs are written, 0 for those of all."""

    def __init__(
        self, book: Book, name: str, widths: Sequence[float], mark: str, breaks: Sequence[int] | None = None
    ) -> None:
        """`breaks`: columns with which a new page begins beside the one before; None: where the print gets
        too small."""
        self.book, self.words, self.name = book, book.words, name
        self.widths, self.row, self.plan = list(widths), 0, 0
        self.sheet = book.book.add_worksheet(name, worksheet_class=_Sheet)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        self.sheet.ignore_errors(dict.fromkeys(_NO_ERRORS, "A1:XFD1048576"))
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.center_horizontally()
        self.sheet.set_margins(**MARGIN)
        breaks = columns_apart(widths) if breaks is None else list(breaks)
        self.last = (breaks[0] if breaks else len(widths)) - 1
        """The last column of the first page: titles stand above it, whatever prints beside it."""
        self.first = REPEATED if breaks else 0
        """The first column of what stands on the first page alone: not in a column that others repeat."""
        self.largest, self.pixels = 100, widest(widths, breaks)
        if breaks:
            self.sheet.repeat_columns(0, REPEATED - 1)
            self.sheet.set_v_pagebreaks(breaks)
        self.head_rows: tuple[int, int] | None = None
        self.heights: dict[int, float] = {}
        self.printed, self.paper = 0, LYING
        self.glued: set[int] = set()
        self.forced: set[int] = set()
        face = f'&"{FONT},Italic"&9'
        page, said = self.words.t("workbook.page"), _for_footer(mark)
        self.sheet.set_footer(f"&L{face}{said}&R{face}{page}", {"margin": 0.3})
        book.pages.append(self)

    def repeat(self, first: int, last: int) -> None:
        """Hàng tiêu đề in lại on every page after it."""
        self.sheet.repeat_rows(first, last)
        self.head_rows = (first, last)

    def height(self, row: int, points: float, level: int = 0) -> None:
        """Độ cao của một hàng; `level`: how deep it stands in the outline."""
        self.sheet.set_row(row, points, None, {"level": level} if level else {})
        self.heights[row] = points

    def keep(self, *rows: int) -> None:
        """Không để hàng đầu trang: these rows stay on the page of the row before."""
        self.glued.update(rows)

    def upright(self) -> None:
        """In đứng, all on one page."""
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 1)
        self.book.pages.remove(self)

    def area(self, rows: int, columns: int) -> None:
        """Vùng in: the first rows and columns alone; what else the sheet holds is for the screen."""
        self.sheet.print_area(0, 0, rows - 1, columns - 1)
        self.printed = rows

    def standing(self) -> None:
        """In đứng, on as many pages as it takes."""
        self.sheet.set_portrait()
        self.paper = STANDING

    def print_only(self, first: int, last: int, columns: int) -> None:
        """Chỉ in các hàng này and so many columns, upright, one page wide."""
        self.sheet.print_area(first, 0, last, columns - 1)
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 0)
        self.book.pages.remove(self)

    def paginate(self) -> None:
        """Chia trang in: before the program that prints would, so that what belongs together stays so."""
        heights = [self.heights.get(row, UNSET) for row in range(self.printed or self.row)]
        across, down = self.paper
        scale = scale_of(self.pixels, self.largest, across)
        scale, begins = pages_down(heights, scale, self.head_rows, self.glued, self.forced, down)
        self.sheet.set_print_scale(scale)
        self.sheet.set_h_pagebreaks(begins)

    def put(self, row: int, column: int, kind: str, value: Value, *, formula: str = "", **look: Any) -> None:
        """Ghi một ô: text stays text whatever it begins with; a formula stands with its value."""
        shown = self.book.in_unit(kind, value)
        if look.get("bg_color") == INPUT:
            self.book.typed.append((self.name, self.plan, column, row, shown))
        style = self.book.format(self._finer(kind, value, shown, formula), **look)
        if formula.startswith("{"):
            self.sheet.write_array_formula(row, column, row, column, formula, style, shown or 0)
        elif formula:
            self.sheet.write_formula(row, column, formula, style, "" if shown is None else shown)
        elif shown is None or shown == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(shown, str):
            self.sheet.write_string(row, column, shown, style)
        else:
            self.sheet.write_number(row, column, float(shown), style)

    def _finer(self, kind: str, value: Value, shown: Value, formula: str) -> str:
        """What is almost nothing is no zero, and bears no sign: a share that is cut, money below a unit."""
        if kind in ("percent", "percent_signed") and not formula and value == 0:
            return "dash"
        hardly = 0.5 * 10.0**-self.words.numbers.places
        if kind in ("money", "signed") and isinstance(shown, float) and 0 < abs(shown) < hardly:
            return f"{kind}_hardly"
        return kind

    def across(self, row: int, first: int, last: int, text: str, kind: str = "text", **look: Any) -> None:
        """Ghi chữ qua nhiều cột."""
        style = self.book.format(kind, **look)
        if first == last:
            self.sheet.write_string(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, "", style)
            self.sheet.write_string(row, first, text, style)

    def line(self, text: str, kind: str = "text", *, first: int = 0, least: int = 1, **look: Any) -> None:
        """Một dòng chữ across the page, as high as its words need."""
        size = look.get("font_size", 11)
        width = sum(self.widths[first : self.last + 1])
        need = lines(text, width, size, bold=bool(look.get("bold")))
        self.height(self.row, (size + 5) * max(least, need))
        self.across(self.row, first, self.last, text, kind, **look)
        self.row += 1

    def note(self, text: str) -> None:
        """Ghi chú dưới bảng, never alone on a page."""
        self.keep(self.row - 1, self.row)
        self.line(text, "wrap", **MUTED)

    def title(self, title: str, *notes: str) -> None:
        """Tên bảng, in the middle, and what it is about in italics below."""
        self.line(title.upper(), "wrap", first=self.first, bold=True, font_size=14, align="center")
        for note in notes:
            self.line(note, "wrap", first=self.first, italic=True, align="center")
        self.row += 1

    def unit_line(self, last: int | None = None) -> None:
        """Đơn vị tính, at the right above a table that ends with column `last`."""
        text, end = self.words.t("table.unit", unit=self.words.numbers.unit_name()), last or self.last
        self.across(self.row, max(0, end - 3), end, text, italic=True, align="right")
        self.row += 1
        self.keep(self.row)

    def heading(self, text: str, first: int = 0) -> None:
        """Đề mục của một bảng trong trang."""
        self.line(text, bold=True, font_size=12, first=first)
        self.keep(self.row)

    def head(self, titles: Sequence[str], first: int = 0, *, longest: int = 5, **look: Any) -> None:
        """Hàng tiêu đề, as high as its longest title needs."""
        for column, text in enumerate(titles, first):
            self.put(self.row, column, "wrap", text, **HEAD_LOOK, **look)
        need = (lines(text, self.widths[c], bold=True) for c, text in enumerate(titles, first))
        self.height(self.row, ROW * min(longest, max(need, default=1)) + 4)
        self.row += 1
        self.keep(self.row)

    def cells(self, row: int, cells: Mapping[int, tuple[str, Value]], **look: Any) -> None:
        """Ghi nhiều ô có khung của một hàng."""
        for column, (kind, value) in cells.items():
            self.put(row, column, kind, value, ruled=True, **look)

    def at(self, row: int, column: int, *, sheet: bool = False) -> str:
        """Địa chỉ ô, with its sheet where wanted."""
        cell = xl_rowcol_to_cell(row, column)
        return f"{quoted(self.name)}!{cell}" if sheet else cell


HEAD_LOOK: dict[str, Any] = {"ruled": True, "bold": True, "align": "center", "bg_color": HEAD}
TOTAL_LOOK: dict[str, Any] = {"bold": True, "bg_color": HEAD}
GROUP_LOOK: dict[str, Any] = {"bold": True, "bg_color": GROUP}
INPUT_LOOK: dict[str, Any] = {"bg_color": INPUT, "font_color": "#0B3C8C"}
"""Cells that may be changed, where the workbook recalculates."""

MUTED: dict[str, Any] = {"italic": True, "font_color": LIGHT.secondary, "font_size": 10}


def quoted(sheet: str) -> str:
    """Tên trang trong công thức."""
    return "'" + sheet.replace("'", "''") + "'"


def column_name(column: int) -> str:
    """Chữ của một cột, from 0."""
    return str(xl_col_to_name(column))


def place(cell: str) -> tuple[int, int]:
    """Hàng và cột của một ô, from 0."""
    row, column = xl_cell_to_rowcol(cell)
    return int(row), int(column)


def shown_share(value: float | int | Decimal) -> float:
    """Tỷ lệ như được in: truncated to a tenth of a percent after a hair is added, so 69,97 % never reads
    70,0 %."""
    size = (abs(exact(value)) + Decimal("1e-9")).quantize(Decimal("0.001"), ROUND_DOWN)
    return float(-size if value < 0 else size) + 0.0


def _for_footer(text: str) -> str:
    """A footer takes & for a command, and 255 characters in all."""
    return text[:190].replace("&", "&&")
