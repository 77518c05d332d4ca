"""How headings are written: the synonyms of data/intake/headings.toml (từ đồng nghĩa của tiêu đề cột)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from budget.intake.text import fold
from budget.intake.wordlists import DATA, word_lists
from budget.units import COLUMN, COLUMNS

BLOCKS = ("revenue", "spending", "support", "fund")
BESIDE = "beside"
"""Words for support only where the column beside them is that of the other budget money (không tự chủ)."""


@dataclass(frozen=True)
class Phrase:
    """One way to write a heading: folded words, the id, the block it needs, and whether it gives way."""

    words: str
    id: str
    block: str
    weak: bool


@lru_cache(maxsize=16384)
def spelled(text: str) -> str:
    """A heading folded, its short forms written out (KP TX: kinh phí thường xuyên)."""
    short = word_lists().raw["abbreviations"]
    return " ".join(short.get(word, word) for word in fold(text).split())


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of the file and every heading of the data dictionary."""
    table = tomllib.loads((DATA / "headings.toml").read_text(encoding="utf-8"))
    found = [Phrase(spelled(column.vi), column.id, "", weak=False) for column in COLUMNS]
    found += [Phrase(spelled(column.en), column.id, "", weak=False) for column in COLUMNS]
    for name, ways in table.items():
        for way, texts in ways.items():
            block = way if way in (*BLOCKS, BESIDE) else ""
            found += [Phrase(spelled(text), name, block, weak=way == "weak") for text in texts]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def exact() -> dict[str, list[Phrase]]:
    """Phrases by their folded words."""
    table: dict[str, list[Phrase]] = {}
    for phrase in phrases():
        table.setdefault(phrase.words, []).append(phrase)
    return table


_NOISE = re.compile(r"\((?:[^()]*)\)|\b(?:nam|hoc)?\s*(?:19|20)\d\d(?:\s*[-/]\s*(?:19|20)?\d\d)?\b")

_PART_OF = re.compile(r"^(?:trong do|tr do|trd|tr d|bao gom|gom)\s+")


@lru_cache(maxsize=4096)
def is_foreign(text: str) -> bool:
    """Tell whether a heading gives its column a foreign money: Vốn viện trợ (nghìn USD)."""
    return any(f" {word} " in f" {fold(text)} " for word in word_lists().words("currencies"))


@lru_cache(maxsize=4096)
def is_ratio(text: str) -> bool:
    """Tell whether a heading is that of a ratio or a rate, never of an amount of its unit: Tỷ lệ, Mức thu."""
    lists = word_lists()
    rate = re.search(lists.raw["rate_pattern"], text.lower())
    return rate is not None or lists.starts("ratio_headings").match(fold(text)) is not None


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A heading folded, without brackets, years and a unit of measure."""
    bare = _PART_OF.sub("", spelled(_NOISE.sub(" ", fold_keep(text))))
    return bare or spelled(text)


def is_part_of(text: str) -> bool:
    """Tell whether a heading says that its column is a part of the one beside it: Trong đó: nữ."""
    return _PART_OF.match(f"{fold(text)} ") is not None


def fold_keep(text: str) -> str:
    """Folded text that keeps brackets, for cutting them out."""
    parts = re.split(r"([()])", text)
    return " ".join(part if part in "()" else fold(part) for part in parts if part)


@lru_cache(maxsize=16384)
def knows(text: str) -> bool:
    """Tell whether a text is, word for word, a known heading."""
    return len(text) < 200 and (spelled(text) in exact() or plain(text) in exact())


def completes(above: str, text: str) -> bool:
    """Tell whether two texts, one below the other, are one known heading: Thanh toán / cá nhân."""
    return knows(f"{above} {text}") and not (knows(above) and knows(text))


@lru_cache(maxsize=4096)
def names_unit(text: str) -> bool:
    """Tell whether a heading is that of the code or the name of a unit."""
    return any(phrase.id in {"code", "name"} and not phrase.weak for phrase in exact().get(plain(text), ()))


@lru_cache(maxsize=4096)
def block_of(text: str) -> str:
    """The block a parent heading opens: revenue, spending, support, fund or ""."""
    bare = plain(text)
    for phrase in exact().get(bare, ()):
        column = COLUMN.get(phrase.id)
        if column and column.block in BLOCKS and not phrase.block and not phrase.weak:
            return column.block
    best, length = "", 0
    for block in BLOCKS:
        for word in word_lists().raw["blocks"][block]:
            opener = fold(word)
            if f" {opener} " in f" {bare} " and len(opener) > length:
                best, length = block, len(opener)
    return best
