"""The five sentences of a comparison: every figure is the model's, in both languages."""

from __future__ import annotations

import re

import pytest

from budget.indicators import Reach
from budget.law import national_law
from budget.report.numbers import Numbers
from budget.report.reached import reached
from budget.report.summary import summary
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, comparison
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from tests.conftest import ROOT

FIGURE = re.compile(r"[+−]?\d[\d.,]*(?:[\s\u00a0]?%)?")
YEAR = 2025


@pytest.fixture(scope="module")
def shown() -> Comparison:
    _, units = load_sample("city_2022")
    files = sorted((ROOT / "data" / "scenarios").glob("city_*.toml"))
    scenarios = [parse_scenario(file.read_text(encoding="utf-8")) for file in files]
    return comparison([simulate(units, scenario, national_law()) for scenario in scenarios], YEAR)


def figures(text: str, names: list[str]) -> list[str]:
    """Every figure of a sentence, but those that stand in the name of a scenario or a unit."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return [found.rstrip(".,;") for found in FIGURE.findall(text)]


def known(shown: Comparison, n: Numbers) -> set[str]:
    """Every figure that the model has for the comparison, as it may be printed."""
    counts = [len(shown.results), shown.year, shown.results[0].years[0]]
    said = {str(count) for count in counts}
    for k, result in enumerate(shown.results):
        i, reach, change = shown.at(result), shown.reach(k), shown.change(k)
        quo = shown.at(shown.basis(k)).support
        for count in (i.units, i.schools, i.pupils, i.schools_at_norm, i.schools_with_norm, i.deficit_units,
                      i.pupils_below_norm, reach.up, reach.down, reach.same, reach.pupils_up,
                      reach.pupils_down, reach.pupils_same):  # fmt: skip
            said.add(n.count(count))
        for money in (i.support, i.base_support, quo, i.norm_gap, -i.deficit, i.saved, i.released, i.cut):
            said |= {n.money(money), figure_of(n.short(money))}
        moved = shown.support(result) - shown.support(shown.basis(k))
        said |= {figure_of(n.short(int(by), sign=True)) for by in moved}
        said |= {figure_of(n.short(change, sign=True)), n.percent_signed(change / quo)}
    return said


def figure_of(text: str) -> str:
    return FIGURE.findall(text)[0].rstrip(".,")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_figure_is_the_models(shown: Comparison, language: str) -> None:
    words = Words(language)
    names = [result.scenario.name for result in shown.results]
    sentences = summary(shown, words)
    assert len(sentences) == 5
    told = [*names, *shown.results[0].units.name]
    found = [figure for sentence in sentences for figure in figures(sentence, told)]
    assert len(found) > 40
    assert set(found) <= known(shown, words.numbers)
    assert all(name in sentence for name in names for sentence in sentences[1:])


def test_the_sample_city_in_words(shown: Comparison) -> None:
    """Figures that were worked out for the page of the comparison."""
    scope, support, reach, schools, deficits = summary(shown, Words("vi"))
    assert scope.startswith("So sánh 3 phương án năm 2025 trên 72 đơn vị (62 trường, 36.676 học sinh)")
    assert "hiện trạng năm 2025 385.199 triệu đồng" in scope
    assert "tổng kinh phí 387.536 triệu đồng" in support.split("“C. Lộ trình tự chủ mạnh, bù định mức”")[1]
    # of the cut of B 2.575 is the roadmap's and 740 its measure's
    assert "dành cho trường” giảm 3.315 triệu đồng (lộ trình 2.575, biện pháp 740), tổng kinh phí" in (
        support.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "30 đơn vị tăng" in reach
    assert "(giảm nhiều nhất: Ban Quản lý" in reach
    assert "(tăng nhiều nhất: Trường" in reach
    assert "/62 trường" in schools
    assert deficits.startswith("Đơn vị thiếu nguồn")


def test_the_baseline_is_not_compared_with_itself(shown: Comparison) -> None:
    again = comparison(shown.results, YEAR, 0)
    _, support, reach, schools, _ = summary(again, Words("vi"))
    name = shown.results[0].scenario.name
    assert f"so với “{name}”" in support
    assert support.count(f"“{name}”") == 1
    assert reach.count(f"“{name}”") == 1
    assert schools.count(f"“{name}”") == 1


def test_no_sentence_judges(shown: Comparison) -> None:
    told = " ".join((*summary(shown, Words("vi")), *summary(shown, Words("en")))).lower()
    for judged in ("tốt nhất", "nên ", "kém", "hợp lý", "best", "should", "better", "worse"):
        assert judged not in told


def test_pupils_are_named_only_where_there_are_any():
    # eight service units lose: no pupil is in them
    found = Reach(up=2, down=8, same=1, pupils_up=700, pupils_down=0, pupils_same=50)
    said = "2 đơn vị tăng (700 học sinh), 8 đơn vị giảm, 1 đơn vị không đổi (50 học sinh)"
    assert reached(found, Words("vi")) == said
    assert "8 units lose, 1 unchanged" in reached(found, Words("en"))
