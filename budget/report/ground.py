"""Căn cứ của một dòng giải trình: its formula in words, the law, the assumption and who set it, the
source cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from budget.drivers import growth_of
from budget.explain_terms import Term
from budget.law_review import applied
from budget.norms import norm_of
from budget.report.law_words import says_unconfirmed, source_of, title_words, value_words
from budget.report.words import Words
from budget.report.workbook_measures import (
    Names,
    allocation_words,
    exception_amounts,
    names_of,
    norm_words,
    reduction_words,
    roadmap_words,
    stage_words,
)
from budget.scenario import ALL_COMPENSATED, Allocation, Assumptions, Scenario
from budget.simulate import Result
from budget.units import Source

FIRST_YEAR = 1900
"""Year of a value that has always held."""

Kind = Literal["formula", "law", "assumption", "source"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Một căn cứ: a sentence; `unconfirmed` where the law's value was not checked in its text, and `mark`
    what is to stand after the sentence where it does not say so itself.
    """

    kind: Kind
    text: str
    unconfirmed: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Saved:
    """Một bản đã lưu của phương án: its number, who saved it and when; 0 is a try of a meeting, and
    without a time what the reader assumes otherwise. `of`: the plan that it is a version of, where the one
    explained was copied from that plan; "" for its own.
    """

    number: int
    author: str
    at: datetime | None
    scenario: Scenario
    of: str = ""


@dataclass(frozen=True)
class Origin:
    """Xuất xứ: the source of every column of the unit, and the saved versions of the scenario.

    `sample`: the data are the made-up sample. `versions`: the newest first, each made from the next; none for
    the status quo.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    sample: bool = False
    versions: Sequence[Saved] = ()

    def setter(self, key: str) -> Saved | None:
        """Bản đã đặt giá trị đang có của một khóa, such as assumptions.inflation: the oldest since
        which it stands.
        """
        found: Saved | None = None
        for version in self.versions:
            if found is not None and _part_of(version.scenario, key) != _part_of(found.scenario, key):
                break
            found = version
        return found


def _part_of(scenario: Scenario, key: str) -> Any:
    """What stands in a scenario at a key such as roadmap[2].targets; None where nothing does."""
    place: Any = scenario
    for name, number in re.findall(r"(\w+)(?:\[(\d+)\])?", key):
        if place is None:
            return None
        place = (
            {str(k): v for k, v in place.items()}.get(name)
            if isinstance(place, dict)
            else getattr(place, name, None)
        )
        if number:
            place = place[int(number) - 1] if place and int(number) <= len(place) else None
    return place


def grounds(term: Term, result: Result, words: Words, origin: Origin) -> list[Ground]:
    """Các căn cứ của một thành phần, from its formula down to the cell."""
    found = []
    if formula := formula_words(term, words):
        found.append(Ground("formula", formula))
    for name in term.law:
        found += law_grounds(name, term.year or result.years[0], result, words)
    if term.assumption:
        found.append(Ground("assumption", _assumption(term, result, words, origin)))
    if term.column:
        found.append(Ground("source", _source(term, words, origin)))
    return found


def formula_words(term: Term, words: Words) -> str:
    """Công thức bằng lời of a term; "" where the line itself says all."""
    if term.how == "input":
        return ""
    for key in (term.text, term.figure):
        if key and words.has(f"formula.{key}"):
            return words.t(f"formula.{key}")
    return ""


def law_grounds(name: str, year: int, result: Result, words: Words) -> list[Ground]:
    """Căn cứ pháp lý: each value of a parameter that a year is computed with, with its document,
    day and mark.

    Base pay has two in a year in which it rises.
    """
    parameter = result.law.parameter(name)
    found = []
    for value in applied(result.law, name, year):
        always, source = value.since.year <= FIRST_YEAR, source_of(value, words, year)
        text = words.t(
            "explain.law_own" if value.own else "explain.law_always" if always else "explain.law",
            title=title_words(parameter, words),
            value=value_words(parameter, value, words),
            source=source,
            since=value.since,
        )
        unconfirmed = value.mark_in(year) == "M"
        said = not unconfirmed or says_unconfirmed(source, words)
        found.append(Ground("law", text, unconfirmed, "" if said else words.t("explain.unconfirmed")))
    return found


def _assumption(term: Term, result: Result, words: Words, origin: Origin) -> str:
    value, given = assumption_value(term, result, words)
    if not given:
        return words.t("explain.assumption_default", value=value)
    named = words.t("explain.assumption", value=value, scenario=result.scenario.name)
    setter = origin.setter(term.assumption)
    if setter is None:
        return named
    if setter.at is None:
        return words.t("explain.set_in_variation", text=named)
    author = setter.author or words.t("explain.nobody")
    if not setter.number:
        return words.t("explain.set_in_try", text=named, author=author, at=setter.at)
    told = {"text": named, "author": author, "number": setter.number, "at": setter.at}
    return words.t("explain.set_copied" if setter.of else "explain.set_by", **told, plan=setter.of)


def assumption_value(term: Term, result: Result, words: Words) -> tuple[str, bool]:
    """Giả định của một thành phần: what the scenario assumes or does here, in words, and whether it says so
    itself.
    """
    scenario = result.scenario
    place, _, key = term.assumption.partition(".")
    part, _, number = place.removesuffix("]").partition("[")
    match part:
        case "assumptions":
            return _assumed(key, term, result, words)
        case "norms":
            kind = key.split(".")[0]
            rule = norm_of(kind, scenario, result.law, term.year or result.years[0])
            return words.t("explain.norm_of", kind=kind, norm=norm_words(rule, words)), True
        case "roadmap":
            name = words.t("workbook.roadmap_number", number=int(number))
            said = roadmap_words(scenario.roadmap[int(number) - 1], words, names_of(result.units))
            return words.t("explain.named", name=name, value=said), True
        case "reductions":
            name = words.t("workbook.reduction_number", number=int(number))
            said = reduction_words(scenario.reductions[int(number) - 1], words, names_of(result.units))
            return words.t("explain.named", name=name, value=said), True
        case _:
            plan = scenario.allocation
            assert plan is not None
            name, _, number = key.removesuffix("]").partition("[")
            said = _allocated(plan, name, int(number or 0), words, names_of(result.units), result.years[-1])
            # a plan that gives money has a pool and stages, though its file need not write the usual ones
            return said, name in {"pool", "stages"} | plan.model_fields_set


def _allocated(plan: Allocation, part: str, number: int, words: Words, names: Names, last: int) -> str:
    """What the allocation says of its pool, floor, cap, a stage or an exception."""
    if part == "stages":
        name = words.t("workbook.allocation.stage", number=number)
        return words.t("explain.named", name=name, value=stage_words(plan.stages[number - 1], words))
    if part == "exceptions":
        entry = plan.exceptions[number - 1]
        amounts = exception_amounts(entry, words, last)
        return words.t(
            "explain.exception", amounts=amounts, reason=entry.reason or words.t("explain.no_reason")
        )
    value = allocation_words(plan, words, names, last)[part]
    return words.t("explain.named", name=words.t(f"workbook.allocation.{part}"), value=value)


def _assumed(key: str, term: Term, result: Result, words: Words) -> tuple[str, bool]:
    a: Assumptions = result.scenario.assumptions
    value = getattr(a, key)
    given, of = key in a.model_fields_set, ""
    if value is None:
        value = ALL_COMPENSATED
    elif key == "revenue_growth":
        value, of = growth_of(term.text, a), words.column(term.text)
    elif isinstance(value, dict):
        kind = result.units.kind[result.units.position(term.unit or "")]
        value, of = {str(k): rate for k, rate in value.items()}.get(kind, 0), words.kind(kind)
    name = words.t(f"figure.{key}", number=0)
    if of:
        name = words.t("explain.name_of", name=name, of=of)
    if isinstance(value, bool):
        return words.t("explain.named", name=name, value=words.t("law.yes" if value else "law.no")), given
    if key == "group1_multiple":
        return words.t("explain.named", name=name, value=words.numbers.decimal(value, 1)), given
    years = (term.year or result.years[0]) - result.years[0]
    if key in (
        "inflation",
        "pay_drift",
        "base_pay_growth",
        "pupils_growth",
        "staff_growth",
        "revenue_growth",
    ):
        return words.t("explain.yearly", name=name, rate=value, n=years), given
    return words.t("explain.named", name=name, value=words.numbers.rate(value)), given


def edited_on(source: Source) -> date:
    """Ngày sửa tay của một ô số liệu."""
    return datetime.fromisoformat(source.at).date()


def _source(term: Term, words: Words, origin: Origin) -> str:
    column = words.column(term.column)
    source = origin.sources.get(term.column)
    if source is None:
        return words.t("explain.source_sample" if origin.sample else "explain.source_none", column=column)
    if source.by or source.why:
        who = source.by or words.t("explain.nobody")
        return words.t("explain.source_edit", column=column, by=who, at=edited_on(source), why=source.why)
    place = "source_cell" if source.sheet else "source_line"  # text files have no sheets
    told = {"column": column, "file": source.file, "sheet": source.sheet, "cell": source.cell}
    text = words.t(f"explain.{place}", **told)
    return words.t("explain.source_text", text=text, read=source.text) if source.text else text
