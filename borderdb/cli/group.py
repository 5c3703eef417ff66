"""Where errors become a line and an exit code. Whatever else is raised is a bug and looks like one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from borderdb.cli import output
from borderdb.cli.options import DEBUG
from borderdb.errors import BorderdbError

INTERRUPTED = 130
# As a newcomer meets them.
ORDER = ("ingest", "query", "show", "search", "sql", "review", "schema", "runs", "reextract", "db")


class Group(TyperGroup):
    """The top of the command line. A command returns its exit code, or None for 0."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with the exit code; wrong usage is 2."""
        output.use_utf8()
        try:
            result = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as error:
            message, hint = _usage(error)
            if message:
                output.fail(message, hint)
            result = error.exit_code
        code = result if isinstance(result, int) else 0
        if standalone_mode:
            sys.exit(code)
        return code

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of help."""
        return sorted(super().list_commands(ctx), key=ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        """Run the command and print what it ends with. Output that nobody reads any more ends it in silence."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BorderdbError as error:
            _show(error, ctx)
            if isinstance(error, output.OutputError):
                _discard_output()
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            output.fail("interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _discard_output()
            raise typer.Exit(0) from None
        return result


def _show(error: BorderdbError, ctx: typer.Context) -> None:
    if ctx.meta.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    output.fail(error.message, error.hint)


def _usage(error: typer.TyperException) -> tuple[str, str | None]:
    """What was wrong with the call, and a hint: the nearest name, or where the help is."""
    message, _, guess = error.format_message().replace("Value error, ", "").partition(" Did you mean ")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "borderdb"
    return message, f"did you mean {guess}" if guess else f"`{path} --help` shows what there is"


def _discard_output() -> None:
    """Point stdout elsewhere, so that the interpreter does not complain when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
