"""Việc rà soát trước khi ký: what of the law is not confirmed, undated or left blank, for who signs."""

from __future__ import annotations

from budget.afterwards import period_unsure, stable_since
from budget.law_review import regimes
from budget.law_values import UNCONFIRMED
from budget.net_surplus import other_groups
from budget.report.apart_said import apart_of_units
from budget.report.deck_story import Story
from budget.report.law_documents import unconfirmed
from budget.report.law_words import left_blank
from budget.scenario import ShareStage, SupplementStage

SHOWN_ONLY, PAYROLL = "saving_rate", "payroll_base"
"""The parameter of the law that moves no figure, and that which counts only in a stage of money by pay."""

NET_SINCE = "R2"
"""The regime that counts the surplus of services net of the set-aside for pay reform."""


def review_of(story: Story) -> list[str]:
    """Việc rà soát trước khi trình, for who signs and not for who reads the paper: a stability period that
    papers mark, values of the law that nobody has compared with the full text, documents whose day and title
    are second-hand, units with a rate of their own that is left out, or whose group rests on the whole
    surplus of services, and what units must have sent; nothing for none.
    """
    result = story.result
    since, last = stable_since(result), story.period[1]
    marked = [story.words.t("memo.review_period", since=since, last=last)] if period_unsure(result) else []
    open_ = unconfirmed(result.law, result.years, story.words)
    second_hand = [one.name(story.words) for one in story.grounds() if one.mark == UNCONFIRMED]
    listed = {"values": open_, "documents": second_hand}
    said = marked + [
        story.words.t(f"memo.review_{k}", listed="; ".join(names)) for k, names in listed.items() if names
    ]
    received = "" if story.ended else story.words.t("memo.review_received")
    return [*said, *filter(None, [apart_of_units(story), _net(story), received])]


def _net(story: Story) -> str:
    """Câu về đơn vị đổi nhóm nếu trừ phần trích khỏi chênh lệch thu dịch vụ, in the year in view."""
    result, year, words = story.result, story.shown.year, story.words
    since = next(regime for regime in regimes() if regime.id == NET_SINCE)
    if result.steps is None or year < since.year:
        return ""
    listed = [
        words.t(
            "memo.review_net_unit",
            name=result.units.name[one.unit],
            degree=words.share(one.degree),
            group=words.t(f"group.{one.group}"),
            net=words.share(one.net_degree),
            then=words.t(f"group.{one.net_group}"),
        )
        for one in other_groups(result, year)
    ]
    return (
        words.t("memo.review_net", year=year, source=since.source, listed="; ".join(listed)) if listed else ""
    )


def undated_of(story: Story) -> str:
    """Văn bản viện dẫn mà chưa rõ ngày ban hành, for which papers print a blank; "" for none."""
    names = [one.name(story.words) for one in story.grounds() if one.issued is None]
    return story.words.t("memo.undated", listed="; ".join(names)) if names else ""


def blanks_of(story: Story) -> str:
    """Văn bản mà phiếu giải trình của năm chừa chỗ ghi số, because nobody knows it; "" for none."""
    but, plan = {SHOWN_ONLY}, story.result.scenario.allocation
    by_pay = any(
        isinstance(stage, SupplementStage) or (isinstance(stage, ShareStage) and stage.by == "payroll")
        for stage in (plan.stages if plan else ())
    )
    but = but if by_pay else but | {PAYROLL}
    names = left_blank(story.result.law, story.shown.year, story.words, but, story.created.year)
    return story.words.t("memo.blanks", listed=story.words.list(names)) if names else ""
