"""Old Vietnamese letters to Unicode, by font (chuyển mã TCVN3, VNI sang Unicode).

A .Vn* font says TCVN3, a VNI-* font says VNI; text in any other font is never converted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache

from budget.intake.text import has_vietnamese, tidy
from budget.intake.wordlists import DATA, syllable

_TCVN3_FONT = re.compile(r"^\.?vn(?!i)", re.IGNORECASE)
_VNI_FONT = re.compile(r"^\.?vni[- ]?", re.IGNORECASE)
_PLAIN_FONTS = frozenset({"vntimes new roman", "vn urwpalladio"})
_BLANK = re.compile(r"\s+|[^\s]+")
_VOWEL = re.compile(r"[aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0]", re.IGNORECASE)
# A soft hyphen that closes a word: after a word without a vowel it is the letter ư, else a stray mark.
_CLOSING_HYPHEN = re.compile(r"([^\s\u00ad]+)\u00ad+(?=\s|$)")


def encoding_of_font(name: str) -> str:
    """Which old encoding a font name stands for: "TCVN3", "VNI" or "" (phông chữ)."""
    if not name or name.lower() in _PLAIN_FONTS:
        return ""
    if _VNI_FONT.match(name):
        return "VNI"
    return "TCVN3" if _TCVN3_FONT.match(name) else ""


def is_capital_font(name: str) -> bool:
    """Tell whether a TCVN3 font shows small letters as capitals (.VnTimeH)."""
    return name.rstrip().endswith(("H", "h"))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, str], dict[str, str]]:
    tcvn3: dict[int, str] = {}
    vni: dict[str, str] = {}
    with (DATA / "encodings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            surface = "".join(chr(int(code, 16)) for code in row["surface"].split())
            if row["encoding"] == "TCVN3":
                tcvn3[ord(surface)] = row["letter"]
            else:
                vni[surface] = row["letter"]
    # Typists write a capital letter with a small mark ("Uûy"): the letter decides the case.
    for surface, letter in list(vni.items()):
        if len(surface) == 2 and surface.islower():
            vni.setdefault(surface[0].upper() + surface[1], letter.upper())
    return tcvn3, vni


@lru_cache(maxsize=1)
def _vni_pattern() -> re.Pattern[str]:
    surfaces = sorted(_tables()[1], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, surfaces)))


@lru_cache(maxsize=65536)
def convert(text: str, font: str) -> str:
    """Convert a run of text written in `font` to Unicode; text that is Unicode already is kept."""
    encoding = encoding_of_font(font)
    if not encoding or not text:
        return text
    capitals = encoding == "TCVN3" and is_capital_font(font)
    if has_vietnamese(text):
        mended = _mend(text, encoding)
        return mended.upper() if capitals else mended
    return decode(text, encoding, capitals=capitals)


def _mend(text: str, encoding: str) -> str:
    """A text in an old font that holds Unicode too: its old words are decoded, if it has any for sure."""
    words = _BLANK.findall(text)
    decoded = [decode(word, encoding) for word in words]
    old = [syllable(new) and not has_vietnamese(word) for word, new in zip(words, decoded, strict=True)]
    sure = any(is_old and not _fine(word) for word, is_old in zip(words, old, strict=True))
    if not sure:
        return text
    return "".join(new if is_old else word for word, new, is_old in zip(words, decoded, old, strict=True))


def _fine(word: str) -> bool:
    """Tell whether a word reads as Vietnamese as it stands, letter case included."""
    return syllable(word) and (word.islower() or word.isupper() or word.istitle())


def decode(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Decode text of a known old encoding, with capitals where the font shows them so."""
    tcvn3, vni = _tables()
    if encoding == "VNI":
        return _vni_pattern().sub(lambda match: vni[match[0]], text)
    text = _CLOSING_HYPHEN.sub(lambda m: m[1] if _VOWEL.search(m[1].translate(tcvn3)) else m[0], text)
    text = text.translate(tcvn3)
    return text.upper() if capitals else text


def convert_runs(runs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Convert (text, font) runs of one cell; returns the clean text and the encoding that was met."""
    parts: list[str] = []
    met = ""
    for text, font in runs:
        encoding = encoding_of_font(font)
        converted = convert(text, font)
        if encoding and not text.isascii():
            met = encoding
        parts.append(converted)
    return tidy("".join(parts)), met


# Letters and signs of Latin-1 that stand in no Vietnamese word written in Unicode
_FOREIGN = re.compile(
    r"[\u00a6-\u00be\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]"
)


@lru_cache(maxsize=16384)
def looks_old(text: str) -> str:
    """The old encoding that a text of a Unicode font seems to be in: "TCVN3", "VNI" or "" (phông chữ bị mất).

    At least two words must be no Vietnamese as they stand and syllables once decoded.
    """
    words = [word for word in text.split() if _FOREIGN.search(word) and not has_vietnamese(word)]
    for encoding in ("TCVN3", "VNI") if len(words) > 1 else ():
        decoded = [tidy(decode(word, encoding)) for word in words]
        good = sum(1 for word in decoded if not _FOREIGN.search(word) and syllable(word))
        if good > 1 and good * 2 >= len(words):
            return encoding
    return ""


def guess(texts: Iterable[str]) -> str:
    """Guess the old encoding of texts without fonts: "TCVN3", "VNI" or "" (đoán bảng mã).

    Every word that becomes a possible Vietnamese syllable counts; Unicode text scores nothing.
    """
    sample = [text for text in texts if not text.isascii()][:2000]
    if not sample or any(has_vietnamese(text) for text in sample):
        return ""
    scores = {name: _score(sample, name) for name in ("TCVN3", "VNI")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.7 and scores[best] > _score(sample, "") else ""


def _score(sample: list[str], encoding: str) -> float:
    good = total = 0
    for text in sample:
        decoded = decode(text, encoding) if encoding else text
        for word, old in zip(tidy(decoded).split(), text.split(), strict=False):
            if old.isascii():
                continue
            total += 1
            good += bool(syllable(word))
    return good / total if total else 0.0
