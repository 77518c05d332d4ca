"""Lập mẫu Word: memo, decisions, slips and minutes in both languages from texts.toml, always the same bytes.

Run it after a change of texts.toml: `python -m data.templates.make_word`. The layout is that of the decree on
clerical work: A4, Times New Roman, margins 20/20/30/15 mm, page numbers at the top from the second page. An
office may put files of its own in their place, with the same fields.
"""

from __future__ import annotations

import copy
import io
import re
import tomllib
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from budget.report.package import normalise

FOLDER = Path(__file__).resolve().parent
FONT = "Times New Roman"
MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
LOW = {**MARGINS, "top_margin": 9, "bottom_margin": 12}
"""A slip is no paper of the decree, and has one page for its five ladders."""

LARGE, SMALLER = 14, 13
"""Points of the letters, the two that the decree allows; with the smaller a decision has one page."""

SINGLE = 1.0
"""Height of a line of a decision, the least of the decree: else the signature stands alone on a second page
where a unit has a long name."""

HEAD_WIDTHS = (72.0, 93.0)
"""Millimetres of the office's side of the head and of the country's."""

TIGHT = 57
"""Room beside the words of a cell: a millimetre, so that amounts to the đồng stand on one line."""

CENTRE, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
STYLES: dict[str, dict[str, Any]] = {
    "type": {"align": CENTRE, "bold": True, "before": 6},
    "subject": {"align": CENTRE, "bold": True},
    "aside": {"align": CENTRE, "italic": True, "size": 13},
    "to": {"align": CENTRE, "before": 6, "after": 12},
    "ground": {"align": JUSTIFY, "italic": True, "indent": True, "after": 6},
    # a decision has one page with all that it rests on, also what amends it
    "near-draft": {"align": CENTRE},
    "near-type": {"align": CENTRE, "bold": True, "before": 2},
    "near-authority": {"align": CENTRE, "bold": True, "caps": True},
    "near-ground": {"align": JUSTIFY, "italic": True, "indent": True, "after": 0},
    "near-text": {"align": JUSTIFY, "indent": True, "after": 0},
    "near-item": {"align": JUSTIFY, "indent": True, "after": 0, "lead": "- "},
    "near-closing": {"align": JUSTIFY, "indent": True, "after": 0, "next": True},
    "text": {"align": JUSTIFY, "indent": True, "after": 6},
    # an amount in words is not torn by a page
    "whole": {"align": JUSTIFY, "indent": True, "after": 6, "together": True},
    "below": {"align": JUSTIFY, "indent": True, "before": 6, "after": 6},
    "closing": {"align": JUSTIFY, "indent": True, "after": 6, "next": True},
    "note": {"italic": True, "size": 11, "before": 4},
    "note-below": {"italic": True, "size": 11, "before": 2, "inset": 8},
    "told": {"italic": True, "size": 11, "before": 4, "after": 3, "next": True},
    # a line to write on
    "blank": {"align": LEFT, "after": 6, "dotted": True},
    "item": {"align": JUSTIFY, "indent": True, "after": 3, "lead": "- "},
    "below-item": {"align": JUSTIFY, "inset": 12.7, "after": 3},
    "below-below": {"align": JUSTIFY, "inset": 20, "after": 3},
    "small": {"align": JUSTIFY, "size": 8.5, "after": 1},
    # the cells that the figures are from come beside all that a slip of one page holds already
    "cells": {"align": JUSTIFY, "size": 8, "after": 0, "line": SINGLE},
    "small-item": {"align": JUSTIFY, "size": 9, "after": 1, "lead": "- "},
    "small-head": {"bold": True, "size": 10, "before": 0, "after": 0, "next": True},
    "small-aside": {"align": CENTRE, "italic": True, "size": 11, "after": 1},
    "slip-subject": {"align": CENTRE, "bold": True, "size": 13, "after": 2},
    "section": {"align": JUSTIFY, "bold": True, "indent": True, "before": 6, "after": 6, "next": True},
    "sheet": {"bold": True, "size": 13, "before": 8, "next": True},
    "unit": {"align": RIGHT, "italic": True, "size": 12, "next": True},
}
TABLES = {
    "plans": ("plan_rows", "p", (53, 24, 22, 24, 18, 24)),
    "years": ("years", "y", (11, 27, 25, 25, 25, 27, 25)),
    "units": ("unit_rows", "u", (9.4, 42.8, 14.2, 12.8, 28.2, 24.3, 24.3, 24.3, 28.2, 26.4, 17.1)),
    "figures": ("figures", "f", (66, 33, 33, 33)),
}
FIELDS = {
    "figures": ("figure", "submitted", "decided", "difference"),
    "plans": ("name", "support", "saved", "norm_gap", "deficit_units", "deeper"),
    "years": ("year", "quo", "released", "cut", "increase", "support", "change"),
    "units": (
        *("number", "name", "group", "pupils", "before", "released", "cut", "increase", "support"),
        *("change", "share"),
    ),
}


class Paper:
    """One template being built; `above`: points above the block of the signature."""

    def __init__(
        self,
        texts: dict[str, Any],
        *,
        head: bool,
        margins: dict[str, int],
        size: int = LARGE,
        line: float | None = None,
        dated: bool = True,
    ) -> None:
        self.texts, self.margins, self.size = texts, margins, size
        self.above = 2 if line == SINGLE else 6
        self.doc: Any = Document()
        _without_effects(self.doc)
        style = self.doc.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{texts["language"]}"/>'))
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = line
        section = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        self._margins(section)
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
        for footer in (section.footer, section.first_page_footer):
            _write(footer.paragraphs[0], texts["mark"], {"size": 9, "align": LEFT})
        if head:
            self.head(dated=dated)

    def _margins(self, section: Any) -> None:
        for name, millimetres in self.margins.items():
            setattr(section, name, Mm(millimetres))
        section.header_distance = section.footer_distance = Mm(7)

    def blocks(self, lines: list[str]) -> None:
        """The paragraphs of a text, one block a line."""
        for line in lines:
            kind, text = line.split("|", 1)
            match kind:
                case "for" | "if" | "else":
                    self.doc.add_paragraph(f"{{%p {kind} {text} %}}".replace("  ", " "))
                case "end":
                    self.doc.add_paragraph(f"{{%p end{text} %}}")
                case "head":
                    self.head(numbered=text != "plain")
                case "break":
                    self.next_paper()
                case "signatures":
                    self.signatures(text.split("¶"))
                case "pair":
                    self.pair(text.split("|"))
                case "receivers":
                    self.receivers(self.doc.add_paragraph(), text.split("¶"), self.doc)
                case "annex":
                    self.annex()
                    _write(self.doc.add_paragraph(), text, STYLES["subject"])
                case "table":
                    given = dict.fromkeys(("unit_years", "details", "robust"), self.given)
                    ({"ladder": self.ladder} | given).get(text, self.table)(text)
                case _:
                    _write(self.doc.add_paragraph(), text, {"size": self.size} | STYLES[kind])
                    if kind == "subject":
                        _rule(self.doc.add_paragraph(), 60)

    def next_paper(self) -> None:
        """The end of one of several papers: the next begins a page of its own, numbered from one."""
        paragraph = self.last()
        whole = self.doc.sections[-1]._sectPr  # noqa: SLF001
        if whole.find(qn("w:pgNumType")) is None:
            _from_one(whole)
        paragraph._p.get_or_add_pPr().append(copy.deepcopy(whole))  # noqa: SLF001

    def last(self) -> Any:
        """A paragraph of no height: a page cannot end with a table."""
        paragraph = self.doc.add_paragraph()
        _write(paragraph, "", {"size": 1})
        paragraph.paragraph_format.line_spacing = Pt(1)
        return paragraph

    def head(self, *, numbered: bool = True, dated: bool = True) -> None:
        """The office at the left, the country and its motto at the right; number, place and day below, but
        that minutes say place and day in their text.
        """
        grid = self._frame(HEAD_WIDTHS)
        left, right = grid.rows[0].cells
        title = {"align": CENTRE, "size": 12, "caps": True}
        left.paragraphs[0].text = "{%p if head_above %}"
        _write(left.add_paragraph(), "{{ head_above }}", title)
        left.add_paragraph("{%p endif %}")
        _write(
            left.add_paragraph(), "{{ head_name }}", {"align": CENTRE, "size": 12, "caps": True, "bold": True}
        )
        _rule(left.add_paragraph(), 20)
        country, motto = self.texts["country"], self.texts["motto"]
        _write(right.paragraphs[0], country, {"align": CENTRE, "size": 12, "bold": True})
        _write(right.add_paragraph(), motto, {"align": CENTRE, "size": 13, "bold": True})
        _rule(right.add_paragraph(), 20)
        left, right = grid.add_row().cells
        number = self.texts["number"] if numbered else ""
        _write(left.paragraphs[0], number, {"align": CENTRE, "size": 13})
        day = "{{ place_and_day }}" if dated else ""
        _write(right.paragraphs[0], day, {"align": CENTRE, "size": 13, "italic": True})
        _place(grid, HEAD_WIDTHS)

    def signatures(self, receivers: list[str]) -> None:
        """The recipients at the left, the signatory at the right; kept together on a page."""
        grid = self._frame((80, 85))
        left, right = grid.rows[0].cells
        self.receivers(left.paragraphs[0], receivers, left)
        bold = {"align": CENTRE, "bold": True, "size": self.size, "next": True}
        _write(right.paragraphs[0], "{{ signatory_title }}", bold | {"caps": True, "before": self.above})
        for _ in range(3):
            _write(right.add_paragraph(), "", bold | {"size": 11})
        _write(right.add_paragraph(), "{{ signatory }}", bold | {"next": False})

    def receivers(self, first: Any, listed: list[str], place: Any) -> None:
        """Nơi nhận: the head in `first`, then each recipient in a paragraph of `place`."""
        look = {"size": 12, "bold": True, "italic": True, "before": self.above, "next": True}
        _write(first, self.texts["receivers"], look)
        for receiver in listed:
            _write(place.add_paragraph(), receiver, {"size": 11, "next": True})

    def pair(self, parts: list[str]) -> None:
        """Two signatories beside one another: their titles, then their names in a row of their own, level
        however many lines a title has.
        """
        widths = (82, 83)
        grid = self._frame(widths)
        # a slip is no paper of the decree, and short of room
        bold = {"align": CENTRE, "bold": True, "size": 12 if self.margins is LOW else self.size}
        names = grid.add_row().cells
        for cell, below, title, name in zip(grid.rows[0].cells, names, parts[:2], parts[2:], strict=True):
            _write(cell.paragraphs[0], title, bold | {"before": 4, "caps": True, "next": True})
            for _ in range(2):
                _write(cell.add_paragraph(), "", {"size": 11, "next": True})
            # who receives the minutes stands below the names, and never alone on a page
            _write(below.paragraphs[0], name, bold | {"next": self.margins is not LOW})
        _place(grid, widths)

    def annex(self) -> None:
        """A landscape section with pages numbered from one of their own, the first without its number."""
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        self._margins(section)
        _from_one(section._sectPr)  # noqa: SLF001

    def table(self, name: str) -> None:
        """Headings, the number of each column, and a row that is repeated."""
        source, item, widths = TABLES[name]
        heads = self.texts["heads"][name]
        size = {"figures": 11}.get(name, 10)
        heading = 9 if name == "units" else size
        grid = self.doc.add_table(rows=0, cols=len(heads), style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        _padded(grid, TIGHT)
        look = {"align": CENTRE, "bold": True, "size": heading}
        numbers = {"align": CENTRE, "italic": True, "size": size - 1}
        rows: list[tuple[list[str], dict[str, Any]]] = [
            (heads, look),
            ([f"({n})" for n in range(1, len(heads) + 1)], numbers),
        ]
        for texts, style in rows:
            row = grid.add_row()
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))  # noqa: SLF001
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell.paragraphs[0], text, style | {"next": True})
        fields = [f"{{{{r {item}.{field} }}}}" for field in FIELDS[name]]
        # the row of a level stays with the first of its units; a short table stands on one page, but its last
        # row need not stay with what follows
        kept = {"units": f"{item}.head"}
        self._row(grid, f"{{%tr for {item} in {source} %}}")
        self._row(grid, f"{{%tr if {kept.get(name, 'not loop.last')} %}}")
        self._filled(grid, fields, size, together=True)
        self._row(grid, "{%tr else %}")
        self._filled(grid, fields, size)
        self._row(grid, "{%tr endif %}")
        self._row(grid, "{%tr endfor %}")
        _place(grid, widths)

    def given(self, name: str) -> None:
        """A table whose columns the program makes: one field in the place of a paragraph."""
        self.doc.add_paragraph(f"{{{{p {name} }}}}")

    def ladder(self, _: str) -> None:
        """A figure of a slip: its lines, what is done with each, the amount."""
        grid = self.doc.add_table(rows=0, cols=3, style="Table Grid")
        row = grid.add_row()
        merged = row.cells[0].merge(row.cells[2])
        _write(merged.paragraphs[0], "{{ ladder.name }}", {"bold": True, "size": 10, "next": True})
        fields = ["{{ rung.sign }}", "{{r rung.label }}", "{{r rung.printed }}"]
        self._row(grid, "{%tr for rung in ladder.rungs %}")
        self._filled(grid, fields, 10)
        self._row(grid, "{%tr endfor %}")
        _place(grid, (10, 110, 45))
        self.doc.add_paragraph().paragraph_format.line_spacing = Pt(3)

    def _row(self, grid: Any, text: str) -> None:
        grid.add_row().cells[0].paragraphs[0].text = text

    def _filled(self, grid: Any, fields: list[str], size: int, *, together: bool = False) -> None:
        """A row of fields; `together`: on the page of what follows."""
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))  # noqa: SLF001
        text = {"name", "label", "figure"}
        centred = {"number", "group", "year", "sign"}
        for cell, field in zip(row.cells, fields, strict=True):
            name = re.sub(r".*\.(\w+) }}", r"\1", field)
            align = LEFT if name in text else CENTRE if name in centred else RIGHT
            _write(cell.paragraphs[0], field, {"align": align, "size": size, "next": together})

    def _frame(self, widths: tuple[float, ...]) -> Any:
        grid = self.doc.add_table(rows=1, cols=len(widths))
        _padded(grid, 0)
        _place(grid, widths)
        return grid

    def save(self, name: str) -> None:
        """The same bytes for the same texts."""
        core = self.doc.core_properties
        core.author = core.last_modified_by = core.title = core.comments = ""
        out = io.BytesIO()
        self.doc.save(out)
        (FOLDER / name).write_bytes(normalise(out.getvalue()))


def _without_effects(document: Any) -> None:
    """Drops the second list of styles in python-docx's template: Word repairs a file where they differ."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(key)


def _write(paragraph: Any, text: str, look: dict[str, Any]) -> None:
    """A paragraph; **so** is bold."""
    form = paragraph.paragraph_format
    form.alignment = look.get("align")
    form.space_before, form.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    form.keep_with_next = look.get("next", False)
    form.line_spacing = look.get("line", form.line_spacing)
    if look.get("together"):
        form.keep_together = True
    if look.get("indent"):
        form.first_line_indent = Mm(12.7)
    form.left_indent = Mm(look["inset"]) if look.get("inset") else None
    if look.get("dotted"):
        end = Mm(210 - MARGINS["left_margin"] - MARGINS["right_margin"])
        form.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    # the mark of the paragraph is as high as its letters, also where a field turns out empty
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:sz w:val="{round(2 * look.get("size", 14))}"/></w:rPr>')
    paragraph._p.get_or_add_pPr().append(mark)  # noqa: SLF001
    for n, part in enumerate((look.get("lead", "") + text).split("**")):
        run = paragraph.add_run(part)
        run.font.name, run.font.size = FONT, Pt(look.get("size", 14))
        run.bold = bool(look.get("bold")) or n % 2 == 1
        run.italic, run.font.all_caps = bool(look.get("italic")), bool(look.get("caps"))


def _rule(paragraph: Any, inset: float) -> None:
    """A line in the middle, `inset` millimetres from both sides."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(inset)
    form.line_spacing, form.space_before, form.space_after = Pt(2), Pt(3), Pt(4)
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(
        parse_xml(border), *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    )


def _padded(grid: Any, room: int) -> None:
    """`room` twentieths of a point at the left and right of every cell."""
    sides = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("left", "right"))
    properties = grid._tbl.tblPr  # noqa: SLF001
    properties.find(qn("w:tblLook")).addprevious(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    )


def _place(grid: Any, widths: tuple[float, ...]) -> None:
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        cells = row._tr.tc_lst  # noqa: SLF001
        for cell, width in zip(cells, widths if len(cells) == len(widths) else [sum(widths)], strict=True):
            cell.width = Mm(width)


def _from_one(section: Any) -> None:
    """The pages of a section numbered from one."""
    start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    section.find(qn("w:pgMar")).addnext(start)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    shown = '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r>'
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE">{shown}</w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001


def main() -> None:
    """Ghi các mẫu Word vào data/templates."""
    texts = tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8"))
    for language, own in texts.items():
        for name in ("memo", "decisions", "slips", "minutes"):
            margins = LOW if name == "slips" else MARGINS
            size = LARGE if name == "slips" else SMALLER
            line = SINGLE if name == "decisions" else None
            head = name in ("memo", "minutes")
            paper = Paper(own, head=head, margins=margins, size=size, line=line, dated=name != "minutes")
            paper.blocks(own[name])
            paper.last()
            paper.save(f"{name}.{language}.docx")


if __name__ == "__main__":
    main()
