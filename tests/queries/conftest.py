"""The databases of the tests of commands serve the queries as well."""

from __future__ import annotations

from tests.cli.conftest import empty, filled

__all__ = ["empty", "filled"]
