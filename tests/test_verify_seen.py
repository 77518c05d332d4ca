"""What a reader sees beside words and figures: formats, hidden parts, pictures, order."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from pptx import Presentation
from pptx.util import Emu

from budget.intake.altered import CellChange, compare
from budget.intake.papers import paired
from budget.intake.rows_changed import row_changes
from budget.intake.seen import Seen
from budget.intake.seen_formats import literal_digits, shown, told
from pages.shared import verifying
from tests.test_page_compare import text
from tests.test_verify import exported, repacked, store, upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook
    from streamlit.testing.v1 import AppTest

    from budget.intake.altered import Differences
    from budget.store import Store

__all__ = ["store"]


FIRST = "xl/worksheets/sheet1.xml"


def png(shade: int) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def judged(store: Store, name: str, data: bytes) -> Differences:
    """The differences of a file that must be called altered, and nothing better."""
    found = verifying.verdict(store, name, data)
    assert (found.state, found.original) == ("altered", True)
    assert found.changed is not None
    return found.changed


# --- workbooks ----------------------------------------------------------------------------------------------


def edited_book(content: bytes, edit: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figure(content: bytes) -> str:
    """The first cell of the form with a figure above zero in a column of money."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(c.coordinate for c in cells if isinstance(c.value, int) and c.value > 0)


def test_a_figure_shown_as_another_is_told_with_its_sheet_and_cell(store: Store):
    content = exported(store)["forms"][1]
    place = figure(content)

    def edit(book: Workbook) -> None:
        book["Biểu 1"][place].number_format = '"9.999"'

    found = judged(store, "a.xlsx", edited_book(content, edit))
    # the form prints figures above zero as #,##0
    assert found.seen == (Seen("format", "Biểu 1", place, "#,##0", '"9.999"'),)
    assert found.count == 0


@pytest.mark.parametrize("what", ["row", "column", "sheet"])
def test_hidden_rows_columns_and_sheets_are_told(store: Store, what: str):
    content = exported(store)["forms"][1]
    place = figure(content)
    letter, number = re.findall(r"[A-Z]+|\d+", place)

    def edit(book: Workbook) -> None:
        if what == "row":
            book["Biểu 1"].row_dimensions[int(number)].hidden = True
        elif what == "column":
            book["Biểu 1"].column_dimensions[letter].hidden = True
        else:
            book["Biểu 2"].sheet_state = "hidden"

    expected = {
        "row": Seen("hidden_row", "Biểu 1", number, None, ""),
        "column": Seen("hidden_column", "Biểu 1", letter, None, ""),
        "sheet": Seen("hidden_sheet", "Biểu 2", "", None, ""),
    }
    assert judged(store, "a.xlsx", edited_book(content, edit)).seen == (expected[what],)


def test_white_text_notes_pictures_and_footers_of_a_workbook_are_told(store: Store):
    content = exported(store)["forms"][1]
    place = figure(content)

    def edit(book: Workbook) -> None:
        sheet = book["Biểu 1"]
        sheet[place].font = Font(color="FFFFFFFF")
        sheet[place].comment = Comment("đã thống nhất", "Lan")
        sheet.oddFooter.center.text = "Bản chính thức"
        sheet.add_image(Image(io.BytesIO(png(0))), "B3")
        book.move_sheet("Biểu 2", -1)

    found = judged(store, "a.xlsx", edited_book(content, edit)).seen
    told_of = {(one.what, one.part, one.where): one.after for one in found}
    assert told_of["hidden_cell", "Biểu 1", place] == "*"
    assert told_of["comment", "Biểu 1", place] == "đã thống nhất"
    assert str(told_of["edge", "Biểu 1", "oddFooter"]).find("Bản chính thức") > 0
    assert told_of["order", "", ""] == "Biểu 2, Biểu 1"
    # a picture set at B3 without an end: one anchor, no size in cells
    assert told_of["picture", "Biểu 1", "B3"] == ""
    assert len(found) == 5


def test_a_result_altered_beneath_its_formula_is_named(store: Store):
    content = exported(store)["book"][1]
    # the pupils of the town, all ten of one school, by kind
    cell = b'<c r="D8" s="26"><f>D9+D11</f><v>10.0<'
    found = judged(store, "a.xlsx", repacked(content, "xl/worksheets/sheet3.xml", cell, cell[:-5] + b"11.0<"))
    assert (found.count, found.recalculated) == (0, 1)
    (one,) = found.results
    assert (one.sheet, one.cell, one.before, one.after) == ("Giảm ít", "D8", 10.0, 11.0)


def test_where_time_runs_out_only_cells_are_compared(store: Store):
    content = exported(store)["forms"][1]
    found = compare(content, content, until=0.0)
    assert (found["unseen"], found["count"], found["seen"]) == (True, 0, [])
    assert not compare(content, content)["unseen"]
    # nor is anything said of a sheet whose cells have no addresses
    bare = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", zipfile.ZipFile(io.BytesIO(content)).read(FIRST))
    whole = zipfile.ZipFile(io.BytesIO(content)).read(FIRST)
    assert compare(content, repacked(content, FIRST, whole, bare))["unseen"]


@pytest.mark.parametrize(
    ("code", "value", "section"),
    [
        # what Excel and LibreOffice write of one format
        ('#,##0;-#,##0;"-"', 5.0, "#,##0"),
        ('#,##0;-#,##0;"-"', -5.0, '"-"#,##0'),
        ("#,##0;\\-#,##0;\\-", -5.0, '"-"#,##0'),
        ("#,##0;\\-#,##0;\\-", 0.0, '"-"'),
        ("[$-42A]#,##0", 5.0, "#,##0"),
        ("[RED]0.0%", 5.0, "0.0%"),
        # a negative figure without a section of its own has the sign before it
        ("#,##0", -5.0, '"-"#,##0'),
        ("General", 5.0, "general"),
        ("@", 5.0, "general"),
        ("#,##0", "chữ", "@"),
        ('0;0;0;"khác"', "chữ", '"khác"'),
        # white hides, a condition counts
        ("[White]0", 5.0, "white0"),
        ('"9.999"', 5.0, '"9.999"'),
        (";;;", 5.0, ""),
    ],
)
def test_a_format_is_read_as_it_shows_a_value(code: str, value: float | str, section: str):
    assert told(shown(code, value)) == section


def test_digits_that_come_from_no_value_are_known():
    assert literal_digits('"9.999"')
    assert literal_digits("\\9\\.000")
    assert not literal_digits("#,##0.00")


# --- documents ----------------------------------------------------------------------------------------------


def edited_text(content: bytes, edit: Callable[[Document], None]) -> bytes:  # type: ignore[valid-type]
    document = Document(io.BytesIO(content))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_hidden_and_white_words_of_a_document_are_told(store: Store):
    content = exported(store)["memo"][1]
    paragraphs = Document(io.BytesIO(content)).paragraphs
    at = next(k for k, one in enumerate(paragraphs) if 40 < len(one.text) < 110)
    said = " ".join(paragraphs[at].text.split())

    def vanish(document: Document) -> None:  # type: ignore[valid-type]
        for run in document.paragraphs[at].runs:  # type: ignore[attr-defined]
            run.font.hidden = True

    def whiten(document: Document) -> None:  # type: ignore[valid-type]
        from docx.shared import RGBColor

        for run in document.paragraphs[at].runs:  # type: ignore[attr-defined]
            run.font.color.rgb = RGBColor(255, 255, 255)

    for edit in (vanish, whiten):
        found = judged(store, "a.docx", edited_text(content, edit))
        assert found.seen == (Seen("hidden_text", "document", said, None, ""),)


def test_a_hyphen_taken_out_of_a_span_of_years_and_a_number_set_before_a_paragraph_are_told(store: Store):
    content = exported(store)["memo"][1]
    less = repacked(content, "word/document.xml", b"<w:noBreakHyphen/>", b"")
    (one,) = judged(store, "a.docx", less).cells
    assert str(one.before).replace("2023-2025", "20232025") == one.after

    def edit(document: Document) -> None:  # type: ignore[valid-type]
        document.paragraphs[4].style = "List Number"  # type: ignore[attr-defined]

    seen = judged(store, "a.docx", edited_text(content, edit)).seen
    assert [(one.what, one.part) for one in seen] == [("numbered", "document")]


def test_a_picture_and_a_comment_set_into_a_document_are_told(store: Store):
    content = exported(store)["memo"][1]
    at = 0

    def edit(document: Document) -> None:  # type: ignore[valid-type]
        run = document.paragraphs[at].add_run()  # type: ignore[attr-defined]
        run.add_picture(io.BytesIO(png(0)), width=Emu(3_600_000))
        document.add_comment(run, text="Đã duyệt", author="Lan")  # type: ignore[attr-defined]

    found = judged(store, "a.docx", edited_text(content, edit))
    assert sorted((one.what, one.part, one.after) for one in found.seen) == [
        ("comment", "comments", ""),
        ("picture", "document", ""),
    ]
    assert next(one.where for one in found.seen if one.what == "comment") == "Đã duyệt"


def test_what_cannot_be_compared_claims_words_and_figures_only(app: AppTest, store: Store):
    content = exported(store)["memo"][1]
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025})
    broken = repacked(content, "word/styles.xml", b"<w:styles", b"<w:styles <")
    found = verifying.verdict(store, "a.docx", broken)
    assert (found.state, found.changed and found.changed.unseen) == ("words", True)
    upload(app, ("a.docx", broken))
    assert "Chỉ so được chữ và số" in text(app)
    assert "Dùng được làm hồ sơ" not in text(app)


# --- slides -------------------------------------------------------------------------------------------------


def edited_deck(content: bytes, edit: Callable[[Presentation], None]) -> bytes:  # type: ignore[valid-type]
    deck = Presentation(io.BytesIO(content))
    edit(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def title(content: bytes, number: int) -> str:
    said = Presentation(io.BytesIO(content)).slides[number - 1].shapes[0].text_frame.text
    return " ".join(str(said).split())


def test_a_picture_laid_over_a_slide_and_a_hidden_slide_are_told(store: Store):
    content = exported(store)["deck"][1]

    def edit(deck: Presentation) -> None:  # type: ignore[valid-type]
        width, height = deck.slide_width, deck.slide_height  # type: ignore[attr-defined]
        picture = io.BytesIO(png(255))
        # the lower right quarter: its middle at three quarters of both sides
        deck.slides[1].shapes.add_picture(picture, width // 2, height // 2, width // 2, height // 2)  # type: ignore[attr-defined]
        deck.slides[2].element.set("show", "0")  # type: ignore[attr-defined]

    found = judged(store, "a.pptx", edited_deck(content, edit))
    assert found.count == 0
    assert found.seen == (
        Seen("picture", "slide2", "75 % × 75 %", None, ""),
        Seen("hidden_slide", "slide3", "", None, ""),
    )


def test_slides_in_another_order_and_one_taken_out_are_told(store: Store):
    content = exported(store)["deck"][1]

    def reorder(deck: Presentation) -> None:  # type: ignore[valid-type]
        listed = deck.part._element.sldIdLst  # type: ignore[attr-defined]
        listed.insert(0, listed[4])

    found = judged(store, "a.pptx", edited_deck(content, reorder))
    # the fifth comes first: the other eleven keep their order
    assert (found.count, found.seen) == (0, (Seen("moved_slide", "slide5", title(content, 5), "5", "1"),))
    # one is no longer listed, and its part stays in the package
    listed = re.search(
        rb"<p:sldId [^>]*/>", zipfile.ZipFile(io.BytesIO(content)).read("ppt/presentation.xml")
    )
    assert listed is not None
    less = repacked(content, "ppt/presentation.xml", listed[0], b"")
    assert "ppt/slides/slide1.xml" in zipfile.ZipFile(io.BytesIO(less)).namelist()
    found = judged(store, "a.pptx", less)
    assert (found.count, found.seen) == (0, (Seen("slide", "slide1", title(content, 1), "", None),))


def test_a_box_moved_and_words_put_on_the_layout_are_told(store: Store):
    content = exported(store)["deck"][1]

    def edit(deck: Presentation) -> None:  # type: ignore[valid-type]
        box = next(one for one in deck.slides[1].shapes if not one.is_placeholder and one.has_text_frame)  # type: ignore[attr-defined]
        box.top += deck.slide_height // 4  # type: ignore[attr-defined]

    (one,) = judged(store, "a.pptx", edited_deck(content, edit)).seen
    assert (one.what, one.part) == ("moved_picture", "slide2")
    shape = (
        b'<p:sp><p:nvSpPr><p:cNvPr id="99" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        b"<p:txBody><a:bodyPr/><a:p><a:r><a:t>9.999</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    )
    layout = repacked(content, "ppt/slideLayouts/slideLayout6.xml", b"</p:spTree>", shape)
    seen = judged(store, "a.pptx", layout).seen
    # the layout lies below all twelve
    assert [(one.what, one.where) for one in seen] == [("picture", "9.999")] * 12


def test_slides_are_paired_by_what_they_say():
    was = [["A", 1.0], ["B", 2.0], ["C", 3.0]]
    assert paired(was, was) == [(0, 0), (1, 1), (2, 2)]  # type: ignore[arg-type]
    # the third comes first with another figure (one of two pieces alike), the second is gone
    assert paired(was, [["C", 4.0], ["A", 1.0]]) == [(0, 1), (2, 0)]  # type: ignore[arg-type]
    assert paired(was, [["X", 9.0]]) == []  # type: ignore[arg-type]


# --- files of lines and others ------------------------------------------------------------------------------


def test_a_data_file_with_one_digit_changed_is_told_by_unit_and_column(app: AppTest, store: Store):
    content = exported(store)["data"][1]
    # row 3 is the school, its third figure of pay: 80 triệu đồng
    changed = content.replace(b"80000000", b"80000001", 1)
    found = judged(store, "so-lieu.csv", changed)
    (one,) = found.cells
    assert (one.before, one.after, one.row) == ("80000000", "80000001", "Tiểu học")
    assert one.cell.endswith("3")
    assert one.column == "Tiền lương, phụ cấp, các khoản đóng góp (đồng)"
    # other ends of lines are no change
    assert verifying.verdict(store, "a.csv", content.replace(b"\r\n", b"\n")).state == "same"
    upload(app, ("so-lieu.csv", changed))
    said = text(app)
    assert "giống một tệp đã xuất nhưng có dòng không còn như lúc xuất" in said
    assert "80000001" in said


def test_a_plan_file_with_a_rate_changed_is_told(store: Store):
    content = exported(store)["plan"][1]
    found = judged(store, "a.toml", content.replace(b"0.02", b"0.03"))
    assert [(one.before, one.after) for one in found.cells] == [("rate = 0.02", "rate = 0.03")]


def test_rows_that_came_or_went_are_listed_whole():
    was = b"STT;Ten;So\n1;Hoa Sen;5\n2;Hoa Mai;6\n"
    assert row_changes(was, b"STT;Ten;So\n1;Hoa Sen;5\n") is not None
    assert row_changes(was, b"STT;Ten;So\n1;Hoa Sen;5\n").cells == (  # type: ignore[union-attr]
        CellChange("", "3", "2; Hoa Mai; 6", None, "Hoa Mai"),
    )
    assert row_changes(was, b"STT,Ten,So\n1,Hoa Sen,5\n2,Hoa Mai,7\n").cells == (  # type: ignore[union-attr]
        CellChange("", "C3", "6", "7", "Hoa Mai", "So"),
    )


def test_a_table_of_others_and_a_cell_longer_than_any_are_no_file_of_ours(store: Store):
    content = exported(store)["data"][1]
    head, *_ = content.split(b"\r\n")
    # the same heads over other units
    others = b"1;X1;X1;Kh\xc3\xa1c;;;;0;0;0;0;0;0;0;0;0;7000000;;0;9000000"
    assert verifying.verdict(store, "so-lieu.csv", head + b"\r\n" + others).state == "unknown"
    # longer than the reader of CSV takes (131.072 letters), about as long as the file
    assert row_changes(content, b'a;"' + b"x" * 140_000 + b'"') is not None
    assert verifying.verdict(store, "a.csv", b"a;b\n" + b"x" * 140_000 + b";1\n").state == "unknown"


def test_kinds_without_a_mark_say_so(app: AppTest, store: Store):
    exported(store)
    upload(app, ("bieu-do.png", png(0)), ("a.pdf", b"%PDF-1.7 ..."), ("bang.csv", b"a;b\n1;2\n"))
    said = text(app)
    assert "Không kiểm tra được: tệp PNG không mang dấu kiểm tra" in said
    assert "Không kiểm tra được: tệp PDF không mang dấu kiểm tra" in said
    assert "chỉ biết tệp lấy ở trang Xuất báo cáo" in said


def test_an_altered_look_is_shown_and_never_called_a_record(app: AppTest, store: Store):
    content = exported(store)["forms"][1]
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025})
    place = figure(content)

    def edit(book: Workbook) -> None:
        book["Biểu 1"][place].number_format = '"9.999"'
        book["Biểu 2"].sheet_state = "hidden"

    upload(app, ("bieu.xlsx", edited_book(content, edit)))
    said = text(app)
    assert not app.exception
    assert "Đã bị sửa" in said
    assert "2 chỗ khác ngoài chữ và số" in said
    assert "Dùng được làm hồ sơ" not in said
    assert "Nội dung không đổi" not in said
