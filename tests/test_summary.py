"""The five sentences of a comparison: every figure is the model's, in both languages."""

from __future__ import annotations

import re

import pytest

from budget.compare import without
from budget.indicators import Reach
from budget.law import national_law
from budget.report.numbers import Numbers
from budget.report.reached import reached
from budget.report.summary import summary
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, comparison
from budget.risks import worse_years
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
            said.add(n.money(money))
        moved = shown.support(result) - shown.support(shown.basis(k))
        said |= {n.money_signed(int(by)) for by in moved}
        for kind in worse_years(result).values():
            said |= {str(n) for counted in kind.items() for n in counted}
        said |= {
            figure_of(n.short(change, sign=True)),
            n.money_signed(change),
            n.percent_signed(change / quo),
        }
    return said | {str(n.in_dong(n.step) // 10**6)}


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
    # 385.198,630646 is 0,765306 below 385.199,395952: a share of 0,0002 % is not printed
    assert "tổng kinh phí 385.199 triệu đồng (−0,8 triệu đồng);" in support
    # 387.535,705546 - 385.199,395952 = 2.336,309594 (0,6065 %), but 387.536 - 385.199 = 2.337 as printed
    assert "(+2.336 triệu đồng, +0,6\N{NO-BREAK SPACE}%)." in support
    assert support.endswith("Từng số đã làm tròn, cộng lại có thể lệch 1 triệu đồng.")


def test_what_adds_as_printed_is_not_called_rounded(shown: Comparison) -> None:
    # in whole đồng nothing is rounded
    assert "làm tròn" not in summary(shown, Words("vi", "dong"))[1]
    assert "(−765.306 đồng);" in summary(shown, Words("vi", "dong"))[1]


def test_the_years_in_which_units_are_worse_off(shown: Comparison) -> None:
    """As the cards and the findings have them: A 6 units every year, B 8 to 2025, then none."""
    deficits = summary(shown, Words("vi"))[4].replace("\N{NO-BREAK SPACE}", " ")
    deeper, missed = deficits.split("Năm có ")[1:]
    assert "“A. Giữ nguyên nguồn, chia lại” 6 (các năm 2023-2027);" in deeper
    assert "“B. Giảm 10 % đến 2025, dành cho trường” 8 (các năm 2023-2025);" in deeper
    # five units of B miss the minimum in 2023 and 2024, three of them on to 2027
    assert "trường” 5 (các năm 2023-2024), 3 (các năm 2025-2027);" in missed


def test_a_plan_without_such_a_year_says_none(shown: Comparison) -> None:
    first = shown.results[0]
    still = without(first.scenario, plan=True, allocation=True).model_copy(update={"name": "Chưa giảm"})
    quo = simulate(first.units, still, first.law)
    told = summary(comparison([first, quo], YEAR), Words("vi"))
    # who gives nothing up is no deeper in deficit, and none of its amounts differs
    assert "; “Chưa giảm” không có." in told[4].split("thiếu nguồn thêm")[1]
    assert "(bằng hiện trạng)" in told[1]
    assert "thiếu nguồn thêm" not in summary(comparison([quo, quo], YEAR), Words("vi"))[4]


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
