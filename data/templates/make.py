"""Lập mẫu trình bày: draws deck.pptx, the plain look of the slides, always the same bytes.

Run it after a change of the palette: `python -m data.templates.make`. An office may put a file of its own in
its place, as long as the first layout has a title, a footer and a slide number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from budget.report.package import normalise
from budget.report.palette import LIGHT

FOLDER = Path(__file__).resolve().parent

FONT = "Arial"
"""On every office computer, with every Vietnamese mark, readable from afar."""

THEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.secondary,
    "lt2": LIGHT.ground,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.secondary,
    **{f"accent{n}": color for n, color in enumerate(LIGHT.scenarios, 1)},
}

PLACES = {
    "title": (0.6, 0.35, 12.13, 1.08, "ctr"),
    "body": (0.6, 1.95, 12.13, 4.85, "t"),
    "dt": (9.6, 7.02, 1.6, 0.3, "ctr"),
    "ftr": (0.6, 7.02, 11.0, 0.3, "ctr"),
    "sldNum": (11.73, 7.02, 1.0, 0.3, "ctr"),
}
"""Left, top, width, height in inches, and where the text stands in its box."""

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
BAR = (
    f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    f'<p:spPr><a:xfrm><a:off x="0" y="{Inches(0.43)}"/><a:ext cx="{Inches(0.16)}" cy="{Inches(0.92)}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/>'
    "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="vi-VN"/></a:p></p:txBody></p:sp>'
)
"""The one mark of the look: a bar in the accent colour beside the title."""


def main() -> None:
    """Ghi data/templates/deck.pptx."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(13.333), Inches(7.5)
    kept = show.slide_layouts.get_by_name("Title Only")
    for layout in [layout for layout in show.slide_layouts if layout != kept]:
        show.slide_layouts.remove(layout)
    master = show.slide_master
    _theme(master)
    _styles(master)
    master.shapes.element.insert(2, parse_xml(BAR))
    for holder in master.placeholders:
        _place(holder)
    for holder in list(kept.placeholders):
        if _role(holder) == "dt":
            holder.element.getparent().remove(holder.element)
        else:
            for own in list(holder.element.spPr):
                holder.element.spPr.remove(own)
    core = show.core_properties
    core.author = core.last_modified_by = core.title = ""
    target = FOLDER / "deck.pptx"
    show.save(str(target))
    target.write_bytes(normalise(target.read_bytes()))


def _role(holder: Any) -> str:
    return str(holder.element.nvSpPr.nvPr.find(qn("p:ph")).get("type"))


def _place(holder: Any) -> None:
    left, top, width, height, anchor = PLACES[_role(holder)]
    holder.left, holder.top = Inches(left), Inches(top)
    holder.width, holder.height = Inches(width), Inches(height)
    frame = holder.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP if anchor == "t" else MSO_ANCHOR.MIDDLE
    for style in holder.element.iter(qn("a:lvl1pPr")):
        style.attrib.pop("defTabSz", None)
        style.set("algn", "r" if _role(holder) == "sldNum" else "l")
        run = style.find(qn("a:defRPr"))
        run.set("sz", "1200")
        for fill in list(run):
            run.remove(fill)
        run.append(parse_xml(f'<a:solidFill {_NAMES}><a:schemeClr val="tx2"/></a:solidFill>'))


def _styles(master: Any) -> None:
    title = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2800")
    title.find(qn("a:defRPr")).set("b", "1")


def _theme(master: Any) -> None:
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = parse_xml(part.blob)
    for name, color in THEME.items():
        slot = next(root.iter(qn(f"a:{name}")))
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr {_NAMES} val="{color.removeprefix("#")}"/>'))
    for fonts in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
        fonts.find(qn("a:latin")).set("typeface", FONT)
        for script in fonts.findall(qn("a:font")):
            fonts.remove(script)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - no other way to a theme


if __name__ == "__main__":
    main()
