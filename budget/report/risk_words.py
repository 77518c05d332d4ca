"""Rủi ro, mức giảm và quy định đòi giảm chi bằng lời, the same on slides, in submission and minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.report.law_words import lowered, rule_words, source_words
from budget.report.printed import rounded
from budget.report.words import Words

FEW, FIRST = 10, 3
"""Units below the legal minimum that are all named where there is room; of one plan beside others; else so
many of them are.
"""

OF_UNITS = {"roadmap_implausible": "risk_must_find", "statutory_missed": "risk_owes"}
"""Risks whose amount of a unit is no money that it lacks, with their words."""

BRIEF = ("statutory_missed", "roadmap_implausible")
"""Risks that a slide tells in fewer words."""


def risk_sentences(
    found: Mapping[str, Mapping[str, Any]],
    words: Words,
    most: int = 0,
    *,
    brief: bool = False,
    bare: bool = False,
    lacking: bool = True,
) -> list[str]:
    """Các rủi ro của một năm, a sentence a kind: `found` as `budget.risks.risks` gives it.

    The units below the legal minimum are named with what each lacks, the law with its rate; those whose
    roadmap asks too much with the revenue that they must find. `brief`: for a slide, without the law and with
    fewer names, `bare` without any, but with the revenue of roadmaps that is `relied` on; `lacking`: with
    `most`, those in deficit are named too.
    """
    said, few = [], FIRST + 1 if brief or most == FIRST else FEW
    least = 1 if brief else FIRST
    for kind, risk in found.items():
        told = {"n": risk["n"], "amount": risk.get("amount", 0), "relied": risk.get("relied", 0)}
        if kind == "statutory_missed":
            told |= {"rate": Decimal(risk["rate"]), "source": source_words(lowered(risk["source"]), words)}
        short = "_brief" if brief and kind in BRIEF else ""
        if "limit" in risk and not short:
            # older records do not say
            short, told["limit"] = "_over", Decimal(risk["limit"])
        line = words.t(f"deck.risk_{kind}{short}", **told)
        named = kind == "statutory_missed" or (kind == "deficit" and most and lacking)
        shown = (few if risk["n"] <= few else FIRST) if named else 0 if kind == "deficit" else most or least
        # a single one that would be left stands by name, too
        shown += bool(shown) and risk["n"] == shown + 1
        names = named_of(kind, risk, words, shown)
        if kind == "near_threshold":
            names = and_others(list(risk.get("names", ())[: first_of(risk["n"])]), risk["n"], words)
        said.append(f"{line.removesuffix('.')}: {names}." if names and not bare else line)
    return said


def years_said(found: Mapping[str, Mapping[int, int]], words: Words, *, sentences: bool = False) -> str:
    """Câu về rủi ro của các năm khác, `found` as `budget.risks.other_years` gives it: how many in which
    years, years in a row that have equally many told as one span; `sentences`: one of each sort, so that a
    slide can leave out the last; "" for none.
    """
    listed = [
        words.t("deck.risk_in_years", what=words.t(f"deck.risk_short_{kind}"), years=spans(years, words))
        for kind, years in found.items()
    ]
    if sentences:
        listed[1:] = [f"{one[:1].upper()}{one[1:]}" for one in listed[1:]]
    between = ". " if sentences else "; "
    return words.t("deck.risk_years", listed=between.join(listed)) if listed else ""


def units_cell(n: int, words: Words) -> str:
    """Ô đếm số đơn vị; in words for none, as beside it in every paper and on the slides."""
    return words.numbers.count(n) if n else words.t("deck.safety_none")


def spans(years: Mapping[int, int], words: Words, key: str = "") -> str:
    """“5 (các năm 2023-2024, 2026), 3 (năm 2025)”: how many in which years, each number once; in the shorter
    words of the `key`, where one is given.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for year, n in years.items():
        found.setdefault(n, []).append((year, n))
    return ", ".join(
        words.t(key or ("deck.risk_span" if len(same) > 1 else "deck.risk_year"), years=_years(same), n=n)
        for n, same in found.items()
    )


def below_said(below: Mapping[str, Any], words: Words, *, brief: bool = False, bare: bool = False) -> str:
    """Câu về đơn vị giảm chưa đủ mức tối thiểu của luật ở các năm khác, `below` as
    `budget.risks.below_minimum` gives it: who, in which years and by how much, `brief` in the worst of them;
    `bare` only how many; "" for none.
    """
    if not below:
        return ""
    if bare:
        return words.t("deck.below_bare", n=below["n"])

    def told(lacks: Sequence[Sequence[int]]) -> str:
        if brief and len(lacks) > 1:
            year, amount = max(lacks, key=lambda one: one[1])
            return words.t("deck.below_most", years=_years(lacks), year=year, amount=amount)
        return ", ".join(
            words.part(largest, "deck.below_year", year=year, amount=amount) for year, amount in lacks
        )

    most = 1 if brief else first_of(below["n"])
    largest = max(amount for _, lacks in below["listed"][:most] for _, amount in lacks)
    names = [
        words.t("deck.below_unit", name=name, years=told(lacks)) for name, lacks in below["listed"][:most]
    ]
    key = "deck.below_brief" if brief else "deck.below"
    return words.t(key, n=below["n"], listed=and_others(names, below["n"], words))


def named_years(below: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Đơn vị giảm chưa đủ mức tối thiểu và các năm đó, as `budget.risks.below_minimum` gives them: name and
    "2023-2024".
    """
    return [(name, _years(lacks)) for name, lacks in below.get("listed", ())]


def later_said(
    later: Mapping[str, Any], year: int, words: Words, *, brief: bool = False, bare: bool = False
) -> str:
    """Câu về đơn vị thiếu thêm ở các năm sau `year` and why, `later` as `afterwards.deeper_later` gives it;
    `brief`: without names, `bare`: without why, too; "" for none.
    """
    if not later:
        return ""
    if bare:
        return words.t("deck.later_bare", year=year, years=spans(dict(later["years"]), words))
    return words.t(
        "deck.later_brief" if brief else "deck.later",
        year=year,
        years=spans(dict(later["years"]), words),
        listed=_largest(later, FIRST, words),
        why=" ".join(words.t(f"deck.later_{cause}") for cause in later["why"]),
    ).rstrip()


def earlier_said(earlier: Mapping[str, Any], year: int, words: Words, *, bare: bool = False) -> str:
    """Câu về đơn vị thiếu thêm ở các năm trước `year`, `earlier` as `afterwards.deeper_earlier` gives it;
    `bare`: without names; "" for none.
    """
    if not earlier:
        return ""
    years = spans(dict(earlier["years"]), words)
    if bare:
        return words.t("deck.earlier_bare", year=year, years=years)
    return words.t("deck.earlier", year=year, years=years, listed=_largest(earlier, 1, words))


def _largest(found: Mapping[str, Any], most: int, words: Words) -> str:
    """Các đơn vị thiếu thêm nhiều nhất, so many, each with its amount and year."""
    largest = max(amount for *_, amount in found["listed"])
    names = [
        words.part(largest, "deck.later_unit", name=name, year=at, amount=amount)
        for name, at, amount in found["listed"][:most]
    ]
    return "; ".join(names)


def _years(lacks: Sequence[Sequence[int]]) -> str:
    return year_spans([year for year, _ in lacks])


def year_spans(years: Sequence[int]) -> str:
    """“2023-2024, 2026”."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1] = [spans[-1][0], year]
        else:
            spans.append([year])
    return ", ".join("-".join(map(str, span)) for span in spans)


def added_said(added: Sequence[Sequence[int]], words: Words) -> str:
    """Câu về ngân sách bố trí thêm ngoài số giảm chi, [year, đồng] each; "" where nothing of it prints."""
    told = [(year, amount) for year, amount in added if not words.numbers.slight(amount)]
    if not told:
        return ""
    largest = max(amount for _, amount in told)
    listed = [words.part(largest, "deck.added_year", year=year, amount=amount) for year, amount in told]
    return words.t("deck.added", listed=", ".join(listed))


def deeper_said(lacking: Sequence[tuple[str, int]], words: Words) -> str:
    """Câu về đơn vị mà phương án làm thiếu nhiều hơn hiện trạng trong năm, [name, đồng] the largest first;
    "" for none.
    """
    listed = [
        words.t("deck.risk_lacks_more", name=name, amount=amount)
        for name, amount in lacking[: first_of(len(lacking))]
    ]
    amounts = [amount for _, amount in lacking]
    # only who sees all parts can add them up
    apart = rounded(words, sum(amounts), *amounts) if len(listed) == len(lacking) else ""
    return (
        words.t(
            "deck.deeper_now" if len(lacking) > 1 else "deck.deeper_one",
            n=len(lacking),
            more=sum(amounts),
            rounded=apart,
            listed=and_others(listed, len(lacking), words),
        )
        if listed
        else ""
    )


def kept_said(left: int, words: Words) -> str:
    """Câu về phần giảm chi không cấp lại cho đơn vị nào, đồng; "" where all is given, or what is left would
    print as nothing.
    """
    n = words.numbers
    if not left or n.vanishes(left):
        return ""
    return words.t("deck.kept", left=n.dong(left) if n.slight(left) else n.money_with_unit(left))


def offset_said(level: Mapping[str, Any], words: Words) -> str:
    """Câu về đơn vị bị giảm mà được cấp thêm không ít hơn, so that those cut and those that lose are told
    apart; "" for none, and in older records.
    """
    names = level.get("offset", ())
    listed = and_others(list(names[: first_of(len(names))]), len(names), words)
    return words.t("deck.level_offset", listed=listed) if listed else ""


def required_said(spans: Sequence[Mapping[str, Any]], words: Words) -> str:
    """Câu nói quy định nào đòi giảm chi, của ai trong năm nào, `spans` as `budget.risks.required_spans` gives
    them; "" for none. The record of an older decision has one, without its years.
    """
    listed = []
    for span in spans:
        but = span.get("but", "")
        key = "deck.required_but" if but else "deck.required_span"
        but = rule_words(but, words)
        listed.append(words.t(key, rate=Decimal(span["rate"]), source=_cited(span, spans, words), but=but))
    return words.t("deck.required", listed="; ".join(listed)) if listed else ""


def required_in(record: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Quy định đòi giảm chi, as a record keeps it; an older one has that of its year alone."""
    found = record.get("required") or {}
    spans: Sequence[Mapping[str, Any]] = found.get("spans", [found] if found else [])
    return spans


def sources_said(spans: Sequence[Mapping[str, Any]], words: Words) -> str:
    """Điều khoản đòi giảm chi, each with its years where it is not one for all."""
    return "; ".join(_cited(span, spans, words) for span in spans)


def _cited(span: Mapping[str, Any], spans: Sequence[Mapping[str, Any]], words: Words) -> str:
    source = source_words(lowered(span["source"]), words)
    if len(spans) < 2:
        return source
    first, last = span["first"], span["last"]
    key = "from" if span is spans[-1] and first < last else "years" if first < last else "year"
    return words.t(f"deck.required_{key}", source=source, first=first, last=last)


def lacking_said(found: Mapping[str, Any], words: Words, *, bare: bool = False) -> list[str]:
    """Số giảm thêm của từng đơn vị để đủ mức tối thiểu, a line each and one for those that are not named:
    `found` as `budget.afterwards.to_minimum` gives it. `bare`: amounts alone, whose years stand above them.
    """
    lines, eased = [], dict(found.get("eased", ()))
    for name, amounts in found["listed"]:
        years = [
            words.numbers.money(amount) if bare else words.t("memo.to_minimum_year", year=year, amount=amount)
            for year, amount in amounts
        ]
        why = words.t("memo.to_minimum_eased", year=eased[name]) if name in eased else ""
        lines.append(
            words.t("memo.to_minimum_unit", name=name, years=("; " if bare else ", ").join(years)) + why
        )
    return [*lines, *others(found["n"] - len(lines), words)]


def named_of(kind: str, risk: Mapping[str, Any], words: Words, most: int) -> str:
    """Đơn vị của một rủi ro, each with its amount: `most` of them, the others counted; "" for no name."""
    key = f"deck.{OF_UNITS.get(kind, 'risk_lacks')}"
    listed: Sequence[Sequence[Any]] = risk.get("listed", ())[:most]
    return and_others([words.t(key, name=name, amount=amount) for name, amount in listed], risk["n"], words)


def first_of(n: int, most: int = FIRST) -> int:
    """How many of n stand by name: the first `most`, and a single one that would be left."""
    return n if n == most + 1 else most


def and_others(names: list[str], n: int, words: Words) -> str:
    """Names, and how many of the n are not among them; "" for no name."""
    return "; ".join([*names, *others(n - len(names), words)] if names else [])


def others(n: int, words: Words) -> list[str]:
    """“và 3 đơn vị khác”; nothing for none."""
    return [words.t("deck.others", n=n)] if n > 0 else []
