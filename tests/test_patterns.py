"""Slips in regular expressions that no error tells: they only never match."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1] / "borderdb"
_TWICE_ESCAPED = re.compile(r"(?<!\\)\\\\[dsw](?![\w\\])")
_QUESTION = re.compile(r"(?:\(\?=(?:[^()]|\([^()]*\))*\))+")


def slips(source: str) -> Iterator[str]:
    """Repetitions that an f-string takes for a number to print ({1,3} for {{1,3}}), and \\\\d for \\d."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue):
            try:
                ast.literal_eval(node.value)
            except ValueError:
                continue
            yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _TWICE_ESCAPED.search(node.value):
            yield f"{node.lineno}: {_TWICE_ESCAPED.findall(node.value)[0]}"


@pytest.mark.parametrize("module", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_pattern_holds_a_slip(module: Path) -> None:
    assert list(slips(module.read_text(encoding="utf-8"))) == []


def test_slips_are_found() -> None:
    assert list(slips(r'P = rf"\d{1,3}{x}"'))
    assert list(slips(r'P = r"[^a\\d]{0,3}"'))
    assert not list(slips(r'P = rf"[^a\d]{{1,3}}{x}"'))


def spared() -> dict[str, tuple[str, str]]:
    """Patterns that first ask what they may begin with, by their name: that question, and the rest."""
    found: dict[re.Pattern[str], tuple[str, str, str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        if name.endswith("__main__"):
            continue
        for attribute, value in vars(importlib.import_module(name)).items():
            pattern = value.pattern if isinstance(value, re.Pattern) else ""
            question = _QUESTION.match(pattern) if isinstance(pattern, str) else None
            if question is not None and question.end() < len(pattern):
                found.setdefault(value, (f"{name}.{attribute}", question[0], pattern[question.end() :]))
    return {name: (question, rest) for name, question, rest in found.values()}


SPARED = spared()


@pytest.mark.parametrize(("question", "rest"), SPARED.values(), ids=SPARED)
def test_what_a_pattern_may_begin_with_is_all_that_it_finds(question: str, rest: str) -> None:
    asked, whole = re.compile(question + rest), re.compile(rest)

    @given(st.from_regex(rest))
    @settings(max_examples=400, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def same(text: str) -> None:
        assert [found.span() for found in asked.finditer(text)] == [found.span() for found in whole.finditer(text)]

    same()
