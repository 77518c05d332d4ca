"""Vì sao kinh phí hiện trạng khác năm gốc, in words: told alike on the pages and in the submission."""

from __future__ import annotations

from budget.compare import Change
from budget.law_values import in_force
from budget.report.law_words import source_words
from budget.report.printed import parted
from budget.report.words import Words
from budget.scenario import Assumptions
from budget.select import Mask
from budget.simulate import Result
from budget.standing import Growth, growth


def growth_said(quo: Result, year: int, words: Words) -> str:
    """Câu đầy đủ: from what to what the status quo goes by `year`, and the base pay, the steps and the funds
    that make it, with the figures of the assumptions and what the base pay rests on; "" where nothing
    changes.
    """
    found = growth(quo, year)
    if found is None or found.support == found.base:
        return ""
    change = Change(found.base, found.support)
    way = "up" if change.difference > 0 else "down"
    steps = words.numbers.in_steps
    made = sum(map(steps, _told(found).values()))
    apart = parted(words.numbers, found.base, found.support) or made != steps(change.difference)
    return words.t(
        "memo.growth",
        year=year,
        base=quo.years[0],
        was=found.base,
        now=found.support,
        moved=words.t(f"memo.growth_{way}", change=abs(change.difference), share=change.share),
        listed=_listed(found, quo, words, _pay_grounds(quo, year, words)),
        parted=words.t("memo.growth_parted") if apart else "",
    )


def growth_parts(quo: Result, year: int, words: Words, within: Mask | None = None) -> str:
    """Các phần làm kinh phí hiện trạng khác năm gốc, one after another, of all units or of those in `within`
    (n,); "" where nothing changes.
    """
    found = growth(quo, year, within)
    return "" if found is None or found.support == found.base else _listed(found, quo, words)


def growth_main(quo: Result, year: int, words: Words, within: Mask | None = None) -> str:
    """Nguyên nhân chính làm kinh phí hiện trạng khác năm gốc, the base pay with what it rests on; "" where
    nothing changes.
    """
    found = growth(quo, year, within)
    if found is None or found.support == found.base:
        return ""
    way = 1 if found.support > found.base else -1
    told = _told(found)
    main = max(told, key=lambda key: way * told[key])
    return _cause(main, found, words, _pay_grounds(quo, year, words))


def _cause(key: str, found: Growth, words: Words, by: str) -> str:
    return words.t(f"memo.growth_cause_{key}", before=found.pay_before, pay=found.pay, by=by)


def _told(found: Growth) -> dict[str, int]:
    return {"rise": found.rise, "steps": found.steps, "used": -found.used, "held": found.held}


def _pay_grounds(quo: Result, year: int, words: Words) -> str:
    """Văn bản quy định lương cơ sở của năm, in brackets, and by how much the plan has it grow after the last
    enacted: that is in no document.
    """
    last, rate = quo.law.last_year("base_pay"), quo.scenario.assumptions.base_pay_growth
    values = in_force(quo.law.parameters["base_pay"], (year,))
    key = "growth_by_assumed" if year > last and rate else "growth_by"
    listed = words.list([source_words(one.source, words) for one in values])
    return words.t(f"memo.{key}", listed=listed, rate=rate, since=last + 1)


def _listed(found: Growth, quo: Result, words: Words, by: str = "") -> str:
    drift = quo.scenario.assumptions.pay_drift
    return "; ".join(
        words.t(f"memo.growth_{key}", amount=amount, cause=_cause(key, found, words, by), drift=drift)
        for key, amount in _told(found).items()
        if amount
    )


def prices_said(assumed: Assumptions, words: Words) -> str:
    """Trượt giá của phương án, by which what schools need grows; that none is assumed."""
    key = "memo.prices" if assumed.inflation else "memo.prices_none"
    return words.t(key, rate=assumed.inflation)
