"""From headings to the columns of the data dictionary, with a confidence (ghép cột)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from budget.intake.grid import Grid, letters
from budget.intake.headings import block_of, exact, phrases, plain, spelled
from budget.intake.layout import Region
from budget.intake.measure import scale_in_heading
from budget.intake.text import fold
from budget.intake.wordlists import word_lists
from budget.units import COLUMN

SURE = 0.85
ENOUGH = 0.74


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: where it stands, its heading from parent to leaf, and what it was taken for.

    id: a column of the data dictionary, a word that begins with "_" for a known column without data of a unit
    (_number, _note, _total, _savings, _ratio, ...), or "" when it is not understood.  scale: the unit of
    measure written in its heading ("" none).  confidence: 0 to 1.
    """

    column: int
    path: tuple[str, ...]
    id: str = ""
    confidence: float = 0.0
    scale: str = ""
    chosen: bool = False  # by the user

    @property
    def letter(self) -> str:
        return letters(self.column)

    @property
    def text(self) -> str:
        return " / ".join(self.path)


def headings_of(grid: Grid, region: Region) -> list[Heading]:
    """The headings of a region, one a column; parents that span several columns stand first in the path."""
    spans = _spans(grid, region)
    found = []
    for column in range(region.left, region.right + 1):
        texts: list[str] = []
        scale = ""
        for row in region.head:
            text = spans.get((row, column), "")
            if text and (not texts or texts[-1] != text):
                scale = scale_in_heading(text) or scale
                if not texts or fold(text) not in word_lists().words("column_measures"):
                    texts.append(text)
        found.append(Heading(column, tuple(texts), scale=scale))
    return found


def _spans(grid: Grid, region: Region) -> dict[tuple[int, int], str]:
    """The text that stands over each column in each head row, merges and centred parents spread out."""
    table: dict[tuple[int, int], str] = {}
    covered: set[tuple[int, int]] = set()
    rows = set(region.head)
    for top, left, bottom, right in grid.merged:
        if top not in rows:
            continue
        text = grid.text(top, left)
        for row in range(top, bottom + 1):
            for column in range(left, min(right, region.right) + 1):
                covered.add((row, column))
                if text and (row == top):
                    table[row, column] = text
    for row in region.head:
        for column in range(region.left, region.right + 1):
            text = grid.text(row, column)
            if text:
                table[row, column] = text
    for row in region.head[:-1]:
        _spread(table, covered, row, region)
    return table


def _spread(
    table: dict[tuple[int, int], str], covered: set[tuple[int, int]], row: int, region: Region
) -> None:
    """Let a parent that is not merged stand over the blank cells to its right that have headings below."""
    below = [r for r in region.head if r > row]
    parent, free = "", False
    over: tuple[str, ...] = ()
    for column in range(region.left, region.right + 1):
        own = table.get((row, column), "")
        has_leaf = any((r, column) in table for r in below)
        above = tuple(table.get((r, column), "") for r in region.head if r < row)
        if own:
            parent, free, over = own, has_leaf and (row, column) not in covered, above
        elif (row, column) in covered or not has_leaf:
            free = False
        elif free and above == over:
            table[row, column] = parent


def map_headings(headings: list[Heading], chosen: Mapping[str, str] | None = None) -> list[Heading]:
    """Give every heading the id it fits best; each column of the dictionary is taken once (ghép cột).

    chosen: letter -> id ("" for none) as the user set it; that is taken as it is.
    """
    chosen = chosen or {}
    taken = {id_ for id_ in chosen.values() if id_}
    offers: list[tuple[float, int, str]] = []
    for index, heading in enumerate(headings):
        if heading.letter not in chosen:
            offers += [(score, index, id_) for id_, score in _offers(heading).items() if score >= ENOUGH]
    offers.sort(key=lambda offer: (-offer[0], offer[1]))
    result: dict[int, tuple[str, float]] = {}
    for score, index, id_ in offers:
        if index in result or (id_ in taken and not id_.startswith("_")):
            continue
        result[index] = (id_, score)
        taken.add(id_)
    mapped = []
    for index, heading in enumerate(headings):
        if heading.letter in chosen:
            mapped.append(_with(heading, chosen[heading.letter], 1.0, by_user=True))
        else:
            # What only another column fits better is, as a rule, the total of that column and its neighbours.
            rest = (
                ("_total", ENOUGH)
                if any(i == index and id_ == "support" for _, i, id_ in offers)
                else ("", 0.0)
            )
            mapped.append(_with(heading, *result.get(index, rest)))
    return _settle(mapped)


def _with(heading: Heading, id_: str, confidence: float, *, by_user: bool = False) -> Heading:
    return Heading(heading.column, heading.path, id_, round(confidence, 3), heading.scale, by_user)


def _offers(heading: Heading) -> dict[str, float]:
    """The ids a heading can stand for and how well each fits (0 to 1)."""
    path = [
        text for text in heading.path if not scale_in_heading(text) or len(fold(text)) > 18 or "(" in text
    ]
    if not path:
        return {}
    parents = " ".join(path[:-1])
    return dict(_offers_of(path[-1], parents, " ".join(path)))


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

    for text, worth in ((leaf, 1.0), (whole, 0.97), (parents, 0.62 if leaf else 0.97)):
        if not text:
            continue
        for words in {spelled(text), plain(text)}:
            for phrase in exact().get(words, ()):
                if not phrase.block:
                    offer(phrase.id, (worth - 0.14 if phrase.weak else worth) - _strange(phrase.id, block))
                elif phrase.block == block and text is leaf:
                    offer(phrase.id, 0.96)
    if max(scores.values(), default=0.0) < 0.95:
        for text, worth in ((leaf, 1.0), (whole, 0.97)):
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


_NEGATIVE = frozenset({"khong", "chua", "ngoai"})
_OPPOSITE = (frozenset({"thu"}), frozenset({"chi"}))


def _opposed(known: set[str], tokens: set[str]) -> bool:
    """Likeness means nothing when only one text says no, or one is of thu and one of chi."""
    if bool(known & _NEGATIVE) != bool(tokens & _NEGATIVE):
        return True
    thu, chi = _OPPOSITE
    return bool(
        (known & thu and tokens & chi and not tokens & thu)
        or (known & chi and tokens & thu and not tokens & chi)
    )


def _beside(heading: Heading, before: list[Heading], taken: set[str]) -> tuple[str, float]:
    """A word that only its neighbours explain (Khác): it belongs to the block of the column before it."""
    left = next((h for h in reversed(before) if h.id), None)
    column = COLUMN.get(left.id) if left else None
    if left is None or column is None or left.path[:-1] != heading.path[:-1]:
        return "", 0.0
    for phrase in exact().get(plain(heading.path[-1]), ()):
        if phrase.block == column.block and phrase.id not in taken:
            return phrase.id, 0.8
    return "", 0.0


def _settle(headings: list[Heading]) -> list[Heading]:
    """Weak choices that the other columns contradict: a total of parts, fees beside tuition."""
    ids = {heading.id for heading in headings}
    settled: list[Heading] = []
    for heading in headings:
        id_, sure = heading.id, heading.confidence
        if not id_ and not heading.chosen and heading.path:
            id_, sure = _beside(heading, settled, ids)
        if id_ == "support" and sure < 0.9 and "tasks" in ids and not heading.chosen:
            id_ = "_total"
        settled.append(_with(heading, id_, sure, by_user=heading.chosen))
    return settled
