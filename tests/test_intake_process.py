"""Files that are broken or hostile, and the process that reads them."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest

from budget.intake import Limits, read_files, stop
from budget.intake.worker import job_limits
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book, changed, read
from tests.intake.corpus import CORPUS

SHEET = "xl/worksheets/sheet1.xml"
GOOD = book([*TOP, HEAD, HOA_SEN, LE_LOI])
OLD = (CORPUS / "2006-Mau22_CKTC_NSH.xls").read_bytes()


@pytest.fixture(scope="module", autouse=True)
def _process():
    yield
    stop()


def _at_the_end(cell: bytes):
    return lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>")


def _ole(*streams: str) -> bytes:
    """An OLE file with nothing but a directory of these streams."""

    def entry(name: str) -> bytes:
        text = name.encode("utf-16-le")
        return text + bytes(64 - len(text)) + (len(text) + 2).to_bytes(2, "little") + b"\x02\x01" + bytes(60)

    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(480)
    return head + b"".join(map(entry, ("Root Entry", *streams))) + bytes(1000)


def _zip(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


HOSTILE = {
    "empty.xlsx": (b"", "empty"),
    "zeros.xls": (bytes(4000), "empty"),
    "no cells.xlsx": (book([[None]]), "empty"),
    "paper.xlsx": (b"%PDF-1.7 a paper", "not_a_workbook"),
    "words.xlsx": (b"only some words", "not_a_workbook"),
    "noise.xlsx": (bytes(range(1, 256)) * 12, "damaged"),
    "page.xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "not_a_workbook"),
    "letter.doc": (_ole("WordDocument"), "not_a_workbook"),
    "archive.xlsx": (_zip(text="x"), "not_a_workbook"),
    "note.csv": (b"one line of prose", "not_a_workbook"),
    "locked.xlsx": (_ole("EncryptedPackage", "EncryptionInfo"), "encrypted"),
    "cut.xlsx": (GOOD[: len(GOOD) // 2], "damaged"),
    "tail cut.xlsx": (GOOD[:-40], "damaged"),
    "half.xls": (OLD[: len(OLD) // 2], "damaged"),
    "cut.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
    "entities.xlsx": (changed(GOOD, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + xml), "damaged"),
    "far cell.xlsx": (changed(GOOD, SHEET, _at_the_end(b'<c r="XFD1048576"><v>1</v></c>')), "too_large"),
    "bomb.xlsx": (
        changed(GOOD, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 10**7)),
        "",
    ),
    "big part.xlsx": (changed(GOOD, "", bytes, {"xl/media/a": bytes(420 * 2**20)}), "too_large"),
    "parts.xlsx": (changed(GOOD, "", bytes, {f"x{n}.xml": b"<a/>" for n in range(5100)}), "too_large"),
}


def test_words_under_the_name_of_a_workbook_are_called_text():
    (reading,) = read_files([("words.xlsx", b"only some words")])
    assert reading.findings[0].numbers["what"] == "TXT"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_with_one_finding(name):
    data, kind = HOSTILE[name]
    began = time.monotonic()
    (reading,) = read_files([(name, data)])
    assert time.monotonic() - began < 20
    if kind:
        assert reading.refused
        assert [finding.kind for finding in reading.findings] == [kind]
        assert reading.units == []
    else:
        assert not reading.refused


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_an_old_workbook_that_was_cut_off_is_damaged(share):
    data = (CORPUS / "2005-2BZ73_FDI_Dong_Nam_Bo.xls").read_bytes()
    (reading,) = read_files([("a.xls", data[: int(len(data) * share)])])
    assert [finding.kind for finding in reading.findings] == ["damaged"]


def test_a_far_format_without_content_does_no_harm():
    data = changed(GOOD, SHEET, _at_the_end(b'<c r="XFD1048576" s="0"/>'))
    assert len(read(data).units) == 2


def test_a_sheet_that_declares_a_million_columns_but_has_few_is_read():
    data = changed(
        GOOD, SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)
    )
    assert len(read(data).units) == 2


def test_a_file_above_the_limit_is_refused_before_it_is_opened():
    (reading,) = read_files([("a.xlsx", GOOD)], limits=Limits(size=1000))
    assert [finding.kind for finding in reading.findings] == ["too_large"]


def test_reading_that_takes_too_long_is_ended_and_the_next_file_is_read():
    stop()  # a process that must start first is surely slower than this
    slow = read_files([("a.xlsx", GOOD)], limits=Limits(seconds=0.001))
    good = read_files([("a.xlsx", GOOD)])
    assert [finding.kind for finding in slow[0].findings] == ["too_large"]
    assert len(good[0].units) == 2


def test_the_progress_of_a_first_file_is_told_from_a_cold_start():
    rows = [*TOP, HEAD, *([i, f"10{i:05}", f"Trường TH Số {i}", 500, 5000, 500, 5500] for i in range(1, 81))]
    data = book(rows)
    stop()
    steps = []
    (reading,) = read_files(
        [("a.xlsx", data)], progress=lambda share, file, step: steps.append((share, file, step))
    )
    assert len(reading.units) == 80
    assert steps[0][1] == "a.xlsx"
    assert [share for share, _, _ in steps] == sorted(share for share, _, _ in steps)


def test_the_same_code_in_two_files_is_found():
    other = book([*TOP, HEAD, [1, "1000001", "Trường MN Khác", 200, 2400, 200, 2500]])
    first, second = read_files([("a.xlsx", GOOD), ("b.xlsx", other)])
    assert "duplicate_code" not in {finding.kind for finding in first.findings}
    finding = next(finding for finding in second.findings if finding.kind == "duplicate_code")
    assert (finding.cell, finding.numbers["other_file"]) == ("B5", "a.xlsx")


def test_an_old_workbook_with_a_password_is_refused_as_such():
    data = bytearray(OLD)
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    data[start + 20 : start + 22] = b"\x2f\x00"  # the record after the first becomes FILEPASS
    reading = read(bytes(data), "a.xls")
    assert [finding.kind for finding in reading.findings] == ["encrypted"]


def test_the_bound_of_windows_stands_where_windows_looks_for_it():
    limits = job_limits(1500 * 2**20)
    assert len(limits) == 144  # 64 for the basic limits, 48 for counts, four sizes of 8
    assert int.from_bytes(limits[16:20], "little") == 0x100
    assert int.from_bytes(limits[112:120], "little") == 1500 * 2**20
