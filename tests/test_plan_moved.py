"""What undo, redo and the log tell of a change: every target that came, is gone or is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plan_pages import button, html, open_page, sample_store

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store

SPORTS, COLLEGE, RADIO = "9101443", "9101581", "9101466"
MINIMUM = '\n[[reductions]]\nmethod = "statutory"\n'


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def road(code: str, targets: str) -> str:
    return f'\n[[roadmap]]\nunits = {{ codes = ["{code}"] }}\ntargets = {{ {targets} }}\n'


def undone_and_redone(app: AppTest, store: Store, before: str, after: str) -> tuple[str, str]:
    """What is told when the plan is undone from `after` to `before`, and when that is redone."""
    head = 'name = "Thử"\nhorizon = 2027\n'
    saved = store.save_scenario("Thử", head + before, "Lan", 2022)
    store.update_scenario(saved.id, head + after, "Lan")
    open_page(app, "roadmap", saved.id)
    told = []
    for step in ("undo", "redo"):
        button(app, f"plan.{step}").click().run()
        said = html(app).replace("\N{NO-BREAK SPACE}", " ")
        told.append(
            said.split({"undo": "Đã hoàn tác: ", "redo": "Đã làm lại: "}[step])[1].split(". Số liệu")[0]
        )
    return told[0], told[1]


def test_two_targets_that_came_at_once_are_both_told_as_additions(app: AppTest, store: Store):
    """The goal seek adds 29 % in 2027 to one unit and 20 % in 2023 to another; their cards then stand last,
    and the title of the second, its last target, is what it was.
    """
    before = road(SPORTS, "2025 = 0.279") + road(COLLEGE, "2025 = 0.21") + road(RADIO, "2025 = 0.1")
    after = (
        road(RADIO, "2025 = 0.1")
        + road(COLLEGE, "2023 = 0.2, 2025 = 0.21")
        + road(SPORTS, "2025 = 0.279, 2027 = 0.29")
    )
    undone, redone = undone_and_redone(app, store, before + MINIMUM, after + MINIMUM)
    sports, college = "Trung tâm Văn hóa - Thể thao (mẫu)", "Trung tâm GDNN-GDTX (mẫu)"
    assert redone == (
        f"Lộ trình tự chủ, thẻ “{college}”, mục tiêu: thêm 20 % năm 2023; "
        f"Lộ trình tự chủ, thẻ “{sports}”, mục tiêu: thêm 29 % năm 2027"
    )
    assert undone == (
        f"Lộ trình tự chủ, thẻ “{sports}”, mục tiêu: bỏ 29 % năm 2027; "
        f"Lộ trình tự chủ, thẻ “{college}”, mục tiêu: bỏ 20 % năm 2023"
    )


def test_a_card_that_came_and_a_target_that_is_another_are_both_told(app: AppTest, store: Store):
    """One unit has 30 % instead of 27,9 % in 2025, and another has a card that it had not."""
    _, redone = undone_and_redone(
        app, store, road(SPORTS, "2025 = 0.279"), road(SPORTS, "2025 = 0.3") + road(RADIO, "2025 = 0.1")
    )
    assert redone == (
        "Lộ trình tự chủ: từ 1 thành 2 thẻ (thêm “Trung tâm Truyền thanh (mẫu): 10 % năm 2025”); "
        "Lộ trình tự chủ, thẻ “Trung tâm Văn hóa - Thể thao (mẫu)”, mục tiêu: 27,9 % → 30 % năm 2025"
    )


def test_a_card_for_other_units_is_told_by_both_titles(app: AppTest, store: Store):
    undone, _ = undone_and_redone(app, store, road(SPORTS, "2025 = 0.3"), road(RADIO, "2025 = 0.1"))
    assert undone == (
        "Lộ trình tự chủ: “Trung tâm Truyền thanh (mẫu): 10 % năm 2025” → "
        "“Trung tâm Văn hóa - Thể thao (mẫu): 30 % năm 2025”"
    )


def test_cards_in_another_order_are_told_as_that(app: AppTest, store: Store):
    first, second = road(SPORTS, "2025 = 0.3"), road(RADIO, "2025 = 0.1")
    told = "Lộ trình tự chủ: đổi thứ tự thẻ"
    assert undone_and_redone(app, store, first + second, second + first) == (told, told)


def test_a_measure_is_named_by_what_it_does_and_for_whom(app: AppTest, store: Store):
    """It stands first before and second after, behind a card that came."""
    rate = '\n[[reductions]]\nmethod = "rate"\nrate = {}\n'
    undone, redone = undone_and_redone(app, store, rate.format(0.02), MINIMUM + rate.format(0.03))
    name = "Giảm chi ngân sách, thẻ “Tỷ lệ: Sự nghiệp khác”"
    assert name in undone
    assert name in redone


def test_a_lever_with_named_choices_is_told_from_what_to_what(app: AppTest, store: Store):
    target = '\n[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\nshare_by = "headroom"\n'
    undone, redone = undone_and_redone(
        app, store, target, target.replace("headroom", "equal") + "max_cut = 0.2\n"
    )
    card = "Giảm chi ngân sách, thẻ “Mục tiêu: Sự nghiệp khác”"
    assert redone == (
        f"{card}, Chia số giảm cho đơn vị theo: Khả năng cân đối (phần còn dư sau chi) → Đều nhau; "
        f"{card}, Giảm nhiều nhất mỗi đơn vị: không đặt riêng → 20 %"
    )
    assert undone == (
        f"{card}, Chia số giảm cho đơn vị theo: Đều nhau → Khả năng cân đối (phần còn dư sau chi); "
        f"{card}, Giảm nhiều nhất mỗi đơn vị: 20 % → không đặt riêng"
    )


def test_the_log_tells_of_a_card_for_other_units_only_what_is_another(app: AppTest, store: Store):
    """The notice after undo has no room for it."""
    target = '\n[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\nunits = { '
    before, after = f'{target}kinds = ["preschool"] }}\n', f'{target}kinds = ["preschool", "primary"] }}\n'
    undone_and_redone(app, store, before, after)
    app.switch_page("pages/log/log.py").run()
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    # how the cut is shared stays, and is not told
    assert "mầm non: giảm 10 % năm 2025 so với kinh phí năm gốc → " in said
    assert "mầm non và tiểu học: giảm 10 % năm 2025 so với kinh phí năm gốc; bản 2" in said


def test_the_log_names_every_card_that_came(app: AppTest, store: Store):
    roads = [road(code, "2025 = 0.3") for code in (SPORTS, COLLEGE, RADIO, "9101489")]
    undone, _ = undone_and_redone(app, store, "", "".join(roads))
    assert undone == "Lộ trình tự chủ: từ 4 thành 0 thẻ"
    app.switch_page("pages/log/log.py").run()
    assert html(app).count("từ 0 thành 4 thẻ (thêm “Trung tâm Văn hóa - Thể thao (mẫu): 30") == 2


RATE = '\n[[reductions]]\nmethod = "rate"\nrate = {}\n'


def test_two_measures_of_one_kind_in_another_order_are_not_told_as_edited(app: AppTest, store: Store):
    first, second = RATE.format("0.02"), RATE.format("0.03")
    told = "Giảm chi ngân sách: đổi thứ tự thẻ"
    assert undone_and_redone(app, store, first + second, second + first) == (told, told)


def test_a_measure_edited_and_moved_in_one_step_is_told_as_both(app: AppTest, store: Store):
    """2 %, the minimum and 3 % become 3 %, 4 % and the minimum: the first is edited, all stand elsewhere."""
    before, after = (
        "".join(RATE.format(one) if one else MINIMUM for one in order)
        for order in (("0.02", "", "0.03"), ("0.03", "0.04", ""))
    )
    _, redone = undone_and_redone(app, store, before, after)
    assert "2 % → 4 %" in redone
    assert "3 %" not in redone
    assert redone.endswith("; Giảm chi ngân sách: đổi thứ tự thẻ")


def test_a_large_change_is_told_in_few_lines(app: AppTest, store: Store):
    """Four targets move at once, each told in some ninety letters: the first is named, the others counted."""
    codes = (SPORTS, COLLEGE, RADIO, "9101489")
    before, after = ("".join(road(code, f"2025 = {value}") for code in codes) for value in ("0.95", "0.96"))
    undone, _ = undone_and_redone(app, store, before, after)
    assert undone == (
        "Lộ trình tự chủ, thẻ “Trung tâm Văn hóa - Thể thao (mẫu)”, mục tiêu: 96 % → 95 % năm 2025; "
        "3 nội dung khác"
    )
