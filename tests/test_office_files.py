"""What leaves the program opens clean in Excel, Word and PowerPoint: every file against the schemas."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from budget.law import national_law
from budget.report.deck import write_deck
from budget.report.forms import write_summary_forms, write_unit_form
from budget.report.memo import write_memo
from budget.report.template import write_template
from budget.report.unit_papers import write_decisions, write_slips
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.conftest import ROOT
from tests.strict_office import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
OFFICE = {"superior": "UBND thành phố “Biển & Xanh”", "name": "Phòng <Tài chính>", "place": "Biển Xanh"}


def city(count: int, plans: int) -> list[Result]:
    """A few units of the sample city, of every kind where there are more than one, under so many plans."""
    rows = load_sample("city_2022")[1].rows()
    units = Units.from_rows(2022, rows[len(rows) // count - 1 :: len(rows) // count][:count])
    files = sorted((ROOT / "data" / "scenarios").glob("city_*.toml"))
    read = [parse_scenario(file.read_text(encoding="utf-8")) for file in files] * 2
    return [simulate(units, plan, national_law()) for plan in read[:plans]]


WRITERS: dict[str, Callable[..., None]] = {
    "book.xlsx": write_comparison,
    "values.xlsx": lambda *a, **k: write_comparison(*a, formulas=False, **k),
    "deck.pptx": write_deck,
    "memo.docx": write_memo,
    "forms.xlsx": lambda target, results, **k: write_summary_forms(target, results[0], **k),
    "unit.xlsx": lambda target, results, **k: write_unit_form(
        target, results[0], results[0].units.code[0], **k
    ),
    "decisions.docx": lambda target, results, **k: write_decisions(target, results[0], **k),
    "slips.docx": lambda target, results, **k: write_slips(target, results[0], **k),
    "template.xlsx": lambda target, results, words, **_: write_template(target, words),
}


def written(name: str, results: Sequence[Result], folder: Path, language: str = "vi") -> Path:
    target = folder / name
    WRITERS[name](target, results, words=Words(language, "million"), organisation=OFFICE, created=CREATED)
    return target


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(("language", "units", "plans"), [("vi", 6, 3), ("en", 2, 1)])
def test_every_file_holds_to_the_schemas(name: str, language: str, units: int, plans: int, tmp_path: Path):
    assert faults(written(name, city(units, plans), tmp_path, language)) == []


@pytest.mark.parametrize("name", ["book.xlsx", "deck.pptx", "memo.docx"])
@pytest.mark.parametrize(("units", "plans"), [(1, 1), (6, 6)])
def test_one_unit_or_six_plans_too(name: str, units: int, plans: int, tmp_path: Path):
    assert faults(written(name, city(units, plans), tmp_path)) == []


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
BROKEN = {
    "a cell twice": (SHEET, rb'(<c r="A1"[^>]*?(?:/>|>.*?</c>))', rb"\1\1", "out of order"),
    "a string that is not there": (SHEET, rb't="s"><v>\d+', b't="s"><v>99999', "out of range"),
    "elements out of order": (SHEET, rb"(<printOptions[^>]*/>)(<pageMargins[^>]*/>)", rb"\2\1", "Unexpected"),
    "a style that is not there": (SHEET, rb'<c r="A1" s="\d+"', b'<c r="A1" s="9999"', "of style"),
    "merged twice": (SHEET, rb"(<mergeCell [^>]*/>)", rb"\1\1", "overlap"),
    "a formula left open": (SHEET, rb"<f>[^<]*", b"<f>SUM((A1)", "opens more"),
    "a function of tomorrow": (SHEET, rb"<f>[^<]*", b"<f>XLOOKUP(A1,A1,A1)", "no function"),
    "a sheet that is not there": (SHEET, rb"<f>[^<]*", b"<f>'Nope'!A1", "no sheet"),
    "a name that is not there": (SHEET, rb"<f>[^<]*", b"<f>pa9_nope", "no cell or name"),
    "a name that is none": (BOOK, rb'definedName name="law_', b'definedName name="1 law_', "not a name"),
    "a name twice": (BOOK, rb"(<definedName name=.law_[^>]*>[^<]*</definedName>)", rb"\1\1", "twice"),
    "two sheets of one id": (BOOK, rb'sheetId="2"', b'sheetId="1"', "Duplicate sheetId"),
    "a relation to nothing": (BOOK, rb'r:id="rId1"', b'r:id="rId999"', "not found"),
    "a part without its type": (
        "[Content_Types].xml",
        rb'<Override PartName="/xl/worksheets/sheet2.xml"[^>]*/>',
        b"",
        "no type of its own",
    ),
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A file of one unit and one plan, written once however often it is broken."""
    folder = tmp_path_factory.mktemp("clean")
    return cache(lambda name: written(name, city(1, 1), folder))


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_workbook_is_found_out(what: str, clean: Callable[[str], Path], tmp_path: Path):
    part, pattern, other, said = BROKEN[what]
    broken = rewritten(clean("book.xlsx"), part, pattern, other, tmp_path)
    assert any(said in fault for fault in faults_or_crash(broken))


def faults_or_crash(file: Path) -> list[str]:
    """Where even the strict reader cannot go on, that is a fault too."""
    try:
        return faults(file)
    except KeyError as error:
        return [f"not found: {error}"]


@pytest.mark.parametrize(
    ("name", "part", "pattern", "other"),
    [
        ("memo.docx", "word/document.xml", rb"(<w:rPr>)(<w:rFonts[^>]*/>)(<w:sz [^>]*/>)", rb"\1\3\2"),
        ("deck.pptx", "ppt/charts/chart", rb'axId val="', b'axId val="-'),
        ("deck.pptx", "ppt/slides/slide", rb"<a:bodyPr[^>]*/>", b""),
    ],
)
def test_a_broken_paper_is_found_out(
    name: str, part: str, pattern: bytes, other: bytes, clean: Callable[[str], Path], tmp_path: Path
):
    assert faults(rewritten(clean(name), part, pattern, other, tmp_path))


def rewritten(file: Path, part: str, pattern: bytes, other: bytes, folder: Path) -> Path:
    """A copy with the first place of the pattern changed, in the first part so called that has it."""
    out, done = io.BytesIO(), False
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith(part) and not done:
                content, count = re.subn(pattern, other, content, count=1, flags=re.DOTALL)
                done = bool(count)
            new.writestr(name, content)
    assert done
    copy = folder / file.name
    copy.write_bytes(out.getvalue())
    return copy
