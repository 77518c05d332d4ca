"""Căn cứ và rủi ro trong cuộc họp: who lacks how much in which years, who is below the legal minimum, and
what rests on a provisional norm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from textwrap import wrap
from typing import NamedTuple

from budget.asked import HARD
from budget.decision import dearer_of
from budget.indicators import indicators, lacking_units
from budget.planning import cut_scope
from budget.report.dearer_said import dearer_said
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_story import Story
from budget.report.hard_said import hard_said, hardest_said
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.pool_said import unearned_said
from budget.report.steady_said import steady_listed
from budget.report.story_said import norm_taken, whose_norm
from budget.report.taken_by import short_measures
from budget.risks import by_year, minimum, worse_years
from pages.shared import compare_safest, meeting_steady
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_asked import years_shown
from pages.shared.meeting_lacking import MOST_ROWS, lacks, most_said
from pages.shared.meeting_owing import asked, below_minimum_of
from pages.shared.meeting_parts import halves, link, paragraphs, points, table

MORE_ROWS, MOST_LINES = 7, 11
"""Units that a table names of those that lack, beside MOST_ROWS, where none owes (a last one that would be
left stands by name, too), and lines of the table by year and of who lacks more that leave room for other
plans.
"""

LABEL, BULLET = 31, 62
"""Letters of a line in the first column of that table, and of a point below it."""

ROW, CLOSE, LINE, GAP, FOOT = 31, 28, 23, 7, 14
"""Pixels of a row of a table, of one that stands close, of a line of a point, between points, and of the foot
of the slide that close lines may take.
"""

ROOM, WHOLE, NARROW = 584, 130, 66
"""Pixels below the message of the slide for the higher of its sides and the documents, letters of a line of
these and of a point.
"""


class Told(NamedTuple):
    """Các điểm kể đến đâu: the names of who lacks more where revenue of the roadmap fails (`fails`), who can
    hardly meet it, as `hard_said`, who lacks within the scope of the cuts (`scope`), and who lacks `most`, in
    whose place the plans stand side by side.
    """

    fails: bool = True
    hard: int = 2
    scope: bool = True
    most: bool = True


LESS = (
    Told(),
    Told(hard=1),
    Told(fails=False, hard=1),
    Told(fails=False, hard=1, scope=False),
    Told(fails=False, hard=1, most=False),
    Told(fails=False, hard=0, most=False),
    Told(fails=False, hard=0, scope=False, most=False),
)
"""From most to least, until the slide has room."""

COUNTED = {"deficit": "deficit", "below_norm": "coverage"}
"""Risks whose number of units leads to the figure that counts them."""

UNCOUNTED = ("statutory_missed", "near_threshold")
"""Risks that the table by year leaves out: one stands by plan, the other is for the speaker."""

BY_YEAR = ("group_drop", "below_norm", "near_threshold")
"""Risks of which there is nothing to say but how many: the table by year says that."""

LETTERS = 42
"""Letters of all amounts of a row of the table by year."""


def _most(meeting: Meeting, most: int) -> str:
    """Bảng đơn vị thiếu nguồn nhiều nhất, before and after; "" for none."""
    story, w, year = meeting.story, meeting.story.words, meeting.story.shown.year
    short = lacking_units(story.result, year)
    if not short:
        return ""
    own, quo = meeting.ways(story.proposed), meeting.ways(story.proposed, quo=True)
    money, named = w.numbers.money, short if len(short) <= most + 1 else short[:most]
    rows = []
    for i, was, now in named:
        name, code = escape(story.result.units.name[i]), story.result.units.code[i]
        before = link(money(was), quo(code, "deficit")) if was else "-"
        rows.append(("", [link(name, own(code)), before, link(money(now), own(code, "deficit"))]))
    if rest := short[len(named) :]:
        sums = [money(sum(one[at] for one in rest)) for at in (1, 2)]
        rows.append(("", [escape(w.t("meeting.short_others", n=len(rest))), *sums]))
    heads = [w.t("meeting.short_most", year=year), w.t("app.status_quo"), w.t("app.scenario")]
    return table(heads, rows, dense=True)


def _short(story: Story, told: Told) -> list[str]:
    """Đơn vị thiếu nguồn within the scope of the cuts and outside it, and what is reckoned in; [] where no
    unit lacks anything.
    """
    result, year, w = story.result, story.shown.year, story.words
    if not story.found.deficit_units:
        return []
    said, scope = list[str](), cut_scope(result)
    if told.scope and story.found.saved and scope.any() and not scope.all():
        sides = [indicators(one, year, side) for side in (scope, ~scope) for one in (result, story.quo)]
        inside, had_inside, outside, had_outside = (one.deficit_units for one in sides)
        of = {"inside": inside, "had_inside": had_inside, "outside": outside, "had_outside": had_outside}
        said.append(w.t("meeting.short_scope", n=int(scope.sum()), **of))
    basis = "short_roadmap" if story.found.released else "short_prices"
    # beside other plans a table has it, and what stands here are the names
    alone = len(story.shown.results) == 1
    less = unearned_said(result, year, w, named=told.fails) if told.fails or alone else ""
    rate = result.scenario.assumptions.inflation
    less = " ".join(filter(None, (less, dearer_said(dearer_of(result, year), w))))
    return [*said, w.t(f"meeting.{basis}", rate=rate, less=f" {less}" if less else "")]


def _by_year(meeting: Meeting, left_out: Sequence[str], *, others: bool = True) -> str:
    """Rủi ro theo năm: how many units or schools in each year, a row a kind, and how much the units lack, by
    the `others` too; "" where no year has any.
    """
    story, w = meeting.story, meeting.story.words
    every = {y: indicators(story.result, y) for y in story.result.years[1:]}
    amounts = (max(one.lacking, one.quo_lacking) for one in every.values())
    longest = max((len(w.numbers.money(amount)) for amount in amounts), default=0)
    years = years_shown(list(every), story.shown.year, longest, LETTERS)
    rows = []
    worse, place = worse_years(story.result)["deeper"], 0
    for kind, counts in by_year(story.result).items():
        if kind in left_out:
            continue
        cells = [w.numbers.count(counts.get(y, 0)) for y in years]
        if figure := COUNTED.get(kind):
            cells = [link(*one) for one in zip(cells, _ways(meeting, years, figure), strict=True)]
        label = w.t(f"deck.risk_short_{kind}").capitalize()
        if kind == "deficit":
            label = _of_plan(meeting, "risks_plan")
            before = [w.numbers.count(indicators(story.quo, y).deficit_units) for y in years]
            rows.append(("", [escape(w.t("meeting.risks_quo")), *before]))
        if kind == "reduction_short":
            label = f"{label}: {short_measures(story.result, w)}"
        rows.append(("", [escape(label), *cells]))
        if kind == "deficit":
            rows += _lacking(meeting, years)
            deeper = [w.numbers.count(n) if (n := worse.get(y)) else w.t("deck.safety_none") for y in years]
            rows.append(("", [escape(w.t("meeting.risks_deeper")), *deeper]))
            # behind all of the plan itself, lest its rows be read as those of another one
            place = len(rows)
    more = _lacking_others(meeting, years) if place and others else []
    below = sum(-(-len(line) // BULLET) for line in lacks(story))
    if sum(-(-len(label) // LABEL) for _, (label, *_) in [*rows, *more]) + below <= MOST_LINES:
        rows[place:place] = more
    return table([w.t("meeting.risks_by_year"), *map(str, years)], rows, dense=True) if rows else ""


def _lacking(meeting: Meeting, years: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Số tiền thiếu từng năm, under the status quo and under the plan."""
    story, w = meeting.story, meeting.story.words
    found = [(indicators(story.quo, y), indicators(story.result, y)) for y in years]
    money = w.numbers.money
    ways = _ways(meeting, years, "deficit")
    own = [link(money(now.lacking), way) for (_, now), way in zip(found, ways, strict=True)]
    quo, plan = w.t("meeting.risks_lacking_quo"), _of_plan(meeting, "risks_lacking")
    return [("", [escape(quo), *(money(one.lacking) for one, _ in found)]), ("", [escape(plan), *own])]


def _of_plan(meeting: Meeting, key: str) -> str:
    """Tên dòng của phương án đề nghị; beside other plans with its mark, as theirs have it."""
    w, alone = meeting.story.words, len(meeting.story.shown.results) == 1
    name = w.t("meeting.risks_alone") if alone else meeting.compared.tags[meeting.story.proposed]
    return w.t(f"meeting.{key}_of", name=name)


def _lacking_others(meeting: Meeting, years: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Số tiền thiếu từng năm theo các phương án khác; "" in a year that one does not reach."""
    story, w = meeting.story, meeting.story.words
    rows = []
    for k, result in enumerate(story.shown.results):
        cells = [
            link(w.numbers.money(indicators(result, y).lacking), meeting.ways(k, year=y)("", "deficit"))
            if y in result.years
            else ""
            for y in years
        ]
        label = w.t("meeting.risks_lacking_of", name=meeting.compared.tags[k])
        rows.append(("", [escape(label), *cells]))
    return [row for k, row in enumerate(rows) if k != story.proposed]


def _ways(meeting: Meeting, years: Sequence[int], figure: str) -> list[str]:
    return [meeting.ways(meeting.story.proposed, year=y)("", figure) for y in years]


class Fixed(NamedTuple):
    """Những gì không đổi theo các điểm kể: whether those that lack are `few`, or some are `owing` the legal
    minimum; the tables by year (`watched`), of who lacks `most`, of the plans side by side (`steady`) and of
    the minimum (`lacking`), and who lacks `more`.
    """

    few: bool
    owing: bool
    watched: str
    most: str
    steady: str
    lacking: str
    more: Sequence[str]


def _listed(title: str, body: str) -> str:
    head = f"<h3>{escape(title)}</h3>" if title else ""
    return f'<div class="wide dense">{head}{body}</div>'


def _fixed(meeting: Meeting, below: str, *, others: bool = True) -> Fixed:
    """Made once for all ways to fill the slide; `below` the legal minimum is who is by plan."""
    story, rule = meeting.story, minimum(meeting.story.result, meeting.story.shown.year)
    # where few lack and none owes, all stand by name beside, and what is said of them below
    owing = bool(rule and rule["cumulated"]["listed"])
    few = not owing and story.found.deficit_units <= MORE_ROWS + 1
    most = _most(meeting, MORE_ROWS if few else MOST_ROWS)
    lacking = _listed(asked(meeting), below) if below else ""
    steady = _listed("", made) if (made := meeting_steady.beside(meeting)) else ""
    # by plan it stands beside what else each plan rests on
    left_out = (*UNCOUNTED, HARD) if steady else UNCOUNTED
    watched = _by_year(meeting, left_out, others=others)
    return Fixed(few, owing, watched, most, steady, lacking, lacks(story))


def _sides(story: Story, fixed: Fixed, said: Sequence[str], hardest: Sequence[str], told: Told) -> list[str]:
    """Hai nửa của trang: what lacks, and who is below the legal minimum with what else is `said`."""
    few, owing, more = fixed.few, fixed.owing, fixed.more
    if few:
        watched, lacking = fixed.watched + fixed.steady, fixed.lacking + fixed.most
    elif told.most:
        watched, lacking = fixed.watched + fixed.most, fixed.steady + fixed.lacking
    else:
        watched, lacking = fixed.watched + fixed.steady, fixed.lacking
    # who lacks stands in a table, and who is below the legal minimum by plan
    lacks = _short(story, told)
    # where there is little room the years are left out, not the names
    about = max(told.hard, 1)
    hard = hard_said(story.result, story.shown.year, story.words, about, others=told.hard > 0)
    # who owes, or can hardly meet the roadmap, takes the room of the hardest one, which the speaker has
    shown = [hard] if hard else [] if owing else hardest
    beside = said if few else [*lacks, *shown, *said]
    own = [*lacks, *shown] if few else []

    def at(k: int) -> list[str]:
        left, right = points([*more[:k], *own]), points([*more[k:], *beside])
        return [watched + _listed("", left), lacking + _listed("", right)]

    # of who lacks more so much stands left that the higher side comes out lowest
    ways = map(at, (len(more),) if few else range(len(more), -1, -1))
    return min(ways, key=lambda two: max(map(_tall, two)))


def _tall(made: str, row: int = ROW) -> int:
    """Chiều cao của một nửa, in pixels, its points broken into lines between words."""
    points = [unescape(re.sub("<[^>]*>", "", point)) for point in re.findall("<li>(.*?)</li>", made)]
    text = sum(LINE * len(wrap(point, NARROW)) + GAP for point in points)
    return row * (made.count("<tr") + made.count("<h3")) + text


def slide(meeting: Meeting) -> Slide:
    """Rủi ro và căn cứ: what to watch in the year and the others, the documents, and what nobody has
    confirmed.
    """
    story, w = meeting.story, meeting.story.words
    year, short = story.shown.year, story.found.deficit_units
    return Slide(
        w.t("meeting.risks_title" if short else "meeting.risks_title_none", n=short, year=year),
        w.t("meeting.risks_subtitle", year=year, unit=story.unit),
        lambda: _draw(meeting),
        lambda: _notes(meeting),
    )


def _draw(meeting: Meeting) -> None:
    """The two halves, told as far as they have room, above the documents."""
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    said = risk_lines(story, brief=True, but=("deficit", "statutory_missed", HARD, *BY_YEAR))
    hardest = [*filter(None, [hardest_said(result, year, w)])]
    if story.found.schools_below_norm and norm_taken(story):
        said.append(w.t("meeting.risks_norm", norm=whose_norm(story)))
    below, ground = below_minimum_of(meeting), [one.name(w) for one in story.grounds()]
    if not said and not hardest and not story.found.deficit_units:
        said = [w.t("deck.risk_none")]
    documents = w.t("meeting.risks_law", listed="; ".join(ground))
    # what would push the last line below the slide is for the speaker
    room = ROOM - LINE * -(-len(documents) // WHOLE)
    fixed = _fixed(meeting, below)
    ways = {told: _sides(story, fixed, said, hardest, told) for told in LESS}
    tall = {told: max(map(_tall, sides)) for told, sides in ways.items()}
    told = next((told for told in LESS if tall[told] <= room), min(LESS, key=tall.__getitem__))
    # where the lines do not fit, they stand closer; then what other plans lack in other years gives way
    close = tall[told] > room
    if close and max(_tall(side, CLOSE) for side in ways[told]) > room + FOOT:
        ways[told] = _sides(story, _fixed(meeting, below, others=False), said, hardest, told)
    left, right = (f'<div class="close">{side}</div>' if close else side for side in ways[told])
    open_ = unconfirmed(result.law, result.years, w)
    unsure = w.t("meeting.open_values", n=len(open_)) if open_ else ""
    cited = f'<div class="wide dense terms">{paragraphs(f"{documents} {unsure}".rstrip())}</div>'
    halves(f"<div>{left}</div>", f"<div>{right}</div>", cited)


def _notes(meeting: Meeting) -> list[str]:
    """Lời cho người trình: every risk with its amounts and years, and what nobody has confirmed."""
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    # known only once it was looked at: for the speaker, not for a slide that would change
    safest = compare_safest.known(meeting.compared)
    open_ = unconfirmed(result.law, result.years, w)
    said = [steady_listed(meeting_steady.plans_of(story), w)]
    # of other years it stands with the risks of these
    said.append(hard_said(result, year, w, others=False))
    said += [f(result, year, w) for f in (unearned_said, hardest_said)]
    said.append(most_said(story))
    return [
        *([safest.replace("**", "")] if safest else []),
        *risk_lines(story, but=(HARD,)),
        *filter(None, said),
        *risk_years(story),
        *([w.t("meeting.notes_open", listed="; ".join(open_))] if open_ else []),
        *([w.t("meeting.below_rule", base=result.years[0])] if below_minimum_of(meeting) else []),
        w.t("deck.note_law", day=last_checked(result.law)),
    ]
