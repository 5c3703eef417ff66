"""Fixtures that are dear to make, made once."""

from __future__ import annotations

import pytest

from borderdb.reference.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The project's own reference data."""
    return load_lexicon()
