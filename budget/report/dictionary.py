"""Từ điển: every word that a user reads, from data/words, under flat keys such as `app.title`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("vi", "en")

FOLDER = Path(__file__).resolve().parents[2] / "data" / "words"


def dictionary(language: str) -> Mapping[str, str]:
    """Từ điển của một ngôn ngữ: key -> template. A file that was edited is read again.

    Errors: ValueError for a language that has no file.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} has no words; there are {', '.join(LANGUAGES)}")
    path = _file(FOLDER, language)
    return _read(path, path.stat().st_mtime_ns)


@cache
def _file(folder: Path, language: str) -> Path:
    return folder / f"{language}.toml"


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, str]:
    with path.open("rb") as file:
        return MappingProxyType(dict(_flat(tomllib.load(file), "", path)))


def _flat(table: Mapping[str, Any], prefix: str, path: Path) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.", path)
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise TypeError(f"{path.name}: {prefix}{key} is {value!r}; words are text in quotes")
