"""What a person writes for a field, as examples: tests/cases/wording.toml."""

from __future__ import annotations

import tomllib
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from borderdb.db.wording import read_number, read_period
from borderdb.errors import UsageError

CASES = tomllib.loads(Path("tests/cases/wording.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["period"], ids=lambda case: case["written"])
def test_times(case: dict[str, Any]) -> None:
    with nullcontext() if "first" in case else pytest.raises(UsageError):
        assert read_period(case["written"]) == (case["first"], case["last"])


@pytest.mark.parametrize("case", CASES["number"], ids=lambda case: case["written"])
def test_numbers(case: dict[str, Any]) -> None:
    with nullcontext() if "number" in case else pytest.raises(UsageError):
        assert read_number(case["written"]) == case["number"]
