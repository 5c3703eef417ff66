"""Slips in regular expressions that no error tells: they only never match."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "borderdb"
_TWICE_ESCAPED = re.compile(r"(?<!\\)\\\\[dsw](?![\w\\])")


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
