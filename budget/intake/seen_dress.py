"""Cách trình bày của ô: the formats of a workbook's styles, and the text that they hide."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from budget.intake.seen import WHITE, Opened, child, children, get, local, on
from budget.intake.seen_formats import BUILT_IN, literal_digits, shown

if TYPE_CHECKING:
    from lxml import etree


T = TypeVar("T")

TINY = 3.0
"""Points below which letters are no letters."""

HIDDEN = "*"
"""Mark of a cell of which nothing is seen."""


class Dress:
    """Định dạng của từng kiểu ô, and the shared texts of which a part is hidden."""

    def __init__(self, package: Opened) -> None:
        root = package.xml("xl/styles.xml")
        self._codes = BUILT_IN | {
            int(get(one, "numFmtId") or 0): get(one, "formatCode") for one in children(root, "numFmts")
        }
        fonts = [_Font(one) for one in children(root, "fonts")]
        fills = [_ground(one) for one in children(root, "fills")]
        self._forms: list[tuple[str, bool]] = []
        self._shown: dict[tuple[str, str, float], tuple[str, str]] = {}
        for form in children(root, "cellXfs"):
            font = _at(fonts, get(form, "fontId"))
            ground = _at(fills, get(form, "fillId")) or WHITE
            hidden = font is not None and (font.unread or font.colour == ground)
            self._forms.append((self._codes.get(int(get(form, "numFmtId") or 0), "General"), hidden))
        self._rules = [_rule(one) for one in children(root, "dxfs")]
        texts = package.xml("xl/sharedStrings.xml")
        self._texts = [_hidden_part(one) for one in texts] if texts is not None else []

    def shown(self, cell: etree._Element, value: str) -> tuple[str, str]:
        """The kind of what is in a cell (its sign, words), and how the format shows it; "" without one."""
        kind, form = cell.get("t") or "n", cell.get("s", "")
        sign = math.copysign(1.0, number) if kind == "n" and (number := float(value)) else 0.0
        key = kind, form, sign
        if key not in self._shown:
            self._shown[key] = self._shows(*key)
        return self._shown[key]

    def _shows(self, kind: str, form: str, sign: float) -> tuple[str, str]:
        if kind in ("b", "e"):
            return kind, ""
        code = (_at(self._forms, form) or ("General", False))[0]
        return (str(sign), shown(code, sign)) if kind == "n" else ("words", shown(code, ""))

    def hides(self, cell: etree._Element, value: str) -> str:
        """What a cell hides of its text: the whole (HIDDEN), the words of a part, or nothing."""
        if (_at(self._forms, cell.get("s", "")) or ("", False))[1]:
            return HIDDEN
        return (_at(self._texts, value) or "") if cell.get("t") == "s" else ""

    def rule(self, number: str) -> tuple[str, bool]:
        """What a rule makes of the cells that it fits: another format that has digits of its own, hidden."""
        return (_at(self._rules, number) or ("", False)) if number else ("", False)


class _Font:
    """Colour of a font, and whether its letters are struck out or too small to be read."""

    def __init__(self, font: etree._Element | None) -> None:
        size, self.colour = get(child(font, "sz"), "val"), _colour(child(font, "color"))
        self.unread = on(child(font, "strike")) or bool(size and float(size) < TINY)


def _colour(element: etree._Element | None) -> str:
    """A colour; white by any of its names, "" where it is another one of the theme."""
    if get(element, "rgb"):
        return get(element, "rgb")[-6:].upper()
    white = get(element, "theme") == "0" and not get(element, "tint")
    return WHITE if white or get(element, "indexed") in ("1", "9") else ""


def _ground(fill: etree._Element) -> str:
    pattern = child(fill, "patternFill")
    if get(pattern, "patternType") in ("", "none"):
        return WHITE
    return _colour(child(pattern, "fgColor")) or "?"


def _rule(form: etree._Element) -> tuple[str, bool]:
    font, code = _Font(child(form, "font")), get(child(form, "numFmt"), "formatCode")
    empty = bool(code) and not code.strip(";")
    told = shown(code, 0.0) or code if code and (empty or literal_digits(code)) else ""
    fill = child(form, "fill", "patternFill", "bgColor")
    return told, font.unread or (bool(font.colour) and font.colour == (_colour(fill) or WHITE))


def _hidden_part(text: etree._Element) -> str:
    """The words of a shared text that its own runs hide."""
    runs = [one for one in text if local(one) == "r"]
    hidden = [one for one in runs if (font := _Font(child(one, "rPr"))).unread or font.colour == WHITE]
    return "".join(child(one, "t").text or "" for one in hidden if child(one, "t") is not None)  # type: ignore[union-attr]


def _at(listed: list[T], number: str) -> T | None:
    place = int(number or 0)
    return listed[place] if 0 <= place < len(listed) else None
