"""Trường của mẫu Word: what each paper fills in, and whether a template asks for what there is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from budget.report.memo_page import cell, template_of
from budget.report.word_table import word_table
from budget.report.words import Words

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEXT, LINES, RUN, BLOCK = "text", "lines", "run", "block"
"""A field of words; a list of such; words with their letters, written {{r field }}; a table in the place
of a paragraph, written {{p field }}."""

MARKS = {RUN: "r", BLOCK: "p"}

Fields = Mapping[str, Any]


def _texts(names: str) -> Fields:
    return dict.fromkeys(names.split(), TEXT)


def _runs(names: str) -> Fields:
    return dict.fromkeys(names.split(), RUN)


COMMON = _texts(
    "head_above head_name office recipient number code archive place_and_day dated day mark"
    " signatory_title signatory preparer"
)
PAPERS: Mapping[str, Fields] = {
    "memo": {
        **COMMON,
        **_texts("first last period period_last to_check year base unit base_support base_support_words"),
        **_texts("units schools pupils fourth"),
        **_texts(
            "growth real prices wanted there name basis support support_words change difference"
            " quo released cut increase"
        ),
        **_texts("up down same pupils_up pupils_down pupils_same open provisional"),
        **_texts(
            "decided level required minimum reason order compared losers norm reach to_minimum ended"
            " later_years exceptions beside apart"
        ),
        "unit_years": BLOCK,
        "details": BLOCK,
        **_texts("robust_said"),
        "robust": BLOCK,
        **dict.fromkeys(
            (
                "grounds",
                "plans",
                "other_plans",
                "demanded",
                "minimum_lines",
                "risks",
                "to_minimum_units",
                "requests",
            ),
            LINES,
        ),
        "plan_rows": _runs("name support saved norm_gap deficit_units deeper"),
        "years": _runs("year quo released cut increase support change"),
        "unit_rows": {
            **_runs("number name group pupils before released cut increase support change share"),
            "head": TEXT,
        },
    },
    "decisions": {
        **COMMON,
        **_texts("authority year proposer memo minutes draft"),
        "grounds": LINES,
        "decisions": _texts(
            "name code head period rest begun group ratio support support_words later orders fees kept"
            " provisional"
        ),
    },
    "slips": {
        **COMMON,
        "slips": {
            **_texts("about which basis grounds_head grounds cells_head cells notes_head"),
            "notes": LINES,
            "ladders": {"name": TEXT, "rungs": {"sign": TEXT, **_runs("label printed")}},
        },
    },
    "minutes": {
        **COMMON,
        **_texts(
            "place moment began ended where"
            " submitted decided base data data_several year period venue support support_words reach note"
            " tries tried_apart turned level exceptions reason order vote"
        ),
        **_texts("chair secretary chair_name secretary_name required"),
        **dict.fromkeys(
            (
                "people",
                "compared",
                "changes",
                "demanded",
                "discussed",
                "moved",
                "notes",
                "risks",
                "tried",
                "concluded",
                "present",
            ),
            LINES,
        ),
        "figures": _runs("figure submitted decided difference"),
    },
}
"""The fields of each paper; those of a table or of several papers stand below the name of their list."""

ITEMS = {"years": "y", "unit_rows": "u", "decisions": "d", "slips": "s", "ladders": "ladder", "rungs": "rung"}
ITEMS |= {"figures": "f", "plan_rows": "p"}
"""What one of a list is called in the program's own templates."""


TOLD_BY = {"unit_rows.head": "unit_rows", "where": "place", "minimum_lines": "minimum"}
TOLD_BY |= {"decisions.begun": "decisions.rest", "data_several": "data"}
"""Fields that an older template does without: another tells the same, or the first only lays out."""


@dataclass(frozen=True)
class Fault:
    """Một lỗi của mẫu: word `templates.fault_<kind>` and the numbers in it."""

    kind: str
    numbers: Mapping[str, Any]


def original(paper: str, words: Words) -> bytes:
    """Mẫu kèm theo chương trình."""
    return template_of(paper, words).read_bytes()


def listed(paper: str, filled_in: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Các trường của một văn bản: how each is written in the template, and what it is now.

    filled_in: the fields of the paper as its writer makes them, such as `memo_fields`.
    """
    return list(_listed(PAPERS[paper], "", filled_in))


def _listed(fields: Fields, within: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, kind in fields.items():
        value = values.get(name, "")
        if isinstance(kind, Mapping):
            item, part = ITEMS[name], "tr" if RUN in kind.values() else "p"
            yield f"{{%{part} for {item} in {within}{name} %}} … {{%{part} endfor %}}", f"{len(value)} ×"
            yield from _listed(kind, f"{item}.", value[0] if value else {})
        elif kind == LINES:
            yield f"{{%p for x in {within}{name} %}} {{{{ x }}}} {{%p endfor %}}", " · ".join(value)
        else:
            shown = value.striptags() if isinstance(value, Markup) else str(value)
            yield f"{{{{{MARKS.get(kind, '')} {within}{name} }}}}", shown


def faults(paper: str, content: bytes) -> list[Fault]:
    """Lỗi của một mẫu: no Word file, a field that there is not, a mark that cannot be read; or none."""
    from docx import Document  # noqa: PLC0415  slow to load, as docxtpl is
    from docxtpl import DocxTemplate  # noqa: PLC0415

    try:
        Document(io.BytesIO(content))
        template = DocxTemplate(io.BytesIO(content))
    except Exception:  # a broken package raises what its reader pleases
        return [Fault("no_word", {})]
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        if fields := unknown(paper, content):
            return [Fault("unknown", {"fields": fields})]
        template.render(_sample(PAPERS[paper]), jinja_env=environment)
    except TemplateError as error:
        return [Fault("unreadable", {"message": str(error.message or "")})]
    except Exception as error:  # lxml, where a mark stands across paragraphs
        return [Fault("unreadable", {"message": str(error)})]
    if re.search(rb"<w:t(?: [^>]*)?><w:(?:r|tbl)>", _body(template)):
        return [Fault("run", {})]
    return []


def lacking(paper: str, content: bytes, words: Words) -> list[str]:
    """Trường mà mẫu kèm theo có và mẫu này không có: what they say is not printed. Those of a list or of
    several papers stand behind its name ("decisions.kept"); of a list that lacks as a whole, only that.
    """
    own, found = _asked(content), sorted(_asked(original(paper, words)))
    lacks = [name for name in found if name not in own and TOLD_BY.get(name, "") not in own]
    return [name for name in lacks if "." not in name or name.partition(".")[0] not in lacks]


def unknown(paper: str, content: bytes) -> list[str]:
    """Trường mà mẫu này dùng và văn bản không có (nay không còn): their place stays empty; named as by
    `lacking`. Raises TemplateError where a mark cannot be read.
    """
    return sorted(_asked(content) - _known(PAPERS[paper]))


def _known(fields: Fields, within: str = "") -> set[str]:
    parts = (_known(kind, f"{name}.") for name, kind in fields.items() if isinstance(kind, Mapping))
    return {f"{within}{name}" for name in fields}.union(*parts)


def _asked(content: bytes) -> set[str]:
    """The fields that a template asks for."""
    from docxtpl import DocxTemplate  # noqa: PLC0415

    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    environment = SandboxedEnvironment(autoescape=True)
    tree = environment.parse(template.patch_xml(template.get_xml()))
    loops = tree.find_all(nodes.For)
    lists = {str(getattr(loop.target, "name", "")): _list_of(loop.iter) for loop in loops}
    parts = {
        f"{lists[one.node.name]}.{one.attr}"
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name in lists
    }
    return parts | set(template.get_undeclared_template_variables(environment))


def _list_of(loop: nodes.Node) -> str:
    """The name of what a loop goes through: a field, or the list within one of several papers."""
    return loop.attr if isinstance(loop, nodes.Getattr) else next((n.name for n in _names(loop)), "")


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    yield from [node] if isinstance(node, nodes.Name) else node.find_all(nodes.Name)


def _body(template: DocxTemplate) -> bytes:
    return str(template.get_xml()).encode()


_SAMPLES: Mapping[str, Callable[[], Any]] = {
    TEXT: lambda: "1",
    LINES: lambda: ["1"],
    RUN: lambda: cell("1", 10),
    BLOCK: lambda: word_table(["1"], [], [10], ["left"], 10),
}


def _sample(fields: Fields) -> dict[str, Any]:
    """One of everything."""
    made: dict[str, Any] = {}
    for name, kind in fields.items():
        if isinstance(kind, Mapping):
            made[name] = [_sample(kind)]
        else:
            made[name] = _SAMPLES[kind]()
    return made
