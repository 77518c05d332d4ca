"""What is typed into a grid of a plan: read, or refused in words that say what would do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.report.words import Words
from pages.shared import plan_typed


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_typed.state, "words", lambda: Words("vi"))


def test_the_ends_are_read_and_an_empty_cell_is_none() -> None:
    assert [plan_typed.read(text, plan_typed.PERCENT) for text in ("0", "100", "2,5", "")] == [
        Decimal(0),
        Decimal(100),
        Decimal("2.5"),
        None,
    ]
    assert plan_typed.read("−5", plan_typed.ANY) == -5


@pytest.mark.parametrize(
    ("text", "bounds", "said"),
    [
        ("-5", plan_typed.NOT_NEGATIVE, "“-5” nhỏ hơn 0; giữ số trước đó. Nhập từ 0 trở lên."),
        ("101", plan_typed.PERCENT, "“101” không nằm trong khoảng từ 0 đến 100; giữ số trước đó."),
        ("abc", plan_typed.ANY, "“abc” không phải số; giữ số trước đó. Nhập như 2,5 hoặc 10."),
    ],
)
def test_what_cannot_stand_in_a_cell_is_refused_in_words(
    text: str, bounds: plan_typed.Bounds, said: str
) -> None:
    with pytest.raises(ValueError, match="giữ số trước đó") as refused:
        plan_typed.read(text, bounds)
    assert str(refused.value) == said
