"""The palette: readable in both themes, the same in Streamlit's configuration, and shipped with its font."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from budget.report.palette import FONT, THEMES, blend, contrast, css_variables, inks_of, palette, readable_on

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # the textbook near miss of AA
    assert contrast("#0B5C7D", "#0B5C7D") == 1.0


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_readable_wherever_they_stand(theme):
    p = palette(theme)
    for name in ("ink", "secondary", "accent", "gain", "loss_ink", "warning", "error"):
        for background in (p.paper, p.ground):
            assert contrast(getattr(p, name), background) >= 4.5, (name, background)
    assert contrast(p.on_accent, p.accent) >= 4.5
    assert contrast(p.ink, p.accent_soft) >= 4.5
    assert contrast(p.accent, p.accent_soft) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_marks_stand_out_from_the_paper(theme):
    p = palette(theme)
    for color in (p.status_quo, p.gain, p.loss, *p.scenarios):
        assert contrast(color, p.paper) >= 3.0, color


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_a_bar_are_readable(theme):
    p = palette(theme)
    for color in (*p.groups, *p.ramp, *p.kinds, *p.scenarios):
        assert contrast(readable_on(color, theme=theme), color) >= 4.5, color


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_any_shade_of_a_heat_map_are_readable(theme):
    p = palette(theme)
    stops = [(p.loss, p.paper), (p.paper, p.gain), *pairwise(p.ramp)]
    for color in (blend(high, low, n / 50) for low, high in stops for n in range(51)):
        assert contrast(readable_on(color, theme=theme), color) >= 4.5, color


@pytest.mark.parametrize("theme", THEMES)
def test_streamlit_uses_the_same_colours(theme):
    p, config = palette(theme), CONFIG["theme"][theme]
    assert config["primaryColor"] == p.accent
    assert config["backgroundColor"] == p.paper
    assert config["secondaryBackgroundColor"] == p.ground
    assert config["textColor"] == p.ink
    assert config["linkColor"] == p.accent
    assert config["borderColor"] == config["dataframeBorderColor"] == p.line
    assert config["dataframeHeaderTextColor"] == config["grayTextColor"] == p.secondary
    assert config["dataframeHeaderBackgroundColor"] == p.ground
    assert config["greenTextColor"] == p.gain
    assert config["orangeTextColor"] == p.warning
    assert config["redTextColor"] == p.error
    assert tuple(config["chartCategoricalColors"]) == p.scenarios
    assert config["sidebar"] == {"backgroundColor": p.paper, "secondaryBackgroundColor": p.ground}


def test_the_style_sheet_gets_every_colour():
    variables = css_variables("light")
    assert "--accent-soft: #E6F0F4;" in variables
    assert "--group-1: #0B3C5D;" in variables
    assert "--group-6: #E6DFCF;" in variables


def test_the_font_is_shipped_with_its_licence_and_nothing_comes_from_outside():
    assert CONFIG["theme"]["font"].startswith(FONT)
    for face in CONFIG["theme"]["fontFaces"]:
        assert (ROOT / face["url"].removeprefix("app/")).is_file(), face["url"]
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static" / "OFL.txt").read_text(encoding="utf-8")
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_a_plan_keeps_its_colour_when_one_born_in_a_meeting_stands_beside_it():
    own = ("blue", "brown", "green", "violet")
    assert inks_of(["A", "B", "C"], own) == ["blue", "brown", "green"]
    # B2 comes from B, which stays
    assert inks_of(["A", "B", "B2", "C"], own, 2, "B") == ["blue", "brown", "violet", "green"]
    # B2 in the place of B takes its colour
    assert inks_of(["A", "B2", "C"], own, 1, "B") == ["blue", "brown", "green"]
    # decided on as submitted
    assert inks_of(["A", "B", "C"], own, 1) == ["blue", "brown", "green"]
    assert inks_of(["A"], own, 0, "A") == ["blue"]
