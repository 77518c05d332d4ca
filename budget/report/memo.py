"""Tờ trình: the submission with its figures in figures and words, and the annex of every unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from budget.asked import HARD
from budget.autonomy import GROUPS
from budget.decision import answered
from budget.indicators import indicators
from budget.law_values import UNCONFIRMED
from budget.report.above_cap_said import most_cut_said
from budget.report.apart_said import apart_of_units
from budget.report.asked_said import asked_lines, lacking_said
from budget.report.conclusion import Agreed, note_said, source_said
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_story import Story
from budget.report.demanded_said import ORDER, demanded_said, ordered, told_there
from budget.report.excepted_said import exceptions_of
from budget.report.ground_said import split_said
from budget.report.growth_said import prices_said
from budget.report.law_documents import cited_lines, unconfirmed
from budget.report.memo_details import details
from budget.report.memo_page import Template, cell, filled, office_fields, size_of, template_of
from budget.report.memo_plans import plans_of
from budget.report.memo_tables import PLAN_WIDTHS, UNIT_WIDTHS, YEAR_WIDTHS, plan_rows, unit_rows, year_rows
from budget.report.memo_tried import tried_fields
from budget.report.memo_years import beside_of, unit_years
from budget.report.met_said import met_said
from budget.report.minimum_asked import given_asked, minimum_of, to_minimum_of
from budget.report.minutes import minutes_called
from budget.report.number_words import amount_in_words
from budget.report.package import put
from budget.report.pool_said import unearned_named, unearned_said
from budget.report.proposed_said import reason_of
from budget.report.pupil_said import pupil_gain_said
from budget.report.raise_said import raise_ground_said
from budget.report.reached import reached
from budget.report.risk_words import FIRST
from budget.report.steady_said import each_said, least_of, steadies
from budget.report.story_said import (
    added_of,
    compared_of,
    decided_said,
    deeper_of,
    difference_of,
    ended_of,
    growth_of,
    kept_of,
    level_of,
    moved_of,
    norm_of,
    offset_of,
    required_of,
    turned_of,
)
from budget.report.supported_said import supported_of
from budget.report.tried_said import Tried
from budget.report.ungiven_said import counted_ungiven_said
from budget.report.weakness_said import weakness_of
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.report.worse_said import worse_said
from budget.simulate import Result
from budget.standing import erosion

NOBODY: Mapping[str, str] = {}
APART = ("below_norm", "deficit", HARD)
"""Risks told apart: with the norm, with who must pay for what lacks, and with all roadmaps. Who is below the
minimum stands with the minimum.
"""

CLOSING = 8
"""Rows at the end of the annex that stand on one page, so that the total is never nearly alone."""

SIZE = 10
"""Points of the letters in the table of years and in the annex; figures that would break within their cells
are smaller."""


def write_memo(
    target: str | Path | BinaryIO,
    results: Sequence[Result],
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    baseline: int | None = None,
    proposed: int = 0,
    created: datetime,
    decided: Agreed | None = None,
    tried: Tried | None = None,
    template: Template | None = None,
) -> None:
    """Xuất tờ trình (Word) in the layout of the decree on clerical work.

    results, year, baseline, proposed, created: as for `write_deck`. `words` sets the language; what is
    decided on and the tables are to the đồng, as computed, what is told about them in triệu đồng.
    `organisation`: see `office_fields`.
    `decided`: how the plan was decided on, None for one that is proposed. `tried`: what came of draws of the
    plans, a table of the annex.
    `template`: of the office, with the same fields. Equal input gives equal bytes.
    """
    context = memo_fields(
        results,
        words=words,
        organisation=organisation,
        year=year,
        baseline=baseline,
        proposed=proposed,
        created=created,
        decided=decided,
        tried=tried,
    )
    title = words.t("memo.title", period=context["period"])
    author = organisation.get("preparer", "")
    source = template or template_of("memo", words)
    put(target, filled(source, context, title=title, author=author, created=created))


def memo_fields(
    results: Sequence[Result],
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    baseline: int | None = None,
    proposed: int = 0,
    created: datetime,
    decided: Agreed | None = None,
    tried: Tried | None = None,
) -> dict[str, Any]:
    """Các trường của tờ trình, as `paper_fields` lists them; the rest as `write_memo`."""
    words = Words(words.language, "dong")
    shown = comparison(results, year, baseline)
    if not 0 <= proposed < len(results):
        raise ValueError(f"proposed {proposed}; there are scenarios 0 to {len(results) - 1}")
    story = Story(shown, proposed, words, organisation, created, decided, tried)
    return office_fields(organisation, words) | _texts(story) | _tables(story) | tried_fields(story)


def _ended(listed: Sequence[str]) -> list[str]:
    """Each ending in a semicolon and the last in a full stop."""
    return [f"{text}{'.' if n == len(listed) else ';'}" for n, text in enumerate(listed, 1)]


def _texts(story: Story) -> dict[str, Any]:
    words, result, found = story.words, story.result, story.found
    demands = answered(result, story.shown.year)
    # what is decided on stands to the đồng, what is told about it in triệu đồng
    told = replace(story, words=Words(words.language, paper=True))
    near = told.words.numbers
    n, year, years = words.numbers, story.shown.year, result.years
    base = indicators(story.quo, years[0])
    reach = story.shown.reach(story.proposed)
    open_ = unconfirmed(result.law, years, words)
    in_year = next(row for row in erosion(story.quo) if row.year == year)
    cited, period, agreed = story.grounds(), story.period, story.decided
    met = agreed.met if agreed else {}
    minuted = [minutes_called(agreed, story.organisation, words)] if agreed else []
    owed = minimum_of(told)
    further, *each = to_minimum_of(story) or ("",)
    source = source_said(story.concluded, words, story.created.date())
    *before, last = (item for item in story.conclusions() if item != source)
    # what is asked of the minimum stands with its item, before the list of its units
    opinion = given_asked(told, office_fields(story.organisation, words)["recipient"])
    before[-1] = " ".join(filter(None, (before[-1], opinion)))
    first, *asked = before
    asked = [f"{item} {further}".strip() for item in asked]
    return {
        "first": str(story.period[0]),
        "last": str(years[-1]),
        "year": str(year),
        "base": str(years[0]),
        "unit": n.unit_name(),
        "grounds": _ended([*cited_lines(cited, words), *minuted]),
        "period": words.t("decision.period", first=period[0], last=period[1]),
        "period_last": str(period[1]),
        "to_check": "; ".join(one.name(words) for one in cited if one.mark == UNCONFIRMED),
        "base_support": near.money_with_unit(base.support),
        "base_support_words": amount_in_words(base.support, words.language),
        "units": supported_of(result, words),
        "schools": n.count(base.schools),
        "pupils": n.count(base.pupils),
        "fourth": n.count(base.units_by_group[GROUPS[-1]]),
        "growth": growth_of(told),
        "real": n.percent(in_year.real) if base.schools else "",
        "prices": prices_said(result.scenario.assumptions, words),
        "wanted": near.money_with_unit(in_year.wanted),
        "there": near.money_with_unit(in_year.available),
        **plans_of(told),
        # templates of the office print it, too, where the way of the meeting is told with the decision
        "decided": " ".join(
            filter(
                None,
                (
                    decided_said(story),
                    turned_of(story),
                    met_said(met, told.words, agreed.turned if agreed else {}),
                ),
            )
        ),
        "level": " ".join(filter(None, (*_level(told), raise_ground_said(result, year, words)))),
        "minimum": " ".join(owed),
        "minimum_lines": owed,
        "order": ordered(story.organisation, words),
        "demanded": demanded_said(demands, told.words, story.organisation.get(ORDER, "")),
        "reason": reason_of(told),
        "exceptions": exceptions_of(story),
        "compared": compared_of(told),
        "plan_rows": _plan_rows(told),
        "required": required_of(story),
        "losers": " ".join(filter(None, _moved(told))),
        "norm": norm_of(told),
        "ended": ended_of(story),
        "to_minimum": " ".join(asked),
        "to_minimum_units": each,
        "requests": _requests([first, *filter(None, [source]), *asked, last], each, note_said(agreed, words)),
        "later_years": story.later_years,
        "reach": reached(reach, words),
        "name": story.full_name,
        "basis": story.basis_name,
        "support": n.dong(found.support),
        "support_words": amount_in_words(found.support, words.language),
        "change": n.dong(story.change.difference, sign=True),
        "difference": difference_of(told, share=True),
        "quo": n.dong(found.status_quo),
        "released": n.dong(found.released),
        "cut": n.dong(found.cut),
        "increase": n.dong(found.increase),
        "up": n.count(reach.up),
        "down": n.count(reach.down),
        "same": n.count(reach.same),
        "pupils_up": n.count(reach.pupils_up),
        "pupils_down": n.count(reach.pupils_down),
        "pupils_same": n.count(reach.pupils_same),
        # of those below the legal minimum that are named below each year is said there
        "risks": [
            *filter(None, [lacking_said(told)]),
            *risk_lines(told, FIRST, but=(*APART, *(["statutory_missed"] if owed else []))),
            # that nobody lacks more holds while the roadmap earns what it asks
            *filter(None, ["" if told_there(demands) else deeper_of(told), fails_of(told)]),
            *asked_lines(told),
            # in which years who lacks more stands in the table of the plans
            *risk_years(told, brief=True, below=not each and not owed, before=not compared_of(told)),
            *filter(None, [worse_said(told)]),
        ],
        "beside": beside_of(story),
        "apart": apart_of_units(story),
        "provisional": story.provisional(),
        "open": "; ".join(open_),
        "mark": result.fingerprint,
    }


def _moved(story: Story) -> list[str]:
    """Ai tăng, ai giảm, a pupil of schools that gain; why others get none; the most against a cap."""
    result, year, words = story.result, story.shown.year, story.words
    moved = moved_of(story.shown, story.proposed, words, above=True)
    most = most_cut_said(result, year, words)
    return [moved, pupil_gain_said(story), counted_ungiven_said(result, year, words), most]


def fails_of(story: Story) -> str:
    """Khi thu tăng theo lộ trình hụt: what each plan then lacks where one counts on it, and who lacks more by
    the one proposed; then its weakness where other things are off.
    """
    words, year = story.words, story.shown.year
    tags = story.plan_tags()
    plans = steadies(story.shown.results, tags, year)
    if each := each_said(plans, words):
        named = unearned_named(story.result, year, tags[story.proposed], words)
        each = f"{each} {named}".rstrip()
    else:
        each = unearned_said(story.result, year, words)
    return " ".join(filter(None, (each, least_of(plans, words), weakness_of(story))))


def _level(story: Story) -> list[str]:
    """Số giảm là của cái gì, what of it the law asks, and what comes back or is added."""
    split = split_said(story.result, story.shown.year, story.words)
    return [level_of(story), split, offset_of(story), kept_of(story), added_of(story)]


def _requests(items: Sequence[str], each: Sequence[str], note: str) -> list[str]:
    """Các dòng của mục kiến nghị: the items, numbered as in the minutes, before the last what each unit would
    be cut further to the legal minimum, and behind it what the chair concluded.
    """
    *numbered, last = [f"{n}. {item}" for n, item in enumerate(items, 1)]
    end = [f"{len(items) + 1}. {note}"] if note else []
    return [*numbered, *(f"- {line}" for line in each), last, *end]


def _plan_rows(story: Story) -> list[dict[str, Any]]:
    """The plans beside one another as cells of Word: the proposed one bold."""
    listed = plan_rows(story)
    figures = ((row[id_], width) for row in listed for id_, width in PLAN_WIDTHS.items())
    small = size_of(figures, SIZE, bold=True)
    return [
        {
            id_: cell(text, small if id_ in PLAN_WIDTHS else SIZE, bold=k == story.proposed)
            for id_, text in row.items()
        }
        for k, row in enumerate(listed)
    ]


def _tables(story: Story) -> dict[str, Any]:
    """The rows of both tables as cells of Word: group and total rows bold."""
    listed = year_rows(story)
    size = size_of(((text, YEAR_WIDTHS[id_]) for row in listed for id_, text in row.items()), SIZE)
    years = [{id_: cell(text, size) for id_, text in row.items()} for row in listed]
    table = unit_rows(story)
    numbers = story.words.numbers
    printed = [
        texts | ({"share": numbers.percent_beside(row.cells["share"])} if row.cells["share"] else {})
        for row, texts in zip(table.rows, table.printed(numbers), strict=True)
    ]
    figures = ((texts[id_], width) for texts in printed for id_, width in UNIT_WIDTHS.items())
    small = size_of(figures, SIZE, bold=True)
    last = len(table.rows) - 1
    units = [
        {"number": cell(row.number, SIZE, bold=row.level != "unit")}
        | {"head": "x" if row.level == "group" or last - CLOSING < n < last else ""}
        | {
            id_: cell(text, small if id_ in UNIT_WIDTHS else SIZE, bold=row.level != "unit")
            for id_, text in texts.items()
        }
        for n, (row, texts) in enumerate(zip(table.rows, printed, strict=True))
    ]
    by_year = unit_years(story)
    return {
        "years": years,
        "unit_rows": units,
        "unit_years": by_year,
        "details": details(story, 3 if by_year else 2),
    }
