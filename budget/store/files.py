"""Tệp gốc: every imported workbook is kept under its SHA-256, so that a number leads back to its cell."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import Connection, insert, select

from budget.store.base import Base, now
from budget.store.codec import columns, one, text
from budget.store.errors import StoreMissing, StoreUnavailable
from budget.store.records import KeptFile
from budget.store.schema import files


def keep(connection: Connection, name: str, content: bytes, author: str) -> tuple[str, bool]:
    """Giữ một tệp trong giao dịch đang mở: its SHA-256, and whether it is new."""
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)):
        return sha256, False
    kept = {"sha256": sha256, "name": text(name), "size": len(content), "author": text(author)}
    connection.execute(insert(files).values(**kept, added_at=now(), content=zlib.compress(content)))
    return sha256, True


class Files(Base):
    """Kho tệp gốc."""

    def keep_file(self, name: str, content: bytes, author: str = "") -> str:
        """Giữ một tệp; returns its SHA-256. A file that is there already keeps its first name."""
        with self._write() as connection:
            sha256, new = keep(connection, name, content, author)
            if new:
                self._note(connection, author, "file_keep", f"file:{sha256}", name=name, size=len(content))
        return sha256

    def file(self, sha256: str) -> bytes:
        """Nội dung tệp gốc. Raises StoreMissing (no_file); StoreUnavailable (damaged) for changed bytes."""
        with self._read() as connection:
            content = connection.scalar(select(files.c.content).where(files.c.sha256 == sha256))
        if content is None:
            raise StoreMissing("no_file", sha256=sha256)
        try:
            original = zlib.decompress(content)
        except zlib.error as error:
            raise StoreUnavailable("damaged", place=self.place) from error
        if hashlib.sha256(original).hexdigest() != sha256:
            raise StoreUnavailable("damaged", place=self.place)
        return original

    def files(self) -> list[KeptFile]:
        """Các tệp gốc đã giữ, oldest first."""
        query = select(*columns(files, KeptFile)).order_by(files.c.added_at, files.c.sha256)
        with self._read() as connection:
            return [one(KeptFile, row) for row in connection.execute(query)]
