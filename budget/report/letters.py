"""Chữ chiếm chỗ: how much room words take in a font, so that nothing runs out of its box or cell."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from budget.report.together import figures_together

LINE = 1.2
"""Height of a line, in sizes of its letters."""


@dataclass(frozen=True, eq=False)
class Face:
    """Một phông chữ: widths of its letters in sizes, `other` of all others, what bold ones need more; `horn`:
    what the horn of ư and ơ adds.
    """

    widths: Mapping[str, float]
    other: float
    bold: float
    safe: float
    horn: float


ARIAL = Face(
    {
        **dict.fromkeys("'", 0.191),
        **dict.fromkeys("ijl|", 0.225),
        **dict.fromkeys("ftI .,:;/![]\N{NO-BREAK SPACE}", 0.278),
        **dict.fromkeys("r()-·“”\N{NON-BREAKING HYPHEN}", 0.333),
        **dict.fromkeys("cksvxyzJ", 0.5),
        **dict.fromkeys("+−=<>", 0.584),
        **dict.fromkeys("FTZ", 0.611),
        **dict.fromkeys("ABEKPSVXY&", 0.667),
        **dict.fromkeys("wCDHNRU", 0.722),
        **dict.fromkeys("GOQ", 0.778),
        **dict.fromkeys("mM", 0.833),
        **dict.fromkeys("%", 0.889),
        **dict.fromkeys("W…", 1.0),
    },
    other=0.556,
    bold=1.09,
    safe=1.01,
    horn=0.113,
)
TIMES = Face(
    {
        **dict.fromkeys("'|", 0.2),
        **dict.fromkeys(" ,.\N{NO-BREAK SPACE}", 0.25),
        **dict.fromkeys("/:;ijlt", 0.278),
        **dict.fromkeys("!()-I[]fr·", 0.333),
        **dict.fromkeys("Js", 0.389),
        **dict.fromkeys("?acez“”", 0.444),
        **dict.fromkeys("FPS+<=>−×", 0.56),
        **dict.fromkeys("ELTZ", 0.611),
        **dict.fromkeys("BCR", 0.667),
        **dict.fromkeys("ADGHKNOQUVXYw" + chr(0x110), 0.722),
        **dict.fromkeys("&m", 0.778),
        **dict.fromkeys("%", 0.833),
        **dict.fromkeys("MW", 0.944),
        **dict.fromkeys("…", 1.0),
    },
    other=0.5,
    bold=1.09,
    safe=1.02,
    horn=0.06,
)
"""Widths of Arial and of Times New Roman; other marks on letters take no room."""

HORN = "\N{COMBINING HORN}"


def width_of(text: str, size: float, *, bold: bool = False, face: Face = ARIAL) -> float:
    """Độ rộng của một dòng chữ, in inches at `size` points."""
    width = sum(_letter(c, face) for c in text)
    return width * size / 72 * (face.bold if bold else face.safe)


@lru_cache(maxsize=2000)
def _letter(letter: str, face: Face) -> float:
    """The width of a letter with its marks, in sizes."""
    parts = unicodedata.normalize("NFD", letter)
    plain = (c for c in parts if not unicodedata.combining(c))
    return sum(face.widths.get(c, face.other) for c in plain) + face.horn * parts.count(HORN)


def wrapped(text: str, width: float, size: float, *, bold: bool = False, face: Face = ARIAL) -> list[str]:
    """Các dòng of a text in a box `width` inches wide, broken between words, a long word within it."""

    def long(row: str) -> float:
        return width_of(row, size, bold=bold, face=face)

    rows: list[str] = []
    for paragraph in figures_together(text).split("\n"):
        row = ""
        for word in paragraph.split(" "):
            longer = f"{row} {word}" if row else word
            if long(longer) <= width:
                row = longer
                continue
            if row:
                rows.append(row)
            row = word
            while long(row) > width and len(row) > 1:
                most = max(1, math.floor(len(row) * width / long(row)))
                rows.append(row[:most])
                row = row[most:]
        rows.append(row)
    return rows


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Chiều cao của một đoạn chữ, in inches."""
    return len(wrapped(text, width, size, bold=bold)) * size * LINE / 72


def without_middle(name: str, letters: int) -> str:
    """Tên bỏ đoạn giữa, in at most so many letters, cut between words: "Phương án 10 % … mầm non"."""
    if len(name) <= letters:
        return name
    head = name[: letters // 3 + 1].rpartition(" ")[0] or name[: letters // 3]
    left = letters - len(head) - 3
    return f"{head} … {name[-left - 1 :].partition(' ')[2] or name[-left:]}"
