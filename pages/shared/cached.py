"""Bộ nhớ đệm: the only caches. Everything in them is frozen, so that visits may share it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

import streamlit as st

from budget import law_review
from budget.completeness import known_rows
from budget.law import Law, national_law
from budget.law_values import LawValue
from budget.report.law_documents import ISSUED, TITLED
from budget.scenario import Scenario, ScenarioError, parse_scenario
from budget.simulate import Result, simulate
from budget.store import DataVersion, Organisation, OwnLawValue, SavedScenario, Store, open_store
from budget.units import Units
from pages.shared import state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Made = TypeVar("Made")

UNNAMED = "signing.unnamed"
"""Note: since when this window has written without a name."""

READ = "V"
"""Mark of the office's own values: it has the document that it names."""


def shared(most: int | None = None) -> Callable[[Made], Made]:
    """Giữ chung cho mọi lượt: Streamlit's cache of so many results, which looks at the function's arguments
    once instead of at every call.
    """

    def made(of: Made) -> Made:
        function = cast("Any", of)
        function.__signature__ = inspect.signature(function)
        return cast("Made", st.cache_resource(show_spinner=False, max_entries=most)(function))

    return made


@shared()
def store() -> Store:
    """Kho dữ liệu, opened once for all visits."""
    return open_store()


def author() -> str:
    """Người làm, for what is about to be written: where nobody gave a name, the sidebar asks for one."""
    name = state.person()
    if not name and not state.note(UNNAMED):
        state.keep(UNNAMED, datetime.now().astimezone())
    return name


def organisation() -> Organisation | None:
    """Cơ quan hôm nay."""
    return store().organisation(date.today())  # noqa: DTZ011 the office's own day


def level_ended() -> date | None:
    """Ngày cuối của cấp mà cơ quan đang khai, where that level is no more today."""
    office = organisation()
    return law_review.level_ended(office.level, date.today()) if office else None  # noqa: DTZ011 the office's own day


@shared(16)
def units(version_id: int) -> Units:
    """Các đơn vị của một phiên bản dữ liệu; a version never changes."""
    return store().data(version_id)


def law(at: datetime | None = None) -> Law:
    """Pháp luật chung with the office's own values over it, those of today or of a moment."""
    own = store().law_values(at=at)
    return _law(tuple(value.id for value in own), own)


@shared(8)
def _law(ids: tuple[int, ...], _own: Sequence[OwnLawValue]) -> Law:
    values = ((own.parameter, LawValue(own.since, own.value, READ, own.document)) for own in _own)
    return national_law().with_own(values)


def chapters() -> dict[str, str]:
    """Mã chương in trên giấy tờ hôm nay, by kind of unit."""
    now = organisation()
    day = date.today()  # noqa: DTZ011 the office's own day
    return law_review.chapters(law(), day, commune=now is not None and now.level == "ward")


def issued_days() -> dict[str, str]:
    """Ngày ban hành và trích yếu do cơ quan ghi, ISO days and titles by the key of the setting."""
    return {
        key: str(said)
        for key, said in store().settings().items()
        if key.startswith((ISSUED, TITLED)) and said
    }


def data_version() -> DataVersion | None:
    """Phiên bản dữ liệu đang xem; None before any data were taken in."""
    found = [v for v in store().data_versions() if v.id == state.data_version()]
    return found[0] if found else None


def saved_scenario() -> SavedScenario | None:
    """Phương án đang xem, as saved; None where only the status quo is."""
    found = [s for s in store().scenarios() if s.id == state.scenario_id()]
    return found[0] if found else None


def scenario(text: str) -> Scenario:
    """Phương án từ văn bản đã lưu. Errors: ScenarioError."""
    return derived("scenario", (text,), lambda: parse_scenario(text))


def status_quo() -> Scenario:
    """Hiện trạng: the empty scenario, to the farthest year that any saved scenario reaches."""
    version, plain = data_version(), Scenario(name="-")
    if version is None:
        return plain
    last = [plain.years(version.base_year)[-1]]
    for saved in store().scenarios():
        with suppress(ScenarioError):
            last.append(scenario(saved.text).years(version.base_year)[-1])
    return Scenario(name="-", horizon=max(last)) if max(last) > last[0] else plain


def result(of: Scenario, version_id: int, under: Law | None = None) -> Result:
    """Kết quả của một phương án trên một phiên bản dữ liệu, under the law with the office's own values; who
    asks often hands the law in.
    """
    rows, rules = units(version_id), under or law()
    key = (rows.fingerprint, of.fingerprint, rules.fingerprint)
    return _result(key, rows, of, rules)


@shared(48)
def _result(key: tuple[str, str, str], _units: Units, _scenario: Scenario, _law: Law) -> Result:
    return simulate(_units, _scenario, _law)


def given(version_id: int) -> list[dict[str, Any]]:
    """Các dòng số liệu như đã cho, None where neither a cell nor a person says a figure."""
    rows = units(version_id)
    return derived("given", (version_id,), lambda: known_rows(rows, store().all_sources(version_id)))


def derived(what: str, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
    """Kết quả suy ra (a comparison, a goal seek): made once for its key, which names all that it depends on.

    `key` holds texts and numbers only, such as the fingerprints of the results that `make` reads.
    """
    return _derived(what, key, make)  # type: ignore[no-any-return]


@shared(128)
def _derived(what: str, key: tuple[Any, ...], _make: Callable[[], Any]) -> Any:
    return _make()


SLOW_KEPT = 32
"""Slow results that all visits share; the oldest goes first."""

LEAST_TOLD = 0.01
"""What of the work is done anew before the bar moves: each move is sent to the browser."""


def slowly(
    what: str,
    key: tuple[Any, ...],
    make: Callable[[Callable[[float], None]], Made],
    working: str,
    place: DeltaGenerator | None = None,
) -> Made:
    """Kết quả lâu mới có, with progress while it is made: `make` is given what hears the share done. `place`
    is a slot in view for it, where what is made stands farther down.

    Another choice while it runs leaves it unfinished, and nothing is kept. `key` as for `derived`.
    """
    kept = _slow()
    if (what, *key) not in kept:
        bar = st.progress(0.0, working) if place is None else place.progress(0.0, working)

        told = 0.0

        def done(share: float) -> None:
            nonlocal told
            if share - told >= LEAST_TOLD or share >= 1.0:
                told = share
                bar.progress(min(1.0, share), working)

        kept[(what, *key)] = make(done)
        bar.empty()
        while len(kept) > SLOW_KEPT:
            kept.pop(next(iter(kept)), None)
    return kept[(what, *key)]  # type: ignore[no-any-return]


@shared()
def _slow() -> dict[tuple[Any, ...], Any]:
    return {}
