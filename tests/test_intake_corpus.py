"""Twelve real workbooks of Vietnamese offices give what their facts say."""

from __future__ import annotations

import pytest

from tests.intake.corpus import FACTS, differences, reading


@pytest.mark.parametrize("name", FACTS)
def test_facts(name):
    assert differences(name) == []


@pytest.mark.parametrize("name", FACTS)
def test_tables_that_list_no_units_of_ours_give_none(name):
    found = reading(name)
    assert found.units == []
    assert "no_table" in {finding.kind for finding in found.findings}


@pytest.mark.parametrize("name", FACTS)
def test_old_letters_are_converted_and_said(name):
    assert "encoding_converted" in {finding.kind for finding in reading(name).findings}
