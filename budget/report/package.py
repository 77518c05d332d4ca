"""Gói tệp Office: the same bytes for the same content (docx, pptx and the workbooks inside their charts)."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that every entry of the package bears; a zip file knows none earlier."""

_WORKBOOK = re.compile(r"embeddings/.*\.xlsx$")
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def normalise(package: bytes, created: datetime | None = None) -> bytes:
    """Chuẩn hóa gói tệp: no time of writing anywhere; `created` as the day of its properties, also of
    workbooks within.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if _WORKBOOK.search(name):
                content = normalise(content, created)
            elif name == "docProps/core.xml" and created is not None:
                moment = created.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = _DATES.sub(rb"\g<1>" + moment + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def put(target: str | Path | BinaryIO, content: bytes) -> None:
    """Ghi tệp: to a path, or into an open file."""
    if isinstance(target, str | Path):
        Path(target).write_bytes(content)
    else:
        target.write(content)
