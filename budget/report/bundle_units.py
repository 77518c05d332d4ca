"""Văn bản từng đơn vị trong bộ hồ sơ: draft decisions, slips and the unit's own form of one plan."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budget.report.bundle_entry import Entry
from budget.report.data_file import file_name
from budget.report.forms import write_unit_form
from budget.report.unit_papers import write_decisions, write_slips
from budget.simulate import Result

PARTED = 100
"""Units up to which a set holds a decision and a slip as a file of their own for each; more are one file."""

About = Mapping[str, Any]
"""What every paper takes beside the plan: words, organisation, created; templates of the office by paper."""

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
    units = result.units
    schools = [code for code, school in zip(units.code, units.school.tolist(), strict=True) if school]
    forms = [one_entry(result, place, year, "unit_form", code, about) for code in units.code]
    if len(units) > PARTED:
        return [*whole_entries(result, place, year, about), *forms]
    decisions = [one_entry(result, place, year, "decision", code, about) for code in units.code]
    return [
        *decisions,
        *(one_entry(result, place, year, "slip", code, about) for code in schools),
        *forms,
    ]


def whole_entries(result: Result, place: int, year: int, about: About) -> list[Entry]:
    """Dự thảo quyết định của mọi đơn vị and the slips of all schools, each kind in one file."""
    found = [_entry(result, place, "decisions", "docx", write_decisions, about)]
    if result.units.school.any():
        found.append(_entry(result, place, "slips", "docx", write_slips, {**about, "year": year}))
    return found


def one_entry(result: Result, place: int, year: int, what: str, code: str, about: About) -> Entry:
    """Một văn bản của một đơn vị; `what`: decision, slip or unit_form. KeyError for an unknown unit."""
    ending, write = WRITERS[what]
    more = {**about, "year": year} if what == "slip" else about
    return _entry(result, place, what, ending, write, more, code)


def _entry(
    result: Result, place: int, what: str, ending: str, write: Write, about: About, code: str = ""
) -> Entry:
    more = {key: value for key, value in about.items() if key != "templates"}
    if what in TEMPLATES:
        more["template"] = about.get("templates", {}).get(TEMPLATES[what])
    name = file_name(about["words"].t(f"bundle.file_{what}"))
    units: str | Sequence[str] | None = None
    if code:
        own = file_name(name, code, result.units.name[result.units.position(code)])
        name = f"{name}/{own}"
        units = code if what == "unit_form" else [code]

    def made() -> bytes:
        target = io.BytesIO()
        write(target, result, units, **more)
        return target.getvalue()

    return Entry(what, f"{name}.{ending}", result.fingerprint, (place,), made, code)
