"""Chọn để so sánh: which scenarios, against what and in which year; the same choice for screen and export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from budget.report.chart_style import Look
from budget.report.letters import without_middle
from budget.report.workbook_comparison import LONGEST_MARK, MOST, Comparison, bears, comparison, tags
from budget.simulate import Result
from budget.store import DataVersion, SavedScenario
from budget.units import Units
from pages.shared import (
    cached,
    explaining,
    file_names,
    frame,
    frozen,
    parts,
    plan_new,
    proposing,
    sample_plans,
    state,
)

BESIDE = 3
"""Scenarios that have room for a button each beside another field."""


LEGEND, SHORTEST = 36, 11
"""Letters of a plan's name below the title of a chart, and the fewest that tell it in the name of a file."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Bảng so sánh đang xem: the saved scenarios in order, their comparison, a short mark for each, and the
    newest plan that was decided on these data, compared or not.
    """

    saved: tuple[SavedScenario, ...]
    shown: Comparison
    tags: tuple[str, ...]
    decided: SavedScenario | None = None

    @property
    def year(self) -> int:
        """Năm so sánh."""
        return self.shown.year

    def name(self, k: int, letters: int = 60) -> str:
        """Tên phương án thứ k; one too long for its place loses its middle, as what tells plans apart is at
        either end.
        """
        return without_middle(self.saved[k].name, letters)

    def label(self, k: int, letters: int = 60) -> str:
        """Tên kèm ký hiệu, where the name does not begin with it."""
        name = self.name(k, letters)
        return name if bears(name, self.tags[k]) else f"{self.tags[k]} · {name}"

    def look(self, letters: int, most: int = LEGEND) -> Look:
        """Giao diện biểu đồ của nhiều phương án: the picture says which mark is of which plan, with `most`
        letters of its name, and the name of its file the plans, of each what has room.
        """
        every = range(len(self.saved))
        apart = [self.label(k, most) for k in every if self.name(k) != self.tags[k]]
        each = file_names.PLAN_LETTERS // len(self.saved) - len(", ")
        fit = each >= SHORTEST
        names = [file_names.clean(self.saved[k].name, each) if fit else self.tags[k] for k in every]
        return state.look(letters, "; ".join(apart), ", ".join(names))

    def called(self, k: int) -> str:
        """Gọi phương án thứ k trong một câu: by its mark where it has one, else by its name."""
        w, tag = state.words(), self.tags[k]
        if tag == w.t("compare.tag", n=k + 1):
            return tag
        marked = len(tag) <= LONGEST_MARK
        return w.t("compare.called", tag=tag) if marked else w.t("compare.quoted", name=self.name(k))

    def ways(self, k: int, **choices: Any) -> Callable[..., str]:
        """Đường đến giải trình của phương án thứ k trong năm so sánh, as of `explaining.ways`."""
        return explaining.ways(**{"scenario": self.saved[k].id, "year": self.year} | choices)

    def quo_ways(self, q: int, **choices: Any) -> Callable[..., str]:
        """Đường đến giải trình của hiện trạng thứ q."""
        return self.ways(self.shown.quo_of.index(q), quo=True, **choices)

    def apart(self, k: int, **choices: Any) -> Callable[..., str]:
        """Đường đến giải trình của chênh lệch so với căn cứ: beside the scenario that is the baseline, where
        it is not the status quo.
        """
        basis = self.shown.baseline
        return self.ways(k, against=None if basis is None else self.saved[basis].id, **choices)

    def to_units(self, bands: Sequence[str] = (), k: int | None = None) -> str:
        """Địa chỉ bảng theo đơn vị, of the units whose support changes by these bands in scenario k (None: in
        the one that leads).
        """
        of = self.saved[self.lead if k is None else k].id if bands else None
        return state.link("compare", view="units", bands=tuple(bands), bands_of=of, **explaining.EVERY)

    @property
    def others(self) -> tuple[int, ...]:
        """Các phương án được so với căn cứ: all but the one that is the baseline."""
        return tuple(k for k in range(len(self.saved)) if k != self.shown.baseline)

    @property
    def lead(self) -> int:
        """Phương án đứng đầu: the one in view, where it is compared; else the first of those compared."""
        ids = [self.saved[k].id for k in self.others]
        mine = state.scenario_id()
        return self.others[ids.index(mine) if mine in ids else 0]


def load_samples(version: DataVersion) -> None:
    """Lưu các phương án mẫu, and compare them with the one in view, which stays."""
    mine = state.scenario_id()
    plan_new.take_ready(version)
    # the plans stand here at once; told on the page of another plan later it would be wrong
    state.keep("plan.message", None)
    names = [one.name for one in plan_new.ready(version)]
    made = {saved.name: saved.id for saved in cached.store().scenarios()}
    shown = [made[name] for name in names]
    state.choose("compared", tuple(dict.fromkeys([*([mine] if mine is not None else []), *shown])))


def empty(version: DataVersion | None, title: str, text: str) -> None:
    """Chưa đủ để so sánh: the one button that gets on, to data, to sample scenarios or to planning."""
    w = state.words()
    if version is None:
        parts.empty(
            title,
            w.t("compare.empty_data"),
            w.t("overview.empty_action"),
            "pages/data/import.py",
            "compare.none",
        )
    elif len(plan_new.ready(version)) > 1:
        parts.empty(
            title, text, w.t("compare.load_samples"), lambda: load_samples(version), "compare.samples"
        )
    else:
        parts.empty(title, text, w.t("compare.make"), "pages/plan/assumptions.py", "compare.make")


def choose(version: DataVersion, saved: list[SavedScenario], *, least: int = 2) -> Compared | None:
    """Ô chọn phương án và căn cứ so sánh; None, with the reason said, where too few can be computed."""
    w = state.words()
    by_id = {s.id: s for s in saved}
    chosen = tuple(i for i in state.compared() if i in by_id)
    if len(chosen) < least and not state.note("compare.touched"):
        chosen = _first(version, saved)
    state.choose("compared", chosen)
    state.keep("compare.touched", True)
    left, right = st.columns((3, 1))
    with left:
        st.multiselect(
            w.t("compare.scenarios", least=least, most=MOST),
            list(by_id),
            format_func=state.told_apart(sample_plans.marked({s.id: s.name for s in saved})).__getitem__,
            select_all=False,
            placeholder=w.t("compare.pick"),
            **state.chooser("compared"),
        )
    if len(chosen) > MOST:
        parts.message("note", w.t("compare.too_many", most=MOST))
    picked = [by_id[i] for i in chosen[:MOST]]
    results = _computed(picked, version)
    picked = [s for s in picked if s.id in results]
    if len(picked) < least:
        parts.note(w.t("compare.too_few", least=least))
        return None
    with right:
        _baseline(picked)
    ids = [s.id for s in picked]
    baseline = ids.index(state.get("baseline")) if state.get("baseline") in ids else None
    found = [results[i] for i in ids]
    frozen.notices(picked, version, found)
    last = min(result.years[-1] for result in found)
    year = min(max(state.year() or last, found[0].years[0]), last)
    if state.year() not in (None, year):
        parts.message("note", w.t("compare.year_gone", asked=state.year(), year=year))
    key = (*(result.fingerprint for result in found), year, baseline)
    shown = cached.derived("comparison", key, lambda: comparison(found, year, baseline))
    decided = next(iter(_decided(version, saved)), None)
    return Compared(tuple(picked), shown, tags([s.name for s in picked], w), decided)


def _first(version: DataVersion, saved: list[SavedScenario]) -> tuple[int, ...]:
    """So sánh khi chưa chọn: the plan in view, the one proposed, the newest decided one, then the office's
    own, the newest first, as many as are compared at once; samples that nobody changed only where there are
    fewer than two of its own.
    """
    fit = [s for s in saved if s.base_year in (None, version.base_year)]
    samples, ids = sample_plans.unchanged(fit), [s.id for s in fit]
    own = [s.id for s in sorted(fit, key=lambda s: s.saved_at, reverse=True) if s.id not in samples]
    fill = own if len(own) > 1 else [*own, *ids]
    before = [state.scenario_id(), proposing.plan(), *(s.id for s in _decided(version, saved)[:1])]
    kept = list(dict.fromkeys([*(one for one in before if one in ids), *fill]))[:MOST]
    return tuple(one for one in ids if one in kept)


def _decided(version: DataVersion, saved: Sequence[SavedScenario]) -> list[SavedScenario]:
    """Các phương án đã chốt trên số liệu này, the newest decision first."""
    by_version = {one.version_id: one for one in saved}
    made = (one.decided for one in cached.store().decisions() if one.data_version == version.id)
    return [by_version[one] for one in dict.fromkeys(made) if one in by_version]


def _computed(picked: list[SavedScenario], version: DataVersion) -> dict[int, Result]:
    """Results by scenario id; those that the law or their file does not let compute are said and left out."""
    w = state.words()
    results = {}
    for one in picked:
        law = frozen.law_of(one.version_id, version.id)
        result = cached.result(cached.scenario(one.text), version.id, law)
        if result.computed:
            results[one.id] = result
            continue
        reasons = " ".join(w.finding(f) for f in result.findings)
        parts.message("warning", w.t("compare.not_computed", name=one.name, reason=reasons))
    return results


def _baseline(picked: list[SavedScenario]) -> None:
    w = state.words()
    names: dict[int | None, str] = state.told_apart(
        {None: w.t("app.status_quo"), **{s.id: s.name for s in picked}}
    )
    if state.get("baseline") not in names:
        state.choose("baseline", None)
    st.selectbox(
        w.t("compare.baseline"),
        list(names),
        format_func=names.__getitem__,
        # Streamlit shows its placeholder for the choice None
        placeholder=names[None],
        **state.chooser("baseline"),
    )


def unit_in_view(
    units: Units, codes: Sequence[str], key: str, leads: Mapping[str, Callable[[str], str]]
) -> str:
    """Chọn một đơn vị, with the way to the explanation of its figures: by the tag of a scenario ("" where
    there is but one) the address for a unit's code. Gives back its code: of these the one read last, else the
    first, which is not chosen by that; where explanations are read next, that one is not wanted.
    """
    w = state.words()
    shown = state.unit() if state.unit() in codes else codes[0]
    state.put("choose.unit", shown)

    def taken() -> None:
        state.choose("unit", state.current("choose.unit"))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            w.t("compare.unit"),
            codes,
            format_func=lambda code: f"{code} · {units.name[units.position(code)]}",
            label_visibility="collapsed",
            key="choose.unit",
            on_change=taken,
        )
        if len(leads) <= BESIDE:
            _leads(key, leads, shown)
    if len(leads) > BESIDE:
        with st.container(horizontal=True):
            _leads(key, leads, shown)
    return shown


def _leads(key: str, leads: Mapping[str, Callable[[str], str]], code: str) -> None:
    w = state.words()
    for tag, to in leads.items():
        label = w.t("compare.explain", tag=tag) if tag else w.t("page.unit")
        if st.button(label, key=f"{key}.explain.{tag}", icon=":material/calculate:"):
            frame.follow(to(code))


def basis_name(compared: Compared) -> str:
    """Tên căn cứ so sánh."""
    baseline = compared.shown.baseline
    w = state.words()
    if baseline is None:
        return w.t("compare.status_quo_own" if compared.shown.own else "compare.status_quo")
    return w.t("compare.quoted", name=compared.saved[baseline].name)


def quo_tag(compared: Compared, place: int, *, by_norm: bool = False) -> str:
    """Tên ngắn của hiện trạng thứ `place`, for a line or a row by year: of which plan, where there are
    several; `by_norm`: of those that the norms of the plans make, too.
    """
    w, of = state.words(), compared.shown.normed_of if by_norm else compared.shown.quo_of
    return w.t("compare.quo_of", tag=compared.tags[of.index(place)]) if any(of) else w.t("app.status_quo")
