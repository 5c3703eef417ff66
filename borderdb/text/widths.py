"""One width and one form for each mark: digits and letters half-width, punctuation of Chinese text full-width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from borderdb.text.source import Edit, SourceText

OWN_WIDTH = 5  # commas of the full width to one of the half from which on a page writes its marks full-width

_HAN = "\u3400-\u9fff"
_FULL = f"{_HAN}、。，；：？！“”‘’（）《》〈〉【】…—\ufffd"
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")

_ONE_FORM = (
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict(zip("％﹪．＋－／＝＜＞＆＠＊＃＿｜\u3000\xa0\t", "%%.+-/=<>&@*#_|   ", strict=True))
    | dict(
        zip("「」『』﹁﹂﹃﹄〝〞＂﹒•・‧∙●─―━﹐﹑﹕﹔﹖﹗﹙﹚", '“”‘’“”‘’“”"·····•———，、：；？！（）', strict=True)
    )
    # Print files carry radicals and compatibility forms in the place of characters.
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))}
)
_OTHER_FORM = re.compile("[" + re.escape("".join(_ONE_FORM)) + "]")
# Patterns begin with the mark itself and look back from there: the search skips from mark to mark.
_BESIDE_HAN = re.compile(rf"[,;:?!](?:(?<=[{_FULL}%‰].)[,;:?!]*|[,;:?!]*(?= {{0,3}}[{_FULL}]))")
_BRACKET_BESIDE_HAN = re.compile(rf"[()](?:(?<=[{_FULL}%‰].)[()]*|[()]*(?=[{_FULL}]))")
_PAIR = re.compile(r"\(([^()\n]{0,200})\)")
_HAN_INSIDE = re.compile(f"[{_FULL}]")
_IN_NUMBER = re.compile(r"：(?<=\d.)(?=\d)")
_FULL_STOP = re.compile(rf"\.(?<=[{_HAN}”）].)(?=[”’\n]|\Z)")
# Inside a line a dot can part a name or a number of a section from what follows (古丽.买买提, 一.总体要求).
_STOP_IN_LINE = re.compile(rf"\.(?<=[{_HAN}”）%].)(?=[{_HAN}“‘《（\d])")
_QUOTE = re.compile("[“”]")
_DOUBLED = re.compile(
    r"[，、。；：！？](?:(?<=[，、。])[，、。]+|(?<=；)；+|(?<=：)：+|(?<=！)(?<!！！)！(?!！)|(?<=？)(?<!？？)？(?!？))"
)
_DOTS = re.compile(rf"[.…](?:(?<=[{_HAN}”’）\"')].)[.…]{{2,}}|[.…]{{2,}}(?=[{_HAN}“‘（\"'(])|(?<=…)…{{2,}})")
_DOUBLED_QUOTES = re.compile(rf"；；([{_HAN}A-Za-z0-9·+、，—]{{1,40}})；；")
# 在；边民超市；兑换: no clause ends in 在, and no mark follows a semicolon. ‘’护边驿‘’ was ''护边驿''.
_WIDE_QUOTES = re.compile(
    rf"；(?:(?<=[在以用把将被从由向叫名和与及、].)([{_HAN}A-Za-z0-9·+]{{2,10}})；|([{_HAN}A-Za-z0-9·+]{{2,10}})；(?=[，。、：的]))"
)
_TWO_SINGLE = re.compile(rf"‘’([{_HAN}A-Za-z0-9·+、，]{{1,40}})‘’")
# ;头雁; on a page whose other marks are full-width, where a semicolon would be ；.
_LONE_QUOTES = re.compile(rf";(?<=[{_HAN}，、].)([{_HAN}A-Za-z0-9·+]{{1,12}});(?=[{_HAN}0-9，、。；])")
_QUOTED_COUNT = re.compile(rf";(?<=[{_HAN}].)([{_HAN}]{{2,6}});(?=\d)")  # 选出;土秀才;20名
_SPREAD = re.compile(rf"^ *[{_HAN}](?: {{1,8}}[{_HAN}]){{3,20}} *$", re.MULTILINE)  # 工 作 报 告
_BLANKS = re.compile(" +")
_SPACED = re.compile(r" (?:(?<=[，。；：、？！].) *(?=[^\s])|(?<!  ) *(?=[，。；：、？！]))")


def level_widths(source: SourceText) -> SourceText:
    """Digits, letters and % half-width; ，；：？！（） full-width by Chinese text; quotes “ ” ‘ ’.

    Marks inside figures and Latin text stay half-width: 12:30, 1,764, Hello, world.
    """
    text = _OTHER_FORM.sub(lambda mark: _ONE_FORM[mark[0]], source.text)
    if '"' in text or "'" in text:
        text = "\n".join(_curled(line) if '"' in line or "'" in line else line for line in text.split("\n"))
    if text.count("，") > OWN_WIDTH * text.count(","):
        text = _LONE_QUOTES.sub(r"“\1”", text)
    if not text.isascii():
        text = _QUOTED_COUNT.sub(r"“\1”", text)
        text = _BESIDE_HAN.sub(_wide, text)
        text = _BRACKET_BESIDE_HAN.sub(_wide, _PAIR.sub(_wide_pair, text))
        text = _IN_NUMBER.sub(":", text)
        text = _stopped(text)
    return source.rewritten(text)


def single_marks(source: SourceText) -> SourceText:
    """Marks printed twice become one (！！！ is meant so), and no space stands beside a mark of Chinese text."""
    source = source.replace(Edit(*space.span(), "") for space in _SPACED.finditer(source.text))
    for form in (_DOUBLED_QUOTES, _WIDE_QUOTES, _TWO_SINGLE):
        source = source.replace(
            _quotes(form, source.text)
        )  # one after the other: what one takes is no mark for the next
    return source.replace(Edit(*marks.span(), _single(marks[0])) for marks in _DOUBLED.finditer(source.text))


def close_titles(source: SourceText) -> SourceText:
    """A title without the spaces that spread it over the page."""
    spaces = (
        space for title in _SPREAD.finditer(source.text) for space in _BLANKS.finditer(source.text, *title.span())
    )
    return source.replace(Edit(*space.span(), "") for space in spaces)


def level_dots(source: SourceText) -> SourceText:
    """Three dots and more become ……."""
    return source.replace(Edit(*dots.span(), "……") for dots in _DOTS.finditer(source.text))


def turn_quotes(source: SourceText) -> SourceText:
    """Lines whose double quotes all face one way get them in pairs: “北疆“ → “北疆”."""
    text = source.text
    return source.rewritten("\n".join(_paired(line) for line in text.split("\n"))) if _one_sided(text) else source


def _stopped(text: str) -> str:
    """Dots that end sentences as 。: at the end of a line, and inside one where most sentences of the page end so."""
    circles = text.count("。")
    text, dots = _FULL_STOP.subn("。", text)
    return _STOP_IN_LINE.sub("。", text) if dots > circles else text


def _wide(marks: re.Match[str]) -> str:
    return marks[0].translate(_WIDE)


def _wide_pair(pair: re.Match[str]) -> str:
    before = pair.string[max(pair.start() - 4, 0) : pair.start()].rstrip(" ")
    after = pair.string[pair.end() : pair.end() + 4].lstrip(" ")
    by_han = any(_HAN_INSIDE.search(words) for words in (pair[1], before[-1:], after[:1]))
    return f"（{pair[1]}）" if by_han else pair[0]


def _single(marks: str) -> str:
    if "。" in marks:
        return "……" if marks.count("。") >= 3 else "。"
    return "，" if "，" in marks else marks[0]


def _quotes(form: re.Pattern[str], text: str) -> Iterator[Edit]:
    """;;头雁;; is what some sites make of “头雁”."""
    for quoted in form.finditer(text):
        inner = quoted.span(quoted.lastindex or 1)
        yield Edit(quoted.start(), inner[0], "“")
        yield Edit(inner[1], quoted.end(), "”")


def _curled(line: str) -> str:
    """Straight quotes as “ ” and ‘ ’, by turns; an apostrophe inside a Latin word stays."""
    if _HAN_INSIDE.search(line) is None:
        return line
    opened = {'"': False, "'": False}
    out = []
    for at, character in enumerate(line):
        if character in opened and not (character == "'" and _in_word(line, at)):
            out.append({'"': "“”", "'": "‘’"}[character][opened[character]])
            opened[character] = not opened[character]
        else:
            out.append(character)
    return "".join(out)


def _in_word(line: str, at: int) -> bool:
    return 0 < at < len(line) - 1 and line[at - 1].isascii() and line[at - 1].isalnum() and line[at + 1].isascii()


def _one_sided(text: str) -> bool:
    return text.count("“") != text.count("”")


def _paired(line: str) -> str:
    opening, closing = line.count("“"), line.count("”")
    if (opening and closing) or (opening + closing) < 2 or (opening + closing) % 2:
        return line
    sides = iter("“”" * (opening + closing))
    return _QUOTE.sub(lambda _: next(sides), line)
