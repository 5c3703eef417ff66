"""Options of the sub-commands of `borderdb review`: who, why, and the fields of a fact."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from borderdb.cli.options import with_signature

WHO = "Who and why"
RIGHT = "What is right"

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="BORDERDB_REVIEWER",
        metavar="NAME",
        help="Who decides. \\[default: the login name]",
        show_default=False,
        rich_help_panel=WHO,
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why.", rich_help_panel=WHO)]

FIELDS = {
    "value": ("NUMBER", "The number: 5378000000 or 53.78亿."),
    "value_to": ("NUMBER", "The upper end of a range."),
    "unit": ("TEXT", "The unit, without 万 and 亿."),
    "label": ("TEXT", "What is counted."),
    "place": ("PLACE", "The place: name, short name or code."),
    "period": ("PERIOD", "2025, 2025-06, 2025-06-30, 2025-Q1, 2025-H1, 2021/2025 or 2025-01-01/2025-06-30."),
    "indicator": ("TEXT", "The indicator, by code or name."),
    "qualifier": ("TEXT", "exact, over, under or about."),
    "kind": ("TEXT", "Of a figure level, share, change or threshold; of an initiative 活动, 机制 …"),
    "direction": ("TEXT", "Of a change: up or down."),
    "status": ("TEXT", "actual or target."),
    "name": ("TEXT", "The name of an initiative."),
    "programme": ("TEXT", "The programme, by code or name."),
}
"""What a person may say of a fact: the options, with what they take and their help."""


def reviewer(by: str | None) -> str:
    """Who decides: the name given, else the login name."""
    import getpass

    name = (by or "").strip()
    return name or getpass.getuser()


def with_fields(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with an option for each field in the place of its argument `given`."""
    signature = inspect.signature(function, eval_str=True)

    def run(settings: Any, **values: Any) -> Any:
        words = {name: values.pop(name) for name in FIELDS}
        given = {name: said for name, said in words.items() if said is not None}
        return function(settings, given=given, **values)

    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        own = parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        parameters += [own] if parameter.name != "given" else [_option(name, parameter) for name in FIELDS]
    return with_signature(run, function.__name__, function.__doc__, signature.replace(parameters=parameters))


def _option(name: str, given: inspect.Parameter) -> inspect.Parameter:
    metavar, text = FIELDS[name]
    option = typer.Option(f"--{name.replace('_', '-')}", metavar=metavar, help=text, rich_help_panel=RIGHT)
    annotation: Any = Annotated[str | None, option]
    return given.replace(name=name, kind=inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=None)
