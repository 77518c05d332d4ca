"""Các trang theo năm và theo định mức: support by year, and what the schools miss to their norm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.util import Inches, Pt

from budget.equity import coverage_of_all, farthest
from budget.granted import evened, raised_to
from budget.report.alike import only_rounding
from budget.report.deck_charts import NAME, Series, bars, legend, lines, nested
from budget.report.deck_page import BODY, CONTENT, Box, Deck, color, in_title, integer_format, tenths_format
from budget.report.deck_story import Line, Story
from budget.report.deck_text import clip
from budget.report.differing import difference_said
from budget.report.letters import wrapped
from budget.report.numbers import exact
from budget.report.palette import LIGHT
from budget.report.story_said import norm_level_of, whose_norm, within_of
from budget.report.workbook_comparison import basis_of_years, bears

NAMED = 4
"""So many lines can be told apart by name; more by number."""

LEAST, MOST = 18, 48
"""Letters for which a name at the foot gets room, at least and at most, where others want it, too."""


def by_year(deck: Deck, story: Story) -> None:
    """Trang theo năm: what the support of every plan differs; what it is in all stands in the notes."""
    words, shown = deck.words, story.shown
    drawn, years = story.lines(), [str(y) for y in shown.years]
    notes, differences = [], []
    for (name, result, ink, dashed), tag in zip(drawn, story.tags(), strict=True):
        totals = dict(zip(result.years, result.totals["support"].tolist(), strict=True))
        against = {} if dashed else dict(shown.changes(story.place(result)))
        if not dashed:
            moved = deck.in_unit(*(against.get(y) for y in shown.years))
            differences.append(Series(name, moved, ink, tag=tag))
        notes += [story.money_note(f"{name}, {y}", a) for y, a in totals.items()]
        notes += [
            f"{name}, {y}: {words.numbers.dong(a, sign=True)} ({basis_of_years(shown, words)})"
            for y, a in against.items()
        ]
    # differences of rounding are no picture: what the plans give is
    alike = only_rounding(shown, words)
    basis_tag = words.t("app.status_quo") if shown.baseline is None else ""
    zero = Series(story.basis_name, [0.0] * len(years), LIGHT.status_quo, (), True, basis_tag)
    # the dashed line last, so that it shows on those it equals
    series = _given(deck, story) if alike else [*differences, zero]
    subtitle = words.t("deck.years_subtitle_given" if alike else "deck.years_subtitle", unit=story.unit)
    if nested(series):
        subtitle += words.t("deck.years_nested")
    slide = deck.slide(
        _given_message(story) if alike else year_message(story),
        deck.with_names(subtitle, story.unsaid_tags() if len(drawn) > NAMED else ""),
        [*notes, story.model_note()],
    )
    basis = words.t("deck.years_difference", basis=basis_of_years(shown, words))
    basis = _given_head(story) if alike else basis + _in_all(story, basis)
    head, plot = Box(0.6, 2.0, CONTENT.width, 0.4), Box(0.6, 2.45, CONTENT.width, 3.55)
    deck.text(slide, head, [clip(basis, head.width, BODY, bold=True)], bold=True)
    _ends(deck, slide, lines(slide, plot, years, series, words.numbers))
    # the status quo is not drawn beside what is given
    tagged = zip(drawn, story.tags(), strict=True)
    _names(deck, slide, story, [one for one in tagged if not (alike and one[0][3])])


def _in_all(story: Story, before: str) -> str:
    """Chênh lệch cộng các năm của từng phương án, after these words on one line; "" for too much."""
    shown, words, years = story.shown, story.words, story.shown.years[1:]
    sums = {tag: shown.in_all(k) for k, tag in enumerate(story.plan_tags()) if k != shown.baseline}
    listed = [f"{tag} {words.numbers.money_signed(one)}" for tag, one in sums.items() if one is not None]
    if not listed:
        return ""
    said = words.t("deck.years_in_all", first=years[0], last=years[-1], listed="; ".join(listed))
    return said if len(wrapped(before + said, CONTENT.width, BODY, bold=True)) == 1 else ""


def _given(deck: Deck, story: Story) -> list[Series]:
    """Số cấp thêm theo năm của từng phương án khác căn cứ."""
    found = []
    for (name, result, ink, dashed), tag in zip(story.lines(), story.tags(), strict=True):
        if not dashed:
            totals = dict(zip(result.years, result.totals["increase"].tolist(), strict=True))
            amounts = deck.in_unit(*(totals.get(y) for y in story.shown.years))
            found.append(Series(name, amounts, ink, tag=tag))
    return found


def _given_message(story: Story) -> str:
    """Câu của trang số cấp thêm: how much the proposed plan gives in the year, and to how many units; where
    it gives nothing, how far it is from what it is compared with.
    """
    words, found = story.words, story.found
    if not found.increase:
        return year_message(story)

    def say(name: str, basis: str) -> str:
        moved = difference_said(story.change.difference, basis, words, brief=True)
        told = {"increase": found.increase, "n": found.reach.up, "difference": moved}
        return words.t("deck.years_message_given", year=story.shown.year, name=name, **told)

    return in_title(say, name=story.full_name, basis=basis_of_years(story.shown, words))


def _given_head(story: Story) -> str:
    """Tên hình số cấp thêm, with what each plan gives in the year in view where one line has room."""
    words, shown = story.words, story.shown
    pairs = zip(story.plan_tags(), shown.results, strict=True)
    listed = "; ".join(f"{tag} {words.numbers.money(shown.at(result).increase)}" for tag, result in pairs)
    head = words.t("deck.years_given")
    whole = words.t("deck.years_given_in", head=head, year=shown.year, listed=listed)
    return whole if len(wrapped(whole, CONTENT.width, BODY, bold=True)) == 1 else head


def _ends(deck: Deck, slide: Any, named: list[tuple[str, str, Box]]) -> None:
    """The names beside the ends of the lines, those that lie on one another in one."""
    for text, ink, box in named:
        shown = clip(text, box.width, BODY, lines=round(box.height / NAME), bold=True)
        deck.text(slide, box, [shown], ink=ink, bold=True)


def year_message(story: Story) -> str:
    """Câu về năm xem: how far the proposed plan is from what it is compared with; where the total stays, what
    the plan moves between the units comes first, unless its name is too long for that.
    """
    within = within_of(story)
    told = _year_message(story, within)
    return told if not within or story.full_name in told else _year_message(story, "")


def _year_message(story: Story, within: str) -> str:
    words = story.words

    def say(name: str, basis: str) -> str:
        moved = difference_said(story.change.difference, basis, words, brief=True)
        if within:
            moved = words.t("deck.within_total", within=within, difference=moved)
        key = "deck.years_message_within" if within else "deck.years_message"
        return words.t(key, year=story.shown.year, name=name, difference=moved)

    return in_title(say, name=story.full_name, basis=basis_of_years(story.shown, words))


def _names(deck: Deck, slide: Any, story: Story, drawn: Sequence[tuple[Line, str]]) -> None:
    """What the lines drawn are, in their own ink, along the foot of the slide: by name if there is room."""
    words, named = story.words, [tag for _, tag in drawn]
    if len(drawn) <= NAMED:
        named = [
            name if dashed or bears(name, tag) else words.t("deck.short_names", tag=tag, name=name)
            for (name, _, _, dashed), tag in drawn
        ]
    # a long name gets the room that a short one leaves
    shares = [min(max(len(name), LEAST), MOST) for name in named]
    left, width = CONTENT.left, 0.0
    for ((*_, ink, dashed), _), name, share in zip(drawn, named, shares, strict=True):
        left += width
        width = CONTENT.width * share / sum(shares)
        line = slide.shapes.add_connector(1, *(Inches(x) for x in (left, 6.32, left + 0.32, 6.32)))
        line.line.color.rgb, line.line.width = color(ink), Pt(3.5)
        if dashed:
            line.line.dash_style = MSO_LINE.DASH
        text = clip(name, width - 0.5, BODY, lines=2, bold=True)
        deck.text(slide, Box(left + 0.4, 6.16, width - 0.45, 0.64), [text], bold=True)


def norm_subtitle(story: Story) -> str:
    """Định mức của năm nào, and to which part of it the proposed plan fills."""
    level = norm_level_of(story, "deck.norm_subtitle_level")
    if any(story.shown.normed_of):
        level += story.words.t(f"deck.norm_subtitle_{'apart' if any(story.shown.quo_of) else 'norms'}")
    told = {"year": story.shown.year, "unit": story.unit, "level": level}
    return story.words.t("deck.norm_subtitle", norm=whose_norm(story), **told)


def raised_said(story: Story) -> str:
    """Mức mà nguồn nâng các trường thấp lên, and why those farthest do not stand just at it; "" where all do,
    or no money raises them.
    """
    result, year = story.result, story.shown.year
    level, plan = raised_to(result, year), result.scenario.allocation
    lowest = [now for _, now in farthest(result, year, 1)]
    if (
        level is None
        or plan is None
        or not lowest
        or story.words.share(lowest[0]) == story.words.share(level)
    ):
        return ""
    return story.words.t("deck.norm_raised", level=level, step=plan.round_to)


def evened_said(story: Story) -> str:
    """Câu nói mọi trường đứng ở cùng một mức, none of them farther than another; "" where it is not so."""
    result, year = story.result, story.shown.year
    level, plan, n = raised_to(result, year), result.scenario.allocation, evened(result, year)
    if not n or level is None or plan is None:
        return ""
    return story.words.t("deck.norm_evened", n=n, level=level, step=plan.round_to)


def norm_message(story: Story) -> str:
    """Câu về định mức: what the schools miss before and after, and how many reach the norm."""
    found, before = story.found.norm_gap, story.before.norm_gap
    key = "same" if found == before else "down" if found < before else "up"
    told = {"at": story.found.schools_at_norm, "schools": story.found.schools_with_norm}

    def say(name: str) -> str:
        return story.words.t(f"deck.norm_{key}", name=name, change=abs(found - before), after=found, **told)

    return in_title(say, name=story.full_name)


def at_norm(deck: Deck, story: Story) -> None:
    """Trang định mức: what the schools miss, and how many reach the norm."""
    words, shown = deck.words, story.shown
    drawn = story.lines(by_norm=True)
    listed = [shown.at(result) for _, result, _, _ in drawn]
    slide = deck.slide(
        norm_message(story),
        deck.with_names(norm_subtitle(story), story.unsaid_tags()),
        [
            *(
                story.money_note(f"{name}: {words.t('deck.line_gap')}", one.norm_gap)
                for (name, *_), one in zip(drawn, listed, strict=True)
            ),
            story.model_note(),
        ],
    )
    left, right, tags = Box(0.6, 2.5, 6.3, 4.35), Box(7.3, 2.5, 5.43, 4.35), story.tags(by_norm=True)
    deck.text(slide, Box(0.6, 2.05, 6.3, 0.4), [words.t("deck.norm_gap", unit=story.unit)], bold=True)
    none = not any(i.schools_at_norm for i in listed)
    schools = listed[0].schools_with_norm
    head = words.t("deck.norm_covered", n=schools) if none else words.t("deck.norm_schools")
    deck.text(slide, Box(7.3, 2.05, 5.43, 0.4), [head], bold=True)
    inks = [ink for _, _, ink, _ in drawn]
    gaps = Series(words.t("deck.line_gap"), deck.in_unit(*(i.norm_gap for i in listed)), inks[0], inks)
    dots = integer_format(words.numbers)
    bars(slide, left, tags, [gaps], dots, across=True)
    if none:
        # where no school reaches its norm, how far they are
        shares = [coverage_of_all(result, shown.year) or 0.0 for _, result, _, _ in drawn]
        tenths = [int(exact(share) * 1000) for share in shares]
        bars(
            slide,
            right,
            tags,
            [Series(head, tenths, inks[0], inks)],
            tenths_format(words.numbers),
            across=True,
            whole=1000,
        )
        return
    below = [i.schools_below_norm for i in listed]
    parts = [
        Series(words.t("deck.norm_at"), [i.schools_at_norm or None for i in listed], LIGHT.gain),
        Series(words.t("deck.norm_below"), [b or None for b in below], LIGHT.bar),
    ]
    legend(bars(slide, right, tags, parts, dots, across=True, stacked=True))
