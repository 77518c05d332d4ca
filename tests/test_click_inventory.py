"""The inventory of clicks: every table, card and chart that shows a figure of a unit or a total leads to the
explanation of just that figure, and the address opens the same view for another person.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import numpy as np
import pytest

from budget.autonomy import GROUPS
from budget.compare import allocation_alone, status_quo_of, without
from budget.equity import sizes
from budget.explain import explain, explain_total
from budget.explain_figures import EXPLAINERS, PLAN_EXPLAINERS
from budget.explain_terms import Term
from budget.indicators import indicators
from budget.law import national_law
from budget.paces import PACES, at_pace
from budget.report.words import searchable
from budget.robustness import UNEARNED, moved
from budget.scenario import Scenario, parse_scenario
from budget.select import Mask
from budget.shortfall import unearned
from budget.simulate import Result, simulate
from budget.store import open_store
from pages.shared import frame
from pages.shared.explaining_total import APART
from tests.test_click_through import UNITS, W, choices, links, opened, result, text
from tests.test_page_compare import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class Cell:
    """A cell of a table, a card or a mark: where it stands, what it says, where it leads."""

    table: str
    column: str
    level: str
    said: str
    address: str


def cells(app: AppTest) -> Iterator[Cell]:
    """Every cell of every table in view."""
    for element in app.main.get("html"):
        tables = re.findall(r'aria-label="([^"]*)"><table>(.*?)</table>', element.proto.body, re.DOTALL)
        for label, body in tables:
            heads = [re.sub("<[^>]+>", "", head) for head in re.findall(r"<th[^>]*>(.*?)</th>", body)]
            for level, row in re.findall(r'<tr class="(\w+)[^"]*">(.*?)</tr>', body, re.DOTALL):
                found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
                for head, cell in zip(heads, found, strict=False):
                    # of a figure with what it is compared with below it, the figure
                    link = re.search(r'<a [^>]*href="([^"]+)"[^>]*>([^<]*)', cell)
                    said = link[2] if link and link[2] else re.sub("<[^>]+>", "", cell)
                    there = unescape(link[1]) if link else ""
                    yield Cell(unescape(label), unescape(head), level, plain(said), there)


def cards(app: AppTest) -> Iterator[Cell]:
    """Every indicator above the tables that leads somewhere."""
    for element in app.main.get("html"):
        for there, said in re.findall(r'<a class="value" href="([^"]+)"[^>]*>(.*?)</a>', element.proto.body):
            yield Cell("card", "", "total", plain(re.sub("<[^>]+>", "", said)), unescape(there))


def plain(said: str) -> str:
    """What a reader reads."""
    return unescape(said).replace("\N{NO-BREAK SPACE}", " ")


@cache
def computed(scenario: int, quo: bool, varied: str = "") -> Result:
    """What an address asks for: a plan or the plan assumed otherwise, the status quo of either, or that of
    no plan.
    """
    if not scenario:
        return simulate(UNITS, parse_scenario('name = "-"\nhorizon = 2027'), national_law())
    plan = result(scenario)
    what, _, by = varied.partition(":")
    if what == UNEARNED and not quo:
        return unearned(plan, -Decimal(by))
    made = assumed(plan, varied) if varied and what != UNEARNED else plan.scenario
    if quo:
        return status_quo_of(UNITS, made, plan.law)
    return simulate(UNITS, made, plan.law) if varied else plan


def assumed(plan: Result, varied: str) -> Scenario:
    """The plan of a name in an address."""
    what, _, by = varied.partition(":")
    if what in PACES:
        return at_pace(plan, what)
    match what:
        case "savings_only":
            return without(plan.scenario, allocation=True)
        case "allocation_only":
            return allocation_alone(plan)
        case "no_exceptions":
            assert plan.scenario.allocation is not None
            plain = plan.scenario.allocation.model_copy(update={"exceptions": []})
            return plan.scenario.model_copy(update={"allocation": plain})
    return moved(plan.scenario, what, Decimal(by))


def asked(address: str) -> tuple[Result, int, Mask]:
    """What an address asks for: the plan, the year and the units that its filters keep."""
    told = choices(address)
    of = computed(int(told.get("scenario", 0)), "quo" in told, told.get("varied", ""))
    named = np.array([*GROUPS, ""])[of.group[:, 0]]
    of_units = {"kind": UNITS.kind, "group": named, "ward": UNITS.ward, "size": sizes(UNITS)}
    wanted = searchable(told.get("find", ""))
    kept = np.array([wanted in searchable(f"{c} {n}") for c, n in zip(UNITS.code, UNITS.name, strict=True)])
    for name in of_units.keys() & told.keys():
        kept &= np.isin(np.array(of_units[name]), told[name].split("|"))
    return of, int(told["year"]), kept


def explained(address: str) -> Term | None:
    """The explanation that an address leads to; None for a list of units without a sum."""
    told, (of, year, kept) = choices(address), asked(address)
    figure = told["figure"]
    if told.get("unit"):
        return explain(of, told["unit"], year, figure)
    if figure in APART or "finding" in told:
        return None
    return explain_total(of, year, "norm_gap" if figure == "coverage" else figure, kept)


def counted(address: str) -> set[str]:
    """What the page of a total says beside it: the units, schools and pupils that it is of, and the change as
    a share.
    """
    figure, (of, year, kept) = choices(address)["figure"], asked(address)
    found, n = indicators(of, year, kept), W.numbers
    counts, said = {
        "deficit": ([found.deficit_units], ""),
        "deeper": ([found.deeper_units], ""),
        "coverage": ([found.schools_at_norm, found.schools_below_norm, found.pupils_below_norm], ""),
        "supplement": ([found.supplement_schools], n.decimal(found.median_multiple)),
        "change": ([], n.percent_signed(found.from_status_quo_share or 0.0)),
    }.get(figure, ([], ""))
    none = {"-"} if 0 in counts else set()
    return {plain(one) for one in (*map(n.count, counts), said) if one} | none


def met(address: str) -> str:
    """How far the schools of a list meet their norm together: what they have over what they are to have."""
    has, norm = (explained(address.replace("=coverage", f"={figure}")) for figure in ("available", "norm"))
    assert has is not None
    assert norm is not None
    return plain(W.numbers.percent(has.value / norm.value))


def forms(term: Term, *, millions: bool = False) -> set[str]:
    """How a figure may be printed: an amount whole, or with `millions` as it is shown in a room."""
    n, value = W.numbers, term.value
    if term.measure == "group":
        return {term.text}
    if math.isnan(value):
        return {"", "-"}
    whole = math.floor(value + 0.5)
    if term.measure == "money":
        found = {n.plain(whole, 0), n.plain(whole, 0, sign=True), n.dong(whole), n.short(whole)}
        found.add(n.short(whole, beside=whole))  # within a sentence of several amounts
        found |= {n.money(whole), n.money_signed(whole)} if millions else set()
        if term.figure == "deficit":  # what is lacking
            found |= {n.plain(-whole, 0), *([n.money(-whole)] if millions else [])}
        if term.figure in ("change", "from_base") and term.how == "sum" and term.terms[1].value:
            found.add(
                n.percent_signed(value / term.terms[1].value)
            )  # of the status quo or the base year below it
    else:
        found = {n.percent(value), n.rate(value), n.decimal(value), n.count(whole)}
    return {plain(one) for one in found} | (set() if whole and value else {"-", "0"})


def wrong(cell: Cell, *, millions: bool = False) -> str:
    """What a linked cell leads to that is not what it says; "" where it is."""
    page, told = urlsplit(cell.address).path.strip("/"), choices(cell.address)
    if page != "unit":
        return "" if frame.FILES.get(page or "overview") else cell.address
    if told["figure"] not in {*EXPLAINERS, *PLAN_EXPLAINERS}:
        return f"{cell}: no such figure"
    term = explained(cell.address)
    said = cell.said.rpartition("\N{RIGHTWARDS ARROW} ")[2]  # of before and after what the plan makes of it
    if not re.search(r"\d|^-$", said) or term is None or said in forms(term, millions=millions):
        return ""
    if re.search(r"[^\W\d]", said.replace("đồng", "")):
        return ""  # the name of a unit, a level or a step
    if not told.get("unit") and said.partition("/")[0].strip() in counted(cell.address):
        return ""
    return f"{cell} is {sorted(forms(term))}"


PAGES = (
    ("overview", "", ("",)),
    ("units", "", ("",)),
    ("assumptions", "", ("",)),
    ("roadmap", "roadmap.view", ("groups", "degree", "asked", "paces", "next")),
    ("reductions", "reductions.view", ("measures", "units", "spared", "find")),
    ("allocation", "allocation.view", ("levels", "schools", "stages")),
    ("provisions", "", ("",)),
    (
        "compare",
        "compare.view",
        ("overview", "units", "heat", "equity", "path", "thresholds", "together", "robust"),
    ),
    ("unit", "explain.figure", ("support", "increase", "cut", "coverage", "ratio")),
)
EACH_PAGE = pytest.mark.parametrize(("page", "key", "views"), PAGES, ids=[page for page, _, _ in PAGES])


def views_of(app: AppTest, page: str, key: str, views: tuple[str, ...]) -> Iterator[str]:
    """The page in đồng, one view after the other, with those columns that đồng leave no room for at first."""
    open_store().remember_view({"columns.reductions.units": []})
    opened(app, page, money="dong")
    for view in views:
        if view:
            next(group for group in app.button_group if group.key == key).set_value(view)
            app.run()
        text(app)
        yield view


@EACH_PAGE
def test_what_a_cell_says_is_what_is_explained_where_it_leads(
    app: AppTest, page: str, key: str, views: tuple[str, ...]
) -> None:
    told = []
    for view in views_of(app, page, key, views):
        every = [*cells(app), *cards(app)]
        told += [f"{view}: {said}" for cell in every if cell.address and (said := wrong(cell))]
    assert not told, f"{len(told)}: " + "\n".join(told[:8])


# Columns with a figure of a unit, by page, view and the first words of the table; each leads from every row.
COLUMNS = (
    (
        "overview",
        "",
        "72 đơn vị",
        "Học sinh | Kinh phí giao tự chủ | Nguồn thu của đơn vị | Chi thường xuyên",
    ),
    ("overview", "", "72 đơn vị", "Mức tự bảo đảm | Nhóm"),
    ("units", "", "Danh sách", "Học sinh | Lớp | Có mặt | NSNN hỗ trợ chi thường xuyên giao tự chủ"),
    ("units", "", "Danh sách", "Tiền lương, phụ cấp, các khoản đóng góp"),
    (
        "roadmap",
        "asked",
        "Yêu cầu",
        "Mục tiêu 2025 | Thu thêm so với dự kiến | Tăng mỗi năm | Tiết kiệm | NSNN giảm",
    ),
    (
        "reductions",
        "units",
        "Giảm của",
        "Năm gốc 2022 | Hiện trạng 2025 | Lộ trình | Biện pháp | Tối thiểu lũy kế",
    ),
    (
        "allocation",
        "schools",
        "Kinh phí",
        "Học sinh | Hiện trạng 2025 | Cấp thêm | Định mức, trước | Định mức, sau | Thu nhập tăng thêm (lần)",
    ),
    (
        "compare",
        "units",
        "Kinh phí",
        "Hiện trạng 2025 | A | A: chênh lệch | B | B: chênh lệch | C | C: chênh lệch",
    ),
)


@EACH_PAGE
def test_every_figure_of_a_unit_leads_to_its_own_explanation(
    app: AppTest, page: str, key: str, views: tuple[str, ...]
) -> None:
    for view in views_of(app, page, key, views):
        for where, on, table, columns in COLUMNS:
            if (where, on) != (page, view):
                continue
            for column in columns.split(" | "):
                found = [
                    cell
                    for cell in cells(app)
                    if cell.table.startswith(table) and cell.column == column and cell.level == "unit"
                ]
                assert found, (page, view, column)
                assert all(cell.address for cell in found if cell.said), (page, view, column)
    missing = {(where, on) for where, on, _, _ in COLUMNS} - {(p, v) for p, _, vs in PAGES for v in vs}
    assert not missing


def test_every_figure_of_the_payers_leads_to_the_plan_with_its_exceptions(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app, "allocation", money="dong")
    store = open_store()
    saved = store.scenario(2)
    more = (
        '[[allocation.exceptions]]\nunit = "9100086"\nreason = "mái dột"\nby_year = { 2025 = 260_000_000 }\n'
    )
    store.update_scenario(2, f"{saved.text}\n{more}", "t", expected_version=saved.number)
    plan = simulate(UNITS, parse_scenario(f"{saved.text}\n{more}"), national_law())
    without_them = simulate(UNITS, assumed(plan, "no_exceptions"), plan.law)
    monkeypatch.setitem(globals(), "computed", lambda scenario, quo, varied: without_them if varied else plan)
    app.run()
    app.segmented_control(key="allocation.view").set_value("payers").run()
    text(app)
    found = [cell for cell in cells(app) if cell.table.startswith("Kinh phí tăng có và không có ngoại lệ")]
    assert not [said for cell in found if cell.address and (said := wrong(cell))]
    with_them, plain = W.t("allocation.with_exceptions"), W.t("allocation.without_exceptions")
    heads = (W.t("plan.unit"), W.t("allocation.pupils"), with_them, plain)
    for head in heads:
        of_units = [cell for cell in found if cell.column == head and cell.level == "unit"]
        assert len(of_units) > 1
        assert all(cell.address for cell in of_units if cell.said), head


def test_what_comes_of_draws_leads_nowhere(app: AppTest) -> None:
    """A quantile of many draws is the figure of no plan."""
    opened(app, "compare", money="dong", view="robust")
    drawn = [cell for cell in cells(app) if cell.table == W.t("compare.goals_table", n=100)]
    assert drawn
    assert not [cell for cell in drawn if cell.address]
    fans = [chart for chart in app.main.get("plotly_chart") if "compare-fan-" in chart.proto.id]
    assert len(fans) == 1
    assert not [*marks_of(json.loads(fans[0].proto.spec)["data"])]


# Charts whose marks carry the code of a unit, and the figure that the page then explains.
OF_UNITS = {"shares": "operations_share", "pupil": "per_pupil", "allocation.coverage": "coverage"}

# The chart of what is no figure of a plan: quantiles of the draws of the test of robustness.
DRAWN = "fan-"
CHARTS = {
    "overview": {"support", "groups", "shares", "pupil", "erosion"},
    "assumptions": {"assumptions.support", "assumptions.erosion"},
    "roadmap": {"roadmap.groups", "roadmap.heat", "roadmap.paces"},
    "allocation": {"allocation.coverage"},
    "compare": {"years", "winners", "heat-change", "equity-kind", "path", "tornado-lacking", "fan-lacking"},
}


@EACH_PAGE
def test_a_mark_says_what_is_explained_where_it_leads(
    app: AppTest, page: str, key: str, views: tuple[str, ...]
) -> None:
    seen, told = set(), []
    for view in views_of(app, page, key, views):
        for chart in app.main.get("plotly_chart"):
            name = chart.proto.id.split("-", 3)[-1].removeprefix(f"{page}-")
            marks = list(marks_of(json.loads(chart.proto.spec)["data"]))
            seen.add(name)
            assert marks or name.startswith(DRAWN), (page, view, name)
            told += [
                f"{view} {name}: {said} -> {there}" for said, there in marks if not leads(name, said, there)
            ]
    assert not told, f"{len(told)}: " + "\n".join(told[:6])
    assert seen == CHARTS.get(page, set())


def marks_of(traces: list[dict[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """What every mark that leads somewhere says, and where it leads."""
    for trace in traces:
        if trace.get("customdata"):
            for said, there in zip(trace["hovertext"], trace["customdata"], strict=True):
                yield plain(said), there


def leads(name: str, said: str, there: str) -> bool:
    """Whether a mark leads to what it says: the code of a unit to the figure of the chart, an address to its
    explanation.
    """
    if there in UNITS.code:
        return name in OF_UNITS
    page = urlsplit(there).path.strip("/")
    if page != "unit":
        return page in frame.FILES
    if name.startswith("equity"):
        return met(there) in said
    term = explained(there)
    if term is None:
        return True
    if name == "tornado-lacking":  # by how much more or less is lacking than in the plan as it is
        plan = explained(re.sub("&varied=[^&]+", "", there))
        assert plan is not None
        return plain(W.numbers.dong(math.floor(plan.value - term.value + 0.5), sign=True)) in said
    if name == "path" and term.figure == "increase":
        return in_steps(there, said)
    return any(form in said for form in forms(term) if len(form) > 1)


def in_steps(there: str, said: str) -> bool:
    """Above the total of the increase stands what every step gave."""
    told = choices(there)
    left = explain_total(computed(int(told["scenario"]), False), int(told["year"]), "unallocated")
    return any(form in said for step in left.walk() for form in forms(step) if len(form) > 1)


@pytest.mark.parametrize("figure", ["coverage", "deficit", "change"])
def test_the_page_of_a_total_says_what_is_counted_beside_it(app: AppTest, figure: str) -> None:
    """The counts that tables show are said where they lead, from the arrays of the plan."""
    plan = result(2)
    j, schools = plan.year(2025), np.array(UNITS.school)
    below = schools & (plan["coverage"][:, j] < 0.9999995)
    pupils = np.floor(plan["pupils"][:, j] + 0.5)[below].sum()
    quo, support = (np.floor(plan[name][:, j] + 0.5).sum() for name in ("status_quo", "support"))
    said = {
        "coverage": [f"{below.sum()} trường", f"{W.numbers.count(int(pupils))} học sinh"],
        "deficit": [f"của {(plan['balance'][:, j] <= -0.5).sum()} đơn vị"],
        "change": [plain(W.numbers.percent_signed((support - quo) / quo))],
    }
    fill(scenarios=3)
    for name, value in {"scenario": "2", "year": "2025", "figure": figure}.items():
        app.query_params[name] = value
    page = plain(text(app.switch_page(frame.FILES["unit"]).run()))
    assert [part for part in said[figure] if part not in page] == []


# --- the meeting --------------------------------------------------------------------------------------------


def test_every_figure_on_a_slide_of_the_meeting_leads_to_itself(app: AppTest) -> None:
    opened(app, "meeting", money="dong")
    app.button(key="meeting.start").click().run()
    told, followed = [], 0
    for _ in range(9):
        for said, there in links(app):
            followed += 1
            told.append(wrong(Cell(text(app)[:60], "", "", plain(said), there), millions=True))
        if not app.button(key="meeting.next").disabled:
            app.button(key="meeting.next").click().run()
    assert not [said for said in told if said], told
    assert followed > 20


# --- the address --------------------------------------------------------------------------------------------

ADDRESSES = (
    {"unit": "9101489", "figure": "cut", "year": "2024", "scenario": "2"},
    {"unit": "9100523", "figure": "supplement_multiple", "year": "2027", "scenario": "3"},
    {"unit": "9100523", "figure": "support", "year": "2026", "scenario": "1", "quo": "1"},
    {"figure": "coverage", "kind": "primary|preschool", "group": "4", "year": "2026", "scenario": "3"},
    {"figure": "deficit", "kind": "service", "year": "2025", "scenario": "2"},
    {"figure": "change", "find": "hoa", "year": "2027", "scenario": "3"},
    {"figure": "pool", "year": "2025", "scenario": "2"},
    {"figure": "support", "year": "2022"},
)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: "-".join([a["figure"], a.get("unit", "all")]))
def test_an_address_opens_the_same_explanation_for_another_person(
    app: AppTest, address: dict[str, str]
) -> None:
    fill(scenarios=3)
    told = {"data": "1", "compare": "1,2,3", "baseline": "1", "money": "thousand"} | address
    for name, value in told.items():
        app.query_params[name] = value
    app.switch_page(frame.FILES["unit"]).run()
    said = text(app)
    # the address of the window is the one that was sent
    assert {name: one(value) for name, value in app.query_params.items()} == told
    term = explained("/unit?" + urlencode({"find": "", **told}))
    assert term is not None
    assert any(form in said for form in forms(term) if len(form) > 2)
    scenario = int(address["scenario"]) if "scenario" in address else None
    assert app.selectbox(key="choose.scenario").value == scenario
    assert app.selectbox(key="choose.year").value == int(address["year"])


def one(value: str | list[str]) -> str:
    return value[0] if isinstance(value, list) else value


VIEWS = (
    ("compare", {"scenario": "2", "year": "2024", "compare": "1,3", "baseline": "3", "view": "units"}),
    ("compare", {"year": "2026", "compare": "2,3", "view": "heat", "kind": "service", "group": "3b"}),
    ("overview", {"scenario": "3", "year": "2026", "kind": "primary", "find": "phú"}),
    ("roadmap", {"scenario": "3", "year": "2025", "unit": "9101489"}),
    ("reductions", {"scenario": "1", "year": "2027"}),
    ("allocation", {"scenario": "2", "year": "2023"}),
    ("meeting", {"scenario": "2", "year": "2025", "compare": "1,2", "baseline": "1", "slide": "losses"}),
)


@pytest.mark.parametrize(("page", "address"), VIEWS, ids=[f"{page}-{k}" for k, (page, _) in enumerate(VIEWS)])
def test_an_address_opens_the_same_view_for_another_person(
    app: AppTest, page: str, address: dict[str, str]
) -> None:
    fill(scenarios=3)
    told = {"data": "1"} | address
    for name, value in told.items():
        app.query_params[name] = value
    app.switch_page(frame.FILES[page]).run()
    text(app)
    found = {name: one(value) for name, value in app.query_params.items()}
    assert told.items() <= found.items()
    assert app.selectbox(key="choose.year").value == int(address["year"])
