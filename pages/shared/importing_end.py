"""Nạp: all years in one go, or none; how tables were read is remembered by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from budget.findings import Finding
from budget.intake import Table
from budget.intake.columns import SURE
from budget.units import Source
from pages.shared import cached, importing, loading, state
from pages.shared.importing import Work


def code_source(how: str) -> Source:
    """Nguồn của một mã không có trong tệp: who gave it, when and how."""
    w = state.words()
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return Source(by=cached.author(), at=at, why=w.t(f"import.code_{how}"))


def confirm(found: Sequence[Finding], *, merge: bool) -> None:
    """Nạp: all years in one go, or none; how the tables were read is remembered by their shape."""
    now, store, w = importing.work(), cached.store(), state.words()
    if now is None:
        return
    office = cached.organisation()
    name = office.name if office else ""
    make = partial(loading.batches, code_source=code_source, how=now.answers.how, office=name)
    versions = store.add_data(make(now.lines, found, now.files, store, merge=merge), cached.author())
    remember(now)
    # of several years the one of most units, the latest of these
    here = max(versions, key=lambda version: (version.units, version.base_year))
    state.choose("data", here.id)
    state.choose("year", here.base_year)
    units = len({line.who for line in now.lines})
    if len(versions) > 1:
        years = w.list([w.t("import.loaded_year", year=v.base_year, n=v.units) for v in versions])
        said = w.t("import.loaded_years", units=units, years=years, year=here.base_year)
    else:
        said = w.t("import.loaded", units=units, year=here.base_year)
    state.keep("loaded", said)
    importing.forget()


def remember(now: Work) -> None:
    """Nhớ cách đọc đã xác nhận, by shape: what was set by hand or was unsure."""
    store = cached.store()
    for reading in now.readings:
        kept: dict[str, dict[str, Any]] = {}
        for table in reading.used:
            told = _confirmed(table)
            if "@" in table.place:
                years = [t.place for t in reading.tables if t.place.partition("@")[0] == _region(table)]
                number = str(years.index(table.place))
                kept.setdefault(table.shape, {}).setdefault("beside", {})[number] = told
            elif told:
                kept[table.shape] = told
        for shape, told in kept.items():
            if any(told.get("beside", told).values()) and store.mapping(shape) != told:
                store.remember_mapping(shape, told, cached.author())


def _confirmed(table: Table) -> dict[str, Any]:
    unsure = {h.letter for h in table.columns if (h.id or h.adds) and h.confidence < SURE}
    mapping = {h.letter: h.answer for h in table.columns if h.chosen or h.letter in unsure}
    lines = {item.key: item.id for item in table.items if item.chosen}
    told = {"mapping": {} if table.form else mapping, "lines": lines}
    return {name: value for name, value in told.items() if value}


def _region(table: Table) -> str:
    return table.place.partition("@")[0]
