"""Readers that do what a document tells them, on top of what the fake one does (tests/fakes.py)."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from borderdb.workers import Given, Page
from tests.fakes import read_fake


def read_obediently(data: bytes, given: Given, lexicon: Any) -> Page:
    """A document that says 死 kills the process that reads it, one that says 睡 keeps it for a minute."""
    text = data.decode()
    if "死" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "睡" in text:
        time.sleep(60)
    return read_fake(data, given, lexicon)
