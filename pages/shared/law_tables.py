"""Các bảng của trang Căn cứ pháp lý: what is in force in a year, what changed, a parameter over time."""

from __future__ import annotations

from datetime import timedelta

from budget.law import Law, LawValue, Parameter
from budget.law_review import Regime, changes, in_year, listed, national_in, rule_changes
from budget.report.ground import FIRST_YEAR
from budget.report.law_words import mark_words, source_of, source_words, title_words, value_words
from budget.report.tables import Column, Row, Table, grouped, numbered
from budget.report.words import Words


def fields(law: Law) -> list[str]:
    """Các lĩnh vực in the order of the parameters."""
    return list(dict.fromkeys(parameter.field for parameter in law.parameters.values()))


def in_force(law: Law, year: int, wanted: str | None, words: Words) -> Table:
    """Tham số áp dụng trong năm, by field; `wanted` keeps one field."""
    columns = (
        Column("parameter", words.t("law.parameter")),
        Column("value", words.t("law.value")),
        Column("since", words.t("law.since")),
        Column("source", words.t("law.source")),
        Column("mark", words.t("law.mark_head")),
        Column("note", words.t("law.note")),
    )
    groups = []
    for field in fields(law) if wanted is None else [wanted]:
        rows = [row for p in listed(law) if p.field == field for row in _rows(law, p, year, words)]
        groups.append(({"parameter": words.t(f"law.field_name.{field}")}, rows))
    return Table(words.t("law.year_title", year=year), columns, grouped(groups))


def _rows(law: Law, parameter: Parameter, year: int, words: Words) -> list[Row]:
    found = in_year(law, parameter.id, year)
    if not found:
        title = title_words(parameter, words)
        said = words.t("law.not_yet" if parameter.values else "law.not_entered")
        about = {"parameter": str(getattr(parameter, f"description_{words.language}"))}
        return [Row({"parameter": title, "value": said}, notes=about)]
    return [_row(parameter, value, year, words, first=place == 0) for place, value in enumerate(found)]


def _row(parameter: Parameter, value: LawValue, year: int, words: Words, *, first: bool) -> Row:
    title = title_words(parameter, words) if first else ""
    about = str(getattr(parameter, f"description_{words.language}"))
    cells = {
        "parameter": title,
        "value": value_words(parameter, value, words),
        "since": since_words(value, words),
        "source": source_of(value, words, year),
        "mark": mark_words(value, words, year),
        "note": str(getattr(value, f"note_{words.language}")),
    }
    notes = {"mark": words.t(f"law.mark_note.{value.mark_in(year)}")}
    return Row(cells, notes=notes | {"parameter": about} if first else notes)


def since_words(value: LawValue, words: Words) -> str:
    """Ngày áp dụng; a value that has always held says so."""
    always = value.since.year <= FIRST_YEAR
    return words.t("law.always") if always else words.numbers.date(value.since)


def changed(law: Law, regimes: tuple[Regime, ...], words: Words, *, only: bool) -> Table:
    """Thay đổi giữa các thời kỳ side by side, with the documents; `only` leaves out what stayed the same."""
    years = [regime.year for regime in regimes]
    national = [p for p in listed(law) if p.values]
    rows = []
    for parameter in national:
        if only and not changes(parameter, years):
            continue
        cells, sources = {"parameter": title_words(parameter, words)}, []
        before: LawValue | None = None
        for regime in regimes:
            value = national_in(parameter, regime.year)
            same = before is not None and value is not None and before.value == value.value
            cells[regime.id] = _compared(parameter, value, words, same=same)
            if value is not None and value != before:
                mark = f" ({mark_words(value, words)})" if value.mark == "M" else ""
                sources.append(f"{regime.id}: {source_of(value, words)}{mark}")
            before = value
        rows.append(Row(cells | {"source": "; ".join(sources)}))
    total = sum(changes(p, years) for p in national)
    names = words.list([regime.id for regime in regimes])
    title = words.t("law.changes_title", changed=total, n=len(national), regimes=names)
    return Table(title, _side_by_side(regimes, "law.parameter", words), numbered(rows))


def rules(regimes: tuple[Regime, ...], words: Words) -> Table:
    """Quy định khác đã thay đổi: what is no value of a parameter, side by side."""
    rows = []
    for change in rule_changes():
        cells = {"parameter": change.topic[words.language], "source": source_words(change.source, words)}
        for place, regime in enumerate(regimes):
            said = change.texts.get(regime.id)
            unsaid = "law.no_rule" if place == 0 else "law.same"
            cells[regime.id] = words.t(unsaid) if said is None else said[words.language]
        rows.append(Row(cells, notes={"source": words.t(f"law.mark_note.{change.mark}")}))
    title = words.t("law.rules_title", n=len(rows))
    return Table(title, _side_by_side(regimes, "law.topic", words), numbered(rows))


def _side_by_side(regimes: tuple[Regime, ...], first: str, words: Words) -> tuple[Column, ...]:
    return (
        Column("parameter", words.t(first)),
        *(
            Column(r.id, words.t("law.regime", id=r.id, year=r.year), help=source_words(r.source, words))
            for r in regimes
        ),
        Column("source", words.t("law.source")),
    )


def _compared(parameter: Parameter, value: LawValue | None, words: Words, *, same: bool) -> str:
    if value is None:
        return words.t("law.not_yet")
    return words.t("law.same") if same else value_words(parameter, value, words)


def over_time(parameter: Parameter, words: Words) -> Table:
    """Một tham số qua thời gian: the national values and, beside them, the office's own."""
    columns = (
        Column("since", words.t("law.since")),
        Column("until", words.t("law.until")),
        Column("value", words.t("law.value")),
        Column("whose", words.t("law.whose")),
        Column("source", words.t("law.source")),
        Column("mark", words.t("law.mark_head")),
        Column("note", words.t("law.note")),
    )
    every = sorted((*parameter.values, *parameter.own_values), key=lambda v: (v.since, v.own))
    title = words.t("law.time_title", title=title_words(parameter, words), n=len(every))
    rows = []
    for value in every:
        same = parameter.own_values if value.own else parameter.values
        later = [v.since for v in same if v.since > value.since]
        cells = {
            "since": since_words(value, words),
            "until": words.numbers.date(min(later) - timedelta(days=1)) if later else "",
            "value": value_words(parameter, value, words),
            "whose": words.t("law.of_office" if value.own else "law.national"),
            "source": source_of(value, words),
            "mark": mark_words(value, words),
            "note": _note(parameter, value, words),
        }
        rows.append(Row(cells))
    return Table(title, columns, numbered(rows))


def _note(parameter: Parameter, value: LawValue, words: Words) -> str:
    note = str(getattr(value, f"note_{words.language}"))
    if value.own or not parameter.own_values:
        return note
    said = words.t("law.superseded", day=parameter.own_values[0].since)
    return f"{note} {said}".strip()
