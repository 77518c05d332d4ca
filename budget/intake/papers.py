"""So hai văn bản hoặc bản trình chiếu: words and figures, and all else that a reader sees."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from budget.intake.altered import MOST_CELLS, Differences
from budget.intake.container import Limits
from budget.intake.seen import Look, Opened, Seen, differ
from budget.intake.seen_slides import look_of_slides
from budget.intake.seen_text import look_of_text
from budget.intake.slides import arranged
from budget.intake.wording import Piece, changes, likeness, placed

NEAR = 0.02
"""Share of a slide, or metres of a page, by which a drawing may be off: programs measure differently."""

LIKE = 0.5
"""Share of its pieces that a slide has in common with the one that it was."""

Placed = list[tuple[str, Piece]]
Pairs = list[tuple[int, int]]


def paper_changes(original: bytes, found: bytes, kind: str, limits: Limits) -> Differences | None:
    """Những chỗ khác of a paper ("docx", "pptx"); None where its words cannot be compared.

    The caller has let `examine` look at the file. What else is seen may be beyond the limits or damaged: then
    only words and figures are compared, and that is told (`unseen`).
    """
    was, now = placed(original, limits), placed(found, limits)
    if was is None or now is None:
        return None
    try:
        if kind == "pptx":
            return _of_slides(original, found, (was, now), limits)
        seen = _of_texts(look_of_text(original, limits), look_of_text(found, limits))
    except Exception:  # a paper that is not as Word and PowerPoint write it raises what it pleases
        changed = changes(was, now)
        return replace(changed, unseen=True) if changed else None
    changed = changes(was, now)
    return replace(changed, seen=tuple(seen[:MOST_CELLS])) if changed else None


def _of_texts(was: dict[str, Look], now: dict[str, Look]) -> list[Seen]:
    parts = dict.fromkeys([*was, *now])
    return [one for part in parts for one in differ(part, was.get(part, Look()), now.get(part, Look()), NEAR)]


def _of_slides(
    original: bytes, found: bytes, pieces: tuple[Placed, Placed], limits: Limits
) -> Differences | None:
    """Slide by slide, each with the one that it was, wherever that stands now."""
    was, now = (_by_slide(data, of, limits) for data, of in zip((original, found), pieces, strict=True))
    looks, others = look_of_slides(original, limits), look_of_slides(found, limits)
    pairs = paired([_said(one) for one in was], [_said(one) for one in now])
    changed = changes([one for i, _ in pairs for one in was[i]], [one for _, j in pairs for one in now[j]])
    if changed is None:
        return None
    seen = _of_order(pairs, was, now)
    for i, j in pairs:
        seen += differ(f"slide{i + 1}", looks[i], others[j], NEAR)
    return replace(changed, seen=tuple(seen[:MOST_CELLS]))


def _by_slide(data: bytes, pieces: Placed, limits: Limits) -> list[Placed]:
    numbers = {label: number for _, label, number in arranged(Opened(data, limits))}
    found: list[Placed] = [[] for _ in range(max(numbers.values(), default=0))]
    for label, piece in pieces:
        found[numbers[label] - 1].append((label, piece))
    return found


def _said(slide: Placed) -> list[Piece]:
    return [piece for _, piece in slide]


def paired(was: list[list[Piece]], now: list[list[Piece]]) -> Pairs:
    """Mỗi trang với trang mà nó nay là: the same words first, in its place before elsewhere, then the most
    alike; a slide without its like in the other has no pair.
    """
    found: dict[int, int] = {}
    likes = [
        (one == two, likeness(one, two) if one != two else 1.0, i == j, -i, -j)
        for i, one in enumerate(was)
        for j, two in enumerate(now)
    ]
    for _, like, _, i, j in sorted(likes, reverse=True):
        if like >= LIKE and -i not in found and -j not in found.values():
            found[-i] = -j
    return sorted(found.items())


def _of_order(pairs: Pairs, was: list[Placed], now: list[Placed]) -> list[Seen]:
    """Slides that went, came or stand elsewhere: the fewest that were moved."""
    kept = {i for i, _ in pairs}
    new = set(range(len(now))) - {j for _, j in pairs}
    found = [
        Seen("slide", f"slide{i + 1}", _title(one), "", None) for i, one in enumerate(was) if i not in kept
    ]
    found += [Seen("slide", f"slide{j + 1}", _title(now[j]), None, "") for j in sorted(new)]
    stay = _longest_rising([j for _, j in pairs])
    return found + [
        Seen("moved_slide", f"slide{i + 1}", _title(was[i]), str(i + 1), str(j + 1))
        for k, (i, j) in enumerate(pairs)
        if k not in stay
    ]


def _title(slide: Placed) -> str:
    return str(slide[0][1]) if slide else ""


def _longest_rising(numbers: list[int]) -> set[int]:
    """Places of the most numbers that rise from left to right."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for k, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before[k] = last[at - 1] if at else None
        ends[at : at + 1] = [number]
        last[at : at + 1] = [k]
    found, step = set(), last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
