"""Khác nhau ở nội dung nào: from the results of two plans to the provisions in which they differ."""

from __future__ import annotations

from pages.shared import parts, state
from pages.shared.comparing import Compared


def show(compared: Compared) -> None:
    """Đường đến Nội dung phương án: the plan in view, or the first, beside each of the others."""
    w, lead = state.words(), compared.lead
    others = [k for k in range(len(compared.saved)) if k != lead]
    if len(others) == 1:
        said = parts.link(w.t("compare.contents"), _address(compared, others[0]))
    else:
        listed = [parts.link(compared.called(k), _address(compared, k)) for k in others]
        ahead = w.t("compare.contents_of", name=compared.called(lead))
        said = f"{parts.rich(ahead)} {' · '.join(listed)}"
    parts.html(f'<p class="subtitle">{said}</p>')


def _address(compared: Compared, k: int) -> str:
    lead, other = (compared.saved[at].id for at in (compared.lead, k))
    return state.link("provisions", scenario=lead, beside=other)
