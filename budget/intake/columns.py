"""From headings to the columns of the data dictionary, with a confidence (ghép cột)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from budget.intake.grid import Grid, letters
from budget.intake.headings import BESIDE, completes, exact, knows, plain
from budget.intake.labels import names_measures
from budget.intake.layout import Region
from budget.intake.measure import scale_in_heading
from budget.intake.offers import ENOUGH, WHOLE
from budget.intake.offers import offers as meanings
from budget.intake.text import fold
from budget.intake.wordlists import word_lists
from budget.units import COLUMN, COLUMNS

SURE = 0.85
DOUBT = 0.8
SPENDING = frozenset(column.id for column in COLUMNS if column.block == "spending")
PLUS = "+"
"""Before an id in an answer: the amounts of the column are added to those of that id."""
APART = 0.1
"""Scores of two columns that lie closer say nothing of which of them is meant."""
REVENUE = frozenset(column.id for column in COLUMNS if column.block == "revenue")
_JOINED = re.compile(r"[,;+&]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: where it stands, its heading from parent to leaf, and what it was taken for.

    id: a column of the data dictionary, a word that begins with "_" for a known column without data of a unit
    (_number, _note, _total, _savings, _ratio, ...), or "" when it is not understood.  scale: the unit of
    measure written in its heading ("" none).  confidence: 0 to 1.  adds: the column of the dictionary to
    whose amounts its own are added, "" for none.
    """

    column: int
    path: tuple[str, ...]
    id: str = ""
    confidence: float = 0.0
    scale: str = ""
    chosen: bool = False  # by the user
    adds: str = ""

    @property
    def letter(self) -> str:
        return letters(self.column)

    @property
    def text(self) -> str:
        return " / ".join(self.path)

    @property
    def dated(self) -> str:
        """Its heading from the part on that names its year, all of it where none does."""
        start = max((n for n, text in enumerate(self.path) if year_named(text)), default=0)
        return " / ".join(self.path[start:])

    @property
    def taken(self) -> bool:
        """True where its amounts are those of a column of the dictionary, or are added to one."""
        return self.id in COLUMN or bool(self.adds)

    @property
    def answer(self) -> str:
        """What the user would answer to have it read as it is: an id, or PLUS and an id."""
        return PLUS + self.adds if self.adds else self.id


def headings_of(grid: Grid, region: Region) -> list[Heading]:
    """The headings of a region, one a column; parents that span several columns stand first in the path."""
    spans = _spans(grid, region)
    texts_of = {row: [text for text in grid.rows[row] if isinstance(text, str)] for row in region.head}
    measures = {row for row, texts in texts_of.items() if names_measures(texts)}
    known = word_lists().words("column_measures")
    found = []
    for column in range(region.left, region.right + 1):
        texts: list[str] = []
        scale = ""
        above = -1
        for row in region.head:
            text = spans.get((row, column), "")
            if not text or (texts and texts[-1] == text):
                continue
            scale = scale_in_heading(text) or scale
            alone = above >= 0 and all(
                spans.get((above, beside)) != spans[above, column] for beside in (column - 1, column + 1)
            )
            if alone and _ends(texts[-1], text):
                texts[-1] = f"{texts[-1]} {text}"
            elif not texts or row not in measures or fold(text) not in known:
                texts.append(text)
                above = row
        found.append(Heading(column, tuple(texts), scale=scale))
    return found


def year_named(text: str) -> int | None:
    """The first year that a heading names, None for none."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def _ends(above: str, text: str) -> bool:
    """Tell whether a text only ends the heading begun above it: Chi con / người."""
    if fold(text) in word_lists().words("column_measures"):
        return knows(f"{above} {text}")
    return text[:1].islower() or completes(above, text)


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

    chosen: letter -> id ("" for none, PLUS before one to be added to) as the user set it; that is taken as it
    is.
    """
    chosen = chosen or {}
    offers: list[tuple[float, int, str]] = []
    for index, heading in enumerate(headings):
        if heading.letter not in chosen:
            offers += [
                (score, index, id_) for id_, score in meanings(heading.path).items() if score >= ENOUGH
            ]
    offers = _told_apart(headings, offers)
    result = _taken(headings, offers, {id_ for id_ in chosen.values() if id_})
    mapped = []
    for index, heading in enumerate(headings):
        if heading.letter in chosen:
            mapped.append(_by_hand(heading, chosen[heading.letter]))
        else:
            mapped.append(_with(heading, *result.get(index, _rest(index, offers, result))))
    return _settle(mapped)


def _taken(
    headings: list[Heading], offers: list[tuple[float, int, str]], taken: set[str]
) -> dict[int, tuple[str, float]]:
    """The best offers, each column of the dictionary once; doubtful where another one is as good."""
    ranks = [_rank(heading) for heading in headings]
    result: dict[int, tuple[str, float]] = {}
    beaten: dict[str, list[tuple[float, int]]] = {}
    for score, index, id_ in sorted(offers, key=lambda o: (-o[0] - APART * ranks[o[1]], o[1])):
        if index in result:
            continue
        if id_ in taken and not id_.startswith("_"):
            beaten.setdefault(id_, []).append((score, index))
            continue
        result[index] = (id_, score)
        taken.add(id_)
    for index, (id_, score) in list(result.items()):
        rivals = [r for s, r in beaten.get(id_, ()) if s >= score - APART and ranks[r] >= ranks[index]]
        if any(rival not in result for rival in rivals):
            result[index] = (id_, min(score, DOUBT))
    return result


def _rest(
    index: int, offers: list[tuple[float, int, str]], result: Mapping[int, tuple[str, float]]
) -> tuple[str, float]:
    """What only another column fits far better is, as a rule, the total of that column and its neighbours."""
    mine = max((score for score, i, id_ in offers if i == index and id_ == "support"), default=0.0)
    best = max((score for id_, score in result.values() if id_ == "support"), default=1.0)
    return ("_total", ENOUGH) if mine and mine < best - APART else ("", 0.0)


def _rank(heading: Heading) -> int:
    """Of columns alike that of the whole, or after the changes, counts before those of parts and stages."""
    lists = word_lists()
    folded = f" {fold(heading.text)} "
    if any(f" {word} " in folded for word in lists.words("stages_after")):
        return 1
    if any(f" {word} " in folded for word in lists.words("stages_before")):
        return -1
    return int(any(plain(text) in lists.words("whole") for text in heading.path[:-1]))


def _told_apart(
    headings: list[Heading], offers: list[tuple[float, int, str]]
) -> list[tuple[float, int, str]]:
    """Leave out offers that one word makes to several groups of columns: none of them is the whole.

    Số trẻ under Nhà trẻ and Số trẻ under Mẫu giáo: neither is the number of children of the school.
    """
    groups: dict[tuple[str, str, float], list[int]] = {}
    best = {index: max(s for s, i, _ in offers if i == index) for _, index, _ in offers}
    for score, index, id_ in offers:
        path = headings[index].path
        sure = score == best[index] and score >= SURE and not id_.startswith("_")
        if sure and len(path) > 1 and not _YEAR.search(" ".join(path)):
            groups.setdefault((id_, fold(path[-1]), score), []).append(index)
    strange: set[tuple[int, str]] = set()
    for (id_, _, _), members in groups.items():
        parents = {headings[index].path[:-1] for index in members}
        ranks = {_rank(headings[index]) for index in members}
        if len(members) > 1 and len(parents) > 1 and len(ranks) == 1:
            strange |= {(index, id_) for index in members}
    return [offer for offer in offers if (offer[1], offer[2]) not in strange]


def _with(heading: Heading, id_: str, confidence: float, *, by_user: bool = False) -> Heading:
    return replace(heading, id=id_, confidence=round(confidence, 3), chosen=by_user)


def _by_hand(heading: Heading, answer: str) -> Heading:
    """A column as the user set it; what is added to another one may be a known part of that one."""
    if not answer.startswith(PLUS):
        return _with(heading, answer, 1.0, by_user=True)
    whole = answer.removeprefix(PLUS)
    known = (id_ for id_, score in meanings(heading.path).items() if score >= ENOUGH and id_ in COLUMN)
    inside = next((id_ for id_ in known if COLUMN[id_].enters == whole), "")
    return replace(_with(heading, inside, 1.0, by_user=True), adds=whole)


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
        if id_ in REVENUE and not heading.chosen and _is_broad(heading.path[-1], id_):
            sure = min(sure, DOUBT)
        settled.append(_with(heading, id_, sure, by_user=heading.chosen))
    return _regular(settled)


def _is_broad(text: str, id_: str) -> bool:
    """Tell whether a heading holds several revenues (Thu học phí và dịch vụ) or is weakly the net one."""
    if any(p.id == id_ and p.weak for p in exact().get(plain(text), ())):
        return id_ == "other_revenue"
    if knows(text):
        return False
    told: set[str] = set()
    parts = [part for piece in _JOINED.split(text) for part in re.split(r"\bva\b", fold(piece))]
    for part in parts:
        fits = (*exact().get(plain(part), ()), *exact().get(plain(f"thu {part}"), ()))
        told |= {p.id for p in fits if p.id in REVENUE and not p.block}
    return len(told) > 1


def _regular(headings: list[Heading]) -> list[Heading]:
    """Chi thường xuyên: support beside không tự chủ; without it a doubtful one, and a total of spending."""
    ids = {h.id for h in headings}
    regular = [
        h
        for h in headings
        if h.path and not h.chosen
        and h.id in {"", "_total", "support"}
        and any(p.block == BESIDE for p in exact().get(plain(h.path[-1]), ()))
    ]  # fmt: skip
    groups = [h.path[:-1] for h in headings if h.id == "tasks"]
    beside = [h for h in regular if h.path[:-1] in groups]
    known = "support" in ids and not any(h.id == "support" for h in regular)
    if known or not regular or (not beside and ids & SPENDING):
        return headings
    taken = next((h for h in regular if h.id == "support"), (beside or regular)[0])
    sure = WHOLE if taken in beside else min(taken.confidence or DOUBT, DOUBT)
    return [_with(h, "support", sure) if h is taken else h for h in headings]
