"""Lý do đề nghị phương án trong tờ trình: what the figures say for it, then what the office itself says."""

from __future__ import annotations

from budget.compare import without_exceptions
from budget.payers import at_norm_by_hand
from budget.report.conclusion import reasoned
from budget.report.deck_story import Story


def reason_of(story: Story) -> str:
    """Lý do đề nghị, from the figures: what of its aims the plan meets in the year, but who is short, which
    `demanded_said` tells; and as the office typed it, whose organisation has it as "proposed_reason", but one
    that a meeting gave for going over to the plan, which `turned_of` tells; "" for none.
    """
    found, before, words, reach = story.found, story.before, story.words, story.shown.reach(story.proposed)
    by_hand = _by_hand(story)
    told = {
        "schools": found.schools_at_norm,
        "before": before.schools_at_norm,
        "by_hand": words.t("memo.reason_by_hand", n=by_hand) if by_hand else "",
        "gap": found.norm_gap,
        "gap_before": before.norm_gap,
        "saved": found.saved,
        "up": reach.up,
    }
    # what takes nothing is no reason
    taken = (
        "saved" if found.released and found.cut else "saved_roadmap" if found.released else "saved_measures"
    )
    met = {
        taken: found.saved > 0,
        "norm": found.schools_at_norm > before.schools_at_norm,
        "gap": found.norm_gap < before.norm_gap,
        "gain": reach.up > 0,
    }
    listed = [words.t(f"memo.reason_{key}", **told) for key, holds in met.items() if holds]
    year, basis = story.shown.year, story.basis_name
    said = words.t("memo.reason", year=year, basis=basis, listed="; ".join(listed)) if listed else ""
    key = "memo.reasoned" if said else "propose.reasoned"
    told_of = story.decided.turned.get("reason") if story.decided else ""
    typed = "" if told_of else reasoned(story.organisation.get("proposed_reason", ""), words, key)
    return " ".join(filter(None, (said, typed)))


def _by_hand(story: Story) -> int:
    """Bao nhiêu trường đạt định mức chỉ nhờ cấp riêng, which is no merit of how the plan shares."""
    result = story.result
    if result.scenario.allocation is None or not result.scenario.allocation.exceptions:
        return 0
    return at_norm_by_hand(result, without_exceptions(result), story.shown.year)
