"""Lỗi trong tệp phương án: errors of the scenario's models as findings that name the key and the way out."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
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
    path = [part for part in item["loc"] if not _is_tag(part)]
    key, where = (str(path[-1]) if path else ""), _path(path)
    found = _shown(item.get("input"))
    match item["type"]:
        case "extra_forbidden":
            known = sorted(_keys_at(path[:-1], model))
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
            return problem("scenario_unknown_key", key=where, nearest=near[0] if near else "")
        case "missing":
            return problem("scenario_key_missing", key=where)
        case "key_wanted":
            return problem("scenario_key_missing", key=_path([*path, item["ctx"]["key"]]))
        case "literal_error" | "union_tag_invalid" | "union_tag_not_found":
            allowed = item["ctx"].get("expected") or item["ctx"].get("expected_tags", "")
            return problem("scenario_wrong_choice", key=where, found=found, allowed=str(allowed))
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            sign = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
            (name, bound), *_ = item["ctx"].items()
            return problem(
                "scenario_out_of_range", key=where, found=found, bound=f"{sign.get(name, '')} {bound}"
            )
        case _:
            return problem("scenario_wrong_value", key=where, found=found)


_TAGS = {"savings", "yearly", "norm", "supplement", "share", "[key]"}


def _is_tag(part: object) -> bool:
    """Parts of a pydantic path that no file shows: union tags and type names."""
    return isinstance(part, str) and (
        part in _TAGS - {"share"} or "[" in part or "-" in part or part in ("decimal", "function-before")
    )


def _path(parts: list[Any]) -> str:
    text = ""
    for part in parts:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, str) else value
    return text if len(text) <= 60 else text[:57] + "..."


def _keys_at(path: list[Any], root: type[BaseModel]) -> Iterator[str]:
    """The known keys of the table at a path, through lists, tables by kind and unions."""
    models: list[Any] = [root]
    for part in path:
        if isinstance(part, int):
            continue
        step = [m.model_fields[part].annotation for m in models if part in m.model_fields]
        models = [m for a in step for m in _models(a)] or models
    for found in models:
        for name, field in found.model_fields.items():
            yield field.alias or name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
