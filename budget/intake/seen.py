"""Điều người đọc thấy ngoài chữ và số: what is hidden, drawn or shown otherwise in a file."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from budget.intake.container import Limits

if TYPE_CHECKING:
    from lxml import etree


_PART = 16 * 2**20
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMBED, LINK, ID = f"{{{_LINKS}}}embed", f"{{{_LINKS}}}link", f"{{{_LINKS}}}id"
LONGEST = 120
"""Letters of a text that names a place."""

WHITE = "FFFFFF"
WORDS = "words "
"""What begins the content of a box of words: they are compared piece by piece, here only where they stand."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Một điều khác: `what` it is ("hidden_row", "picture", ...), the `part` of the file and the place in it;
    None where there is nothing of it, "" where it is there and there is no more to say.
    """

    what: str
    part: str
    where: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Một hình: its content (of pictures the hash), the words that it stands by, its place told, and the
    place as shares of the whole or cells; empty where it is not compared.
    """

    content: str
    where: str
    place: str = ""
    box: tuple[float, ...] = ()


@dataclass(slots=True)
class Look:
    """Những điều thấy được của một phần: each by kind and place, and what is drawn on it."""

    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)

    def count(self, what: str, texts: Iterable[str]) -> None:
        """Ghi những đoạn chữ, each once with how often it stands there."""
        for text, n in Counter(" ".join(one.split())[:LONGEST] for one in texts if one.strip()).items():
            self.marks[what, text] = "" if n == 1 else str(n)


def differ(part: str, was: Look, now: Look, near: float) -> list[Seen]:
    """Điều khác của một phần; drawings less than `near` apart stand in one place."""
    keys = dict.fromkeys([*was.marks, *now.marks])
    marks = [
        Seen(what, part, where, was.marks.get((what, where)), now.marks.get((what, where)))
        for what, where in keys
        if was.marks.get((what, where)) != now.marks.get((what, where))
    ]
    return marks + _drawings(part, was.drawn, now.drawn, near)


def _drawings(part: str, was: list[Drawn], now: list[Drawn], near: float) -> list[Seen]:
    """Pictures that came, went or were moved; first those that stand where they stood are set aside."""
    left, found = list(now), []
    for one in was:
        same = next((two for two in left if two.content == one.content and _close(one, two, near)), None)
        if same is not None:
            left.remove(same)
        else:
            found.append(one)
    told: list[Seen] = []
    for one in found:
        moved = next((two for two in left if two.content == one.content), None)
        if moved is not None:
            left.remove(moved)
            told.append(Seen("moved_picture", part, one.where, one.place, moved.place))
        elif not one.content.startswith(WORDS):
            told.append(Seen("picture", part, one.where, "", None))
    added = [one for one in left if not one.content.startswith(WORDS)]
    return told + [Seen("picture", part, one.where, None, "") for one in added]


def _close(one: Drawn, two: Drawn, near: float) -> bool:
    if not one.box or not two.box:
        return True
    return all(abs(a - b) <= near for a, b in zip(one.box, two.box, strict=True))


class Opened:
    """Một gói Office, read within limits: its parts as XML, none larger than `largest`, and what they lead
    to.
    """

    def __init__(self, data: bytes, limits: Limits, largest: int = _PART) -> None:
        self._largest, self._until = largest, monotonic() + limits.seconds
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._package.namelist()[: limits.entries])
        self._left = limits.unpacked

    def check(self) -> None:
        """TimeoutError where the seconds of the limits are over."""
        if monotonic() > self._until:
            raise TimeoutError

    def read(self, name: str) -> bytes:
        """A part; ValueError beyond the limits, for what is half read must not pass as unchanged."""
        self.check()
        with self._package.open(name) as part:
            content = part.read(self._largest + 1)
        self._left -= len(content)
        if len(content) > self._largest or self._left < 0:
            raise ValueError(f"{name} is too large")
        return content

    def xml(self, name: str) -> etree._Element | None:
        """A part as XML without entities; None where there is none."""
        if name not in self.names:
            return None
        from lxml import etree  # noqa: PLC0415  slow to load

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        return etree.fromstring(self.read(name), parser)

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """The kind and target of each relation of a part, by its id."""
        root = self.xml(f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels")
        found = {}
        for one in root if root is not None else ():
            target = str(one.get("Target"))
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
            found[str(one.get("Id"))] = str(one.get("Type")).rpartition("/")[2], target
        return found

    def picture(self, element: etree._Element, links: Mapping[str, tuple[str, str]]) -> str:
        """The hash of the pictures that an element shows; their address where they stand outside."""
        ids = [str(one.get(key)) for one in element.iter() for key in (EMBED, LINK, ID) if one.get(key)]
        return " ".join(self.digest(links[one][1]) for one in ids if one in links)

    def digest(self, name: str) -> str:
        """The hash of a part, its name where it stands outside."""
        return hashlib.sha256(self.read(name)).hexdigest()[:16] if name in self.names else name


def local(element: etree._Element) -> str:
    """Tên thẻ không kèm không gian tên; "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def texts(element: etree._Element) -> str:
    """Mọi chữ trong một thẻ."""
    said = {"noBreakHyphen": "-", "tab": " ", "br": " "}
    letters = [
        one.text or "" if name == "t" else said.get(name, "")
        for one in element.iter()
        if (name := local(one))
    ]
    return " ".join("".join(letters).split())


def get(element: etree._Element | None, name: str) -> str:
    """Một thuộc tính, whatever its namespace; "" where there is none."""
    if element is None:
        return ""
    if (plain := element.get(name)) is not None:
        return plain
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Thẻ con theo tên, step by step."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Những thẻ con của một thẻ con theo tên."""
    found = child(element, *names)
    return list(found) if found is not None else []


def on(element: etree._Element | None) -> bool:
    """Một công tắc bật: there and not told to be off."""
    return element is not None and get(element, "val").lower() not in ("0", "false", "off", "none")
