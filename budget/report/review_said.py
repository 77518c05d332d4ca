"""Việc rà soát trước khi ký: what of the law is not confirmed, undated or left blank, for who signs."""

from __future__ import annotations

from dataclasses import dataclass

from budget.afterwards import period_unsure, stable_since, to_minimum
from budget.law_review import regimes
from budget.law_values import UNCONFIRMED
from budget.net_surplus import other_groups
from budget.report.apart_said import apart_of_units
from budget.report.conclusion import KEEP
from budget.report.deck_story import Story
from budget.report.law_documents import unconfirmed
from budget.report.law_words import left_blank
from budget.report.raise_said import ungrounded
from budget.report.risk_words import lacking_said
from budget.report.story_said import norms_unfounded
from budget.report.workbook_measures import within
from budget.risks import minimum
from budget.scenario import ShareStage, SupplementStage

SHOWN_ONLY, PAYROLL = "saving_rate", "payroll_base"
"""The parameter of the law that moves no figure, and that which counts only in a stage of money by pay."""

NET_SINCE = "R2"
"""The regime that counts the surplus of services net of the set-aside for pay reform."""


@dataclass(frozen=True)
class Point:
    """Một việc rà soát: what is to be checked in a sentence, and what it is of, by name."""

    said: str
    of: tuple[str, ...] = ()


def review_of(story: Story) -> list[Point]:
    """Việc rà soát trước khi trình, for who signs and not for who reads the paper, the weightiest first:
    units below the legal minimum, what has no document as its ground, a stability period that papers mark,
    units whose group rests on the whole surplus of services or with a rate of their own that is left out,
    values of the law that nobody has compared with the full text, documents whose day and title are
    second-hand, and what units must have sent; nothing for none.
    """
    result, words = story.result, story.words
    since, last = stable_since(result), story.period[1]
    marked = [Point(words.t("memo.review_period", since=since, last=last))] if period_unsure(result) else []
    apart = [Point(said)] if (said := apart_of_units(story)) else []
    second_hand = [one.name(words) for one in story.grounds() if one.mark == UNCONFIRMED]
    listed = {"values": unconfirmed(result.law, result.years, words), "documents": second_hand}
    of_law = [
        Point(words.t(f"memo.review_{what}", n=len(found)), tuple(found))
        for what, found in listed.items()
        if found
    ]
    received = [] if story.ended else [Point(words.t("memo.review_received"))]
    return [*_below(story), *_ungrounded(story), *marked, *_net(story), *apart, *of_law, *received]


def _below(story: Story) -> list[Point]:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật, cumulated, or where none falls short so, of the year; none
    cumulated whose level was kept with its reason when the plan was decided on.
    """
    words, year, agreed = story.words, story.shown.year, story.decided
    if found := to_minimum(story.result):
        if agreed and agreed.choice == KEEP and (agreed.reason or agreed.reasons):
            return []
        said = words.t("memo.review_below", n=found["n"], base=found["base"])
        return [Point(said, tuple(lacking_said(found, words)))]
    found = minimum(story.result, year)
    names = tuple(name for name, _ in found.get("listed", ()))
    return [Point(words.t("memo.review_missed", n=found["missed"], year=year), names)] if names else []


def _ungrounded(story: Story) -> list[Point]:
    """Định mức, số tăng cho trường mà chưa có văn bản làm căn cứ; for the raise the submission has dots."""
    words, year = story.words, story.shown.year
    kinds = {"raise": ungrounded(story.result, year), "norm": norms_unfounded(story)}
    return [
        Point(words.t(f"memo.review_{what}", kinds=words.list([within(words.kind(one)) for one in listed])))
        for what, listed in kinds.items()
        if listed
    ]


def _net(story: Story) -> list[Point]:
    """Đơn vị đổi nhóm nếu trừ phần trích khỏi chênh lệch thu dịch vụ, in the year in view."""
    result, year, words = story.result, story.shown.year, story.words
    since = next(regime for regime in regimes() if regime.id == NET_SINCE)
    if result.steps is None or year < since.year:
        return []
    listed = tuple(
        words.t(
            "memo.review_net_unit",
            name=result.units.name[one.unit],
            degree=words.share(one.degree),
            group=words.t(f"group.{one.group}"),
            net=words.share(one.net_degree),
            then=words.t(f"group.{one.net_group}"),
        )
        for one in other_groups(result, year)
    )
    about = {"n": len(listed), "year": year, "source": since.source}
    return [Point(words.t("memo.review_net", **about), listed)] if listed else []


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
