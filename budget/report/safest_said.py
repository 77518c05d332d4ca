"""Phương án nào bền hơn: what each lacks in the worst yearly move, and where its roadmap fails."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.indicators import Indicators
from budget.report.words import Words
from budget.robustness import UNEARNED, Swing, worst
from budget.trials import behind

Reached = Sequence[Mapping[str, float]]
"""In what share of the draws each goal is reached, a plan each; {} of a plan not tried."""

Moved = Sequence[Sequence[Swing]]
"""Các yếu tố lệch, one at a time: those of each plan, the same factors in the same order."""

MOST_BEHIND, BRIEF_BEHIND = 2, 1
"""Goals that are told of the plan praised where it stands behind another in them, and in brief."""

BRIEF_PLANS = 3
"""Plans whose figures are told in brief, those that lack least."""

Told = tuple[int, int, int, int]
"""Of a case: what is lacking and what the status quo then lacks, đồng as printed, how many units lack more
than under that status quo, and where both print alike by how many đồng they differ, else 0."""


@dataclass(frozen=True)
class Case:
    """Một trường hợp xấu: in words, and what each plan then comes to."""

    said: str
    found: tuple[Indicators, ...]


def cases_of(tags: Sequence[str], moved: Moved, words: Words) -> Iterator[Case]:
    """Các trường hợp cần nói: the worst of the yearly factors, of each plan its own, then the revenue of the
    roadmap that does not come in; those that were tried.
    """
    yearly = [[swing for swing in of if swing.factor != UNEARNED] for of in moved]
    short = [swing for of in moved for swing in of if swing.factor == UNEARNED]
    if all(yearly):
        listed = [worst(of) for of in yearly]
        named = [move_said(factor, by, words) for factor, by, _ in listed]
        apart = len(set(named)) > 1
        tagged = [
            words.t("compare.safest_of", case=one, tag=tag) for tag, one in zip(tags, named, strict=True)
        ]
        key = "compare.safest_worst" if apart or len(yearly[0]) > 1 else "compare.safest_yearly"
        said = words.t(key, cases=words.list(tagged) if apart else named[0])
        yield Case(said, tuple(found for _, _, found in listed))
    if short:
        yield Case(move_said(UNEARNED, -short[0].change, words), tuple(swing.low for swing in short))


def others_said(plans: Sequence[Indicators], moved: Moved, words: Words) -> str:
    """Các yếu tố không xấu nhất ở phương án nào: each with how far it moves what is lacking, over the `plans`
    as made and to both sides; "" for none.
    """
    yearly = [[swing for swing in of if swing.factor != UNEARNED] for of in moved]
    named = {worst(of)[0] for of in yearly if of}
    told = []
    for swings in zip(*yearly, strict=True):
        factor, by = swings[0].factor, swings[0].change
        if factor in named:
            continue
        apart = [d for one, plan in zip(swings, plans, strict=True) for d in one.differences("lacking", plan)]
        low, high = (seen(end, words) for end in (min(apart), max(apart)))
        key = "apart" if low or high else "same"
        name = words.t("compare.robust_varied", factor=words.t(f"compare.short_{factor}").lower(), by=by)
        told.append(words.t(f"compare.others_{key}", what=name, low=low, high=high))
    return words.t("compare.others", told="; ".join(told)) if told else ""


def deeper_said(tags: Sequence[str], plans: Sequence[Indicators], moved: Moved, words: Words) -> str:
    """Khi nào có thêm đơn vị thiếu nhiều hơn hiện trạng, but for UNEARNED, which has its own line: how many
    in which cases, each plan that has more of them than as made; "" for none.
    """
    told = []
    for tag, plan, swings in zip(tags, plans, moved, strict=True):
        of: dict[int, list[str]] = {}
        for swing in swings:
            for by, found in swing.sides if swing.factor != UNEARNED else ():
                if found.deeper_units > plan.deeper_units:
                    of.setdefault(found.deeper_units, []).append(move_said(swing.factor, by, words))
        if of:
            cases = [words.t("compare.deeper_case", n=n, when=", ".join(when)) for n, when in of.items()]
            told.append(words.t("compare.deeper_of", who=tag, made=plan.deeper_units, cases="; ".join(cases)))
    return words.t("compare.deeper_when", told="; ".join(told)) if told else ""


def move_said(factor: str, by: Decimal, words: Words) -> str:
    """Một yếu tố lệch bao nhiêu; UNEARNED by how much it fails."""
    name = words.t(f"compare.short_{factor}").lower()
    if factor == UNEARNED:
        return words.t("compare.robust_short", factor=name, by=-by)
    return words.t("compare.holds_move", factor=name, by=by)


def headline(tags: Sequence[str], moved: Moved, year: int, words: Words) -> str:
    """Phương án nào thiếu ít nhất trong trường hợp nào, without figures; "" where nothing was moved."""
    told = []
    for case in cases_of(tags, moved, words):
        least, _ = _least(tags, [_told(found, words) for found in case.found])
        key = "alike" if len(least) == len(tags) else "least"
        told.append(words.t(f"tried.{key}", case=case.said, who=words.list(least)))
    return words.t("tried.message", year=year, told="; ".join(told)) if told else ""


def safest(tags: Sequence[str], moved: Moved, year: int, words: Words, shares: Reached = ()) -> list[str]:
    """Một câu ngắn mỗi trường hợp, a line each: which plan lacks least, the others in their order, and which
    have the fewest units lacking more where that is not the same and sets plans apart; then in which goals a
    plan so praised stands behind another, by their `shares` of the draws.
    """
    lines, praised = [], set[str]()
    for n, case in enumerate(cases_of(tags, moved, words)):
        of = [_told(found, words) for found in case.found]
        least, fewest = _least(tags, of)
        key = f"compare.safest{'_then' if n else ''}{'_alike' if len(least) == len(of) else ''}"
        told = _listed(tags, of, words)
        lines.append(words.t(key, year=year, case=case.said, who=words.list(least), told=told))
        if apart := fewest != least and len(fewest) != len(of):
            lines[-1] += f" {words.t('compare.safest_units', who=words.list(fewest))}"
        praised.update(least if len(least) < len(of) else fewest if apart else ())
    return list(filter(None, (*lines, _but(tags, praised, shares, words, MOST_BEHIND))))


def safest_brief(tags: Sequence[str], moved: Moved, words: Words, shares: Reached = ()) -> str:
    """Các câu `safest` cho lời dẫn: the year and the unit of money stand above it, the units that lack
    more in brackets.
    """
    lines, praised = [], set[str]()
    for case in cases_of(tags, moved, words):
        of = [_told(found, words) for found in case.found]
        least, _ = _least(tags, of)
        order = sorted(zip(of, tags, strict=True), key=lambda one: (one[0][0], one[0][2]))[:BRIEF_PLANS]
        told = [
            words.t(
                f"compare.safest_brief_{'least' if tag in least else 'other'}",
                who=tag,
                lacking=one[0],
                n=one[2],
            )
            for one, tag in order
        ]
        lines.append(words.t("compare.safest_brief", case=case.said, told="; ".join(told)))
        praised.update(least if len(least) < len(of) else ())
    note = words.t("compare.safest_brackets") if lines else ""
    return " ".join(filter(None, (*lines, note, _but(tags, praised, shares, words, BRIEF_BEHIND))))


def _but(tags: Sequence[str], praised: set[str], shares: Reached, words: Words, most: int) -> str:
    """Câu “Nhưng …”: the goals in which a plan praised stands behind another, with all that do as well as it;
    "" for none.
    """
    plans = [k for k, tag in enumerate(tags) if tag in praised]
    told = []
    for one in behind(plans, shares) if shares else ():
        alike = {tag: of for tag, of in zip(tags, shares, strict=True) if of.get(one.goal) == one.reached}
        aims = {of.get("targets", math.nan) for of in alike.values()} if one.goal == "saved" else set()
        # who cuts more than its target is held to what it cuts: beside it the target itself
        aim = next(iter(aims)) if len(aims) == 1 else math.nan
        said = words.t(
            "compare.safest_goal" if math.isnan(aim) else "compare.safest_goal_aimed",
            who=words.list(list(alike)),
            aim=aim,
            share=one.reached,
            goal=words.t(f"compare.reached_{one.goal}").lower(),
            best=words.list([tags[k] for k in one.best]),
            most=one.most,
        )
        told += [said] if said not in told else []
    return words.t("compare.safest_but", told="; ".join(told[:most])) if told else ""


def _least(tags: Sequence[str], of: Sequence[Told]) -> tuple[list[str], list[str]]:
    """Phương án thiếu ít nhất, and those with the fewest units lacking more."""
    lacking, units = ([one[what] for one in of] for what in (0, 2))
    return _lowest(tags, lacking), _lowest(tags, units)


def _lowest(tags: Sequence[str], figures: Sequence[int]) -> list[str]:
    """Phương án nào có số nhỏ nhất."""
    return [tag for tag, figure in zip(tags, figures, strict=True) if figure == min(figures)]


def seen(amount: int, words: Words) -> int:
    """Số tiền như bảng in ra, đồng: what prints alike is alike."""
    return words.numbers.in_dong(words.numbers.in_steps(amount))


def _told(found: Indicators, words: Words) -> Told:
    lacking, quo = seen(found.lacking, words), seen(found.quo_lacking, words)
    apart = found.lacking - found.quo_lacking if lacking == quo else 0
    return lacking, quo, found.deeper_units, apart


def _beside(quo: int, lacking: int, apart: int, words: Words) -> str:
    """Hiện trạng thiếu bao nhiêu, bên cạnh số của phương án; where both print alike, how they compare."""
    if quo != lacking:
        return words.t("compare.safest_quo", quo=quo)
    if not apart:
        return words.t("compare.safest_quo_same")
    return words.t(f"compare.safest_quo_{'less' if apart < 0 else 'more'}", by=abs(apart))


def _listed(tags: Sequence[str], of: Sequence[Told], words: Words) -> str:
    """Từng phương án, the least lacking first and those that are alike together; the status quo is told once
    where all have the same, and units are named in full once.
    """
    same_quo = len({quo for _, quo, _, _ in of}) == 1
    order = sorted(set(of), key=lambda one: (one[0], one[2], one[1], one[3]))
    told = []
    for n, one in enumerate(order):
        key = "first" if not n else "next" if same_quo else "own"
        who = words.list([tag for tag, other in zip(tags, of, strict=True) if other == one])
        lacking, quo, units, apart = one
        key = "own" if key == "next" and lacking == quo else key
        beside = _beside(quo, lacking, apart, words)
        told.append(words.t(f"compare.safest_{key}", who=who, lacking=lacking, quo=beside, n=units))
    return "; ".join(told)
