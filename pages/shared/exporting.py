"""Xuất tệp: the bytes of a report and the line that the store keeps of it; runs outside a visit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budget.report.bundle_entry import Entry
from budget.report.conclusion import Agreed
from budget.report.data_file import data_csv, file_name
from budget.report.paper_fields import PAPERS
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison
from budget.store import MadeFile, Organisation, Store

__all__ = ["Recorder", "data_csv", "file_name", "office", "recipe"]

PLANLESS = ("book", "data", "plan")
"""Files that propose no plan, or bear its name in their own."""

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "toml": "application/toml",
    "zip": "application/zip",
}

NONE: Mapping[str, str] = {}
NO_TEMPLATES: Mapping[str, bytes] = {}


@dataclass(frozen=True)
class Recorder:
    """Ghi nhận tệp đã xuất: who makes it, from which data."""

    store: Store
    author: str
    data_version: int

    def file(
        self,
        content: bytes,
        kind: str,
        name: str,
        mark: str,
        versions: Sequence[int] = (),
        details: Mapping[str, Any] | None = None,
    ) -> MadeFile:
        """Một tệp vừa làm; `mark` is the fingerprint printed in it, `details` how it can be made again."""
        sha256 = hashlib.sha256(content).hexdigest()
        return MadeFile(sha256, mark, kind, name, self.data_version, tuple(versions), details or {})

    def record(self, *files: MadeFile) -> None:
        """Ghi các tệp; of a set the whole comes last."""
        self.store.add_exports(files, self.author)

    def keep(
        self,
        make: Callable[[], bytes],
        kind: str,
        name: str,
        mark: str,
        versions: Sequence[int] = (),
        details: Mapping[str, Any] | None = None,
    ) -> Callable[[], bytes]:
        """A maker of the file that also records it."""

        def made() -> bytes:
            content = make()
            self.record(self.file(content, kind, name, mark, versions, details))
            return content

        return made

    def entry(self, entry: Entry, versions: Sequence[int], details: Mapping[str, Any]) -> Callable[[], bytes]:
        """A maker of one file of the bundle that also records it; `versions` of all plans in their order."""
        return self.keep(
            entry.make, entry.kind, entry.base, entry.mark, *self.about(entry, versions, details)
        )

    @staticmethod
    def about(
        entry: Entry, versions: Sequence[int], details: Mapping[str, Any]
    ) -> tuple[list[int], dict[str, Any]]:
        """The plans in a file, and how it can be made again."""
        made_again = {**details, "what": entry.what, "all": list(versions)}
        if entry.what in PLANLESS:
            made_again.pop("plan", None)
        if entry.unit:
            made_again["unit"] = entry.unit
        return [versions[k] for k in entry.plans], made_again


def recipe(
    words: Words,
    shown: Comparison,
    proposed: int,
    created: datetime,
    organisation: Mapping[str, str],
    own: Mapping[str, bytes] = NO_TEMPLATES,
    decided: Agreed | None = None,
) -> dict[str, Any]:
    """Cách dựng lại tệp: what beside data and plans makes its bytes, the office, its templates and how the
    plan was `decided` too; `given`: what nobody gave is empty in its data; `cells`: its slips name where
    the data come from; `plan`: the name of the one proposed, for the log.
    """
    return {
        "office": dict(organisation),
        "templates": {paper: hashlib.sha256(content).hexdigest() for paper, content in own.items()},
        "language": words.language,
        "money_unit": words.money_unit,
        "year": shown.year,
        "baseline": shown.baseline,
        "proposed": proposed,
        "plan": shown.results[proposed].scenario.name,
        "created": created.isoformat(),
        "given": True,
        "cells": True,
        **({"decided": decided.at.isoformat()} if decided else {}),
        **(decided.kept if decided else {}),
        **({"origin": decided.origin} if decided and decided.origin else {}),
        **({"chair": decided.chair} if decided and decided.chair else {}),
        **({"turned": decided.turned} if decided and decided.turned else {}),
        **({"note": decided.note} if decided and decided.note else {}),
        **({"met": decided.met} if decided and decided.met else {}),
    }


def template_key(paper: str, language: str) -> str:
    """Khóa cài đặt của một mẫu: its value is the SHA-256 of the office's own file, "" for the program's."""
    return f"template.{paper}.{language}"


def templates(store: Store, language: str) -> dict[str, bytes]:
    """Các mẫu Word riêng của cơ quan, by paper."""
    chosen = store.settings()
    found = {paper: str(chosen.get(template_key(paper, language), "")) for paper in PAPERS}
    return {paper: store.file(sha256) for paper, sha256 in found.items() if sha256}


def office(
    organisation: Organisation | None,
    preparer: str,
    chapters: Mapping[str, str] = NONE,
    days: Mapping[str, str] = NONE,
) -> dict[str, str]:
    """Cơ quan as the layout of a document wants it; `chapters`: chapter codes by kind of unit; `days` of
    issue that the office has filled in, by their keys.
    """
    about = {"preparer": preparer} | {f"chapter.{kind}": code for kind, code in chapters.items()} | dict(days)
    if organisation is None:
        return about
    head, authority, drafter = (signs(organisation, role) for role in ("head", "authority", "drafter"))
    return about | {
        "superior": organisation.superior,
        "name": organisation.name,
        "place": organisation.place,
        "signatory": head.get("name", ""),
        "signatory_title": head.get("title", ""),
        "code": head.get("code", ""),
        "authority_signatory": authority.get("name", ""),
        "authority_title": authority.get("title", ""),
        "decision_code": authority.get("code", ""),
        "drafter": drafter.get("office", ""),
        "drafter_code": drafter.get("code", ""),
    }


def signs(organisation: Organisation, role: str) -> Mapping[str, str]:
    """Người ký of a role; nothing where the office has not named one."""
    return next((one for one in organisation.signatories if one.get("role") == role), {})
