"""Định dạng số: what a number format shows of a value, whatever program wrote its code."""

from __future__ import annotations

import re
from functools import lru_cache

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    49: "@",
}
"""Codes that files only number (ECMA-376 part 1, 18.8.30)."""

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[([^\]]*)\]|(;)|(general)|(.)', re.IGNORECASE | re.DOTALL)
_SYMBOLS = "0#?.,%@"
_LETTERS = re.compile(r"(?:'.)+")
_DIGIT = re.compile(r"'\d")


@lru_cache(maxsize=4096)
def shown(code: str, value: str | float) -> str:
    """Phần của một mã mà `value` dùng, in one spelling: a mark before each letter that stands for itself."""
    sections, conditional = _sections(code)
    if conditional:
        return ";".join(sections)
    if isinstance(value, str):
        return sections[3] if len(sections) > 3 else sections[0] if _only_text(sections) else "@"
    plain = "general" if _only_text(sections) else sections[0]
    if value < 0:
        return sections[1] if len(sections) > 1 else f"'-{plain}"
    return sections[2] if value == 0 and len(sections) > 2 else plain


def told(section: str) -> str:
    """Một phần của mã để người đọc: its own letters in quotation marks."""
    return _LETTERS.sub(lambda found: f'"{found[0].replace(chr(39), "")}"', section)


def literal_digits(code: str) -> bool:
    """Mã in ra chữ số của riêng nó: digits that come from no value."""
    return any(map(_DIGIT.search, _sections(code)[0]))


def _only_text(sections: list[str]) -> bool:
    return len(sections) == 1 and "@" in sections[0]


def _sections(code: str) -> tuple[list[str], bool]:
    sections, conditional = [""], False
    for quoted, escaped, bracket, end, general, other in _TOKEN.findall(code):
        if end:
            sections.append("")
        elif bracket:
            said = _bracket(bracket.lower())
            conditional = conditional or said[:1] in tuple("<>=")
            sections[-1] += said
        elif general:
            sections[-1] += "general"
        elif other and other in _SYMBOLS:
            sections[-1] += other
        else:
            sections[-1] += "".join(f"'{one}" for one in quoted or escaped or other)
    return sections, conditional


def _bracket(said: str) -> str:
    """A currency is text and a condition counts; of colours only white, which hides."""
    if said.startswith("$"):
        return "".join(f"'{one}" for one in said[1:].partition("-")[0])
    if said[:1] in tuple("<>=") or said in ("white", "color2", "h", "m", "s", "hh", "mm", "ss"):
        return said
    return ""
