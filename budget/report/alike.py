"""Phương án giống nhau: a plan told by what differs from the plan before it that it is most like.

Two plans that differ in a few levers would else be described in the same words, so that nobody sees which of
them asks what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.decision import apart
from budget.report.words import Words
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_measures import Counted, Names, names_of
from budget.simulate import Result

FEW = 4
"""Provisions in which plans that are alike differ at most."""

WITHIN = 4
"""Words of a provision that may change in its middle; of more the whole is told twice."""

CLEAR = ("general", "assumptions", "roadmap", "reductions")
"""Parts of a plan whose provisions are known by their own names."""

FIGURES = {
    "support": "support",
    "saved": "saved",
    "increase": "increase",
    "norm_gap": "gap",
    "missing": "lacking",
}
"""Figures of a decision whose difference is told, and what each is called (`deck.line_*`)."""


def only_rounding(shown: Comparison, words: Words) -> bool:
    """Các phương án như căn cứ trong mọi năm: what is left of the differences is rounding."""
    others = (k for k in range(len(shown.results)) if k != shown.baseline)
    return all(words.numbers.slight(by) for k in others for _, by in shown.changes(k))


def alike_said(
    shown: Comparison, k: int, words: Words, called: Sequence[str] = (), *, brief: bool = False
) -> str:
    """Câu “như phương án …, chỉ khác …” of the plan at k, with what it moves against that plan in the year
    compared; "" where no plan before it is like it in all but FEW provisions. `called`: the plans by their
    marks, else they are called by name. `brief`: units that a measure names
    are counted, and what is moved stands elsewhere.
    """
    units = names_of(shown.results[0].units)
    found = _nearest(shown, k, words, Counted(units) if brief else units)
    if found is None:
        return ""
    other, listed = found
    name = called[other] if called else _quoted(shown, other, words)
    if not listed:
        return words.t("alike.same", name=name)
    said = words.t("alike.differs", name=name, listed="; ".join(_one(*one, words) for one in listed))
    return said if brief else " ".join(filter(None, (said, _moved(shown, other, k, words))))


def apart_said(shown: Comparison, own: int, k: int, words: Words, called: Sequence[str]) -> str:
    """Câu “B khác A: …” of the plan at k beside its `own`: the first provision in which they differ, how many
    more, and from which year their totals differ where they do not in the year compared.
    """
    pair, names = (shown.results[own], shown.results[k]), names_of(shown.results[0].units)
    entries = [(part, entry) for part, listed in blocks(pair, words, Counted(names)) for entry in listed]
    found = [(part, entry) for part, entry in entries if entry.values[0] != entry.values[1]]
    if not found:
        return ""
    part, entry = found[0]
    more = words.t("alike.more", n=len(found) - 1) if len(found) > 1 else ""
    return words.t(
        "alike.apart",
        name=called[k],
        other=called[own],
        first=_one(part, entry, entry.values[0], entry.values[1], words),
        more=more,
        since=_since(shown, pair, words),
    )


def _since(shown: Comparison, pair: Sequence[Result], words: Words) -> str:
    """From which later year the totals of both plans differ; "" where they do in the year compared."""
    years = [year for year in pair[0].years if year in pair[1].years]
    apart_in = [y for y in years if len({int(one.totals["support"][one.year(y)]) for one in pair}) > 1]
    if shown.year in apart_in:
        return ""
    first = next((year for year in apart_in if year > shown.year), None)
    return words.t("alike.since", year=first) if first else ""


def alike_lines(shown: Comparison, k: int, words: Words, above: str = "") -> list[str]:
    """The same as lines of a list: like which plan, each provision in which it differs, what that moves; none
    where no plan before it is like it. `above`: what was told of the plan already; what of that is new is
    only named.
    """
    found = _nearest(shown, k, words, names_of(shown.results[0].units))
    if found is None:
        return []
    other, listed = found
    name = _quoted(shown, other, words)
    if not listed:
        return [words.t("alike.same", name=name)]
    each = [words.t("alike.line", said=_one(*one, words, above)) for one in listed]
    return [words.t("alike.differs_in", name=name), *each, _moved(shown, other, k, words)]


def _quoted(shown: Comparison, k: int, words: Words) -> str:
    return words.t("compare.quoted", name=" ".join(shown.results[k].scenario.name.split()))


Difference = tuple[str, Entry, Any, Any]
"""Part, provision, what it is in the other plan and in this one."""


def _nearest(shown: Comparison, k: int, words: Words, names: Names) -> tuple[int, list[Difference]] | None:
    """The first of the plans before this one that differ least from it, and in what."""
    entries = [(part, entry) for part, listed in blocks(shown.results, words, names) for entry in listed]
    found: tuple[int, list[Difference]] | None = None
    for other in range(k):
        listed = [
            (part, entry, entry.values[other], entry.values[k])
            for part, entry in entries
            if entry.values[other] != entry.values[k]
        ]
        if len(listed) <= FEW and (found is None or len(listed) < len(found[1])):
            found = other, listed
    return found


def _one(part: str, entry: Entry, before: Any, after: Any, words: Words, above: str = "") -> str:
    """One provision: what is new in the place of what, the words that both share told once; of one that is
    added and told `above` no more than its name.
    """
    none = words.t("workbook.none")
    was, now = (entry_words(entry, value, words) for value in (before, after))
    what = _within(entry.label)
    if part not in (words.t(f"workbook.part.{name}") for name in CLEAR):
        what = words.t("alike.what", part=_within(part), what=what)
    if not was or not now or none in (was, now):
        key = "taken" if now in ("", none) else "above" if now in above else "set"
        return words.t(f"alike.{key}", what=what, value=was if key == "taken" else now)
    first, second = _pieces(was, now)
    return words.t("alike.provision", what=what, change=_instead(first, second, words))


def _pieces(was: str, now: str) -> tuple[str, str]:
    """The clauses in which two wordings differ, without whom both are for."""
    old, new = was.split("; "), now.split("; ")
    first = [clause for clause in old if clause not in new]
    second = [clause for clause in new if clause not in old]
    if not first or not second:
        return was, now
    whom = [clauses[0].partition(": ") for clauses in (first, second)]
    if whom[0][2] and whom[0][0] == whom[1][0]:
        first[0], second[0] = whom[0][2], whom[1][2]
    return "; ".join(first), "; ".join(second)


def _instead(was: str, now: str, words: Words) -> str:
    """“giảm 12 % thay vì 10 % năm 2025”: the words before and after the change once."""
    # a figure and its % sign are held together by a blank that does not break
    old, new = was.split(" "), now.split(" ")
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    middle = [one[head : len(one) - tail] for one in (old, new)]
    if not 0 < min(map(len, middle)) <= max(map(len, middle)) <= WITHIN:
        return words.t("alike.instead", before=was, after=now)
    before, after = (" ".join(one) for one in middle)
    changed = words.t("alike.instead", before=before.rstrip(",;"), after=after.rstrip(",;"))
    comma = "," if after.endswith(",") else ""
    return " ".join([*old[:head], changed + comma, *old[len(old) - tail :]])


def _moved(shown: Comparison, other: int, k: int, words: Words) -> str:
    """What the differences make of the figures of the year; figures that print as nothing are left out."""
    moved = apart(shown.results[other], shown.results[k], shown.year)
    numbers = words.numbers
    listed = [
        words.t("alike.figure", what=_within(words.t(f"deck.line_{called}")), change=moved[name])
        for name, called in FIGURES.items()
        if moved[name] and not numbers.vanishes(moved[name])
    ]
    if not listed:
        return words.t("alike.no_figure", year=shown.year)
    return words.t("alike.figures", year=shown.year, listed=", ".join(listed))


def _within(name: str) -> str:
    """A name within a sentence: its first letter small, but for an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
