"""Vì sao các năm giảm khác mục tiêu, bằng lời: beside the figures of the years."""

from __future__ import annotations

from collections.abc import Sequence

from budget.report.words import Words


def course_said(course: Sequence[int], words: Words) -> str:
    """“trước 2025 đi dần, từ 2026 lộ trình giảm tiếp”: `course` as `budget.target_course.course`, or as a
    record keeps it; "" where neither is so, and in older records.
    """
    parts = zip(("until", "since"), course, strict=False)
    return ", ".join(words.t(f"demanded.course_{part}", year=year) for part, year in parts if year)
