"""Căn cứ và rủi ro trong cuộc họp: who lacks how much in which years, who is below the legal minimum, and
what rests on a provisional norm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape, unescape
from typing import Any

import numpy as np

from budget.asked import short_by_payer
from budget.indicators import indicators, lacking_units
from budget.planning import cut_scope
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_story import Story
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.pool_said import hardest_said, unearned_said
from budget.report.risk_words import FIRST, named_years, others, sources_said, year_spans
from budget.report.story_said import deeper_of, norm_taken, whose_norm
from budget.report.taken_by import short_name
from budget.report.words import Words
from budget.risks import below_minimum, by_year, minimum, required_spans, worse_years
from budget.simulate import Result
from pages.shared import compare_safest
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_asked import years_shown
from pages.shared.meeting_options import deeper_said
from pages.shared.meeting_parts import halves, link, paragraphs, table

HARD = 3
"""Units below the minimum of a single year that stand by name."""

MOST_ROWS, MORE_ROWS, MOST_OWING, MOST_LINES = 3, 7, 5, 11
"""Units that a table names of those that lack, of these where none owes, and of those that owe (a last one
that would be left stands by name, too), and lines of the table by year and of who lacks more that leave room
for other plans.
"""

LABEL, BULLET = 31, 62
"""Letters of a line in the first column of that table, and of a point below it."""

ROW, LINE, GAP, WIDE = 31, 23, 7, 72
"""Pixels of a row of a table, of a line of a point, and between points; letters that a line holds at most."""

COUNTED = {"deficit": "deficit", "below_norm": "coverage"}
"""Risks whose number of units leads to the figure that counts them."""

UNCOUNTED = ("statutory_missed", "near_threshold")
"""Risks that the table by year leaves out: one stands by plan, the other is for the speaker."""

BY_YEAR = ("group_drop", "below_norm", "near_threshold")
"""Risks of which there is nothing to say but how many: the table by year says that."""

LETTERS = 42
"""Letters of all amounts of a row of the table by year."""


def _below(meeting: Meeting) -> str:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật: how many of each plan, cumulated and in a single year,
    those of the plan proposed by name, and by which the decision goes; "" where the law names no minimum.
    """
    compared, story = meeting.compared, meeting.story
    w, year = story.words, story.shown.year
    found = minimum(story.result, year)
    if not found:
        return ""
    base = found["cumulated"]["base"]
    counts = {
        "cumulated": [minimum(result, year)["cumulated"]["n"] for result in story.shown.results],
        "single": [below_minimum(result).get("n", 0) for result in story.shown.results],
    }
    rows = [
        ("", [escape(w.t(f"meeting.below_{key}", base=base, year=year)), *map(w.numbers.count, of_plans)])
        for key, of_plans in counts.items()
    ]
    alone = below_minimum(story.result)
    owed, tag = found["cumulated"]["listed"], compared.tags[story.proposed]
    named = []
    if gaining := [name for name in _gaining(story) if name in dict(owed)]:
        named = [w.t("meeting.below_gaining", listed="; ".join(gaining))]
    if alone:
        # who owes nothing cumulated stands nowhere else by name
        said = year_spans(sorted({at for _, lacks in alone["listed"] for at, _ in lacks}))
        if not owed:
            listed = [w.t("deck.below_unit", name=name, years=years) for name, years in named_years(alone)]
            said = "; ".join([*listed[:HARD], *others(alone["n"] - len(listed[:HARD]), w)])
        named.append(w.t("meeting.below_years", name=tag, years=said))
    given = [name for name, *_ in found["cumulated"]["given"] if name not in gaining]
    if given:
        named.append(w.t("meeting.below_given", name=tag, listed="; ".join(given)))
    heads = [w.t("meeting.below_plan"), *compared.tags]
    spans = required_spans(story.result.law, [y for y in story.shown.years[1:] if y <= year])
    ground = w.t("meeting.below_ground", source=sources_said(spans, w))
    return (
        table(heads, rows, dense=True)
        + _owing(meeting, owed, counts["cumulated"])
        + _points([*named, ground])
    )


def _owing(meeting: Meeting, owed: Sequence[Sequence[Any]], counts: Sequence[int]) -> str:
    """Đơn vị của phương án đề nghị còn thiếu so với mức tối thiểu lũy kế, the most first; "" for none."""
    story, w = meeting.story, meeting.story.words
    if not owed:
        return ""
    n = counts[story.proposed]
    shown = owed[: n if n <= MOST_OWING + 1 else MOST_OWING]
    rows = [("", [escape(name), w.numbers.money(amount)]) for name, amount in shown]
    rows += [("", [escape(one), ""]) for one in others(n - len(shown), w)]
    head = w.t("meeting.below_owed", name=meeting.compared.tags[story.proposed])
    return table([head, story.unit], rows, dense=True)


def _gaining(story: Story) -> list[str]:
    """Đơn vị được tăng so với hiện trạng cùng năm, by name."""
    result, j = story.result, story.result.year(story.shown.year)
    more = result.published("support")[:, j] > result.published("status_quo")[:, j]
    return [result.units.name[i] for i in np.flatnonzero(more)]


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


def _lacks(story: Story) -> list[str]:
    """Ai thiếu nhiều hơn hiện trạng, and who has to find what lacks, as the plan has no source for it; []
    where none lacks.
    """
    w, year = story.words, story.shown.year
    if not story.found.deficit_units:
        return []
    told = deeper_said(story) if story.found.deeper_units > FIRST else deeper_of(story)
    payers = short_by_payer(story.result, year).items()
    listed = [w.t(f"meeting.short_{payer}", n=n, amount=amount) for payer, (n, amount) in payers]
    return [*filter(None, [told, w.t("meeting.short_source", listed="; ".join(listed))])]


def _short(story: Story) -> list[str]:
    """Đơn vị thiếu nguồn within the scope of the cuts and outside it, and what is reckoned in; [] where no
    unit lacks anything.
    """
    result, year, w = story.result, story.shown.year, story.words
    if not story.found.deficit_units:
        return []
    said, scope = [], cut_scope(result)
    if story.found.saved and scope.any() and not scope.all():
        sides = [indicators(one, year, side) for side in (scope, ~scope) for one in (result, story.quo)]
        inside, had_inside, outside, had_outside = (one.deficit_units for one in sides)
        told = {"inside": inside, "had_inside": had_inside, "outside": outside, "had_outside": had_outside}
        said.append(w.t("meeting.short_scope", n=int(scope.sum()), **told))
    basis = "short_roadmap" if story.found.released else "short_prices"
    less = unearned_said(result, year, w)
    return [*said, w.t(f"meeting.{basis}", rate=result.scenario.assumptions.inflation, less=less)]


def _asked(meeting: Meeting) -> str:
    """Đầu phần mức tối thiểu: what the law of the year asks."""
    story, w = meeting.story, meeting.story.words
    rule = minimum(story.result, story.shown.year)
    return w.t("meeting.below_law", rate=Decimal(rule["rate"])) if rule else w.t("meeting.below_head")


def _short_measures(result: Result, w: Words) -> str:
    """Các biện pháp không đạt mục tiêu in some year, by their short names."""
    found = sorted({int(one.numbers["number"]) for one in result.findings.of("reduction_short")})
    return ", ".join(dict.fromkeys(short_name(result.scenario.reductions[n - 1], w) for n in found))


def _by_year(meeting: Meeting) -> str:
    """Rủi ro theo năm: how many units or schools in each year, a row a kind, and how much the units lack;
    "" where no year has any.
    """
    story, w = meeting.story, meeting.story.words
    every = {y: indicators(story.result, y) for y in story.result.years[1:]}
    amounts = (max(one.lacking, one.quo_lacking) for one in every.values())
    longest = max((len(w.numbers.money(amount)) for amount in amounts), default=0)
    years = years_shown(list(every), story.shown.year, longest, LETTERS)
    rows = []
    worse, place = worse_years(story.result)["deeper"], 0
    for kind, counts in by_year(story.result).items():
        if kind in UNCOUNTED:
            continue
        cells = [w.numbers.count(counts.get(y, 0)) for y in years]
        if figure := COUNTED.get(kind):
            cells = [link(*one) for one in zip(cells, _ways(meeting, years, figure), strict=True)]
        label = w.t(f"deck.risk_short_{kind}").capitalize()
        if kind == "deficit":
            label = w.t("meeting.risks_plan")
            before = [w.numbers.count(indicators(story.quo, y).deficit_units) for y in years]
            rows.append(("", [escape(w.t("meeting.risks_quo")), *before]))
        if kind == "reduction_short":
            label = f"{label}: {_short_measures(story.result, w)}"
        rows.append(("", [escape(label), *cells]))
        if kind == "deficit":
            rows += _lacking(meeting, years)
            place = len(rows)
            deeper = [w.numbers.count(worse.get(y, 0)) for y in years]
            rows += [("", [escape(w.t("meeting.risks_deeper")), *deeper])] if worse else []
    more = _lacking_others(meeting, years) if place else []
    below = sum(-(-len(line) // BULLET) for line in _lacks(story))
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
    rows = {"quo": [money(quo.lacking) for quo, _ in found], "plan": own}
    return [("", [escape(w.t(f"meeting.risks_lacking_{key}")), *cells]) for key, cells in rows.items()]


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


def _points(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _height(made: str, lines: Sequence[str]) -> int:
    """Chiều cao ước tính, in pixels, of what is made for one side and the lines below it."""
    points = [unescape(re.sub("<[^>]*>", "", point)) for point in re.findall("<li>(.*?)</li>", made)]
    rows = ROW * (made.count("<tr") + made.count("<h3"))
    return rows + sum(LINE * -(-len(line) // WIDE) + GAP for line in [*points, *lines])


def slide(meeting: Meeting) -> Slide:
    """Rủi ro và căn cứ: what to watch in the year and the others, the documents, and what nobody has
    confirmed.
    """
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    open_, short = unconfirmed(result.law, result.years, w), story.found.deficit_units
    # who lacks stands in a table, and who is below the legal minimum by plan
    lacks = _short(story)
    said = risk_lines(story, brief=True, but=("deficit", "statutory_missed", "roadmap_implausible", *BY_YEAR))
    hardest = [*filter(None, [hardest_said(result, year, w)])]
    if story.found.schools_below_norm and norm_taken(story):
        said.append(w.t("meeting.risks_norm", norm=whose_norm(story)))
    below, ground = _below(meeting), [one.name(w) for one in story.grounds()]

    def listed(title: str, body: str) -> str:
        head = f"<h3>{escape(title)}</h3>" if title else ""
        return f'<div class="wide dense">{head}{body}</div>'

    if not said and not hardest and not short:
        said = [w.t("deck.risk_none")]
    rule = minimum(result, year)
    # where few lack and none owes, all stand by name beside, and what is said of them below; who owes takes
    # the room of the hardest roadmap, which the speaker has
    owing = bool(rule and rule["cumulated"]["listed"])
    few = not owing and short <= MORE_ROWS + 1
    shown = [] if owing else hardest
    most = _most(meeting, MORE_ROWS if few else MOST_ROWS)
    watched = _by_year(meeting) + ("" if few else most)
    lacking = (listed(_asked(meeting), below) if below else "") + (most if few else "")
    beside = said if few else [*lacks, *shown, *said]
    # the side with less in it says who lacks more
    left, right = [*_lacks(story), *([*lacks, *shown] if few else [])], beside
    if not few and _height(lacking, beside) < _height(watched, []):
        left, right = [], [*_lacks(story), *beside]
    watched += listed("", _points(left))
    lacking += listed("", _points(right))
    documents = w.t("meeting.risks_law", listed="; ".join(ground))
    cited = f'<div class="wide dense terms">{paragraphs(documents)}</div>'
    # known only once it was looked at: for the speaker, not for a slide that would change
    safest = compare_safest.known(meeting.compared)
    return Slide(
        w.t("meeting.risks_title" if short else "meeting.risks_title_none", n=short, year=year),
        w.t("meeting.risks_subtitle", year=year, unit=story.unit),
        lambda: halves(f"<div>{watched}</div>", f"<div>{lacking}</div>", cited),
        [
            *([safest.replace("**", "")] if safest else []),
            *risk_lines(story),
            *hardest,
            *risk_years(story),
            *([w.t("meeting.notes_open", listed="; ".join(open_))] if open_ else []),
            *([w.t("meeting.below_rule", base=result.years[0])] if below else []),
            w.t("deck.note_law", day=last_checked(result.law)),
        ],
    )
