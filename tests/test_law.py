"""The law as data: every file well formed, its values those that were read, and what holds on a given day."""

from __future__ import annotations

import ast
import pickle
import re
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from budget.law import MARKS, Law, LawFileError, LawValue, NoLawValue, Parameter, load_law, national_law
from budget.law_review import applied, regimes, rule_changes
from budget.norms import OFFICE_NORM
from budget.report.law_documents import issued
from budget.report.law_words import source_words
from budget.report.words import Words

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT.parent / "shared" / "design" / "law_parameters.toml"
LAW = national_law()

VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯà-ỹ]")
DOCUMENT = re.compile(
    r"(Nghị định|Thông tư|Nghị quyết|Quyết định|Luật Giáo dục) \d+/20\d\d/(NĐ-CP|TT-BTC|QH1[45]|QĐ-TTg)"
)

DECLARED = {
    "base_pay", "bonus_base_includes_supplement", "bonus_months", "chapter_codes", "default_teaching_share",
    "development_minimum", "essential_kinds", "exemption", "minimum_yearly_reduction", "months_of_tuition",
    "own_revenue_lines", "own_revenue_rate", "payroll_base", "revenue_lines", "saving_rate", "spending_lines",
    "stability_periods", "supplement_cap", "thresholds", "tuition_exempt_share", "tuition_free_kinds",
}  # fmt: skip
LOCAL = {
    "preschool_norm", "primary_norm", "lower_secondary_norm", "combined_norm", "service_norm",
    "compensation_rate",
}  # fmt: skip
"""What a locality sets: the files hold no national value."""


@pytest.fixture(params=sorted(LAW.parameters))
def parameter(request: pytest.FixtureRequest) -> Parameter:
    return LAW.parameters[request.param]


def own(since: date, value: Any, **rest: str) -> LawValue:
    return LawValue(**({"since": since, "value": value, "mark": "V", "source": "NQ 5/2027/NQ-HĐND"} | rest))


# the files


def test_the_parameters_are_the_declared_ones() -> None:
    assert set(LAW.parameters) == DECLARED | LOCAL
    assert {name for name, parameter in LAW.parameters.items() if not parameter.values} == LOCAL


def test_both_languages_are_written(parameter: Parameter) -> None:
    assert VIETNAMESE.search(parameter.title_vi)
    assert VIETNAMESE.search(parameter.description_vi)
    assert not VIETNAMESE.search(parameter.title_en)
    for value in parameter.values:
        assert bool(value.note_vi) == bool(value.note_en)


def test_every_value_has_mark_source_and_a_later_day(parameter: Parameter) -> None:
    for value in parameter.values:
        assert value.mark in MARKS
        assert DOCUMENT.search(value.source), value.source
        assert not value.own
    days = [value.since for value in parameter.values]
    assert days == sorted(set(days))


@pytest.mark.parametrize("year", range(2022, 2031))
def test_a_year_cites_only_what_holds_in_it(year: int) -> None:
    for name in (one.id for one in LAW.deciding if one.values):
        for value in applied(LAW, name, year):
            said = value.source_in(year)
            for number in re.findall(r"\d+/\d{4}/[\w-]+", said):
                assert issued()[number].since.year <= year <= issued()[number].until.year, (name, said)
            # NĐ 111/2025 điều 2 khoản 2 repeals it; the year tells of no repeal, but of what holds
            assert "bãi bỏ" not in said
            assert year < 2025 or "b khoản 1 Điều 16 Nghị định 60/2021" not in said, name


def test_where_no_circular_of_a_year_was_read_its_citation_is_open() -> None:
    # of 2024 and 2026 the circulars on the estimate were read, of no other year
    saving = LAW.at("saving_rate", 2026)
    assert [year for year in range(2022, 2029) if "chưa xác nhận" not in saving.source_in(year)] == [
        2024,
        2026,
    ]
    # and so is its mark, though the value itself was read in full
    assert (saving.mark, saving.mark_in(2026), saving.mark_in(2027)) == ("V", "V", "M")
    for parameter in LAW.parameters.values():
        for value in parameter.values:
            for year, said, mark in value.cited:
                assert (mark == "M") == ("chưa xác nhận" in said), (parameter.id, year)
    assert LAW.at("own_revenue_rate", 2025).source_in(2025).endswith("hằng năm, chưa xác nhận")
    assert LAW.at("own_revenue_rate", 2026).source_in(2026) == "Khoản 3 Điều 4 Thông tư 133/2025/TT-BTC"


def test_an_unconfirmed_value_says_so_in_a_note(parameter: Parameter) -> None:
    assert all(value.note_vi for value in parameter.values if value.mark == "M")


def test_disputable_readings_are_named() -> None:
    for name in ("essential_kinds", "exemption", "own_revenue_lines", "tuition_exempt_share"):
        assert LAW.parameters[name].values[-1].note_vi


def _as_read(value: Any) -> Any:
    return (
        tuple(value.items())
        if isinstance(value, dict)
        else tuple(value)
        if isinstance(value, list)
        else value
    )


def test_values_are_those_of_the_facts() -> None:
    if not FACTS.exists():
        pytest.skip("the page of facts is not beside this checkout")
    facts = tomllib.loads(FACTS.read_text("utf-8"), parse_float=Decimal)
    assert set(facts) <= DECLARED
    for name, fact in facts.items():
        values = LAW.parameters[name].values
        assert len(values) == len(fact["values"]), name
        for value, expected in zip(values, fact["values"], strict=True):
            since = expected["since"]
            assert value.since == (date(since, 1, 1) if isinstance(since, int) else since), name
            assert value.mark == expected["mark"], name
            if name != "stability_periods":  # the facts give the first years alone
                assert value.value == _as_read(expected.get("value", expected.get("bands"))), name


def test_periods_follow_one_another() -> None:
    periods = LAW.parameters["stability_periods"].values
    assert [(value.since.year, value.value) for value in periods] == [
        (2021, 2025),
        (2026, 2030),
        (2031, 2035),
    ]


def test_lines_of_a_and_b() -> None:
    # TT 56/2022/TT-BTC, Phụ lục 2, Biểu mẫu số 1: mục I and the eight rows of mục II
    assert LAW.names("revenue_lines", 2025) == (
        "tuition", "compensation", "orders", "users", "science", "surplus_services", "fees", "other_revenue",
    )  # fmt: skip
    assert LAW.names("spending_lines", 2025) == (
        "salary", "experts", "professional", "fee_work", "management", "provisions", "interest",
        "other_spending",
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(DECLARED | LOCAL))
def test_every_parameter_is_used(name: str) -> None:
    if name in OFFICE_NORM.values():
        return  # named by kind; tests/test_norms.py sees each of them used
    sources = [file.read_text("utf-8") for file in (ROOT / "budget").rglob("*.py")]
    assert any(f'"{name}"' in source for source in sources), f"{name} decides nothing in budget/"


def test_every_parameter_asked_for_exists() -> None:
    ways = "on|at|find|number|table|names|text|flag|months|last_year|starts"
    asked = re.compile(rf'\blaw\.(?:{ways})\(\s*"(\w+)"')
    for file in [*(ROOT / "budget").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        assert set(asked.findall(file.read_text("utf-8"))) <= DECLARED | LOCAL, file


def test_no_value_of_the_law_stands_in_the_code() -> None:
    # 0,1 or 3 may be many things; years, rates such as 2,5 %, base pay and chapter codes are the law's alone
    numbers = {float(value.since.year) for p in LAW.parameters.values() for value in p.values} - {1900}
    for name in ("base_pay", "minimum_yearly_reduction", "default_teaching_share", "stability_periods"):
        numbers |= {float(value.number()) for value in LAW.parameters[name].values}
    codes = LAW.parameters["chapter_codes"].values
    numbers |= {float(code) for value in codes for code in value.table().values()}
    product = [*(ROOT / "budget").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for file in product
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in numbers
    ]
    assert len(numbers) > 15
    assert found == []


# what holds when


def test_a_year_value_holds_until_the_next() -> None:
    assert LAW.text("exemption", 2021) == "essential without own revenue"
    assert LAW.text("exemption", 2024) == "essential without own revenue"
    assert LAW.text("exemption", 2025) == "essential"
    assert LAW.text("exemption", 2040) == "essential"


def test_a_day_value_holds_from_its_day() -> None:
    assert LAW.on("base_pay", date(2023, 6, 30)).number() == 1_490_000
    assert LAW.on("base_pay", date(2023, 7, 1)).number() == 1_800_000
    assert LAW.number("base_pay", 2024) == 1_800_000  # in force on 1 January


@pytest.mark.parametrize(
    ("year", "first_half", "second_half", "mean"),
    [
        (2022, 1_490_000, 1_490_000, 1_490_000),
        (2023, 1_490_000, 1_800_000, 1_645_000),  # (6 x 1.490.000 + 6 x 1.800.000) / 12
        (2024, 1_800_000, 2_340_000, 2_070_000),
        (2025, 2_340_000, 2_340_000, 2_340_000),
        (2026, 2_340_000, 2_530_000, 2_435_000),
    ],
)
def test_months_of_base_pay(year: int, first_half: int, second_half: int, mean: int) -> None:
    months = LAW.months("base_pay", year)
    assert list(months) == [first_half] * 6 + [second_half] * 6
    assert sum(months) / 12 == mean


def test_numbers_are_exact() -> None:
    assert LAW.number("tuition_exempt_share", 2024) == 0
    assert LAW.number("tuition_exempt_share", 2025) == Fraction(4, 9)
    assert LAW.number("tuition_exempt_share", 2026) == 1
    assert LAW.number("minimum_yearly_reduction", 2025) == Fraction(1, 40)
    assert LAW.table("bonus_months", 2025) == {
        "1": 3, "2": 3, "3a": Fraction(5, 2), "3b": 2, "3c": Fraction(3, 2),
    }  # fmt: skip


def test_flags_last_year_and_starts() -> None:
    assert LAW.flag("bonus_base_includes_supplement", 2024) is False
    assert LAW.flag("bonus_base_includes_supplement", 2025) is True
    assert LAW.last_year("base_pay") == 2026
    assert LAW.starts("stability_periods") == (2021, 2026, 2031)


def test_no_value_names_parameter_year_and_first() -> None:
    with pytest.raises(NoLawValue) as caught:
        LAW.number("saving_rate", 2020)
    assert (caught.value.parameter, caught.value.year, caught.value.first) == (
        "saving_rate",
        2020,
        date(2021, 1, 1),
    )
    for part in ("saving_rate", "2020", "2021"):
        assert part in str(caught.value)


def test_no_value_before_the_first_month() -> None:
    with pytest.raises(NoLawValue) as caught:
        LAW.months("base_pay", 2019)  # the first is of 1 July 2019
    assert caught.value.first == date(2019, 7, 1)


def test_no_value_survives_pickling() -> None:
    missing = NoLawValue("base_pay", 2018, date(2019, 7, 1))
    again = pickle.loads(pickle.dumps(missing))  # noqa: S301 - our own bytes
    assert (again.parameter, again.year, again.first) == ("base_pay", 2018, date(2019, 7, 1))
    assert str(again) == str(missing)


def test_an_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(LookupError, match="base_pay"):
        LAW.number("basepay", 2025)


def test_a_value_of_another_shape_is_not_taken_for_it() -> None:
    with pytest.raises(TypeError, match="table"):
        LAW.number("thresholds", 2025)
    with pytest.raises(TypeError, match="number"):
        LAW.text("tuition_exempt_share", 2025)


def test_law_is_a_cache_key() -> None:
    again = pickle.loads(pickle.dumps(LAW))  # noqa: S301 - our own bytes
    assert again == LAW
    assert {LAW: 1}[again] == 1
    assert re.fullmatch("[0-9a-f]{64}", LAW.fingerprint)
    with pytest.raises(TypeError):
        LAW.parameters["base_pay"] = LAW.parameters["thresholds"]  # type: ignore[index]


# the office's own values


def test_own_values_apply_from_their_day_beside_the_national_ones() -> None:
    law = LAW.with_own([("own_revenue_rate", own(date(2024, 1, 1), Decimal("0.45")))])
    assert law.number("own_revenue_rate", 2023) == Fraction(2, 5)
    assert law.number("own_revenue_rate", 2024) == Fraction(9, 20)
    assert law.at("own_revenue_rate", 2024).own
    assert not law.at("own_revenue_rate", 2023).own
    assert law.parameters["own_revenue_rate"].values == LAW.parameters["own_revenue_rate"].values
    assert LAW.number("own_revenue_rate", 2024) == Fraction(2, 5)


def test_own_values_hold_beyond_later_national_ones() -> None:
    law = LAW.with_own([("supplement_cap", own(date(2023, 1, 1), {"2": 1, "4": Decimal("0.2")}))])
    assert law.table("supplement_cap", 2022)["2"] == 2
    assert law.table("supplement_cap", 2026) == {"2": 1, "4": Fraction(1, 5)}


def test_own_base_pay_is_the_last_enacted_one() -> None:
    law = LAW.with_own([("base_pay", own(date(2027, 7, 1), 2_700_000))])
    assert law.last_year("base_pay") == 2027
    assert sum(law.months("base_pay", 2027)) / 12 == 2_615_000  # (2.530.000 + 2.700.000) / 2


def test_own_values_change_the_fingerprint_whatever_their_order() -> None:
    first = ("own_revenue_rate", own(date(2024, 1, 1), Decimal("0.45")))
    second = ("saving_rate", own(date(2025, 1, 1), Decimal("0.15")))
    both = LAW.with_own([first, second])
    assert len({LAW, LAW.with_own([first]), LAW.with_own([second]), both}) == 4
    assert both == LAW.with_own([second]).with_own([first])
    assert LAW.with_own([]) == LAW


def test_a_second_own_value_of_a_day_replaces_the_first() -> None:
    day = date(2025, 1, 1)
    law = LAW.with_own(
        [("saving_rate", own(day, Decimal("0.15"))), ("saving_rate", own(day, Decimal("0.2")))]
    )
    assert law.number("saving_rate", 2025) == Fraction(1, 5)
    assert len(law.parameters["saving_rate"].own_values) == 1


def test_a_typed_decimal_is_the_decimal_it_shows() -> None:
    assert LAW.with_own([("saving_rate", own(date(2025, 1, 1), 0.1))]).number(
        "saving_rate", 2025
    ) == Fraction(1, 10)


def test_what_only_the_office_sets_has_no_value_until_it_is_entered() -> None:
    day = date(2024, 1, 1)
    assert LAW.find("compensation_rate", day) is None
    with pytest.raises(LookupError, match="compensation_rate"):
        LAW.at("compensation_rate", 2024)
    law = LAW.with_own([("compensation_rate", own(day, Decimal("0.9")))])
    found = law.find("compensation_rate", day)
    assert found is not None
    assert (found.number(), found.own) == (Fraction(9, 10), True)
    with pytest.raises(NoLawValue) as caught:
        law.at("compensation_rate", 2023)
    assert caught.value.first == day


def test_an_own_norm_keeps_its_words_and_numbers() -> None:
    value = {"teaching_share": Decimal("0.25"), "norm_pay": "current", "indexed": True}
    law = LAW.with_own([("primary_norm", own(date(2024, 1, 1), value))])
    assert law.at("primary_norm", 2024).value == tuple(value.items())
    assert pickle.loads(pickle.dumps(law)) == law != LAW  # noqa: S301 - our own bytes


def test_what_is_only_printed_is_no_part_of_the_fingerprint() -> None:
    law = LAW.with_own([("chapter_codes", own(date(2023, 1, 1), {"primary": 622}))])
    assert law.fingerprint == LAW.fingerprint
    assert law.table("chapter_codes", 2023) == {"primary": 622}
    assert "chapter_codes" not in {parameter.id for parameter in law.deciding}


def test_an_own_list_may_be_empty() -> None:
    assert (
        LAW.with_own([("own_revenue_lines", own(date(2025, 1, 1), []))]).names("own_revenue_lines", 2025)
        == ()
    )


@pytest.mark.parametrize(
    ("name", "value", "rest", "key"),
    [
        ("saving_rate", "none", {}, "value"),
        ("saving_rate", True, {}, "value"),
        ("supplement_cap", {"2": "much"}, {}, "value"),
        ("own_revenue_lines", [1, 2], {}, "value"),
        ("saving_rate", Decimal("0.2"), {"source": " "}, "source"),
        ("saving_rate", Decimal("0.2"), {"mark": "X"}, "mark"),
        ("primary_norm", Decimal("0.2"), {}, "value"),
        ("primary_norm", {"per_pupil": None}, {}, "value"),
        ("compensation_rate", {"primary": 1}, {}, "value"),
        ("chapter_codes", {"primary": 1822}, {}, "value"),
        ("chapter_codes", {"primary": 0}, {}, "value"),
        ("chapter_codes", {"primary": Decimal("82.2")}, {}, "value"),
    ],
)
def test_an_own_value_that_does_not_fit_is_refused(
    name: str, value: Any, rest: dict[str, str], key: str
) -> None:
    with pytest.raises(LawFileError) as caught:
        LAW.with_own([(name, own(date(2025, 1, 1), value, **rest))])
    assert caught.value.file == name
    assert key in caught.value.key


def test_an_own_value_needs_a_known_parameter() -> None:
    with pytest.raises(LookupError, match="saving_rate"):
        LAW.with_own([("savings_rate", own(date(2025, 1, 1), 1))])


# files that are wrong

HEAD = """
title_vi = "Tỷ lệ"
title_en = "Rate"
description_vi = "Mức."
description_en = "What it decides."
unit_vi = "tỷ lệ"
unit_en = "share"
checked_on = 2026-11-23
"""
VALUE = '\n[[values]]\nsince = 2021\nvalue = 0.1\nmark = "V"\nsource = "Nghị định 1/2021/NĐ-CP"\n'


def _load(folder: Path, text: str) -> Law:
    (folder / "pay").mkdir()
    (folder / "pay" / "rate.toml").write_text(text, "utf-8")
    return load_law(folder)


def test_a_well_formed_file_is_read(tmp_path: Path) -> None:
    law = _load(tmp_path, HEAD + VALUE + VALUE.replace("2021\n", "2022-07-01\n"))
    assert law.parameters["rate"].field == "pay"
    assert law.starts("rate") == (2021, 2022)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title_vi = ", "file"),
        (HEAD.replace("title_en", "titel_en") + VALUE, "file.titel_en"),
        (HEAD.replace('"Rate"', '""') + VALUE, "title_en"),
        (HEAD.replace("2026-11-23", '"2026"') + VALUE, "checked_on"),
        (HEAD, "values"),
        (HEAD + VALUE.replace('mark = "V"', ""), "values 1.mark"),
        (HEAD + VALUE.replace('"V"', '"W"'), "values 1.mark"),
        (HEAD + VALUE.replace('"Nghị định 1/2021/NĐ-CP"', '""'), "values 1.source"),
        (HEAD + VALUE.replace("mark", "marc"), "values 1.marc"),
        (HEAD + VALUE.replace("2021\n", "true\n"), "values 1.since"),
        (HEAD + VALUE.replace("2021\n", "2021-07-01T00:00:00\n"), "values 1.since"),
        (HEAD + VALUE.replace("0.1", "nan"), "values 1.value"),
        (HEAD + VALUE.replace("0.1", "{ a = { b = 1 } }"), "values 1.value"),
        (HEAD + VALUE + VALUE, "values 2.since"),
        (HEAD + VALUE + '[[values.cited]]\nsince = 2022\nsource = ""\n', "values 1.cited"),
        (HEAD + VALUE + '[[values.cited]]\nsince = 2022\nsource = "A"\nmark = "X"\n', "values 1.cited.mark"),
        (HEAD + VALUE + '[[values.cited]]\nsince = 2022\nsourse = "A"\n', "values 1.cited.sourse"),
        (HEAD + VALUE + VALUE.replace("2021\n", "2022\n").replace("0.1", '"text"'), "values 2.value"),
        (HEAD + 'shape = "sum"', "shape"),
        (HEAD + 'shape = "norm"' + VALUE, "values 1.value"),
    ],
)
def test_a_malformed_file_names_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(LawFileError) as caught:
        _load(tmp_path, text)
    assert caught.value.key == key
    assert "pay/rate.toml" in str(caught.value)


def test_a_parameter_that_names_its_shape_may_leave_its_values_to_the_office(tmp_path: Path) -> None:
    law = _load(tmp_path, HEAD + 'shape = "share"\n')
    assert law.parameters["rate"].values == ()
    assert law.parameters["rate"].shape == "share"
    law = law.with_own([("rate", own(date(2024, 1, 1), "1/2"))])
    assert law.number("rate", 2024) == Fraction(1, 2)


def test_a_parameter_stands_in_one_field(tmp_path: Path) -> None:
    (tmp_path / "funds").mkdir()
    (tmp_path / "funds" / "rate.toml").write_text(HEAD + VALUE, "utf-8")
    with pytest.raises(LawFileError, match="two fields"):
        _load(tmp_path, HEAD + VALUE)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="restore"):
        load_law(tmp_path)


def test_sources_have_one_english_form():
    english = Words("en")
    assert source_words("Khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP", english) == (
        "Clause 23 Article 1 Decree 111/2025/NĐ-CP"
    )
    repealing = "Nghị định 111/2025/NĐ-CP bãi bỏ điểm b khoản 1 Điều 16 Nghị định 60/2021/NĐ-CP"
    assert source_words(repealing, english) == (
        "Decree 111/2025/NĐ-CP repealing Point b Clause 1 Article 16 Decree 60/2021/NĐ-CP"
    )
    assert source_words(repealing, Words("vi")) == repealing


def test_no_source_keeps_a_vietnamese_word_in_english():
    english, law = Words("en"), national_law()
    values = [value for parameter in law.parameters.values() for value in parameter.values]
    sources = [value.source for value in values] + [said for value in values for _, said, _ in value.cited]
    sources += [change.source for change in rule_changes()] + [regime.source for regime in regimes()]
    sources += [one.kind for one in issued().values()]
    for source in sources:
        # codes of issuers (NĐ-CP, QĐ-TTg) belong to the number
        said = re.sub(r"\d+/\d{4}/\S+", "", source_words(source, english))
        assert said.isascii(), said
