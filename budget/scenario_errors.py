"""Lỗi trong tệp phương án: errors of the scenario's models as findings that name the key and the way out."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from budget.findings import ERROR, Finding


def problem(kind: str, **numbers: Any) -> Finding:
    """Một lỗi của tệp phương án as a finding."""
    return Finding(kind=kind, severity=ERROR, numbers=numbers)


def explained(item: Any, model: type[BaseModel]) -> Finding:
    """Giải thích một lỗi: one error of pydantic as a finding: the key by its path, what was found, what
    would do.
    """
    loc, kind, context = list(item["loc"]), item["type"], item.get("ctx", {})
    of_key = bool(loc) and loc[-1] == "[key]" and kind != "extra_forbidden"
    path, tables = _place(loc[:-1] if of_key else loc, model)
    where, found = _path(path), _shown(item.get("input"))
    match kind:
        case "extra_forbidden":
            known = {field.alias or name for table in tables for name, field in table.model_fields.items()}
            return _unknown(where, str(path[-1]), known)
        case "literal_error" if of_key:
            return _unknown(where, str(path[-1]), _choices(context["expected"]))
        case "missing":
            return problem("scenario_key_missing", key=where)
        case "key_wanted":
            return problem("scenario_key_missing", key=_path([*path, context["key"]]))
        case "literal_error" | "union_tag_invalid":
            allowed = ", ".join(_choices(context.get("expected") or context["expected_tags"]))
            return problem("scenario_wrong_choice", key=where, found=found, allowed=allowed)
        case "union_tag_not_found" if key := _choices(context["discriminator"]):
            return problem("scenario_key_missing", key=_path([*path, *key]))
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            sign = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
            (name, bound), *_ = context.items()
            return problem(
                "scenario_out_of_range", key=where, found=found, bound=f"{sign.get(name, '')} {bound}"
            )
        case _:
            return problem("scenario_wrong_value", key=where, found=found)


def _unknown(where: str, key: str, known: Iterable[str]) -> Finding:
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.0)
    return problem("scenario_unknown_key", key=where, nearest=near[0] if near else "")


def _choices(text: str) -> list[str]:
    """The names that pydantic lists in quotes."""
    return re.findall(r"'([^']*)'", text)


def _place(loc: list[Any], root: type[BaseModel]) -> tuple[list[Any], list[type[BaseModel]]]:
    """The path that the file shows, without the tags of unions, and the tables that may hold its last key."""
    path: list[Any] = []
    tables, before = [root], None
    for number, part in enumerate(loc):
        if _is_tag(part, before):
            tables = [table for table in tables if part in _tags(table)] or tables
        else:
            path.append(part)
            inside = [table.model_fields[part].annotation for table in tables if part in table.model_fields]
            # the last part is the key itself; kinds and positions lie within what was found before
            if number < len(loc) - 1 and inside:
                tables = [table for annotation in inside for table in _models(annotation)]
        before = part
    return path, tables


_TAGS = {"pool": ("savings", "amount", "percent"), "rate": ("number", "table")}
_STAGES = ("norm", "supplement", "share")


def _is_tag(part: object, before: object) -> bool:
    """Whether a part is the tag of a union, which no file shows: after a pool, a rate, a position."""
    return part in (_STAGES if isinstance(before, int) else _TAGS.get(str(before), ()))


def _tags(table: type[BaseModel]) -> set[str]:
    """The words by which a table of a union is known: the choices of its fields."""
    choices = (get_args(field.annotation) for field in table.model_fields.values())
    return {word for words in choices for word in words if isinstance(word, str)}


def _path(parts: list[Any]) -> str:
    text = ""
    for part in parts:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _shown(value: object) -> str:
    plain = isinstance(value, bool | int | float | dict | list)
    text = json.dumps(value, ensure_ascii=False, default=_number_or_text) if plain else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _number_or_text(value: object) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
