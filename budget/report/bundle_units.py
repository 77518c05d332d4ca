"""Văn bản từng đơn vị trong bộ hồ sơ: draft decisions, slips and the unit's own form of one plan."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budget.report.bundle_entry import Entry
from budget.report.data_file import file_name
from budget.report.forms import write_unit_form
from budget.report.unit_papers import explained_units, write_decisions, write_slips
from budget.simulate import Result

PARTED = 100
"""Units up to which a decision and a slip are files of their own; beyond, so many stand in one file."""

About = Mapping[str, Any]
"""What every paper takes beside the plan: words, organisation, created; how the plan was
decided on, templates of the office by paper, and for the slips the origins of the data by unit."""

Write = Callable[..., None]
WRITERS: Mapping[str, tuple[str, Write]] = {
    "decision": ("docx", write_decisions),
    "slip": ("docx", write_slips),
    "unit_form": ("xlsx", write_unit_form),
}
"""Ending and writer of a paper of one unit."""

TEMPLATES = {"decision": "decisions", "decisions": "decisions", "slip": "slips", "slips": "slips"}
"""The template that a paper is written on."""


def unit_entries(result: Result, place: int, year: int, about: About) -> list[Entry]:
    """Văn bản của mọi đơn vị, each in the folder of its kind, none made yet.

    place: of the plan in the comparison; year: of the slips. Decisions and forms are of the first year.
    """
    units, parts = result.units, portions(result)
    forms = [one_entry(result, place, year, "unit_form", code, about) for code in units.code]
    if len(parts) > 1:
        whole = [entry for part in parts for entry in whole_entries(result, place, year, about, part)]
        return [*whole, *forms]
    decisions = [one_entry(result, place, year, "decision", code, about) for code in units.code]
    told = explained_units(result, year)
    slips = [one_entry(result, place, year, "slip", code, about) for code in told]
    return [*decisions, *slips, *forms]


def portions(result: Result) -> list[range]:
    """Các phần, in the order of the data: so many units as one file holds."""
    count = len(result.units)
    return [range(start, min(start + PARTED, count)) for start in range(0, count, PARTED)]


def whole_entries(result: Result, place: int, year: int, about: About, part: range) -> list[Entry]:
    """Dự thảo quyết định của các đơn vị trong một phần and the slips of those who have one, a file each."""
    codes = [result.units.code[i] for i in part]
    within = f"{part.start + 1}-{part.stop}" if len(part) < len(result.units) else ""
    found = [_entry(result, place, "decisions", "docx", write_decisions, about, codes, within)]
    told = set(explained_units(result, year)).intersection(codes)
    if told:
        more, units = {**about, "year": year}, [code for code in codes if code in told]
        found.append(_entry(result, place, "slips", "docx", write_slips, more, units, within))
    return found


def one_entry(result: Result, place: int, year: int, what: str, code: str, about: About) -> Entry:
    """Một văn bản của một đơn vị; `what`: decision, slip or unit_form. KeyError for an unknown unit."""
    ending, write = WRITERS[what]
    more = {**about, "year": year} if what == "slip" else about
    own = f"{code} {result.units.name[result.units.position(code)]}"
    units = code if what == "unit_form" else [code]
    return _entry(result, place, what, ending, write, more, units, own, code)


def _entry(
    result: Result,
    place: int,
    what: str,
    ending: str,
    write: Write,
    about: About,
    units: str | Sequence[str],
    own: str,
    code: str = "",
) -> Entry:
    """`own`: what the name says beside the kind; a paper of one unit stands in the folder of its kind."""
    more = {key: value for key, value in about.items() if key not in ("templates", "origins")}
    if what in ("slip", "slips"):
        more["origins"] = about.get("origins")
    if what in TEMPLATES:
        more["template"] = about.get("templates", {}).get(TEMPLATES[what])
    kind = about["words"].t(f"bundle.file_{what}")
    folder = f"{file_name(kind)}/" if code else ""

    def made() -> bytes:
        target = io.BytesIO()
        write(target, result, units, **more)
        return target.getvalue()

    name = f"{folder}{file_name(kind, own)}.{ending}"
    return Entry(what, name, result.fingerprint, (place,), made, code)
