"""Các con số của bản thử: what a try gives beside what was submitted, and on what ground."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from budget.afterwards import beyond_unsourced
from budget.decision import FIGURES, MONEY, figures
from budget.indicators import deepest
from budget.planning import cut_scope
from budget.report.ground_said import ground_said
from budget.report.hard_said import hard_said
from budget.report.printed import seen_change
from budget.report.record_said import TAKEN
from budget.report.risk_words import and_others
from budget.report.targets_said import service_said
from budget.report.tried_asks_said import unsourced_part
from budget.risks import levels
from budget.simulate import Result
from budget.targeted import target_cuts
from budget.ungiven import ungiven_anew
from pages.shared import parts, state
from pages.shared.meeting import Meeting
from pages.shared.meeting_parts import link, paragraphs

EXPLAINED = {
    "support": "support",
    "saved": "given_up",
    "increase": "increase",
    "schools_at_norm": "coverage",
    "norm_gap": "coverage",
    "deficit_units": "deficit",
}
"""Figures of a decision -> the figure whose units explain them."""
LOWER_IS_BETTER = ("norm_gap", "deficit_units", "missing")

AMOUNTS = {"deficit_units": "missing"}
"""Counts that say nothing without the money beside them."""
NAMED = 2
"""Units that lack more by a try which stand by name; a last one that would be left does, too."""

WITHIN = frozenset(AMOUNTS.values())


def draw(meeting: Meeting, tried: Result, number: int | None, *, ground: bool) -> None:
    """Bản thử cho gì, and what that differs from the plan as submitted; `number`: its place in the log;
    `ground`: with what the law asks of it.
    """
    w, year = state.words(), meeting.story.shown.year
    was, now = figures(meeting.result, year), figures(tried, year)
    same = tried.fingerprint == meeting.result.fingerprint
    to = (meeting if same else replace(meeting, held=number)).ways(meeting.story.proposed)
    boxes, warning = list[str](), _warned(tried, meeting.result, year)
    for name in FIGURES:
        if name in WITHIN:
            continue
        money = name in MONEY
        change = seen_change(w.numbers, was[name], now[name]) if money else now[name] - was[name]
        value = w.numbers.money(now[name]) if money else w.numbers.count(now[name])
        signed = w.numbers.visible(change, sign=True) if money else w.numbers.count(change, sign=True)
        said = w.t("meeting.against_submitted", change=signed) if change else w.t("meeting.as_before")
        if change and name in TAKEN:
            # a cut that grows is no rise of what the budget gives
            way = "more" if change > 0 else "less"
            said = w.t(f"meeting.taken_{way}", amount=w.numbers.visible(abs(change)))
        tone, beside, moved = _tone(name, change), "", ""
        if name in TAKEN:
            share, of = _share(tried, year)
            beside = f"<small>{escape(share)}</small>" if share else ""
            of_all = service_said(tried, year, w)
            said = "; ".join(filter(None, (of, of_all, said)))
        if name in AMOUNTS:
            amount = now[AMOUNTS[name]]
            more = seen_change(w.numbers, was[AMOUNTS[name]], amount)
            if amount:
                beside = f"<small>{escape(w.t('meeting.of_amount', amount=amount))}</small>"
            if more:
                told = w.t("meeting.amount_moved", change=w.numbers.visible(more, sign=True))
                moved = f'<span class="{_tone(AMOUNTS[name], more)}">{escape(told)}</span>'
            # who lacks more stands in the warning, where there is one
            moved += "" if warning else escape(w.t("meeting.deeper_none"))
            # fewer units that lack more in all are no gain
            tone = "" if more > 0 and tone == "gain" else tone
        boxes.append(
            f'<div><div class="what">{escape(w.t(f"meeting.figure_{name}"))}</div>'
            f'<div class="value">{link(escape(value), to("", EXPLAINED[name]))}{beside}</div>'
            f'<div class="change"><span class="{tone}">{escape(said)}</span>{moved}</div></div>'
        )
    parts.html(f'<div class="wide"><div class="figures-of-slide">{"".join(boxes)}</div></div>')
    if warning:
        parts.message("warning", warning)
    if ground:
        parts.html(f'<div class="wide dense">{paragraphs(ground_said(tried, year, w, "plain"))}</div>')


def _warned(tried: Result, submitted: Result, year: int) -> str:
    """Ai khó đạt lộ trình, ai thiếu nhiều hơn hiện trạng theo bản thử, trường nào không còn được cấp, by
    name, and how much of what it gives has no source; "" for none.
    """
    w = state.words()
    hard = hard_said(tried, year, w, 0).removesuffix(".")
    names = [tried.units.name[i] for i, _ in deepest(tried, (year,))]
    left = [tried.units.name[i] for i in ungiven_anew(tried, submitted, year)]
    beyond = unsourced_part(beyond_unsourced(tried, year), w)
    if not hard and not names and not left and not beyond:
        return ""
    listed, gone = (and_others(of[: NAMED + (len(of) == NAMED + 1)], len(of), w) for of in (names, left))
    deeper = w.t("meeting.deeper_named" if names else "meeting.deeper_none", n=len(names), listed=listed)
    anew = w.t("meeting.ungiven_anew", n=len(left), listed=gone) if left else ""
    said = f"{hard}{deeper}{anew}".removeprefix("; ")
    return "; ".join(filter(None, (said, beyond))) + "."


def _share(tried: Result, year: int) -> tuple[str, str]:
    """Tỷ lệ giảm, and of what: of the units of the targets, by which these are measured, where the plan cuts
    others too; else the base year of the units that it cuts, as the slide of the years has it; "" twice where
    nothing is cut.
    """
    saved, share = levels(tried)[year]
    if not saved:
        return "", ""
    w, base = state.words(), tried.years[0]
    targets, n = target_cuts(tried, year), int(cut_scope(tried).sum())
    if targets and any(one.units != n for one in targets.targets):
        return "", "; ".join(
            w.t(
                "meeting.share_target_quo" if one.quo else "meeting.share_target",
                saved=one.saved,
                share=w.share(one.share),
                n=one.units,
                base=base,
                year=year,
            )
            for one in targets.targets
        )
    return w.t("meeting.of_share", share=share), w.t("meeting.share_of", base=base, n=n)


def _tone(name: str, change: int) -> str:
    if not change or name not in ("schools_at_norm", *LOWER_IS_BETTER):
        return ""
    return "gain" if (change < 0) == (name in LOWER_IS_BETTER) else "loss"
