"""Slides, submission and minutes as LibreOffice prints them: nothing runs off a page, nothing is lost."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from budget.compare import status_quo_of
from budget.decision import record
from budget.indicators import indicators
from budget.law import national_law
from budget.report.deck import write_deck
from budget.report.memo import write_memo
from budget.report.minutes import Decided, write_minutes
from budget.report.number_words import amount_in_words
from budget.report.words import Words
from budget.sample import load_sample
from budget.simulate import Result, simulate
from budget.units import Units
from tests.test_sample_scenarios import CITY, scenario

YEAR = 2025
MADE = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
OFFICE = {
    "superior": "UBND thành phố Biển Xanh",
    "name": "Phòng Tài chính - Kế hoạch",
    "place": "Biển Xanh",
    "signatory": "Trần Thị Hòa",
}
Pages = list[tuple[float, float, list[tuple[float, ...]], str]]
"""Of each page its width and height, the boxes of its words, and its text."""

PAPERS = ("deck.pptx", "memo.docx", "minutes.docx")
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


def of_units(count: int) -> list[Result]:
    """The three sample plans on so many units of the sample city, the service units first."""
    rows = load_sample("city_2022")[1].rows()
    chosen = sorted(rows, key=lambda row: row["kind"] != "service")[:count]
    units = Units.from_rows(2022, chosen)
    return [simulate(units, scenario(name), national_law()) for name in CITY]


def about(words: Words) -> dict[str, Any]:
    """How the papers are made."""
    return {"words": words, "organisation": OFFICE, "year": YEAR, "proposed": 1, "created": MADE}


def write(folder: Path, results: list[Result], words: Words) -> None:
    """The three papers of the second plan."""
    write_deck(folder / "deck.pptx", results, **about(words))
    write_memo(folder / "memo.docx", results, **about(words))
    plan = results[1]
    quo = status_quo_of(plan.units, plan.scenario, plan.law)
    kept = {**record(plan, plan, YEAR, quo), "basis": words.t("workbook.status_quo_of_year", year=YEAR)}
    name = plan.scenario.name
    decided = Decided(MADE, ["Nguyễn Văn A, Chủ tịch"], name, name, 2022, 1, kept, name)
    write_minutes(folder / "minutes.docx", decided, words=words, organisation=OFFICE)


def pages_of(pdf: Path, pdftoppm: str) -> Pages:
    """The pages of a PDF as its reader sees them."""
    reader = Path(pdftoppm).with_name(Path(pdftoppm).name.replace("pdftoppm", "pdftotext"))
    done = subprocess.run([reader, "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=120)
    found = []
    for width, height, body in _PAGE.findall(done.stdout.decode("utf-8")):
        words = _WORD.findall(body)
        boxes = [tuple(map(float, word[:4])) for word in words]
        found.append((float(width), float(height), boxes, " ".join(word[4] for word in words)))
    return found


def plain(text: str) -> str:
    """Without what only breaks lines or keeps them together, and as a page names its marks."""
    for mark, read in (
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("\N{NON-BREAKING HYPHEN}", "-"),
    ):
        text = text.replace(mark, read)
    return "".join(text.split())


@pytest.fixture(scope="module")
def printed(
    soffice: str, pdftoppm: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, int], dict[str, Pages]]:
    """The pages of each paper by language and number of units; LibreOffice is started once for all."""
    folder, cases = tmp_path_factory.mktemp("printed"), list(product(("vi", "en"), (1, 6, 70)))
    for language, count in cases:
        (folder / f"{language}{count}").mkdir()
        write(folder / f"{language}{count}", of_units(count), Words(language))
    files = [folder / f"{language}{count}" / name for language, count in cases for name in PAPERS]
    named = [one.rename(folder / f"{one.parent.name}-{one.name}") for one in files]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, named)], check=True, capture_output=True, timeout=300)
    return {
        (language, count): {
            Path(name).stem: pages_of((folder / f"{language}{count}-{name}").with_suffix(".pdf"), pdftoppm)
            for name in PAPERS
        }
        for language, count in cases
    }


@pytest.mark.parametrize("count", [1, 6, 70])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_the_committee_gets_prints_whole(
    printed: dict[tuple[str, int], dict[str, Pages]], tmp_path: Path, language: str, count: int
) -> None:
    results, words, pages = of_units(count), Words(language), printed[language, count]
    for paper in pages.values():
        for width, height, boxes, text in paper:
            assert boxes
            assert all(x >= 0 and y >= 0 and right <= width and low <= height for x, y, right, low in boxes)
            assert not re.search(r"\{\{|\}\}|\bNone\b|\bnan\b", text)
    write_deck(tmp_path / "deck.pptx", results, **about(words))
    slides = Presentation(str(tmp_path / "deck.pptx")).slides
    assert 8 <= len(slides) <= 12
    for slide, (*_, text) in zip(slides, pages["deck"], strict=True):
        assert plain(slide.shapes.title.text_frame.text) in plain(text)
    support = indicators(results[1], YEAR).support
    said = {name: plain(" ".join(text for *_, text in paper)) for name, paper in pages.items()}
    for name in ("memo", "minutes"):
        assert plain(words.numbers.dong(support)) in said[name]
    assert plain(amount_in_words(support, language)).casefold() in said["memo"].casefold()
    # the annex has every unit
    assert all(plain(name) in said["memo"] for name in results[1].units.name)
