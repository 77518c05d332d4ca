"""Giải trình trên trang: the way to it from every table and chart, the figure in view, and where
figures come from.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from budget.explain import brief, explain, explain_total
from budget.explain_figures import EXPLAINERS, PLAN_EXPLAINERS, SUMS
from budget.explain_terms import Term
from budget.report.ground import Ground, Origin, Saved, grounds
from budget.report.ladder_html import LadderPage
from budget.report.slip import Slip, slip_html
from budget.report.words import Words
from budget.simulate import Result
from budget.store import DataVersion, SavedScenario
from pages.shared import cached, parts, state

PAGE = "pages/explain/unit.py"
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

SLIP = ("support", "status_quo", "ratio", "coverage", "balance")
TOTALS = {name: name for name in (*VIEWS, "released") if name not in ("coverage", "ratio")}
TOTALS["coverage"] = "norm_gap"
"""The figure whose units add up, by what is in view."""

PLAN = {"increase": tuple(PLAN_EXPLAINERS)}
"""Figures of the whole plan that stand below a total."""

_ADDRESS = "figure"
_VERSIONS = 60
"""Saved versions in which the one that set an assumption is looked for."""


def open_unit(code: str, figure: str = "support") -> None:
    """Mở giải trình của một đơn vị: goes to the page; `code` "" for the total. For a click on a row
    or a mark.
    """
    state.choose("unit", code)
    st.switch_page(PAGE, query_params={_ADDRESS: figure})


def link(code: str, figure: str = "support") -> str:
    """Địa chỉ giải trình của một đơn vị, for the rows of a table: everything else in view stays as it is."""
    kept = {k: v for k, v in st.query_params.to_dict().items() if k not in ("unit", _ADDRESS)}
    return f"unit?{urlencode({**kept, 'unit': code, _ADDRESS: figure})}"


def figure() -> str:
    """Số liệu đang xem, as the address says; the support where it says none that is known."""
    asked = st.query_params.get(_ADDRESS, "support")
    return asked if asked in EXPLAINERS else "support"


def figure_choice(w: Words) -> str:
    """Ô chọn số liệu, kept in the address."""
    shown = figure()
    options = list(VIEWS) if shown in VIEWS else [*VIEWS, shown]
    state.follow("explain.figure", shown)

    def taken() -> None:
        st.query_params[_ADDRESS] = state.current("explain.figure")

    def name(option: str) -> str:
        key = f"explain.fig_{option}"
        return w.t(key) if w.has(key) else w.t(f"figure.{option}", number=0)

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
        format_func=lambda code: (
            f"{code} · {names[code]}" if code else w.t("explain.all_units", n=len(names))
        ),
        **state.chooser("unit"),
    )
    for key, step, icon in (("previous", -1, "chevron_left"), ("next", 1, "chevron_right")):
        there = here + step
        st.button(
            w.t(f"explain.{key}"),
            key=f"explain.{key}",
            icon=f":material/{icon}:",
            disabled=not 0 <= there < len(codes),
            on_click=state.choose,
            args=("unit", codes[min(max(there, 0), len(codes) - 1)]),
        )
    return state.unit()


def origin(version: DataVersion, saved: SavedScenario | None, code: str) -> Origin:
    """Xuất xứ số liệu và giả định của một đơn vị."""
    sources = cached.store().sources(version.id, code)
    return Origin(sources, version.origin == "sample", _versions(saved) if saved else ())


def _versions(saved: SavedScenario) -> tuple[Saved, ...]:
    history = {v.number: v for v in cached.store().scenario_history(saved.id)}
    found: list[Saved] = []
    number = saved.number
    while number in history and len(found) < _VERSIONS:
        version = history[number]
        found.append(Saved(number, version.author, version.created_at, cached.scenario(version.text)))
        number = version.parent or 0
    return tuple(found)


def ladders(result: Result, code: str, year: int, view: str, where: Origin) -> None:
    """Các bậc thang của một lựa chọn, one under the other; what is nothing or undefined is left out."""
    page = _page(result, year, where)
    for name in VIEWS.get(view, (view,)):
        term = explain(result, code, year, name)
        if name == view or (term.value and not math.isnan(term.value)) or term.measure == "group":
            _ladder(page, term)


def plan_ladders(result: Result, year: int, view: str, saved: SavedScenario | None) -> None:
    """Các bậc thang của cả phương án below a total: the pool and what is left of it."""
    page = _page(result, year, Origin({}, versions=_versions(saved) if saved else ()))
    for name in PLAN.get(view, ()):
        _ladder(page, explain_total(result, year, name))


def _page(result: Result, year: int, where: Origin) -> LadderPage:
    w = state.words()

    def ground(term: Term) -> list[Ground]:
        return grounds(term, result, w, where)

    return LadderPage(w, year, ground, {name: link("", of) for name, of in SUMS.items()})


def _ladder(page: LadderPage, term: Term) -> None:
    title = page.words.t(f"figure.{term.figure}", number=0)
    parts.html(f'<h2 class="panel-title">{parts.rich(title)}</h2>{page.to_html(term)}')


def slip(result: Result, version: DataVersion, code: str, year: int, notes: list[str]) -> str:
    """Phiếu giải trình of a unit, for the printer."""
    w, units, office = state.words(), result.units, cached.organisation()
    i = units.position(code)
    terms = [explain(result, code, year, name) for name in SLIP]
    basis = w.t(
        "explain.slip_basis", scenario=scenario_name(result), first=version.base_year, number=version.number
    )
    about = w.t("explain.slip_unit", code=code, kind=units.kind[i])
    content = Slip(
        office=office.name if office else w.t("app.office_unset"),
        superior=office.superior if office else "",
        name=units.name[i],
        about=about,
        basis=basis,
        terms=[t for t in terms if t.value == t.value],
        findings=notes,
        fingerprint=w.t("footnote.fingerprint", mark=result.fingerprint),
    )
    return slip_html(content, result, w, year)


def scenario_name(result: Result) -> str:
    """Tên phương án; the empty one is the status quo."""
    w = state.words()
    return w.t("app.status_quo") if result.scenario == cached.status_quo() else result.scenario.name


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
            shown = group if term.measure == "group" else w.numbers.dong(term.value)
            values |= {"figure": w.t(f"figure.{view}", number=0), "value": shown}
    return w.t(f"explain.{key}", **values)
