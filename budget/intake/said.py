"""What is said of the year and of the columns of a table of units (phát hiện về năm và các cột)."""

from __future__ import annotations

from budget.findings import ERROR, NOTE, WARNING
from budget.intake.columns import Heading
from budget.intake.draft import REVENUE_IDS, Draft, item_ids
from budget.intake.grid import address, letters, position
from budget.intake.official import is_summary
from budget.intake.rows import UNIT
from budget.intake.sums import is_whole, sum_columns
from budget.intake.values import of_unit
from budget.intake.wordlists import word_lists

NEVER_MONEY = frozenset({"_number", "_note", "_ratio", "_group", "_year", "_chapter", "_measure"})
"""Columns that hold no amount of a unit."""


def year_findings(draft: Draft) -> None:
    """A year that is not written, or that another place contradicts."""
    if draft.choice.get("year"):
        return
    if draft.year is None:
        draft.say("year_missing", WARNING)
        return
    school = word_lists().raw["school_year"]
    above = [year for year in draft.years if year.cell and position(year.cell)[0] < draft.region.head[0]]
    other = next(
        (y for y in above if y.year != draft.year and not any(w in y.text.lower() for w in school)), None
    )
    elsewhere = next((year for year in draft.years if not year.cell and year.year != draft.year), None)
    if other:
        draft.say("year_conflict", WARNING, other.cell, taken=draft.year, other=other.year, text=other.text)
    elif elsewhere and not any(year.year == draft.year and not year.cell for year in draft.years):
        draft.say("year_conflict", NOTE, "", taken=draft.year, other=elsewhere.year, text=elsewhere.text)


def column_findings(draft: Draft) -> None:
    """Columns that are missing, taken for now without them, added up, or not taken."""
    ids = {heading.id for heading in draft.headings} | item_ids(draft)
    head = address(draft.region.head[0], draft.region.left)
    count = sum(1 for row in draft.rows if row.role == UNIT)
    lacking = [id_ for id_ in ("name", "salary") if id_ not in ids]
    if "support" not in ids and not ids & REVENUE_IDS:
        lacking.append("support")
    for id_ in lacking:
        if id_ in draft.choice.get("without", ()):
            draft.say("column_pending", WARNING, head, column=id_, count=count)
        else:
            draft.say("missing_column", ERROR, head, column=id_)
    if "code" not in ids:
        draft.say("missing_code", WARNING, head, count=count, of_unit="")
    _added(draft)
    for letter in draft.choice.get("undated", ()):
        heading = next(h for h in draft.headings if h.letter == letter)
        if heading.taken and not heading.chosen:
            cell = address(draft.region.head[-1], heading.column)
            draft.say("undated_column", WARNING, cell, text=heading.text, letter=letter, taken=draft.year)
    silent = {*draft.choice.get("other_years", ()), letters(draft.item_column or 0)}
    explained = sum_columns(draft)
    for heading in draft.headings:
        if not (
            heading.chosen or heading.taken or heading.column == draft.item_column or heading.letter in silent
        ):
            _not_taken(draft, heading, "support" in ids, explained)


def _added(draft: Draft) -> None:
    """Say which columns add up to one figure."""
    for id_ in dict.fromkeys(h.adds for h in draft.headings if h.adds):
        members = [h for h in draft.headings if id_ in {h.id, h.adds}]
        letters = " + ".join(h.letter for h in members)
        texts = " + ".join(h.path[-1] if h.path else h.letter for h in members)
        cell = address(draft.region.head[-1], members[0].column)
        draft.say("columns_added", NOTE, cell, column=id_, letters=letters, text=texts)


def _not_taken(draft: Draft, heading: Heading, supported: bool, explained: set[str]) -> None:
    """Say that a column with amounts is not taken; that of a known kind (tiết kiệm, quỹ, quý) is a note."""
    if heading.id in NEVER_MONEY or (heading.id and is_summary(draft.grid, draft.region)):
        return
    # A total that nothing else of the table tells may hold the support itself.
    bare = is_whole(heading)
    known = bool(heading.id) and not (heading.id == "_total" and not supported and not bare)
    if (known or bare) and heading.letter in explained:
        return
    cell = address(draft.region.head[-1], heading.column)
    units = [row for row in draft.rows if row.role == UNIT]
    stale = [row for row in units if (row.row, heading.column) in draft.grid.stale]
    values = [draft.grid.value(row.row, heading.column) for row in units]
    if stale or any(value not in ((None, 0) if known else (None,)) for value in values):
        severity = NOTE if known else WARNING
        draft.say("unmapped_column", severity, cell, text=heading.text, letter=heading.letter)
    for row in stale:
        at = address(row.row, heading.column)
        draft.say("no_cached_value", WARNING, at, of_unit=of_unit(row.label), column="")
