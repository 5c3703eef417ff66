"""Pinyin after characters: 邊(biān)境, 東(dong) 北部. Readings for learners or search engines, no part of the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from borderdb.text.source import Edit, SourceText
from borderdb.text.variants import simplified

HABIT = 3  # different glosses without tone marks that make a page one with glosses, whatever their characters

_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = "(?:i?ang|i?ong|uang|[iu]ang?|uai|iao|i[aen]|ing|iu|u[aoien]|[uv]e|a[ion]|e[inr]|eng|ou|[aoeiuv])"
_SYLLABLE = re.compile(f"{_INITIAL}?{_FINAL}")
# Each syllable in its first form that fits, whatever that leaves for the next; 儿 only lends an r.
_SYLLABLES = re.compile(f"(?:{_INITIAL}?{_FINAL})*+(?:ng?|g|r)?")
_TONED = "àáèéìíòóùúāēěīńňōūǎǐǒǔǖǘǚǜǹḿ"
_TONES = "\u0300\u0301\u0304\u030c"
_LETTERS = f"a-züɑɡ{_TONED}{_TONES}\u0308"
_MARKED = re.compile(f"[{_TONED}{_TONES}]")
_HAN = "\u3400-\u9fff"
_GLOSS = re.compile(
    rf"(?<=[{_HAN}])(?:[ ]?[(（][ ]?(?P<inner>[{_LETTERS}](?:[{_LETTERS} '’·]{{0,30}}[{_LETTERS}])?)[ ]?[)）]"
    rf"|[(（](?P<open>[{_LETTERS}]{{1,8}})(?=[{_HAN}])|(?P<bare>[{_LETTERS}]{{1,8}})[)）]?)(?:[ ](?=[{_HAN}]))?"
)
# A letter, and up to three characters before it one of Chinese: the search skips from letter to letter.
_HINT = re.compile(
    rf"[{_LETTERS}](?:(?<=[{_HAN}].)|(?<=[{_HAN}][ (（].)|(?<=[{_HAN}][ (（]{{2}}.)|(?<=[{_HAN}][ (（]{{3}}.))"
)
_PLAIN = str.maketrans(
    {letter: unicodedata.normalize("NFD", letter)[0] for letter in _TONED}
    | {"ü": "v", "ɑ": "a", "ɡ": "g"}
    | dict.fromkeys(f"{_TONES}\u0308 '’·", "")
)
# Where in GB2312, whose everyday characters are in the order of their readings, a new first letter begins.
_LETTER_STARTS = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3),
    *(0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1, 0xD7FA),
)
_FIRST_LETTERS = "abcdefghjklmnopqrstwxyz"


def drop_glosses(source: SourceText) -> SourceText:
    """Take out the glosses, with a space that one brought along. What only looks like one stays: (APP), 公顷(ha).

    A tone mark makes it sure. Without one the syllable must begin as the reading of its character does, or the page
    must be full of glosses.
    """
    if _HINT.search(source.text) is None:
        return source
    found = list(_found(source.text))
    habit = any(sure for _, _, sure in found) or len({letters for _, letters, _ in found}) >= HABIT
    return source.replace(
        edit
        for edit, letters, sure in found
        if sure or habit or _first_letter(source.text[edit.start - 1]) == letters[0]
    )


def _found(text: str) -> Iterator[tuple[Edit, str, bool]]:
    """What reads as pinyin, its letters, and whether it carries a tone mark."""
    for gloss in _GLOSS.finditer(text):
        letters = gloss["inner"] or gloss["open"] or gloss["bare"]
        sure = _MARKED.search(letters) is not None
        if _is_pinyin(letters) if sure else gloss["inner"] and len(letters) > 1 and _SYLLABLE.fullmatch(letters):
            yield Edit(gloss.start(), gloss.end(), ""), letters, sure


def _is_pinyin(letters: str) -> bool:
    return _SYLLABLES.fullmatch(letters.translate(_PLAIN)) is not None


def _first_letter(character: str) -> str | None:
    """The first letter of a character's reading, None where it is no everyday character."""
    code = simplified(character).encode("gb2312", errors="ignore")
    letter = bisect_right(_LETTER_STARTS, int.from_bytes(code)) - 1
    return _FIRST_LETTERS[letter] if 0 <= letter < len(_FIRST_LETTERS) else None
