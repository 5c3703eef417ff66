"""Help is the documentation: every command and option has its sentence, and the examples work."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from borderdb.cli import review, review_options, runs
from borderdb.cli.app import app
from borderdb.db.corrections import ALL_FIELDS, PERIOD
from borderdb.db.differences import Change
from borderdb.db.runs import State
from borderdb.queries.queue import KINDS

SNAPSHOT = Path(__file__).with_name("commands.txt")
COMMANDS = ("ingest", "query", "sql", "show", "search", "review", "schema", "runs", "reextract", "db")
DATABASE_COMMANDS = ("upgrade", "downgrade", "current", "backup", "restore", "check")
EXAMPLE = re.compile(r"^Example: borderdb (.+)$", re.MULTILINE)


def walk(command: Any, path: tuple[str, ...], context: Any = None) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands below a command, itself first."""
    yield path, command
    here = command.context_class(command, info_name=path[-1], parent=context)
    for name in command.list_commands(here) if hasattr(command, "list_commands") else ():
        yield from walk(command.get_command(here, name), (*path, name), here)


LIVE = dict(walk(typer.main.get_command(app), ("borderdb",)))
EXAMPLES = [(path, text) for path, command in LIVE.items() for text in EXAMPLE.findall(command.help or "")]


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(COMMANDS) == {path[1] for path in LIVE if len(path) == 2}
    assert set(DATABASE_COMMANDS) == {path[2] for path in LIVE if len(path) == 3 and path[1] == "db"}


@pytest.mark.parametrize("path", LIVE, ids=" ".join)
def test_every_command_and_option_has_its_sentence(path: tuple[str, ...]) -> None:
    command = LIVE[path]
    assert (command.help or "").split("\n")[0].rstrip().endswith(".")
    for parameter in command.params:
        assert parameter.help, f"{' '.join(path)}: {parameter.name} has no help"


@pytest.mark.parametrize("path", [path for path in LIVE if not hasattr(LIVE[path], "list_commands")], ids=" ".join)
def test_every_command_has_an_example(path: tuple[str, ...]) -> None:
    assert EXAMPLE.search(LIVE[path].help)


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_examples_parse(path: tuple[str, ...], text: str) -> None:
    command, context, arguments = LIVE["borderdb",], None, shlex.split(text.replace("\\[", "["))
    while hasattr(command, "list_commands"):
        context = command.context_class(command, info_name="x", parent=context)
        command = command.get_command(context, arguments.pop(0))
    assert command is LIVE[path] or command.name == LIVE[path].name
    command.make_context("x", arguments, parent=context)


def test_an_example_that_does_not_parse_is_noticed() -> None:
    command = LIVE["borderdb", "query", "metrics"]
    with pytest.raises(typer.TyperException):
        command.make_context("x", ["--no-such-option", "1"])


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (get_args(get_args(get_args(review.Kind)[0])[0]), KINDS),
        (get_args(runs.State), tuple(State)),
        (get_args(runs.Change), tuple(Change)),
        (tuple(review_options.FIELDS), tuple(name for name in ALL_FIELDS if name not in PERIOD[1:])),
    ],
    ids=["review --kind", "runs --status", "runs --change", "fields of a fact"],
)
def test_words_to_choose_from_are_those_of_the_layers_below(written: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Written down twice, since help must not wait for the database layer to load."""
    assert set(written) == set(known)


def test_names_types_defaults_and_help_are_as_written_down() -> None:
    """Delete commands.txt and run this test to write it anew; then read the difference before you commit it."""
    lines = []
    for path, command in LIVE.items():
        lines.append(" ".join(path))
        lines += [f"  {line}".rstrip() for line in (command.help or "").split("\n")]
        lines += [f"  {_described(parameter)}" for parameter in command.params if "completion" not in parameter.name]
    text = "\n".join(lines) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(text, "utf-8")
        pytest.fail(f"{SNAPSHOT.name} was missing and is written anew: read it")
    assert text == SNAPSHOT.read_text("utf-8")


def _described(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation if hasattr(parameter, "type_descriptor") else bool
    shown = re.sub(r"<class '(?:\w+\.)*(\w+)'>|<enum '(\w+)'>", r"\1\2", str(kind)).replace("typing.", "")
    facts = [" ".join(parameter.opts), shown]
    default = [] if parameter.default is None else [f"default {parameter.default}"]
    facts += ["required"] if parameter.required else default
    facts += [str(parameter.envvar)] if parameter.envvar else []
    return " | ".join([*facts, parameter.help])
