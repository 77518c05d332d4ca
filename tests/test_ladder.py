"""What is printed of an explanation works out: typed into a calculator, the lines make the printed figure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from budget.explain import explain, explain_total
from budget.explain_figures import EXPLAINERS
from budget.explain_terms import Each, Measure, Term
from budget.law import national_law
from budget.report.ground import formula_words
from budget.report.ladder import Ladder, Rung, ladder, name_of, printed_value, units_ladder, worked_out
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import MONEY, Result, simulate
from budget.units import Units
from tests.plans import M, run, service
from tests.reference.cities import case

VI, EN = Words("vi"), Words("en")
SEEDS = range(6)


def result_of(seed: int) -> Result:
    c = case(seed)
    return simulate(Units.from_rows(c.base_year, c.rows), parse_scenario(c.scenario), national_law())


def read(text: str, words: Words) -> Fraction:
    """A printed figure read back by a reader who knows nothing but the page."""
    bare = text.replace("\N{NO-BREAK SPACE}", "").removesuffix("%")
    number = words.numbers.read(bare)
    assert number is not None, text
    return Fraction(number) / (100 if text.endswith("%") else 1)


def typed(rungs: tuple[Rung, ...], words: Words) -> Fraction:
    """The lines, as printed, worked off from the top."""
    total = Fraction(0)
    for rung in rungs[:-1]:
        number = read(rung.printed, words)
        match rung.op:
            case "start":
                total = number
            case "plus":
                total += number
            case "minus":
                total -= number
            case "times":
                total *= number
            case "divide":
                total /= number
            case "larger":
                total = max(total, number)
            case "smaller":
                total = min(total, number)
            case _:
                raise AssertionError(rung.op)
    return total


def distinct(term: Term, seen: set[tuple[object, ...]]) -> Iterator[Term]:
    """Every term of a tree, but each kind of line once a unit and year."""
    for found in term.walk():
        key = (found.figure, found.unit, found.year, found.value, found.how, len(found.terms))
        if key not in seen:
            seen.add(key)
            yield found


@pytest.mark.parametrize(("seed", "words"), [*((seed, VI) for seed in SEEDS), (4, EN)])
def test_the_printed_lines_make_the_printed_figure_exactly(seed: int, words: Words) -> None:
    result, wrong, worked = result_of(seed), [], 0
    for code in result.units.code[:3]:
        seen: set[tuple[object, ...]] = set()
        for year in (result.years[0], result.years[1], result.years[-1]):
            for figure in EXPLAINERS:
                for term in distinct(explain(result, code, year, figure), seen):
                    steps = ladder(term, words, year)
                    if steps.result.value is None or steps.rungs[0].op in ("basis", "equals"):
                        continue
                    worked += 1
                    shown = read(steps.result.printed, words)
                    if typed(steps.rungs, words) != shown or worked_out(steps.rungs) != shown:
                        wrong.append(
                            (code, year, figure, term.figure, [(r.op, r.printed) for r in steps.rungs])
                        )
    assert wrong == []
    assert worked > 50


@pytest.mark.parametrize("seed", SEEDS)
def test_the_printed_figure_is_the_published_one(seed: int) -> None:
    result = result_of(seed)
    year = result.years[-1]
    for code in result.units.code[:4]:
        i = result.units.position(code)
        for figure in EXPLAINERS:
            if figure not in MONEY or figure == "pupil_month":
                continue
            printed = ladder(explain(result, code, year, figure), VI).result.printed
            assert read(printed, VI) == int(result.published(figure)[i, -1]), (code, figure)


def test_a_rounding_line_never_hides_more_than_the_printed_digits_leave_open() -> None:
    """Four decimals of a percent times a salary leave at most half a millionth of it open for each factor."""
    for seed in SEEDS:
        result = result_of(seed)
        for code in result.units.code[:5]:
            steps = ladder(explain(result, code, result.years[-1], "salary"), VI)
            base = result.units["salary"][result.units.position(code)]
            open_ = sum(r.value or 0 for r in steps.rungs if r.term is None)
            factors = math.prod(float(r.value or 1) for r in steps.rungs if r.op == "times")
            assert open_ <= 5 + base * max(factors, 1.0) * 3e-6


def one(rows: dict[str, object], scenario: str = 'name = "x"\nhorizon = 2024') -> Result:
    row = {"code": "T1", "name": "TH", "kind": "primary", **rows}
    return simulate(Units.from_rows(2022, [row]), parse_scenario(scenario), national_law())


def lines(steps: Ladder) -> list[tuple[str, str]]:
    return [(r.op, r.printed) for r in steps.rungs]


def test_the_pay_index_is_printed_as_a_division_with_its_remainder() -> None:
    """Base pay of 2024 is 6 x 1.800.000 + 6 x 2.340.000 = 2.070.000 a month on average.

    Divided by 1.490.000 it is 1,38926174... = 138,9262 %; 1,389262 x 1.490.000 = 2.070.000,38, so that 0,38
    is added before dividing.
    """
    term = explain(one({"salary": 6_200_000_000}), "T1", 2024, "salary")
    index = term.terms[1]
    assert lines(ladder(index, VI)) == [
        ("start", "2.070.000"),
        ("plus", "0,38"),
        ("divide", "1.490.000"),
        ("equals", "138,9262\N{NO-BREAK SPACE}%"),
    ]
    assert lines(ladder(index, EN))[0] == ("start", "2,070,000")
    told = "Phần lẻ khi chia: thêm trước khi chia để kết quả tròn đến 0,0001\N{NO-BREAK SPACE}%"
    assert ladder(index, VI).rungs[1].label == told


def test_a_salary_is_printed_with_the_amount_that_four_decimals_of_a_percent_lose() -> None:
    """6.200.000.000 x 2.070.000 / 1.490.000 = 8.613.422.818,79 -> 8.613.422.819.

    Printed: 6.200.000.000 x 138,9262 % = 8.613.424.400, which is 1.581 more.
    """
    term = explain(one({"salary": 6_200_000_000}), "T1", 2024, "salary")
    assert lines(ladder(term, VI)) == [
        ("start", "6.200.000.000"),
        ("times", "138,9262\N{NO-BREAK SPACE}%"),
        ("minus", "1.581"),
        ("equals", "8.613.422.819"),
    ]
    assert ladder(term, VI).rungs[2].label == "Do tỷ lệ ở trên chỉ in đến 0,0001\N{NO-BREAK SPACE}%"


def test_a_degree_is_cut_and_not_rounded_up() -> None:
    """699.699.990 : 1.000.000.000 = 69,969999 %, cut to 69,9699 %: 990 remain."""
    term = explain(one({"salary": 1_000_000_000, "users": 699_699_990}), "T1", 2022, "ratio")
    assert lines(ladder(term, VI)) == [
        ("start", "699.699.990"),
        ("minus", "990"),
        ("divide", "1.000.000.000"),
        ("equals", "69,9699\N{NO-BREAK SPACE}%"),
    ]
    told = "Phần lẻ khi chia: bớt trước khi chia để kết quả tròn đến 0,0001\N{NO-BREAK SPACE}%"
    assert ladder(term, VI).rungs[1].label == told


def test_support_below_zero_is_lifted_to_zero_in_a_line_of_its_own() -> None:
    """A part cannot be worked below nothing: -5 compared with 0 leaves 0."""
    inner = Term(
        "measure_left",
        -5.0,
        "money",
        "sum",
        (Term("support", 5.0, "money", "input", sign="-", column="support"),),
    )
    zero = Term("constant", 0.0, "factor", "constant")
    term = Term("not_negative", 0.0, "money", "max", (inner, zero))
    steps = ladder(term, VI)
    assert [r.op for r in steps.rungs] == ["minus", "larger", "equals"]
    assert name_of(term, VI) == "Còn phải giảm, âm thì lấy 0"
    assert typed(steps.rungs, VI) == worked_out(steps.rungs) == 0


@pytest.mark.parametrize("year", [None, 2024])
def test_what_a_year_cuts_and_leaves_is_named_with_its_year(year: int | None) -> None:
    rows = [service("V1", professional=100 * M, support=100 * M, users=M)]
    result = run(2022, rows, '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.1, 2024 = 0.2 }\n')
    kept = next(t for t in explain(result, "V1", 2024, "cut").walk() if t.figure == "base_kept")
    # 100 x 90 % x 80 % = 72
    steps = ladder(kept, VI, year)
    assert [r.label for r in steps.rungs[1:-1]] == ["Phần còn lại của năm 2023", "Phần còn lại của năm 2024"]
    assert steps.result.printed == "72.000.000"


def test_a_total_is_printed_as_the_sum_of_its_units() -> None:
    result = result_of(3)
    steps = ladder(explain_total(result, result.years[-1], "support"), VI)
    assert len(steps.rungs) == len(result.units) + 1
    assert typed(steps.rungs, VI) == read(steps.result.printed, VI)


def test_a_sum_over_units_opens_to_its_largest_and_the_rest_in_one_line() -> None:
    """Twelve units of 100 to 1.200 triệu give up a tenth: 10 to 120 triệu, 780 in all.

    The ten largest, 120 down to 30, are 750; the other two 30.
    """
    rows = [service(f"V{k:02}", professional=100 * M, support=100 * k * M, users=M) for k in range(1, 13)]
    result = run(2022, rows, '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.1 }\n[allocation]')
    given_up = next(t for t in explain_total(result, 2023, "pool").walk() if t.figure == "cut_total")
    names = dict(zip(result.units.code, result.units.name, strict=True))
    steps = units_ladder(given_up, VI, names)
    assert steps is not None
    shown = [(r.label, r.printed) for r in steps.rungs]
    assert shown[:10] == [(f"V{k:02}", f"{10 * k}.000.000") for k in range(12, 2, -1)]
    assert shown[10:] == [("2 đơn vị khác", "30.000.000"), (VI.t("figure.cut_total"), "780.000.000")]
    assert typed(steps.rungs, VI) == worked_out(steps.rungs) == 780 * M
    first = steps.rungs[0].term
    assert first is not None
    assert (first.unit, first.figure, first.year) == ("V12", "cut", 2023)


def test_units_that_are_printed_rounded_are_followed_by_what_rounding_moved() -> None:
    """Two parts of 1,5 đồng are printed 2 and 2, their sum 3: one đồng is taken off."""
    amounts, both = np.array([1.5, 1.5]), np.array([True, True])
    term = Term("weights_total", 3.0, "money", "choice", each=Each("norm", 2022, ("A", "B"), amounts, both))
    steps = units_ladder(term, VI, {"A": "a", "B": "b"})
    assert steps is not None
    assert lines(steps) == [("start", "2"), ("plus", "2"), ("minus", "1"), ("equals", "3")]
    assert units_ladder(Term("pool", 3.0, "money", "choice"), VI, {}) is None


@pytest.mark.parametrize(
    ("value", "measure", "exact", "shown"),
    [
        (0.6999999, "ratio", False, Fraction(699_999, 1_000_000)),  # cut, as the circular prints percents
        (0.6999999, "ratio", True, Fraction(7, 10)),  # what is set is rounded
        (-0.25, "ratio", False, Fraction(-1, 4)),
        (0.1 + 0.2, "ratio", False, Fraction(3, 10)),  # a hair below is no cut
        (1.5, "money", False, Fraction(2)),
        (0.5, "money", True, Fraction(1, 2)),  # half a đồng a pupil, as the scenario says
        (1.38926174, "index", False, Fraction(1_389_262, 1_000_000)),  # 138,9262 %, rounded
        (0.08341278, "factor", False, Fraction(834, 10_000)),
        (0.0834128, "factor", True, Fraction(83_413, 1_000_000)),
        (775.2806302, "count", False, Fraction(7_752_806, 10_000)),
    ],
)
def test_what_is_printed_of_a_value(value: float, measure: Measure, exact: bool, shown: Fraction) -> None:
    assert printed_value(value, measure, exact=exact) == shown


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_line_has_a_name_and_a_formula(words: Words) -> None:
    missing = set()
    for seed in range(12, 22):
        result = result_of(seed)
        for code in result.units.code[:1]:
            for figure in EXPLAINERS:
                for term in explain(result, code, result.years[-1], figure).walk():
                    assert name_of(term, words)
                    # how many units a sum is of says all there is to say
                    plain = term.how in ("input", "constant") or term.figure == "units_counted"
                    plain |= term.measure == "group"
                    if not plain and not formula_words(term, words):
                        missing.add((term.figure, term.text))
    assert missing == set()
