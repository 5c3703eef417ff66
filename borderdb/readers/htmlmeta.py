"""What the markup of a web page says of it: meta tags, JSON-LD, the address it was saved from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from borderdb.readers.document import Found, Metadata
from borderdb.readers.metadata import day_of
from borderdb.records import Origin
from borderdb.text.bylines import names_of
from borderdb.text.datelines import read_dateline

Element = Any

LONGEST = 200  # characters of a title, a name or an address
MOST_JSON = 100_000  # characters of JSON-LD

_TITLE = ("articletitle", "og:title", "twitter:title", "headline")
_DAY = (
    *("pubdate", "article:published_time", "publishdate", "publish_time", "firstpublishtime", "datepublished"),
    *("og:release_date", "weibo:article:create_at", "dc.date.issued", "apub:time", "date"),
)
_OUTLET = ("contentsource", "source", "article:source", "mediaid", "publisher")
_AUTHOR = ("author", "article:author", "og:article:author")
_URL = ("og:url", "url", "mainentityofpage")
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})|^\s*url:\s*(https?://\S{1,2000})", re.MULTILINE)
_NOWHERE = re.compile(r"本站|本网|原创|互联网|网络|未知|转载|其他|综合|admin|https?:", re.IGNORECASE)


def read_markup(tree: Element, head: str) -> Metadata:
    """What meta tags, JSON-LD and the address say. `head` is the beginning of the page as decoded, with comments."""
    fields = {name: value for name, value in (*_from_json(tree), *_from_meta(tree)) if value}
    title, outlet = _first(fields, _TITLE), _first(fields, _OUTLET)
    author = names_of(_first(fields, _AUTHOR), sure=False)
    window = read_dateline(" ".join(tree.findtext(".//title", "").split()))  # 边城日报 2020年10月14日
    day = next((day for name in _DAY if (day := day_of(fields.get(name)))), window.published_on if window else None)
    outlet = outlet or ((window.outlet or "") if window else "")
    url = _address(tree, fields, head)
    return Metadata(
        title=Found(title, Origin.MARKUP) if title else None,
        byline=Found(author, Origin.MARKUP) if author else None,
        outlet=Found(outlet, Origin.MARKUP) if outlet and not _NOWHERE.search(outlet) and len(outlet) <= 24 else None,
        published_on=Found(day, Origin.MARKUP) if day else None,
        url=Found(url, Origin.MARKUP) if url else None,
    )


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _from_meta(tree: Element) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and len(content) <= LONGEST:
            yield name.strip().lower(), content


def _from_json(tree: Element) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > MOST_JSON:
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield from ((name.lower(), _words(item.get(name))) for name in _JSON_FIELDS)


_JSON_FIELDS = ("headline", "datePublished", "author", "publisher", "mainEntityOfPage", "url")


def _words(value: object) -> str:
    """The text of a JSON-LD value: itself, the name or address of what it describes, or the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@id") or value.get("url")
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= LONGEST else ""


def _address(tree: Element, fields: Mapping[str, str], head: str) -> str:
    saved = _SAVED.search(head)
    canonical = next((link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    found = (canonical, _first(fields, _URL), (saved[1] or saved[2]) if saved else "")
    return next((url for url in found if url.startswith(("https://", "http://")) and len(url) <= 2000), "")
