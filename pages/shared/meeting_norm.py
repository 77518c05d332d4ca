"""Định mức trong cuộc họp: what the schools miss under every plan, and how near all of them are."""

from __future__ import annotations

from html import escape

from budget.equity import coverage_of_all, farthest, lifted
from budget.indicators import norm_gap
from budget.report.deck_story import Story
from budget.report.deck_trends import evened_said, norm_message, norm_subtitle, raised_said
from budget.simulate import Result
from pages.shared import comparing, state
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_options import FEW_PLANS
from pages.shared.meeting_parts import Bar, bar_list, halves, link, paragraphs, table

ROOM, LEAST = 12, 2
"""Rows of the table of the schools farthest from their norm where no bar stood above it, of which each takes
two; and the fewest that make a table.
"""


def slide(meeting: Meeting) -> Slide:
    """Định mức: what the schools miss under every plan, and how many reach their norm."""
    return Slide(
        norm_message(meeting.story),
        norm_subtitle(meeting.story),
        lambda: _draw(meeting),
        lambda: _notes(meeting),
    )


def _listed(meeting: Meeting) -> list[tuple[str, Result, str, str, Result | None]]:
    """Hiện trạng và các phương án: name, result, ink, where it leads, and the status quo that it moves
    against.
    """
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown = story.shown
    few = len(shown.results) <= FEW_PLANS
    names = [compared.label(k) for k in range(len(shown.results))] if few else [*compared.tags]
    if all(_same(story, k) for k in range(1, len(names))) and len(names) > 1:
        names[0] = w.t("meeting.norm_same", listed=w.list(compared.tags))
    listed: list[tuple[str, Result, str, str, Result | None]] = []
    for k, result in enumerate(shown.results):
        if (q := shown.normed_of[k]) not in shown.normed_of[:k]:
            to, name = meeting.ways(k, quo=True)("", "coverage"), comparing.quo_tag(compared, q, by_norm=True)
            listed.append((name, shown.quo(k), "var(--status-quo)", to, None))
        if _same(story, k):
            continue
        to = meeting.ways(k)("", "coverage")
        own = shown.quo(k) if any(shown.normed_of) else None
        listed.append((names[k], result, f"var(--scenario-{k + 1})", to, own))
    return listed


def _draw(meeting: Meeting) -> None:
    """What the schools miss, how many reach their norm, and those that are farthest."""
    story, w = meeting.story, meeting.story.words
    shown, listed = story.shown, _listed(meeting)
    at = [(name, shown.at(result), ink, address) for name, result, ink, address, _ in listed]
    # by other assumptions amounts are not ranked: each with what it moves against its own status quo
    moved = [None if own is None else shown.at(own).norm_gap for *_, own in listed]
    gaps: list[Bar] = [
        (name, one.norm_gap, _gap(one.norm_gap, was), ink, address)
        for (name, one, ink, address), was in zip(at, moved, strict=True)
    ]
    reached: list[Bar] = [
        (
            name,
            one.schools_at_norm,
            w.t("deck.of", part=one.schools_at_norm, whole=one.schools_with_norm),
            ink,
            address,
        )
        for name, one, ink, address in at
    ]
    # nothing explains the share of all schools together: it leads nowhere
    covered: list[Bar] = []
    for (name, result, *_), (*_, ink, _) in zip(listed, at, strict=True):
        share = coverage_of_all(result, shown.year) or 0.0
        covered.append((name, share, w.share(share), ink, ""))
    # where no school reaches its norm, how far they are
    none = not any(value for _, value, *_ in reached)
    if none:
        beside = bar_list(covered, w.t("deck.norm_covered", n=at[0][1].schools_with_norm), 1)
    else:
        beside = bar_list(reached, w.t("deck.norm_at"), max(one.schools_with_norm for _, one, *_ in at))
    far = _farthest(meeting, ROOM - 2 * len(listed))
    halves(bar_list(gaps, w.t("deck.norm_gap", unit=story.unit)), beside, far)


def _notes(meeting: Meeting) -> list[str]:
    """Lời cho người trình: what the schools miss under every plan."""
    story, gap = meeting.story, meeting.story.words.t("deck.line_gap")
    amounts = [(name, story.shown.at(result).norm_gap) for name, result, *_ in _listed(meeting)]
    return [*(story.money_note(f"{name}: {gap}", amount) for name, amount in amounts), story.model_note()]


def _farthest(meeting: Meeting, most: int) -> str:
    """Bảng trường xa định mức nhất theo phương án đề nghị, before and after, with what they miss and
    their pupils; one sentence where all stand alike; "" where there is no room, or no school is below its
    norm.
    """
    story, w, year = meeting.story, meeting.story.words, meeting.story.shown.year
    if evened := evened_said(story):
        return f'<div class="apart"><div class="wide many">{paragraphs(evened)}</div></div>'
    found = farthest(story.result, year, most) if most >= LEAST else []
    if not found:
        return ""
    gaps, pupils = norm_gap(story.result, year), story.result["pupils"][:, story.result.year(year)]
    to, rows = meeting.ways(story.proposed), []
    for i, now in found:
        code, was = story.result.units.code[i], lifted(story.basis, story.result, year, [i])
        part = (
            w.t("deck.covered", before=w.numbers.percent_bare(was[0]), after=was[1]) if was else w.share(now)
        )
        told = [
            (story.result.units.name[i], "coverage"),
            (w.numbers.count(pupils[i]), "pupils"),
            (part, "coverage"),
            (w.numbers.money(gaps[i]), "norm_gap"),
        ]
        rows.append(("", [link(escape(said), to(code, figure)) for said, figure in told]))
    heads = [w.t("deck.norm_farthest", name=meeting.compared.tags[story.proposed], year=year)]
    heads += [
        w.t("compare.band_pupils"),
        w.t("deck.gain_covered"),
        w.t("deck.norm_missing", unit=story.unit),
    ]
    below = f'<div class="wide dense">{paragraphs(raised_said(story))}</div>'
    return f'<div class="apart">{table(heads, rows, many=True)}{below}</div>'


def _same(story: Story, k: int) -> bool:
    """Mọi phương án như nhau on the norm, and this is not the first of them: it needs no bar of its own."""
    shown = story.shown
    if not k or any(shown.normed_of):
        return False
    found = [shown.at(result) for result in shown.results]
    near = {coverage_of_all(result, shown.year) for result in shown.results}
    return (
        len({(one.norm_gap, one.schools_at_norm, one.schools_with_norm) for one in found}) == len(near) == 1
    )


def _gap(gap: int, was: int | None) -> str:
    w = state.words()
    said = w.t("meeting.gap_moved", gap=gap, change=gap - (was or 0))
    return w.numbers.money(gap) if was is None or was == gap else said
