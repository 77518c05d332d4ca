"""Phương án được giải trình: the saved one, or one made of it that is saved nowhere (its status quo, a try of
a meeting, a variation), and who set what it assumes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from budget.compare import without
from budget.law import Law
from budget.norms import norm_of, office_norm
from budget.report.ground import Origin, Saved
from budget.report.words import Words
from budget.report.workbook_measures import norm_short
from budget.scenario import Scenario, ScenarioError
from budget.simulate import Result
from budget.store import DataVersion, LogEntry, SavedScenario
from pages.shared import cached, frozen, source_cells, state, trying, varying

QUO, AGAINST = "quo", "against"
BY_NORM = ("coverage", "norm_gap", "norm")
"""Figures that are measured by a norm."""
_VERSIONS = 60
"""Saved versions in which the one that set an assumption is looked for."""


@dataclass(frozen=True)
class Explained:
    """Phương án trong tầm xem: the data, the saved plan (None: the status quo of the data), and what the
    address makes of it.
    """

    version: DataVersion
    saved: SavedScenario | None
    tried: LogEntry | None
    varied: varying.Variation | None

    def result(self) -> Result:
        """Kết quả, computed as the address says. Raises ScenarioError."""
        made = self._made()
        scenario = without(made, plan=True, allocation=True) if quo() else made
        found = cached.result(scenario, self.version.id, self._law())
        return self.varied.then(found) if self.varied else found

    def _law(self) -> Law:
        """A try is computed as the meeting does, under the law of today."""
        saved = None if self.tried else self.saved
        return frozen.law_of(saved.version_id, self.version.id) if saved else cached.law()

    def _made(self) -> Scenario:
        made = cached.scenario(self.saved.text) if self.saved else cached.status_quo()
        if self.saved and self.tried:
            made = trying.scenario(self.saved, self.tried.details["values"])
        return self.varied.of(made, self.version.id, self._law()) if self.varied else made

    def origin(self, code: str) -> Origin:
        """Xuất xứ số liệu và giả định của một đơn vị; without one, of the assumptions alone."""
        versions = _versions(self.saved) if self.saved else ()
        if self.saved and self.tried:
            values = trying.scenario(self.saved, self.tried.details["values"])
            versions = (Saved(0, self.tried.who, self.tried.at, values), *versions)
        if self.varied:
            versions = (Saved(0, "", None, self._made()), *versions)
        return source_cells.of_unit(self.version, code, versions)


def explained(version: DataVersion) -> Explained:
    """Phương án mà địa chỉ nêu, on these data."""
    saved, number = cached.saved_scenario(), trying.asked()
    tried = trying.found(number, saved, version) if number and saved else None
    return Explained(version, saved, tried, varying.asked())


def quo() -> bool:
    """Đang xem hiện trạng của phương án: its assumptions without what it decides, as the address says."""
    return bool(st.query_params.get(QUO)) and cached.saved_scenario() is not None


def against() -> int | None:
    """Phương án khác để đối chiếu, by its id, as the address says; it need not be there any more."""
    with suppress(ValueError):  # an address may hold anything
        return int(st.query_params.get(AGAINST, ""))
    return None


def stop_comparing() -> None:
    """Thôi đối chiếu: only in a callback."""
    st.query_params.pop(AGAINST, None)


def title(plan: Explained, w: Words) -> str:
    """Tiêu đề: of a status quo also on which assumptions, for that of a plan is not that without one."""
    if plan.saved is None:
        return w.t("explain.title_still")
    return w.t("explain.title_quo", name=plan.saved.name) if quo() else w.t("explain.title")


def still_said(plan: Explained, year: int, kinds: Collection[str], w: Words) -> str:
    """Vì sao hiện trạng này khác hiện trạng ở So sánh, where no plan is in view and a saved one assumes
    otherwise, but in the base year, which no assumption moves; and where its norm of the `kinds` is another.
    """
    if plan.saved is not None:
        return ""
    still, others = cached.status_quo(), list[Scenario]()
    for saved in cached.store().scenarios():
        with suppress(ScenarioError):
            others.append(cached.scenario(saved.text))
    moved = year > plan.version.base_year and any(o.assumptions != still.assumptions for o in others)
    said = w.t("explain.still", page=w.t("page.compare"), year=year) if moved else ""
    return f"{said} {_norm_said(still, others, kinds, year, w)}".strip()


def _norm_said(
    still: Scenario, others: Sequence[Scenario], kinds: Collection[str], year: int, w: Words
) -> str:
    """Định mức ở đây và của phương án đầu tiên có định mức khác; that there are such where kinds differ in
    them; "" for none.
    """
    law, found = cached.law(), dict[str, None]()
    for kind in kinds:
        own = norm_of(kind, still, law, year)
        other = next((one for one in others if norm_of(kind, one, law, year) != own), None)
        if other is None:
            continue
        default = own is not None and office_norm(kind, law, year) is None
        told = {"own": norm_short(own, w), "other": norm_short(norm_of(kind, other, law, year), w)}
        whose = w.t("explain.still_norm_default") if default else ""
        found[w.t("explain.still_norm", name=other.name, whose=whose, **told)] = None
    return next(iter(found)) if len(found) == 1 else w.t("explain.still_norms") if found else ""


def quo_choice(w: Words) -> None:
    """Ô chọn phương án hay hiện trạng của nó, kept in the address."""
    if cached.saved_scenario() is None:
        return
    state.follow("explain.quo", quo())

    def taken() -> None:
        if state.current("explain.quo"):
            st.query_params[QUO] = "1"
        else:
            del st.query_params[QUO]

    st.toggle(w.t("explain.quo"), key="explain.quo", help=w.t("explain.quo_help"), on_change=taken)


def _versions(saved: SavedScenario) -> tuple[Saved, ...]:
    """Các bản đã lưu, the newest first, and before the first one of a copy those of the plan copied."""
    store, plan, number = cached.store(), saved.id, saved.number
    found: list[Saved] = []
    while number and len(found) < _VERSIONS:
        history = {v.number: v for v in store.scenario_history(plan)}
        while number in history and len(found) < _VERSIONS:
            version = history[number]
            of = "" if plan == saved.id else version.name
            try:
                read = cached.scenario(version.text)
            except ScenarioError:  # a version of old that the program reads no more
                return tuple(found)
            found.append(Saved(number, version.author, version.created_at, read, of))
            number = version.parent or 0
        plan, number = store.copied_from(plan)
    return tuple(found)


def scenario_name(result: Result) -> str:
    """Tên phương án; the empty one is the status quo."""
    w = state.words()
    if result.scenario == cached.status_quo():
        return w.t("app.status_quo")
    name = w.t("explain.tried_of", name=result.scenario.name) if trying.asked() else result.scenario.name
    if varied := varying.asked():
        name = w.t("explain.varied_of", name=name, said=varied.said())
    return w.t("explain.quo_of", name=name) if quo() else name
