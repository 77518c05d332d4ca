"""The word lists of reading, from data/intake (danh mục từ ngữ để đọc bảng)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from budget.intake.text import fold, key

DATA = Path(__file__).resolve().parents[2] / "data" / "intake"

_SYLLABLE = re.compile(
    r"^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(oai|oay|oeo|uay|uoi|uou|uya|uyu|ieu|yeu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|uye|ia|ie|iu|ye|ai|ao|au|ay|eo|eu|[aeiouy])"
    r"(ch|nh|ng|[cmnpt])?$"
)


def syllable(word: str) -> bool:
    """Tell whether a word can be a Vietnamese syllable (âm tiết), punctuation around it aside."""
    bare = word.strip(".,;:()[]\"'-+*/!?%0123456789")
    return bool(bare) and bare.isalpha() and _SYLLABLE.match(fold(bare)) is not None


@dataclass(frozen=True, eq=False)
class WordLists:
    """Folded words by list name, and the raw tables they come from."""

    raw: dict[str, Any]

    @cache  # noqa: B019  one object lives as long as the program
    def words(self, name: str) -> frozenset[str]:
        """The folded words of a list such as "total" or "head.number"."""
        node: Any = self.raw
        for part in name.split("."):
            node = node[part]
        return frozenset(fold(word) for word in node)

    @cache  # noqa: B019
    def starts(self, name: str) -> re.Pattern[str]:
        """A pattern for folded text that starts with a word of the list."""
        words = sorted(self.words(name), key=len, reverse=True)
        return re.compile(r"^(?:" + "|".join(map(re.escape, words)) + r")(?=\s|$)")

    @cache  # noqa: B019
    def accented(self, name: str) -> re.Pattern[str]:
        """A pattern for comparison keys, accents kept, that start with a word of the list."""
        words = sorted((key(word) for word in self.raw[name]), key=len, reverse=True)
        return re.compile(r"^(?:" + "|".join(map(re.escape, words)) + r")(?=[\s:,.(&-]|$)")

    def begins(self, name: str, text: str) -> bool:
        """Tell whether text starts with a word of the list; accents count where the text has any."""
        if text.isascii():
            return self.starts(name).match(fold(text)) is not None
        return self.accented(name).match(key(text)) is not None


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists of data/intake/words.toml, read once."""
    return WordLists(tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8")))
