"""The command line. `main` is the console script."""

from __future__ import annotations


def main() -> None:
    """Run the command that the arguments name, and leave with its exit code."""
    from borderdb.cli.app import app

    app()
