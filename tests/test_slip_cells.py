"""The cells of the input files on a slip: those of its figures alone, and what was typed by hand."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document

from budget.report.ground import Origin
from budget.report.unit_papers import slip_fields, write_slips
from budget.report.words import Words
from budget.units import Source
from tests.plans import M, run, service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from budget.simulate import Result

CREATED = datetime(2026, 11, 29)  # noqa: DTZ001 - a day of the office
PLAN = 'horizon = 2024\n[[reductions]]\nmethod = "rate"\nrate = 0.02\n'


def cell(place: str) -> Source:
    return Source(file="bc.xlsx", sheet="Biểu 1", cell=place, text="1")


@pytest.fixture(scope="module")
def result() -> Result:
    """A library, of whose support 200 triệu the plan cuts 2 % a year; no figure rests on its tasks."""
    return run(2022, [service(salary=100 * M, professional=100 * M, support=200 * M, tasks=5 * M)], PLAN)


def cells(result: Result, origins: Mapping[str, Origin] | None, language: str = "vi") -> str:
    """What the slip of the library says."""
    about = {"words": Words(language), "created": CREATED, "year": 2024}
    (slip,) = slip_fields(result, ["V1"], **about, origins=origins)["slips"]  # type: ignore[arg-type]
    return str(slip["cells"])


def test_a_slip_names_the_cells_of_the_figures_that_it_rests_on_alone(result: Result) -> None:
    named = {"support": cell("P10"), "salary": cell("H10"), "professional": cell("J10"), "tasks": cell("Q10")}
    origins = {"V1": Origin(named)}
    assert cells(result, origins) == (
        "Tệp bc.xlsx, trang “Biểu 1”: NSNN hỗ trợ chi thường xuyên giao tự chủ (P10); "
        "Tiền lương, phụ cấp, các khoản đóng góp (H10); Chi hoạt động chuyên môn (J10)."
    )
    assert cells(result, origins, "en").startswith(
        "File bc.xlsx, sheet “Biểu 1”: State support of autonomous spending (P10); "
    )


def test_what_one_person_typed_for_one_reason_is_told_once(result: Result) -> None:
    typed = Source(by="Hoa", at="2026-11-20T08:00:00", why="theo quyết định")
    origins = {"V1": Origin({"support": cell("P10"), "salary": typed, "professional": typed})}
    assert cells(result, origins) == (
        "Tệp bc.xlsx, trang “Biểu 1”: NSNN hỗ trợ chi thường xuyên giao tự chủ (P10). "
        "Tiền lương, phụ cấp, các khoản đóng góp; Chi hoạt động chuyên môn: "
        "Hoa sửa tay ngày 20/11/2026, lý do: theo quyết định."
    )


def test_without_sources_a_slip_says_nothing_but_that_its_data_are_the_sample(result: Result) -> None:
    assert [cells(result, origins) for origins in (None, {}, {"V1": Origin()})] == ["", "", ""]
    assert cells(result, {"V1": Origin(sample=True)}) == (
        "Số liệu mẫu (giả định): NSNN hỗ trợ chi thường xuyên giao tự chủ; "
        "Tiền lương, phụ cấp, các khoản đóng góp; Chi hoạt động chuyên môn."
    )


@pytest.mark.parametrize(("language", "head"), [("vi", "Căn cứ pháp lý"), ("en", "Legal basis")])
def test_the_cells_stand_behind_the_law_in_as_few_lines_as_can_be(
    result: Result, language: str, head: str
) -> None:
    def lines(origins: Mapping[str, Origin] | None) -> list[str]:
        out = io.BytesIO()
        about = {"words": Words(language), "created": CREATED, "year": 2024}
        write_slips(out, result, ["V1"], **about, origins=origins)  # type: ignore[arg-type]
        return [p.text for p in Document(io.BytesIO(out.getvalue())).paragraphs if p.text]

    without, with_cells = lines(None), lines({"V1": Origin({"support": cell("P10")})})
    # 40 % of the revenue is unconfirmed, which the heading explains
    place = next(k for k, line in enumerate(without) if line.startswith(f"{head} (*"))
    # the heading goes into its line, which makes room for that of the cells
    assert with_cells[place] == f"{without[place]}: {without[place + 1]}"
    assert "2022" in with_cells[place + 1]
    assert "(P10)" in with_cells[place + 1]
    assert with_cells[place + 2 :] == without[place + 2 :]
