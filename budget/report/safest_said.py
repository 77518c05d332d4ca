"""Phương án nào bền hơn: what each lacks in the worst yearly move, and where its roadmap fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.indicators import Indicators
from budget.report.words import Words
from budget.robustness import UNEARNED, Swing, rate_of, worst
from budget.scenario import Scenario

Reached = Sequence[Mapping[str, float]]
"""In what share of the draws each goal is reached, a plan each; {} of a plan not tried."""

Moved = Sequence[Sequence[Swing]]
"""Các yếu tố lệch, one at a time: those of each plan, the same factors in the same order."""

BRIEF_PLANS = 3
"""Plans whose figures are told in brief, those that lack least."""

Told = tuple[int, int]
"""Of a case: what is lacking, đồng as printed, and how many units lack more than under the status quo."""


@dataclass(frozen=True)
class Case:
    """Một trường hợp xấu: in words, and what each plan then comes to."""

    said: str
    found: tuple[Indicators, ...]


def cases_of(tags: Sequence[str], moved: Moved, words: Words) -> Iterator[Case]:
    """Các trường hợp cần nói: the worst of all factors, of each plan its own, then the revenue of the roadmap
    that does not come in where that is not the worst of every plan; those that were tried.
    """
    short = [swing for of in moved for swing in of if swing.factor == UNEARNED]
    of_revenue = False
    if all(any(swing.factor != UNEARNED for swing in of) for of in moved):
        listed = [worst(of) for of in moved]
        of_revenue = all(factor == UNEARNED for factor, _, _ in listed)
        yield Case(_worst_said(tags, moved, words), tuple(found for _, _, found in listed))
    if short and not of_revenue:
        yield Case(move_said(UNEARNED, -short[0].change, words), tuple(swing.low for swing in short))


def _worst_said(tags: Sequence[str], moved: Moved, words: Words) -> str:
    """Lệch xấu nhất bằng lời; of which plans each is where they differ."""
    named: dict[str, list[str]] = {}
    for tag, of in zip(tags, moved, strict=True):
        factor, by, _ = worst(of)
        named.setdefault(case_said(factor, by, words), []).append(tag)
    if len(named) == 1:
        (said,) = named
    else:
        said = words.list(
            [words.t("compare.safest_of", case=one, tag=words.list(who)) for one, who in named.items()]
        )
    return words.t("compare.safest_worst", cases=said) if len(moved[0]) > 1 or len(named) > 1 else said


def case_said(factor: str, by: Decimal, words: Words, of: Scenario | None = None) -> str:
    """Một yếu tố lệch bao nhiêu, in words: a yearly rate by percentage points, lest it be taken for the rate
    itself, with that `of` the plan where it is given.
    """
    if factor == UNEARNED:
        return move_said(factor, by, words)
    rate = rate_of(of, factor) if of else None
    planned = "" if rate is None else words.t("compare.moved_planned", rate=rate)
    name = words.t(f"compare.short_{factor}").lower()
    key = "compare.moved_more" if by > 0 else "compare.moved_less"
    return words.t(key, factor=name, points=abs(by) * 100, planned=planned)


def move_said(factor: str, by: Decimal, words: Words) -> str:
    """Một yếu tố lệch bao nhiêu, in short for tables; UNEARNED by how much it fails."""
    name = words.t(f"compare.short_{factor}").lower()
    if factor == UNEARNED:
        return words.t("compare.robust_short", factor=name, by=-by)
    return words.t("compare.holds_move", factor=name, points=by * 100)


def headline(tags: Sequence[str], moved: Moved, year: int, words: Words) -> str:
    """Phương án nào thiếu ít nhất trong trường hợp nào, without figures; "" where nothing was moved."""
    told = []
    for case in cases_of(tags, moved, words):
        least = _least(tags, [_told(found, words) for found in case.found])
        key = "alike" if len(least) == len(tags) else "least"
        told.append(words.t(f"tried.{key}", case=case.said, who=words.list(least)))
    return words.t("tried.message", year=year, told="; ".join(told)) if told else ""


def own_headline(tags: Sequence[str], moved: Moved, year: int, words: Words, own: int) -> str:
    """Phương án thứ `own` thiếu ít nhất hay hơn phương án nào bao nhiêu, case by case; "" where nothing was
    moved.
    """
    told = []
    for case in cases_of(tags, moved, words):
        of = [_told(found, words) for found in case.found]
        least = _least(tags, of)
        key = "alike" if len(least) == len(tags) else "least" if tags[own] in least else "more"
        by = of[own][0] - min(one[0] for one in of)
        told.append(words.t(f"tried.own_{key}", case=case.said, least=words.list(least), by=by))
    return words.t("tried.own", year=year, who=tags[own], told="; ".join(told)) if told else ""


def safest_brief(tags: Sequence[str], moved: Moved, words: Words) -> str:
    """Câu cho lời dẫn: which plan lacks least in each case, and the others; the year and the unit of money
    stand above it, the units that lack more in brackets.
    """
    lines = []
    for case in cases_of(tags, moved, words):
        of = [_told(found, words) for found in case.found]
        least = _least(tags, of)
        order = sorted(zip(of, tags, strict=True), key=lambda one: (one[0][0], one[0][1]))[:BRIEF_PLANS]
        told = [
            words.t(
                f"compare.safest_brief_{'least' if tag in least else 'other'}",
                who=tag,
                lacking=one[0],
                n=one[1],
            )
            for one, tag in order
        ]
        lines.append(words.t("compare.safest_brief", case=case.said, told="; ".join(told)))
    return " ".join([*lines, words.t("compare.safest_brackets")]) if lines else ""


def _least(tags: Sequence[str], of: Sequence[Told]) -> list[str]:
    """Phương án thiếu ít nhất."""
    least = min(lacking for lacking, _ in of)
    return [tag for tag, (lacking, _) in zip(tags, of, strict=True) if lacking == least]


def seen(amount: int, words: Words) -> int:
    """Số tiền như bảng in ra, đồng: what prints alike is alike."""
    return words.numbers.in_dong(words.numbers.in_steps(amount))


def _told(found: Indicators, words: Words) -> Told:
    return seen(found.lacking, words), found.deeper_units
