"""Những câu chung của tờ trình và bản trình chiếu: the level of the plan, its losing units, the norm."""

from __future__ import annotations

from budget.afterwards import added
from budget.compare import Change
from budget.decision import moved
from budget.indicators import deepest
from budget.law_values import UNCONFIRMED
from budget.norms import at_base_pay, office_norm, unfounded
from budget.report.conclusion import reasoned, unsure_mark
from budget.report.cut_said import level_said
from budget.report.deck_story import Story
from budget.report.differing import difference_said
from budget.report.growth_said import growth_said
from budget.report.law_words import paper_source
from budget.report.pool_said import beyond_said
from budget.report.reached import barely_said, reached
from budget.report.record_said import moved_said
from budget.report.risk_words import (
    added_said,
    deeper_said,
    first_of,
    kept_said,
    offset_said,
    required_said,
)
from budget.report.targets_said import aims_of_plan, service_said
from budget.report.turned_said import began_said, turns_said
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, basis_name, bears
from budget.report.workbook_measures import norm_by_year, within
from budget.risks import given_back, level, required_spans
from budget.scenario import NormStage
from budget.simulate import Result
from budget.units import KIND

NAMED = {"losers": 8, "gainers": 3}
"""Units that the body of a paper and the summary to be copied name; the annex has all."""


def plan_of(story: Story, k: int) -> str:
    """Câu về một phương án đã tính: the difference of its support with its share, its reach, and whether its
    targets are met, or where it has none how much it cuts, each beside the share of all service units where
    it is of others; of the one proposed where all that is told.
    """
    if k == story.proposed:
        return _plan(story, k)
    result, year, words = story.shown.results[k], story.shown.year, story.words
    aims = aims_of_plan(result, year, words)
    cut = (aims, _service_of(result, year, words)) if aims else (_cut_of(result, year, words),)
    return " ".join(filter(None, (_plan(story, k), *cut)))


def _cut_of(result: Result, year: int, words: Words) -> str:
    """Câu về số giảm chi của phương án, as a share of what its units had in the base year; "" for no cut."""
    found = level(result, year)
    if not found:
        return ""
    told = {"saved": found["saved"], "base": found["base"], "n": found["units"]}
    told |= {"share": words.share(found["of_base"] or 0), "service": ""}
    if service := service_said(result, year, words):
        told["service"] = words.t("memo.plan_cut_service", service=service)
    return words.t("memo.plan_cut", year=year, **told)


def _service_of(result: Result, year: int, words: Words) -> str:
    """Câu về số giảm trên mọi đơn vị sự nghiệp khác; "" where the targets are of these, or nothing is cut."""
    found = level(result, year)
    if not (service := found.get("service")):
        return ""
    share = words.share(service["share"])
    told = words.t("deck.level_service", base=found["base"], n=service["units"], share=share)
    return words.t("memo.plan_service", year=year, told=told)


def _plan(story: Story, k: int) -> str:
    shown, words = story.shown, story.words
    if k == story.proposed:
        return words.t("memo.plan_decided" if story.decided else "memo.plan", name=called(story, k))
    found = shown.at(shown.results[k])
    beyond, change = (
        beyond_said(shown.results[k], found, words),
        Change(shown.at(shown.basis(k)).support, found.support),
    )
    return words.t(
        "memo.plan_other",
        name=called(story, k),
        year=shown.year,
        change=difference_said(
            change.difference, basis_name(shown, k, words), words, words.share_signed(change.share)
        ),
        beyond=words.t("memo.plan_beyond", increase=found.increase, beyond=beyond) if beyond else "",
        reach=reached(shown.reach(k), words, pupils=False),
    )


def marked(story: Story, k: int) -> str:
    """Tên của một phương án, with the mark that slides call it by where its name begins with another."""
    name, tag = " ".join(story.shown.results[k].scenario.name.split()), story.plan_tags()[k]
    return name if bears(name, tag) else story.words.t("memo.marked", name=name, tag=tag)


def compared_of(story: Story) -> str:
    """Đầu bảng các phương án: of which year, and whether they stand on one status quo; "" for one plan."""
    shown, words = story.shown, story.words
    if len(shown.results) < 2:
        return ""
    apart = words.t("memo.others_apart") if len(shown.quos) > 1 else ""
    key = "memo.compared_decided" if story.decided else "memo.compared"
    return words.t(key, year=shown.year, apart=apart, unit=words.numbers.unit_name())


def called(story: Story, k: int) -> str:
    """Tên của một phương án, with its mark where another has the same letter; of one that the meeting made,
    from which.
    """
    name = marked(story, k)
    born = k == story.proposed and story.origin
    return story.words.t("memo.born", name=name, origin=story.origin) if born else name


def difference_of(story: Story, *, share: bool = False) -> str:
    """Chênh lệch tổng kinh phí của phương án đề nghị; with its `share` where there is room."""
    change, words = story.change, story.words
    of = words.share_signed(change.share) if share else ""
    return difference_said(change.difference, story.basis_name, words, of)


def within_of(story: Story) -> str:
    """Số tiền phương án chuyển giữa các đơn vị, where the total stays: who loses and who gains, how much in
    all; "" where the total moves, or no unit does.
    """
    lost, won = _shifted(story)
    if not (lost["n"] and won["n"]):
        return ""
    # as the tables print them: of 908,4 and 908,0 one would stand there with its decimal alone
    n = story.words.numbers
    whole = {"lost": abs(lost["amount"]), "won": won["amount"]}
    seen = {name: n.in_dong(n.in_steps(amount)) or amount for name, amount in whole.items()}
    return story.words.t("deck.within", down=lost["n"], up=won["n"], **seen)


def within_net(story: Story) -> bool:
    """Số giảm của câu trên đã trừ phần cấp lại, for which it has no room."""
    lost, won = _shifted(story)
    return bool(lost["n"] and won["n"]) and after_given(story, abs(lost["amount"]))


def _shifted(story: Story) -> tuple[dict[str, int], dict[str, int]]:
    """Giảm và tăng của các đơn vị, how many and how much; none where the total moves."""
    if not story.stays:
        return {"n": 0}, {"n": 0}
    lost, won = (moved(story.basis, story.result, story.shown.year, who) for who in ("losers", "gainers"))
    return lost, won


def after_given(story: Story, lost: int) -> bool:
    """Số các đơn vị giảm so với hiện trạng đã trừ phần cấp lại: it prints as another amount than the cut."""
    short = story.words.numbers.short
    return story.shown.baseline is None and short(lost) != short(story.found.saved)


def growth_of(story: Story) -> str:
    """Vì sao tổng kinh phí hiện trạng khác năm gốc; "" where nothing changes."""
    return growth_said(story.quo, story.shown.year, story.words)


def level_of(story: Story, result: Result | None = None, *, brief: bool = False) -> str:
    """Mức giảm của phương án (the proposed one by default) so với gì; "" where nothing is saved; `brief` on a
    slide.
    """
    year = story.shown.year
    return level_said(level(result or story.result, year), year, story.words, brief=brief)


def offset_of(story: Story) -> str:
    """Đơn vị bị giảm mà không giảm so với hiện trạng, but those that `minimum_of` names; "" for none."""
    year = story.shown.year
    found, told = level(story.result, year), [name for name, *_ in given_back(story.result, year)]
    left = [name for name in found.get("offset", ()) if name not in told]
    return offset_said({**found, "offset": left}, story.words)


def kept_of(story: Story) -> str:
    """Phần giảm chi không cấp lại cho đơn vị nào; "" where all is given, or more."""
    return kept_said(story.found.kept, story.words)


def added_of(story: Story) -> str:
    """Ngân sách bố trí thêm ngoài số giảm chi, in the years that are granted; "" for none."""
    return added_said(added(story.result, story.shown.year), story.words)


def deeper_of(story: Story) -> str:
    """Đơn vị mà phương án làm thiếu nhiều hơn hiện trạng trong năm; "" for none."""
    result, year = story.result, story.shown.year
    lacking = [(result.units.name[i], more[year]) for i, more in deepest(result, (year,))]
    return deeper_said(lacking, story.words)


def required_of(story: Story) -> str:
    """Quy định đòi giảm chi; "" for none, or where the plan cuts nothing."""
    spans = required_spans(story.result.law, story.result.years[1:]) if level_of(story) else []
    return required_said(spans, story.words)


def moved_of(shown: Comparison, k: int, words: Words, *, above: bool = False) -> str:
    """Các đơn vị giảm và tăng theo phương án thứ k: how many and how much in all, the largest by name with
    amount and share, and how many gain next to nothing; "" for none. `above`: the sentence before tells
    against what.
    """
    basis, said = "" if above else basis_name(shown, k, words), ""
    for who, most in NAMED.items():
        found = moved(shown.basis(k), shown.results[k], shown.year, who)
        listed = found["listed"][: first_of(found["n"], most)]
        told = moved_said(who, found | {"listed": listed}, "" if said else basis, words)
        said = f"{said} {told}".strip()
    return " ".join(filter(None, (said, barely_said(shown, k, words))))


def norm_of(story: Story) -> str:
    """Còn thiếu so với định mức, and what the norm is; "" without schools that have one."""
    found, words = story.found, story.words
    if not found.schools_with_norm:
        return ""
    return words.t(
        "memo.norm",
        year=story.shown.year,
        below=found.schools_below_norm,
        schools=found.schools_with_norm,
        gap=found.norm_gap,
        pay=f"{words.t('workbook.norm.base_pay')}; " if _at_base_pay(story) else "",
        level=norm_level_of(story, "memo.norm_level"),
        whose=whose_norm(story, "memo.norm_default"),
    )


def norm_rules(story: Story) -> str:
    """Định mức của từng cấp học, those with one rule together; "" without schools that have one."""
    found, result, words = story.found, story.result, story.words
    rules: dict[str, list[str]] = {}
    for kind in KIND:
        if found.schools_with_norm and KIND[kind].school and found.units_by_kind[kind]:
            rule = norm_by_year(kind, result.scenario, result.law, (story.shown.year,), words)
            rules.setdefault(rule, []).append(within(words.kind(kind)))
    return "; ".join(f"{', '.join(kinds)}: {rule}" for rule, kinds in rules.items())


def whose_norm(story: Story, default: str = "deck.norm_default") -> str:
    """Định mức của ai: the plan's own, the office's, or what is taken where neither has one, as `default`
    says it.
    """
    year, law = story.shown.year, story.result.law
    if norm_taken(story):
        value = law.at("default_teaching_share", year)
        source = paper_source(value, story.words, year, "")
        mark = unsure_mark(story.words, unsure=value.mark_in(year) == UNCONFIRMED)
        return story.words.t(default, source=source, mark=mark, share=value.number())
    return story.words.t("deck.norm_plan" if _own_norms(story) else "deck.norm_office")


def norm_taken(story: Story) -> bool:
    """Có cấp học chỉ có định mức tạm tính: neither the plan nor the office sets one for it."""
    rest = _school_kinds(story) - _own_norms(story)
    return any(office_norm(kind, story.result.law, story.shown.year) is None for kind in rest)


def norms_unfounded(story: Story) -> list[str]:
    """Cấp học mà định mức chưa có văn bản: the plan sets it, or nobody does; none where the plan aims at
    none.
    """
    if not story.found.schools_with_norm:
        return []
    result = story.result
    return unfounded(result.units, result.scenario, result.law, story.shown.year)


def _at_base_pay(story: Story) -> bool:
    result = story.result
    return at_base_pay(_school_kinds(story), result.scenario, result.law, story.shown.year)


def _own_norms(story: Story) -> set[str]:
    return {str(kind) for kind in story.result.scenario.norms} & _school_kinds(story)


def _school_kinds(story: Story) -> set[str]:
    return {kind for kind in set(story.result.units.kind) if KIND[kind].school}


def norm_level_of(story: Story, key: str) -> str:
    """Phương án chỉ bù đến một phần của định mức, the highest part of its steps; "" where one fills it whole,
    or none does.
    """
    plan = story.result.scenario.allocation
    levels = [stage.level for stage in plan.stages if isinstance(stage, NormStage)] if plan else []
    return story.words.t(key, level=max(levels)) if levels and max(levels) < 1 else ""


def ended_of(story: Story) -> str:
    """Giai đoạn đã kết thúc trước ngày lập; "" while it lasts, and where there is no year but the base."""
    first, last = story.period
    return story.words.t("memo.ended", first=first, last=last) if story.ended else ""


def decided_said(story: Story) -> str:
    """Câu về việc chốt: the minutes by their day; "" for a plan that is proposed."""
    agreed = story.decided
    return story.words.t("memo.decided", name=story.full_name, day=agreed.at.date()) if agreed else ""


def turned_of(story: Story) -> str:
    """Câu: with which plan the meeting that decided began, and when and why it went over to another; ""."""
    turned, words = story.decided.turned if story.decided else {}, story.words
    why = reasoned(turned.get("reason", ""), words, "minutes.turned_reason")
    return " ".join(filter(None, (began_said(turned, words), turns_said(turned, words), why)))
