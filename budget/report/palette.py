"""Bảng màu: the one palette, light and dark, that charts, style sheet and Streamlit's configuration share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise

THEMES = ("light", "dark")

AA = 4.5
"""Contrast that words need (WCAG 2, level AA)."""

FONT = "Be Vietnam Pro"
"""The font shipped in static/; it has every Vietnamese mark."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Màu của một giao diện, each with one meaning, as #RRGGBB.

    `ground` lies behind the page, `paper` behind cards and tables. `loss_ink` is `loss` dark enough for words
    on the ground. `kinds` are in the order preschool, primary, lower secondary, combined, service; `groups`
    from group 1 to group 4; `scenarios` tell two to six scenarios apart; `ramp` leads from little to much.
    """

    accent: str
    accent_soft: str
    on_accent: str
    ink: str
    secondary: str
    line: str
    ground: str
    paper: str
    gain: str
    loss: str
    loss_ink: str
    warning: str
    error: str
    status_quo: str
    bar: str
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    scenarios: tuple[str, ...]
    ramp: tuple[str, ...]


LIGHT = Palette(
    accent="#0B5C7D",
    accent_soft="#E6F0F4",
    on_accent="#FFFFFF",
    ink="#16212B",
    secondary="#5B6873",
    line="#DDE3E8",
    ground="#F6F8F9",
    paper="#FFFFFF",
    gain="#2A7F62",
    loss="#C2552D",
    loss_ink="#B94E27",
    warning="#8A5A00",
    error="#A12B2B",
    status_quo="#8A949E",
    bar="#B7C9D3",
    kinds=("#D98E04", "#2C7FB8", "#3B8F5A", "#9C5BA8", "#6B7684"),
    groups=("#0B3C5D", "#1F6F8B", "#3E9AA8", "#7FBFB6", "#BFDFD0", "#E6DFCF"),
    scenarios=("#0B5C7D", "#B4630F", "#5D7A2A", "#7A4E9E", "#A23B5A", "#4A5A8C"),
    ramp=("#EEF4F6", "#C9DFE6", "#98C2D0", "#5E9DB3", "#2C7592", "#0B4A66"),
)

DARK = Palette(
    accent="#5CB8DB",
    accent_soft="#1F3541",
    on_accent="#0B1A22",
    ink="#E8EDF1",
    secondary="#9AA7B2",
    line="#2C3740",
    ground="#141B21",
    paper="#1A232B",
    gain="#5FC49E",
    loss="#E58A63",
    loss_ink="#E58A63",
    warning="#E0B252",
    error="#F08A86",
    status_quo="#8A949E",
    bar="#4A5C69",
    kinds=("#F0B23E", "#64AEE0", "#6CC08B", "#C48FD0", "#9BA6B3"),
    groups=("#2E74B5", "#46A0B8", "#5DB3AE", "#88C3AD", "#B4CDB3", "#A89F89"),
    scenarios=("#5CB8DB", "#E5A04F", "#A3C567", "#BC96DD", "#E58BA5", "#93A6DE"),
    ramp=("#1E2A33", "#23465A", "#2B657F", "#4391B0", "#63AFCB", "#A5D8EA"),
)


def palette(theme: str) -> Palette:
    """Bảng màu của giao diện "light" hoặc "dark"."""
    return {"light": LIGHT, "dark": DARK}[theme]


@cache
def css_variables(theme: str) -> str:
    """Biến CSS: the palette as custom properties, `--accent-soft: #E6F0F4; ... --group-1: ...`."""
    lines = []
    for name, value in asdict(palette(theme)).items():
        if isinstance(value, str):
            lines.append(f"--{name.replace('_', '-')}: {value};")
        else:
            lines += [f"--{name.rstrip('s')}-{n}: {color};" for n, color in enumerate(value, 1)]
    return " ".join(lines)


def light_twins() -> dict[str, object]:
    """Màu sáng của từng màu tối, for a picture that leaves the dark theme: the twins, the pairs of dark
    colours between which charts blend, and the inks for words on a light colour.
    """
    twins: dict[str, str] = {}
    for dark, light in zip(_colors(DARK), _colors(LIGHT), strict=True):
        twins.setdefault(dark, light)
    blended = [(DARK.paper, DARK.loss), (DARK.paper, DARK.gain), *pairwise(DARK.ramp)]
    return {"twins": twins, "between": blended, "inks": (LIGHT.ink, LIGHT.paper)}


def _colors(of: Palette) -> list[str]:
    """Every colour of a palette, in the order of its fields."""
    parts = [(value,) if isinstance(value, str) else value for value in asdict(of).values()]
    return [color for part in parts for color in part]


def contrast(first: str, second: str) -> float:
    """Độ tương phản (WCAG 2): 1 for equal colours, 21 for black on white; text needs 4.5."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(color: str, *, theme: str) -> str:
    """Màu chữ trên nền màu: the darker or lighter ink of the theme that stands out better on the colour;
    where neither reaches AA, black or white, one of which always does.
    """
    inks = (LIGHT.ink, LIGHT.paper) if theme == "light" else (DARK.on_accent, DARK.ink)
    best = max(inks, key=lambda ink: contrast(ink, color))
    if contrast(best, color) >= AA:
        return best
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, color))


def inks_of(names: Sequence[str], own: Sequence[str], born: int | None = None, origin: str = "") -> list[str]:
    """Màu của các phương án cạnh nhau, `own` in their order; one `born` in a meeting beside the plan that it
    comes from, `origin`, takes the next free one, so that the others keep theirs.
    """
    order = list(range(len(names)))
    if born is not None and origin in [name for k, name in enumerate(names) if k != born]:
        order.remove(born)
        order.append(born)
    inks = dict(zip(order, own, strict=False))
    return [inks[k] for k in range(len(names))]


def blend(color: str, other: str, share: float) -> str:
    """Màu pha: so much of the colour, the rest of the other."""
    mixed = (
        round(int(color[i : i + 2], 16) * share + int(other[i : i + 2], 16) * (1 - share)) for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _luminance(color: str) -> float:
    def linear(channel: str) -> float:
        c = int(channel, 16) / 255
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(color[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
