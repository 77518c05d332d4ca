"""Tên và lần thả của các tệp trong ô thả tệp: which of them stand for which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from pages.shared import state

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def dropped_in(dropped: Sequence[UploadedFile], before: Mapping[str, int]) -> dict[str, int]:
    """Lần thả của từng tệp, by id: what was not in the box `before` came with a new drop."""
    new = 1 + max(before.values(), default=0)
    return {file.file_id: before.get(file.file_id, new) for file in dropped}


def unique(names: Sequence[str]) -> list[str]:
    """Tên tệp không trùng: two files of one name, from two folders, stay two."""
    told: list[str] = []
    for name in names:
        path, number, made = PurePath(name), 1, name
        while made in told or (number > 1 and made in names):  # a file may bear such a name itself
            number += 1
            made = f"{path.stem} ({number}){path.suffix}"
        told.append(made)
    return told


def replaced(names: Sequence[str]) -> frozenset[str]:
    """Các tệp đã có bản có đánh dấu lỗi thả lại: the mended copy stands for the first one."""
    mark = state.words().t("import.marked", name="").removesuffix(".xlsx").strip()
    later = [name for name in names if mark in name]
    return frozenset(
        name
        for name in names
        if mark not in name and any(other.startswith(f"{PurePath(name).stem} ") for other in later)
    )
