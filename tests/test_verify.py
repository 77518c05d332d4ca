"""Checking a file that comes back: approved, known, altered to the cell, unknown, hostile."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from docx import Document

from budget.intake.altered import CellChange, compare, differences, marks
from budget.intake.blanks import filled, only_filled
from budget.intake.container import Limits
from budget.intake.wording import Piece, changes, parted, wording
from budget.report.bundle import bundle, entries
from budget.report.bundle_entry import Entry
from budget.report.paper_fields import original
from budget.report.words import Words
from budget.store import Batch, Organisation
from budget.units import Source, Units
from pages.shared import (
    cached,
    exporting,
    source_cells,
    verify_originals,
    verify_parts,
    verify_plan,
    verifying,
)
from tests.plans import M, service, town, with_town
from tests.test_page_compare import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from budget.store import Store

PAGE = "pages/present/verify.py"
PLAN = 'name = "Giảm ít"\n[[reductions]]\nmethod = "rate"\nrate = 0.02\n'
CUT_FURTHER = {
    "base": 2022,
    "n": 1,
    "given": False,
    "years": [[2025, 1_719_915]],
    "listed": [["V1", [[2025, 1_719_915]]]],
}
MADE = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


def book(**cells: object) -> bytes:
    made = openpyxl.Workbook()
    for place, value in cells.items():
        made.worksheets[0][place] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def store(app: AppTest) -> Store:
    """A town of two units with one plan, in the store that the app opens."""
    assert app is not None
    return with_town(cached.store(), PLAN)


def recipe_of(proposed: int) -> dict[str, Any]:
    """How the files are made again; `proposed` is the place of the plan proposed."""
    return {
        "language": "vi",
        "money_unit": "million",
        "year": 2025,
        "baseline": None,
        "proposed": proposed,
        "created": MADE.isoformat(),
        "office": exporting.office(None, "Lan"),
    }


MADE_ONCE: dict[str, bytes] = {}
"""Files by what they are made from: equal input gives equal bytes, so none is made again for another test."""


def once(key: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        if key not in MADE_ONCE:
            MADE_ONCE[key] = make()
        return MADE_ONCE[key]

    return made


def papers(store: Store) -> list[Entry]:
    """The files of the plan's comparison, of which none is recorded yet."""
    saved, version = store.scenario(1), store.data_versions()[0]
    result = cached.result(cached.scenario(saved.text), version.id)
    about: dict[str, Any] = {"words": Words(), "organisation": exporting.office(None, "Lan")}
    listed = entries([result], [saved.text], **about, year=2025, created=MADE)
    return [replace(one, make=once(f"{result.fingerprint} {one.name}", one.make)) for one in listed]


def exported(store: Store) -> dict[str, tuple[Entry, bytes]]:
    """Every file of the plan's comparison, made and recorded as the page of exports does."""
    saved, version, words = store.scenario(1), store.data_versions()[0], Words()
    keeper = exporting.Recorder(store, "Lan", version.id)
    listed = papers(store)
    recipe = recipe_of(0)
    made = {one.what: (one, keeper.entry(one, [saved.version_id], recipe)()) for one in listed}
    whole = bundle(listed, words=words, created=MADE)
    contents = zipfile.ZipFile(io.BytesIO(whole)).read("DANH-MUC.txt")
    named = {**recipe, "what": "list", "text": contents.decode()}
    keeper.record(keeper.file(contents, "txt", "DANH-MUC.txt", "", (), named))
    details = {**recipe, "what": "bundle", "all": [1]}
    keeper.record(keeper.file(whole, "zip", "a.zip", "x" * 16, [saved.version_id], details))
    return made | {"bundle": (listed[0], whole)}


def repacked(data: bytes, change: str, old: bytes, new: bytes) -> bytes:
    """The package with a text changed in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            content = was.read(name)
            now.writestr(name, content.replace(old, new, 1) if name == change else content)
    return out.getvalue()


# --- cells and marks ----------------------------------------------------------------------------------------


def test_the_cells_that_differ_are_named_with_both_values():
    found = differences(book(A1="Chi", B2=1.5, C3=7), book(A1="Thu", B2=1.5 + 1e-13, D4="x"), Limits())
    assert found is not None
    assert found.cells == (
        CellChange("Sheet", "A1", "Chi", "Thu"),
        CellChange("Sheet", "C3", 7.0, None),
        CellChange("Sheet", "D4", None, "x"),
    )
    assert (found.count, found.recalculated, found.missing, found.added) == (3, 0, (), ())


def test_a_changed_cell_is_named_by_its_unit_and_its_heading():
    head = {"A1": "Đơn vị tính: đồng", "A2": "STT", "B2": "Mã", "C2": "Tên đơn vị", "D2": "Năm 2025"}
    numbers = {"A3": "(1)", "B3": "(2)", "C3": "(3)", "D3": "(4)"}
    rows = {"A4": "I", "C4": "Mầm non", "A5": "1", "B5": "9100017", "C5": "Trường Hoa Sen", "D5": 7}
    found = compare(book(**head, **numbers, **rows), book(**head, **numbers, **rows | {"D5": 8}))
    assert found["cells"] == [("Sheet", "D5", 7.0, 8.0, "Trường Hoa Sen", "Năm 2025")]
    # a row of words is no heading of the figure below it, and a table ends at an empty row; a year heads one
    table = {"A1": "STT", "B1": "Giả định", "C1": "Phương án A", "A2": "1", "B2": "Bù giá", "C2": "có"}
    table |= {"A3": "2", "B3": "Trượt giá", "C3": 3.5}
    below = {"B6": "Giảm chi", "C6": 2025, "A7": "1", "B7": "các đơn vị", "C7": 5}
    found = compare(book(**table, **below), book(**table | {"C3": 4}, **below | {"C6": 2026, "C7": 6}))
    assert found["cells"] == [
        ("Sheet", "C3", 3.5, 4.0, "Trượt giá", "Phương án A"),
        ("Sheet", "C6", 2025.0, 2026.0, "Giảm chi", ""),
        ("Sheet", "C7", 5.0, 6.0, "các đơn vị", "2025"),
    ]


def test_what_a_formula_makes_of_a_changed_cell_is_counted_apart():
    import xlsxwriter

    def made(value: float, formula: str | None, cached_value: float) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as new:
            sheet = new.add_worksheet("Số & chữ")
            sheet.write("A1", value)
            if formula:
                sheet.write_formula("A2", formula, None, cached_value)
            else:
                sheet.write("A2", cached_value)
        return out.getvalue()

    first = made(1, "=A1*2", 2)
    assert compare(first, made(3, "=A1*2", 6))["cells"] == [("Số & chữ", "A1", 1.0, 3.0, "", "")]
    assert compare(first, made(3, "=A1*2", 6))["recalculated"] == 1
    # LibreOffice writes FALSE as a call: the formula is the same
    flag = made(1, "=IF(A1<0,FALSE,A1*2)", 2)
    assert compare(flag, made(3, "=IF(A1<0,FALSE(),A1*2)", 6))["cells"] == [
        ("Số & chữ", "A1", 1.0, 3.0, "", "")
    ]
    # a formula that was overtyped, and one that was rewritten, are changes by hand
    assert compare(first, made(1, None, 9))["cells"] == [("Số & chữ", "A2", 2.0, 9.0, "", "")]
    assert compare(first, made(1, "=A1*9", 9))["cells"] == [("Số & chữ", "A2", 2.0, 9.0, "", "")]


def test_sheets_that_came_or_went_are_named():
    two = openpyxl.Workbook()
    two.worksheets[0].title = "Khác"
    out = io.BytesIO()
    two.save(out)
    found = compare(book(A1=1), out.getvalue())
    assert (found["missing"], found["added"]) == (["Sheet"], ["Khác"])


def test_what_cannot_be_read_in_time_or_at_all_gives_no_answer():
    assert differences(book(A1=1), b"PK\x03\x04 broken", Limits()) is None
    assert differences(book(A1=1), book(A1=2), Limits(seconds=0.01)) is None


def test_a_mark_is_found_though_an_editor_split_it_and_hostile_text_takes_no_time():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/footer1.xml", "<w:t>D\u1ea5u: 5bfa04</w:t></w:r><w:r><w:t>2810141aca</w:t>")
        package.writestr("word/document.xml", "<" * 2_000_000)
    assert marks(out.getvalue(), Limits()) == ("5bfa042810141aca",)
    assert marks(b"no package", Limits()) == ()


# --- the verdict --------------------------------------------------------------------------------------------


def test_every_exported_file_is_known_and_after_the_decision_approved(store: Store):
    made = exported(store)
    for what, (_, content) in made.items():
        found = verifying.verdict(store, what, content)
        assert (found.state, found.decisions) == ("known", ()), what
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"])
    for what, (_, content) in made.items():
        found = verifying.verdict(store, what, content)
        # the data alone hold no plan
        assert len(found.decisions) == (0 if what == "data" else 1), what


def test_a_changed_cell_is_shown_against_the_original_made_again(store: Store):
    _, content = exported(store)["book"]
    opened = openpyxl.load_workbook(io.BytesIO(content))
    sheet = opened.worksheets[1]
    place = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and len(c.value) > 5)
    was, place.value = place.value, "Sửa tay"
    out = io.BytesIO()
    opened.save(out)
    found = verifying.verdict(store, "a.xlsx", out.getvalue())
    assert (found.state, found.original) == ("altered", True)
    assert found.changed is not None
    assert (sheet.title, place.coordinate, was, "Sửa tay") in [
        (c.sheet, c.cell, c.before, c.after) for c in found.changed.cells
    ]


def test_a_file_opened_and_saved_again_is_unchanged(store: Store, soffice: str, tmp_path: Path):
    made = exported(store)
    again = tmp_path / "again"
    for what in ("book", "deck", "memo"):
        entry, content = made[what]
        source = tmp_path / f"{what}.{entry.kind}"
        source.write_bytes(content)
        command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", entry.kind, "--outdir", str(again), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        saved = (again / source.name).read_bytes()
        assert saved != content
        found = verifying.verdict(store, source.name, saved)
        assert (found.state, found.export is not None, found.original) == ("same", True, True), what
    # a figure changed in what was saved again is an alteration
    changed = repacked(saved, "word/document.xml", b"2025", b"2026")
    assert verifying.verdict(store, "memo.docx", changed).state == "altered"


def whole_set(app: AppTest) -> zipfile.ZipFile:
    """The set of the first plan, made and recorded on the page of exports."""
    app.query_params["year"] = "2025"
    app.query_params["scenario"] = "1"
    app.switch_page("pages/present/export.py").run()
    app.button(key="export.all").click().run()
    assert not app.exception
    return zipfile.ZipFile(io.BytesIO(app.session_state["note.export.bundle"][2]))


def test_papers_on_own_templates_and_minutes_are_unchanged_too(app: AppTest, store: Store):
    part = "word/document.xml"
    own = repacked(original("memo", Words()), part, "Kính gửi".encode(), "Kính trình".encode())
    store.set_settings({exporting.template_key("memo", "vi"): store.keep_file("a.docx", own)}, author="Lan")
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025, "mark": "a1" * 8})
    package = whole_set(app)
    listed = package.namelist()
    assert "Kính trình".encode() in zipfile.ZipFile(io.BytesIO(package.read("to-trinh-2025.docx"))).read(part)
    for name in ("to-trinh-2025.docx", next(n for n in listed if n.startswith("bien-ban"))):
        # packed anew: other bytes, the same words
        saved = repacked(package.read(name), part, b"", b"")
        assert saved != package.read(name)
        found = verifying.verdict(store, name, saved)
        assert (found.state, len(found.decisions)) == ("same", 1), name


@pytest.mark.parametrize(
    ("minimum", "said"),
    [
        # as older records have it, one reason for all units
        ({"choice": "keep", "reason": "dịch vụ thiết yếu"}, "dịch vụ thiết yếu"),
        ({"choice": "keep", "reasons": [["V1", "V1", "phục vụ bến cá"]]}, "phục vụ bến cá"),
        # 120 triệu đồng × 0,975³ = 111,223125 in 2025; 120 × 0,98³ = 112,94304 before it
        ({"choice": "further", "further": CUT_FURTHER}, "111.223.125"),
    ],
    ids=["keep-old", "keep", "further"],
)
def test_papers_of_a_decision_on_the_minimum_are_made_again_with_it(
    app: AppTest, minimum: dict[str, Any], said: str
):
    # group 3b, cut by 2 % a year of the 2,5 % that the law asks
    opened, rows = cached.store(), [service(users=80 * M, professional=200 * M, support=120 * M)]
    opened.add_data([Batch(2022, Units.from_rows(2022, rows).rows())], "Lan")
    measure = '[[reductions]]\nmethod = "statutory"\n' if "further" in minimum else ""
    opened.save_scenario("Giảm ít", PLAN + measure, "Lan", 2022)
    about = {"year": 2025, "mark": "a1" * 8, "minimum": minimum}
    opened.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details=about)
    package = whole_set(app)
    for start in ("to-trinh", "trinh-chieu", "quyet-dinh"):
        name = next(n for n in package.namelist() if n.rpartition("/")[2].startswith(start))
        paper = package.read(name)
        parts = zipfile.ZipFile(io.BytesIO(paper))
        assert any(said in parts.read(part).decode("utf-8", "ignore") for part in parts.namelist())
        # packed anew, so that it is compared with the one made again
        part = "docProps/core.xml"
        assert verifying.verdict(opened, name, repacked(paper, part, b"", b"")).state == "same", name


def test_a_slip_is_made_again_with_its_cells_and_one_of_before_without(app: AppTest):
    opened, words = cached.store(), Words()
    cell = Source(file="bc.xlsx", sheet="Biểu 1", cell="P10")
    opened.add_data([Batch(2022, town(), {"V1": {"support": cell}})], "Lan")
    opened.save_scenario("Giảm ít", PLAN, "Lan", 2022)
    plan, office = [cached.result(cached.scenario(PLAN), 1)], exporting.office(None, "Lan")
    for more, origins in (({}, None), ({"cells": True}, source_cells.of_units(1))):
        listed = entries(
            plan, [PLAN], words=words, organisation=office, year=2025, created=MADE, origins=origins
        )
        slip = next(one for one in listed if (one.what, one.unit) == ("slip", "V1"))
        made = exporting.Recorder(opened, "Lan", 1).entry(slip, [1], recipe_of(0) | more)()
        assert ("(P10)" in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()) == bool(more)
        assert verify_originals.remade(opened, opened.exports()[0]) == made


def test_the_words_of_a_document_stand_whatever_runs_and_numbers_look_like():
    def package(part: str, xml: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            new.writestr(part, xml)
        return out.getvalue()

    one = package("word/document.xml", "<w:p><w:r><w:t>Kinh ph\u00ed</w:t></w:r></w:p>")
    two = package(
        "word/document.xml", '<w:p><w:t xml:space="preserve">Kinh </w:t><w:t>ph\u00ed</w:t></w:p><w:p/>'
    )
    assert wording(one, Limits()) == wording(two, Limits()) == ["Kinh ph\u00ed"]
    chart = "ppt/charts/chart1.xml"
    assert wording(package(chart, "<c:v>12.0</c:v><c:v>A &amp; B</c:v>"), Limits()) == [12.0, "A & B"]
    assert wording(package(chart, "<c:v>12</c:v><c:v>A &amp; B</c:v>"), Limits()) == [12.0, "A & B"]
    assert wording(b"PK broken", Limits()) is None
    assert wording(package("xl/workbook.xml", "<v>1</v>"), Limits()) is None


def test_an_altered_paper_of_a_set_is_shown_against_the_one_it_was(store: Store):
    made = exported(store)
    # the slip of the school is exported after them and bears the same mark; the name of the file says nothing
    memo = repacked(made["memo"][1], "word/document.xml", "Kính gửi".encode(), "Kính trình".encode())
    found = verifying.verdict(store, "a.docx", memo)
    assert (found.state, found.export and found.export.details["what"], found.original) == (
        "altered",
        "memo",
        True,
    )
    assert found.changed is not None
    (one,) = found.changed.cells
    assert "Kính gửi" in str(one.before)
    assert one.after == str(one.before).replace("Kính gửi", "Kính trình")
    deck = repacked(made["deck"][1], "ppt/slides/slide2.xml", b"2022", b"2023")
    found = verifying.verdict(store, "a.pptx", deck)
    assert found.changed is not None
    (one,) = found.changed.cells
    assert one.sheet == "slide2"
    assert str(one.before).replace("2022", "2023", 1) == one.after


@pytest.mark.parametrize(
    ("before", "after", "only"),
    [
        ("Số: ....../TTr-......", "Số: 125/TTr-TCKH", True),
        ("Số: ....../TTr-......", "Số: 125/TTr-......", True),
        ("Phan Thiết, ngày … tháng … năm …", "Phan Thiết, ngày 28 tháng 11 năm 2026", True),
        ("- Lưu: VT, .......", "- Lưu: VT, TCKH.", True),
        # a figure beside the blanks is another, by itself or by what was put next to it
        ("Số …, chi 500 triệu đồng", "Số 7, chi 600 triệu đồng", False),
        ("chi 500... triệu đồng", "chi 5000 triệu đồng", False),
        ("chi 500 … triệu đồng", "chi 500 000 triệu đồng", False),
        ("chi …500 triệu đồng", "chi 9500 triệu đồng", False),
        # taken out, of dots alone, no blank at all
        ("Số: ....../TTr-......", "Số: /TTr-......", False),
        ("- Lưu: VT, .......", "- Lưu: VT, .", False),
        ("Kính gửi: Ủy ban", "Kính gửi: Hội đồng", False),
        # words before and after the blank stand as they were
        ("Căn cứ … của Bộ", "Theo 12 của Bộ", False),
        ("Căn cứ … của Bộ", "Căn cứ 12 của Chính phủ", False),
        # sixty letters, and one more
        ("Ký: …", "Ký: " + "a" * 60, True),
        ("Ký: …", "Ký: " + "a" * 61, False),
        (None, "Số 1", False),
        ("Số …", None, False),
        (1.0, 2.0, False),
    ],
)
def test_a_blank_that_was_filled_in_hides_no_other_change(before: Any, after: Any, only: bool):
    assert filled(CellChange("document", "", before, after)) is only


def test_a_file_is_only_filled_in_where_each_of_its_differences_is():
    blank, figure = (("Số …", "Số 1"), ("chi 5", "chi 6"))

    def found(*changed: tuple[str, str]) -> bool:
        differ = changes(*([("document", one[k]) for one in changed] for k in (0, 1)))
        assert differ is not None
        return only_filled(differ)

    assert found(blank)
    assert not found(blank, figure)
    assert not found(("Số …", "Số …"))


def filled_in(memo: bytes, *more: tuple[str, str]) -> bytes:
    for old, new in (("ngày … tháng … năm …", "ngày 28 tháng 11 năm 2026"), *more):
        memo = repacked(memo, "word/document.xml", old.encode(), new.encode())
    return memo


def test_a_submission_with_its_number_and_day_written_in_is_not_altered(app: AppTest, store: Store):
    made = exported(store)
    memo = filled_in(made["memo"][1])
    found = verifying.verdict(store, "a.docx", memo)
    assert (found.state, found.changed and found.changed.count) == ("filled", 1)
    # a figure changed too, and a text too long for a blank
    for more in (("2025", "2026"), ("ngày 28", "ngày " + "rất dài " * 8)):
        assert verifying.verdict(store, "a.docx", filled_in(made["memo"][1], more)).state == "altered"
    upload(app, ("a.docx", memo))
    assert "đề nghị “Giảm ít”, phương án này chưa được chốt" in text(app)
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"])
    upload(app, ("a.docx", memo))
    said = text(app)
    assert "Chỉ điền số, ngày và các chỗ trống có sẵn" in said
    assert "là tệp của phương án đã chốt “Giảm ít”" in said
    assert "1 đoạn có chỗ trống đã điền" in said
    assert "Đã bị sửa" not in said


@pytest.mark.parametrize("paper", ["memo", "decision", "slip"])
def test_a_name_written_under_the_signature_line_is_a_blank_filled_in(store: Store, paper: str):
    made = next(content for one, content in exported(store).values() if one.what == paper)
    document = Document(io.BytesIO(made))
    blocks = (table.rows[-1].cells[-1].paragraphs[-1] for table in document.tables)
    name = next(paragraph for paragraph in blocks if paragraph.text == "............")
    name.runs[0].text = "Trần Văn Hùng"
    out = io.BytesIO()
    document.save(out)
    found = verifying.verdict(store, "a.docx", out.getvalue())
    assert (found.state, found.changed and found.changed.count) == ("filled", 1)


def test_a_name_written_into_the_workbook_is_a_blank_filled_in(store: Store):
    _, made = exported(store)["forms"]
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    blanks = [cell for cell in cells if cell.value == "................"]
    blanks[-1].value = "Trần Văn Hùng"
    out = io.BytesIO()
    book.save(out)
    assert verifying.verdict(store, "a.xlsx", out.getvalue()).state == "filled"


def test_in_a_set_what_was_altered_comes_first_and_what_was_filled_in_next(app: AppTest, store: Store):
    memo = exported(store)["memo"][1]
    papers = {"a": memo, "b": filled_in(memo), "c": filled_in(memo, ("2025", "2026"))}
    assert verifying.verdict(store, "a.zip", packed(a=memo, b=papers["b"])).state == "filled"
    assert verifying.verdict(store, "a.zip", packed(**papers)).state == "altered"
    upload(app, ("a.zip", packed(**papers)))
    said = text(app)
    told = "c.docx : đã bị sửa", "b.docx : chỉ điền chỗ trống", "3 tệp trong gói"
    places = [said.index(one) for one in told]
    assert places == sorted(places)


def test_an_altered_paper_of_one_unit_is_shown_against_that_of_the_unit(store: Store):
    exported(store)
    first, last = (one for one in store.exports() if one.details["what"] == "decision")
    assert first.details["unit"] != last.details["unit"]
    for export in (first, last):
        was = verify_originals.remade(store, export)
        assert was is not None
        altered = repacked(was, "word/document.xml", "Điều 2".encode(), "Điều 9".encode())
        found = verifying.verdict(store, "b.docx", altered)
        assert found.export == export
        assert found.changed is not None
        assert found.changed.count == 1


def test_what_was_added_and_taken_out_is_listed_in_its_place():
    was = [("slide1", "A"), ("slide1", 1.0), ("slide2", "B"), ("slide2", "C")]
    now = [("slide1", "A"), ("slide1", 2.0), ("slide2", "B"), ("slide2", "C"), ("slide2", "D")]
    assert changes(was, now).cells == (
        CellChange("slide1", "A", 1.0, 2.0),
        CellChange("slide2", "C", None, "D"),
    )
    assert changes(now, was).cells[1] == CellChange("slide2", "C", "D", None)
    assert changes(was, was).none


def test_a_figure_of_a_row_is_told_with_the_unit_that_begins_it_and_a_sentence_with_the_words_that_differ():
    row: list[tuple[str, Piece]] = [
        ("document", text) for text in ("1", "Trường Hoa Sen", "4", "500", "1.200")
    ]
    now: list[tuple[str, Piece]] = [*row[:4], ("document", "1.300")]
    assert changes(row, now).cells == (CellChange("document", "Trường Hoa Sen … 500", "1.200", "1.300"),)
    assert parted("còn 44 đơn vị thiếu nguồn", "còn 45 đơn vị thiếu nguồn") == ("44", "45")
    assert parted("giảm chi", "giảm chi nhiều") == ("", "nhiều")


def test_a_workbook_saved_again_without_results_of_its_formulas_is_unchanged(store: Store):
    _, content = exported(store)["book"]
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(out)
    found = verifying.verdict(store, "a.xlsx", out.getvalue())
    assert found.state == "same"
    assert found.changed is not None
    assert (found.changed.count, found.changed.recalculated) == (0, 0)
    assert found.changed.unsaved > 0


def test_altered_slides_submissions_and_sets_are_recognised(store: Store):
    made = exported(store)
    deck = repacked(made["deck"][1], "ppt/slides/slide2.xml", b"2022", b"2023")
    assert verifying.verdict(store, "a.pptx", deck).state == "altered"
    memo = repacked(made["memo"][1], "word/document.xml", b"2025", b"2026")
    assert verifying.verdict(store, "a.docx", memo).state == "altered"
    whole = repacked(made["bundle"][1], "DANH-MUC.txt", b"Excel", b"Excal")
    found = verifying.verdict(store, "a.zip", whole)
    assert found.state == "altered"
    assert [one.state for one in found.inside] == ["known"] * 12 + ["altered"]
    # the line of the workbook alone was changed in the list
    assert found.inside[-1].changed is not None
    assert found.inside[-1].changed.count == 1


def test_what_was_changed_in_a_set_is_shown_file_by_file(app: AppTest, store: Store):
    was = exported(store)["bundle"][1]
    names = zipfile.ZipFile(io.BytesIO(was)).namelist()
    memo, book_, data = (next(n for n in names if n.endswith(end)) for end in (".docx", ".xlsx", ".csv"))
    opened = zipfile.ZipFile(io.BytesIO(was))
    whole = repacked(
        was, memo, opened.read(memo), repacked(opened.read(memo), "word/document.xml", b"2025", b"2026")
    )
    changed_book = openpyxl.load_workbook(io.BytesIO(opened.read(book_)))
    changed_book.worksheets[0]["A1"] = "Tên khác"
    again = io.BytesIO()
    changed_book.save(again)
    whole = repacked(whole, book_, opened.read(book_), again.getvalue())
    whole = repacked(whole, data, b"100000000", b"100000001")
    found = {one.name: one for one in verifying.verdict(store, "a.zip", whole).inside}
    assert {name for name, one in found.items() if one.state == "altered"} == {memo, book_, data}
    changes_of = {name: one.changed for name, one in found.items()}
    assert all(changes_of[name] for name in (memo, book_, data))
    assert changes_of[book_].cells[0].cell == "A1"  # type: ignore[union-attr]
    assert [c.count for name in (memo, data) if (c := changes_of[name])] == [1, 1]
    app.switch_page(PAGE).run()
    upload(app, ("a.zip", whole))
    assert not app.exception
    assert "1 đoạn chữ hoặc số bị sửa" in text(app)


def test_notes_headers_and_footers_are_compared_too(store: Store):
    made = exported(store)
    deck = repacked(made["deck"][1], "ppt/notesSlides/notesSlide2.xml", b"2022", b"2023")
    found = verifying.verdict(store, "a.pptx", deck)
    assert found.state == "altered"
    assert [one.sheet for one in found.changed.cells] == ["notesSlide2"]  # type: ignore[union-attr]
    # the mark in one of the footers of the submission; the properties still have it
    content = made["memo"][1]
    mark = made["memo"][0].mark
    memo = repacked(content, "word/footer1.xml", mark.encode(), b"0" * 16)
    found = verifying.verdict(store, "a.docx", memo)
    assert found.state == "altered"
    assert found.changed is not None
    assert [(one.sheet, one.after) for one in found.changed.cells] == [
        ("edge", f"Dấu kiểm tra của phương án: {'0' * 16}")
    ]


def test_a_large_set_is_known_by_its_hash(store: Store, monkeypatch: pytest.MonkeyPatch):
    whole = exported(store)["bundle"][1]
    monkeypatch.setattr(verifying, "LIMITS", replace(verifying.LIMITS, size=1000))
    assert verifying.verdict(store, "a.zip", whole).state == "known"
    assert verifying.verdict(store, "a.zip", whole + b"1").state == "refused"


def test_strangers_and_hostile_files_are_told_apart(store: Store):
    assert verifying.verdict(store, "a.xlsx", book(A1=1)).state == "unknown"
    assert verifying.verdict(store, "a.pdf", b"%PDF-1.7 ...").state == "unknown"
    assert verifying.verdict(store, "a.csv", b"a;b\n1;2\n").state == "unknown"
    assert verifying.verdict(store, "a.xlsx", b"").state == "refused"
    assert verifying.verdict(store, "a.xlsx", b"PK\x03\x04" + b"\x00" * 50).state == "refused"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * (210 * 2**20))
    bomb = verifying.verdict(store, "a.xlsx", out.getvalue())
    assert bomb.state == "refused"
    assert bomb.refusal is not None
    assert bomb.refusal.kind == "too_large"


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(f"{name}.docx", content)
    return out.getvalue()


def test_a_zip_in_a_zip_is_not_opened(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Three in each of three in a zip: one look at the whole, and one at each of the three in it."""
    looked, look = [], verifying.verdict
    monkeypatch.setattr(verifying, "verdict", lambda *a, **more: looked.append(a[1]) or look(*a, **more))
    inner = [packed(**{f"{n}{k}": f"{n}{k}".encode() for k in "abc"}) for n in "xyz"]
    found = verifying.verdict(store, "a.zip", packed(**dict(zip("xyz", inner, strict=True))))
    assert found.state == "unknown"
    assert looked == ["a.zip", "x.docx", "y.docx", "z.docx"]


def test_more_text_than_any_paper_has_is_not_compared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("budget.intake.wording.MOST_PIECES", 3)
    was = [("document", word) for word in "abc"]
    assert changes(was, was).none
    assert changes(was, [*was, ("document", "d")]) is None


def test_an_original_that_can_no_longer_be_made_is_not_invented(store: Store):
    entry, content = exported(store)["book"]
    export = store.exports(fingerprint=entry.mark)[-1]
    assert verify_originals.remade(store, export) == content
    # the office may have another name by now: the file was made with the one of then
    store.set_organisation(Organisation(date(2020, 1, 1), "Phòng khác"), "Lan")
    assert verify_originals.remade(store, export) == content
    assert (
        verify_originals.remade(store, store.add_export("0" * 64, "1" * 16, "xlsx", "b.xlsx", "Lan")) is None
    )


@pytest.mark.parametrize(
    ("what", "part", "words", "figure"),
    [
        ("memo", "word/document.xml", ("Kính gửi", "Kính trình"), ("300", "301")),
        ("deck", "ppt/slides/slide2.xml", ("Số liệu", "Dữ liệu"), ("", "")),
        ("book", "xl/sharedStrings.xml", ("Nguồn thu", "Thu"), ("", "")),
    ],
)
def test_a_paper_of_another_version_is_not_called_altered_and_its_figures_are_compared(
    store: Store, what: str, part: str, words: tuple[str, str], figure: tuple[str, str]
):
    entry = next(one for one in papers(store) if one.what == what)
    # an older version of the program worded it otherwise
    then = repacked(entry.make(), part, words[0].encode(), words[1].encode())
    keeper = exporting.Recorder(store, "Lan", store.data_versions()[0].id)
    keeper.entry(replace(entry, make=lambda: then), [1], recipe_of(0))()
    # untouched it is known by its hash as ever
    assert verifying.verdict(store, "a", then).state == "known"
    found = verifying.verdict(store, "a", repacked(then, "docProps/app.xml", b"<Properties", b"<Properties "))
    assert (found.state, found.export is not None) == ("version", True)
    assert found.changed is not None
    assert found.changed.none
    if figure[0]:
        saved = repacked(then, part, f">{figure[0]}".encode(), f">{figure[1]}".encode())
        found = verifying.verdict(store, "a", saved)
        assert found.state == "version"
        assert found.changed is not None
        assert found.changed.count == 1, found.changed


def comparison(store: Store, proposed: int) -> dict[str, bytes]:
    """The files of a comparison of the two plans, recorded; `proposed` is the place of the one proposed."""
    if len(store.scenarios()) < 2:
        store.save_scenario("Giảm nhiều", PLAN.replace("ít", "nhiều").replace("0.02", "0.05"), "Lan", 2022)
    saved, version = store.scenarios(), store.data_versions()[0]
    listed = entries(
        [cached.result(cached.scenario(one.text), version.id) for one in saved],
        [one.text for one in saved],
        words=Words(),
        organisation=exporting.office(None, "Lan"),
        year=2025,
        proposed=proposed,
        created=MADE,
    )
    recipe = recipe_of(proposed)
    keeper = exporting.Recorder(store, "Lan", version.id)
    return {one.what: keeper.entry(one, [one.version_id for one in saved], recipe)() for one in listed}


def case(store: Store, content: bytes) -> str:
    found = verifying.verdict(store, "a", content)
    assert (found.state, found.export is not None) == ("known", True)
    assert found.export is not None
    return verify_plan.standing(store, found.export).case


def test_a_paper_is_of_the_plan_that_it_proposes_not_of_those_that_it_compares(app: AppTest, store: Store):
    rejected, chosen = comparison(store, 0), comparison(store, 1)
    assert (case(store, rejected["memo"]), case(store, rejected["book"])) == ("open", "compared_open")
    store.decide(1, 2, "Lan", submitted=2, people=["A, Chủ tịch"], details={"year": 2025})
    for what in ("deck", "memo", "forms", "slips", "decisions"):
        if what in rejected:
            assert (case(store, rejected[what]), case(store, chosen[what])) == ("other", "approved"), what
    # the comparison proposes nothing, it says which of its plans was approved
    assert case(store, rejected["book"]) == "compared"
    assert case(store, rejected["data"]) == "none"
    assert verifying.verdict(store, "a", rejected["memo"]).decisions == ()
    upload(app, ("to-trinh-2025.docx", rejected["memo"]), ("bang.xlsx", rejected["book"]))
    said = text(app)
    # that it is of another plan is no fault of the file
    told = "Lưu ý Đề nghị “Giảm ít”, không phải phương án đã chốt “Giảm nhiều”."
    assert re.search(rf"Còn nguyên\.\s+{told}", said)
    assert "Cảnh báo" not in said
    assert "trong đó phương án đã chốt là “Giảm nhiều”" in said
    assert "Dùng được làm hồ sơ" not in said


def test_a_paper_of_an_earlier_decision_names_the_newer_one_of_its_year(app: AppTest, store: Store):
    first, second = comparison(store, 0), comparison(store, 1)
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025})
    assert case(store, first["memo"]) == "approved"
    # what is decided of another year changes nothing
    store.decide(1, 2, "Lan", submitted=2, people=["A, Chủ tịch"], details={"year": 2026})
    assert case(store, first["memo"]) == "approved"
    store.decide(1, 2, "Lan", submitted=2, people=["A, Chủ tịch"], details={"year": 2025})
    assert (case(store, first["memo"]), case(store, second["memo"])) == ("superseded", "approved")
    # of the three, that of the other year and the last stand
    replaced = [verify_plan.newer(store, one) for one in store.decisions()]
    assert replaced == [None, None, store.decisions()[0].decided_at]
    upload(app, ("to-trinh-2025.docx", first["memo"]))
    assert "đã chốt phương án khác cho cùng năm: “Giảm nhiều”" in text(app)
    assert "Dùng được làm hồ sơ" not in text(app)


def test_a_package_of_unchanged_files_is_no_altered_one(app: AppTest, store: Store):
    made = exported(store)
    whole = made["bundle"][1]
    again = repacked(whole, "", b"", b"")
    assert again != whole
    assert verifying.verdict(store, "a.zip", again).state == "known"
    own = packed(memo=made["memo"][1], memo2=repacked(made["memo"][1], "", b"", b""))
    found = verifying.verdict(store, "a.zip", own)
    assert (found.state, [one.state for one in found.inside]) == ("same", ["known", "same"])
    stranger = packed(memo=made["memo"][1], other=b"xyz")
    assert verifying.verdict(store, "a.zip", stranger).state == "mixed"
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025})
    upload(app, ("a.zip", again))
    said = text(app)
    assert "Cả 13 tệp trong gói còn nguyên" in said
    assert "Đã bị sửa" not in said
    # the data belong to no plan, nor does the list; the eleven others are of the approved one
    assert said.count("là tệp của phương án đã chốt “Giảm ít”") == 11


# --- the page -----------------------------------------------------------------------------------------------


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.switch_page(PAGE).run()
    given = [(name, data, "application/octet-stream") for name, data in files]
    return app.file_uploader(key="verify.files").set_value(given).run()


def test_the_page_says_what_each_file_is(app: AppTest, store: Store):
    made = exported(store)
    store.decide(1, 1, "Lan", submitted=1, people=["Nguyễn Văn A, Chủ tịch"])
    app.switch_page(PAGE).run()
    assert "SHA-256" in text(app)
    upload(app, ("to-trinh.docx", made["memo"][1]), ("la.xlsx", book(A1=1)))
    said = text(app)
    assert "Còn nguyên, là tệp của phương án đã chốt “Giảm ít”" in said
    assert "Nguyễn Văn A, Chủ tịch" in said
    assert "Không nhận ra" in said
    altered = repacked(made["deck"][1], "ppt/slides/slide2.xml", b"2022", b"2023")
    upload(app, ("a.pptx", altered))
    assert not app.exception
    assert "1 đoạn chữ hoặc số bị sửa" in text(app)
    assert "trinh-chieu" in text(app)


def test_what_explains_two_files_alike_is_told_once(app: AppTest, store: Store):
    made = exported(store)
    altered = repacked(made["deck"][1], "ppt/slides/slide2.xml", b"2022", b"2023")
    upload(
        app, ("a.pptx", made["deck"][1]), ("b.pptx", altered), ("c.xlsx", book(A1=1)), ("d.xlsx", book(A1=2))
    )
    said = text(app)
    assert said.count("Tệp gốc") == 1
    assert said.count("Cùng tệp gốc với a.pptx ở trên.") == 1
    assert said.count("Không nhận ra") == 2
    assert said.count("Trang này chỉ biết tệp") == 1


@pytest.mark.parametrize(
    ("value", "other", "shown"),
    [(2023.0, 2028.0, "2023"), (2023.0, 5000.0, "2.023"), (2023.5, 2028.0, "2.023,5"), (None, 2028.0, None)],
)
def test_a_year_that_was_changed_has_no_separator(value: float | None, other: float, shown: str | None):
    assert verify_parts.cell_value(value, other, Words()) == (shown or Words().t("verify.empty_cell"))
