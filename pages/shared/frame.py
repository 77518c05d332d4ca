"""Khung của mọi trang: the pages there are, the sidebar, the style sheet, and what stands for a traceback."""

from __future__ import annotations

import json
from contextlib import nullcontext, suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.commands import navigation as streamlit_navigation

from budget.completeness import pending_figures
from budget.report.dictionary import LANGUAGES
from budget.report.numbers import MONEY_UNITS
from budget.report.palette import css_variables, light_twins
from budget.store import DataVersion
from pages.shared import (
    cached,
    columns,
    failing,
    held,
    parts,
    plan_left,
    plan_shown,
    proposing,
    sample_plans,
    signing,
    state,
    year_viewed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlit.navigation.page import StreamlitPage
    from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

ROOT = Path(__file__).resolve().parents[2]
STYLE = Path(__file__).with_name("style.css")
EDITOR = next(Path(st.__file__).parent.glob("static/static/js/data-grid-overlay-editor*.js"), None)
"""What edits a cell of a grid, that the browser fetches with the first cell that opens: the keys typed there
would wait for it.
"""
SCRIPTS = [
    Path(__file__).with_name(f"{name}.js")
    for name in ("address", "copy", "typing", "naming", "searching", "picture", "marks", "spoken", "popovers")
]
DIGITS = (
    " --figures: 0.82rem; --between: 0.18rem; --unit-column: 7.5rem; --school-column: 10.5rem;"
    " --pace-column: 5.5rem; --card-value: 1.2rem;"
)
"""Letters of a table and of a card, room between columns and the least of the names where figures have all
their digits.
"""
LONGEST_NAME = 24
"""Letters that fit in the sidebar's choice of scenario; of a longer name more stands below it."""

# section -> (page file without its ending, icon)
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "data": (("data/import", "upload_file"), ("data/check", "fact_check"), ("data/units", "list_alt")),
    "status": (("status/overview", "monitoring"),),
    "plan": (
        ("plan/assumptions", "tune"),
        ("plan/roadmap", "trending_up"),
        ("plan/reductions", "content_cut"),
        ("plan/allocation", "school"),
        ("plan/provisions", "rule"),
    ),
    "compare": (("compare/compare", "compare_arrows"), ("explain/unit", "calculate")),
    "present": (
        ("present/meeting", "co_present"),
        ("present/export", "download"),
        ("present/verify", "verified"),
    ),
    "law": (("law/law", "gavel"), ("log/log", "history"), ("settings/organisation", "apartment")),
}

FILES = {Path(path).stem: f"pages/{path}.py" for entries in SECTIONS.values() for path, _ in entries}
"""Page by its name in the address -> its file."""

BACK = "back"
"""Name in the address, and note, of where the visit came from."""

LOST = "frame.lost"
"""Note that the address named no page."""

FINDING = "finding"
"""Name in the address of a kind of finding whose units are listed."""


def pages() -> dict[str, list[StreamlitPage]]:
    """Các trang có tệp, by section, with their titles in the chosen language."""
    w = state.words()
    found: dict[str, list[StreamlitPage]] = {}
    for section, entries in SECTIONS.items():
        for path, icon in entries:
            file = ROOT / "pages" / f"{path}.py"
            if file.is_file():
                name = file.stem
                title, default = w.t(f"page.{name}"), name == state.HOME
                page = st.Page(file, title=title, icon=f":material/{icon}:", url_path=name, default=default)
                found.setdefault(section, []).append(page)
    return found


def navigation(sections: dict[str, list[StreamlitPage]]) -> StreamlitPage:
    """Trang được hỏi: the first page for an address that has none, of which `run` then tells.

    Streamlit tells of it in a dialog of its own, in English only.
    """
    streamlit_navigation.send_page_not_found = _lost
    return st.navigation([page for entries in sections.values() for page in entries], position="hidden")


def _lost(ctx: ScriptRunContext) -> None:
    """Ghi nhận địa chỉ không có trang."""
    state.keep(LOST, value=True)


def style() -> None:
    """Kiểu dáng: the style sheet with the theme's palette and words that Streamlit has only in English;
    and what the browser does beside: the way back, what is typed quickly or without marks, marks of
    charts by keys, widths of columns, the choices of the next visit.
    """
    w = state.words()
    said = {"upload-drop": "upload.drop", "upload-browse": "upload.browse", "no-option": "table.no_option"}
    said["working"] = "app.working"
    most = st.get_option("server.maxUploadSize")
    texts = " ".join(f'--{name}: "{w.t(key, most=most)}";' for name, key in said.items())
    if w.numbers.money_unit == MONEY_UNITS[0]:
        texts += DIGITS
    sheet = STYLE.read_text(encoding="utf-8")
    st.html(f"<style>:root {{ {css_variables(state.theme())} {texts} }}\n{sheet}</style>")
    beside = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    spoken = {name: w.t(f"app.spoken_{name}", of="#") for name in ("skip", "help", "help_of")}
    beside = beside.replace("EDITOR", json.dumps(f"static/js/{EDITOR.name}" if EDITOR else ""))
    beside = beside.replace("COLORS", json.dumps(light_twins())).replace("SPOKEN", json.dumps(spoken))
    st.html(f"<script>{beside}</script>", unsafe_allow_javascript=True)
    columns.widths()
    state.remember()


def sidebar(sections: dict[str, list[StreamlitPage]], current: StreamlitPage) -> None:
    """Thanh bên: office, data, scenario, year, the pages, unit of money and language."""
    w = state.words()
    if current.url_path == "unit":
        held.returned()
    else:
        held.again()
    with st.sidebar:
        _office()
        _choices(current.url_path)
        for section, entries in sections.items():
            parts.html(f'<div class="section">{escape(w.t(f"section.{section}"))}</div>')
            for page in entries:
                # a box around the page in view alone: each box is one more thing to send with every run
                here = page.url_path == current.url_path
                with st.container(key="nav-here") if here else nullcontext():
                    st.page_link(page)
        with st.container(key="side-foot"):
            _foot()


def _foot() -> None:
    """Chân thanh bên: who works, the address of what is in view, unit of money and language."""
    w = state.words()
    with st.container(key="side-who", horizontal=True, wrap=False, horizontal_alignment="distribute"):
        signing.beside()
        parts.copy_address()
    with st.container(horizontal=True, wrap=False):
        st.selectbox(
            w.t("app.money_unit"),
            MONEY_UNITS,
            format_func=lambda unit: w.t(f"number.{unit}"),
            label_visibility="collapsed",
            **state.chooser("money_unit"),
        )
        st.segmented_control(
            w.t("app.language"),
            LANGUAGES,
            format_func=str.upper,
            required=True,
            label_visibility="collapsed",
            **state.chooser("language"),
        )


def _office() -> None:
    office = cached.organisation()
    name = office.name if office else state.words().t("app.office_unset")
    above = escape(office.superior) if office and office.superior else ""
    line = f'<div class="superior" title="{above}">{above}</div>' if above else ""
    parts.html(f'<div class="office" title="{escape(name)}">{escape(name)}</div>{line}')


def _choices(page: str) -> None:
    """Data version, scenario and year; a choice that is no longer there gives way to the newest.

    Where data of several bodies lie side by side, each says whose it is.
    """
    w = state.words()
    versions = {v.id: v for v in cached.store().data_versions()}
    if not versions:
        state.choose("data", None)
        parts.html(f'<p class="none">{escape(w.t("app.data_none"))}</p>')
        return
    if state.data_version() is None and state.scenario_id() is None:
        # who comes for the first time, by an address that says nothing, begins with what the office proposes
        state.choose("scenario", proposing.plan())
    _valid("data", _whole_last(versions.values()))
    several = len({v.owner for v in versions.values()}) > 1
    labels = {
        i: w.t(
            "app.version_of" if several and version.owner else "app.version",
            year=version.base_year,
            number=version.number,
            owner=version.owner,
        )
        for i, version in versions.items()
    }
    st.selectbox(w.t("app.data"), versions, format_func=labels.__getitem__, **state.chooser("data"))
    if several:
        _whole(versions[state.data_version() or 0].owner)
    for pending in pending_figures(cached.units(state.data_version() or 0)):
        told = w.t("app.data_pending", n=len(pending.units), column=pending.column)
        parts.html(f'<p class="chosen pending">{escape(told)}</p>')
    saved = {s.id: s for s in cached.store().scenarios()}
    plans = sample_plans.marked({i: s.name for i, s in saved.items()})
    names: dict[int | None, str] = state.told_apart(
        {None: w.t("app.status_quo"), **{i: plans[i] for i in saved}}
    )
    if state.scenario_id() not in names:
        state.keep("frame.missing", state.scenario_id())
        state.choose("scenario", None)
    st.selectbox(
        w.t("app.scenario"),
        names,
        format_func=names.__getitem__,
        # Streamlit shows its placeholder for the choice None
        placeholder=names[None],
        **held.chooser("scenario"),
    )
    missing = state.note("frame.missing")
    if missing is not None and state.scenario_id() is None:
        told = w.t("app.scenario_missing", number=missing)
        parts.html(f'<p class="chosen pending">{escape(told)}</p>')
    else:
        state.keep("frame.missing", None)
    if len(names[state.scenario_id()]) > LONGEST_NAME:
        _whole(names[state.scenario_id()])
    chosen = saved.get(state.scenario_id() or 0)
    if chosen is not None and chosen.locked:
        st.caption(f":material/lock: {w.t('app.locked')}")
    if chosen is not None and chosen.id == proposing.plan():
        st.caption(f":material/co_present: {w.t('propose.side')}")
    year_viewed.choose(page, versions[state.data_version() or 0])


def _whole(name: str) -> None:
    """Tên dài dưới ô chọn: two lines of it, all of it when pointed at, so that every page stays in view."""
    parts.html(f'<p class="chosen name" title="{escape(name)}">{escape(name)}</p>')


def _whole_last(versions: Iterable[DataVersion]) -> list[int]:
    """Phiên bản theo thứ tự, the one to begin with last: the newest, but no few units beside a whole city."""
    found = list(versions)
    most = max(version.units for version in found)
    return [v.id for v in sorted(found, key=lambda v: 2 * v.units >= most)]


def _valid(name: str, options: list[Any]) -> None:
    if state.get(name) not in options:
        state.choose(name, options[-1])


def data(title: str, page: str) -> DataVersion:
    """Số liệu đang xem; without any the page says what it will show, and leads to the import."""
    version = cached.data_version()
    if version is None:
        w = state.words()
        parts.header(title)
        said = w.t(f"{page}.empty_title"), w.t(f"{page}.empty_text")
        parts.empty(*said, w.t("overview.empty_action"), FILES["import"])
        parts.stop()
    return version


def follow(address: str) -> None:
    """Theo một địa chỉ do `state.link` làm, within the visit; its page shows the way back."""
    here = state.link(state.note("here", state.HOME))
    page, more = state.take(address)
    state.keep(BACK, (page, more.pop(BACK, here)))
    st.switch_page(FILES[page], query_params=more)


def back() -> str:
    """Địa chỉ để trở lại: where the visit came to this page from; "" where it came by itself."""
    to, address = state.note(BACK, ("", ""))
    return str(address) if to == state.note("here") else ""


def _way_back(name: str) -> None:
    """Trở lại: one click to where a row or a mark was clicked, with what was chosen there."""
    state.keep("here", name)
    given = st.query_params.get(BACK)
    if given is not None:
        state.keep(BACK, (name, given))
        del st.query_params[BACK]
    address = back()
    page = state.page_of(address)
    if not address or page not in FILES:
        state.keep(BACK, None)
        return
    w = state.words()
    label = w.t("app.back", page=w.t(f"page.{page}"))
    if st.button(label, key="frame.back", type="tertiary", icon=":material/arrow_back:"):
        read = state.unit()
        _, more = state.take(address)
        # the page of explanations goes on with the unit read last, not with the one before the way there
        if read and page != "unit":
            state.choose("unit", read)
        state.keep(BACK, None)
        st.switch_page(FILES[page], query_params=more)


def run(page: StreamlitPage) -> None:
    """Chạy trang: an expected refusal is said in its own words, the unexpected in one sentence with a code.

    Streamlit's own signals to stop or run again are no errors and pass through.
    """
    w = state.words()
    _way_back(page.url_path or state.HOME)
    plan_left.begin()
    plan_shown.begin()
    if state.note(LOST):
        state.keep(LOST, None)
        parts.message("warning", w.t("app.page_unknown"))
    with failing.guarded(page.url_path or "/"):
        with suppress(parts.Done):
            page.run()
        plan_left.end()
