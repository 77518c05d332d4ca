"""Lỗi khi vẽ trang: what stands for a traceback."""

from __future__ import annotations

import hashlib
import logging
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from budget.scenario import ScenarioError
from budget.store import StoreError
from pages.shared import parts, state

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG = logging.getLogger("budget.pages")


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Phần của trang có thể không vẽ được: why is said in its place, and what comes after is drawn."""
    w = state.words()
    try:
        yield
    except StoreError as error:
        parts.message("error", w.t(error.kind, **error.numbers))
    except ScenarioError as error:
        for item in error.findings:
            parts.finding(item)
    except Exception as error:
        code = code_of(error)
        LOG.exception("page %s failed, code %s", where, code)
        parts.message("error", w.t("app.unexpected", code=code))
        st.button(w.t("app.retry"), key="frame.retry")


def code_of(error: BaseException) -> str:
    """Mã lỗi: the same for the same error at the same place of the program, however often it comes; what its
    message says of the data at hand counts for nothing.
    """
    places = [(frame.name, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    return hashlib.sha256(repr((type(error).__name__, places)).encode()).hexdigest()[:6].upper()
