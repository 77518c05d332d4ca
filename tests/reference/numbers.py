"""Section 0: the one way to round, and the six digits of a ratio."""

from fractions import Fraction
from math import ceil, floor

NUDGE = Fraction(1, 10_000)
HALF = Fraction(1, 2)


def whole(x: Fraction | int) -> int:
    """To whole đồng: |x| + 0.0001, half up, then the sign."""
    size = floor(abs(Fraction(x)) + NUDGE + HALF)
    return size if x >= 0 else -size


def down(x: Fraction | int, step: int = 1) -> int:
    return floor((x + NUDGE) / step) * step


def up(x: Fraction | int, step: int = 1) -> int:
    return ceil((x - NUDGE) / step) * step


def millionths(x: Fraction) -> int:
    """A ratio in millionths, half away from zero."""
    size = floor(abs(x) * 1_000_000 + HALF)
    return size if x >= 0 else -size


def six_digits(x: Fraction | None) -> str | None:
    if x is None:
        return None
    m = millionths(x)
    return f"{'-' if m < 0 else ''}{abs(m) // 1_000_000}.{abs(m) % 1_000_000:06d}"


def root_growth(ratio: Fraction, years: int) -> int:
    """`ratio^(1/years) - 1` in millionths, half away from zero, by comparing powers exactly."""

    def reaches(k: int) -> bool:
        # Half away from zero: the edge k - 1/2 belongs to k above zero, to k - 1 below.
        edge = 1 + (k - HALF) / 1_000_000
        return edge <= 0 or (ratio >= edge**years if k > 0 else ratio > edge**years)

    guess = int((float(ratio) ** (1 / years) - 1) * 1_000_000)
    while reaches(guess + 1):
        guess += 1
    while not reaches(guess):
        guess -= 1
    return guess
