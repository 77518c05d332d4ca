"""Văn bản cho từng đơn vị: draft decisions on autonomy and explanation slips, one a unit in one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Required, TypedDict, Unpack

from budget.afterwards import explained, period_of, period_unsure, short_of_minimum, stable_since
from budget.completeness import provisional
from budget.form_lines import form_year
from budget.report.conclusion import KEEP, Agreed, unsure_mark
from budget.report.decision_said import class_said, cut_further, support_said, years_of
from budget.report.ground import Origin
from budget.report.ladder import Ladder, ladder, name_of
from budget.report.ladder_html import SIGNS
from budget.report.law_documents import AUTONOMY, cited_lines, grounds
from budget.report.memo_page import BLANK, Template, cell, filled, office_fields, template_of
from budget.report.minutes import minutes_called
from budget.report.office_names import decides, headed, in_full, is_committee
from budget.report.package import put
from budget.report.signing import committee_signing
from budget.report.slip import MOST_FINDINGS, notes_of, others_said, terms_of, told
from budget.report.slip_cells import cells_head, cells_of
from budget.report.slip_grounds import grounds_head, grounds_of
from budget.report.words import Words
from budget.simulate import Result

NOBODY: Mapping[str, str] = {}
SIZE = 10
"""Points of the letters in the ladders."""


class About(TypedDict, total=False):
    """Điều chung của mọi văn bản từng đơn vị. `year`: the first of the decisions, or that of the slips; None:
    the first after the base year. `organisation` as `office_fields`, and authority (who decides),
    authority_title and authority_signatory. `decided`: how the plan was decided on, None for one that is
    proposed. `origins`: by code the sources of a unit's figures, which slips name; None for none.
    """

    words: Required[Words]
    created: Required[datetime]
    organisation: Mapping[str, str]
    year: int | None
    decided: Agreed | None
    origins: Mapping[str, Origin] | None


def write_decisions(
    target: str | Path | BinaryIO,
    result: Result,
    units: Sequence[str] | None = None,
    *,
    template: Template | None = None,
    **about: Unpack[About],
) -> None:
    """Xuất dự thảo Quyết định giao quyền tự chủ, one a unit: class, degree, support of each year.

    units: codes in their order, None for all. `template`: of the office, with the same fields. Raises
    KeyError for a unit that there is not, ValueError for a year out of reach.
    """
    context = decision_fields(result, units, **about)
    title = about["words"].t("decision.title", n=len(context["decisions"]))
    _save(target, template, "decisions", context, title, about)


def decision_fields(
    result: Result, units: Sequence[str] | None = None, **about: Unpack[About]
) -> dict[str, Any]:
    """Các trường của dự thảo quyết định, as `paper_fields` lists them; the rest as `write_decisions`."""
    words, decided = about["words"], about.get("decided")
    organisation = about.get("organisation", NOBODY)
    chosen = _first_year(result, about.get("year"))
    fields = office_fields(organisation, words)
    authority = in_full(decides(organisation, words), words) or BLANK
    fields |= {
        "head_above": "",
        "head_name": headed(authority, words),
        "authority": authority,
        "code": organisation.get("decision_code") or words.t("decision.code"),
        "number": "......",
        "signatory_title": committee_signing(organisation.get("authority_title", ""), words),
        "signatory": organisation.get("authority_signatory") or BLANK,
    }
    cited = grounds(result.law, years_of(result, chosen), about["created"].date(), AUTONOMY, organisation)
    positions = _positions(result, units)
    listed = _decisions(result, positions, chosen, organisation, words)
    if decided is not None and decided.choice == KEEP:
        short = short_of_minimum(result, chosen)
        for one, i in zip(listed, positions, strict=True):
            if (code := result.units.code[i]) in short:
                one["kept"] = words.t("decision.kept", reason=decided.reason_of(code))
    if decided is not None and decided.further:
        cut_further(listed, result, positions, chosen, words)
    return (
        fields
        | _proposed(organisation, fields["dated"], words, decided)
        | {
            "grounds": [f"{line};" for line in cited_lines(cited, words)],
            "decisions": listed,
            "year": str(chosen),
            "draft": _draft(result, chosen, about["created"], words),
            "mark": result.fingerprint,
        }
    )


def _draft(result: Result, year: int, created: datetime, words: Words) -> str:
    """Vì sao chỉ là dự thảo: the period had ended before the day of the paper; "" while it lasts."""
    first, last = period_of(result, year)
    over = result.years[0] < first and last < created.year
    return words.t("decision.draft", first=first, last=last) if over else ""


def _proposed(
    organisation: Mapping[str, str], day: str, words: Words, decided: Agreed | None
) -> dict[str, str]:
    """Ai đề nghị, tại tờ trình nào; the minutes that decided on the plan, "" for none: what a plan is called
    in the program is no ground of a decision.
    """
    given = {key: value for key, value in organisation.items() if value}
    office, room = given.get("name", BLANK), words.t("decision.room")
    # who proposes to a committee is an office of it
    office = given.get("drafter", BLANK) if is_committee(office, words) else office
    own = office.startswith(room)
    named = {"office": office, "rest": office.removeprefix(room)}
    code, number = given.get("code", words.t("memo.code")), given.get("number", "......")
    return {
        "proposer": words.t("decision.proposer_room" if own else "decision.proposer", **named),
        "memo": f"{number}/{code} {day}",
        "minutes": minutes_called(decided, organisation, words) if decided else "",
    }


def write_slips(
    target: str | Path | BinaryIO,
    result: Result,
    units: Sequence[str] | None = None,
    *,
    template: Template | None = None,
    **about: Unpack[About],
) -> None:
    """Xuất phiếu giải trình, one a unit: how its figures come about, in lines that make them exactly.

    units: codes in their order, None for all that `explained_units` names. Else as `write_decisions`.
    """
    context = slip_fields(result, units, **about)
    _save(target, template, "slips", context, about["words"].t("explain.slip_title"), about)


def slip_fields(result: Result, units: Sequence[str] | None = None, **about: Unpack[About]) -> dict[str, Any]:
    """Các trường của phiếu giải trình, as `paper_fields` lists them; the rest as `write_slips`."""
    words, chosen = about["words"], _first_year(result, about.get("year"))
    if units is None:
        units = explained_units(result, chosen)
    made, origins = about["created"].year, about.get("origins") or {}
    listed = [_slip(result, i, chosen, words, made, origins) for i in _positions(result, units)]
    fields = office_fields(about.get("organisation", NOBODY), words)
    return fields | {"slips": listed, "mark": result.fingerprint}


def explained_units(result: Result, year: int) -> list[str]:
    """Mã các đơn vị có phiếu giải trình, in the order of the data: those that `explained` marks."""
    marked = explained(result, year).tolist()
    return [code for code, one in zip(result.units.code, marked, strict=True) if one]


def _save(
    target: str | Path | BinaryIO,
    template: Template | None,
    name: str,
    context: Mapping[str, Any],
    title: str,
    about: About,
) -> None:
    source = template or template_of(name, about["words"])
    author = about.get("organisation", NOBODY).get("preparer", "")
    put(target, filled(source, context, title=title, author=author, created=about["created"]))


def _first_year(result: Result, year: int | None) -> int:
    return result.years[min(1, len(result.years) - 1)] if year is None else year


def _positions(result: Result, units: Sequence[str] | None) -> list[int]:
    return (
        list(range(len(result.units))) if units is None else [result.units.position(code) for code in units]
    )


def _code(result: Result, i: int, organisation: Mapping[str, str], words: Words) -> str:
    """The code of a unit, with its chapter where the office has one for its kind."""
    code, chapter = result.units.code[i], organisation.get(f"chapter.{result.units.kind[i]}", "")
    return words.t("decision.code_chapter", code=code, chapter=chapter) if chapter else code


def _decisions(
    result: Result, positions: Sequence[int], year: int, organisation: Mapping[str, str], words: Words
) -> list[dict[str, str]]:
    shown, years = form_year(result, year), years_of(result, year)
    later = {y: form_year(result, y).support for y in years[1:]}
    lacking = provisional(result.units)
    found = []
    for i in positions:
        support = int(shown.support[i])
        found.append(
            {
                "kept": "",
                "name": result.units.name[i],
                "code": _code(result, i, organisation, words),
                "head": words.t("decision.head_school" if result.units.school[i] else "decision.head_other"),
                "period": _period(result, year, words),
                "rest": _rest(result, year, words),
                "begun": "x" if stable_since(result, year) < year else "",
                "group": class_said(result, i, years, words),
                "ratio": words.numbers.percent(float(shown.ratio[i])),
                **support_said({year: support} | {y: int(s[i]) for y, s in later.items()}, words),
                **{paid: words.numbers.dong(int(shown.lines[paid][i])) for paid in ("orders", "fees")},
                "provisional": _provisional(lacking.get(result.units.code[i], ()), words),
            }
        )
    return found


def _provisional(columns: Sequence[str], words: Words) -> str:
    """That the figures of a unit are provisional, and what is missing; "" where nothing is."""
    named = words.list([words.column(column).lower() for column in columns])
    return words.t("decision.provisional", columns=named) if columns else ""


def _period(result: Result, year: int, words: Words) -> str:
    first, last = period_of(result, year)
    return words.t("decision.period", first=first, last=last)


def _rest(result: Result, year: int, words: Words) -> str:
    first, last = period_of(result, year)
    since, unsure = stable_since(result, year), period_unsure(result, year)
    if since < first:
        return words.t("decision.rest", since=since, last=last, mark=unsure_mark(words, unsure=unsure))
    return words.t("conclusion.whole_unsure") if unsure else ""


def _slip(
    result: Result, i: int, year: int, words: Words, made: int, origins: Mapping[str, Origin]
) -> dict[str, Any]:
    code, name = result.units.code[i], result.units.name[i]
    terms = terms_of(result, code, year)
    lacking = _provisional(provisional(result.units).get(code, ()), words)
    basis = words.t("decision.slip_basis", scenario=result.scenario.name)
    notes = [*filter(None, [lacking]), *notes_of(result, year, code, words)]
    grounds = grounds_of(terms, result, words, year, made)
    return {
        "about": words.t("explain.slip_about", year=year, name=name),
        "which": words.t("decision.slip_unit", code=code, kind=result.units.kind[i], base=result.years[0]),
        "basis": " ".join(filter(None, (basis, others_said(result, year, words, made)))),
        "ladders": [_lines(ladder(term, words, year), words) for term in terms],
        "grounds_head": grounds_head(grounds, words),
        "grounds": grounds,
        "cells_head": cells_head(result, words),
        "cells": cells_of(terms, result, words, origins.get(code)),
        "notes_head": words.t("explain.slip_findings"),
        "notes": notes[:MOST_FINDINGS],
    }


def _lines(steps: Ladder, words: Words) -> dict[str, Any]:
    rungs = []
    for rung in told(steps, words):
        # what rounding leaves stands there so that the lines make the result, and asks for no attention
        rounding = rung.term is None and rung.op in ("plus", "minus")
        look = {"bold": rung.op == "equals", "quiet": rounding}
        texts = {"label": rung.label, "printed": rung.printed}
        rungs.append(
            {"sign": SIGNS[rung.op]} | {name: cell(text, SIZE, **look) for name, text in texts.items()}
        )
    return {"name": name_of(steps.term, words), "rungs": rungs}
