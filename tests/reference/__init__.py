"""The model page once more, exactly and one unit at a time, to check the program against.

Written from the page alone with `fractions.Fraction`; it shares no code with the program.
"""

from tests.reference.model import run

__all__ = ["run"]
