"""The whole set in one zip: what is in it, its list, and the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from budget.law import national_law
from budget.report.bundle import bundle, entries
from budget.report.bundle_entry import Entry
from budget.report.bundle_units import PARTED
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.plans import M, school, service

if TYPE_CHECKING:
    from collections.abc import Sequence

MADE = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
CUT = 'name = "{}"\n[[reductions]]\nunits = {{ kinds = ["service"] }}\nmethod = "rate"\nrate = {}\n'
TEXTS = (CUT.format("A. Giảm ít", "0.02"), CUT.format("B/..\\\\ Giảm nhiều", "0.05"))
ROWS = (
    service(salary=100 * M, professional=100 * M, support=200 * M),
    school(salary=80 * M, professional=20 * M, support=100 * M, pupils=10),
)


def results(texts: Sequence[str] = TEXTS) -> list[Result]:
    units = Units.from_rows(2022, ROWS)
    return [simulate(units, parse_scenario(text), national_law()) for text in texts]


def listed(language: str = "vi", **more: object) -> tuple[Entry, ...]:
    return entries(results(), TEXTS, words=Words(language), year=2024, created=MADE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_file_is_in_the_zip_and_on_its_list_with_its_hash_and_mark(language: str):
    words = Words(language)
    told: list[tuple[Entry, bytes]] = []
    found = listed(language, proposed=1)
    content = bundle(found, words=words, created=MADE, told=lambda e, c: told.append((e, c)))
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    names = package.namelist()
    assert [name.rpartition(".")[2] for name in names] == [
        *("xlsx", "pptx", "docx", "xlsx"),
        *("docx", "docx", "docx", "docx", "xlsx", "xlsx"),
        *("csv", "toml", "toml", "txt"),
    ]
    said = package.read(names[-1]).decode("utf-8-sig")
    for entry, made in told:
        assert package.read(entry.name) == made
        assert f"{entry.name}\r\n" in said
        assert hashlib.sha256(made).hexdigest() in said
        assert entry.mark in said
        assert ".." not in entry.name
        assert "\\" not in entry.name
    assert [(e.what, e.unit) for e, _ in told] == [
        *((what, "") for what in ("book", "deck", "memo", "forms")),
        # two units: a school, and one that loses 2 %
        *((what, unit) for what in ("decision", "slip", "unit_form") for unit in ("V1", "T1")),
        *((what, "") for what in ("data", "plan", "plan")),
    ]
    # the moment of the export, as its clock shows it
    assert {info.date_time for info in package.infolist()} == {(2026, 11, 23, 14, 32, 0)}


def test_each_unit_has_its_own_papers_with_its_figures():
    by_unit = {(entry.what, entry.unit): entry for entry in listed()}
    # base pay of 2023 is 1.645.000 on the average, of 2022 1.490.000: the State adds 155/1.490 of the pay,
    # 8.322.148 to the school's 100 million, 10.402.685 to the other's 200, which loses 2 % of its 200
    for unit, support in (("T1", "108.322.148 đồng"), ("V1", "206.402.685 đồng")):
        text = "\n".join(p.text for p in Document(io.BytesIO(by_unit["decision", unit].make())).paragraphs)
        assert f"năm 2023: {support}" in text.replace("\N{NO-BREAK SPACE}", " ")
        assert text.count("Điều 1.") == 1
    form = openpyxl.load_workbook(io.BytesIO(by_unit["unit_form", "V1"].make()), data_only=True)
    assert any(cell.value == 206.402685 for row in form.worksheets[0].iter_rows() for cell in row)
    assert by_unit["slip", "T1"].name == "phieu-giai-trinh/phieu-giai-trinh-t1-t1.docx"


def test_a_large_set_holds_decisions_and_slips_in_one_file_each():
    rows = [ROWS[n % 2] | {"code": f"{n}", "name": f"{n}"} for n in range(PARTED + 1)]
    result = simulate(Units.from_rows(2022, rows), parse_scenario(TEXTS[0]), national_law())
    found = entries([result], TEXTS[:1], words=Words(), year=2024, created=MADE)
    count = Counter(entry.what for entry in found)
    assert (count["decisions"], count["slips"], count["decision"], count["slip"]) == (2, 2, 0, 0)
    # the last unit of 101 is the first of its kind again, a service: with no plan it has no slip
    still = simulate(result.units, parse_scenario('name = "X"'), national_law())
    found_still = entries([still], TEXTS[:1], words=Words(), year=2024, created=MADE)
    assert Counter(entry.what for entry in found_still)["slips"] == 1
    assert [entry.name for entry in found if entry.what == "decisions"] == [
        "du-thao-quyet-dinh-1-100.docx",
        "du-thao-quyet-dinh-101-101.docx",
    ]
    assert count["unit_form"] == PARTED + 1
    assert len({entry.name for entry in found}) == len(found)


def test_equal_input_gives_equal_bytes_and_another_plan_other_bytes():
    words = Words()
    first = bundle(listed(), words=words, created=MADE)
    assert bundle(listed(), words=words, created=MADE) == first
    assert bundle(listed(proposed=1), words=words, created=MADE) != first


def test_each_file_bears_the_fingerprint_that_the_list_names():
    by_what = {entry.what: entry for entry in listed()}
    book = zipfile.ZipFile(io.BytesIO(by_what["book"].make()))
    assert by_what["book"].mark in book.read("docProps/custom.xml").decode()
    memo = zipfile.ZipFile(io.BytesIO(by_what["memo"].make()))
    assert any(
        by_what["memo"].mark in memo.read(name).decode() for name in memo.namelist() if "footer" in name
    )
    deck = zipfile.ZipFile(io.BytesIO(by_what["deck"].make()))
    slides = [n for n in deck.namelist() if n.startswith("ppt/slides/slide")]
    assert all(by_what["deck"].mark in deck.read(name).decode() for name in slides)


def test_the_plans_in_the_set_read_back_as_they_were_saved():
    plans = [entry for entry in listed() if entry.what == "plan"]
    assert [entry.make().decode() for entry in plans] == list(TEXTS)
    assert [entry.plans for entry in plans] == [(0,), (1,)]


def test_a_plan_that_ends_with_its_base_year_has_no_slides_nor_submission():
    text = 'name = "Gốc"\nhorizon = 2022\n'
    found = entries(results([text]), [text], words=Words(), created=MADE)
    assert [entry.what for entry in found] == ["book", "data", "plan"]
    assert bundle(found, words=Words(), created=MADE)
