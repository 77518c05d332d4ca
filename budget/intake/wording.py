"""Lời và số của một văn bản hoặc bản trình chiếu: what a reader sees of it, whatever program saved it."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from budget.intake.container import Limits

_PARTS = re.compile(r"word/document\.xml|ppt/slides/slide\d+\.xml|ppt/charts/chart[^/]*\.xml")
_PIECES = re.compile(
    rb"<(?:\w+:)?(?P<tag>t|v)(?:\s[^<>]*)?>(?P<text>[^<]*)</|</(?:\w+:)?(?P<end>p)>|<(?P<close>/?)(?:\w+:)?fld\b"
)
"""Words and figures, ends of paragraphs, and fields: numbers of pages, which every program writes anew."""
_PART = 16 * 2**20


def wording(data: bytes, limits: Limits) -> list[str | float] | None:
    """Từng đoạn chữ and the figures of the charts, in the order of the pages; None where it is no such
    package.

    The caller has let `examine` look at the file. No more is unpacked than the limits allow.
    """
    found: list[str | float] = []
    left = limits.unpacked
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = sorted(filter(_PARTS.fullmatch, package.namelist()), key=lambda name: (len(name), name))
        for name in names[: limits.entries]:
            with package.open(name) as part:
                xml = part.read(min(_PART, left))
            left -= len(xml)
            found += _pieces(xml)
            if left <= 0:
                return None
    except Exception:  # a damaged package raises what its compression pleases
        return None
    return found or None


def _pieces(xml: bytes) -> list[str | float]:
    found: list[str | float] = []
    line: list[str] = []
    field = False
    for match in _PIECES.finditer(xml):
        if match["tag"]:
            text = unescape(match["text"].decode("utf-8", "replace"))
            if match["tag"] == b"v":
                found.append(_figure(text))
            elif not field:
                line.append(text)
        elif match["end"]:
            found.append(" ".join("".join(line).split()))
            line = []
        else:
            field = not match["close"]
    found.append(" ".join("".join(line).split()))
    return [piece for piece in found if piece != ""]


def _figure(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return " ".join(text.split())
