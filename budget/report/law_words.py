"""Giá trị pháp luật bằng lời: what a value says to a reader, with the names of groups, kinds and lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from budget.autonomy import GROUPS
from budget.law import DATA, Law, LawValue, Parameter
from budget.law_review import applied
from budget.law_values import UNCONFIRMED
from budget.norms import norm_in
from budget.report.words import Words
from budget.report.workbook_measures import norm_words
from budget.units import COLUMN, KIND

ESTIMATE = "estimate"
"""The circular on the estimate of a year, among the documents that papers leave to the pen."""


def value_words(parameter: Parameter, value: LawValue, words: Words) -> str:
    """Giá trị bằng lời: shares as percents, groups, kinds and lines by name, with the unit of the
    parameter.
    """
    if parameter.shape == "norm":
        return norm_words(norm_in(value), words)
    unit = str(getattr(parameter, f"unit_{words.language}"))
    shares = all(number <= 1 for one in parameter.in_force for number in _numbers(one))

    def number(x: Any) -> str:
        if isinstance(x, str):
            return x if "/" in x else words.numbers.rate(Fraction(x).numerator)
        if shares:
            return words.numbers.rate(x)
        return words.numbers.count(x) if x == int(x) else words.numbers.decimal(x, 1)

    match value.shape:
        case "flag":
            return words.t("law.yes" if value.value else "law.no")
        case "names":
            return words.list([name_words(name, words) for name in value.value])
        case "text":
            return rule_words(str(value.value), words)
        case "table":
            listed = [f"{entry_words(name, words)}: {number(x)}" for name, x in value.value]
            return "; ".join(listed) + ("" if shares else f" ({unit})")
    if _is_year(value.value):
        return f"{unit} {value.value}"
    return number(value.value) if shares else f"{number(value.value)} {unit}"


def source_words(source: str, words: Words) -> str:
    """Nguồn của một giá trị, kinds of documents and places in them (khoản, điểm, điều) in the language of the
    words: “Clause 23 Article 1 Decree 111/2025/NĐ-CP”.
    """
    if words.language != "en":
        return source
    terms = _said("terms")
    listed = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    return re.sub(
        rf"(?<!\w)({listed})(?!\w)", lambda found: terms[found[1].lower()], source, flags=re.IGNORECASE
    )


def lowered(source: str) -> str:
    """The first letter small, within a sentence."""
    return source[:1].lower() + source[1:]


def paper_source(value: LawValue, words: Words, year: int, group: str, made: int | None = None) -> str:
    """Nguồn của một giá trị của năm, as a paper that is signed cites it to a unit of this group: what is said
    of other groups is left out, and a document whose number nobody knows has its place left to the pen; one
    that cannot be there in the year in which the paper is made (None: any can) is assumed to say the same.
    """
    if value.own:
        return value.source
    blanks, parts = _said("blanks"), _blank().split(_of_group(value.source_in(year), group))
    if any(_to_come(blanks.get(part.lower(), ""), year, made) for part in parts):
        return _assumed(value, words, year, group)
    return "".join(
        words.t(f"law.blank.{blanks[part.lower()]}", year=year)
        if part.lower() in blanks
        else source_words(part, words)
        for part in parts
    )


def _to_come(blank: str, year: int, made: int | None) -> bool:
    """A circular on the estimate of a year that is not made in the year before or sooner."""
    return blank == ESTIMATE and made is not None and year > made + 1


def _assumed(value: LawValue, words: Words, year: int, group: str) -> str:
    """Giả định như năm gần nhất đã biết văn bản: that year and its document."""
    last = year
    for first, source, _ in reversed([cited for cited in value.cited if cited[0] <= year]):
        said = _of_group(source, group)
        if not _blank().search(said):
            return words.t("law.blank.assumed", year=last, source=source_words(said, words))
        last = first - 1
    return words.t("law.blank.assumed_none", year=year)


def left_blank(
    law: Law, year: int, words: Words, but: Container[str] = (), made: int | None = None
) -> list[str]:
    """Văn bản của năm mà phiếu giải trình lập trong năm `made` chừa chỗ ghi số, each once; `but`: parameters
    that none of them names.
    """
    found: dict[str, None] = {}
    blanks = _said("blanks")
    for name in (one.id for one in law.deciding if one.in_force and one.id not in but):
        for value in applied(law, name, year):
            source = "" if value.own else value.source_in(year)
            found |= {blanks[phrase.lower()]: None for phrase in _blank().findall(source)}
    return [words.t(f"law.blank_of.{key}", year=year) for key in found if not _to_come(key, year, made)]


@cache
def _blank() -> re.Pattern[str]:
    """What in a source names a document without its number, the longest first."""
    listed = "|".join(map(re.escape, sorted(_said("blanks"), key=len, reverse=True)))
    return re.compile(f"({listed})", re.IGNORECASE)


def unsure(value: LawValue, year: int, group: str) -> bool:
    """Mức chưa xác nhận of a unit of this group: marked so in the year, unless what is open is a document
    that rules other groups alone.
    """
    source = value.source_in(year)
    others = bool(_blank().search(source)) and not _blank().search(_of_group(source, group))
    return value.mark_in(year) == UNCONFIRMED and not others


def _of_group(source: str, group: str) -> str:
    """What of a source holds for a group: its own clause where there is one, or all but those of others."""
    own, shared = [], []
    for clause in source.split("; "):
        start = next((start for start in _said("of_group") if clause.lower().startswith(start)), "")
        if not start:
            shared.append(clause)
        elif _said("of_group")[start] == group:
            own.append(clause[len(start) :])
    said = "; ".join(own or shared)
    return said[:1].upper() + said[1:]


@cache
def _said(part: str) -> Mapping[str, str]:
    listed = tomllib.loads((DATA / "terms.toml").read_text("utf-8"))[part]
    return {vi.lower(): told for vi, told in listed.items()}


def source_of(value: LawValue, words: Words, year: int | None = None) -> str:
    """Nguồn của giá trị, with a `year` what holds in it; what the office wrote itself stands as it is."""
    source = value.source if year is None else value.source_in(year)
    return source if value.own else source_words(source, words)


def says_unconfirmed(source: str, words: Words) -> bool:
    """Nguồn tự nói là chưa xác nhận: what stands beside it need not say so again."""
    return words.t("explain.unconfirmed") in source


def entry_words(name: str, words: Words) -> str:
    """Tên một dòng của bảng: a group or a kind."""
    return words.kind(name) if name in KIND else words.t(f"group.{name}")


def rule_words(rule: str, words: Words) -> str:
    """Một quy tắc bằng lời; one that has no words of its own stands as it is."""
    return words.t(key) if words.has(key := f"law.rule.{rule}") else rule


def name_words(name: str, words: Words) -> str:
    """Tên của một dòng thu, chi hay loại hình trong pháp luật."""
    if name in KIND:
        return words.kind(name)
    return words.column(name) if name in COLUMN else words.t(f"law.line_name.{name}")


def title_words(parameter: Parameter, words: Words) -> str:
    """Tên tham số."""
    return str(getattr(parameter, f"title_{words.language}"))


def mark_words(value: LawValue, words: Words, year: int | None = None) -> str:
    """Mức xác nhận bằng chữ, with a `year` that of what it cites; the letter alone beside a source that says
    so itself. The office's own value says whose it is.
    """
    if value.own:
        return words.t("law.of_office")
    mark = value.mark if year is None else value.mark_in(year)
    said = says_unconfirmed(source_of(value, words, year), words)
    return mark if said else words.t(f"law.short.{mark}")


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and 1900 <= value < 3000


def _numbers(value: LawValue) -> Iterator[Fraction]:
    if value.shape == "number":
        yield value.number()
    elif value.shape == "table":
        yield from value.table().values()


def groups_said(law: Law, year: int, words: Words) -> str:
    """Các nhóm tự chủ là gì, by the lowest degree of each in the year; the first shares that of the second.

    Law: thresholds.
    """
    bands = law.table("thresholds", year)
    *above, last = sorted(bands, key=lambda group: -bands[group])
    called = {above[0]: f"{GROUPS[0]}, {above[0]}"}
    listed = [words.t("deck.stand_group_from", group=called.get(g, g), low=bands[g]) for g in above]
    first = bands[above[-1]]
    return words.t("deck.stand_group_rule", listed=", ".join(listed), last=last, first=first)
