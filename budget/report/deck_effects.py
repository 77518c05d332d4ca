"""Các trang sau của bản trình chiếu: risks and law, the proposal, the conclusion."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from budget.afterwards import deeper_earlier, deeper_later
from budget.asked import HARD, hard_apart, hard_roadmaps
from budget.indicators import indicators
from budget.report.conclusion import TELLING, note_said
from budget.report.deck_page import BODY, CONTENT, LINE, PAD, Box, Deck
from budget.report.deck_story import Story
from budget.report.deck_text import clip, list_fits, list_whole
from budget.report.first_year_said import first_year_said
from budget.report.hard_said import hard_apart_said
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.letters import wrapped
from budget.report.memo_page import office_fields
from budget.report.pool_said import unearned_said
from budget.report.printed import plan_parts
from budget.report.risk_words import (
    below_said,
    earlier_said,
    later_said,
    risk_sentences,
    year_spans,
    years_said,
)
from budget.report.steady_said import each_said, least_of, steadies, steady_listed
from budget.report.tables import Column, Row, Table
from budget.report.weakness_said import weakness_of
from budget.report.words import Words
from budget.risks import below_minimum, other_years
from budget.risks import risks as risks_of
from budget.shortfall import added_revenue

PROPOSAL = (
    ("quo", "status_quo", 1),
    ("released", "released", -1),
    ("cut", "cut", -1),
    ("increase", "increase", 1),
    ("support", "support", 1),
)
"""Lines of the proposal, the figure of each, and whether it adds or takes."""

KEPT_ABOVE, KEPT = Box(0.6, 1.95, 12.13, 4.2), Box(0.6, 6.2, 12.13, 0.65)
"""The table of the proposal, and below it what is cut and given to nobody."""

LISTED = Box(0.6, 2.05, 12.13, 4.75)
"""The items of the conclusion."""

SHOWN_YEARS, BY_YEAR = 6, 8.85
"""Years that the table of the proposal always has, and inches of its columns of years."""

WATCHED, LAW_LINES = 1.9, 3
"""Inches above what is to be watched, and lines below it that name the documents."""

SHOWN_RISKS, LED = 5, 3


def risks(deck: Deck, story: Story) -> None:
    """Trang rủi ro và căn cứ: what to watch in the year, the documents, and what is unconfirmed."""
    words, result, year = deck.words, story.result, story.shown.year
    law, years = result.law, result.years
    open_ = unconfirmed(law, years, words)
    said, cited = risk_lines(story), [one.name(words) for one in story.grounds()]
    other = risk_years(story)
    # revenue that fails is no finding of the plan, which counts on it
    steady = steady_listed(steadies(story.shown.results, story.plan_tags(), year), words)
    law_said = law_line(cited, words)
    top = CONTENT.top + CONTENT.height - len(wrapped(law_said, CONTENT.width, BODY)) * LINE
    box = Box(CONTENT.left, WATCHED, CONTENT.width, top - WATCHED)
    shown = _shown(story)
    if not list_whole(shown, box.width, box.height, BODY):
        shown = _shown(story, bare=True)
    less = [weakness_of(story), unearned_said(result, year, words), steady]
    slide = deck.slide(
        risk_message(story, len(shown)),
        words.t("deck.risk_subtitle", year=year),
        [
            *said,
            *filter(None, less),
            *other,
            *cited,
            *open_,
            words.t("deck.note_law", day=last_checked(law)),
        ],
    )
    # who lacks, what the proposed plan lacks at worst, and what each plan does
    deck.listed(slide, box, shown or [words.t("deck.risk_none")], whole=LED)
    deck.text(slide, Box(CONTENT.left, top, box.width, CONTENT.top + CONTENT.height - top), [law_said])


def _shown(story: Story, *, bare: bool = False) -> list[str]:
    """Các mục của trang rủi ro: of the year, where revenue and prices are off, of other years; `bare`: no
    unit by name, which the notes have.
    """
    words, year = story.words, story.shown.year
    told = risk_lines(story, brief=True, bare=bare)[:SHOWN_RISKS]
    plans = steadies(story.shown.results, story.plan_tags(), year)
    each = each_said(plans, words) or unearned_said(story.result, year, words, named=False)
    off = [weakness_of(story, brief=True), " ".join(filter(None, (each, least_of(plans, words))))]
    years = risk_years(story, brief=True, bare=bare, hard=False, sentences=True)
    return [*told[:1], *filter(None, off), *told[1:], *years]


def law_line(cited: Sequence[str], words: Words) -> str:
    """Câu căn cứ pháp lý: as many of the documents as stand in LAW_LINES, and how many others there are."""
    said = ""
    for n in range(len(cited), 0, -1):
        more = [words.t("deck.law_more", n=len(cited) - n)] if n < len(cited) else []
        said = words.t("deck.law_listed", listed="; ".join([*cited[:n], *more]))
        if len(wrapped(said, CONTENT.width, BODY)) <= LAW_LINES:
            break
    return said


def risk_message(story: Story, listed: int) -> str:
    """Câu về rủi ro: the units in deficit, and how many other things of those `listed` are to be watched."""
    deficits, words = story.found.deficit_units, story.words
    others = listed - (deficits > 0)
    key = (
        "risk_title_others"
        if deficits and others
        else "risk_title"
        if deficits or not others
        else "risk_title_only"
    )
    return words.t(f"deck.{key}", deficits=deficits, n=others, year=story.shown.year)


def risk_lines(
    story: Story, most: int = 0, *, brief: bool = False, bare: bool = False, but: Collection[str] = ()
) -> list[str]:
    """Các rủi ro của năm: what rests on provisional data, and one sentence a kind, as `risk_sentences`;
    `but`: kinds that are told elsewhere; `bare`: no unit by name.
    """
    said = [story.provisional()] if story.provisional() else []
    found = {k: risk for k, risk in risks_of(story.result, story.shown.year).items() if k not in but}
    if HARD in found:
        # a slide has no room for what each of them must earn more
        found[HARD] = {**found[HARD], "relied": added_revenue(story.result, story.shown.year)}
    return said + risk_sentences(found, story.words, most, brief=brief, bare=bare)


def risk_years(
    story: Story,
    *,
    brief: bool = False,
    bare: bool = False,
    below: bool = True,
    before: bool = True,
    hard: bool = True,
    sentences: bool = False,
) -> list[str]:
    """Rủi ro của các năm khác: the units below the legal minimum by name (`below`: unless they are told
    elsewhere), those that can hardly reach their roadmap by name (`hard`, else counted), the others in one
    sentence (`sentences`: in one each), who lacks more earlier (`before`) and later, and why; `bare`: no unit
    by name, and not why; none where no other year has any.
    """
    year, words = story.shown.year, story.words
    named = ("statutory_missed", *([HARD] if hard else []))
    found = {kind: n for kind, n in other_years(story.result, year).items() if kind not in named}
    missed = below_said(below_minimum(story.result, year), words, brief=brief, bare=bare) if below else ""
    earlier = earlier_said(deeper_earlier(story.result, year), year, words, bare=bare) if before else ""
    apart = _hard_apart(story) if hard else ""
    counted = years_said(found, words, sentences=sentences)
    return [*filter(None, (missed, apart, counted, earlier, later_of(story, brief=brief, bare=bare)))]


def _hard_apart(story: Story) -> str:
    """Đơn vị khó đạt lộ trình ở năm khác: without their names where they are those of the year in view."""
    year, words, found = story.shown.year, story.words, hard_apart(story.result, story.shown.year)
    now = {one.name for one in hard_roadmaps(story.result, year)}
    spans = {year_spans(years) for _, years in found}
    if len(spans) == 1 and now == {name for name, _ in found}:
        return words.t("deck.hard_apart_too", n=len(found), year=year, years=spans.pop())
    return hard_apart_said(found, words)


def later_of(story: Story, *, brief: bool = False, bare: bool = False) -> str:
    """Đơn vị thiếu thêm ở các năm sau, and why; "" for none."""
    year = story.shown.year
    return later_said(deeper_later(story.result, year), year, story.words, brief=brief, bare=bare)


def proposal_table(story: Story, years: Sequence[int]) -> Table:
    """Kinh phí theo phương án đề nghị: what takes from the status quo and adds to it in these years, as
    printed, and what rounding leaves.
    """
    words = story.words
    columns = [Column("line", words.t("deck.proposal_line"))]
    columns += [Column(str(y), str(y), "money") for y in years]
    parts = {y: plan_parts(indicators(story.result, y), words.numbers) for y in years}
    rows = []
    for key, figure, sign in PROPOSAL:
        amounts = {str(y): sign * parts[y][figure] for y in years}
        row = {"line": words.t(f"deck.proposal_{key}")} | amounts
        rows.append(Row(row, "total" if key == "support" else "unit"))
    lacking = {str(y): parts[y]["rounding"] for y in years}
    if any(lacking.values()):
        rows.insert(-1, Row({"line": words.t("deck.proposal_rounding")} | lacking, "rounding"))
    return Table("", columns, rows)


def proposal_years(story: Story) -> tuple[int, ...]:
    """Các năm của bảng đề nghị thông qua: all after the base year where their amounts have room; else those
    that are decided on, the one in view, and the next ones.
    """
    result = story.result
    years = result.years[1:] or result.years
    largest = story.words.numbers.money(max(int(result.totals["status_quo"].max()), story.found.support))

    def fits(n: int) -> bool:
        return len(wrapped(largest, BY_YEAR / n - 2 * PAD, BODY, bold=True)) == 1

    most = next((n for n in range(len(years), SHOWN_YEARS, -1) if fits(n)), SHOWN_YEARS)
    first = [year for year in (*story.granted, story.shown.year) if year in years]
    return tuple(sorted([*dict.fromkeys((*first, *years))][:most]))


def proposal(deck: Deck, story: Story) -> None:
    """Trang đề nghị thông qua: the proposed plan year by year, whose lines add up."""
    words, result, found = deck.words, story.result, story.found
    years = proposal_years(story)
    table = proposal_table(story, years)
    notes = []
    for key, figure, sign in PROPOSAL:
        label = words.t(f"deck.proposal_{key}")
        exact = {y: sign * int(result.totals[figure][result.year(y)]) for y in years}
        notes += [story.money_note(f"{label}, {y}", amount) for y, amount in exact.items()]
    slide = deck.slide(
        words.t(
            f"deck.proposal_title{story.asked_as}",
            name=story.name,
            support=found.support,
            year=story.shown.year,
        ),
        f"{first_year_said(story)} {words.t('deck.proposal_subtitle', unit=story.unit)}",
        [*notes, story.model_note()],
    )
    left = {y: indicators(result, y).kept for y in years}
    listed = [
        words.t("deck.kept_year", year=y, amount=amount)
        for y, amount in left.items()
        if not words.numbers.slight(amount)
    ]
    box = KEPT_ABOVE if listed else CONTENT
    widths = [CONTENT.width - BY_YEAR, *[BY_YEAR / len(years)] * len(years)]
    deck.table(slide, box, table, widths, tallest=0.7)
    if listed:
        deck.text(
            slide,
            KEPT,
            [clip(words.t("deck.kept_years", listed=", ".join(listed)), KEPT.width, BODY, lines=2)],
        )


def conclusion(deck: Deck, story: Story) -> None:
    """Trang kết luận, a draft while the plan is proposed: the items of the submission and the minutes."""
    words = deck.words
    mark = words.t("deck.conclusion_mark", mark=story.result.fingerprint)
    title = words.t(f"deck.conclusion_title{story.asked_as}", name=story.name)
    subtitle = words.t("deck.conclusion_subtitle")
    if story.decided:
        subtitle = words.t("deck.conclusion_subtitle_decided", day=story.decided.at.date())
    to = office_fields(story.organisation, words)["recipient"]
    note = [*filter(None, [note_said(story.decided, words)])]
    said = [*story.conclusions(to), *note]
    # names of many units, amounts in words and what the chair said would leave no room for the last item
    told = [
        [*story.conclusions(to, telling, in_words=spelt), *more]
        for more in (note, [])
        for spelt in (True, False)
        for telling in TELLING
    ]
    shown = next((items for items in told if list_fits(items, LISTED.width, LISTED.height, BODY)), told[-1])
    slide = deck.slide(title, subtitle, [*(said if shown != said else []), mark, story.model_note()])
    deck.listed(slide, LISTED, shown, size=24)
