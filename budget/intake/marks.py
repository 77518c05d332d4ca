"""What the ordinal number or the first letters of a row say (số thứ tự, ký hiệu đầu dòng)."""

from __future__ import annotations

import re
from functools import lru_cache

from budget.intake.grid import Value, as_text

_ROMAN = re.compile(r"^(?=[IVXL])(X{0,3}L?X{0,3})(IX|IV|V?I{0,3})$")
_DIGIT = re.compile(r"^0*([1-9]\d{0,4}|0)\s*[.)/]?$")
_DOTTED = re.compile(r"^\(?[0-9]+(\.[0-9]+)+\.?\)?$")
_LETTER_DOTTED = re.compile(r"^([A-Z]|[IVX]{1,4})(\.[0-9]+)+\.?$")
_PAREN = re.compile(r"^\([0-9]{1,3}\)$")
_CAPITAL = re.compile(r"^[A-HK-U\u0110][.)]?$")
_SMALL = re.compile(r"^[a-z\u0111][.)]?$")
_BULLET = re.compile(r"^([-–—+*_•o])\1*$")
# A mark written in the cell of the name: "I. ", "1) ", "a/ ", "- "
_PREFIX = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,5})\s*[./)\-:]\s*|(?P<capital>[A-H])\s*[./):]\s+|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\.?\s+"
    r"|(?P<digit>\d{1,3})\s*[./)]\s*(?=\D)|(?P<small>[a-z\u0111])\s*[/)]\s*|(?P<bullet>[-–—+*_•])+\s*)(?=\S)"
)


def mark_of(value: Value) -> str:
    """The kind of an ordinal: digit, dotted, paren, roman, capital, small, bullet (and its sign), "" none."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return "digit" if 0 < value < 100000 else ""
    if isinstance(value, float):
        return "dotted2" if 0 < value < 1000 else ""
    return _mark_of_text(as_text(value).strip())


@lru_cache(maxsize=8192)
def _mark_of_text(text: str) -> str:
    if not text or len(text) > 12:
        return ""
    if _DIGIT.match(text):
        return "digit"
    bare = text.rstrip(".)/: ")
    if _ROMAN.match(bare):
        return "roman"
    if _DOTTED.match(text):
        return f"dotted{text.strip('().').count('.') + 1}"
    for pattern, kind in (
        (_LETTER_DOTTED, "capital2"),
        (_PAREN, "paren"),
        (_CAPITAL, "capital"),
        (_SMALL, "small"),
    ):
        if pattern.match(text):
            return kind
    bullet = _BULLET.match(text)
    return f"bullet{bullet[1]}" if bullet else ""


@lru_cache(maxsize=65536)
def split_mark(text: str) -> tuple[str, str]:
    """Split "I. Khối mầm non" into its mark and the rest: ("roman", "Khối mầm non")."""
    found = _PREFIX.match(text)
    if found is None:
        return "", text
    rest = text[found.end() :].strip()
    kind = str(found.lastgroup)
    if kind == "bullet":
        return f"bullet{found['bullet']}", rest
    if kind == "dotted":
        return f"dotted{found['dotted'].count('.') + 1}", rest
    return kind, rest
