"""Trạng thái của một phiên: the only place that touches st.session_state.

What is chosen (language, data, scenario, year, filters, ...) also stands in the address, so that a copied
address opens the same view for another person. Defaults do not: an address says only what was chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import streamlit as st

from budget.printable import printable
from budget.report.chart_style import Look
from budget.report.numbers import MONEY_UNITS
from budget.report.words import Words
from pages.shared.choices import CHOICES, meant

K = TypeVar("K")

HOME = "overview"
"""The page at the address of the app itself; Streamlit knows it by no other."""

_CHOSEN, _FOLLOWED = "chosen", "followed"
_PERSON = "person"
_LANGUAGE, _VIEW, _NAME = "budget_language", "budget_view", "budget_name"
"""What a browser remembers for the next visit: the language, the choices of LASTING, who works there."""
_YEAR = 365 * 24 * 3600
"""Seconds for which it does."""

HERE = ("127.0.0.1", "localhost", "::1")
"""Hosts by which a browser reaches only its own computer."""

YEAR_TAKEN = "year.taken"
"""Note: the year in view where nobody chose it; it does not last."""

SHOWN = "plan.shown"  # the plan whose figures this run shows, by name and fingerprint

ROOM_UNIT = "million"
"""The smallest unit of money on a screen that a whole room reads."""
_ROOM = "room"

LONGEST_NAME = 200
"""Letters of a person's name."""

LASTING = (
    *("money_unit", "data", "scenario", "year", "own", "compared", "baseline", "proposed", "unit"),
    *("condition", "tried"),
)
"""Choices with which work goes on after the program or the browser was closed; filters do not last, the
condition of a goal does: under another the same wish would be answered otherwise without a word; and whether
files tell of the tries: a second set would come without them.
"""


def start() -> None:
    """Mở phiên: on the first run take the choices from the address; what cannot be read there is left out.
    An address that says nothing but the language goes on with what this browser looked at last.
    """
    keep(_ROOM, None)
    if _CHOSEN in st.session_state:
        return
    told, language = st.query_params.to_dict(), CHOICES["language"].address
    if told.keys() <= {language}:
        told = dict(parse_qsl(unquote(_remembered(_VIEW)))) | told
    _read({language: _remembered(_LANGUAGE)} | told)
    if name := named(unquote(_remembered(_NAME))):
        put_person(name)


def _remembered(cookie: str) -> str:
    """What this browser kept from the visit before."""
    return st.context.cookies.get(cookie, "")


def remember() -> None:
    """Nhớ trong trình duyệt này the language and what is looked at, for an address that says nothing; and the
    name given in this window, which a window without one leaves as another has given it.

    Sent with every run: an element that came and went would move all below it, and what has the focus there
    would lose it.
    """
    lasting = [name for name in LASTING if name != "year" or year() != note(YEAR_TAKEN)]
    kept = {_LANGUAGE: language(), _VIEW: quote(urlencode(_told(lasting)))}
    if _PERSON in st.session_state:
        kept[_NAME] = quote(person())
    cookies = (f"{name}={value}; path=/; max-age={_YEAR}; SameSite=Lax" for name, value in kept.items())
    script = "".join(f"document.cookie = {cookie!r};" for cookie in cookies)
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def person() -> str:
    """Người đang làm ở cửa sổ này, as he named himself; "" where nobody has."""
    return str(st.session_state.get(_PERSON, ""))


def put_person(name: str) -> None:
    """Đặt tên người đang làm."""
    st.session_state[_PERSON] = name


def named(typed: str) -> str:
    """Một tên đã gõ, its blanks put in order."""
    return " ".join(printable(typed).split())[:LONGEST_NAME]


def _read(told: Mapping[str, str]) -> None:
    chosen: dict[str, Any] = {}
    for name, choice in CHOICES.items():
        if choice.address in told:
            with suppress(ValueError):
                chosen[name] = choice.read(told[choice.address])
    st.session_state[_CHOSEN] = chosen


def write_address() -> None:
    """Ghi lựa chọn vào địa chỉ, so that it can be copied at any moment."""
    wanted = _told(CHOICES)
    ours = {choice.address for choice in CHOICES.values()}
    others = {k: v for k, v in st.query_params.to_dict().items() if k not in ours}
    if st.query_params.to_dict() != {**others, **wanted}:
        st.query_params.from_dict({**others, **wanted})


def _told(names: Iterable[str]) -> dict[str, str]:
    """What an address says of these choices: those that differ from their default."""
    return {CHOICES[name].address: _text(get(name)) for name in names if get(name) != CHOICES[name].default}


def link(page: str, **choices: Any) -> str:
    """Địa chỉ của một trang with the choices in view and those given: what a row of a table links to.

    `page` is the page's file name without its ending ("unit"). None or "" leaves a choice out.
    Errors: KeyError for a choice that there is not.
    """
    if unknown := choices.keys() - CHOICES.keys():
        raise KeyError(*unknown)
    named = st.session_state.get(_CHOSEN, {}) | choices  # looked up once: a table has thousands of links
    told = {
        choice.address: _text(named[name])
        for name, choice in CHOICES.items()
        if named.get(name) not in (None, "", choice.default)
    }
    path = "/" if page == HOME else f"/{page}"
    return f"{path}?{urlencode(told)}" if told else path


def take(address: str) -> tuple[str, dict[str, str]]:
    """Nhận lựa chọn của một địa chỉ do `link` làm, as if it were opened anew: what it does not name is as by
    default. Gives back the page and what else the address says.
    """
    found = urlsplit(address)
    told = dict(parse_qsl(found.query))
    _read(told)
    ours = {choice.address for choice in CHOICES.values()}
    return page_of(address), {name: text for name, text in told.items() if name not in ours}


def page_of(address: str) -> str:
    """Trang của một địa chỉ, by its file name without ending; not every address is one of this app."""
    return urlsplit(address).path.strip("/") or HOME


def on_this_computer() -> bool:
    """Địa chỉ đang xem chỉ mở được trên máy này: the browser runs beside the server."""
    return urlsplit(st.context.url or "").hostname in HERE


def get(name: str) -> Any:
    """Lựa chọn hiện tại: language, money_unit, data, scenario, year, compared, baseline, unit or a filter."""
    return st.session_state.get(_CHOSEN, {}).get(name, CHOICES[name].default)


def choose(name: str, value: Any) -> None:
    """Chọn: shown by what is drawn after it; call it in a callback, or st.rerun() afterwards."""
    if name not in CHOICES:
        raise KeyError(name)
    st.session_state.setdefault(_CHOSEN, {})[name] = value


def chooser(name: str, key: str = "", options: Sequence[Any] = (), default: Any = None) -> dict[str, Any]:
    """Gắn một ô chọn với lựa chọn: the `key` and `on_change` of the widget that shows and changes a choice.
    The widget's value is that of the choice; make sure first that the choice is among the options, or give
    the `options`: what is not among them is then the `default`, which does not stand in the address.
    """
    key = key or f"choose.{name}"
    value = get(name)
    if options and value not in options:
        value = default
    st.session_state[key] = list(value) if isinstance(value, tuple) else value

    def taken() -> None:
        value = st.session_state[key]
        value = tuple(value) if isinstance(value, list) else value
        if meant(name, value):
            choose(name, CHOICES[name].default if options and value == default else value)

    return {"key": key, "on_change": taken}


def told_apart(names: Mapping[K, str]) -> dict[K, str]:
    """Tên để chọn, by key: where several have the same name each also says its key (a unit its code).

    The browser sends the words of an option back, so that of two with the same words another may be taken
    than the one that was chosen.
    """
    count = Counter(names.values())
    return {key: name if count[name] == 1 else f"{name} ({key})" for key, name in names.items()}


@dataclass(slots=True)
class Followed:
    """Một ô nhập theo giá trị đã lưu: the saved value that it last saw, and what it held then, in which
    language.
    """

    saved: Any
    held: Any
    language: str
    clicked: tuple[Any, ...] = ()  # what came with a click since that changes the saved value, if any


def follow(key: str, value: Any) -> None:
    """Cho ô nhập theo giá trị đã lưu: call before the widget with this key.

    The widget keeps what was typed until the saved value changes by something else (undo, another scenario);
    then it takes the saved value. A saved value that is what the widget itself last held changes nothing:
    meanwhile the officer may have moved on. Nor does one of a click (`clicked`) after which was typed.
    """
    known = st.session_state.setdefault(_FOLLOWED, {})
    before = known.get(key)
    moved = before and value not in (before.saved, before.held)
    # not compared with what was held: the browser may not have had that yet when the click was made
    if key not in st.session_state or (moved and before.clicked in ((), (st.session_state[key],))):
        st.session_state[key] = value
    elif before and before.language != language():
        # a box of options goes on showing the words it was drawn with until its value is set anew
        st.session_state[key] = st.session_state[key]
    known[key] = Followed(value, st.session_state[key], language())


def followed(start: str) -> list[Followed]:
    """Các ô nhập có khóa bắt đầu như vậy. Who has saved what they hold says so of each, without touching the
    session: there a run ends once the next is asked for.
    """
    return [one for key, one in st.session_state.get(_FOLLOWED, {}).items() if key.startswith(start)]


def clicked(start: str) -> None:
    """Bấm nút làm đổi giá trị đã lưu: call first in its callback; what is typed after it counts."""
    for key, one in st.session_state.get(_FOLLOWED, {}).items():
        if key.startswith(start) and key in st.session_state:
            one.clicked = (st.session_state[key],)


def holds(key: str) -> bool:
    """Ô nhập còn giá trị: it was drawn in the run before."""
    return key in st.session_state


def current(key: str) -> Any:
    """Giá trị đang có của một ô nhập."""
    return st.session_state[key]


def put(key: str, value: Any) -> None:
    """Đặt giá trị của một ô nhập; only in a callback, before the widget is drawn."""
    st.session_state[key] = value


def note(key: str, default: Any = None) -> Any:
    """Điều trang tự nhớ trong phiên (an upload not yet confirmed, a message to show once)."""
    return st.session_state.get(f"note.{key}", default)


def keep(key: str, value: Any) -> None:
    """Nhớ một điều cho trang trong phiên; None forgets it."""
    if value is None:
        st.session_state.pop(f"note.{key}", None)
    else:
        st.session_state[f"note.{key}"] = value


def language() -> str:
    """Ngôn ngữ: "vi" or "en"."""
    return str(get("language"))


def words(*, paper: bool = False) -> Words:
    """Lời văn in the chosen language and unit of money: `paper` has it also while a screen is read from the
    back of a room, whose large letters have no room for figures in a smaller unit than a million.
    """
    unit = str(get("money_unit"))
    return Words(language(), ROOM_UNIT if note(_ROOM) and not paper and small(unit) else unit)


def small(unit: str) -> bool:
    """Đơn vị tiền nhỏ hơn triệu."""
    return MONEY_UNITS.index(unit) < MONEY_UNITS.index(ROOM_UNIT)


def project() -> None:
    """Chiếu cho cả phòng: from here to the end of the run figures are for large letters."""
    keep(_ROOM, value=True)


def theme() -> str:
    """Giao diện của trình duyệt: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def look(letters: int = 84, plan: str = "", filed: str = "") -> Look:
    """Giao diện biểu đồ: `letters` fit in a line; `plan`, else that of the page, is drawn and `filed`."""
    return Look(theme(), words().numbers, letters, plan or note(SHOWN, ("", ""))[0], filed)


def data_version() -> int | None:
    """Id of the data version in view."""
    return get("data")  # type: ignore[no-any-return]


def scenario_id() -> int | None:
    """Id of the scenario in view; None: only the status quo."""
    return get("scenario")  # type: ignore[no-any-return]


def year() -> int | None:
    """Năm xem."""
    return get("year")  # type: ignore[no-any-return]


def compared() -> tuple[int, ...]:
    """Ids of the scenarios in the comparison, in their order."""
    return get("compared")  # type: ignore[no-any-return]


def unit() -> str:
    """Code of the unit in view."""
    return str(get("unit"))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ("|" if any(isinstance(v, str) for v in value) else ",").join(str(v) for v in value)
    return str(value)
