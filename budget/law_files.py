"""Đọc tệp tham số pháp luật: `<field>/<parameter>.toml` to parameters, every slip named with file and key."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget.law_values import MARKS, SHAPES, LawFileError, LawValue, Parameter, check_value, frozen

HEAD = tuple(
    f.name for f in fields(Parameter) if f.name not in ("id", "field", "shape", "values", "own_values")
)
CITED_KEYS = ("since", "source", "mark")
VALUE_KEYS = tuple(f.name for f in fields(LawValue) if f.name != "own")


def read_parameters(folder: Path) -> list[Parameter]:
    """Đọc mọi tham số trong thư mục, in the order of field and id. Errors: LawFileError."""
    files = sorted(folder.glob("*/*.toml"))
    if not files:
        raise LawFileError(str(folder), "*/*.toml", "holds no parameter; restore data/law")
    parameters = [_read(file) for file in files]
    for file, parameter in zip(files, parameters, strict=True):
        if sum(other.id == parameter.id for other in parameters) > 1:
            raise LawFileError(_short(file), parameter.id, "is declared in two fields; keep one file")
    return parameters


def _read(file: Path) -> Parameter:
    name = _short(file)
    try:
        raw = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawFileError(name, "file", f"is no TOML in UTF-8 ({error}); correct it") from error
    _known(name, "file", raw, (*HEAD, "shape", "values"))
    for key in HEAD:
        wanted = date if key == "checked_on" else str
        if not isinstance(raw.get(key), wanted) or not raw[key]:
            raise LawFileError(name, key, f"is {raw.get(key)!r}; write a {wanted.__name__}")
    # a parameter that names its shape may leave its values to the office
    shape = raw.pop("shape", "")
    if shape and shape not in SHAPES:
        raise LawFileError(name, "shape", f"is {shape!r}; write one of {', '.join(SHAPES)}")
    entries = raw.pop("values", [] if shape else None)
    if not isinstance(entries, list) or not (entries or shape):
        raise LawFileError(name, "values", "is missing; write at least one [[values]]")
    values: list[LawValue] = []
    for position, entry in enumerate(entries, start=1):
        key = f"values {position}"
        value = _value(name, key, entry)
        shape = shape or value.shape
        check_value(name, key, value, shape)
        if values and value.since <= values[-1].since:
            raise LawFileError(name, f"{key}.since", f"{value.since} is not after the last; order by day")
        values.append(value)
    return Parameter(id=file.stem, field=file.parent.name, shape=shape, values=tuple(values), **raw)


def _value(name: str, key: str, raw: Mapping[str, Any]) -> LawValue:
    _known(name, key, raw, VALUE_KEYS)
    for needed in ("since", "value", "mark", "source"):
        if needed not in raw:
            raise LawFileError(name, f"{key}.{needed}", f"is missing; write {needed}")
    since = raw["since"]
    if isinstance(since, int) and not isinstance(since, bool):
        since = date(since, 1, 1)
    if not isinstance(since, date) or isinstance(since, datetime):
        raise LawFileError(name, f"{key}.since", f"is {since!r}; write a year or a day such as 2024-07-01")
    cited = tuple(_cited(name, key, entry, raw["mark"]) for entry in raw.get("cited", ()))
    return LawValue(**{**raw, "since": since, "value": frozen(raw["value"]), "cited": cited})


def _cited(name: str, key: str, raw: Mapping[str, Any], usual: str) -> tuple[int, str, str]:
    """A budget year and what is cited from it on, with its mark, as usual that of the value."""
    _known(name, f"{key}.cited", raw, CITED_KEYS)
    year, source, mark = raw.get("since"), raw.get("source"), raw.get("mark", usual)
    if not isinstance(year, int) or not isinstance(source, str) or not source:
        raise LawFileError(name, f"{key}.cited", f"is {raw!r}; write a year since and a source")
    if mark not in MARKS:
        raise LawFileError(name, f"{key}.cited.mark", f"is {mark!r}; write one of {', '.join(MARKS)}")
    return year, source, mark


def _known(name: str, key: str, raw: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for found in raw:
        if found not in known:
            near = difflib.get_close_matches(found, known, 1) or [", ".join(known)]
            raise LawFileError(name, f"{key}.{found}", f"is not known; write {near[0]}")


def _short(file: Path) -> str:
    return "/".join(file.parts[-4:])
