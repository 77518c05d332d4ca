"""That a unit which the law spares is cut by the plan alone."""

from __future__ import annotations

from budget.report.spared_said import spared_cut, spared_said
from budget.report.words import Words
from tests.plans import M, run, school, service

NBSP = "\N{NO-BREAK SPACE}"
CUT = """horizon = 2025
[[reductions]]
method = "rate"
units = { kinds = ["service", "preschool"] }
rate = { 2025 = 0.1 }
"""


def test_who_is_spared_by_its_kind_or_its_own_word_and_cut_all_the_same_is_told_so():
    """From 2025 essential services of group 3 are spared: a preschool by its kind, a service unit that says
    so; one that does not say so owes, and in 2024 nobody is cut. 10 % of 600 triệu are 60.
    """
    rows = [
        service("V1", users=400 * M, management=1_000 * M, support=600 * M, essential=True),
        service("V2", users=400 * M, management=1_000 * M, support=600 * M),
        school("T1", "preschool", users=400 * M, management=1_000 * M, support=600 * M),
    ]
    found, words = run(2022, rows, CUT), Words("vi")
    at = {code: found.units.position(code) for code in ("V1", "V2", "T1")}
    told = {code: spared_said(found, 2025, i, words).replace(NBSP, " ") for code, i in at.items()}
    assert told["V2"] == ""
    for code, declared in (("V1", True), ("T1", False)):
        # 2,5 % of 2023 and again of 2024 are 29.625.000, which the plan has to cut, and does
        assert "vẫn tính năm 2023-2024, cộng 29.625.000 đồng, quy định bắt buộc" in told[code]
        assert "Trong số giảm 60.000.000 đồng, phần cao hơn mức này, 30.375.000 đồng, là" in told[code]
        assert "khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP" in told[code].replace("Khoản", "khoản")
        assert ("theo khai báo của đơn vị" in told[code]) is declared
    # what the column of the law shows of a unit that is spared stems from the years before
    assert [
        one.replace(NBSP, " ").partition(": ")[2] for one in spared_cut(found, 2025, [*at.values()], words)
    ] == [
        (
            "được miễn năm 2025 theo khai báo, phương án vẫn giảm 60 triệu đồng, trong đó 30 bắt buộc "
            "(lũy kế 2023-2024)."
        ),
        "được miễn năm 2025, phương án vẫn giảm 60 triệu đồng, trong đó 30 bắt buộc (lũy kế 2023-2024).",
    ]
    assert [spared_said(found, 2024, i, words) for i in at.values()] == [""] * 3
    # 2 % of 600 triệu are less than the law asks of the years before
    little = run(2022, rows, CUT.replace("0.1", "0.02"))
    assert spared_cut(little, 2025, [at["T1"]], words)[0].replace(NBSP, " ") == (
        "T1: được miễn năm 2025, phương án vẫn giảm 12 triệu đồng (bắt buộc: lũy kế 2023-2024)."
    )
    less = spared_said(little, 2025, at["T1"], words)
    assert "số giảm 12.000.000 đồng là thực hiện mức này, quy định bắt buộc." in less.replace(NBSP, " ")
    # of whom no year before asks, all is of the plan alone
    free = spared_said(run(2024, rows, CUT), 2025, at["T1"], words).replace(NBSP, " ")
    assert "60.000.000 đồng là theo lộ trình, biện pháp của phương án, quy định không buộc." in free
    assert "lũy kế" not in free
