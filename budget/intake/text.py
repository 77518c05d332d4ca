"""Text as people compare it: chuẩn hóa chữ Việt (Unicode NFC, blanks, tones, case)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONLY_UNICODE = "\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0128\u0129\u0168\u0169"
_WORDS = re.compile(r"[^0-9a-z%]+")


def tidy(text: str) -> str:
    """Make text NFC, join runs of blanks to one, drop invisible letters (làm sạch chữ)."""
    if text.isascii():
        return " ".join(_CONTROL.sub(" ", text).split())
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(_CONTROL.sub(" ", text).split())


_APART = re.compile(r"(?:\w ){2,}\w(?=\W*$)")


@lru_cache(maxsize=65536)
def close_up(text: str) -> str:
    """A word whose letters are set apart, as typists stress it, closed up: T Ổ N G (chữ gõ cách)."""
    return _APART.sub(lambda match: match[0].replace(" ", ""), text) if _APART.match(text) else text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold to lower-case letters without accents, one blank between words (bỏ dấu để so sánh)."""
    flat = unicodedata.normalize("NFD", text.lower().replace("\u0111", "d"))
    flat = "".join(ch for ch in flat if not unicodedata.combining(ch))
    return _WORDS.sub(" ", flat).strip()


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Comparison key that keeps every letter and tone but not the place of the tone mark (hòa = hoà)."""
    words = []
    for word in _BLANKS.split(tidy(text).casefold()):
        tone = ""
        letters = []
        for ch in unicodedata.normalize("NFD", word):
            if ch in _TONES:
                tone += ch
            else:
                letters.append(ch)
        words.append(unicodedata.normalize("NFC", "".join(letters)) + tone)
    return " ".join(words)


def has_vietnamese(text: str) -> bool:
    """Tell whether text holds letters that only Unicode Vietnamese has (chữ Việt Unicode)."""
    return any("\u1ea0" <= ch <= "\u1ef9" or ch in _ONLY_UNICODE for ch in text)
