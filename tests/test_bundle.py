"""The whole set in one zip: what is in it, its list, and the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from budget.report.bundle import Entry, bundle, entries
from budget.report.words import Words
from budget.scenario import parse_scenario
from tests.plans import M, school, service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budget.simulate import Result

MADE = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
CUT = 'name = "{}"\n[[reductions]]\nunits = {{ kinds = ["service"] }}\nmethod = "rate"\nrate = {}\n'
TEXTS = (CUT.format("A. Giảm ít", "0.02"), CUT.format("B/..\\\\ Giảm nhiều", "0.05"))
ROWS = (
    service(salary=100 * M, professional=100 * M, support=200 * M),
    school(salary=80 * M, professional=20 * M, support=100 * M, pupils=10),
)


def results(texts: Sequence[str] = TEXTS) -> list[Result]:
    from budget.law import national_law
    from budget.simulate import simulate
    from budget.units import Units

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
        *("xlsx", "pptx", "docx", "xlsx", "csv", "toml", "toml", "txt")
    ]
    said = package.read(names[-1]).decode("utf-8-sig")
    for entry, made in told:
        assert package.read(entry.name) == made
        assert f"{entry.name}\r\n" in said
        assert hashlib.sha256(made).hexdigest() in said
        assert entry.mark in said
        assert ".." not in entry.name
        assert "\\" not in entry.name
    assert [e.what for e, _ in told] == ["book", "deck", "memo", "forms", "data", "plan", "plan"]
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


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
