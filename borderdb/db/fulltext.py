"""Full text of Chinese: every Han character is a token of its own, and a word is searched as a phrase.

Chinese has no spaces to cut at, and most words have two characters: what cuts by a dictionary misses one word in six,
and what indexes three characters at a time finds no word of two. The same cutting when writing and when asking makes
a search find what is written, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from borderdb.db.readonly import Reader, Row
from borderdb.errors import QueryError

# Han characters with their extensions, and 〇, which stands in years written in Chinese.
_HAN: Final = r"〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_TOKEN: Final = re.compile(rf"[{_HAN}](?<=\w)|[^\W_{_HAN}]+")
_PIECE: Final = re.compile(r'[“"]([^“”"]*)[”"]|([^\s“”"]+)')
_MOST_WORDS: Final = 16

_SENTENCES: Final = """
SELECT s.sentence_id, s.article_id, d.name, a.headline, a.outlet, a.published_on, s.text, s.is_heading,
       -x.rank * (1 + s.is_heading)
FROM sentence_index x
JOIN sentences s ON s.sentence_id = x.rowid
JOIN articles a ON a.article_id = s.article_id
JOIN documents d ON d.document_id = a.document_id
WHERE x.sentence_index MATCH ? AND d.withdrawn_run_id IS NULL
ORDER BY 9 DESC, d.name, a.article_id, s.ordinal
LIMIT ?
"""
_ARTICLES: Final = """
SELECT DISTINCT s.article_id
FROM sentence_index x
JOIN sentences s ON s.sentence_id = x.rowid
WHERE x.sentence_index MATCH ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words; `together` is False where the article holds them all, but no one sentence."""

    sentence_id: int
    article_id: str
    document: str
    headline: str | None
    outlet: str | None
    published_on: str | None
    sentence: str
    is_heading: bool
    score: float
    together: bool


def cut(text: str) -> str:
    """The text as the index takes it: a blank between two Han characters and for signs, letters of one width."""
    return " ".join(_TOKEN.findall(unicodedata.normalize("NFKC", text)))


def words_of(asked: str) -> tuple[str, ...]:
    """What was asked for, word by word; what stands in quotes is one word. Raises QueryError where nothing is left."""
    pieces = (quoted or plain for quoted, plain in _PIECE.findall(asked))
    words = tuple(dict.fromkeys(piece for piece in pieces if any(c.isalnum() for c in piece)))
    if not words:
        raise QueryError("there are no words to search for", hint="give at least one character or number")
    if len(words) > _MOST_WORDS:
        raise QueryError(f"more than {_MOST_WORDS} words to search for at once")
    return words


def search(reader: Reader, asked: str, limit: int) -> list[Hit]:
    """Sentences that hold all the words, best first, then those of articles that hold them in several sentences.

    A rare word counts more than a common one, a short sentence more than a long one, a heading twice.
    """
    phrases = [_phrase(word) for word in words_of(asked)]
    hits = [_hit(row, together=True) for row in reader.rows(_SENTENCES, (" AND ".join(phrases), limit))]
    if len(phrases) > 1 and len(hits) < limit:
        hits += _scattered(reader, phrases, {hit.article_id for hit in hits}, limit - len(hits))
    return hits


def _scattered(reader: Reader, phrases: list[str], known: set[str], limit: int) -> Iterator[Hit]:
    """The best sentence of each further article that holds all the words."""
    holding = [{str(row[0]) for row in reader.rows(_ARTICLES, (phrase,))} for phrase in phrases]
    wanted = set.intersection(*holding) - known
    if not wanted:
        return
    for row in reader.run(_SENTENCES, (" OR ".join(phrases), -1)).rows:
        if row[1] in wanted:
            wanted.discard(str(row[1]))
            yield _hit(row, together=False)
            limit -= 1
        if not wanted or not limit:
            return


def _phrase(word: str) -> str:
    return f'"{cut(word)}"'


def _hit(row: Row, *, together: bool) -> Hit:
    sentence_id, article_id, document, headline, outlet, published_on, sentence, is_heading, score = row
    return Hit(
        sentence_id=int(sentence_id or 0),
        article_id=str(article_id),
        document=str(document),
        headline=None if headline is None else str(headline),
        outlet=None if outlet is None else str(outlet),
        published_on=None if published_on is None else str(published_on),
        sentence=str(sentence),
        is_heading=bool(is_heading),
        score=float(score or 0),
        together=together,
    )
