"""Broken and strange files never break the reading: mutations of real and of made workbooks."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.intake.container import Limits
from budget.intake.workbook import read_file
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book
from tests.intake.corpus import CORPUS

GOOD = book([*TOP, HEAD, HOA_SEN, LE_LOI, [None, None, "Tổng cộng", 800, 7600, 700, 8200]])
SMALL = Limits(cells=200_000, unpacked=30 * 2**20)
OLD = ["2006-Mau22_CKTC_NSH.xls", "2005-2BZ73_FDI_Dong_Nam_Bo.xls", "2005-8A2AC_NKT2.05.xls"]


def _mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(changed))
        how = chance.randrange(4)
        if how == 0:
            changed[at] = chance.randrange(256)
        elif how == 1:
            del changed[at : at + chance.randint(1, 60)]
        elif how == 2:
            changed[at:at] = chance.randbytes(chance.randint(1, 20))
        else:
            changed[at : at + 8] = changed[: chance.randint(1, 8)]
        if not changed:
            return b"x"
    return bytes(changed)


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("seed", range(12))
def test_mutations_of_old_workbooks(name, seed):
    data = _mutated((CORPUS / name).read_bytes(), random.Random(seed))  # noqa: S311  no secret
    reading = read_file(name, data, {}, SMALL)
    assert reading.refused or reading.sheets


@pytest.mark.parametrize("seed", range(60))
def test_mutations_inside_a_package(seed):
    chance = random.Random(seed)  # noqa: S311  no secret
    source, target = zipfile.ZipFile(BytesIO(GOOD)), BytesIO()
    broken = chance.choice(source.namelist())
    with zipfile.ZipFile(target, "w") as package:
        for part in source.namelist():
            content = source.read(part)
            package.writestr(part, _mutated(content, chance) if part == broken else content)
    reading = read_file("a.xlsx", target.getvalue(), {}, SMALL)
    assert reading.refused or reading.sheets


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=3000), st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv"]))
def test_any_bytes(data, name):
    reading = read_file(name, data, {}, SMALL)
    assert reading.refused or reading.findings or reading.units


WORDS = [
    "STT",
    "Tên trường",
    "Quỹ lương",
    "Kinh phí tự chủ",
    "Tổng cộng",
    "I",
    "1",
    "Trường TH A",
    "Cộng",
    "-",
    "x",
    '"',
    "1.234",
    "Trong đó",
    "Năm 2025",
    "Đơn vị tính: đồng",
    "Người lập biểu",
    "3=1+2",
    "Khối mầm non",
    "(1.000)",
    "Mã đơn vị",
]
CELLS = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(WORDS),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=14))
def test_any_table(rows):
    reading = read_file("a.xlsx", book([[None], *rows]), {}, SMALL)
    for unit in reading.units:
        assert all(value is None or isinstance(value, (str, int, float, bool)) for value in unit.values())
    for table in reading.used:
        assert len(table.sources) == len(table.units)
