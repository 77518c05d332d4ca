"""Đối chiếu yêu cầu, bằng lời: the same lines of a plan in the submission and in the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.naming import PERCENT
from budget.passing import SEEN
from budget.report.course_said import course_said
from budget.report.risk_words import spans, year_spans
from budget.report.targets_said import aims_said
from budget.report.words import Words

ORDER = "order"
"""Where a record and the office of a paper have the order of the office's leaders, as typed."""

FEW = 3
"""Units that lack more than under the status quo and stand by name; of more the risks name the first."""


def demanded_said(record: Mapping[str, Any], words: Words, order: str = "") -> list[str]:
    """Các dòng đối chiếu, of a `record` or what `budget.decision.answered` gives of a plan; none in older
    records. `order`: what they answer, where the record has it not.
    """
    found = record.get("demanded")
    if not found:
        return []
    cut = _cut(record, words, record.get(ORDER) or order)
    told = (cut, _lacking(record, words), _deeper(record, words), _given(record, words))
    return [*filter(None, (*told, _who(record, words)))]


def ordered(record: Mapping[str, Any], words: Words) -> str:
    """Yêu cầu của lãnh đạo, as it was typed; "" for none."""
    order = record.get(ORDER, "")
    return words.t("demanded.order", order=order) if order else ""


def demanded(record: Mapping[str, Any], words: Words) -> list[str]:
    """Các dòng ấy trên màn hình, below the order that they answer, if one was typed, and a line that says
    what they are; none in older records.
    """
    lines = [words.t("demanded.line", said=one) for one in demanded_said(record, words)]
    order = ordered(record, words)
    head = words.t("demanded.head" if order else "demanded.head_usual", year=record["year"])
    return [*filter(None, [order]), head, *lines] if lines else []


def told_there(record: Mapping[str, Any]) -> bool:
    """Các dòng trên đã nêu tên mọi đơn vị thiếu nhiều hơn hiện trạng."""
    return bool(record.get("demanded")) and len(record["deeper"]) <= FEW


def _cut(record: Mapping[str, Any], words: Words, order: str) -> str:
    cut, year = record["demanded"]["cut"], record["year"]
    if aims := aims_said(record, words):
        later = any(one["last"] for one in record["aims"])
        passed = any(one["now"]["reached"] >= one["now"]["share"] + SEEN for one in record["aims"])
        key = f"demanded.cut_{'passed' if passed else 'alone'}{'_later' if later else ''}"
        alone = words.t(key, year=year) if cut["alone"] else ""
        apart = _ordered_apart(record, order, words)
        return f"{aims.removesuffix('.')}{apart}{_service(cut, words)}{alone}{_years(record, words)}."
    told = cut | {"share": words.share(cut["share"]), "year": year}
    free = words.t("demanded.cut_free" if cut["saved"] else "demanded.cut_nothing", **told)
    return f"{free.removesuffix('.')}{_service(cut, words)}."


def _service(cut: Mapping[str, Any], words: Words) -> str:
    """“; tính trên cả 10 đơn vị sự nghiệp khác: 10,0 %”, where the target is of others; "" else, and in older
    records.
    """
    if not (found := cut.get("service")):
        return ""
    n, share = found
    return words.t("demanded.cut_service", n=n, share=words.share(share))


def _ordered_apart(record: Mapping[str, Any], order: str, words: Words) -> str:
    """Mức ghi trong yêu cầu, where no target of the plan is of it: that the plan meets its own is then no
    answer to the order; "" where it has none, or a target is of it.
    """
    asked = [Decimal(found.replace(",", ".")) / 100 for found in PERCENT.findall(order)]
    targets = [round(Decimal(repr(one["now"]["share"])), 6) for one in record["aims"]]
    if not asked or set(asked) & set(targets):
        return ""
    return words.t("demanded.cut_ordered", listed=words.list([words.numbers.rate(one) for one in asked]))


def _years(record: Mapping[str, Any], words: Words) -> str:
    """“; năm khác: 3,3 % (năm 2023), 10,0 % (các năm 2026-2027)”, shares that print alike together, and why
    they differ, behind those for which it is so where another year misses the target; "" for none.
    """
    cut = record["demanded"]["cut"]
    years, (until, since) = cut.get("years", ()), (*cut.get("course", ()), 0, 0)[:2]
    wanted = max(
        (end["share"] for one in record["aims"] for end in (one["now"], one["last"]) if end), default=0
    )
    why = course_said((until, since), words)
    why = words.t("demanded.cut_why", course=why) if why else ""
    missed = [one for one in years if not (one[0] < until or 0 < since <= one[0]) and one[1] < wanted - SEEN]
    if not why or not missed:
        return words.t("demanded.cut_years", listed=_shares(years, words), why=why) if years else ""
    told = _shares([one for one in years if one not in missed], words) + why
    return words.t("demanded.cut_years", listed=f"{told}; {_shares(missed, words)}", why="")


def _shares(years: Sequence[Sequence[Any]], words: Words) -> str:
    of: dict[str, list[int]] = {}
    for year, share in years:
        of.setdefault(words.share(share), []).append(year)
    told = [words.t("demanded.cut_year", share=share, years=year_spans(years)) for share, years in of.items()]
    return ", ".join(told)


def _lacking(record: Mapping[str, Any], words: Words) -> str:
    found, year = record["demanded"]["lacking"], record["year"]
    said = {part: _of(found, part, words) for part in ("schools", "uncut")}
    if 0 < found["uncut"] < found["n"]:
        said["uncut"] += words.t("demanded.lacking_cut", n=found["n"] - found["uncut"])
    # older records do not have it
    others = spans(dict(found.get("years", ())), words)
    beside = words.t("demanded.deeper_others", others=others, schools="") if others else ""
    told = found | {"year": year, "beside": beside} | said
    line = words.t("demanded.lacking" if found["n"] else "demanded.lacking_met", **told)
    return f"{line} {words.t('deck.ungiven_by_norm')}" if found["by_norm"] else line


def _of(found: Mapping[str, Any], part: str, words: Words) -> str:
    """Bao nhiêu trong số đơn vị thiếu nguồn; "" for none."""
    n = found[part]
    key = f"demanded.lacking_{part}_all" if n == found["n"] > 1 else f"demanded.lacking_{part}"
    return words.t(key, n=n) if n else ""


def _deeper(record: Mapping[str, Any], words: Words) -> str:
    year, found = record["year"], record["demanded"]
    by_year = dict(found["deeper"])
    n, others = by_year.pop(year, 0), spans(by_year, words) if by_year else ""
    among = _schools_then(found, by_year, words)
    beside = words.t("demanded.deeper_others", others=others, schools=among) if others else ""
    if not n:
        key = "demanded.deeper_here" if others else "demanded.deeper_met"
        return words.t(key, year=year, years=year_spans(found["years"]), beside=beside)
    listed = words.t("demanded.deeper_listed", listed=_names(record["deeper"], words)) if n <= FEW else ""
    more = sum(amount for _, amount in record["deeper"])
    told = {"n": n, "more": more, "listed": listed, "beside": beside}
    return words.t("demanded.deeper", schools=_schools(found, n, words), **told)


def _schools(found: Mapping[str, Any], n: int, words: Words) -> str:
    """Bao nhiêu trong số đó là trường, which an order asks of first; older records do not say."""
    if "deeper_schools" not in found:
        return ""
    schools = found["deeper_schools"]
    key = "none" if not schools else "all" if schools == n > 1 else "some"
    return words.t(f"demanded.deeper_schools_{key}", n=schools)


def _schools_then(found: Mapping[str, Any], by_year: Mapping[int, int], words: Words) -> str:
    """Bao nhiêu trường ở các năm khác; older records do not say."""
    if "deeper_schools_years" not in found:
        return ""
    then = {year: n for year, n in found["deeper_schools_years"] if n and year in by_year}
    if not then:
        return words.t("demanded.deeper_others_none")
    return words.t("demanded.deeper_others_schools", schools=spans(then, words))


def _names(deeper: Sequence[Sequence[Any]], words: Words) -> str:
    listed = [words.t("deck.risk_lacks_more", name=name, amount=amount) for name, amount in deeper]
    return "; ".join(listed)


def _given(record: Mapping[str, Any], words: Words) -> str:
    """Bao nhiêu trường dưới định mức được cấp; "" where none is below it."""
    found, year = record["demanded"]["given"], record["year"]
    if not found["below"]:
        return ""
    if not found["n"] and not found["others"]:
        return words.t("demanded.given_nothing", year=year)
    others = words.t("demanded.given_others", n=found["others"]) if found["others"] else ""
    left = found["left"]
    why = [
        words.t("demanded.given_why", n=n, why=words.t(f"demanded.left_{reason}"))
        if len(left) > 1
        else words.t(f"demanded.left_{reason}")
        for reason, n in left
    ]
    n = sum(one for _, one in left)
    rest = words.t("demanded.given_left", n=n, why="; ".join(why)) if left else ""
    told = found | {"year": year, "others": others, "left": rest, "still": _still(found, words)}
    return words.t("demanded.given", **told)


def _still(found: Mapping[str, Any], words: Words) -> str:
    """Bao nhiêu trường vẫn dưới định mức sau khi được cấp; older records do not say."""
    if "still" not in found:
        return ""
    n, gap = found["still"]
    lowest = [words.t("demanded.given_lowest", name=name, share=share) for name, share in found["lowest"]]
    key = "demanded.given_still" if n else "demanded.given_none_below"
    return words.t(key, n=n, gap=gap, lowest="".join(lowest))


def _who(record: Mapping[str, Any], words: Words) -> str:
    """Ai được: how many by level, and who is given most; "" for nobody, and in older records."""
    found = record["demanded"]["given"]
    if not found.get("most"):
        return ""
    levels = [words.t("demanded.who_level", kind=kind, n=n) for kind, n in found["levels"]]
    most = [words.t("demanded.who_most", name=name, amount=amount) for name, amount in found["most"]]
    return words.t("demanded.who", levels=words.list(levels), most="; ".join(most))
