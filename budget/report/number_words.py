"""Số bằng chữ: an amount of đồng in words, as official papers write it beside the figure."""

from __future__ import annotations

from collections.abc import Callable

from budget.report.dictionary import dictionary

GROUP, BILLION = 1000, 10**9


def amount_in_words(amount: int, language: str) -> str:
    """Số tiền bằng chữ, with the currency, the first letter a capital. `amount`: whole đồng, either sign."""
    words = dictionary(language)
    say = {"vi": _vietnamese, "en": _english}[language]
    text = say(abs(amount), lambda key: words[f"reading.{key}"])
    if amount < 0:
        text = f"{words['reading.minus']} {text}"
    text = f"{text} {words['number.dong']}"
    return text[0].upper() + text[1:]


Say = Callable[[str], str]


def _vietnamese(n: int, say: Say, *, full: bool = False) -> str:
    """`full`: the number follows a larger one, so that its empty hundreds and tens are said."""
    if n == 0:
        return say("0")
    parts: list[str] = []
    if n >= BILLION:
        # beyond a thousand billion the billions are counted like any number
        parts.append(f"{_vietnamese(n // BILLION, say)} {say('billion')}")
        n, full = n % BILLION, True
    for scale, name in ((GROUP**2, "million"), (GROUP, "thousand"), (1, "")):
        group = n // scale % GROUP
        if group:
            text = _vietnamese_group(group, say, full=full)
            parts.append(f"{text} {say(name)}" if name else text)
        full = full or group > 0
    return ", ".join(parts)


def _vietnamese_group(n: int, say: Say, *, full: bool) -> str:
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    parts = []
    if hundreds or full:
        parts += [say(str(hundreds)), say("hundred")]
    if tens == 1:
        parts.append(say("ten"))
    elif tens:
        parts += [say(str(tens)), say("tens")]
    elif units and parts:
        parts.append(say("and"))
    if units:
        after_tens = "one_after_tens" if units == 1 and tens > 1 else "five_after_tens"
        special = (units == 1 and tens > 1) or (units == 5 and tens > 0)
        parts.append(say(after_tens) if special else say(str(units)))
    return " ".join(parts)


def _english(n: int, say: Say) -> str:
    if n == 0:
        return say("0")
    parts: list[str] = []
    if n >= BILLION:
        parts.append(f"{_english(n // BILLION, say)} {say('billion')}")
        n %= BILLION
    for scale, name in ((GROUP**2, "million"), (GROUP, "thousand"), (1, "")):
        group = n // scale % GROUP
        if group:
            text = _english_group(group, say)
            if name == "" and group < 100 and parts:
                text = f"{say('and')} {text}"
            parts.append(f"{text} {say(name)}" if name else text)
    return ", ".join(parts).replace(f", {say('and')} ", f" {say('and')} ")


def _english_group(n: int, say: Say) -> str:
    hundreds, rest = n // 100, n % 100
    parts = [f"{say(str(hundreds))} {say('hundred')}"] if hundreds else []
    if rest:
        below_twenty = rest < 20
        tens = say(str(rest)) if below_twenty else say(str(rest // 10 * 10))
        units = "" if below_twenty or rest % 10 == 0 else f"-{say(str(rest % 10))}"
        parts.append(tens + units)
    return f" {say('and')} ".join(parts)
