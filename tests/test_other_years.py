"""What a plan changes in the years that nobody looks at: told, though the year in view stands still."""

from __future__ import annotations

from budget.other_years import other_years
from budget.report.other_years_said import other_years_said, tried_other_years
from budget.report.words import Words
from tests.plans import M, run, school, service

ROWS = [service("V1", support=1_000 * M), school("T1", support=400 * M)]
SCOPE = 'units = {{ kinds = ["service"] }}\n'
CUT = f'[[reductions]]\nmethod = "target"\n{SCOPE}target = {{{{ 2023 = {{}}, 2024 = 0.2 }}}}\n'
GIVEN = '[allocation]\npool = {{ from = "amount", by_year = {{ 2023 = {}, 2024 = 8000000 }} }}\n'
NOTHING = {"saved": 0, "change": 0, "gap": 0}


def said(found, language: str = "vi") -> str:
    return other_years_said(found, Words(language, "million")).replace("\N{NO-BREAK SPACE}", " ")


def test_another_cut_of_a_year_that_is_not_in_view_is_told():
    """A tenth of 1.000 triệu is 100, 15 % are 150; a fifth in 2024 by both."""
    before, after = (run(2022, ROWS, CUT.format(share)) for share in (0.1, 0.15))
    found = other_years(before, after, 2024)
    assert found == [[2023, 100 * M, 150 * M]]
    assert said(found) == "Các năm khác, số giảm chi so với bản trình (triệu đồng): 100 → 150 năm 2023."
    assert "100 → 150 in 2023" in said(found, "en")
    assert other_years(before, after, 2023) == []
    assert other_years(before, before, 2024) == []
    assert said([]) == ""


def test_a_year_in_which_units_are_given_another_amount_for_the_same_cut_is_named():
    before, after = (run(2022, ROWS, GIVEN.format(amount)) for amount in (5 * M, 6 * M))
    found = other_years(before, after, 2024)
    assert found == [[2023, 0, 0]]
    assert said(found) == "Kinh phí của các đơn vị trong năm khác (2023) cũng đổi."


def test_a_try_tells_of_other_years_where_the_year_in_view_stands_still_alone():
    w, found = Words("vi", "million"), {"other_years": [[2023, 100 * M, 150 * M]]}
    told = tried_other_years(found | {"gives": NOTHING}, w)
    assert told.startswith("các năm khác, số giảm chi so với bản trình")
    assert told.endswith("150 năm 2023")
    assert tried_other_years(found | {"gives": NOTHING | {"saved": 50 * M}}, w) == ""
    # lines of older versions
    assert tried_other_years({"gives": NOTHING}, w) == tried_other_years("thử", w) == ""
