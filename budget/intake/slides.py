"""Thứ tự trang chiếu: the slides that a presentation shows, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass

from budget.intake.seen import ID, Opened, children


@dataclass(frozen=True, slots=True)
class Slide:
    """Một trang chiếu: its part, its notes, its charts and what it rests on (layout and master)."""

    part: str
    notes: tuple[str, ...]
    charts: tuple[str, ...]
    below: tuple[str, ...]
    comments: tuple[str, ...]


def slides(package: Opened) -> list[Slide]:
    """Các trang in the order in which they are shown; a part that is not listed is no slide."""
    links = package.links("ppt/presentation.xml")
    root = package.xml("ppt/presentation.xml")
    listed = [links[str(one.get(ID))][1] for one in children(root, "sldIdLst")]
    return [_slide(package, part) for part in listed]


def arranged(package: Opened) -> list[tuple[str, str, int]]:
    """Những phần có chữ of the slides, each with the name that tells its place ("slide3", "notesSlide3"),
    charts numbered through, and the number of its slide.
    """
    found, charts = [], 0
    for number, slide in enumerate(slides(package), 1):
        found.append((slide.part, f"slide{number}", number))
        found += [(part, f"notesSlide{number}", number) for part in slide.notes]
        for part in slide.charts:
            charts += 1
            found.append((part, f"chart{charts}", number))
    return found


def _slide(package: Opened, part: str) -> Slide:
    links = package.links(part)

    def of(kind: str) -> tuple[str, ...]:
        return tuple(target for sort, target in links.values() if sort == kind and target in package.names)

    layouts = of("slideLayout")
    masters = [
        target
        for layout in layouts
        for sort, target in package.links(layout).values()
        if sort == "slideMaster" and target in package.names
    ]
    charts = tuple(sorted(of("chart"), key=lambda name: (len(name), name)))
    return Slide(part, of("notesSlide"), charts, (*layouts, *masters), of("comments"))
