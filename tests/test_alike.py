"""Plans that differ in a few provisions: told by what differs, old and new, and by what it moves."""

from __future__ import annotations

from budget.law import national_law
from budget.report.alike import alike_said
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.plans import M, school, service

UNITS = (
    service("V1", name="Ban Quản lý", support=1000 * M),
    school("T1", name="Trường Hoa Mai", support=500 * M, pupils=100),
)
PLAN = """
horizon = 2025
[[reductions]]
method = "target"
target = {{ 2024 = 0.05, 2025 = {target} }}
share_by = "support"
max_cut = 0.2
[allocation]
pool = {{ from = "savings", share = {share} }}
cap = {cap}
stages = [ {{ aim = "share", by = "pupils" }} ]
{more}
"""


def plan(name: str, target: str = "0.10", share: str = "1.0", cap: str = "0.5", more: str = "") -> Result:
    text = PLAN.format(target=target, share=share, cap=cap, more=more)
    return simulate(Units.from_rows(2022, UNITS), parse_scenario(f'name = "{name}"\n{text}'), national_law())


def said(*plans: Result, k: int = 1, **options: tuple[str, ...]) -> str:
    text = alike_said(comparison(plans, 2025), k, Words("vi", "dong"), **options)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_differs_is_told_old_and_new_with_what_it_moves():
    """10 % of 1.000 triệu is 100, 12 % is 120: 20 triệu more are cut, and all of it given to the school."""
    assert said(plan("Phương án trình"), plan("Phương án chốt", target="0.12")) == (
        "Như “Phương án trình”, chỉ khác: biện pháp của các đơn vị sự nghiệp khác: giảm 5 % năm 2024, "
        "12 % thay vì 10 % năm 2025 so với kinh phí năm gốc. So với phương án đó, năm 2025: giảm theo lộ "
        "trình, biện pháp nhiều hơn 20.000.000 đồng, cấp thêm cho đơn vị nhiều hơn 20.000.000 đồng."
    )


def test_each_year_of_a_target_that_changes_stands_with_its_figure():
    """A slide names the unit of a roadmap, and what no year changes is told once."""
    one = '[[roadmap]]\nunits = {{ codes = ["V1"] }}\ntargets = {{ 2023 = {}, 2024 = {}, 2025 = 0.3 }}\n'
    other = '[[roadmap]]\nunits = { codes = ["T1"] }\ntargets = { 2025 = 0.1 }\n'
    plans = [
        plan(name, more=one.format(*at) + other) for name, at in (("A", (0.1, 0.2)), ("B", (0.12, 0.25)))
    ]
    told = alike_said(comparison(plans, 2025), 1, Words("vi", "dong"), ("A", "B"), brief=True)
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        "Như A, chỉ khác: lộ trình của Ban Quản lý: tự bảo đảm 12 % thay vì 10 % năm 2023, "
        "25 % thay vì 20 % năm 2024, 30 % năm 2025."
    )


def test_a_plan_that_differs_in_nothing_but_its_name_says_so():
    assert said(plan("A"), plan("B")) == "Nội dung như “A”."


def test_the_plan_most_like_it_is_named_by_its_mark_where_marks_are_given():
    """The third differs from the first in two provisions, from the second in one: a cap of 5 % for 50 %
    leaves the school 25 of the 500 triệu that it had, of 120 that were cut; the rest lowers the total."""
    plans = plan("A. Một"), plan("B. Hai", target="0.12"), plan("C. Ba", target="0.12", cap="0.05")
    assert said(*plans, k=2, called=("A", "B", "C")) == (
        "Như B, chỉ khác: tăng kinh phí cho trường, trần tăng của một đơn vị: 5 % thay vì 50 % kinh phí năm "
        "gốc. So với phương án đó, năm 2025: kinh phí giao tự chủ −95.000.000 đồng, cấp thêm cho đơn vị "
        "ít hơn 95.000.000 đồng."
    )


def test_what_a_plan_adds_or_leaves_out_is_said_as_such():
    norm = "[norms.primary]\nper_pupil = 900_000"
    told = said(plan("A"), plan("B", more=norm))
    assert "chỉ khác: định mức chi hoạt động, tiểu học: 900.000 đồng một học sinh thay vì " in told
    roadmap = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2025 = 0.3 }'
    assert "thêm lộ trình (Ban Quản lý: tự bảo đảm 30 % năm 2025; " in said(
        plan("A"), plan("B", more=roadmap)
    )
    assert "không có lộ trình (Ban Quản lý: tự bảo đảm 30 % năm 2025; " in said(
        plan("A", more=roadmap), plan("B")
    )


def road(*units: str) -> str:
    """A roadmap of each of these units alone."""
    return "".join(
        f'[[roadmap]]\nunits = {{ codes = ["{one}"] }}\ntargets = {{ 2025 = 0.3 }}\n' for one in units
    )


def test_of_several_roadmaps_each_is_told_whole_and_none_by_a_number():
    """The first is left out: the second is the same as before, though it is now the first."""
    told = said(plan("A", more=road("V1", "T1")), plan("B", more=road("T1")))
    assert "chỉ khác: không có lộ trình (Ban Quản lý: tự bảo đảm 30 % năm 2025; " in told
    assert "Trường Hoa Mai" not in told
    # of another unit: both whole
    told = said(plan("A", more=road("V1")), plan("B", more=road("T1")))
    assert "lộ trình: Trường Hoa Mai thay vì Ban Quản lý: tự bảo đảm 30 % năm 2025" in told
    # the same in another order is no plan to compare with in a few words
    assert said(plan("A", more=road("V1", "T1")), plan("B", more=road("T1", "V1"))) == ""


def test_plans_that_differ_in_more_than_a_few_provisions_are_told_for_themselves():
    other = "[assumptions]\ninflation = 0.04\n"
    assert "trượt giá chi hoạt động: 4 % thay vì " in said(plan("A"), plan("B", target="0.12", more=other))
    assert said(plan("A"), plan("B", target="0.12", cap="0.2", more=other)) == ""
    assert said(plan("A"), plan("B"), k=0) == ""


def test_a_cap_that_is_told_says_of_how_many_units_the_roadmap_takes_more():
    """From 20 to 30 % of spending of 1.000 the roadmap releases 100 of 800, which is 12,5 %."""
    rows = [service("V1", users=200 * M, professional=1_000 * M, support=800 * M)]
    road = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2024 = 0.30 }\n'
    cut = '[[reductions]]\nmethod = "target"\ntarget = {{ 2024 = {target} }}\nmax_cut = {cap}\n'

    def capped(name: str, cap: str, target: str = "0.1") -> Result:
        text = f'name = "{name}"\nhorizon = 2024\n{road}{cut.format(cap=cap, target=target)}'
        return simulate(Units.from_rows(2022, rows), parse_scenario(text), national_law())

    def told(*plans: Result) -> str:
        text = alike_said(comparison(plans, 2024), 1, Words("vi", "dong"), ("A", "B"), brief=True)
        return text.replace("\N{NO-BREAK SPACE}", " ")

    first, caveat = capped("A", "0.2"), "(riêng lộ trình giảm quá mức này ở 1 đơn vị)"
    assert told(first, capped("B", "0.12")).endswith(f"quá 12 % thay vì 20 % kinh phí năm gốc {caveat}.")
    # within 13 % there is nothing to say, nor where the cap is not told
    assert caveat not in told(first, capped("B", "0.13"))
    assert caveat not in told(capped("A", "0.12"), capped("B", "0.12", target="0.11"))
