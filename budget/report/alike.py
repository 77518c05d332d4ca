"""Phương án giống nhau: a plan told by what differs from the plan before it that it is most like.

Two plans that differ in a few levers would else be described in the same words, so that nobody sees which of
them asks what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.decision import apart
from budget.report.above_cap_said import Capped, capped_said
from budget.report.words import Words
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_measures import Counted, Names, names_of
from budget.simulate import Result

FEW = 2
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


SIGNED = ("support",)
"""Those of them whose name says neither that it is more nor that it is less."""


UNCAPPED: Mapping[str, Capped] = {}


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
    beside = capped_said(shown.results[k], words, Counted(units) if brief else units)
    told = "; ".join(_one(one, words, brief=brief, beside=beside) for one in listed)
    said = words.t("alike.differs", name=name, listed=told)
    return said if brief else " ".join(filter(None, (said, _moved(shown, other, k, words))))


def apart_said(shown: Comparison, own: int, k: int, words: Words, called: Sequence[str]) -> str:
    """Câu “B khác A: …” of the plan at k beside its `own`: the first provision in which they differ, how many
    more, and from which year their totals differ where they do not in the year compared.
    """
    pair, names = (shown.results[own], shown.results[k]), names_of(shown.results[0].units)
    found, _ = _differences(pair, 0, 1, words, Counted(names))
    if not found:
        return ""
    more = words.t("alike.more", n=len(found) - 1) if len(found) > 1 else ""
    return words.t(
        "alike.apart",
        name=called[k],
        other=called[own],
        first=_one(found[0], words, brief=True, beside=capped_said(pair[1], words, Counted(names))),
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


def alike_lines(shown: Comparison, k: int, words: Words, above: str = "") -> list[str | list[str]]:
    """The same as lines of a list: like which plan, below it each provision in which it differs, what that
    moves; none where no plan before it is like it. `above`: what was told of the plan already; what of that
    is new is only named.
    """
    found = _nearest(shown, k, words, names_of(shown.results[0].units))
    if found is None:
        return []
    other, listed = found
    name = _quoted(shown, other, words)
    if not listed:
        return [words.t("alike.same", name=name)]
    beside = capped_said(shown.results[k], words, names_of(shown.results[0].units))
    each = [words.t("alike.line", said=_one(one, words, above, beside=beside)) for one in listed]
    return [words.t("alike.differs_in", name=name), each, _moved(shown, other, k, words)]


def _quoted(shown: Comparison, k: int, words: Words) -> str:
    return words.t("compare.quoted", name=" ".join(shown.results[k].scenario.name.split()))


@dataclass(frozen=True)
class Difference:
    """Một điểm khác: part, provision, what it is in the other plan and in this one; `alone`: whether it is
    known by its sort, and for whom it is, without a number.
    """

    part: str
    entry: Entry
    before: Any
    after: Any
    alone: bool = True


def _nearest(shown: Comparison, k: int, words: Words, names: Names) -> tuple[int, list[Difference]] | None:
    """The first of the plans before this one that differ least from it, and in what."""
    found: tuple[int, list[Difference]] | None = None
    for other in range(k):
        listed, whole = _differences(shown.results, other, k, words, names)
        if whole and len(listed) <= FEW and (found is None or len(listed) < len(found[1])):
            found = other, listed
    return found


def _differences(
    results: Sequence[Result], other: int, k: int, words: Words, names: Names
) -> tuple[list[Difference], bool]:
    """In what the plan at k differs from the other, and whether that tells all of it: of roadmaps,
    measures and steps by what they say, not by their number, so that their order must be the same.
    """
    found, whole = list[Difference](), True
    for part, listed in blocks(results, words, names):
        found += [
            Difference(part, entry, entry.values[other], entry.values[k])
            for entry in listed
            if not entry.bare and entry.values[other] != entry.values[k]
        ]
        numbered = [entry for entry in listed if entry.bare]
        moved, in_order = _numbered(part, numbered, other, k, words.t("workbook.none"))
        found, whole = found + moved, whole and in_order
    return found, whole


def _numbered(
    part: str, entries: Sequence[Entry], other: int, k: int, none: str
) -> tuple[list[Difference], bool]:
    """What is taken, set or changed among provisions of one sort, and whether the others keep their order and
    what is new stands last.
    """
    was, now = ([str(e.values[of]) for e in entries if e.values[of] != none] for of in (other, k))
    gone, new = [one for one in was if one not in now], [one for one in now if one not in was]
    found, left = list[Difference](), list(was)
    for place, one in enumerate(was[: len(now)]):
        after = now[place]
        same = _whom(one) == _whom(after)
        if one in gone and after in new and (same or len(gone) == len(new) == 1):
            alone = same and all(sum(_whom(x) == _whom(one) for x in of) == 1 for of in (was, now))
            found.append(Difference(part, entries[0], one, after, alone))
            gone.remove(one)
            new.remove(after)
            left[place] = after
    found += [Difference(part, entries[0], one, none) for one in gone]
    found += [Difference(part, entries[0], none, one, len(now) == 1) for one in new]
    return found, now == [*(one for one in left if one not in gone), *new]


def _whom(said: str) -> str:
    """For whom a provision is: what stands before its colon."""
    return said.partition(": ")[0]


def _one(
    one: Difference,
    words: Words,
    above: str = "",
    *,
    brief: bool = False,
    beside: Mapping[str, Capped] = UNCAPPED,
) -> str:
    """One provision as `_change` tells it, and where it tells a cap beyond which the roadmap takes of units,
    how many these are; `beside` as `capped_said`.
    """
    said = _change(one, words, above, brief=brief)
    cap, caveat = beside.get(str(one.after), ("", ""))
    # a change of a measure that is known by its own name leaves out what stays
    told = cap and (cap not in str(one.before) or not one.alone) and str(one.after) not in above
    return words.t("alike.capped", said=said, caveat=caveat) if told else said


def _change(one: Difference, words: Words, above: str = "", *, brief: bool = False) -> str:
    """One provision: what is new in the place of what, the words that both share told once; of one that is
    added and told `above` no more than its name, where no other has that. `brief`: not for whom a change is,
    but of a roadmap, which is of a unit.
    """
    none, entry = words.t("workbook.none"), one.entry
    was, now = (entry_words(entry, value, words) for value in (one.before, one.after))
    what = entry.bare or _within(entry.label)
    if one.part not in (words.t(f"workbook.part.{name}") for name in CLEAR):
        what = words.t("alike.what", part=_within(one.part), what=what)
    if not was or not now or none in (was, now):
        key = "taken" if now in ("", none) else "above" if one.alone and now in above else "set"
        return words.t(f"alike.{key}", what=what, value=was if key == "taken" else now)
    if not one.alone:
        # without its number only the whole says which one it is
        return words.t("alike.provision", what=what, change=_instead(was, now, words))
    if ": " in was and (entry.bare == words.t("alike.roadmap") or (entry.bare and not brief)):
        what = words.t("alike.whose", what=what, whom=_whom(was))
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
    """“giảm 12 % thay vì 10 % năm 2025”, of facts in a row each for itself: a change across two of them would
    tear a figure from its year.
    """
    old, new = was.split(", "), now.split(", ")
    told = [_changed(*pair, words) for pair in zip(old, new, strict=True)] if len(old) == len(new) else [""]
    return ", ".join(told) if all(told) else words.t("alike.instead", before=was, after=now)


def _changed(was: str, now: str, words: Words) -> str:
    """One fact, the words before and after its change told once; "" where more than a few of them change."""
    if was == now:
        return now
    # a figure and its % sign are held together by a blank that does not break
    old, new = was.split(" "), now.split(" ")
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    before, after = (one[head : len(one) - tail] for one in (old, new))
    if not 0 < min(len(before), len(after)) <= max(len(before), len(after)) <= WITHIN:
        return ""
    changed = words.t(
        "alike.instead", before=" ".join(before).rstrip(";"), after=" ".join(after).rstrip(";:")
    )
    return " ".join([*old[:head], changed, *old[len(old) - tail :]])


def _moved(shown: Comparison, other: int, k: int, words: Words) -> str:
    """What the differences make of the figures of the year; figures that print as nothing are left out."""
    moved = apart(shown.results[other], shown.results[k], shown.year)
    numbers = words.numbers
    listed = [
        _figure(_within(words.t(f"deck.line_{called}")), moved[name], name in SIGNED, words)
        for name, called in FIGURES.items()
        if moved[name] and not numbers.vanishes(moved[name])
    ]
    if not listed:
        return words.t("alike.no_figure", year=shown.year)
    return words.t("alike.figures", year=shown.year, listed=", ".join(listed))


def _figure(what: str, change: int, signed: bool, words: Words) -> str:
    """A figure and by how much it is another; of one whose name says a direction, in words in place of a
    sign.
    """
    if signed:
        return words.t("alike.figure", what=what, change=change)
    amount = words.numbers.money_with_unit(abs(change))
    return words.t(f"alike.figure_{'more' if change > 0 else 'less'}", what=what, change=amount)


def _within(name: str) -> str:
    """A name within a sentence: its first letter small, but for an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
