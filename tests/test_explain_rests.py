"""What a figure rests on: the law, assumptions and data anywhere below it, the most direct first."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape

import numpy as np
import pytest

from budget.explain import explain, explain_total, of_units
from budget.explain_rests import Rests, rests
from budget.law import national_law
from budget.report.ground import Origin, Saved, law_grounds
from budget.report.rests import RestsPage, assumed, bases, cells
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Source, Units
from tests.plans import M, own, plan, run, school, service
from tests.reference.cities import case

VI = Words("vi")

# The library belongs to group 3b: 400 of 1.000 triệu are its own. The school charges for services of its own.
ROWS = [
    school(
        "T1",
        salary=900 * M,
        professional=100 * M,
        service_revenue=50 * M,
        support=950 * M,
        pupils=400,
        staff=9,
    ),
    service("V1", users=400 * M, salary=600 * M, professional=400 * M, support=600 * M, staff=10),
]
PLAN = """horizon = 2027
[assumptions]
inflation = 0.03
[[reductions]]
method = "statutory"
[allocation]
stages = [{ aim = "share", by = "equal" }]
"""


def city() -> Result:
    return run(2022, ROWS, PLAN)


def law_of(found: Rests) -> list[str]:
    return [parameter for parameter, _ in found.law]


def test_the_support_of_a_primary_school_names_law_that_lies_deep() -> None:
    """Computed of: the base group (thresholds), its pay rise (base pay of both years) and what it sets aside
    of its services for it. The rest comes by way of the pool: the library's cut by law.
    """
    found = rests(city(), explain(city(), "T1", 2027, "support"))
    names = law_of(found)
    assert set(names[:4]) == {"thresholds", "base_pay", "own_revenue_lines", "own_revenue_rate"}
    assert set(names[4:]) == {"minimum_yearly_reduction", "exemption", "essential_kinds"}
    assert dict(found.law)["base_pay"] == (2027, 2022)
    assert dict(found.law)["thresholds"] == (2022,)
    # of its own columns only, read even where empty: the library's users are not the school's data
    columns = {term.column for term in found.columns}
    assert columns == {"support", "salary", "service_revenue", "service_cost"}


def test_the_pool_of_savings_rests_on_what_the_units_gave_up() -> None:
    found = rests(city(), explain_total(city(), 2027, "pool"))
    assert law_of(found) == ["minimum_yearly_reduction", "exemption", "essential_kinds"]
    assert [term.assumption for term in found.assumptions] == ["allocation.pool", "reductions[1]"]
    assert found.columns == ()


def test_a_cut_of_several_years_rests_on_the_law_of_each() -> None:
    """2,5 % a year from 2023 on leave 0,975^5 = 0,881096 in 2027; the decree changes in 2025."""
    tree = explain(city(), "V1", 2027, "cut")
    kept = next(t for t in tree.walk() if t.figure == "base_kept")
    base, *left = kept.terms
    assert [t.year for t in left] == [2023, 2024, 2025, 2026, 2027]
    assert round(kept.value / base.value, 6) == 0.881096
    assert dict(rests(city(), tree).law)["minimum_yearly_reduction"] == (2027, 2026, 2025, 2024, 2023)
    found = bases(rests(city(), tree), city(), VI, 2027)
    lines = [(b.year, b.source) for b in found if b.parameter == "minimum_yearly_reduction"]
    assert lines == [
        (None, "Khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP"),
        (2024, "Khoản 4 Điều 35 Nghị định 60/2021/NĐ-CP"),
    ]


def test_what_is_nearest_stands_first() -> None:
    """The degree rests on the lines of A at once; the pay index lies below the salary, a level deeper."""
    found = rests(city(), explain(city(), "V1", 2027, "ratio"))
    assert law_of(found)[:2] == ["revenue_lines", "base_pay"]
    assert law_of(rests(city(), explain(city(), "V1", 2027, "group")))[0] == "thresholds"


def test_what_a_plan_decides_stands_before_what_it_expects() -> None:
    """The school's money comes by the stage out of the pool, which the library's measure fills; what
    the State pays of its pay rise lies nearer to the need of the stage than that measure.
    """
    text = PLAN.replace('{ aim = "share", by = "equal" }', '{ aim = "norm" }')
    text += "[norms.primary]\nteaching_share = 0.3\n"
    result = run(2022, ROWS, text)
    named = [t.assumption for t in rests(result, explain(result, "T1", 2027, "increase")).assumptions]
    decided = [name for name in named if not name.startswith("assumptions.")]
    assert set(decided) >= {
        "allocation.pool",
        "allocation.stages[1]",
        "norms.primary.teaching_share",
        "reductions[1]",
    }
    assert named[: len(decided)] == decided
    assert "assumptions.state_pays_rises" in named
    assert len(named) == len(set(named))


NORM, SUPPLEMENT = '{ aim = "norm", method = "proportional" }', '{ aim = "supplement", multiple = 0.1 }'
BY_NORM, BY_SUPPLEMENT = "default_teaching_share", "payroll_base"


@pytest.mark.parametrize(
    ("stages", "law"),
    [((NORM, SUPPLEMENT), [BY_NORM, BY_SUPPLEMENT]), ((SUPPLEMENT, NORM), [BY_SUPPLEMENT, BY_NORM])],
)
def test_the_grounds_of_an_increase_come_in_the_order_in_which_money_is_given(
    stages: tuple[str, str], law: list[str]
) -> None:
    """The floor, then the stages as the plan lists them (model, section 7); what is given by hand is set
    aside before all of them.

    The norm, 900 triệu x 0,19 / 0,81 = 211,1 triệu, is above the 100 triệu there are and a floor of 19, and
    nothing but the new money pays a supplement: T1 is given some at every step.
    """
    text = f"""horizon = 2024
    [allocation]
    pool = {{ from = "amount", by_year = {{ 2023 = 400_000_000 }} }}
    floor = 0.02
    stages = [{", ".join(stages)}]
    exceptions = [{{ unit = "T2", by_year = {{ 2023 = 7_000_000 }} }}]
    """
    line = {"users": 50 * M, "salary": 900 * M, "professional": 100 * M, "support": 950 * M, "staff": 9}
    result = run(2022, [school("T1", "primary", **line), school("T2", "primary", **line)], text)

    alone = explain(result, "T1", 2024, "increase")
    for found in (
        rests(result, alone),
        rests(result, explain(result, "T1", 2024, "support"), alone, *reversed(alone.terms)),
        rests(result, of_units(result, 2024, "increase", np.ones(2, dtype=bool))),
    ):
        assert [name for name in law_of(found) if name in law] == law
    steps = ["allocation.exceptions[1]", "allocation.floor", "allocation.stages[1]", "allocation.stages[2]"]
    named = [term.assumption for term in found.assumptions]
    assert [name for name in named if name in steps] == steps


@pytest.mark.parametrize("seed", range(8))
def test_one_unit_of_every_sort_names_the_law_of_all(seed: int) -> None:
    c = case(seed)
    result = simulate(Units.from_rows(c.base_year, c.rows), parse_scenario(c.scenario), national_law())
    everyone = np.ones(len(result.units), dtype=bool)
    year = result.years[-1]
    for figure in ("support", "cut", "increase", "coverage", "balance", "supplement"):
        each = [rests(result, explain(result, code, year, figure)) for code in result.units.code]
        every = {name for found in each for name in law_of(found)}
        assert set(law_of(rests(result, of_units(result, year, figure, everyone)))) == every, figure


def test_a_total_names_the_law_of_the_one_unit_that_differs() -> None:
    """Only P2 charges tuition, exempt in 2026; only V2 is cut by law."""
    rows = [
        school("P1", "preschool", salary=90 * M, professional=10 * M, support=100 * M),
        school("P2", "preschool", salary=90 * M, professional=10 * M, support=90 * M, tuition=10 * M),
        *(
            service(c, users=400 * M, salary=600 * M, professional=400 * M, support=600 * M)
            for c in ("V1", "V2")
        ),
    ]
    text = '[[reductions]]\nmethod = "statutory"\nunits = { codes = ["V2"] }\n'
    result = run(2022, rows, f"horizon = 2026\n{text}")
    everyone = np.ones(len(rows), dtype=bool)
    assert "tuition_exempt_share" in law_of(rests(result, of_units(result, 2026, "own_revenue", everyone)))
    cut = of_units(result, 2026, "cut", everyone)
    assert "minimum_yearly_reduction" in law_of(rests(result, cut))
    assert law_of(rests(result, cut, through_units=False)) == []


def test_a_total_names_what_is_assumed_of_the_one_unit_that_has_no_figure() -> None:
    """From 2025 the payroll is without contributions; those of V2 are not known."""
    both = {"users": 400 * M, "salary": 600 * M, "professional": 400 * M, "support": 600 * M}
    result = run(2025, [service("V1", contributions=0, **both), service("V2", **both)], "horizon = 2026")
    found = rests(result, of_units(result, 2026, "payroll", np.ones(2, dtype=bool)))
    assert "assumptions.contributions_share" in [term.assumption for term in found.assumptions]


# --- printed ------------------------------------------------------------------------------------------------


def test_each_value_stands_with_its_year_document_and_mark() -> None:
    """Base pay is 2.530.000 from July 2026 on, and was 1.490.000 in 2022."""
    result = city()
    found = bases(rests(result, explain(result, "T1", 2027, "salary")), result, VI, 2027)
    assert [(b.parameter, b.value, b.year, b.source) for b in found] == [
        ("base_pay", "2.530.000 đồng/tháng", None, "Nghị định 161/2026/NĐ-CP"),
        ("base_pay", "1.490.000 đồng/tháng", 2022, "Nghị định 38/2019/NĐ-CP"),
    ]
    html = page(result).to_html(rests(result, explain(result, "T1", 2027, "salary")))
    assert ">2022: 1.490.000 đồng/tháng<" in html
    # 2026 has two, six months each
    found = bases(rests(result, explain(result, "T1", 2026, "salary")), result, VI, 2026)
    assert [b.value for b in found][:2] == ["2.340.000 đồng/tháng", "2.530.000 đồng/tháng"]


def test_a_citation_that_nobody_confirmed_is_marked_so_though_its_value_was_read() -> None:
    """The circular 133/2025 is on the estimate of 2026; that of 2027 was not read."""
    result = city()
    found = bases(rests(result, explain(result, "T1", 2027, "support")), result, VI, 2027)
    (rate,) = [b for b in found if b.parameter == "own_revenue_rate"]
    # the source says itself that it is not confirmed: the letter does beside it
    assert rate.source == "Thông tư hướng dẫn dự toán hằng năm, chưa xác nhận"
    assert (rate.mark, rate.about_mark, rate.unconfirmed) == ("M", VI.t("law.mark_note.M"), True)
    found = bases(rests(result, explain(result, "T1", 2026, "support")), result, VI, 2026)
    assert [b.mark for b in found if b.parameter == "own_revenue_rate"] == ["V"]


def test_an_own_value_of_the_office_says_so() -> None:
    result = run(2022, ROWS, PLAN, [own("minimum_yearly_reduction", 2023, 0.03)])
    found = bases(rests(result, explain(result, "V1", 2027, "cut")), result, VI, 2027)
    first = next(b for b in found if b.parameter == "minimum_yearly_reduction")
    assert (first.value, first.source, first.mark) == (
        "3\N{NO-BREAK SPACE}%",
        "NQ 2023",
        VI.t("law.of_office"),
    )


def test_assumptions_stand_once_with_who_set_them() -> None:
    result = city()
    scenario = plan(PLAN)
    origin = Origin(versions=[Saved(3, "Lan", datetime(2026, 11, 26, 9, 0, tzinfo=UTC), scenario)])
    said = assumed(rests(result, explain(result, "V1", 2027, "spending")), result, VI, origin)
    inflation = VI.t("explain.yearly", name=VI.t("figure.inflation", number=0), rate=0.03, n=5)
    assert said[inflation].startswith("Lan, bản 3")
    # what is assumed not to move is no line
    assert not [line for line in said if line.startswith(VI.t("figure.pay_drift", number=0))]


def test_cells_of_one_sheet_are_one_sentence_and_a_hand_edit_is_its_own() -> None:
    result = city()
    columns = rests(result, explain(result, "V1", 2027, "spending")).columns
    assert {term.column for term in columns} == {"salary", "professional"}
    here = Source(file="bc.xlsx", sheet="Biểu 1", cell="F12", text="600")
    there = Source(file="bc.xlsx", sheet="Biểu 1", cell="G12", text="400")
    (said,) = cells(columns, VI, Origin({"salary": here, "professional": there}))
    assert said.startswith("Tệp bc.xlsx, trang “Biểu 1”: ")
    assert "(F12)" in said
    assert "(G12)" in said
    # a text file has no sheet
    line = Source(file="bc.csv", sheet="", cell="F12", text="600")
    (said,) = cells(columns, VI, Origin({"salary": line, "professional": line}))
    assert said.startswith("Tệp bc.csv: ")
    edit = Source(by="Hoa", why="theo quyết định", at="2026-11-20T08:00:00")
    told = cells(columns, VI, Origin({"salary": here, "professional": edit}))
    assert len(told) == 2
    assert "Hoa" in told[1]
    assert "theo quyết định" in told[1]


def page(result: Result, year: int = 2027) -> RestsPage:
    return RestsPage(result, VI, year, Origin(), lambda parameter: f"/law?parameter={parameter}")


def open_rows(html: str) -> list[str]:
    """Parameters in view without a click."""
    return re.findall(r"parameter=(\w+)", html.split("<details>", maxsplit=1)[0])


def test_five_lines_stand_open_and_the_rest_behind_one_click() -> None:
    """The support rests on seven parameters in ten lines: base pay has two years, and the minimum cut and who
    is spared are told by one decree until 2024 and by another from 2025.
    """
    result = city()
    html = page(result).to_html(rests(result, explain(result, "T1", 2027, "support")))
    law = html.split("</section>")[0]
    assert law.split("<details>", maxsplit=1)[0].count('class="basis"') == 5
    # the second line of the base pay does not name it again
    assert open_rows(law).count("base_pay") == 1
    assert VI.t("explain.rests_more", n=5) in law
    few = page(result).to_html(rests(result, explain(result, "T1", 2027, "salary"))).split("</section>")[0]
    assert open_rows(few) == ["base_pay"]
    assert "<details>" not in few


def test_what_stands_under_one_figure_is_only_named_under_the_next() -> None:
    result, here = city(), page(city())
    here.to_html(rests(result, explain(result, "V1", 2027, "salary")))
    html = here.to_html(rests(result, explain(result, "V1", 2027, "ratio")))
    assert open_rows(html)[0] == "revenue_lines"
    assert "base_pay" not in open_rows(html)
    title = result.law.parameter("base_pay").title_vi
    assert VI.t("explain.rests_told", names=title) in html


def test_a_figure_without_any_has_no_empty_frame() -> None:
    assert page(city()).to_html(Rests((), (), ())) == ""


def test_a_norm_that_the_plan_sets_says_that_no_document_is_declared() -> None:
    norm = '[norms.primary]\nper_pupil = 900_000\n[allocation]\nstages = [{ aim = "norm" }]\n'
    result = run(2022, ROWS, f"horizon = 2024\n{norm}")
    said = assumed(rests(result, explain(result, "T1", 2024, "norm")), result, VI, Origin())
    (who,) = [who for value, who in said.items() if value.startswith("Định mức")]
    assert who == "theo phương án; chưa khai nghị quyết, văn bản làm căn cứ của định mức"


@pytest.mark.parametrize(
    ("name", "year", "mark"),
    [
        # its source ends with the words; the value of the second, read elsewhere, does not
        ("own_revenue_rate", 2027, ""),
        ("months_of_tuition", 2022, "chưa xác nhận"),
        ("base_pay", 2022, ""),
    ],
)
def test_a_line_of_the_ladder_says_once_that_nobody_confirmed_it(name: str, year: int, mark: str) -> None:
    (ground, *_) = law_grounds(name, year, city(), VI)
    assert ground.mark == mark
    assert f"{ground.text} {mark}".count("chưa xác nhận") == (0 if name == "base_pay" else 1)


def test_who_set_several_assumptions_is_said_once_and_a_long_one_stands_whole() -> None:
    result = city()
    found = rests(result, explain(result, "T1", 2027, "support"))
    said = assumed(found, result, VI, Origin())
    html = page(result).to_html(found)
    assert html.count('class="assumed"') == len(said) > 1
    # three lines of the plan, then two by default: each is said where it begins
    assert list(said.values()) == ["theo phương án"] * 3 + ["mặc định"] * 2
    assert [html.count(f"<span>{who}</span>") for who in ("theo phương án", "mặc định")] == [1, 1]
    for value in said:
        assert f"<span>{escape(value)}</span>" in html
