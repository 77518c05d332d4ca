"""The code's own health: who imports whom, where words, law and addresses live, what is pinned."""

from __future__ import annotations

import ast
import os
import re
import string
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

BUDGET = ROOT / "budget"
PAGES = ROOT / "pages"
COMMANDS = BUDGET / "__main__.py"
ALPHABET = BUDGET / "intake" / "text.py"  # where Vietnamese letters are the matter itself
CURRENCY = "đồng"  # it has no other name
PARTS = ("intake", "report", "store")
VIETNAMESE = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
# 60/2021/NĐ-CP, 56/2022/TT-BTC: the number of a document.
DOCUMENT = re.compile(r"\d+/\d{4}/(NĐ|TT|QĐ|NQ|QH|L)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://(?!schemas\.)[\w.-]+")
FIELD_NAME = re.compile(r"\w+")


def python_files(*places: Path) -> list[Path]:
    """The Python files at some places."""
    return sorted(
        file
        for place in places
        for file in ([place] if place.suffix == ".py" else place.rglob("*.py"))
        if file.is_file()
    )


PRODUCT = python_files(BUDGET, PAGES, ROOT / "app.py")
MODEL = [file for file in python_files(BUDGET) if file.parent == BUDGET and file != COMMANDS]


def shown(file: Path, line: int = 0) -> str:
    """A file, and its line, as a person would look for it."""
    return file.relative_to(ROOT).as_posix() + (f":{line}" if line else "")


@cache
def tree(file: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a file imports, wherever in the file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(file.relative_to(ROOT).parts[: -node.level]) if node.level else ""
            module = ".".join(filter(None, [package, node.module]))
            yield from ((node.lineno, f"{module}.{name.name}") for name in node.names)


def imported_from(file: Path, *packages: str) -> list[str]:
    """Where a file imports something of the packages."""
    return [
        f"{shown(file, line)} imports {name}"
        for line, name in imports(file)
        if any(f"{name}.".startswith(f"{package}.") for package in packages)
    ]


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that the program uses; docstrings are for people."""
    notes = {
        id(node.value)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


def offences(found: Iterator[str] | list[str]) -> None:
    """Fails with every offence, one a line."""
    lines = list(found)
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_the_tree_is_read_at_all():
    assert len(MODEL) > 10
    assert {file.parent.name for file in PRODUCT} >= {"budget", *PARTS}


# --- who imports whom ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", MODEL, ids=shown)
def test_the_model_knows_no_page_no_chart_no_database_and_no_office_file(file: Path):
    outside = ("streamlit", "plotly", "xlsxwriter", "sqlalchemy", "alembic", "pptx", "docx", "docxtpl")
    offences(imported_from(file, *outside, *(f"budget.{part}" for part in PARTS)))


@pytest.mark.parametrize("part", PARTS)
def test_intake_store_and_report_do_not_know_one_another(part: str):
    others = [f"budget.{other}" for other in PARTS if other != part]
    offences(
        line for file in python_files(BUDGET / part) for line in imported_from(file, *others, "streamlit")
    )


def test_nothing_in_budget_knows_the_pages():
    offences(line for file in python_files(BUDGET) for line in imported_from(file, "pages", "app"))


SLOW = ("docx", "docxtpl", "pptx", "openpyxl", "python_calamine", "xlrd", "lxml", "alembic")
SHOW_SLIDES = {"export.py", "meeting.py"}  # they say on screen what the slides say


def loaded(file: Path, seen: set[Path]) -> Iterator[str]:
    """What loading a file loads of others than ours, by whatever way."""
    seen.add(file)
    for node in tree(file).body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        for name in node.names:
            path = ROOT.joinpath(*module.split("."), *name.name.split("."))
            ours = [one for at in (path, path.parent) for one in (at.with_suffix(".py"), at / "__init__.py")]
            inner = next((one for one in ours if one.is_file()), None)
            if inner is None:
                yield (module or name.name).partition(".")[0]
            elif inner not in seen:
                yield from loaded(inner, seen)


SHOWN = [f for f in python_files(PAGES) if f.parent.name != "shared" and f.name not in SHOW_SLIDES]


@pytest.mark.parametrize("file", SHOWN, ids=shown)
def test_a_page_opens_without_what_is_slow_to_load_and_seldom_used(file: Path):
    """It is loaded where a file is read or written, or a database brought up to date."""
    assert not {*loaded(file, set())} & {*SLOW}


def test_session_state_and_caches_have_one_home_each():
    homes = {"session_state": "state.py", "cache_data": "cached.py", "cache_resource": "cached.py"}
    offences(
        f"{shown(file, node.lineno)} uses {node.attr}, which lives in pages/shared/{homes[node.attr]}"
        for file in python_files(PAGES, ROOT / "app.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in homes
        if file != PAGES / "shared" / homes[node.attr]
    )


def test_no_file_lies_directly_in_pages():
    """Streamlit would serve it past the sign-in gate of app.py."""
    offences(shown(file) for file in PAGES.glob("*") if file.is_file())


# --- words --------------------------------------------------------------------------------------------------


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """A words file under flat keys."""
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found


def words(language: str) -> dict[str, str]:
    """Every word of a language."""
    return flat(tomllib.loads((ROOT / "data" / "words" / f"{language}.toml").read_text(encoding="utf-8")))


def placeholders(template: str) -> set[str]:
    """The names of the values that a template asks for."""
    names = (name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    return {match.group() for match in map(FIELD_NAME.match, names) if match}


def test_no_vietnamese_in_the_code():
    """A single letter is not a word: text is compared and folded letter by letter."""
    offences(
        f"{shown(file, line)} says {text!r}"
        for file in PRODUCT
        for line, text in strings(file)
        if file != ALPHABET and len(text) > 1 and VIETNAMESE.search(text.replace(CURRENCY, ""))
    )


def test_both_languages_say_the_same_things():
    vietnamese, english = words("vi"), words("en")
    offences(f"data/words: {key} in one language only" for key in sorted(vietnamese.keys() ^ english.keys()))
    offences(
        f"data/words: {key} asks for {placeholders(vietnamese[key])} and {placeholders(english[key])}"
        for key in vietnamese
        if placeholders(vietnamese[key]) != placeholders(english[key])
    )


def test_every_word_that_is_asked_for_is_there():
    keys = words("vi").keys()
    offences(
        f"{shown(file, line)} asks for {key}"
        for file in PRODUCT
        for line, key, whole in asked_words(file)
        if not (key in keys if whole else any(known.startswith(key) for known in keys))
    )


def asked_words(file: Path) -> Iterator[tuple[int, str, bool]]:
    """Line and key of every `t("key")`; of `t(f"table.{x}")` the part that is known, and False."""
    for node in ast.walk(tree(file)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        key = node.args[0]
        if name != "t":
            continue
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.lineno, key.value, True
        elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            yield key.lineno, str(key.values[0].value), False


# --- law, addresses, habits ---------------------------------------------------------------------------------


def test_no_document_number_in_the_code():
    offences(
        f"{shown(file, line)}: {text!r}"
        for file in PRODUCT
        for line, text in strings(file)
        if DOCUMENT.search(text)
    )


def test_the_app_knows_no_address_of_the_outside():
    settings = [file for file in (ROOT / ".streamlit").rglob("*") if file.is_file()]
    offences(
        f"{shown(file, number)}: {line.strip()}"
        for file in [*settings, *python_files(PAGES, BUDGET / "report", ROOT / "app.py")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if ADDRESS.search(line)
    )


def test_a_module_fits_into_a_head():
    sizes = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in [*PRODUCT, ROOT / "run.py"]}
    offences(f"{shown(file)} has {lines} lines" for file, lines in sizes.items() if lines > 350)


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    offences(
        f"{shown(file, number)}: {line.strip()}"
        for file in [*PRODUCT, *python_files(ROOT / "tests", ROOT / "run.py")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if later.search(line)
    )


def test_only_the_commands_print():
    offences(
        shown(file, node.lineno)
        for file in PRODUCT
        if file != COMMANDS
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    )


def test_no_page_stops_the_run_of_the_app():
    """After `st.stop()` what was typed could not be saved any more: `parts.stop()` ends the page alone.

    Only the gate of app.py, before any page, stops all.
    """

    def stops(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return node.module == "streamlit" and any(name.name == "stop" for name in node.names)
        return isinstance(node, ast.Attribute) and ast.unparse(node) in ("st.stop", "streamlit.stop")

    ends = [(file, node.lineno) for file in PRODUCT for node in ast.walk(tree(file)) if stops(node)]
    offences(shown(file, line) for file, line in ends if file != ROOT / "app.py")
    assert len(ends) == 1


def test_every_module_and_public_name_says_what_it_is():
    kinds = (ast.FunctionDef, ast.ClassDef)
    offences(
        f"{shown(file, getattr(node, 'lineno', 1))} has no docstring"
        for file in python_files(BUDGET)
        for node in [tree(file), *tree(file).body]
        if isinstance(node, ast.Module) or (isinstance(node, kinds) and not node.name.startswith("_"))
        if tree(file).body and not ast.get_docstring(node)
    )


# --- what is installed --------------------------------------------------------------------------------------

LOCKS = ("requirements.txt", "tests/requirements.txt")


def pinned(lock: str) -> dict[str, list[Requirement]]:
    """The packages of a lock, by name in lower case; a name twice is pinned for different Pythons."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[Requirement]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        pin = Requirement(line.split(" --hash")[0])
        found.setdefault(normal(pin.name), []).append(pin)
    return found


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_hashes_and_no_index_is_named(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    line = re.compile(r"[a-z0-9._-]+==[^ ;]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", re.IGNORECASE)
    offences(f"{lock}: {words[:80]}" for words in text.splitlines() if not line.fullmatch(words.strip()))


def test_the_locks_keep_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.txt": project["project"]["dependencies"],
        "tests/requirements.txt": project["dependency-groups"]["test"],
    }
    for lock, wishes in asked.items():
        pins = pinned(lock)
        for wish in map(Requirement, wishes):
            versions = [str(pin.specifier).removeprefix("==") for pin in pins.get(normal(wish.name), [])]
            assert any(map(wish.specifier.contains, versions)), f"{lock} has no {wish}: {versions}"


def test_the_tests_run_with_the_versions_of_the_app():
    app, tests = ({name: set(map(str, pins)) for name, pins in pinned(lock).items()} for lock in LOCKS)
    offences(
        f"{name}: {app[name]} and {tests[name]}" for name in app.keys() & tests if app[name] != tests[name]
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mark on a file")
def test_the_checks_can_be_started():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
