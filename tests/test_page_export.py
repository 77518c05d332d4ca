"""The page that exports, through app.py: what it offers, the files it makes and the record it keeps."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from budget.law import national_law
from budget.law_review import level_ended
from budget.report.deck_story import Story
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.report.workbook_comparison import comparison
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from budget.store import Batch, Organisation, open_store
from budget.units import COLUMNS, Source
from pages.shared import exporting, file_names, verify_originals
from tests.plan_pages import unfold
from tests.plans import M
from tests.test_page_compare import FILES, english, fill, text
from tests.test_paper_fields import document

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

PAGE = "pages/present/export.py"
MADE = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


def downloads(app: AppTest) -> list[str]:
    """The labels of the buttons that give a file."""
    return [element.proto.label for element in app.main if element.type == "download_button"]


def test_without_scenarios_there_is_nothing_to_export_but_a_way_on(app: AppTest):
    fill(scenarios=0)
    app.switch_page(PAGE).run()
    assert "Chưa có phương án để xuất" in text(app)
    assert [b.label for b in app.main.button] == ["Lấy các phương án mẫu"]


def test_the_book_the_data_and_each_scenario_are_offered(app: AppTest):
    fill(scenarios=3)
    app.query_params["year"] = "2025"
    app.switch_page(PAGE).run()
    said = text(app)
    assert "so-sanh-3-phuong-an-2025" in said
    assert "Dấu kiểm tra của bảng so sánh:" in said
    assert re.search(r"\d+ giá trị pháp luật chưa đối chiếu được với toàn văn", said)
    assert [label for label in downloads(app) if "của các" not in label][:6] == [
        "Xuất Excel",
        "Bản trình chiếu (PowerPoint)",
        "Tờ trình (Word)",
        "Phụ lục 3, hai biểu (Excel)",
        "Số liệu 72 đơn vị năm 2022 (CSV)",
        "A. Giữ nguyên nguồn, chia lại",
    ]
    assert len(downloads(app)) == 11
    unfold(app, "fold.templates.fields")
    assert len(downloads(app)) == 13  # with the two of the table of fields


def test_what_to_look_at_stands_open_above_the_first_button_that_makes_papers(app: AppTest):
    fill(scenarios=1)
    app.query_params["year"] = "2025"
    app.switch_page(PAGE).run()
    (review,) = (box for box in app.main.expander if box.label.startswith("Rà soát"))
    assert review.proto.expanded
    said = [element.proto for element in app.main]
    looked_at = next(
        n for n, one in enumerate(said) if "chưa đối chiếu được với toàn văn" in str(getattr(one, "body", ""))
    )
    made = next(
        n
        for n, one in enumerate(said)
        if getattr(one, "id", "").endswith("export.bundle") or "bundle" in getattr(one, "id", "")
    )
    assert looked_at < made


def test_one_button_makes_the_whole_set_and_records_every_file(app: AppTest):
    fill(scenarios=1)
    app.query_params["year"] = "2025"
    app.switch_page(PAGE).run()
    app.button(key="export.all").click().run()
    assert not app.exception
    assert any(label.startswith("Tải ho-so-2025") for label in downloads(app))
    made = open_store().exports()
    whole = [one for one in made if "unit" not in one.details]
    assert [one.kind for one in whole] == [*("zip", "txt", "toml", "csv", "xlsx", "docx", "pptx", "xlsx")]
    assert made[0].details["what"] == "bundle"
    assert made[-1].scenario_versions == (1,)
    assert made[-1].details["year"] == 2025
    # a decision and a form of each of the 72 units; a slip of each of the 62 schools and of the 6 units of
    # group 3, which the law makes give
    assert Counter(str(one.details["what"]) for one in made if "unit" in one.details) == {
        "decision": 72,
        "slip": 68,
        "unit_form": 72,
    }
    # what is said is what the set holds, its list with the others
    package = zipfile.ZipFile(io.BytesIO(app.session_state["note.export.bundle"][2]))
    assert len(package.namelist()) == 219
    assert "Một tệp zip gồm 219 tệp" in text(app)
    assert "Đã làm và ghi nhận 219 tệp" in text(app)
    # the slips of the sample say that it is one, also when they are made again
    slip = next(one for one in made if one.details["what"] == "slip")
    content = package.read(next(name for name in package.namelist() if name.endswith("/" + slip.name)))
    paper = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "Số liệu mẫu (giả định): NSNN hỗ trợ chi thường xuyên giao tự chủ" in paper
    assert verify_originals.remade(open_store(), slip) == content
    assert len(open_store().log(action="export")) == 1


def test_the_papers_of_one_unit_can_be_taken_alone(app: AppTest):
    fill(scenarios=1)
    app.query_params["year"] = "2025"
    app.switch_page(PAGE).run()
    assert downloads(app)[4:6] == [
        "Dự thảo quyết định của các đơn vị (Word)",
        "Phiếu giải trình của các đơn vị (Word)",
    ]
    app.selectbox(key="export.unit").set_value("9100017").run()
    assert downloads(app)[4:7] == [
        "Dự thảo quyết định (Word)",
        "Phiếu giải trình (Word)",
        "Phụ lục 2, Biểu mẫu số 1 (Excel)",
    ]


def test_an_office_puts_its_own_template_in_and_takes_it_back(app: AppTest):
    fill(scenarios=1)
    app.switch_page(PAGE).run()
    assert "Đang dùng mẫu kèm theo chương trình" in text(app)
    assert "{{ support_words }}" not in text(app)
    unfold(app, "fold.templates.fields")
    assert "{{ support_words }}" in text(app)
    wrong = document("{{ suport }}")
    next(iter(app.file_uploader)).set_value(("a.docx", wrong, "x")).run()
    assert "a.docx dùng trường không có: “suport”" in text(app)
    own = document("Kính trình {{ recipient }}: {{ support_words }}")
    next(iter(app.file_uploader)).set_value(("b.docx", own, "x")).run()
    assert not app.exception
    assert "Đang dùng mẫu của cơ quan" in text(app)
    # beside the paper that is made on it, and where it was put in
    assert text(app).count("Mẫu tờ trình của cơ quan thiếu") == 2
    assert "các ngoại lệ (exceptions)" in text(app)
    assert exporting.templates(open_store(), "vi") == {"memo": own}
    assert exporting.templates(open_store(), "en") == {}
    app.button(key="templates.back").click().run()
    assert exporting.templates(open_store(), "vi") == {}
    assert "của cơ quan thiếu" not in text(app)
    assert not app.exception


def test_one_scenario_alone_can_be_exported_in_english_too(app: AppTest):
    fill(scenarios=1)
    app.switch_page(PAGE).run()
    english(app)
    assert "comparison-1-plans" in text(app)
    assert downloads(app)[0] == "Export to Excel"


def test_the_book_opens_with_the_figures_of_the_model():
    _, units = load_sample("city_2022")
    law = national_law()
    results = [simulate(units, parse_scenario(f.read_text(encoding="utf-8")), law) for f in FILES]
    office = exporting.office(Organisation(MADE.date(), "Phòng Tài chính - Kế hoạch"), "Lan")

    out = io.BytesIO()
    write_comparison(out, results, words=Words("vi"), organisation=office, year=2025, created=MADE)
    book = openpyxl.load_workbook(out, data_only=True, read_only=True)
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert any("PHÒNG TÀI CHÍNH" in str(value) for value in cells)
    assert int(results[2].totals["support"][3]) / 1e6 == pytest.approx(
        next(v for v in cells if isinstance(v, float) and abs(v - 387535.705546) < 1e-6)
    )


@pytest.mark.parametrize(
    ("language", "head", "separator"), [("vi", "Mã đơn vị", ";"), ("en", "Unit code", ",")]
)
def test_the_data_come_out_to_the_dong(language: str, head: str, separator: str):
    _, units = load_sample("city_2022")
    lines = exporting.data_csv(units, Words(language)).decode("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=separator))
    assert rows[0][1].startswith(head)
    assert len(rows) == 73
    assert "1706888000" in rows[1]  # support of the first school in data/sample/city_2022.csv
    assert rows[1][1] == "9100017"


def test_every_file_leaves_a_record_with_its_hash(tmp_path: Path):
    store = open_store(f"sqlite:///{(tmp_path / 'e.db').as_posix()}")
    _, units = load_sample("city_2022")
    from budget.store import Batch

    version = store.add_data([Batch(2022, units.rows())], "Lan")[0]
    keeper = exporting.Recorder(store, "Lan", version.id)
    assert keeper.keep(lambda: b"abc", "csv", "a.csv", "f" * 16)() == b"abc"
    (export,) = store.exports()
    assert export.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert (export.name, export.fingerprint, export.data_version) == ("a.csv", "f" * 16, version.id)
    assert store.log()[0].action == "export"
    store.close()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("A. Giữ nguyên nguồn, chia lại",), "a-giu-nguyen-nguon-chia-lai"),
        (("Đề án 10 %", "2025"), "de-an-10-2025"),
        (("../../etc/passwd",), "etc-passwd"),
        (("x" * 200,), "x" * 80),
    ],
)
def test_a_file_name_is_plain_on_every_system(parts: tuple[str, ...], name: str):
    assert exporting.file_name(*parts) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kinh phí năm 2025", "Kinh phí năm 2025"),
        # the first clauses that have room, whole
        (
            "Kinh phí năm 2025 của 12 đơn vị, so với hiện trạng; tăng trên 5 %",
            "Kinh phí năm 2025 của 12 đơn vị",
        ),
        # no clause ends in its first forty letters: whole words
        ("Kinh phí của mọi đơn vị trong toàn thành phố", "Kinh phí của mọi đơn vị trong toàn thành"),
    ],
)
def test_the_name_of_a_table_file_ends_with_a_clause_or_a_word(title: str, name: str):
    assert file_names.clean(title, 40) == name


def test_an_office_that_is_not_set_leaves_its_place_empty():
    assert exporting.office(None, "Lan") == {"preparer": "Lan"}
    people = ({"role": "head", "title": "Trưởng phòng", "name": "Nguyễn Văn A"},)
    said = exporting.office(Organisation(MADE.date(), "Phòng", signatories=people), "")
    assert (said["signatory"], said["signatory_title"]) == ("Nguyễn Văn A", "Trưởng phòng")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_office_that_is_not_set_is_said_with_the_way_to_name_it(app: AppTest, language: str):
    fill(scenarios=1)
    app.switch_page(PAGE).run()
    if language == "en":
        english(app)
    said = Words(language).t("export.office_unset")
    assert said in text(app)
    assert app.button(key="export.office").label == Words(language).t("export.office_enter")
    app.switch_page("pages/settings/organisation.py").run()
    app.text_input(key="organisation.name").set_value("Phòng Tài chính")
    app.selectbox(key="organisation.level").set_value("ward")
    app.run().button(key="organisation.save").click().run()
    app.switch_page(PAGE).run()
    assert said not in text(app)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_the_office_is_not_set_footers_and_subtitles_still_begin_with_a_capital(language: str):
    _, units = load_sample("city_2022")
    result = simulate(units, parse_scenario(FILES[0].read_text(encoding="utf-8")), national_law())
    story = Story(comparison([result], 2025), 0, Words(language), {}, MADE)
    assert story.office[0].isupper()
    for key in ("footer", "request_subtitle", "request_subtitle_stays"):
        about = {"office": story.office, "day": MADE.date(), "mark": "", "basis": "", "difference": ""}
        said = story.words.t(f"deck.{key}", **about)
        assert said[0].isupper()


def test_a_level_that_is_no_more_is_said_but_stops_nothing(app: AppTest):
    # cities of the second tier ended with 30 June 2025
    assert level_ended("city", date(2025, 6, 30)) is None
    assert level_ended("city", date(2025, 7, 1)) == date(2025, 6, 30)
    assert level_ended("ward", date(2026, 1, 1)) is None
    fill(scenarios=2)
    app.query_params["year"] = "2025"
    app.switch_page(PAGE).run()
    assert "Đang lấy phương án đầu tiên làm phương án đề nghị" in text(app)
    assert "cấp này có đến hết" not in text(app)
    open_store().set_organisation(Organisation(date(2022, 1, 1), "Phòng", level="city"), "")
    app.selectbox(key="export.proposed").set_value(2).run()
    assert not app.exception
    assert "cấp này có đến hết 30/06/2025" in text(app)
    assert "làm phương án đề nghị" not in text(app)
    assert downloads(app)
    app.switch_page("pages/settings/organisation.py").run()
    assert "cấp này có đến hết 30/06/2025" in text(app)
    app.selectbox(key="organisation.level").set_value("ward").run()
    app.button(key="organisation.save").click().run()
    assert "cấp này có đến hết" not in text(app)
    # what is typed is told before it is saved
    app.selectbox(key="organisation.level").set_value("city")
    app.text_input(key="organisation.valid_from").set_value("01/07/2025").run()
    assert "cấp này có đến hết 30/06/2025" in text(app)
    app.text_input(key="organisation.valid_from").set_value("30/06/2025").run()
    assert "cấp này có đến hết" not in text(app)


def test_a_new_office_is_asked_for_its_level_which_its_chapter_codes_come_from(app: AppTest):
    """A city that saves without choosing would print 822, a code of communes."""
    app.switch_page("pages/settings/organisation.py").run()
    assert app.selectbox(key="organisation.level").value is None
    app.text_input(key="organisation.name").set_value("Phòng")
    app.run().button(key="organisation.save").click().run()
    assert Words().t("organisation.level_missing") in text(app)
    assert open_store().organisations() == []
    assert "822" not in text(app)
    app.selectbox(key="organisation.level").set_value("ward").run()
    app.button(key="organisation.save").click().run()
    assert [one.level for one in open_store().organisations()] == ["ward"]
    assert "822" in text(app)


def test_data_of_another_managing_body_are_told_before_the_forms_bear_its_name(app: AppTest):
    fill(scenarios=1)
    app.switch_page(PAGE).run()
    # an office without a name is asked for that first
    assert "ghi cơ quan quản lý theo số liệu" not in text(app)
    owner = load_sample("city_2022")[1].owner[0]
    open_store().set_organisation(Organisation(date(2026, 1, 1), "Phòng Kinh tế", level="ward"), "")
    app.run()
    assert f"“{owner}” (72 đơn vị)" in text(app)
    above = Organisation(date(2026, 1, 1), "Phòng Kinh tế", level="ward", superior=owner)
    open_store().set_organisation(above, "")
    app.run()
    assert "ghi cơ quan quản lý theo số liệu" not in text(app)


def test_who_signs_is_set_on_the_page_of_the_office(app: AppTest):
    app.switch_page("pages/settings/organisation.py").run()
    typed = {"name": "Phòng", "head_name": "Trần Văn A", "head_code": "TTr-KT"}
    app.selectbox(key="organisation.level").set_value("ward")
    app.selectbox(key="organisation.head_title").set_value("KT. Trưởng phòng / Phó Trưởng phòng")
    for part, value in (typed | {"authority_name": "Lê Văn B"}).items():
        app.text_input(key=f"organisation.{part}").set_value(value)
    app.run().button(key="organisation.save").click().run()
    assert not app.exception
    saved = open_store().organisations()[-1]
    said = exporting.office(saved, "")
    assert (said["signatory_title"], said["signatory"], said["code"]) == (
        "KT. Trưởng phòng / Phó Trưởng phòng",
        "Trần Văn A",
        "TTr-KT",
    )
    assert "In: KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG" in text(app)
    assert (said["authority_signatory"], said["authority_title"]) == ("Lê Văn B", "")
    app.switch_page("pages/law/law.py").run().switch_page("pages/settings/organisation.py").run()
    assert app.text_input(key="organisation.head_name").value == "Trần Văn A"


def test_a_committee_names_the_office_that_drafts_for_it(app: AppTest):
    app.switch_page("pages/settings/organisation.py").run()
    assert "organisation.drafter_office" not in [box.key for box in app.text_input]
    app.text_input(key="organisation.name").set_value("UBND phường Hải Đăng")
    app.selectbox(key="organisation.level").set_value("ward")
    app.run()
    app.text_input(key="organisation.drafter_office").set_value("Phòng Kinh tế")
    app.text_input(key="organisation.drafter_code").set_value("KT")
    app.run().button(key="organisation.save").click().run()
    assert not app.exception
    said = exporting.office(open_store().organisations()[-1], "")
    assert (said["drafter"], said["drafter_code"]) == ("Phòng Kinh tế", "KT")
    app.switch_page("pages/law/law.py").run().switch_page("pages/settings/organisation.py").run()
    assert app.text_input(key="organisation.drafter_office").value == "Phòng Kinh tế"


def test_a_form_of_signing_that_was_typed_stands_among_those_to_choose(app: AppTest):
    people = ({"role": "head", "title": "TL. Chủ tịch / Chánh Văn phòng", "name": ""},)
    office = Organisation(date(2026, 1, 1), "Phòng", level="ward", signatories=people)
    open_store().set_organisation(office, "")
    app.switch_page("pages/settings/organisation.py").run()
    assert app.selectbox(key="organisation.head_title").value == "TL. Chủ tịch / Chánh Văn phòng"
    assert "In: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG" in text(app)
    assert app.selectbox(key="organisation.authority_title").value is None


def test_what_nobody_gave_is_empty_in_the_data_and_no_zero(app: AppTest):
    """Pupils are not given, fees are given as 0: one is empty, the other "0" or "-"."""
    row = {"code": "T1", "name": "TH A", "kind": "primary", "salary": 5 * M, "support": 6 * M, "fees": 0}
    sources = {"fees": Source(file="a.xlsx", sheet="S", cell="E5", text="0")}
    store = open_store()
    store.add_data([Batch(2022, [row], {"T1": sources})], "Lan")
    store.save_scenario("A", 'name = "A"', "Lan", 2022)
    app.switch_page(PAGE).run()
    assert not app.exception
    app.button(key="export.all").click().run()
    package = zipfile.ZipFile(io.BytesIO(app.session_state["note.export.bundle"][2]))
    data = package.read(next(n for n in package.namelist() if n.endswith(".csv"))).decode("utf-8-sig")
    head, given = list(csv.reader(data.splitlines(), delimiter=";"))[:2]
    column = [*("number",), *(c.id for c in COLUMNS)].index
    assert len(head) == len(COLUMNS) + 1
    assert given[column("pupils")] == ""
    assert given[column("fees")] == "0"
    book = package.read(
        next(n for n in package.namelist() if n.endswith(".xlsx") and "/" not in n and "so-sanh" in n)
    )
    sheet = openpyxl.load_workbook(io.BytesIO(book), data_only=True)["Dữ liệu"]
    cells = next(r for r in sheet.iter_rows(values_only=True) if r[1] == "T1")
    assert cells[column("pupils")] is None
    assert cells[column("fees")] == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_decisions_for_a_period_that_has_ended_are_warned_of(app: AppTest, language: str):
    # the sample is of 2022: its first period ends with 2025, a year before these tests were written
    fill(scenarios=1)
    app.query_params["year"], app.query_params["lang"] = "2025", language
    app.switch_page(PAGE).run()
    assert Words(language).t("export.period_ended", first=2023, last=2025) in text(app)


def test_a_committee_as_the_office_is_warned_of_and_moves_up_by_one_click(app: AppTest):
    """The name is that of the office that prepares the papers: else they go one level too high."""
    committee, above = "UBND thành phố A", "UBND tỉnh B"
    fill(scenarios=1)
    open_store().set_organisation(Organisation(date(2026, 1, 1), committee, "ward", superior=above), "")
    app.switch_page(PAGE).run()
    said = Words().t("organisation.committee", name=committee, superior=above)
    assert said in text(app)
    app.button(key="export.office_mend").click().run()
    app.switch_page("pages/settings/organisation.py").run()
    assert said in text(app)
    app.button(key="organisation.move_up").click().run()
    assert app.text_input(key="organisation.superior").value == committee
    assert app.text_input(key="organisation.name").value == ""
    app.text_input(key="organisation.name").set_value("Phòng Tài chính - Kế hoạch")
    app.run().button(key="organisation.save").click().run()
    assert said not in text(app)
    saved = open_store().organisations()[-1]
    assert (saved.name, saved.superior) == ("Phòng Tài chính - Kế hoạch", committee)


def test_saving_an_office_that_stands_as_saved_is_no_deed(app: AppTest):
    open_store().set_organisation(Organisation(date(2026, 1, 1), "Phòng A", level="ward"), "")
    app.switch_page("pages/settings/organisation.py").run()
    before = len(open_store().log())
    app.button(key="organisation.save").click().run()
    assert len(open_store().log()) == before
    app.text_input(key="organisation.place").set_value("A")
    app.run().button(key="organisation.save").click().run()
    assert len(open_store().log()) == before + 1


def test_one_switch_names_the_superior_in_the_forms_of_all_units(app: AppTest):
    fill(scenarios=1)
    above = "UBND thành phố Phan Thiết"
    office = Organisation(date(2026, 1, 1), "Phòng Kinh tế", level="ward", superior=above)
    open_store().set_organisation(office, "")
    app.switch_page(PAGE).run()
    assert "ghi cơ quan quản lý theo số liệu" in text(app)
    app.toggle(key="export.owner_ours").set_value(True).run()
    assert "ghi cơ quan quản lý theo số liệu" not in text(app)


def test_what_was_chosen_stays_over_a_way_to_another_page(app: AppTest):
    fill(scenarios=1)
    above = "UBND thành phố Phan Thiết"
    office = Organisation(date(2026, 1, 1), "Phòng Kinh tế", level="ward", superior=above)
    open_store().set_organisation(office, "")
    app.switch_page(PAGE).run()
    app.toggle(key="export.owner_ours").set_value(True).run()
    app.selectbox(key="export.unit").set_value("9100017").run()
    app.switch_page("pages/law/law.py").run().switch_page(PAGE).run()
    assert app.toggle(key="export.owner_ours").value is True
    assert app.selectbox(key="export.unit").value == "9100017"


def test_documents_without_a_day_are_told_before_the_whole_set_is_made(app: AppTest):
    fill(scenarios=1)
    app.switch_page(PAGE).run()
    assert "Chưa có ngày ban hành: Thông tư 03/2026/TT-BTC" in text(app)
    # above the button of the set, and open
    keys = [button.key for button in app.main.button]
    assert keys.index("export.days") < keys.index("export.all")
    assert "export.days" not in [button.key for folded in app.expander for button in folded.button]
    app.button(key="export.days").click().run()
    assert not app.exception
