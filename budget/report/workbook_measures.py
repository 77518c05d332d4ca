"""Phương án bằng lời: norms, roadmap, reductions and allocation of a scenario as sentences of a finance
office."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from budget.cumulated import shares_of
from budget.law import Law
from budget.norms import norm_of, office_norm
from budget.reductions import SCOPE
from budget.report.letters import without_middle
from budget.report.words import Words
from budget.scenario import (
    Allocation,
    AllocationException,
    Norm,
    NormStage,
    Reduction,
    RoadmapEntry,
    SavingsPool,
    Scenario,
    Selector,
    ShareStage,
    Stage,
    SupplementStage,
)
from budget.units import KINDS, SCHOOL_KINDS, Units

NAMED = 6
"""Units that a scope names one by one; the others are counted."""

_UNIT_PARTS = ("per_pupil", "per_class", "per_post", "per_site", "per_unit")


Names = Mapping[str, str]
"""Mã đơn vị -> tên."""

NAMELESS: Names = {}


class Called(dict[str, str]):
    """Tên các đơn vị, with the `kind` of each: a scope of nearly all of a kind names who is left out."""

    kind: Mapping[str, str]


class Counted(Called):
    """Tên các đơn vị, of which a scope tells only how many it names, one by its name, and few that it leaves
    out of a kind as for any other names.
    """

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.kind = names.kind if isinstance(names, Called) else {}


LONGEST = 48
"""Letters of the name of a unit within the words of a plan; a longer one is cut in its middle."""


def names_of(units: Units) -> Names:
    """Tên các đơn vị theo mã, as the words of a plan call them."""
    pairs = zip(units.code, units.name, strict=True)
    called = Called((code, without_middle(name, LONGEST)) for code, name in pairs)
    called.kind = dict(zip(units.code, units.kind, strict=True))
    return called


OF_DEFAULT = {"service": SCOPE, "schools": SCHOOL_KINDS}
"""Kinds that a scope has by default, by the key of its word; without one all."""


def _left_out(selector: Selector, default: str, names: Names) -> list[str]:
    """Đơn vị bị trừ ra, by name: those that single codes lack of their kinds, where these are few."""
    rest = (selector.fields, selector.wards, selector.groups)
    if not selector.codes or not isinstance(names, Called) or any(one is not None for one in rest):
        return []
    all_kinds = [kind.id for kind in KINDS]
    kinds: Collection[str] = selector.kinds or OF_DEFAULT.get(default) or all_kinds
    every = [code for code, kind in names.kind.items() if kind in kinds]
    out = [names[code] for code in every if code not in selector.codes]
    return out if set(selector.codes) <= set(every) and len(out) < min(NAMED, len(selector.codes)) else []


def selector_words(selector: Selector, words: Words, default: str, names: Names = NAMELESS) -> str:
    """Phạm vi: the units that a selector picks; `default` is the key of the word for those without kinds and
    codes, `names` call units by name where they are known."""
    parts = []
    if selector.kinds is None and selector.codes is None:
        narrowed = any(v is not None for v in (selector.fields, selector.wards, selector.groups))
        parts.append(words.t(f"workbook.scope.{'units' if narrowed and default == 'all' else default}"))
    if selector.kinds is not None:
        parts.append(_or_none(words.list([within(words.kind(kind)) for kind in selector.kinds]), words))
    if out := _left_out(selector, default, names):
        every = parts or [words.t(f"workbook.scope.{default}")]
        return " ".join([*every, words.t("workbook.scope.without", listed=words.list(out))])
    if selector.codes and isinstance(names, Counted) and len(selector.codes) > 1:
        return words.t("workbook.scope.counted", n=len(selector.codes))
    known = selector.codes and [names[code] for code in selector.codes if code in names]
    codes = None if known else selector.codes
    if known:
        more = len(selector.codes or ()) - len(known[:NAMED])
        others = [words.t("workbook.scope.more", n=more)] if more else []
        parts = [words.list([*known[:NAMED], *others])]  # whatever kind they are of
    for key, listed in (("fields", selector.fields), ("wards", selector.wards), ("codes", codes)):
        if listed is not None:
            parts.append(words.t(f"workbook.scope.{key}", which=_or_none(words.list(listed), words)))
    if selector.groups is not None:
        groups = words.list([words.t(f"decision.short_{group}") for group in selector.groups])
        parts.append(words.t("workbook.scope.groups", which=_or_none(groups, words)))
    return " ".join(parts)


def within(name: str) -> str:
    """A name within a sentence: small letters, but for an abbreviation."""
    return name if name.isupper() else name.lower()


def norm_words(norm: Norm | None, words: Words) -> str:
    """Định mức chi hoạt động của một loại hình."""
    if norm is None:
        return words.t("workbook.norm.none")
    parts = _norm_parts(norm, words)
    text = words.t("workbook.norm.larger", parts="; ".join(parts)) if len(parts) > 1 else "; ".join(parts)
    also = [
        words.t(f"workbook.norm.{key}")
        for key, holds in (
            ("current", bool(norm.teaching_share) and norm.norm_pay == "current"),
            ("base_pay", bool(norm.teaching_share) and norm.norm_pay == "base"),
            ("support_only", norm.counts == "support"),
            ("indexed", norm.indexed),
        )
        if holds
    ]
    return "; ".join([text or words.t("workbook.norm.none"), *also])


def norm_short(norm: Norm | None, words: Words) -> str:
    """Định mức chi hoạt động nói ngắn: its share and its amounts, without how they are counted."""
    parts = _norm_parts(norm, words) if norm else []
    if len(parts) > 1:
        return words.t("workbook.norm.larger_of", parts=words.list(parts))
    return "".join(parts) or words.t("workbook.norm.none")


def _norm_parts(norm: Norm, words: Words) -> list[str]:
    share = norm.teaching_share
    return [
        *([words.t("workbook.norm.share", share=share)] if share else []),
        *(
            words.t(f"workbook.norm.{part}", amount=getattr(norm, part))
            for part in _UNIT_PARTS
            if getattr(norm, part)
        ),
    ]


def norm_by_year(kind: str, scenario: Scenario, law: Law, years: tuple[int, ...], words: Words) -> str:
    """Định mức của một loại hình qua các năm: the office's with its document, and from when where it
    changes.
    """
    said = []
    for year in years:
        text = norm_words(norm_of(kind, scenario, law, year), words)
        own = office_norm(kind, law, year)
        if own is not None and kind not in {str(known) for known in scenario.norms}:
            text = words.t("workbook.norm.office", text=text, source=own.source)
        said.append((year, text))
    changes = [(year, text) for j, (year, text) in enumerate(said) if j == 0 or text != said[j - 1][1]]
    if len(changes) == 1:
        return changes[0][1]
    return "; ".join(words.t("workbook.norm.from", year=year, text=text) for year, text in changes)


def roadmap_words(
    entry: RoadmapEntry, words: Words, names: Names = NAMELESS, *, shares: bool = True, release: bool = True
) -> str:
    """Một lộ trình tự chủ; `shares`: with the parts of the way that revenue and savings go; `release`: with
    what of these the State takes.
    """
    if not entry.targets:
        return words.t("workbook.roadmap.none", who=selector_words(entry.units, words, "all", names))
    parts = [
        words.t(
            "workbook.roadmap.targets",
            who=selector_words(entry.units, words, "all", names),
            targets=_by_year(entry.targets, words),
        ),
    ]
    if shares:
        share = entry.revenue_share
        parts.append(words.t("workbook.roadmap.shares", revenue=share, saving=1 - share))
    if release:
        parts.append(words.t("workbook.roadmap.release", release=entry.release))
    if entry.recover_surplus:
        parts.append(words.t("workbook.roadmap.recover"))
    return "; ".join(parts)


def reduction_words(measure: Reduction, words: Words, names: Names = NAMELESS) -> str:
    """Một biện pháp giảm chi."""
    who = selector_words(measure.units, words, "service", names)
    match measure.method, measure.rate:
        case "rate", dict() as rates:
            shares = shares_of(rates)
            key, listed = ("each", shares) if shares else ("rates", rates)
            parts = [words.t(f"workbook.reduction.{key}", who=who, rates=_by_year(listed, words))]
        case "rate", rate:
            parts = [words.t("workbook.reduction.rate", who=who, rate=rate)]
        case "statutory", _:
            parts = [words.t("workbook.reduction.statutory", who=who)]
        case _:
            targets = _by_year(measure.target or {}, words)
            of = words.t(f"workbook.reduction.of_{measure.of}")
            parts = [words.t("workbook.reduction.target", who=who, targets=targets, of=of)]
            parts.append(words.t(f"workbook.reduction.by_{measure.share_by}"))
    if measure.max_cut is not None:
        parts.append(words.t("workbook.reduction.max_cut", share=measure.max_cut))
    return "; ".join(parts)


def allocation_words(
    plan: Allocation, words: Words, names: Names = NAMELESS, last: int | None = None
) -> dict[str, str]:
    """Phân bổ kinh phí tăng thêm, part by part: pool, scope, floor, cap, step, and the stages in their
    order; `last` is the last year of the plan where it is known."""
    source = plan.pool
    if isinstance(source, SavingsPool):
        pool = words.t("workbook.pool.savings", share=source.share)
    elif source.source == "percent":
        pool = words.t(
            "workbook.pool.percent", shares=levels(source.by_year, words.numbers.rate, words, last)
        )
    else:
        amounts = levels(source.by_year, words.numbers.dong, words, last)
        pool = words.t("workbook.pool.amount", amounts=amounts)
    parts = {
        "pool": pool,
        "scope": selector_words(plan.units, words, "schools", names),
        "floor": words.t("workbook.pool.floor", share=plan.floor) if plan.floor else words.t("workbook.none"),
        "cap": words.t("workbook.none") if plan.cap is None else words.t("workbook.pool.cap", share=plan.cap),
        "round_to": words.t("workbook.pool.round_to", amount=plan.round_to),
    }
    if plan.exceptions:
        parts["exceptions"] = "; ".join(
            exception_words(entry, words, names, last) for entry in plan.exceptions
        )
    return parts | {f"stage {n}": stage_words(stage, words) for n, stage in enumerate(plan.stages, 1)}


def exception_words(
    entry: AllocationException, words: Words, names: Names = NAMELESS, last: int | None = None
) -> str:
    """Một ngoại lệ: its unit, its amounts as they are written, and its reason where there is one."""
    return words.t(
        "workbook.pool.exception_reason" if entry.reason.strip() else "workbook.pool.exception",
        unit=names.get(entry.unit, entry.unit),
        amounts=exception_amounts(entry, words, last),
        reason=" ".join(entry.reason.split()),
    )


def exception_amounts(entry: AllocationException, words: Words, last: int | None = None) -> str:
    """Số cấp ngoại lệ as written, with all the years that it is given in."""
    given = levels(entry.by_year, words.numbers.dong, words, last)
    return given or words.t("workbook.pool.exception_empty")


def levels(
    by_year: Mapping[int, Decimal], write: Callable[[Decimal], str], words: Words, last: int | None
) -> str:
    """Mức theo năm, each with the years that it holds for: until the next is given, or the `last` year."""
    said, years = [], sorted(by_year)
    for place, year in enumerate(years, start=1):
        until = years[place] - 1 if place < len(years) else last
        key = "from" if until is None else "year" if until <= year else "years"
        said.append(words.t(f"workbook.pool.held_{key}", value=write(by_year[year]), year=year, until=until))
    return "; ".join(said)


def stage_words(stage: Stage, words: Words) -> str:
    """Một bước phân bổ."""
    match stage:
        case NormStage():
            return words.t(f"workbook.stage.norm_{stage.method}", level=stage.level)
        case SupplementStage():
            return words.t("workbook.stage.supplement", multiple=stage.multiple)
        case ShareStage():
            return words.t(f"workbook.stage.share_{stage.by}")


def _by_year(values: Mapping[int, Decimal], words: Words) -> str:
    listed = [
        words.t("workbook.share_in_year", share=share, year=year) for year, share in sorted(values.items())
    ]
    return ", ".join(listed)


def _or_none(text: str, words: Words) -> str:
    return text or words.t("workbook.scope.nothing")
