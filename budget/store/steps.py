"""Một bước hoàn tác: which edits of a plan that follow one another quickly are one step."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from typing import Any

from budget.store.records import ScenarioVersion

FEW = timedelta(seconds=5)
"""Within which the next edit of the same lever goes on with the one before."""


def goes_on(before: str, current: ScenarioVersion, after: str, author: str, at: datetime) -> bool:
    """Sửa tiếp cùng một ô: whether `after`, saved `at` by `author`, only changes again what `current` changed
    of the text `before` it, within a few seconds.
    """
    if current.author != author or at - current.created_at > FEW:
        return False
    texts = [tomllib.loads(text) for text in (before, current.text, after)]
    now = places(texts[1], texts[2])
    return len(now) == 1 and places(texts[0], texts[1]) <= now and places(texts[0], texts[2]) <= now


def places(first: Any, second: Any, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Những chỗ khác nhau của hai văn bản phương án (TOML as plain tables), as paths of keys and numbers. A
    list that is longer or shorter, and a table in place of a value, are two places: never one lever.
    """
    tables = [{} if one is None else one for one in (first, second)]
    if all(isinstance(one, dict) for one in tables):
        keys = tables[0].keys() | tables[1].keys()
        return set().union(*(places(tables[0].get(k), tables[1].get(k), (*at, k)) for k in keys))
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return set().union(
            *(places(*pair, (*at, n)) for n, pair in enumerate(zip(first, second, strict=True)))
        )
    if first == second:
        return set()
    whole = any(isinstance(one, dict | list) for one in (first, second))
    return {at, (*at, "")} if whole else {at}
