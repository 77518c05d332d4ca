"""Papers for each unit: decisions and slips, one a unit, whose figures are the model's and add out."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from budget.afterwards import short_of_minimum, to_minimum, with_minimum
from budget.autonomy import GROUPS
from budget.law import national_law
from budget.report.conclusion import FURTHER, KEEP, Agreed
from budget.report.deck import write_deck
from budget.report.memo import write_memo
from budget.report.number_words import amount_in_words
from budget.report.slip import Slip, slip_html, terms_of
from budget.report.unit_papers import (
    decision_fields,
    explained_units,
    slip_fields,
    write_decisions,
    write_slips,
)
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from pages.shared.meeting_minimum import LONGEST_REASON
from tests.conftest import ROOT
from tests.plans import service

if TYPE_CHECKING:
    from pathlib import Path

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
OFFICE = {
    "superior": "UBND thành phố Biển Xanh",
    "name": "Phòng Tài chính - Kế hoạch",
    "place": "Biển Xanh",
    "authority_signatory": "Lê Văn Bình",
}
YEAR = 2025


@pytest.fixture(scope="module")
def city() -> Result:
    text = (ROOT / "data" / "scenarios" / "city_b_cut_ten_percent.toml").read_text(encoding="utf-8")
    return simulate(load_sample("city_2022")[1], parse_scenario(text), national_law())


def decisions(
    result: Result, units: list[str] | None = None, language: str = "vi", created: datetime = CREATED
) -> bytes:
    out = io.BytesIO()
    write_decisions(
        out, result, units, words=Words(language), organisation=OFFICE, year=YEAR, created=created
    )
    return out.getvalue()


def slips(result: Result, units: list[str] | None = None, language: str = "vi") -> bytes:
    out = io.BytesIO()
    write_slips(out, result, units, words=Words(language), organisation=OFFICE, year=YEAR, created=CREATED)
    return out.getvalue()


def opened(paper: bytes) -> Any:
    return Document(io.BytesIO(paper))


def spaced(text: str) -> str:
    """Without what keeps a figure with its unit."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows(table: Any) -> list[list[str]]:
    return [
        [spaced("".join(part.text or "" for part in cell.iter(qn("w:t")))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def text(paper: Any) -> str:
    return spaced("\n".join(paragraph.text for paragraph in paper.paragraphs))


def test_a_decision_for_every_unit_on_pages_of_its_own(city: Result):
    paper = opened(decisions(city))
    assert len(paper.sections) == len(city.units)
    said = text(paper)
    for name, code in zip(city.units.name, city.units.code, strict=True):
        assert f"Điều 1. Giao quyền tự chủ tài chính cho {name} (mã số đơn vị: {code})" in said


def test_a_decision_names_the_chapter_of_a_unit_where_the_office_has_one(city: Result):
    place = city.units.kind.index("primary")
    name, code = city.units.name[place], city.units.code[place]
    other = city.units.code[city.units.kind.index("service")]
    out = io.BytesIO()
    office = OFFICE | {"chapter.primary": "822"}
    write_decisions(
        out, city, [code, other], words=Words("vi"), organisation=office, year=YEAR, created=CREATED
    )
    said = text(opened(out.getvalue()))
    assert f"cho {name} (mã số đơn vị: {code}; mã chương: 822) trong" in said
    assert f"(mã số đơn vị: {other}) trong" in said


def test_a_decision_says_class_degree_and_support_of_the_model(city: Result):
    j = city.year(YEAR)
    for i in (0, 40, len(city.units) - 1):
        said = text(opened(decisions(city, [city.units.code[i]])))
        support = int(city.published("support")[i, j])
        group = GROUPS[int(city.assigned[i, j])]
        assert f"(nhóm {group})" in said
        assert f"{Words('vi').numbers.dong(support)} (bằng chữ: {amount_in_words(support, 'vi')})" in said
        ratio = spaced(Words("vi").numbers.percent(city["ratio"][i, j]))
        assert re.search(rf"Mức tự bảo đảm chi thường xuyên năm 2025: {ratio}( \(cắt .*\))?\.\n", said)
        assert "giai đoạn 2025-2025" in said


def test_a_decision_says_the_support_of_every_year_of_its_period():
    # A 400, B 1.000, support 600 triệu đồng, nothing that rises; 10 % less by 2025, a third of it each year
    row = {"code": "1", "name": "Ban 1", "kind": "service", "users": 4 * 10**8, "support": 6 * 10**8}
    units = Units.from_rows(2022, [row | {"management": 10**9}])
    cut = 'name = "X"\nhorizon = 2027\n[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.10 }\n'
    result = simulate(units, parse_scenario(cut), national_law())

    def said(year: int) -> str:
        about = {"organisation": OFFICE, "year": year, "created": CREATED}
        fields = decision_fields(result, words=Words("vi"), **about)["decisions"][0]
        return f"{fields['support']}; {fields['later']}".replace("\N{NO-BREAK SPACE}", " ")

    assert said(2023) == "580.000.000 đồng; 560.000.000 đồng (2024) và 540.000.000 đồng (2025)"
    # of the period from 2026 the plan reaches one more year; 2025 is the last of its own
    assert said(2026) == "540.000.000 đồng; 540.000.000 đồng (2027)"
    assert said(2025) == "540.000.000 đồng; "


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("phó chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG", "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG"),
        ("KT. Chủ tịch / Phó Chủ tịch", "KT. Chủ tịch\nPhó Chủ tịch"),
        ("TM. UBND / KT. Chủ tịch / Phó Chủ tịch", "TM. UBND\nKT. Chủ tịch\nPhó Chủ tịch"),
        ("Giám đốc Sở", "Giám đốc Sở"),
    ],
)
def test_who_signs_for_the_committee_says_so(city: Result, title: str, printed: str):
    fields = decision_fields(
        city, words=Words("vi"), organisation=OFFICE | {"authority_title": title}, year=YEAR, created=CREATED
    )
    assert fields["signatory_title"] == printed


def test_a_decision_names_the_submission_and_once_decided_the_minutes(city: Result):
    about: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": YEAR, "created": CREATED}
    fields = decision_fields(city, **about)
    assert fields["proposer"] == "Trưởng phòng Tài chính - Kế hoạch"
    assert fields["memo"].startswith("....../TTr-")
    assert fields["minutes"] == ""
    other = decision_fields(city, **about | {"organisation": OFFICE | {"name": "Ban Tài chính"}})
    assert other["proposer"] == "Thủ trưởng Ban Tài chính"
    out, at = io.BytesIO(), datetime(2026, 11, 6, 19, 30)  # noqa: DTZ001 - a moment of the office
    write_decisions(out, city, [city.units.code[0]], decided=Agreed(at), **about)
    said = text(opened(out.getvalue()))
    assert (
        "Căn cứ Biên bản số ....../BB-...... ngày 06 tháng 11 năm 2026 về việc thông qua phương án kinh phí "
        "chi thường xuyên giao tự chủ;\n"
        f"Căn cứ Phương án tự chủ tài chính của {city.units.name[0]};\n"
        "Theo đề nghị của Trưởng phòng Tài chính - Kế hoạch tại Tờ trình số ....../TTr-" in said
    )
    # a meeting of the committee has minutes with its symbol
    chaired = decision_fields(city, **about, decided=Agreed(at, chair="Lê Văn Bình, Chủ tịch"))
    assert chaired["minutes"].startswith("Biên bản số ....../BB-UBND ngày 06")


def test_a_decision_rests_on_confirmed_documents_only(city: Result):
    said = text(opened(decisions(city, [city.units.code[0]])))
    assert "Căn cứ Nghị định số 60/2021/NĐ-CP ngày 21 tháng 6 năm 2021 của Chính phủ" in said
    assert "Căn cứ Thông tư số 56/2022/TT-BTC ngày 16 tháng 9 năm 2022 của Bộ trưởng" in said
    assert "Căn cứ Luật Ngân sách nhà nước" in said
    assert "30/2021/QĐ-TTg" not in said
    assert "38/2019" not in said
    # what amends a circular is cited beside it once it is in force (20/02/2026), whatever years it decides on
    # but says that it holds from then on
    amended = "sửa đổi, bổ sung một số điều của Thông tư số 56/2022/TT-BTC (áp dụng từ 20/02/2026);"
    assert amended not in said
    about: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": YEAR}
    days = (datetime(2026, 2, 19), False), (datetime(2026, 2, 20), True)  # noqa: DTZ001 - days of the office
    for day, cited in days:
        lines = decision_fields(city, **about, created=day)["grounds"]
        assert any("03/2026/TT-BTC" in line and line.endswith(amended) for line in lines) is cited


def test_a_decision_of_a_school_that_is_cut_to_the_minimum_says_what_it_is_given_beside(city: Result):
    after = simulate(city.units, with_minimum(city), city.law)
    agreed = Agreed(CREATED, FURTHER, further=to_minimum(city))
    codes = dict(zip(city.units.name, city.units.code, strict=True))
    school, other = codes["Trường Mầm non 1 Tháng 6 (mẫu)"], codes["Nhà Thiếu nhi (mẫu)"]
    about: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": 2023, "created": CREATED}
    one, two = decision_fields(after, [school, other], **about, decided=agreed)["decisions"]
    # of 1.311.000.000 in 2022: 2,5 %, then 1 - 0,975 x 0,975 = 4,9375 %; exempt in 2025, what was cut stays
    cut = "32.775.000 đồng (2023), 64.730.625 đồng (2024) và 64.730.625 đồng (2025)"
    gifts = [int(after.published("increase")[after.units.position(school), j]) for j in (1, 2, 3)]
    first, second, third = (f"{gift:,}".replace(",", ".") for gift in gifts)
    given = f"{first} đồng (2023), {second} đồng (2024) và {third} đồng (2025)."
    assert all(gifts)
    assert one["kept"].endswith(f"lũy kế từ năm gốc: {cut}; và đã cộng số cấp thêm: {given}")
    assert "cấp thêm" not in two["kept"]


def test_slips_are_for_schools_and_for_units_whose_support_changes(city: Result):
    # plan B cuts every service unit, and 2 of the 10 are given no support: the 62 schools and 8 others
    assert len(opened(slips(city)).sections) == 70
    still = simulate(city.units, parse_scenario('name = "X"'), city.law)
    assert len(opened(slips(still)).sections) == 62
    # with the legal minimum added, the 6 services of group 3 (its school has a slip anyway): what earlier
    # years took stays taken in a year of which the law asks nothing more
    after = simulate(city.units, with_minimum(still), city.law)
    asked = set(explained_units(after, YEAR)) - set(explained_units(still, YEAR))
    names = dict(zip(still.units.code, still.units.name, strict=True))
    assert sorted(names[code] for code in asked) == [
        "Ban Quản lý bến cảng cá (mẫu)",
        "Ban Quản lý công trình công cộng (mẫu)",
        "Nhà Thiếu nhi (mẫu)",
        "Trung tâm GDNN-GDTX (mẫu)",
        "Trung tâm Phát triển quỹ đất (mẫu)",
        "Trung tâm Văn hóa - Thể thao (mẫu)",
    ]


def test_the_lines_of_a_slip_make_its_figures(city: Result):
    school, j = 0, city.year(YEAR)
    tables = [rows(table) for table in opened(slips(city, [city.units.code[school]])).tables]
    ladders = [table for table in tables if table[-1][0] == "="]
    support = ladders[0]
    signs = {"": 1, "+": 1, "−": -1}
    total = sum(signs[sign] * int(printed.replace(".", "")) for sign, _, printed in support[1:-1])
    assert total == int(city.published("support")[school, j])
    assert int(support[-1][2].replace(".", "")) == total


def test_a_slip_tells_each_step_of_an_increase(city: Result):
    j = city.year(YEAR)
    school = next(i for i in range(len(city.units)) if city.published("increase")[i, j] > 0)
    paper = opened(slips(city, [city.units.code[school]]))
    ladders = [table for table in map(rows, paper.tables) if table[-1][0] == "="]
    given = str(int(city.published("increase")[school, j]))
    at = next(k for k, table in enumerate(ladders) if table[-1][1] == "Tăng kinh phí")
    assert ladders[at][-1][2].replace(".", "") == given
    # each step that gave something stands below with the lines that make its amount
    steps = [row[2] for row in ladders[at][1:-1]]
    assert [table[-1][2] for table in ladders[at + 1 : at + 1 + len(steps)]] == steps
    assert all(len(table) > 3 for table in ladders[at + 1 : at + 1 + len(steps)])


def test_a_slip_says_of_which_part_of_the_norm_a_step_speaks(city: Result):
    """Plan B fills to 60 % of the norm: of 900.000 đồng a pupil, or 15 % of payroll and operations."""
    school = city.units.name.index("Trường Tiểu học Lê Lợi (mẫu)")
    paper = opened(slips(city, [city.units.code[school]]))
    lines = {row[1]: row[2] for table in map(rows, paper.tables) for row in table if len(row) == 3}
    said = lines["60 % định mức chi hoạt động (mức bước 1 bù đến)"]
    whole = city["norm"][school, city.year(YEAR)]
    assert abs(int(said.replace(".", "")) - 0.6 * whole) < 1
    assert not any("cần đạt" in label for label in lines)


def test_a_slip_says_where_a_part_comes_from_that_is_added_after_rounding_down():
    # down and then up by the same step would be a riddle
    added = Words("vi").t("figure.step_more", number=1_000_000)
    assert added.startswith("Nhận lại từ phần các đơn vị làm tròn xuống")


def test_a_slip_cites_what_holds_in_its_year_alone(city: Result):
    school = city.units.code[city.units.kind.index("preschool")]
    said = text(opened(slips(city, [school])))
    # NĐ 111/2025 repealed the clause of the share of 2021; the circular 133/2025 is on the budget of 2026
    assert "Tỷ lệ trích nguồn cải cách tiền lương từ nguồn thu*: 40 %" in said.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    for told in ("bãi bỏ", "khoản 1 Điều 16 Nghị định 60/2021", "133/2025", "mới nhất"):
        assert told not in said


def test_a_slip_says_which_year_it_explains_and_where_the_others_stand(city: Result):
    # the plan reaches from 2023 to 2025: a slip of 2026 points to no decision, for none is issued any more
    of_period, of_later = (
        slip_fields(city, [city.units.code[0]], words=Words(), created=day, year=2024)["slips"][0]["basis"]
        for day in (CREATED.replace(year=2025), CREATED)
    )
    others = ". Phiếu này giải trình năm 2024; số năm 2023, 2025 ở"
    assert of_period.endswith(f"{others} quyết định của đơn vị và Phụ lục Tờ trình.")
    assert of_later.endswith(f"{others} Phụ lục Tờ trình.")
    units = Units.from_rows(2022, [service("1")])
    short = simulate(units, parse_scenario('name = "X"\nhorizon = 2023'), national_law())
    (told,) = slip_fields(short, words=Words(), created=CREATED, units=["1"])["slips"]
    assert told["basis"] == "Phương án: X."


def test_a_slip_names_the_step_of_a_rounding_and_its_notes_stand_below_a_head_of_their_own(city: Result):
    j = city.year(YEAR)
    school = next(i for i in range(len(city.units)) if city.published("increase")[i, j] > 0)
    paper = opened(slips(city, [city.units.code[school]]))
    labels = [row[1] for table in map(rows, paper.tables) for row in table if len(row) == 3]
    # the plan rounds to whole millions, as every scenario that does not say otherwise
    assert city.scenario.allocation is not None
    assert city.scenario.allocation.round_to == 1_000_000
    assert any(label.endswith("theo bước 1 triệu đồng") for label in labels)
    assert not any("phần dư" in label or "Phần lẻ" in label for label in labels)
    said = [p.text for p in paper.paragraphs if p.text]
    note = next(n for n, line in enumerate(said) if line.startswith("- "))
    assert said[note - 1] == "Lưu ý"
    assert "Căn cứ pháp lý (* mức chưa xác nhận với toàn văn)" in said[: note - 1]


@pytest.mark.parametrize(("school", "head"), [(True, "Hiệu trưởng"), (False, "Thủ trưởng đơn vị")])
def test_the_printed_slip_is_signed_by_the_principal_of_a_school(city: Result, school: bool, head: str):
    i = next(n for n, is_school in enumerate(city.units.school) if bool(is_school) is school)
    terms = terms_of(city, city.units.code[i], YEAR)
    about = {"office": "", "superior": "", "about": "", "basis": "", "findings": (), "fingerprint": ""}
    slip = Slip(name=city.units.name[i], terms=terms, school=school, **about)
    printed = slip_html(slip, city, Words("vi"), YEAR)
    assert f"<div>{head}</div>" in printed
    assert sum(f"<div>{one}</div>" in printed for one in ("Hiệu trưởng", "Thủ trưởng đơn vị")) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_field_is_left_unfilled(city: Result, language: str):
    for write in (decisions, slips):
        paper = opened(write(city, list(city.units.code[:3]), language))
        everything = text(paper) + "".join(
            cell for table in paper.tables for row in rows(table) for cell in row
        )
        assert "{" not in everything
        assert "None" not in everything


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_slip_has_one_page_and_so_has_a_decision_with_an_ordinary_name(
    city: Result, language: str, soffice: str, tmp_path: Path
):
    # names that take two lines, and the units of which most is said in the year
    rows = [row | {"name": f"{row['name']}, phường Hưng Long"} for row in city.units.rows()]
    long = simulate(Units.from_rows(2022, rows), city.scenario, city.law)
    said = Counter(finding.unit for finding in long.findings if finding.year == YEAR)
    chosen = [code for code, _ in said.most_common(8)]
    sources = []
    for name, write in (("decisions", decisions), ("slips", slips)):
        sources.append(tmp_path / f"{name}.docx")
        sources[-1].write_bytes(write(long, chosen, language))
    # of these the amounts of orders and fees take a line more
    ordinary = [
        code for code, kind in zip(city.units.code, city.units.kind, strict=True) if kind == "service"
    ]
    sources.append(tmp_path / "ordinary.docx")
    # the day after which all documents of the autonomy are cited
    about = {"words": Words(language), "organisation": OFFICE, "created": datetime(2026, 11, 26)}  # noqa: DTZ001
    write_decisions(sources[-1], city, ordinary, **about)
    # the longest reason that the dialog takes, an office with a long name, a deputy who signs
    kept = simulate(city.units, parse_scenario('name = "X"\nhorizon = 2027'), city.law)
    short = sorted(short_of_minimum(kept))
    reasons = tuple((code, code, ("dịch vụ thiết yếu " * 9)[:LONGEST_REASON]) for code in short)
    sources.append(tmp_path / "kept.docx")
    signs = {"authority": f"Ủy ban nhân dân {OFFICE['place']}", "authority_title": "Phó Chủ tịch"}
    office = about["organisation"] | signs | {"name": "Phòng Tài chính - Kế hoạch thành phố Biển Xanh"}
    agreed = Agreed(about["created"], KEEP, reasons=reasons)
    write_decisions(sources[-1], kept, short, **about | {"organisation": office, "decided": agreed})
    # of the units that lose, what each way takes has its lines
    sources.append(tmp_path / "losing.docx")
    sources[-1].write_bytes(slips(long, ordinary, language))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    # a decision cites its documents in full: with an ordinary name it has one page
    most = {"decisions": 2 * len(chosen), "slips": len(chosen), "ordinary": 10, "losing": 10, "kept": 7}
    for source in sources:
        pages = re.findall(rb"/Type\s*/Page\b", source.with_suffix(".pdf").read_bytes())
        assert len(pages) <= most[source.stem], source.stem
    assert (len(ordinary), len(short)) == (10, 7)


def test_the_signature_of_a_decision_never_stands_alone_on_a_page(city: Result):
    paper = opened(decisions(city, [city.units.code[0]]))
    (last,) = [p for p in paper.paragraphs if p.text.startswith("Điều 3.")]
    # the last article, of some lines, goes with it where a long name leaves no room
    assert last.paragraph_format.keep_with_next
    signed = next(table for table in paper.tables if "CHỦ TỊCH" in rows(table)[0][1])
    assert all(p.paragraph_format.keep_with_next for p in signed.rows[0].cells[1].paragraphs[:-1])


def test_who_decides_signs(city: Result):
    paper = opened(decisions(city, [city.units.code[0]]))
    head, sign = rows(paper.tables[0]), rows(paper.tables[-1])
    assert "Ủy ban nhân dân thành phố Biển Xanh" in head[0][0].replace("\N{NO-BREAK SPACE}", " ")
    assert "CHỦ TỊCH" in sign[0][1]
    assert "Lê Văn Bình" in sign[0][1]


def test_equal_input_gives_equal_bytes(city: Result):
    chosen = list(city.units.code[:2])
    assert decisions(city, chosen) == decisions(city, chosen)
    assert slips(city, chosen) == slips(city, chosen)


def test_an_unknown_unit_is_refused(city: Result):
    with pytest.raises(KeyError):
        decisions(city, ["không có"])


def test_provisional_data_are_marked_in_every_paper_and_drafts_bear_no_day():
    rows_ = load_sample("city_2022")[1].rows()[:2]
    rows_[0]["salary"] = 0
    code, name = rows_[0]["code"], rows_[0]["name"]
    plan = parse_scenario('name = "X"\nhorizon = 2025')
    result = simulate(Units.from_rows(2022, rows_), plan, national_law())
    said = "Số liệu tạm: chưa có tiền lương, phụ cấp, các khoản đóng góp"
    for write in (decisions, slips):
        paper = write(result)
        body = zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml").decode()
        assert body.count(said) == 1, write
        assert "ngày … tháng … năm …" in body
        assert (
            said
            not in zipfile.ZipFile(io.BytesIO(write(result, [rows_[1]["code"]])))
            .read("word/document.xml")
            .decode()
        )
    out = io.BytesIO()
    write_memo(out, [result], words=Words(), organisation=OFFICE, year=YEAR, created=CREATED)
    memo = opened(out.getvalue())
    told = "1 đơn vị có số liệu tạm (chưa có tiền lương, phụ cấp, các khoản đóng góp)"
    assert [p.text[:2] for p in memo.paragraphs if told in p.text] == ["- ", "* "]
    assert [row[1] for row in rows(memo.tables[-1]) if row[1].endswith("*")] == [f"{name}*"]
    out = io.BytesIO()
    write_deck(out, [result], words=Words(), organisation=OFFICE, year=YEAR, created=CREATED)
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(out.getvalue())).slides
    ]
    assert sum(told in note for note in notes) >= 8
    assert code in decisions_text(result)


def decisions_text(result: Result, created: datetime = CREATED) -> str:
    return "\n".join(p.text for p in opened(decisions(result, created=created)).paragraphs)


def test_a_decision_made_after_its_period_is_a_draft_without_effect(city: Result):
    # the period ends with 2025: the first is of its last day, the second of the day after it
    in_time, late = (decisions_text(city, datetime(*day)) for day in ((2025, 12, 31), (2026, 1, 1)))  # noqa: DTZ001
    draft = "DỰ THẢO (để tham khảo: giai đoạn 2025-2025 đã kết thúc trước ngày lập)\nQUYẾT ĐỊNH\n"
    assert ("DỰ THẢO" in in_time, late.count(draft)) == (False, len(city.units))
    assert "hiệu lực kể từ ngày ký" not in late
    assert "Điều 3. Hiệu trưởng Trường " in late
    assert f"đấu thầu năm {YEAR}: " in late


def test_a_decision_says_when_it_takes_effect(city: Result):
    said = decisions_text(city, datetime(2025, 12, 31))  # noqa: DTZ001 - a day of the office
    # 2025 is the last year of a period that runs since 2021
    effect = (
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký, áp dụng từ năm ngân sách 2025; từ năm đó "
        "thay thế quyết định đã ban hành cho thời kỳ này (nếu có). "
    )
    assert said.count(effect) == len(city.units)
    # of a school its headmaster carries it out, of any other unit whoever heads it
    schools = int(city.units.school.sum())
    assert said.count(f"{effect}Hiệu trưởng Trường ") == schools
    assert said.count(f"{effect}Thủ trưởng ") == len(city.units) - schools > 0


def test_a_decision_that_begins_a_period_takes_the_place_of_none(city: Result):
    longer = simulate(city.units, parse_scenario('name = "X"\nhorizon = 2027'), city.law)
    out = io.BytesIO()
    about: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "created": CREATED}
    write_decisions(out, longer, [city.units.code[0]], year=2026, **about)
    said = text(opened(out.getvalue()))
    assert "có hiệu lực kể từ ngày ký, áp dụng từ năm ngân sách 2026. Hiệu trưởng " in said
    assert "thay thế" not in said


def test_a_decision_rests_on_the_plan_of_the_unit(city: Result):
    name, code = city.units.name[0], city.units.code[0]
    said = text(opened(decisions(city, [code])))
    assert f"Căn cứ Phương án tự chủ tài chính của {name};\nTheo đề nghị của " in said
    english = text(opened(decisions(city, [code], "en")))
    assert f"Pursuant to the Plan of financial autonomy of {name};\nAt the proposal of " in english


def test_a_slip_without_an_increase_says_why():
    plan = (ROOT / "data" / "scenarios" / "city_a_reallocate.toml").read_text(encoding="utf-8")
    result = simulate(load_sample("city_2022")[1], parse_scenario(plan), national_law())
    j, n = result.year(YEAR), len(result.units)
    given = result.published("increase")[:, j]
    # A plan of one step, lowest first: those given money end on one level, the others stood above it before.
    covered = result["available"][:, j] / np.where(result["norm"][:, j] > 0, result["norm"][:, j], np.nan)
    level = covered[given > 0].min()
    passed = [i for i in range(n) if given[i] == 0 and result.units.school[i] and covered[i] < 1]
    percent = Words("vi").numbers.percent
    low, high = (percent(end).removesuffix("%").strip() for end in (level, covered[given > 0].max()))
    reached = spaced(f"nguồn hết khi các trường thấp hơn đạt từ {low} đến {high} %")
    assert len(passed) > 10
    for i in passed[:3]:
        said = text(opened(slips(result, [result.units.code[i]])))
        assert "Không được tăng năm 2025" in said
        # and, as the screen has it, that nothing of what it lacks comes from the plan
        lacks = result.published("balance")[i, j] < 0
        assert ("Nguồn chia theo định mức, không theo số thiếu nguồn." in said) is bool(lacks)
        assert ("Bằng hiện trạng 2025 (không có phương án)." in said) is bool(lacks)
        has = spaced(Words("vi").numbers.percent(covered[i]))
        assert f"{reached} định mức; trường này đã có {has} định mức." in said
        assert covered[i] > level - 0.001
    one = int(np.flatnonzero(given > 0)[0])
    assert "Không được tăng" not in text(opened(slips(result, [result.units.code[one]])))


def test_a_slip_of_a_unit_that_loses_tells_what_takes_how_much(city: Result):
    i, j = city.units.name.index("Trung tâm Văn hóa - Thể thao (mẫu)"), city.year(YEAR)
    ladders = [rows(table) for table in opened(slips(city, [city.units.code[i]])).tables]
    ends = {table[-1][2] for table in ladders if table[-1][0] == "="}
    for figure in ("released", "cut"):
        amount = int(city.published(figure)[i, j])
        assert amount > 0
        assert Words("vi", "dong").numbers.count(amount) in ends
    # the roadmap by what is saved and earned, the measure by its part of what the scope has still to give up
    said = {row[1] for table in ladders for row in table if len(row) == 3}
    scope = "Số còn phải giảm của phạm vi"
    assert {"Chi tiết kiệm theo lộ trình", "Thu tăng thêm theo lộ trình", scope} <= said


def test_a_slip_of_two_measures_can_be_worked_out_on_a_calculator(city: Result):
    after = simulate(city.units, with_minimum(city), city.law)
    codes = dict(zip(city.units.name, city.units.code, strict=True))

    def steps(name: str) -> dict[str, list[list[str]]]:
        tables = [rows(table) for table in opened(slips(after, [codes[name]])).tables]
        return {table[-1][1]: table[1:] for table in tables if table[-1][0] == "="}

    found = steps("Nhà Thiếu nhi (mẫu)")
    # of its part of the target: standing support x what the scope gives up : all that stands, to the đồng
    first = [int(row[2].replace(".", "")) for row in found["Biện pháp giảm chi 1"]]
    assert [row[0] for row in found["Biện pháp giảm chi 1"]] == ["", "×", ":", "="]
    assert abs(first[0] * first[1] / first[2] - first[3]) <= 1
    # 1.704.949.000 x 0,975 x 0,975 x 0,975 = 1.580.247.964,5; all but that is 124.701.035, less the first
    second = found["Biện pháp giảm chi 2"]
    rates = "× 97,5 % (2023) × 97,5 % (2024) × 97,5 % (2025)"
    assert second[0][2] == "1.704.949.000"
    assert second[1][1:] == [f"Còn lại sau khi giảm đủ: {rates}", "1.580.247.965"]
    assert [int(row[2].replace(".", "")) for row in second[2:]] == [first[3], 124_701_035 - first[3]]
    # a school that is also given more: 1.311.000.000 x 0,975 x 0,975 = 1.246.269.375; nothing in 2025
    school = steps("Trường Mầm non 1 Tháng 6 (mẫu)")
    assert [row[2] for row in school["Biện pháp giảm chi 2"]] == [
        "1.311.000.000",
        "1.246.269.375",
        "64.730.625",
    ]
    assert "Tăng kinh phí" in school


def test_a_slip_prints_no_long_decimals(city: Result):
    # a percent comes to two; amounts are whole, and what a calculator gives in the end needs no line
    for plan in ("city_a_reallocate", "city_b_cut_ten_percent"):
        text = (ROOT / "data" / "scenarios" / f"{plan}.toml").read_text(encoding="utf-8")
        result = simulate(city.units, parse_scenario(text), city.law)
        for table in opened(slips(result)).tables:
            assert not [row for row in rows(table) if re.search(r"\d,\d{3,}", row[-1])]


def test_an_office_that_drafts_for_a_committee_proposes_and_keeps_the_paper(city: Result):
    def said(**drafter: str) -> tuple[str, str]:
        office = {"name": "UBND phường A", "code": "TTr-UBND"} | drafter
        fields = decision_fields(city, [], words=Words("vi"), organisation=office, created=CREATED)
        return fields["proposer"], fields["archive"]

    assert said(drafter="Phòng Kinh tế", drafter_code="KT") == ("Trưởng phòng Kinh tế", "KT")
    # an office that nobody named is left to the pen
    assert said() == ("Thủ trưởng ............", "......")
