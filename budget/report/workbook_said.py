"""Câu kết luận tự tính lại: the sentence of a plan as a formula over the cells of the tables below it.

Its numbers are written with the separators of the workbook's language, whatever those of the computer are.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.report.numbers import MINUS
from budget.report.targets_said import share_wanted, wanted_said
from budget.report.words import Words
from budget.targeted import Aimed

LONGEST = 200
"""Letters of a text within a formula; a spreadsheet takes 255, with quotes doubled."""


@dataclass(frozen=True)
class Told:
    """Ô của các số trong câu: addresses of support, of what is cut and given, and of the change in the unit
    of measure, and of units and pupils by band, from the largest gain to the largest loss.
    """

    support: str
    saved: str
    increase: str
    change: str
    units: Sequence[str]
    pupils: Sequence[str]


def sentence_formula(told: Told, name: str, year: int, basis: str, words: Words) -> str:
    """Công thức của câu `workbook.sentence` of a plan by this name, compared with this basis."""
    known: dict[str, str | int] = {"name": name, "year": year, "basis": basis}
    made = {"reach": '&", "&'.join(_reached(told, words)), "difference": _difference(told, basis, words)}
    cells = {"support": told.support, "saved": told.saved, "increase": told.increase}
    return "=" + _filled("workbook.sentence", cells, words, known, made)


def aim_formula(one: Aimed, reached: str, name: str, base: int, words: Words) -> str:
    """Công thức của câu `workbook.aim` of a target of the plan by this name: `reached` computes its share."""
    known, n = {"of": wanted_said(one, base, words)}, {"n": str(one.units)}
    shown, wanted = _figure(reached, "percent", words), share_wanted(one.now)
    # as `Words.reached`: what is met prints as no less than what is wanted
    fine = f"IF(INT(({reached}+0.000000001)*1000)/1000<{wanted:f}-0.0000000001,{{}},{shown})"
    met, missed = (
        _filled(f"deck.target_{how}", n, words, known, {"reached": of})
        for how, of in (("met", fine.format(quoted_text(words.numbers.rate(wanted)))), ("missed", shown))
    )
    told = f"IF({reached}>={one.now.share:.12f}-0.000000001,{met},{missed})"
    return "=" + _filled("workbook.aim", {}, words, {"name": name}, {"aim": told})


def _difference(told: Told, basis: str, words: Words) -> str:
    """As `difference_said` tells it: no change below what that takes for one, no share that prints as 0."""
    change, least = told.change, words.numbers.in_unit(words.numbers.least)
    share = f"IF({told.support}={change},0,{change}/({told.support}-{change}))"

    def said(key: str, cell: str) -> str:
        made = {"share": _figure(share, "percent_signed", words)}
        return _filled(f"memo.plan_{key}", {"change": cell}, words, {"basis": basis}, made)

    bare, shared = (
        f"IF({change}>0,{said(f'up{end}', f'ABS({change})')},{said(f'down{end}', f'ABS({change})')})"
        for end in ("", "_share")
    )
    dong = f"ABS({change})*{words.numbers.in_dong(Decimal(1))}"
    over = f"IF({dong}<0.5,{said('same', change)},{said('little', change)})"
    large = f"IF(ABS({share})*1000<0.999999,{bare},{shared})"
    return f"IF(ABS({change})<{least:f},{over},{large})"


def _reached(told: Told, words: Words) -> list[str]:
    """The units that gain, lose and stay, each with the pupils in them where there are any."""

    def of(cells: Sequence[str]) -> dict[str, str]:
        return {"up": "+".join(cells[:2]), "same": cells[2], "down": "+".join(cells[3:])}

    units, pupils = of(told.units), of(told.pupils)
    found = []
    for way in ("up", "down", "same"):
        said = _filled(f"summary.units_{way}", {"n": f"({units[way]})"}, words)
        more = _filled("summary.with_pupils", {"n": f"({pupils[way]})"}, words, made={"units": said})
        found.append(f"IF(({pupils[way]})=0,{said},{more})")
    return found


def _filled(
    key: str,
    cells: Mapping[str, str],
    words: Words,
    known: Mapping[str, str | int] | None = None,
    made: Mapping[str, str] | None = None,
) -> str:
    """The words of a key as an expression: `cells` by their format, `known` as text, `made` as it is."""
    parts = []
    for text, field, spec, _ in string.Formatter().parse(words.template(key)):
        if text:
            parts.append(quoted_text(text))
        if field is None:
            continue
        if field in cells:
            parts.append(_figure(cells[field], spec or "", words))
        elif made and field in made:
            parts.append(made[field])
        else:
            parts.append(quoted_text(str((known or {})[field])))
    return "&".join(parts)


def quoted_text(text: str) -> str:
    """Chữ trong công thức, in pieces that a spreadsheet takes."""
    pieces = [text[n : n + LONGEST] for n in range(0, len(text), LONGEST)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _figure(cell: str, spec: str, words: Words) -> str:
    places, unit = words.numbers.places, quoted_text(f" {words.numbers.unit_name()}")
    if spec.startswith("plural "):
        one, many = spec.removeprefix("plural ").split("|")
        return f"IF({cell}=1,{quoted_text(one)},{quoted_text(many)})"
    match spec:
        case "money_unit":
            return f'IF(ROUND({cell},{places})<0,"{MINUS}","")&{_number(cell, places, words)}&{unit}'
        case "dong_signed":
            dong = f"ROUND({cell}*{words.numbers.in_dong(Decimal(1))},0)"
            name = quoted_text(words.numbers.dong(0).removeprefix(words.numbers.plain(0, 0)))
            return f"{_sign(dong)}&{_number(dong, 0, words)}&{name}"
        case "percent" | "percent_signed":
            cut = f"TRUNC(ABS({cell})*1000+0.000001)/10*SIGN({cell})"
            mark = words.numbers.percent(0.0).removeprefix(words.numbers.plain(0, 1))
            sign = f"{_sign(cut)}&" if spec == "percent_signed" else ""
            return f"{sign}{_number(cut, 1, words)}&{quoted_text(mark)}"
        case "count":
            return _number(cell, 0, words)
    raise ValueError(f"no formula for a figure with the format {spec!r}")


def _sign(figure: str) -> str:
    return f'IF({figure}<0,"{MINUS}",IF({figure}>0,"+",""))'


def _number(figure: str, places: int, words: Words) -> str:
    """Without its sign. FIXED separates as the computer does, which 1.000 and 0,5 show."""
    point, group = words.numbers.separators[0], words.numbers.separators[1]
    shown = f'SUBSTITUTE(FIXED(ABS({figure}),{places}),MID(FIXED(1000,0),2,1),"|")'
    shown = f'SUBSTITUTE({shown},MID(FIXED(0.5,1),2,1),"{point}")'
    return f'SUBSTITUTE({shown},"|","{group}")'
