"""Văn bản Word từ mẫu: fills the named fields of a template, which an office may replace by its own."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from budget.printable import printable
from budget.report.law_documents import dated
from budget.report.letters import TIMES, width_of
from budget.report.office_names import head_of, headed, in_full, is_committee
from budget.report.package import normalise
from budget.report.signing import signing
from budget.report.together import SPAN, figures_together
from budget.report.words import Words

TEMPLATES = Path(__file__).resolve().parents[2] / "data" / "templates"
FONT = "Times New Roman"
Template = Path | bytes
"""A .docx with named fields: the program's own, or one of the office."""

_BOLD, _QUIET = Markup("<w:b/>"), Markup('<w:i/><w:color w:val="7A7A7A"/>')
_RUN = Markup(
    '<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>{look}'
    '<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
)
"""A run with its properties in the order of the schema, which docxtpl's own RichText does not keep."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _HYPHEN = f"{_WORD}t", f"{_WORD}noBreakHyphen"

SMALLEST = 5
"""Points of the letters of a table whose amounts have eighteen digits."""

PADDING = 2.1
"""Millimetres of a cell that its words cannot take."""

KEPT = 200
"""Parts of templates that are kept ready to be filled: about ten a template."""

BLANK = "............"
"""Where the office has not said what to print: to be written by hand."""


def _printed(value: Any) -> Any:
    """What a field gives, without letters that are none."""
    return printable(value) if isinstance(value, str) else value


class _Environment(SandboxedEnvironment):
    """Keeps what it has compiled: a set fills one template for every unit. A field that there no longer is
    leaves its place empty.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=ChainableUndefined, finalize=_printed)
        self.kept = lru_cache(maxsize=KEPT)(super().from_string)

    def from_string(self, source: Any, *_: Any, **__: Any) -> Any:
        return self.kept(source)


_ENVIRONMENT = _Environment()


def template_of(name: str, words: Words) -> Path:
    """Mẫu kèm theo chương trình: memo, decisions, slips or minutes, in the language of the words."""
    return TEMPLATES / f"{name}.{words.language}.docx"


def filled(
    template: Template, context: Mapping[str, Any], *, title: str, author: str, created: datetime
) -> bytes:
    """Điền mẫu: the bytes of the document. A template computes nothing and reads no files (sandbox)."""
    from budget.report.word_document import Document  # noqa: PLC0415  docxtpl is slow to load

    document = Document(io.BytesIO(template) if isinstance(template, bytes) else str(template))
    document.render(dict(context), jinja_env=_ENVIRONMENT)
    _together(document.docx.element)
    core = document.docx.core_properties
    core.title, core.author, core.last_modified_by, core.revision = title, author, author, 1
    core.created = core.modified = created.replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return normalise(out.getvalue(), created)


def _together(document: Any) -> None:
    """Keeps figures with their units, and the two years of a span, on a line: by a hyphen of Word's own."""
    for text in document.iter(_TEXT):
        first, *others = SPAN.split(figures_together(text.text or ""))
        text.text = first
        for part in reversed(others):
            text.addnext(text.makeelement(_TEXT, text.attrib))
            text.getnext().text = part
            text.addnext(text.makeelement(_HYPHEN))


def cell(text: str, size: int, *, bold: bool = False, quiet: bool = False) -> Markup:
    """Chữ của một ô, for a field written {{r ...}}; `size` in points; `quiet`: grey and smaller."""
    look = _BOLD if bold else _QUIET if quiet else ""
    return _RUN.format(font=FONT, look=look, size=2 * size - 3 * quiet, text=text)


def size_of(texts: Iterable[tuple[str, float]], largest: int, *, bold: bool = False) -> int:
    """Cỡ chữ của các số trong bảng: the largest, in points, at which no figure breaks within its cell.

    texts: each figure with the width of its column in millimetres.
    """

    def fits(size: int, text: str, width: float) -> bool:
        return width_of(text, size, bold=bold, face=TIMES) * 25.4 <= width - PADDING

    listed = list(texts)
    sizes = range(largest, SMALLEST, -1)
    return next((s for s in sizes if all(fits(s, text, width) for text, width in listed)), SMALLEST)


def office_fields(
    organisation: Mapping[str, str], words: Words, signed: datetime | None = None
) -> dict[str, str]:
    """Các trường của cơ quan: head, number, place and day, signatory. What is not set is left to the pen, the
    day of a draft (`signed` None) too.

    `organisation` may have superior, name, place, number, code, archive, recipient, signatory,
    signatory_title and, of the office that drafts for a committee, drafter and drafter_code.
    """
    given = {key: value for key, value in organisation.items() if value}
    superior, office = given.get("superior", ""), given.get("name", BLANK)
    head_above, head_name = (headed(name, words) for name in head_of(given, words))
    day = dated(signed.date(), words) if signed else words.t("memo.blank_day")
    # the symbol of the office stands behind the kind of its paper: TTr-TCKH; that of a committee is not the
    # office of it that drafts, which keeps the paper
    own = given.get("code", "").partition("-")[2]
    symbol = given.get("drafter_code", "") if is_committee(office, words) else own
    return {
        "head_above": head_above,
        "head_name": head_name or BLANK,
        "office": in_full(office, words),
        "recipient": in_full(given.get("recipient") or superior, words) or BLANK,
        "number": given.get("number", "......"),
        "code": given.get("code", words.t("memo.code")),
        "archive": given.get("archive") or symbol or words.t("memo.archive"),
        "place_and_day": words.t("memo.place_and_day", place=given.get("place", BLANK), day=day),
        "dated": day,
        "day": words.numbers.date(signed.date()) if signed else words.t("memo.blank_date"),
        "signatory_title": signing(given.get("signatory_title", words.t("workbook.signatory")), words),
        "signatory": given.get("signatory", BLANK),
        "preparer": given.get("preparer", BLANK),
    }
