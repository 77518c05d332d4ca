"""Bản trình chiếu đang mở: slides with title, body and notes, native tables, in the template's look."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from budget.report.deck_text import (
    GAP,
    LEADING,
    NUMBERED,
    TIGHT,
    by_words,
    clip,
    largest,
    list_fits,
    list_room,
    shared_lines,
    told_in,
    whole_sentences,
    with_names,
)
from budget.report.letters import wrapped
from budget.report.numbers import Numbers, is_missing
from budget.report.palette import LIGHT
from budget.report.tables import Column, Row, Table
from budget.report.together import together
from budget.report.words import Words

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "templates" / "deck.pptx"
FONT = "Arial"

BODY = 18
"""Points of the smallest letters that a room must read."""

TITLE_SIZES = (30, 28, 26, 24, 22, 20, 18)
LARGE, TILE = 20, 40
SMALL_TITLE = 22
"""Points of a title from which on names in it are rather cut in their middle."""

TALLEST = 0.55
"""Inches of a row of a table."""

LINE, LOW = BODY * LEADING / 72, 0.38
"""Inches of a line of words, and of the row that says what rounding leaves."""

PAD = 0.06
"""Inches beside the words of a cell."""


@dataclass(frozen=True, slots=True)
class Box:
    """Khung: place and size on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


CONTENT = Box(0.6, 1.95, 12.13, 4.9)
TITLE, SUBTITLE = Box(0.6, 0.35, 12.13, 1.08), Box(0.6, 1.45, 12.13, 0.4)
HIGHER_TITLE, TALL_SUBTITLE = Box(0.6, 0.35, 12.13, 0.85), Box(0.6, 1.25, 12.13, 0.62)
"""Where what stands below the title takes two lines."""


def color(hexadecimal: str) -> RGBColor:
    """Màu #RRGGBB."""
    n = int(hexadecimal.removeprefix("#"), 16)
    return RGBColor(n >> 16, n >> 8 & 255, n & 255)  # type: ignore[no-untyped-call]


class Deck:
    """Bản trình chiếu: `mark` stands in the footer of every slide."""

    def __init__(
        self, words: Words, title: str, footer: str, author: str, created: datetime, template: Path = TEMPLATE
    ) -> None:
        self.words, self.footer = words, footer
        self.show = Presentation(str(template))
        core = self.show.core_properties
        core.title, core.author, core.last_modified_by, core.revision = title, author, author, 1
        core.created = core.modified = created.replace(tzinfo=None)
        core.language = {"vi": "vi-VN", "en": "en-GB"}[words.language]

    def slide(self, title: str, subtitle: str = "", notes: Sequence[str] = ()) -> Any:
        """Thêm một trang: its message as the title, what and unit and basis below, sources in the notes."""
        layout = self.show.slide_layouts[0]
        slide = self.show.slides.add_slide(layout)
        heading = slide.shapes.title
        frame = heading.text_frame
        frame.word_wrap = True
        rows = min(2, len(wrapped(subtitle, SUBTITLE.width, BODY)))
        place, below = (TITLE, SUBTITLE) if rows < 2 else (HIGHER_TITLE, TALL_SUBTITLE)
        heading.left, heading.top, heading.width, heading.height = (
            Inches(inches) for inches in (place.left, place.top, place.width, place.height)
        )
        size = largest(title, place.width, place.height, TITLE_SIZES, bold=True)
        _write(frame.paragraphs[0], clip(title, place.width, size, lines=2, bold=True), size, bold=True)
        for holder in list(layout.placeholders):
            mark = holder.element.nvSpPr.nvPr.find(qn("p:ph"))
            role = mark.get("type") if mark is not None else ""
            if role in ("ftr", "sldNum"):
                slide.shapes.element.append(copy.deepcopy(holder.element))
                if role == "ftr":
                    line = slide.shapes[-1].text_frame.paragraphs[0]
                    _write(line, clip(self.footer, 10.8, 12), 12, ink=LIGHT.secondary)
                    line.alignment = PP_ALIGN.LEFT
        if subtitle:
            said = clip(subtitle, below.width, BODY, lines=2)
            self.text(slide, below, [said], ink=LIGHT.secondary)
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
        return slide

    def with_names(self, subtitle: str, names: str) -> str:
        """Dòng dưới tiêu đề with what the short names stand for, where two lines hold it, else with the slide
        that tells them.
        """
        whole = f"{subtitle}; {names}" if names else subtitle
        if len(wrapped(whole, SUBTITLE.width, BODY)) <= 2:
            return whole
        return f"{subtitle}; {self.words.t('deck.names_at')}"

    def in_unit(self, *amounts: float | None) -> list[float | None]:
        """Số tiền của biểu đồ, exactly, in the deck's unit of measure; None stays a gap."""
        return [None if a is None else float(self.words.numbers.in_unit(a)) for a in amounts]

    def text(
        self,
        slide: Any,
        box: Box,
        paragraphs: Sequence[str],
        *,
        size: int = BODY,
        ink: str = LIGHT.ink,
        bold: bool = False,
        gap: float = 6,
        centre: bool = False,
    ) -> None:
        """Viết các đoạn vào một khung; they are expected to fit (see `clip` and `fitting`)."""
        shape = slide.shapes.add_textbox(
            Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)
        )
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for n, text in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            _write(paragraph, text, size, bold=bold, ink=ink)
            paragraph.space_after = Pt(gap)
            if centre:
                paragraph.alignment = PP_ALIGN.CENTER

    def listed(
        self, slide: Any, box: Box, paragraphs: Sequence[str], *, size: int = LARGE, whole: int = 0
    ) -> None:
        """Viết danh sách đánh số: as large as fits; where even the smallest does not, closer, and the last
        items are cut first, none of the `whole` first ones before these.
        """
        width, numbers = box.width - NUMBERED, [f"{n}." for n in range(1, len(paragraphs) + 1)]
        sizes = tuple(range(size, BODY - 1, -1))
        points = next((s for s in sizes if list_fits(paragraphs, box.width, box.height, s)), 0)
        gap, points = (GAP, points) if points else (TIGHT, BODY)
        room = list_room(paragraphs, box.height, points, gap)
        first = [len(wrapped(told_in(text)[0], width, points)) for text in paragraphs]
        every = [len(wrapped(text, width, points)) for text in paragraphs]
        most = shared_lines(every, [*every[:whole], *first[whole:]], room)
        cut = [whole_sentences(t, width, points, n) for t, n in zip(paragraphs, most, strict=True)]
        used = [len(wrapped(text, width, points)) for text in cut]
        # lines that whole sentences leave go to the first items that lack some
        for k, text in enumerate(paragraphs):
            cut[k] = whole_sentences(text, width, points, used[k] + max(0, room - sum(used)))
            used[k] = len(wrapped(cut[k], width, points))
        top = box.top
        for number, shown, lines in zip(numbers, cut, used, strict=True):
            tall = lines * points * 1.2 / 72
            self.text(
                slide, Box(box.left, top, 0.5, tall), [number], size=points, ink=LIGHT.accent, bold=True
            )
            self.text(slide, Box(box.left + NUMBERED, top, width, tall), [shown], size=points)
            top += tall + gap / 72

    def tiles(self, slide: Any, box: Box, tiles: Sequence[tuple[str, str]]) -> None:
        """Các con số lớn beside one another, each with what it is below."""
        gap = 0.3
        width = (box.width - gap * (len(tiles) - 1)) / len(tiles)
        for n, (value, label) in enumerate(tiles):
            left = box.left + n * (width + gap)
            rule = slide.shapes.add_connector(
                1, Inches(left), Inches(box.top), Inches(left + width), Inches(box.top)
            )
            rule.line.color.rgb, rule.line.width = color(LIGHT.accent), Pt(2)
            size = largest(value, width, 0.75, (TILE, 34, 30, 26, 22), bold=True)
            self.text(slide, Box(left, box.top + 0.12, width, 0.75), [value], size=size, bold=True)
            shown = clip(label, width, BODY, lines=3)
            self.text(slide, Box(left, box.top + 0.95, width, 0.95), [shown], ink=LIGHT.secondary)

    def table(
        self,
        slide: Any,
        box: Box,
        table: Table,
        widths: Sequence[float],
        head: int = 1,
        tallest: float = TALLEST,
        sentences: str = "",
        fullest: int = 0,
        rest: Callable[[int], str] | None = None,
    ) -> None:
        """Bảng gốc của PowerPoint: text cut to its cell, figures right, total bold.

        `widths` are shares of the box; `head` lines of headings; `tallest` inches of a row;
        `sentences`: the column whose cells keep whole sentences;
        the row `fullest` has room for all first, and `rest` says how many another leaves out.
        """
        table = table.with_rounding(self.words)
        rows, whole = table.rows, sum(widths)
        inches = [width / whole * box.width for width in widths]
        head_height = head * LINE + 0.12
        low = sum(row.level == "rounding" for row in rows)
        height = min(tallest, (box.height - head_height - low * LOW) / max(1, len(rows) - low))
        frame = slide.shapes.add_table(
            len(rows) + 1,
            len(table.columns),
            Inches(box.left),
            Inches(box.top),
            Inches(box.width),
            Inches(head_height + height * (len(rows) - low) + LOW * low),
        )
        grid = frame.table
        _plain(frame)
        for n, width in enumerate(inches):
            grid.columns[n].width = Inches(width)
        grid.rows[0].height = Inches(head_height)
        for n, column in enumerate(table.columns):
            text = clip(column.heading, inches[n] - 2 * PAD, BODY, lines=head, bold=True)
            look = _Look(text, LIGHT.secondary, bold=True, left=column.kind == "text", fill=LIGHT.ground)
            _cell(grid.cell(0, n), look)
        printed = table.printed(self.words.numbers)
        rooms = [width - 2 * PAD for width in inches]
        heights = [LOW if row.level == "rounding" else height for row in rows]
        if sentences:
            cells = [[texts[column.id] for column in table.columns] for texts in printed]
            heights = by_words(cells, rooms, sum(heights), BODY, fullest)
        for r, (row, texts) in enumerate(zip(rows, printed, strict=True), 1):
            grid.rows[r].height = Inches(heights[r - 1])
            lines = max(1, int(((heights[r - 1] if sentences else height) - PAD) / LINE))
            strong = row.level in ("group", "total")
            for n, column in enumerate(table.columns):
                text = clip(texts[column.id], rooms[n], BODY, lines=lines, bold=strong)
                if column.id == sentences:
                    text = whole_sentences(texts[column.id], rooms[n], BODY, lines, rest)
                fill = LIGHT.accent_soft if row.level == "total" else LIGHT.paper
                look = _Look(text, _ink(column, row), bold=strong, left=column.kind == "text", fill=fill)
                _cell(grid.cell(r, n), look)
        _rules(frame)


@dataclass(frozen=True, slots=True)
class _Look:
    text: str
    ink: str
    bold: bool
    left: bool
    fill: str


def in_title(say: Callable[..., str], **names: str) -> str:
    """Câu của tiêu đề có tên: cut in the middle of its names where two lines that a room can read ask it."""
    return with_names(say, names, TITLE.width, SMALL_TITLE)


def deck_numbers(words: Words) -> Words:
    """Lời văn của bản trình chiếu: money in triệu đồng, which a room can read and which adds up to be
    checked.
    """
    return Words(words.language, "million")


def integer_format(numbers: Numbers) -> str:
    """Dạng số nguyên của biểu đồ, with the language's separators whatever the computer's own are."""
    mark = "\\" + numbers.separators[1]
    return f"[>=1000000]#{mark}###{mark}##0;[>=1000]#{mark}##0;0"


def tenths_format(numbers: Numbers) -> str:
    """Dạng phần trăm một số lẻ of a chart whose values are tenths of a percent, as `integer_format`."""
    space = "\N{NO-BREAK SPACE}" if numbers.language == "vi" else ""
    return f'0\\{numbers.separators[0]}0"{space}%"'


def _ink(column: Column, row: Row) -> str:
    value = row.cells.get(column.id)
    signed = column.kind in ("signed", "percent_signed", "count_signed") and column.good != "none"
    if not signed or value is None or isinstance(value, str) or is_missing(value) or value == 0:
        return LIGHT.ink
    return LIGHT.gain if (value > 0) == (column.good == "up") else LIGHT.loss_ink


def _write(paragraph: Any, text: str, size: float, *, bold: bool = False, ink: str = LIGHT.ink) -> None:
    run = paragraph.add_run()
    run.text = together(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = color(ink)


def _cell(cell: Any, look: _Look) -> None:
    cell.margin_left = cell.margin_right = Inches(PAD)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = color(look.fill)
    paragraph = cell.text_frame.paragraphs[0]
    _write(paragraph, look.text, BODY, bold=look.bold, ink=look.ink)
    paragraph.alignment = PP_ALIGN.LEFT if look.left else PP_ALIGN.RIGHT


def _rules(frame: Any) -> None:
    """A thin line below every row, a darker one below the head, none elsewhere."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for n, row in enumerate(frame.element.iter(qn("a:tr"))):
        ink = (LIGHT.line if n else LIGHT.secondary).removeprefix("#")
        drawn = f'<a:lnB {names} w="9525"><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill></a:lnB>'
        for properties in row.iter(qn("a:tcPr")):
            for place, edge in enumerate(("lnL", "lnR", "lnT")):
                properties.insert(place, parse_xml(f'<a:{edge} {names} w="0"><a:noFill/></a:{edge}>'))
            properties.insert(3, parse_xml(drawn))


def _plain(frame: Any) -> None:
    """No banding and no style of the program's own: the cells say all."""
    properties = next(frame.element.iter(qn("a:tblPr")))
    for mark in ("bandRow", "bandCol", "firstCol", "lastRow", "lastCol"):
        properties.attrib.pop(mark, None)
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        # "No Style, No Grid", which every PowerPoint knows
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
