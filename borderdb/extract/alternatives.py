"""Alternatives of a pattern, spelled out.

A search skips to the characters that its alternatives begin with, many times as fast as it tries one after the other;
but only where each begins with a character, and none with a group, a set or a look behind.
"""

from __future__ import annotations


def each(beginnings: str, rest: str) -> str:
    """One alternative for each of the beginnings, between blanks, with the same rest behind it."""
    return "|".join(beginning + rest for beginning in beginnings.split())


def behind(before: str, words: str, rest: str = "") -> str:
    """One alternative for each of the words that stands behind something; the look back follows the word."""
    return "|".join(f"{word}(?<={before}{word}){rest}" for word in words.split())


def not_behind(before: str, words: str) -> str:
    """One alternative for each of the words that does not stand behind something."""
    return "|".join(f"{word}(?<!{before}{word})" for word in words.split())
