"""Templates of the office: their fields are those that are filled in, and a wrong one is told."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from budget.report.memo import memo_fields, write_memo
from budget.report.minutes import Decided, minutes_fields
from budget.report.paper_fields import LINES, PAPERS, faults, lacking, listed, original, unknown
from budget.report.unit_papers import decision_fields, slip_fields, write_decisions
from budget.report.words import Words
from tests.plans import M, run, school, service
from tests.test_minutes import AT, PEOPLE, RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from budget.simulate import Result

MADE = datetime(2026, 11, 23, 14, 32)  # noqa: DTZ001 - a day of the office
ROWS = (
    service(salary=100 * M, professional=100 * M, support=200 * M),
    school(salary=80 * M, professional=20 * M, support=90 * M, pupils=10),
)


@pytest.fixture(scope="module")
def result() -> Result:
    return run(2022, ROWS, "horizon = 2024")


def fields(paper: str, result: Result) -> Mapping[str, Any]:
    about: dict[str, Any] = {"words": Words(), "organisation": {"name": "Phòng"}}
    match paper:
        case "memo":
            return memo_fields([result, result], **about, created=MADE)
        case "decisions":
            return decision_fields(result, **about, created=MADE)
        case "slips":
            return slip_fields(result, **about, created=MADE)
    return minutes_fields(Decided(AT, PEOPLE, "A", "B", 2022, 1, RECORD), **about)


def shape(value: Any) -> Any:
    """What a field is, without what it says."""
    if isinstance(value, list):
        return shape(value[0]) if value and isinstance(value[0], dict) else LINES
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return "text"


def wanted(kinds: Mapping[str, Any]) -> dict[str, Any]:
    return {
        n: wanted(k) if isinstance(k, dict) else LINES if k == LINES else "text" for n, k in kinds.items()
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_the_fields_are_those_that_are_filled_in(paper: str, result: Result):
    assert shape(dict(fields(paper, result))) == wanted(PAPERS[paper])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_program_s_own_templates_hold_to_them(paper: str, language: str):
    assert faults(paper, original(paper, Words(language))) == []


def test_the_list_says_how_a_field_is_written_and_what_it_is_now(result: Result):
    found = dict(listed("memo", fields("memo", result)))
    # 200 and 90 million
    assert found["{{ base_support }}"] == "290 triệu đồng"
    assert found["{{ base_support_words }}"] == "Hai trăm chín mươi triệu đồng"
    assert found["{{r y.quo }}"] == "290.000.000"
    assert found["{%tr for y in years %} … {%tr endfor %}"] == "3 ×"
    assert "Nghị định số 60/2021/NĐ-CP" in found["{%p for x in grounds %} {{ x }} {%p endfor %}"]
    assert "{{r rung.label }}" in dict(listed("slips", fields("slips", result)))


def test_an_office_s_own_wording_is_used(result: Result):
    lines = ("{%p for d in decisions %}", "{{ d.name }}: {{ d.support }}", "{%p endfor %}")
    template = document("Ủy ban {{ authority }} giao {{ year }}", *lines)
    assert faults("decisions", template) == []
    out = io.BytesIO()
    write_decisions(
        out, result, words=Words(), organisation={"authority": "X"}, created=MADE, template=template
    )
    said = [p.text for p in Document(io.BytesIO(out.getvalue())).paragraphs]
    assert said[0] == "Ủy ban X giao 2023"
    assert said[1].startswith("V1: ")
    out = io.BytesIO()
    write_memo(out, [result], words=Words(), created=MADE, template=document("{{ base_support_words }}"))
    assert "Hai trăm chín mươi triệu đồng" in Document(io.BytesIO(out.getvalue())).paragraphs[0].text


@pytest.mark.parametrize(
    ("paper", "text", "kind"),
    [
        ("memo", "{{ suport }}", "unknown"),
        ("minutes", "{{ decisions }}", "unknown"),
        ("memo", "{{ support }", "unreadable"),
        ("memo", "{%p for y in years %}", "unreadable"),
        ("decisions", "{%p for d in decisions %}¶{{ d.nam }}¶{%p endfor %}", "unknown"),
        ("memo", "{%p for y in years %}¶{{ y.quo }}¶{%p endfor %}", "run"),
        ("memo", "{{ support.__class__.__mro__ }}", "unreadable"),
    ],
)
def test_a_template_that_cannot_be_filled_is_told(paper: str, text: str, kind: str):
    assert [fault.kind for fault in faults(paper, document(*text.split("¶")))] == [kind]


def test_what_is_no_word_file_is_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    for content in (b"", b"PK\x03\x04", out.getvalue()):
        assert [fault.kind for fault in faults("memo", content)] == ["no_word"]


def test_the_fields_that_are_missing_are_named():
    (fault,) = faults("memo", document("{{ a_b }} {{ z }} {{ support }}"))
    assert re.findall(r"\w+", str(fault.numbers["fields"])) == ["a_b", "z"]


def test_a_template_of_an_older_version_is_filled_and_what_it_misses_is_named(result: Result):
    # fields that the paper has no more: one alone, one of a list, one within another
    lines = ("{%p for d in decisions %}", "{{ d.name }}|{{ d.further }}|{{ others.first }}", "{%p endfor %}")
    old = document("{{ authority }}", *lines)
    assert unknown("decisions", old) == ["decisions.further", "others"]
    out = io.BytesIO()
    write_decisions(out, result, words=Words(), created=MADE, template=old)
    said = [p.text for p in Document(io.BytesIO(out.getvalue())).paragraphs]
    assert f"{result.units.name[0]}||" in said


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_the_program_s_own_template_uses_no_field_that_there_is_not(paper: str):
    for language in ("vi", "en"):
        assert unknown(paper, original(paper, Words(language))) == []


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_a_template_that_lacks_fields_of_the_program_s_own_is_told_which(paper: str):
    words = Words()
    assert lacking(paper, original(paper, words), words) == []
    # a letter with one field has no list of papers, and is told no part of it
    found = lacking(paper, document("{{ office }}"), words)
    assert {"head_name", "mark"} <= set(found)
    assert "office" not in found
    assert not any(name.startswith(("decisions.", "slips.")) for name in found)


def test_what_another_field_tells_does_not_lack():
    words, loop = Words(), ("{%p for one in decisions %}", "{{ one.name }} {{ one.kept }}", "{%p endfor %}")
    found = lacking("decisions", document(*loop), words)
    # whatever the office calls a paper within its loop
    assert "decisions.later" in found
    assert not {"decisions", "decisions.name", "decisions.kept"} & set(found)
    rows = ("{%p for row in unit_rows %}", "{{ row.name }}", "{%p endfor %}")
    assert "unit_rows.head" not in lacking("memo", document(*rows), words)


def document(*lines: str) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
