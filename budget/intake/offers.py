"""What a heading or the label of a row can stand for, and how well each fits (nghĩa của tiêu đề)."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from budget.intake.headings import block_of, exact, is_foreign, is_part_of, is_ratio, phrases, plain, spelled
from budget.intake.measure import scale_in_heading
from budget.intake.text import fold
from budget.intake.wordlists import word_lists
from budget.units import COLUMN

ENOUGH = 0.74
WHOLE = 0.97


def offers(path: tuple[str, ...]) -> dict[str, float]:
    """The ids that a heading, from parent to leaf, can stand for and how well each fits (0 to 1)."""
    path = tuple(t for t in path if not scale_in_heading(t) or len(fold(t)) > 18 or "(" in t)
    if not path:
        return {}
    # Below "Trong đó" a heading speaks of a part of its parent, not of the parent.
    whole = path[-1] if any(is_part_of(text) for text in path[1:]) else " ".join(path)
    found = dict(_offers_of(path[-1], " ".join(path[:-1]), whole))
    if any(is_foreign(text) for text in path):
        return {id_: score for id_, score in found.items() if id_.startswith("_")}
    if any(is_ratio(text) for text in path):
        return {"_ratio": 0.8} | {id_: score for id_, score in found.items() if id_.startswith("_")}
    if len(path) > 1 and plain(path[-1]) in word_lists().words("whole"):
        # The whole of a group that is named as a column is: Học sinh / Tổng số.
        above = _offers_of(path[-2], " ".join(path[:-2]), " ".join(path[:-1]))
        named = {id_: WHOLE for id_, score in above if score >= WHOLE and not id_.startswith("_")}
        return named or found
    return found


def likeness(label: str, parent: str) -> tuple[tuple[str, float], ...]:
    """What a label can stand for under a parent label, and how well each fits (0 to 1)."""
    return _offers_of(label, parent, f"{parent} {label}".strip())


@lru_cache(maxsize=4096)
def _offers_of(leaf: str, parents: str, whole: str) -> tuple[tuple[str, float], ...]:
    block = block_of(parents) if parents else ""
    scores: dict[str, float] = {}

    def offer(id_: str, score: float) -> None:
        if score > scores.get(id_, 0.0):
            scores[id_] = score

    part = is_part_of(leaf) and plain(leaf) not in exact()
    texts = ((leaf, 1.0),) if part else ((leaf, 1.0), (whole, 0.97), (parents, 0.62 if leaf else 0.97))
    for text, worth in texts:
        if not text:
            continue
        for words in {spelled(text), plain(text)}:
            for phrase in exact().get(words, ()):
                if not phrase.block:
                    loss = _strange(phrase.id, block) if text is leaf else 0.0
                    offer(phrase.id, (worth - 0.14 if phrase.weak else worth) - loss)
                elif phrase.block == block and text is leaf:
                    offer(phrase.id, 0.96)
    if max(scores.values(), default=0.0) < 0.95:
        for text, worth in texts[:2]:
            _fuzzy(plain(text), worth, block, offer)
    return tuple(scores.items())


def _strange(id_: str, block: str) -> float:
    """What a heading loses under a parent of another block (a fee below spending)."""
    column = COLUMN.get(id_)
    if column is None or not block or column.block in {block, "identity", "driver", "mark"}:
        return 0.0
    return 0.02 if {column.block, block} <= {"revenue", "support"} else 0.12


def _fuzzy(words: str, worth: float, block: str, offer: object) -> None:
    """Offers by likeness: slips of the pen, words in another order, longer headings that hold a known one."""
    if len(words) < 4 or not callable(offer):
        return
    tokens = set(words.split())
    for phrase in phrases():
        if phrase.block or len(phrase.words) < 5:
            continue
        known = set(phrase.words.split())
        if not known & tokens or _opposed(known, tokens):
            continue
        ratio = fuzz.ratio(words, phrase.words) / 100
        ordered = fuzz.token_sort_ratio(words, phrase.words) / 100
        score = max(ratio, ordered * 0.97) * 0.95
        if len(known) >= 2 and f" {phrase.words} " in f" {words} ":
            score = max(score, 0.76 + 0.16 * len(phrase.words) / len(words))
        if phrase.weak:
            score -= 0.1
        if score >= ENOUGH:
            offer(phrase.id, score * worth - _strange(phrase.id, block))


@lru_cache(maxsize=1)
def _narrowing() -> frozenset[str]:
    """Words that make a figure one of a part, or of a change: nữ, tăng, giảm."""
    return word_lists().words("narrowing")


_NEGATIVE = frozenset({"khong", "chua", "ngoai"})
_OPPOSITE = (frozenset({"thu"}), frozenset({"chi"}))


def _opposed(known: set[str], tokens: set[str]) -> bool:
    """Likeness means nothing when one text alone says no, speaks of a part, or of chi and not thu."""
    if bool(known & _NEGATIVE) != bool(tokens & _NEGATIVE) or known & _narrowing() != tokens & _narrowing():
        return True
    thu, chi = _OPPOSITE
    return bool(
        (known & thu and tokens & chi and not tokens & thu)
        or (known & chi and tokens & thu and not tokens & chi)
    )
