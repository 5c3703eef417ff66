"""Imports only go down, heavy libraries stay where they belong, and modules keep to a readable size."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "borderdb"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the top down; a module imports from its own layer and from those below it.
LAYERS = [
    {"cli", "__main__"},
    {"ingest", "undo", "queries"},
    {"runs"},
    {"sources", "workers"},
    {"beside"},
    {"readers", "extract", "web"},
    {"db"},
    {"text", "reference"},
    {"records"},
    {"settings"},
    {"errors", "__init__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# text and reference stand side by side, and so do readers, extract and web: none of them knows the other.
SIDEWAYS = {
    ("extract", "readers"),
    ("readers", "extract"),
    ("web", "readers"),
    ("readers", "web"),
    ("web", "extract"),
    ("extract", "web"),
    ("web", "db"),
    ("text", "reference"),
    ("ingest", "queries"),
    ("undo", "queries"),
    ("ingest", "undo"),
    ("undo", "ingest"),
    ("queries", "ingest"),
}
# A library and the parts of the package that may import it.
OWNERS = {
    "sqlalchemy": {"db", "ingest", "runs"},
    "alembic": {"db"},
    "typer": {"cli"},
    "rich": {"cli"},
    "jieba": set(),
    "rjieba": {"text"},
    "click": set(),
    "opencc": {"text"},
    "httpx": {"web"},
    "httpcore": {"web"},
}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def part(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def upward(name: str, modules: Iterator[str]) -> list[str]:
    """The imports of a module of one part of the package that lead up or sideways."""
    wrong = []
    for module in modules:
        if not module.startswith("borderdb."):
            continue
        other = module.split(".")[1]
        if other != name and (RANK[other] < RANK[name] or (name, other) in SIDEWAYS):
            wrong.append(module)
    return wrong


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_go_down(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert upward(part(module), imports(tree)) == []
    strangers = {name.split(".")[0] for name in imports(tree)}
    assert [library for library, owners in OWNERS.items() if library in strangers and part(module) not in owners] == []


def test_the_guard_sees_an_import_that_goes_up() -> None:
    assert upward("extract", iter(["borderdb.cli.show"])) == ["borderdb.cli.show"]
    assert upward("text", iter(["borderdb.reference.units"])) == ["borderdb.reference.units"]
    assert upward("cli", iter(["borderdb.db.engine", "re"])) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            begin = node.body[0].lineno  # a command's signature lists its options, a line or three each
            assert (node.end_lineno or begin) - begin < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_thing_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
