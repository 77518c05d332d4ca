"""Căn cứ của số giảm: how much of what a plan cuts the law asks for, and how much the plan sets itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import numpy as np

from budget.compare import change_of_total
from budget.indicators import indicators
from budget.obliged import asked_of_units, by_law
from budget.planning import cut_scope, legal_minimum, still_owed
from budget.report.cut_said import parted_said
from budget.report.deck_story import Story
from budget.report.printed import rounded
from budget.report.risk_words import sources_said
from budget.report.targets_said import service_said
from budget.report.words import Words
from budget.risks import gone_and_given, made_up, required, required_spans
from budget.select import Mask
from budget.simulate import Result
from budget.targeted import Led, led

How = Literal["full", "plain", "brief"]


def end_said(story: Story) -> str:
    """Phần luật định và phần đặt thêm của số giảm trong năm cuối, what is added only where something is; ""
    where nothing is cut then.
    """
    last, words = story.result.years[-1], story.words
    saved, asked = by_law(story.result, last)
    own = saved - asked
    said = {"saved": saved, "asked": asked, "own": own, "rounded": rounded(words, saved, asked, own)}
    key = "law_at_end_all" if words.numbers.slight(own) else "law_at_end"
    return words.t(f"meeting.{key}", year=last, **said) if saved else ""


def ground_said(result: Result, year: int, words: Words, how: How = "full") -> str:
    """Câu nói số giảm do luật đòi bao nhiêu, theo điều nào, và phương án tự đặt bao nhiêu; "" for no cut;
    "plain": without the articles and without marks of weight; "brief": without the two parts, too, below the
    table of those that lose.
    """
    saved, asked = by_law(result, year)
    if not saved:
        return ""
    years = [y for y in result.years[1:] if y <= year]
    spans, rule = required_spans(result.law, years), required(result.law, year)
    back = back_said(result, year, words)
    if not spans or not asked:
        missing = _missing(result, year, words) if spans else ""
        return words.t("deck.ground_none", saved=saved, back=back, missing=missing)
    rate = Decimal((rule or spans[-1])["rate"])
    told = {
        "saved": saved,
        "asked": asked,
        "base": result.years[0],
        "rate": rate,
        "back": back,
        "of": _owing(result, year, words),
    }
    key = "deck.ground" if saved > asked else "deck.ground_all"
    own = saved - asked
    shown = 0 if how == "brief" else asked
    told |= {"rounded": rounded(words, saved, asked, own), "missing": _missing(result, year, words, shown)}
    if how != "full":
        apart = "table" if how == "brief" else "brief"
        told["back"] = back_said(result, year, words, f"deck.ground_back_{apart}")
        told["both"] = words.t("deck.ground_both") if _of_both(result, year) else ""
        told["added"] = words.t("deck.ground_added", own=own, rounded=told["rounded"]) if own else ""
        return words.t(f"deck.ground_{how}", own=own, **told)
    return words.t(key, own=own, source=sources_said(spans, words), **told)


def shares_said(story: Story) -> str:
    """Câu nối các tỷ lệ của số giảm: that of the base year, by which a plan is called, with that of all
    service units where its target is of others, and that of the status quo of those that lose; "" where both
    print the same, or nothing is cut.
    """
    words, result, year = story.words, story.result, story.shown.year
    one = led(result, year)
    if one.quo:
        # by which the plan is called is no share of the base year
        inside = indicators(result, year, cut_scope(result))
        one = Led(inside.saved_share_of_base or 0.0, inside.units)
    of_base = words.share(one.share)
    losers = [change for _, change in story.by_change() if change.difference < 0]
    lost = change_of_total(losers)
    share = words.share_signed(lost.share)
    if not lost.difference or share.endswith(of_base):
        return ""
    of = words.t("compare.led_aimed" if one.aimed else "compare.led_scope", n=one.units)
    whom = "; ".join(filter(None, (of, service_said(result, year, words))))
    told = {"cut": of_base, "base": result.years[0], "whom": whom, "share": share, "year": year}
    return words.t("meeting.lose_shares_told", n=len(losers), **told)


def _owing(result: Result, year: int, words: Words) -> str:
    """“6/8 đơn vị bị giảm”: how many of those cut owe it; where all do, how many they are."""
    gone, _ = gone_and_given(result, year)
    n, cut = (int((amounts > 0).sum()) for amounts in (asked_of_units(result, year), gone))
    return words.t("deck.of_cut" if n < cut else "deck.of_units", n=n, cut=cut)


def split_said(result: Result, year: int, words: Words) -> str:
    """Số giảm chi của một phương án chia theo căn cứ, as `parted_said`."""
    return parted_said(*by_law(result, year), result.years[0], words)


def _of_both(result: Result, year: int) -> bool:
    """Whether both the roadmap and the measures take: the law's part is of their sum."""
    found = indicators(result, year)
    return bool(found.released and found.cut)


def in_turn_said(story: Story) -> str:
    """Số cấp thêm bù lại cho đơn vị cũng bị giảm: what makes the sum of what is given more than what units
    gain; "" for none, and against another basis than the status quo.
    """
    back = made_up(story.result, story.shown.year)
    amount = int(back.sum())
    if story.shown.baseline is not None or story.words.numbers.slight(amount):
        return ""
    whose = _called(story.result, back > 0, story.words)
    return story.words.t("deck.in_turn", increase=story.found.increase, amount=amount, of=whose)


def back_of_cut_said(story: Story) -> str:
    """Phần số giảm chi được cấp lại cho chính đơn vị bị giảm, in full or in part: by this the cut is more
    than what units lose; "" for none.
    """
    gone, _ = gone_and_given(story.result, story.shown.year)
    back = made_up(story.result, story.shown.year)
    amount, part = int(back.sum()), bool(((back > 0) & (back < gone)).any())
    if story.words.numbers.slight(amount):
        return ""
    return story.words.t("deck.request_tile_back_part" if part else "deck.request_tile_back", amount=amount)


def back_said(result: Result, year: int, words: Words, key: str = "deck.ground_back") -> str:
    """Phần giảm của đơn vị được cấp lại không ít hơn: what makes the cut more than what units lose, by name
    of a single unit; "" for none.
    """
    gone, given = gone_and_given(result, year)
    back = (gone > 0) & (given >= gone)
    amount = int(gone[back].sum())
    return words.t(key, amount=amount, of=_called(result, back, words)) if amount else ""


def _missing(result: Result, year: int, words: Words, shown: int = 0) -> str:
    """Phần luật đòi mà phương án chưa giảm, of which units; "" for none. `shown`: what the law asks of the
    cut, where that stands before it and adds up with it.
    """
    least = legal_minimum(result, year)
    owed = still_owed(result, year, least)
    amount = int(owed.sum())
    if words.numbers.slight(amount):
        return ""
    whole_law = int(asked_of_units(result, year).sum()) + amount
    told = {"owed": whole_law, "missing": amount, "of": _called(result, owed > 0, words)}
    apart = rounded(words, whole_law, shown, amount) if shown else ""
    # each of the units stands by itself beside it
    parts = rounded(words, amount, *owed.tolist())
    return words.t("deck.ground_missing", rounded=apart, parts=parts, **told)


def _called(result: Result, units: Mask, words: Words) -> str:
    """A single unit by name; of more how many they are."""
    found = np.flatnonzero(units)
    return result.units.name[found[0]] if len(found) == 1 else words.t("deck.of_units", n=len(found))
