"""Bản tính đối chiếu bằng Python thường: the year loop once more, one unit after the other, as what the
arrays are measured against.

It knows of the model what the plan of the benchmark uses: one entry of a roadmap and reductions for service
units, a pool of savings for schools with floor, norm, supplement and pupils. What is one number for a whole
year (the law, the path of a target) it takes from the model; whatever is a number of a unit it computes
itself, in floats or in Decimal.
"""

from budget.plain.against import Against, against_plain

__all__ = ["Against", "against_plain"]
