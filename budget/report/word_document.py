"""Tệp Word đang được điền: loaded by what writes one only, since docxtpl is slow to load."""

from __future__ import annotations

from functools import lru_cache

from docxtpl import DocxTemplate

from budget.report.memo_page import KEPT


class Document(DocxTemplate):  # type: ignore[misc]
    """Cleans the same parts of a template once."""

    @staticmethod
    @lru_cache(maxsize=KEPT)
    def patch_xml(src_xml: str) -> str:
        return str(DocxTemplate.patch_xml(None, src_xml))
