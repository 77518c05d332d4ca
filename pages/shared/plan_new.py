"""Phương án mới: a first one with sensible levers, and the ready ones that come with the sample data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from budget.obliged import minimum_card
from budget.report.dictionary import LANGUAGES, dictionary
from budget.report.workbook_comparison import MOST
from budget.sample import SAMPLES, load_sample
from budget.scenario import (
    Scenario,
    ScenarioError,
    as_tables,
    changed,
    dump_scenario,
    scenario_from,
)
from budget.store import DataVersion, SavedScenario
from pages.shared import cached, plan, sample_plans, state

MEETING = re.compile(r" \([^()]*\d{2}/\d{2}/\d{4}\)$")
"""What a plan is called by that a meeting changed, behind its name: "(họp 26/11/2026)"."""

COPY_NAMES = ("copy_name", "copy_name_next", "copy_decided", "copy_decided_next")
"""Words that name a copy, the first two of any plan, the others of a decided one."""

NAME, HOLE = re.escape("{name}"), re.compile(r"\\{\w+(:\w+)?\\}")
"""Where a copy's name has that of its original, and where its number, in an escaped pattern."""

START = {
    "assumptions": {"inflation": 0.035},
    "reductions": [{"method": "statutory"}],
    "allocation": {"cap": 0.1, "stages": [{"aim": "norm"}, {"aim": "share", "by": "pupils"}]},
}
"""What a new plan begins with: prices rise, the law's minimum is cut, and what is cut goes to schools."""

SHARED = ("horizon", "classification", "assumptions", "norms")
"""What plans must have in common to be compared: they then share their status quo."""


def ready(version: DataVersion) -> list[Scenario]:
    """Các phương án mẫu của bộ số liệu mẫu này; none for data of an office's own."""
    data = (version.base_year, version.owner)

    def read() -> list[Scenario]:
        for name in SAMPLES:
            about, _ = load_sample(name)
            if (about.base_year, about.owner) == data:
                return sample_plans.read(f"{name.split('_')[0]}_*.toml")
        return []

    return cached.derived("ready", data, read)


def copy_name(saved: SavedScenario) -> str:
    """Tên của bản sao, one that no plan has: that of a decided plan tells itself apart where it begins, and
    does not bear the day of the meeting.
    """
    t, known = state.words().t, {one.name for one in cached.store().scenarios()}
    key = "plan.copy_decided" if saved.locked else "plan.copy_name"
    base = _original(MEETING.sub("", saved.name)) if saved.locked else _original(saved.name, COPY_NAMES[:2])
    like, turn = base[:180], 1
    name = t(key, name=like)
    while name in known:
        turn += 1
        name = t(f"{key}_next", name=like, n=turn)
    return name


def is_copy(saved: SavedScenario) -> bool:
    """Bản sao đang sửa: not decided on, and still under a name that a copy is given, in any language."""
    return not saved.locked and _original(saved.name) != saved.name


def _original(name: str, marks: Sequence[str] = COPY_NAMES) -> str:
    """Tên gốc của một bản sao, without these marks of a copy in any language, however many it bears; the name
    itself where it bears none.
    """
    for language in LANGUAGES:
        for key in marks:
            told = re.escape(dictionary(language)[f"plan.{key}"])
            pattern = HOLE.sub(r"\\d+", told.replace(NAME, "(.+)"))
            if found := re.fullmatch(pattern, name):
                return _original(found[1], marks)
    return name


def create(version: DataVersion, *, empty: bool = False) -> None:
    """Tạo phương án mới and look at it; an `empty` one has no part of a plan, and the assumptions of a saved
    one, so that both can be compared.
    """
    w = state.words()
    known = {saved.name for saved in cached.store().scenarios()}
    turn = 1
    while (name := w.t("plan.new_name", n=turn)) in known:
        turn += 1
    like, saved = _like(version)
    shared = as_tables(like) if like and (saved or not empty) else {}
    own = {} if empty else {key: part for key, part in START.items() if not (shared and key in SHARED)}
    start = own | {key: shared[key] for key in SHARED if key in shared}
    made = take(_of_all_obliged(scenario_from({"name": name, **start}), version), version)
    among = state.compared()
    joins = 0 < len(among) < MOST
    if joins:
        state.choose("compared", (*among, made.id))
    key = "plan.created_empty" if empty else "plan.created"
    if shared:
        # a ready plan that nobody took is called by no name
        key += "_like" if saved else "_sample"
    said = w.t(key, name=name, like=like.name if like else "")
    more = w.t("plan.created_compared" if joins else "plan.created_alone")
    state.keep("plan.message", ("done", f"{said} {more}"))


def _of_all_obliged(scenario: Scenario, version: DataVersion) -> Scenario:
    """The plan with the law's minimum of all units of the data that owe it; as it is where it has none."""
    result = cached.result(scenario, version.id) if scenario.reductions else None
    if result is None or not result.computed:
        return scenario
    return changed(scenario, ("reductions",), [minimum_card(result)])


def _like(version: DataVersion) -> tuple[Scenario | None, bool]:
    """The plan whose assumptions a new one shares, so that both can be compared: the one in view, else the
    first saved, else the first that comes with the data; and whether it is a saved one.
    """
    saved = cached.saved_scenario() or next(iter(cached.store().scenarios()), None)
    if saved is not None:
        with suppress(ScenarioError):
            return cached.scenario(saved.text), True
    return next(iter(ready(version)), None), False


def take(scenario: Scenario, version: DataVersion) -> SavedScenario:
    """Lưu thành phương án mới and look at it."""
    saved = cached.store().save_scenario(
        scenario.name, dump_scenario(scenario), cached.author(), version.base_year
    )
    look(saved)
    return saved


def alike(scenario: Scenario, base_year: int | None) -> SavedScenario | None:
    """Phương án đã lưu có cùng nội dung for the same base year, whatever it is called; None for none."""
    for saved in cached.store().scenarios():
        with suppress(ScenarioError):
            if saved.base_year == base_year and cached.scenario(saved.text).content == scenario.content:
                return saved
    return None


def take_ready(version: DataVersion) -> None:
    """Lấy mọi phương án mẫu; those already there by name are left as they are. The plan in view stays in
    view, without one the first is looked at.
    """
    known, before = {saved.name: saved for saved in cached.store().scenarios()}, cached.saved_scenario()
    found = [known.get(one.name) or take(one, version) for one in ready(version)]
    here = before or found[0]
    look(here)
    said = state.words().t("plan.ready_taken", n=len(found), name=here.name)
    state.keep("plan.message", ("done", said))


def look(saved: SavedScenario) -> None:
    """Xem một phương án, in its last year where the base year is in view: there it decides nothing yet."""
    state.choose("scenario", saved.id)
    if state.year() == saved.base_year:
        state.choose("year", None)
    plan.seen(saved)
