"""Nạp dữ liệu, việc đang làm: the files in hand, how they were read, and what the officer answered.

Nothing here is stored before the confirmation; callbacks change the answers, and the files
are read anew with them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from budget.findings import Finding
from budget.intake import Reading, Table, read_files
from budget.intake.columns import PLUS, SURE
from budget.intake.measure import SCALES
from pages.shared import cached, importing_files, loading_units, state
from pages.shared.loading_units import Answers, Line

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MONEY_UNITS = ("dong", "thousand", "million", "billion")
_WORK, _ROUND = "import.work", "import.round"


@dataclass(frozen=True)
class Work:
    """Các tệp đang xem: all that were dropped, the readings of those not left out, answers, known shapes.

    `stale`: the answers changed and the files are to be read anew.  `drops`: by the id of each file in the
    box the drop it came with, counted from 1.  `ids`: those of `files`.
    """

    files: tuple[tuple[str, bytes], ...]
    readings: tuple[Reading, ...]
    answers: Answers
    shapes: Mapping[str, Mapping[str, Any]]
    stale: bool = False
    drops: Mapping[str, int] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """Mọi đơn vị đã đọc."""
        return loading_units.lines(self.readings, self.answers)


def work() -> Work | None:
    """Việc đang làm, None when no file is in hand."""
    return state.note(_WORK)  # type: ignore[no-any-return]


def keep(changed: Work) -> None:
    """Nhớ việc đang làm."""
    state.keep(_WORK, changed)


def uploader_key() -> str:
    """Khóa của ô thả tệp: another one after the files were taken or forgotten."""
    return f"import.files.{state.note(_ROUND, 0)}"


def forget() -> None:
    """Bỏ các tệp đang xem."""
    state.keep(_WORK, None)
    state.keep(_ROUND, state.note(_ROUND, 0) + 1)


def take(dropped: Sequence[UploadedFile]) -> Work | None:
    """Nhận các tệp đã thả: reads what is new or was answered, with progress."""
    now = work()
    if not dropped:
        state.keep(_WORK, None)
        return None
    drops = importing_files.dropped_in(dropped, now.drops if now else {})
    last = {file.name: drops[file.file_id] for file in sorted(dropped, key=lambda f: drops[f.file_id])}
    held = [file for file in dropped if drops[file.file_id] == last[file.name]]
    ids = tuple(file.file_id for file in held)
    if now is None or now.ids != ids:
        names = importing_files.unique([file.name for file in held])
        files = tuple(zip(names, (file.getvalue() for file in held), strict=True))
        answers = about(now, set(now.files) & set(files)) if now else Answers()
        now = Work(
            files,
            (),
            replace(answers, out=answers.out | importing_files.replaced(names)),
            {},
            stale=True,
            ids=ids,
        )
    now = replace(now, drops=drops)
    keep(now)
    if now.stale:
        now = _read(now)
        keep(now)
    return now


def about(now: Work, same: Collection[tuple[str, bytes]]) -> Answers:
    """Trả lời còn đúng: those about files of the same name and content, and about their units."""
    answers, names = now.answers, {name for name, _ in same}
    there = {line.who for line in now.lines if set(line.files) <= names}
    codes, kinds, how = (
        {who: told for who, told in by_unit.items() if who in there}
        for by_unit in (answers.codes, answers.kinds, answers.how)
    )
    return replace(
        answers,
        tables={at: entry for at, entry in answers.tables.items() if at[0] in names},
        out=answers.out & names,
        seen=frozenset(mark for mark in answers.seen if mark[0] in names),
        joined={at: joined for at, joined in answers.joined.items() if at[0] in names},
        codes=codes,
        kinds=kinds,
        how=how,
    )


def _read(now: Work) -> Work:
    files = [(name, data) for name, data in now.files if name not in now.answers.out]
    readings = _with_progress(files, now.answers, now.shapes)
    store = cached.store()
    wanted = {t.shape for r in readings for t in r.tables} - now.shapes.keys()
    remembered = {shape: kept for shape in wanted if (kept := store.mapping(shape)) is not None}
    shapes = {**now.shapes, **remembered}
    if remembered:
        readings = _with_progress(files, now.answers, shapes)
    return replace(now, readings=tuple(readings), shapes=shapes, stale=False)


def _with_progress(
    files: Sequence[tuple[str, bytes]], answers: Answers, shapes: Mapping[str, Mapping[str, Any]]
) -> list[Reading]:
    w = state.words()
    bar = st.progress(0.0, w.t("import.reading_start", n=len(files)))
    order = {name: number for number, (name, _) in enumerate(files, start=1)}

    def progress(share: float, file: str, step: str) -> None:
        bar.progress(min(1.0, share), w.t("import.reading", n=order[file], of=len(files), file=file))

    readings = read_files(files, choices=loading_units.choices(answers, shapes), progress=progress)
    bar.empty()
    return readings


# -- what the officer answers: callbacks ------------------------------------------------------------------


def answered(answers: Answers, file: str, table: Table, **change: Any) -> Answers:
    """Thêm trả lời về một bảng: what was confirmed of it before holds on."""
    place = loading_units.place_of(answers, file, table)
    tables = dict(answers.tables)
    entry = dict(tables.pop((file, place), {}))
    held = {h.letter: h.answer for h in table.columns if h.chosen}
    if "mapping" in change:
        # a mapping by hand replaces what was guessed by content, so the guesses are held with it
        held |= {h.letter: h.answer for h in table.columns if (h.id or h.adds) and h.confidence < SURE}
        mapping = {**held, **entry.get("mapping", {})}
        taken = {id_ for id_ in change["mapping"].values() if id_}
        # another column for a figure takes the place of all that made it up
        mapping = {at: "" if id_.removeprefix(PLUS) in taken else id_ for at, id_ in mapping.items()}
        change["mapping"] = {**mapping, **change["mapping"]}
    elif held:
        entry.setdefault("mapping", held)
    for name in ("lines", "years", "scales"):
        if name in change:
            change[name] = {**entry.get(name, {}), **change[name]}
    if "head_rows" in change:
        tables = {at: e for at, e in tables.items() if not (at[0] == file and _sheet(at[1], table.sheet))}
        place = table.sheet
    tables[file, place] = {**entry, **change}
    return replace(answers, tables=tables)


def _sheet(place: str, sheet: str) -> bool:
    return place == sheet or place.startswith(f"{sheet}!")


def answer(tables: Sequence[tuple[str, Table]], name: str, key: str) -> None:
    """Ghi một trả lời về các bảng này, from the widget `key`; they are read anew."""
    value = state.current(key)
    if value is not None:
        settle_all(tables, **{name: value})


def settle_all(tables: Sequence[tuple[str, Table]], **change: Any) -> None:
    """Ghi một trả lời về các bảng này with its value; they are read anew."""
    now = work()
    if now is not None:
        answers = now.answers
        for file, table in tables:
            answers = answered(answers, file, table, **change)
        keep(replace(now, answers=answers, stale=True))


def read_column(file: str, table: Table, finding: Finding, key: str) -> None:
    """Đọc một cột theo đơn vị tính nào: as it is ("keep"), or by the other reading of the finding."""
    value = state.current(key)
    if value == "keep":
        accept([finding])
    elif value == "other":
        letter = "".join(c for c in finding.cell if c.isalpha())
        settle(file, table, scales={letter: other_scale(table, finding)})


def other_scale(table: Table, finding: Finding) -> str:
    """Đơn vị tính của cách đọc kia of a column, "" where there is none."""
    letter = "".join(c for c in finding.cell if c.isalpha())
    own = next((h.scale for h in table.columns if h.letter == letter), "") or table.money_unit
    numbers = finding.numbers
    times = numbers["factor"] if numbers["other"] > numbers["amount"] else 1 / numbers["factor"]
    wanted = SCALES.get(own, 1) * times
    return next((name for name, scale in SCALES.items() if scale == wanted), "")


def join(file: str, table: Table, key: str) -> None:
    """Ghép hay không ghép một bảng vào bảng của tệp khác, from the widget `key`; nothing is read anew."""
    now, value = work(), state.current(key)
    if now is not None and value is not None:
        joined = {**now.answers.joined, (file, table.sheet): value in (True, "yes")}
        keep(replace(now, answers=replace(now.answers, joined=joined)))


def settle(file: str, table: Table, **change: Any) -> None:
    """Ghi một trả lời về một bảng with its value."""
    settle_all([(file, table)], **change)


def sum_up(file: str, table: Table, id_: str, key: str) -> None:
    """Các cột này cộng thành một mục, in every table of the shape: the letters of the widget `key`."""
    letters = state.current(key)
    if letters:
        mapping = dict.fromkeys(letters, f"{PLUS}{id_}") | {letters[0]: id_}
        settle_alike(file, table, mapping=mapping)


def take_without(tables: Sequence[tuple[str, Table]], id_: str) -> None:
    """Tạm nhận các bảng này khi chưa có một cột; what it holds is to be completed later."""
    now = work()
    if now is not None:
        answers = now.answers
        for file, table in tables:
            place = loading_units.place_of(answers, file, table)
            before = answers.tables.get((file, place), {}).get("without", ())
            answers = answered(answers, file, table, without=[*before, id_])
        keep(replace(now, answers=answers, stale=True))


def take_rows_back(name: str) -> None:
    """Lấy lại các dòng đã bỏ của một tệp."""
    now = work()
    if now is not None:
        tables = {
            at: {key: told for key, told in entry.items() if at[0] != name or key != "leave_out"}
            for at, entry in now.answers.tables.items()
        }
        keep(replace(now, answers=replace(now.answers, tables=tables), stale=True))


def settle_alike(file: str, table: Table, **change: Any) -> None:
    """Ghi một trả lời về bảng này và mọi bảng cùng mẫu trong các tệp đang xem."""
    now = work()
    if now is not None:
        settle_all(alike(now, file, table), **change)


def alike(now: Work, file: str, table: Table) -> list[tuple[str, Table]]:
    """Các bảng cùng mẫu, each place once: the same headings, and of several years the same year."""
    year = table.place.partition("@")[2]
    found = {(file, table.place): table}
    for reading in now.readings:
        for other in reading.used:
            same = (other.shape, other.form, other.place.partition("@")[2]) == (table.shape, table.form, year)
            if same and other.year_columns == table.year_columns:
                found.setdefault((reading.file, other.place), other)
    return [(name, other) for (name, _), other in found.items()]


def undo(file: str, table: Table) -> None:
    """Đọc lại các bảng cùng mẫu như lúc đầu: answers and what was remembered of their shape are dropped."""
    now = work()
    if now is None:
        return
    cached.store().forget_mapping(table.shape, cached.author())
    places = {
        (name, loading_units.place_of(now.answers, name, other)) for name, other in alike(now, file, table)
    }
    tables = {at: entry for at, entry in now.answers.tables.items() if at not in places}
    shapes = {shape: kept for shape, kept in now.shapes.items() if shape != table.shape}
    keep(replace(now, answers=replace(now.answers, tables=tables), shapes=shapes, stale=True))


def leave_out(names: Sequence[str]) -> None:
    """Bỏ các tệp này, the others stay."""
    now = work()
    if now is not None:
        keep(replace(now, answers=replace(now.answers, out=now.answers.out | set(names)), stale=True))


def leave_out_units(of: Sequence[Line]) -> None:
    """Bỏ dòng của các đơn vị này, the others of their tables stay; a file of these only is left out whole."""
    now = work()
    if now is not None:
        whole = whole_files(now.lines, of)
        answers = replace(now.answers, out=now.answers.out | set(whole))
        for line in (line for line in of if line.file not in whole):
            place = loading_units.place_of(answers, line.file, line.table)
            before = answers.tables.get((line.file, place), {}).get("leave_out", ())
            answers = answered(answers, line.file, line.table, leave_out=[*before, line.number()])
        keep(replace(now, answers=answers, stale=True))


def whole_files(lines: Sequence[Line], of: Sequence[Line]) -> list[str]:
    """Các tệp không còn đơn vị nào without these."""
    gone = {(line.file, line.table.place, line.at) for line in of}
    rest = [line for line in lines if (line.file, line.table.place, line.at) not in gone]
    left = {file for line in rest for file in line.files}
    return list(dict.fromkeys(line.file for line in of if line.file not in left))


def take_back(name: str) -> None:
    """Lấy lại một tệp đã bỏ."""
    now = work()
    if now is not None:
        keep(replace(now, answers=replace(now.answers, out=now.answers.out - {name}), stale=True))


def accept(found: Sequence[Finding]) -> None:
    """Đã xem: these errors leave every figure known and do not stand in the way any more."""
    now = work()
    if now is not None:
        seen = now.answers.seen | {loading_units.mark_of(finding) for finding in found}
        keep(replace(now, answers=replace(now.answers, seen=seen)))


def identify(codes: Mapping[str, str], kinds: Mapping[str, str], how: str) -> None:
    """Ghi mã và loại hình của các đơn vị, by their mark; nothing is read anew."""
    now = work()
    if now is not None:
        answers = replace(
            now.answers,
            codes={**now.answers.codes, **codes},
            kinds={**now.answers.kinds, **kinds},
            how={**now.answers.how, **dict.fromkeys(codes, how)},
        )
        keep(replace(now, answers=answers))
