"""Kiểm tra tệp: whether a file left this program, as it is now or altered, and whether it was decided on."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby

from budget.intake.altered import Differences, differences, marks
from budget.intake.blanks import only_filled
from budget.intake.container import Limits, Refusal, examine
from budget.intake.papers import paper_changes
from budget.intake.wording import Piece, created, likeness, placed
from budget.store import Decision, Export, Store
from pages.shared import verify_figures, verify_lined
from pages.shared.verify_lined import LINED
from pages.shared.verify_originals import Originals
from pages.shared.verify_plan import decided

LIMITS = Limits(size=30 * 2**20, unpacked=200 * 2**20, cells=2_000_000, seconds=60.0)
OPENED = ("DOCX", "PPTX", "ZIP")
"""Packages that are no workbooks, but that this program makes too."""

OFFICE = (".docx", ".pptx", ".xlsx")
"""Files that bear a mark."""

WHOLE = ("known", "same", "filled")
"""Verdicts on a file of which no word or figure was changed."""

WORDED = ("docx", "pptx")
"""Kinds of which words and figures are compared, not cells."""

TO_FILL = ("docx", "xlsx")
"""Kinds that have blanks for the pen; on a slide dots stand for words left out."""

LIKE = 0.5
"""Share of its pieces of text that a paper has in common with the one it was; with less it may be another."""

MOST_OF_UNITS = 12
"""Papers of single units that are made again to find the one that a file was, those it names most first."""

VARYING = ("created", "office", "templates")
"""Particulars of an export that make no other paper of it."""

MOST_INSIDE, MOST_COMPARED = 5_000, 20
"""Files of a zip that are looked for by their hash; those of them that are compared with what they were."""


@dataclass(frozen=True)
class Verdict:
    """Kết luận về một tệp. `state`: known, same (saved again, nothing changed), filled (only its blanks were
    filled in), words (the same words and figures, but nothing else could be compared), version (made by
    another version of the program, so that only its figures could be compared), altered, unknown or refused;
    of a zip also mixed (nothing altered, but strange files beside known ones).

    `export` is what it is or was, None where that cannot be told; `decisions` those that the file speaks of;
    `changed` the cells or pieces of text that differ, where the original could be made again (`original`);
    of a file of another version the figures that do, of so many `figures`; `inside`: each file of a zip.
    """

    name: str
    state: str
    sha256: str = ""
    export: Export | None = None
    decisions: tuple[Decision, ...] = ()
    changed: Differences | None = None
    original: bool = False
    figures: int = 0
    inside: tuple[Verdict, ...] = ()
    refusal: Refusal | None = None


def verdict(store: Store, name: str, data: bytes, *, within: Originals | None = None) -> Verdict:
    """Kiểm tra một tệp thả vào; what is known by its hash needs no opening, however large it is. Of a file in
    a zip `within` are the originals made for the others; a zip there is not opened: one may hold twenty more
    at every depth.
    """
    originals, sha256 = within or Originals(store), hashlib.sha256(data).hexdigest()
    known = store.exports(sha256=sha256)
    if known:
        return Verdict(name, "known", sha256, known[0], decided(store, known[0]))
    if len(data) > LIMITS.size:
        found = examine(name, data, LIMITS)
        return Verdict(name, "refused", refusal=found if isinstance(found, Refusal) else None)
    what = examine(name, data, LIMITS)
    if isinstance(what, Refusal):
        kind = str(what.numbers.get("what", ""))
        if kind.lower() in LINED:
            return _alone(store, name, sha256, data, what)
        if what.kind != "not_a_workbook" or kind not in OPENED or (within and kind == "ZIP"):
            state = "unknown" if what.kind == "not_a_workbook" else "refused"
            return Verdict(name, state, sha256, refusal=what)
        if kind == "ZIP":
            inside = _inside(originals, data)
            return Verdict(name, _whole(inside), sha256, inside=inside)
    else:
        kind = what.format.upper()
        if kind.lower() in LINED:
            return _alone(store, name, sha256, data)
    candidates = _printed(store, data, kind.lower())
    if not candidates:
        return Verdict(name, "unknown", sha256)
    near = _nearest_words if kind.lower() in WORDED else _nearest
    export, changed, like = near(originals, candidates, data)
    other = _of_another_version(originals, candidates, data, kind.lower()) if like < LIKE else None
    if other is not None:
        about = decided(store, other[0])
        return Verdict(name, "version", sha256, other[0], about, other[1], figures=other[2])
    about = decided(store, export or candidates[0])
    state = _differs(changed, kind.lower())
    if export is None and len({_sort(one) for one in candidates}) == 1:
        export = candidates[0]
    original = changed is not None or (export is not None and originals.remade(export) is not None)
    return Verdict(name, state, sha256, export, about, changed, original=original)


def _differs(changed: Differences | None, kind: str) -> str:
    """Kết luận từ những chỗ khác nguyên bản; None where that could not be made again or compared."""
    if changed is None:
        return "altered"
    if changed.none:
        return "words" if changed.unseen else "same"
    if kind not in TO_FILL or not only_filled(changed):
        return "altered"
    return "words" if changed.unseen else "filled"


Near = tuple[Export | None, Differences | None, float]
"""What a file was, None where none of those made again is like it, where it differs from that, and how much
of it is alike.
"""


def _nearest_words(originals: Originals, candidates: list[Export], data: bytes) -> Near:
    """Of the papers that bear the mark, the one whose words and figures these are, or nearly are."""
    found = placed(data, LIMITS)
    if not found:
        return None, None, 1.0
    pieces = [piece for _, piece in found]
    best: tuple[float, Export, bytes] | None = None
    for tried in _likely(originals.store, candidates, pieces):
        for export in tried:
            content = originals.remade(export)
            was = placed(content, LIMITS) if content is not None else None
            like = likeness([piece for _, piece in was], pieces) if was else 0.0
            if content is not None and like > (best[0] if best else 0.0):
                best = like, export, content
        if best and best[0] >= LIKE:
            break
    if best is None:
        return None, None, 0.0
    like, nearest, content = best
    return nearest, paper_changes(content, data, nearest.kind, LIMITS), like


def _nearest(originals: Originals, candidates: list[Export], data: bytes) -> Near:
    """Of the workbooks that bear the mark, the one that this shares its sheets with."""
    found: list[tuple[int, int, Export, Differences]] = []
    pieces = [piece for _, piece in placed(data, LIMITS) or ()]
    for tried in _likely(originals.store, candidates, pieces):
        for export in tried:
            content = originals.remade(export)
            if content is None:
                continue
            changed = differences(content, data, LIMITS)
            if changed is None:
                return export, None, 1.0
            found.append((len(changed.missing) + len(changed.added), changed.count, export, changed))
        if found and min(one[0] for one in found) == 0:
            break
    if not found:
        return None, None, 0.0
    _, _, export, changed = min(found, key=lambda one: one[:2])
    return export, changed, 1.0


def _of_another_version(
    originals: Originals, candidates: list[Export], data: bytes, kind: str
) -> tuple[Export, Differences | None, int] | None:
    """The paper that this is like, as the program makes it now, where it no longer makes it as it was: the
    figures that differ, and how many there are (0: of a workbook they are not counted). None where it is like
    none of them.
    """
    found = placed(data, LIMITS) or []
    pieces = [piece for _, piece in found]
    best: tuple[float, Export, bytes] | None = None
    for export in (one for tried in _likely(originals.store, candidates, pieces) for one in tried):
        content = originals.rebuilt(export)
        if content is None or hashlib.sha256(content).hexdigest() == export.sha256:
            continue
        like = likeness([piece for _, piece in placed(content, LIMITS) or ()], pieces)
        if like >= LIKE and (best is None or like > best[0]):
            best = like, export, content
    if best is None:
        return None
    _, export, content = best
    if kind not in WORDED:
        return export, verify_figures.of_book(content, data, LIMITS), 0
    count, changed = verify_figures.of_text(placed(content, LIMITS) or [], found)
    return export, changed, count


def _likely(store: Store, candidates: list[Export], pieces: list[Piece]) -> list[list[Export]]:
    """Papers to be made again: first those of the whole plan, then those of the units that the text names,
    the most named first.
    """
    whole = [one for one in candidates if not one.details.get("unit")]
    said = "\n".join(str(piece) for piece in pieces)
    names: dict[str, str] = {}
    for version in {one.data_version for one in candidates if one.data_version is not None}:
        units = store.data(version)
        names |= dict(zip(units.code, units.name, strict=True))

    def named(one: Export) -> int:
        code = str(one.details.get("unit", ""))
        return said.count(code) + said.count(names.get(code, code))

    single = sorted((one for one in candidates if one.details.get("unit")), key=named, reverse=True)
    return [whole, single[:MOST_OF_UNITS]]


def _printed(store: Store, data: bytes, kind: str) -> list[Export]:
    """Files of this kind that bear a fingerprint printed in this one: those made when its properties say, or
    else of each sort the newest.
    """
    moment = created(data)
    for mark in marks(data, LIMITS):
        found = [one for one in store.exports(fingerprint=mark) if one.kind == kind]
        then = [one for one in found if str(one.details.get("created", moment))[:19] == moment]
        sorts = groupby(sorted(then or found, key=_sort), key=_sort)
        if listed := [next(same) for _, same in sorts]:
            return listed
    return []


def _sort(export: Export) -> str:
    """Loại tệp: what a paper is, of which unit, plans and year, in which language."""
    told = {key: value for key, value in export.details.items() if key not in VARYING}
    return json.dumps(told, sort_keys=True, default=str)


def _whole(inside: tuple[Verdict, ...]) -> str:
    """Kết luận của một gói từ các tệp trong nó: packed anew, unchanged files are no altered set."""
    states = {one.state for one in inside}
    for told in ("altered", "version", "words"):
        if told in states:
            return told
    if not states.intersection(WHOLE):
        return "unknown"
    if states.issubset(WHOLE):
        return next(state for state in reversed(WHOLE) if state in states)
    return "mixed"


def _inside(originals: Originals, data: bytes) -> tuple[Verdict, ...]:
    """The files of a zip, each by its own hash, the first of the others against what they were; no more is
    unpacked than the limits allow. Those without a mark come last: what is beside them tells their set.
    """
    store, found = originals.store, dict[str, Verdict]()
    plain: list[tuple[Verdict, bytes]] = []
    left = LIMITS.unpacked
    compared = 0
    # a damaged package raises what its compression pleases; what was read so far counts
    with suppress(Exception):
        package = zipfile.ZipFile(io.BytesIO(data))
        for info in package.infolist()[:MOST_INSIDE]:
            if info.is_dir() or left <= 0:
                continue
            with package.open(info) as part:
                content = part.read(min(left, LIMITS.size))
            left -= len(content)
            sha256 = hashlib.sha256(content).hexdigest()
            stranger = found[info.filename] = Verdict(info.filename, "unknown", sha256)
            if known := store.exports(sha256=sha256):
                found[info.filename] = replace(
                    stranger, state="known", export=known[0], decisions=decided(store, known[0])
                )
                continue
            compared += 1
            if compared > MOST_COMPARED:
                continue
            if info.filename.lower().endswith(OFFICE):
                found[info.filename] = verdict(store, info.filename, content, within=originals)
            else:
                plain.append((stranger, content))
    for stranger, content in plain:
        moment = next((one.export.details.get("created") for one in found.values() if one.export), None)
        found[stranger.name] = _of_lines(stranger, verify_lined.beside(store, stranger.name, content, moment))
    return tuple(found.values())


def _alone(store: Store, name: str, sha256: str, data: bytes, refusal: Refusal | None = None) -> Verdict:
    """A file of lines that came by itself: it bears no mark, its lines tell what it was."""
    stranger = Verdict(name, "unknown", sha256, refusal=refusal)
    return _of_lines(stranger, verify_lined.alone(store, name, data))


def _of_lines(stranger: Verdict, found: verify_lined.Found | None) -> Verdict:
    if found is None:
        return stranger
    export, changed, original = found
    state = "same" if changed is not None and changed.none else "altered"
    return replace(stranger, state=state, export=export, changed=changed, original=original)
