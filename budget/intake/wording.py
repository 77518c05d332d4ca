"""Lời và số của một văn bản hoặc bản trình chiếu: what a reader sees of it, whatever program saved it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import unescape
from itertools import zip_longest

from budget.intake.altered import MOST_CELLS, CellChange, Differences
from budget.intake.container import Limits
from budget.intake.seen import Opened
from budget.intake.slides import arranged

Piece = str | float

_PARTS = re.compile(
    r"word/(document|footnotes|endnotes)\.xml|ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml"
    r"|(word|ppt)/charts/chart[^/]*\.xml|xl/sharedStrings\.xml"
)
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
EDGE = "edge"
"""The part that stands for all headers and footers of a text: programs store one for every section."""
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]{19})")
_PIECES = re.compile(
    rb"<(?:\w+:)?(?P<tag>t|v)(?:\s[^<>]*)?>(?P<text>[^<]*)</|</(?:\w+:)?(?P<end>p|si)>"
    rb"|<(?:\w+:)?(?P<break>br|tab|cr)\b|<(?:\w+:)?(?P<hyphen>noBreakHyphen)\b"
    rb"|<(?:\w+:)?sym\b(?P<sign>[^<>]*)|<(?P<close>/?)(?:\w+:)?fld\b(?P<kind>[^<>]*)"
)
"""Words and figures, ends of paragraphs and lines, signs, and fields."""

_SIGN = re.compile(r'char="(\w+)"')

_WRITTEN_ANEW = re.compile(rb"\btype=\"(slidenum|datetime)[^/]*$")
"""Fields whose words every program writes anew: numbers of pages and days."""
_PART = 16 * 2**20
MOST_PIECES = 100_000
"""Pieces that are compared: the time grows with their square, and no paper of ours has so many."""

LONGEST_ROW, WORDY = 14, 4
"""Cells of a row in which the words that begin it are looked for, and letters that make words."""


def wording(data: bytes, limits: Limits) -> list[Piece] | None:
    """Từng đoạn chữ and the figures of the charts, in the order of the pages; of a workbook only its texts.
    None where it is no such package.

    The caller has let `examine` look at the file. No more is unpacked than the limits allow.
    """
    found = placed(data, limits)
    return None if found is None else [piece for _, piece in found]


def placed(data: bytes, limits: Limits) -> list[tuple[str, Piece]] | None:
    """Each piece of `wording` with the name of the part that it stands in ("slide3", "document");
    last what the headers and footers of a text say, each once, without numbers of pages ("edge").
    """
    found: list[tuple[str, Piece]] = []
    edges: set[str] = set()
    left = limits.unpacked
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        for name, label in _named(data, package.namelist(), limits)[: limits.entries]:
            with package.open(name) as part:
                xml = part.read(min(_PART, left))
            left -= len(xml)
            if _EDGES.fullmatch(name):
                edges.update(said for piece in _pieces(xml) if not (said := str(piece)).isdigit())
                continue
            found += [(label, piece) for piece in _pieces(xml)]
            if left <= 0:
                return None
    except Exception:  # a damaged package raises what its compression pleases
        return None
    return [*found, *((EDGE, said) for said in sorted(edges))] or None


def _named(data: bytes, names: list[str], limits: Limits) -> list[tuple[str, str]]:
    """The parts that say something and what each is called; of slides only those that are shown."""
    if "ppt/presentation.xml" in names:
        return [(part, label) for part, label, _ in arranged(Opened(data, limits))]
    listed = sorted(filter(_PARTS.fullmatch, names), key=lambda name: (len(name), name))
    listed += sorted(filter(_EDGES.fullmatch, names))
    return [(name, name.rpartition("/")[2].removesuffix(".xml")) for name in listed]


def lines(content: bytes) -> list[tuple[str, Piece]]:
    """Các dòng of a plain text, as `placed` has the pieces of a paper."""
    return [("document", line) for line in content.decode("utf-8-sig", "replace").splitlines() if line]


def created(data: bytes) -> str:
    """Lúc tạo, as the properties of an Office file say it ("2026-11-23T14:32:00"); "" where they do not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open("docProps/core.xml") as part:
            match = _CREATED.search(part.read(_PART))
    except Exception:  # a damaged package raises what its compression pleases
        return ""
    return match[1].decode("ascii", "replace") if match else ""


def likeness(one: Sequence[Piece], two: Sequence[Piece]) -> float:
    """Mức giống nhau of two texts, 0 to 1: the pieces that both have of those that the longer has."""
    both = Counter(one) & Counter(two)
    return both.total() / max(len(one), len(two), 1)


def changes(original: Sequence[tuple[str, Piece]], found: Sequence[tuple[str, Piece]]) -> Differences | None:
    """So từng đoạn chữ và số: each as it was and as it is, with the part and the piece before it; None where
    there are too many to compare.
    """
    if len(found) > MOST_PIECES:
        return None
    was, now = [piece for _, piece in original], [piece for _, piece in found]
    listed: list[CellChange] = []
    for what, a, b, c, d in SequenceMatcher(None, was, now).get_opcodes():
        if what == "equal":
            continue
        for k, (before, after) in enumerate(zip_longest(was[a:b], now[c:d])):
            place = min(a + k, len(original) - 1)
            listed.append(CellChange(original[place][0], _near(original[:a]), before, after))
    return Differences(tuple(listed[:MOST_CELLS]), len(listed), 0)


def _near(before: Sequence[tuple[str, Piece]]) -> str:
    """The piece before a change; of a cell of figures with the words that begin its row, such as a unit."""
    if not before:
        return ""
    part, last = before[-1]
    for of, piece in reversed(before[-LONGEST_ROW:]):
        if of != part:
            break
        if isinstance(piece, str) and sum(map(str.isalpha, piece)) >= WORDY:
            return str(last) if piece == last else f"{piece} … {last}"
    return str(last)


def parted(before: str, after: str) -> tuple[str, str]:
    """Những chữ khác nhau của hai đoạn: without the words that both begin and end with."""
    old, new = before.split(), after.split()
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    was, now = (" ".join(one[head : len(one) - tail]) for one in (old, new))
    return was, now


def _pieces(xml: bytes) -> list[Piece]:
    found: list[Piece] = []
    line: list[str] = []
    field = False
    for match in _PIECES.finditer(xml):
        if match["tag"]:
            text = unescape(match["text"].decode("utf-8", "replace"))
            if match["tag"] == b"v":
                found.append(_figure(text))
            elif not field:
                line.append(text)
        elif match["break"]:
            line.append(" ")
        elif match["hyphen"]:
            line.append("-")
        elif match["sign"]:
            line.append("".join(_SIGN.findall(match["sign"].decode("ascii", "replace"))))
        elif match["end"]:
            found.append(" ".join("".join(line).split()))
            line = []
        else:
            field = not match["close"] and bool(_WRITTEN_ANEW.search(match["kind"]))
    found.append(" ".join("".join(line).split()))
    return [piece for piece in found if piece != ""]


def _figure(text: str) -> Piece:
    try:
        return float(text)
    except ValueError:
        return " ".join(text.split())
