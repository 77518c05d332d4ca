"""Dạng số của ô: how the figures of a workbook are written, by kind of cell."""

from __future__ import annotations


def number_formats(places: int) -> dict[str, str]:
    """Dạng số của từng loại ô; `places`: decimals of money in its unit of measure."""
    money = "#,##0" + ("." + "0" * places if places else "")
    half, dash = f"{0.5 * 10.0**-places:g}", '"-"'
    return {
        "money": f"{money};-{money};{dash}",
        "signed": f"+{money};-{money};{dash}",
        "money_hardly": f"[>={half}]{money};[<=-{half}]-{money};0",
        "signed_hardly": f"[>={half}]+{money};[<=-{half}]-{money};0",
        "dong": f"#,##0;-#,##0;{dash}",
        "percent": "0.0%",
        "percent_signed": "+0.0%;-0.0%;0.0%",
        "dash": f"0;0;{dash}",
        "rate": f"0.####%;-0.####%;{dash}",
        "count": f"#,##0;-#,##0;{dash}",
        "count_signed": f"+#,##0;-#,##0;{dash}",
        "decimal": f"#,##0.00;-#,##0.00;{dash}",
        "year": "0",
        # the program computes with 0 for no year before and 9999 for none after
        "year_or_none": f"[=9999]{dash};[=0]{dash};0",
        "flag": "0",
        "decimal0": "0",
        "index": "0.000000",
    }
