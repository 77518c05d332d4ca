"""Giải trình trên trang: the way to it from every table and chart, the figure in view, and where
figures come from.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from budget.explain import brief, explain, explain_total
from budget.explain_figures import EXPLAINERS, PLAN_EXPLAINERS, SUMS
from budget.explain_reach import enters
from budget.explain_terms import Term
from budget.report.ground import Ground, Origin, grounds
from budget.report.ladder_html import LadderPage
from budget.report.office_names import head_of
from budget.report.slip import Slip, others_said, slip_html, terms_of
from budget.report.slip_cells import cells_of
from budget.report.words import Words
from budget.simulate import Result
from budget.store import DataVersion
from budget.units import COLUMN
from pages.shared import cached, explaining_rests, frame, held, parts, state, trying, varying
from pages.shared.explaining_plan import AGAINST, QUO, against, quo, scenario_name
from pages.shared.varying import Variation

if TYPE_CHECKING:
    import plotly.graph_objects as go

STYLE = Path(__file__).with_name("explaining.css")
VIEWS: dict[str, tuple[str, ...]] = {
    "support": ("support",),
    "status_quo": ("status_quo", "saving"),
    "roadmap_revenue": ("target", "roadmap_revenue", "growth", "pupil_month", "roadmap_saving", "released"),
    "cut": ("cut", "minimum"),
    "increase": ("increase",),
    "coverage": ("coverage", "norm_gap", "per_pupil", "operations_share"),
    "ratio": ("ratio", "group", "assigned"),
    "balance": (
        "balance",
        "reserve",
        "development",
        "supplement",
        "supplement_multiple",
        "supplement_per_head",
        "bonus",
        "carried",
    ),
}
"""What stands together under one choice, by the figure that names it."""

REACHED = 6
"""Figures that a figure goes into, named at once; the others are folded."""

EVERY: dict[str, Any] = {"kinds": (), "wards": (), "groups": (), "sizes": (), "find": ""}
"""Choices of a link to the total of all units, whatever the filters in view."""

PLAN: dict[str, tuple[str, ...]] = {"increase": ("pool", "unallocated")}
"""Figures of the whole plan that stand above a total."""

_ADDRESS = "figure"
_OPENED = "explain.opened"


def ways(
    *,
    quo: bool = False,
    back: str = "",
    against: int | None = None,
    tried: int | None = None,
    varied: Variation | None = None,
    **choices: Any,
) -> Callable[..., str]:
    """Đường đến giải trình with these choices (scenario, year, kinds, ...) and else those in view.

    Made once for a table; gives back `to(code, figure="support") -> address`, `code` "" for the total of the
    units that the filters keep. `quo`: the status quo under the scenario's assumptions. `back`: the address
    that the page offers to return to. `against`: id of another scenario whose difference to this one is shown
    too. `tried`: the number of a try of a meeting, in place of the plan on which it was made. `varied`:
    the plan under this assumption, which is not saved.
    """
    base = state.link("unit", **{"own": held.beside(choices), **choices, "unit": ""})
    more = ({QUO: "1"} if quo else {}) | ({frame.BACK: back} if back else {})
    more |= {AGAINST: str(against)} if against else {}
    more |= {trying.ADDRESS: str(tried)} if tried else {}
    more |= {varying.ADDRESS: str(varied)} if varied else {}

    def to(code: str, figure: str = "support") -> str:
        told = ({"unit": code} if code else {}) | {_ADDRESS: figure} | more
        return f"{base}{'&' if '?' in base else '?'}{urlencode(told)}"

    return to


def link(code: str, figure: str = "support", **choices: Any) -> str:
    """Địa chỉ giải trình của một đơn vị, for a row of a table or a mark of a chart; choices as of `ways`."""
    return ways(**choices)(code, figure)


def onward(**choices: Any) -> Callable[..., str]:
    """Đường đi tiếp từ trang này: to a unit of the total in view, under the same plan and with the same way
    back.
    """
    return ways(back=frame.back(), **_made(), **choices)


def _made() -> dict[str, Any]:
    """What the address makes of the plan in view."""
    return {"quo": quo(), "against": against(), "tried": trying.asked(), "varied": varying.asked()}


def here() -> str:
    """Địa chỉ của giải trình đang xem, to come back to."""
    return ways(**_made())(state.unit(), figure())


def open_unit(code: str, figure: str = "support", **choices: Any) -> None:
    """Mở giải trình của một đơn vị, or of the total, within the visit."""
    frame.follow(link(code, figure, **choices))


def chart(drawn: go.Figure, key: str, *, fill: bool = False, year: int | None = None) -> None:
    """Biểu đồ mà mỗi điểm có đường đi: the `customdata` of a mark is the address that a click follows."""
    address = parts.chart(drawn, key, pick=True, fill=fill, year=year)
    if address:
        frame.follow(address)


def of_plan() -> bool:
    """Số liệu đang xem là của cả phương án: the same whichever unit is chosen."""
    return figure() in PLAN_EXPLAINERS


def figure() -> str:
    """Số liệu đang xem, as the address says; the support where it says none that is known."""
    asked = st.query_params.get(_ADDRESS, "support")
    return asked if asked in EXPLAINERS or asked in PLAN_EXPLAINERS else "support"


def figure_choice(w: Words) -> str:
    """Ô chọn số liệu, kept in the address."""
    shown = figure()
    if shown not in VIEWS:
        state.keep(_OPENED, shown)
    opened = state.note(_OPENED)  # stays beside the usual ones, to go back to
    options = [*VIEWS, opened] if opened else list(VIEWS)
    state.follow("explain.figure", shown)

    def taken() -> None:
        st.query_params[_ADDRESS] = state.current("explain.figure")
        st.query_params.pop(frame.FINDING, None)

    def name(option: str) -> str:
        key = f"explain.fig_{option}"
        return w.t(key) if w.has(key) else name_of(option)

    picked = st.segmented_control(
        w.t("explain.figure"),
        options,
        format_func=name,
        key="explain.figure",
        required=True,
        on_change=taken,
    )
    return str(picked or shown)


def unit_choice(w: Words, names: dict[str, str]) -> str:
    """Ô chọn đơn vị, with the one before and the one after; "" is the total of all."""
    codes = ["", *names]
    here = codes.index(state.unit()) if state.unit() in names else 0
    st.selectbox(
        w.t("explain.unit"),
        codes,
        format_func=lambda code: f"{code} · {names[code]}" if code else w.t("explain.all_units"),
        **state.chooser("unit"),
    )
    for key, step, icon in (("previous", -1, "chevron_left"), ("next", 1, "chevron_right")):
        there = here + step
        st.button(
            f":material/{icon}:",  # no word: beside it the name of the unit needs the room
            key=f"explain.{key}",
            help=w.t(f"explain.{key}"),
            disabled=not 0 <= there < len(codes),
            on_click=state.choose,
            args=("unit", codes[min(max(there, 0), len(codes) - 1)]),
        )
    return state.unit()


def ladders(result: Result, code: str, year: int, view: str, where: Origin) -> None:
    """Các bậc thang của một lựa chọn, one under the other; what is nothing or undefined is left out. What is
    of the whole plan needs no unit.
    """
    w = state.words()

    def ground(term: Term) -> list[Ground]:
        return grounds(term, result, w, where)

    to = onward(**EVERY)
    ways_of = {of: onward(**EVERY, year=of) for of in {result.years[0], year}}

    def unit(code: str, of: str, in_year: int) -> str:
        return ways_of[in_year](code, of)

    names = dict(zip(result.units.code, result.units.name, strict=True))
    below = explaining_rests.page(result, year, where, here())
    page = LadderPage(w, year, ground, names, unit, {name: to("", of) for name, of in SUMS.items()})
    for name in VIEWS.get(view, (view,)):
        of_plan = name in PLAN_EXPLAINERS
        term = explain_total(result, year, name) if of_plan else explain(result, code, year, name)
        if name == view or (term.value and not math.isnan(term.value)) or term.measure == "group":
            title, rest = name_of(name), below.to_html(explaining_rests.of(result, term))
            parts.html(f'<h2 class="panel-title">{parts.rich(title)}</h2>{page.to_html(term)}{rest}')


def goes_into(result: Result, code: str, year: int, column: str) -> str:
    """Số này đi vào đâu: the figures of the unit that are made with a column of its data, each with the way
    there, as HTML; "" for a figure that is no column, or enters none.
    """
    if column not in COLUMN:
        return ""
    w, to = state.words(), onward()
    figures = [name for names in VIEWS.values() for name in names]
    found = [
        parts.link(name_of(name), to(code, name)) for name in enters(result, code, year, column, figures)
    ]
    if not found:
        return ""
    totals = parts.rich(w.t("explain.reach_totals"))
    if len(found) <= REACHED + 1:
        return f"{w.list(found)}. {totals}"
    more = escape(w.t("explain.reach_more", n=len(found) - REACHED))
    rest = f"<details><summary>{more}</summary>{w.list(found[REACHED:])}. {totals}</details>"
    return f"{', '.join(found[:REACHED])}{rest}"


def slip(result: Result, version: DataVersion, code: str, year: int, notes: list[str], where: Origin) -> str:
    """Phiếu giải trình of a unit, for the printer; `where` its data are from."""
    w, units, office = state.words(), result.units, cached.organisation()
    made = datetime.now().astimezone().year
    i = units.position(code)
    basis = w.t(
        "explain.slip_basis", scenario=scenario_name(result), first=version.base_year, number=version.number
    )
    about = w.t("explain.slip_unit", code=code, kind=units.kind[i])
    above, own = head_of({"name": office.name, "superior": office.superior} if office else {}, w)
    terms = terms_of(result, code, year)
    content = Slip(
        office=own or w.t("app.office_unset"),
        superior=above,
        name=units.name[i],
        about=about,
        basis=" ".join(filter(None, (basis, others_said(result, year, w, made)))),
        terms=terms,
        findings=notes,
        fingerprint=w.t("footnote.fingerprint", mark=result.fingerprint),
        school=bool(units.school[i]),
        made=made,
        cells=cells_of(terms, result, w, where),
    )
    return slip_html(content, result, w, year)


def name_of(figure: str) -> str:
    """Tên số liệu: as its column in the data where it has no name of its own."""
    w = state.words()
    key = f"figure.{figure}"
    return w.t(key, number=0) if w.has(key) else w.column(figure)


def written(term: Term, group: str = "") -> str:
    """Số liệu của một câu in its measure; `group` is what is said of a group."""
    w = state.words()
    if math.isnan(term.value):
        return w.t("explain.undefined")
    match term.measure:
        case "group":
            return group
        case "money":
            return w.numbers.dong(term.value)
        case "ratio":
            return w.numbers.percent(term.value)
        case "count" if term.value == int(term.value):
            return w.numbers.count(term.value)
        case _:
            return w.numbers.decimal(term.value)


def style() -> None:
    """Kiểu dáng của bậc thang và phiếu."""
    parts.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def print_now() -> None:
    """Mở hộp in của trình duyệt."""
    st.html("<script>window.print()</script>", unsafe_allow_javascript=True)


def sentence(result: Result, code: str, year: int, view: str) -> str:
    """Câu phát hiện: the figure in view of a unit, with what it is compared with."""
    w, b = state.words(), brief(result, code, year)
    name = result.units.name[result.units.position(code)]
    values: dict[str, Any] = {"name": name, "year": year, "first": result.years[0]}
    group = w.t(f"group.{b.group or 'none'}")
    match view:
        case "support":
            key, quo = "said_support" if b.change else "said_same", b.status_quo
            values |= {"support": b.support, "change": b.change, "share": b.share, "quo": quo}
        case "status_quo":
            key = "said_status_quo"
            values |= {"quo": b.status_quo, "base": b.base, "change": b.added}
        case "coverage":
            key = "said_coverage" if b.norm else "said_no_norm"
            values |= {"available": b.available, "norm": b.norm, "coverage": b.coverage}
        case "ratio":
            key = "said_ratio" if b.group else "said_no_ratio"
            values |= {"ratio": b.ratio, "group": group}
        case "balance":
            key = "said_surplus" if b.balance > 0 else "said_deficit" if b.balance else "said_balanced"
            values |= {"balance": b.balance, "missing": abs(b.balance)}
        case _:
            key, term = "said_other", explain(result, code, year, view)
            values |= {"figure": name_of(view), "value": written(term, group)}
    return w.t(f"explain.{key}", **values)
