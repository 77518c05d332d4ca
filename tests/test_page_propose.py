"""The plan that the office proposes: recorded, seen wherever plans are listed, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from budget.report.words import Words
from budget.store import open_store
from tests.test_page_compare import fill, text
from tests.test_page_meeting import decide, last, lobby, plain_text, press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.testing.v1 import AppTest

W = Words()


def proposed(app: AppTest, scenario: int = 3) -> AppTest:
    """Plan A, B or C proposed from its menu, which leads to the page of the meeting."""
    lobby(app)
    app.selectbox(key="choose.scenario").set_value(scenario).run()
    press(open_menu(app, scenario), "plan.propose")
    return app.switch_page("pages/present/meeting.py").run()


def open_menu(app: AppTest, scenario: int) -> AppTest:
    """The menu of the plan in view."""
    app.switch_page("pages/plan/roadmap.py").run()
    app.session_state[f"plan.menu.{scenario}"] = True
    return app.run()


def lines() -> Sequence[tuple[str, str]]:
    """What the log says was proposed and withdrawn, newest first."""
    store = open_store()
    found = [(one.action, one.subject) for one in store.log() if "propose" in one.action]
    store.close()
    return found


def reasons() -> list[str]:
    """The reasons that the log keeps, newest first; the first may be none."""
    store = open_store()
    found = [
        one.details.get("reason", "") for one in store.log() if one.action.startswith("scenario_propose")
    ]
    store.close()
    return found


def test_a_plan_that_is_proposed_is_recorded_and_says_so_wherever_plans_are_listed(app: AppTest):
    proposed(app)
    assert lines() == [("scenario_propose", "scenario:3")]
    assert "Đã ghi là phương án đề nghị lúc " in text(app)
    assert "đang xem làm phương án đề nghị" not in text(app)
    assert any(W.t("propose.side") in one.value for one in app.sidebar.caption)
    app.switch_page("pages/compare/compare.py").run()
    assert "C. Lộ trình tự chủ mạnh, bù định mức (mẫu) · đề nghị" in text(app)
    assert text(app).count("· đề nghị") == 1
    open_menu(app, 3)
    assert "Đã ghi là phương án đề nghị lúc " in text(app)
    app.switch_page("pages/log/log.py").run()
    assert W.t("action.scenario_propose") in text(app)
    app.segmented_control(key="log.view").set_value("scenarios").run()
    assert W.t("log.state_proposed") in text(app)


def test_another_plan_chosen_for_a_look_is_not_recorded_before_the_button_is_pressed(app: AppTest):
    proposed(app)
    app.selectbox(key="meeting.choose").set_value(1).run()
    assert app.selectbox(key="meeting.choose").value == 1
    assert "Phương án đã ghi đề nghị là “C. Lộ trình tự chủ mạnh, bù định mức”, lúc " in text(app)
    assert lines() == [("scenario_propose", "scenario:3")]
    press(app, "meeting.choose.record")
    assert lines()[0] == ("scenario_propose", "scenario:1")
    # the export takes the plan recorded, whichever is in view
    app.switch_page("pages/present/export.py").run()
    assert app.selectbox(key="export.proposed").value == 1
    # with the reason that its papers will print
    app.text_area(key="export.proposed.reason.1").set_value("Giữ nguồn").run()
    assert reasons()[0] == "Giữ nguồn"
    # and so does who chose nothing yet, also where the plan in view is another
    app.selectbox(key="choose.scenario").set_value(2).run()
    assert app.selectbox(key="export.proposed").value == 1
    assert "dành cho trường” thì bấm “Đề nghị phương án đang mở”." in text(app)
    # of a plan that is not recorded they print none before it is
    app.selectbox(key="export.proposed").set_value(2).run()
    app.text_area(key="export.proposed.reason.2").set_value("Bù nhanh").run()
    assert "Giấy tờ in lý do này sau khi bấm “Ghi là phương án đề nghị”." in text(app)
    assert reasons()[0] == "Giữ nguồn"


def test_where_plans_are_compared_one_is_proposed_and_the_ground_of_its_cut_is_told(app: AppTest):
    lobby(app)
    app.switch_page("pages/compare/compare.py").run()
    # B cuts more than the law asks, which in 2025 is the decree of that year
    assert "khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP (năm 2025)" in text(app)
    app.session_state["compare.propose"] = True
    app.run()
    app.selectbox(key="compare.proposed").set_value(3).run()
    assert "Chưa ghi đề nghị; đang chọn: C." in text(app)
    app.text_area(key="compare.proposed.reason.3").set_value(" Bù  đủ\nđịnh mức ").run()
    app.text_area(key="compare.proposed.order").set_value(" +Giảm 10 %,\nkhông cắt  lương ").run()
    press(app, "compare.proposed.record")
    assert lines() == [("scenario_propose", "scenario:3")]
    assert reasons() == ["Bù đủ định mức"]
    # in the lobby the same reason stands, is changed and taken back
    app.switch_page("pages/present/meeting.py").run()
    assert app.text_area(key="meeting.choose.reason.3").value == "Bù đủ định mức"
    app.text_area(key="meeting.choose.reason.3").set_value("Khác").run()
    app.text_area(key="meeting.choose.reason.3").set_value("").run()
    assert reasons() == ["", "Khác", "Bù đủ định mức"]
    assert app.text_area(key="meeting.choose.reason.3").value == ""
    # the order is the office's: it stands beside another plan, too
    app.selectbox(key="meeting.choose").set_value(1).run()
    assert app.text_area(key="meeting.choose.order").value == "+Giảm 10 %, không cắt lương"
    app.text_area(key="meeting.choose.order").set_value("").run()
    app.switch_page("pages/log/log.py").run()
    assert "lý do đề nghị: bỏ Khác" in text(app)
    assert "yêu cầu của lãnh đạo: bỏ +Giảm 10 %, không cắt lương" in text(app)
    assert "lý do đề nghị: Bù đủ định mức → Khác" in text(app)
    assert "C. Lộ trình tự chủ mạnh, bù định mức; lý do đề nghị: Bù đủ định mức; bản 1" in text(app)


def test_a_first_visit_begins_with_the_plan_proposed(app: AppTest):
    fill(scenarios=3)
    store = open_store()
    store.add_log("Lan", "scenario_propose", "scenario:2", {"name": "B"})
    store.close()
    assert app.run().selectbox(key="choose.scenario").value == 2


@pytest.mark.parametrize("by", ["withdrawn", "deleted", "decided"])
def test_a_proposal_ends(app: AppTest, by: str):
    proposed(app)
    if by == "withdrawn":
        press(open_menu(app, 3), "plan.withdraw")
        assert open_menu(app, 3).button(key="plan.propose").label == W.t("plan.propose")
    elif by == "deleted":
        press(open_menu(app, 3), "plan.delete")
    else:
        decide(last(press(app, "meeting.start")))
        press(app, "meeting.leave")
    app.selectbox(key="choose.scenario").set_value(1).run()
    app.switch_page("pages/compare/compare.py").run()
    assert "· đề nghị" not in text(app)
    app.switch_page("pages/present/meeting.py").run()
    assert "Đã ghi là phương án đề nghị" not in text(app)
    assert app.selectbox(key="meeting.choose").value == 1


@pytest.mark.parametrize("mark", ["(bản sao)", "(copy 2)"])
def test_a_working_copy_in_view_is_not_proposed_until_it_is_chosen(app: AppTest, mark: str):
    fill(scenarios=3)
    store = open_store()
    copy = store.save_scenario(f"C. Mạnh {mark}", store.scenario(3).text, "Lan", 2022).id
    store.close()
    app.query_params["year"] = "2025"
    app.switch_page("pages/present/meeting.py").run()
    app.selectbox(key="choose.scenario").set_value(copy).run()
    app.multiselect(key="choose.compared").set_value([2, copy]).run()
    assert app.selectbox(key="meeting.choose").value == 2
    assert f"Đang xem “C. Mạnh {mark}” là bản sao đang sửa" in text(app)
    press(app, "meeting.choose.viewed")
    assert app.selectbox(key="meeting.choose").value == copy
    assert f"“C. Mạnh {mark}” là bản sao đang sửa; biên bản sẽ ghi tên này" in text(app)


def test_a_working_copy_that_is_all_there_is_says_what_it_is(app: AppTest):
    fill(scenarios=1)
    store = open_store()
    copy = store.duplicate_scenario(1, "A (bản sao 2)", "Lan").id
    store.close()
    app.query_params["year"] = "2025"
    app.query_params["compared"] = "1"
    app.switch_page("pages/present/meeting.py").run()
    app.multiselect(key="choose.compared").set_value([copy]).run()
    assert app.selectbox(key="meeting.choose").value == copy
    assert "“A (bản sao 2)” là bản sao đang sửa; biên bản sẽ ghi tên này" in text(app)


def test_a_plan_changed_after_it_was_recorded_says_so_beside_the_proposal(app: AppTest):
    proposed(app)
    assert "đã sửa sau khi ghi" not in text(app)
    store = open_store()
    store.update_scenario(3, store.scenario(1).text, "Lan")
    told = "Phương án đã sửa sau khi ghi đề nghị: bản 1 → bản 2, lúc "
    app.run()
    assert told in text(app)
    assert ", Lan sửa." in text(app)
    app.switch_page("pages/compare/compare.py").run()
    assert "(đã sửa sau khi ghi: bản 1 → bản 2)" in text(app)
    # the lines to be copied tell of every plan compared, whichever is in view
    app.selectbox(key="choose.scenario").set_value(1).run()
    assert all("“A2”" in line for line in app.code[0].value.split("\n")[1:])
    # the version recorded counts again
    store.undo(3, "Lan")
    app.run()
    assert "đã sửa sau khi ghi" not in text(app)
    # under another name it is no other plan
    store.rename_scenario(3, "Tên khác", "Lan")
    store.close()
    app.run()
    assert "đã sửa sau khi ghi" not in text(app)


def test_a_plan_changed_is_recorded_anew_with_its_reason_where_the_change_is_told(app: AppTest):
    proposed(app)
    app.text_area(key="meeting.choose.reason.3").set_value("Bù nhanh").run()
    store = open_store()
    for scenario, key in ((1, "compare.proposed.record"), (2, "plan.propose_again")):
        store.update_scenario(3, store.scenario(scenario).text, "Lan")
        if key == "plan.propose_again":
            app.selectbox(key="choose.scenario").set_value(3).run()
            open_menu(app, 3)
        else:
            app.switch_page("pages/compare/compare.py").run()
            app.session_state["compare.propose"] = True
            app.run()
        assert app.button(key=key).label == W.t("propose.record_again")
        press(app, key)
        newest = next(iter(store.log(1, action="scenario_propose")))
        assert newest.details["number"] == store.scenario(3).number
        assert reasons()[0] == "Bù nhanh"
        assert "đã sửa sau khi ghi" not in text(app)
    store.close()


def test_a_reason_typed_before_the_plan_is_chosen_is_kept_for_it(app: AppTest):
    lobby(app)
    first = next(box.key for box in app.text_area if ".reason." in str(box.key))
    app.text_area(key=first).set_value("Bù nhanh").run()
    other = 1 if first.endswith(".2") else 2
    app.selectbox(key="meeting.choose").set_value(other).run()
    assert app.text_area(key=f"meeting.choose.reason.{other}").value == "Bù nhanh"
    press(app, "meeting.choose.record")
    assert reasons()[0] == "Bù nhanh"


def test_what_is_decided_is_no_longer_called_proposed_for_now(app: AppTest):
    lobby(app)
    app.switch_page("pages/compare/compare.py").run()
    assert "Chưa ghi đề nghị; đang lấy: B." in text(app)
    app.switch_page("pages/present/meeting.py").run()
    decide(last(press(app, "meeting.start")))
    press(app, "meeting.leave")
    app.switch_page("pages/compare/compare.py").run()
    assert "Đã chốt: B." in text(app)
    assert "ạm đề nghị" not in text(app)


def test_whose_name_the_log_will_bear_is_told_before_and_can_be_changed(app: AppTest):
    lobby(app)
    told = "Khai tên trước khi họp; không khai thì nhật ký ghi các lần thử là không rõ ai."
    assert told in text(app)
    assert not app.button(key="meeting.start").disabled
    app.text_input(key="meeting.signing").set_value(" Trần  Thị Hoa ").run()
    assert "Ghi tên: Trần Thị Hoa" in text(app)
    assert told not in text(app)
    press(app, "meeting.choose.record")
    store = open_store()
    assert next(iter(store.log(1, action="scenario_propose"))).who == "Trần Thị Hoa"
    store.close()
    # the form of the decision begins with the same name
    press(last(press(app, "meeting.start")), "meeting.decide")
    assert app.text_input(key="meeting.officer").value == "Trần Thị Hoa"
    # who counts as present is told before anybody votes: the chair and the secretary, of no list
    app.text_input(key="meeting.chair").set_value("An").run()
    app.text_input(key="meeting.secretary").set_value("Bình").run()
    assert "Có mặt 2 người, gồm chủ trì, thư ký và người dự." in plain_text(app)
