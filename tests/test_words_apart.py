"""Words in which two texts differ stand out, and nothing else."""

from __future__ import annotations

from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from budget.report.words_apart import words_apart


def apart(one: str, other: str) -> list[list[str]]:
    return [
        [text[a:z] for a, z in spans]
        for text, spans in zip((one, other), words_apart(one, other), strict=True)
    ]


def test_figures_that_differ_stand_out_without_the_marks_around_them():
    nbsp = "\N{NO-BREAK SPACE}"
    one = f"A: tự bảo đảm 5,3{nbsp}% năm 2023, 5,5{nbsp}% năm 2024; ngân sách giảm 100{nbsp}%"
    other = f"A: tự bảo đảm 5,7{nbsp}% năm 2023, 6,7{nbsp}% năm 2024; ngân sách giảm 100{nbsp}%"
    assert apart(one, other) == [[f"5,3{nbsp}%", f"5,5{nbsp}%"], [f"5,7{nbsp}%", f"6,7{nbsp}%"]]
    # what only one has; marks alone are no difference; of nothing alike nothing stands out
    assert apart("giảm 10 % năm 2025, của A", "giảm 10 % năm 2025; của A và B") == [[], ["và B"]]
    assert apart("không", "giảm 10 %") == [[], []]
    assert apart("giảm 10 %", "giảm 10 %") == [[], []]


def test_a_table_prints_them_bold_and_its_files_plain():
    row = Row({"a": "x < 5 năm", "b": "x < 7 năm"}, marked={"a": ((4, 5),), "b": ((4, 5),)})
    table = Table("T", (Column("a", "A"), Column("b", "B")), [row])
    said = table.to_html(Words())
    assert "x &lt; <strong>5</strong> năm" in said
    assert "x &lt; <strong>7</strong> năm" in said
    assert table.printed(Words().numbers) == [{"a": "x < 5 năm", "b": "x < 7 năm"}]
