"""Đơn vị được miễn mức giảm tối thiểu mà phương án vẫn giảm: by what."""

from __future__ import annotations

from typing import Any

import numpy as np

from budget.planning import Minimum
from budget.simulate import Result


def spared_cut(result: Result, year: int, least: Minimum) -> list[list[Any]]:
    """Đơn vị được miễn mà phương án vẫn giảm trong năm, in the order of the data: [name, đồng by the roadmap,
    đồng by measures, đồng of the minimum cumulated of the years before it was spared, what the roadmap takes
    in all], the fourth no part of the two before it.
    """
    gone, cut = (result.published(of)[:, result.year(year)] for of in ("released", "cut"))
    before = np.minimum(gone + cut, least.by_unit).astype(np.int64)
    # what the law asks is of the measures first: the roadmap takes for its own target
    own = cut - np.minimum(cut, before)
    return [
        [
            result.units.name[i],
            int(gone[i] + cut[i] - own[i] - before[i]),
            int(own[i]),
            int(before[i]),
            int(gone[i]),
        ]
        for i in np.flatnonzero(least.spared & (gone + cut > 0))
    ]
