"""What stands beside a document: its side file and its name.

A side file lies beside `page.html` as `page.html.meta.toml` or `page.meta.toml` and says, in TOML, any of `title`,
`byline` (a list or a text), `outlet`, `published_on` and `url`. A name such as `2025-06-27_黑龙江日报_A03.txt` tells
the day and the newspaper.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from borderdb.errors import DocumentError
from borderdb.readers.document import Document, Found, Metadata
from borderdb.readers.metadata import KNOWN, OUTLET_NAME, PUBLISHED, day_of, find_day, metadata_of
from borderdb.records import Origin

SUFFIX = ".meta.toml"
MOST_BYTES = 65_536

_PART = re.compile(r"[_\s\-—–·+,，、（）()\[\]【】《》]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SHEET = re.compile(r"[A-Z]?\d{1,3}版?$")  # 黑龙江日报A03
_HEADED = re.compile(r"\s*#{1,6} ")
_HEAD = 3  # lines in which the title of a side file may be printed already


def is_side_file(name: str) -> bool:
    """Whether a file says something of another one, and is no document itself."""
    return name.endswith(SUFFIX)


def is_side_file_of(side: str, name: str) -> bool:
    """Whether a side file belongs to the document of that name beside it."""
    return side.removesuffix(SUFFIX) in (name, Path(name).stem)


def side_file(path: Path) -> Path | None:
    """The side file of a document, None where there is none."""
    candidates = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def with_surroundings(document: Document, name: str, side: str | None) -> Document:
    """The document with what its side file and its name say of it.

    A title that its text does not print becomes its headline. Raises DocumentError where the side file is wrong.
    """
    beside = read_side_file(side) if side is not None else Metadata()
    known = beside.over(document.metadata).over(read_name(name))
    document = replace(document, metadata=known)
    title = known.title.value if known.title is not None and known.title.origin.over_print else None
    return document if title is None or _prints(document.source.text, title) else document.titled(title)


def side_text(path: Path) -> str:
    """What a side file holds. Raises DocumentError where it cannot be read, is far too large or no text."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"its side file cannot be read ({error.strerror or error})") from error
    if len(data) > MOST_BYTES:
        raise DocumentError(f"its side file is larger than {MOST_BYTES // 1024} kB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"its side file is no text in UTF-8 ({error.reason})") from error


def read_side_file(text: str) -> Metadata:
    """What a side file says. Raises DocumentError where it is no TOML, or has a key or a day that is none."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"its side file is no TOML ({error})") from error
    for key, value in values.items():
        if key.strip().lower() not in KNOWN:
            raise DocumentError(
                f"its side file has an unknown key: {key}", hint=f"known are {', '.join(sorted(KNOWN))}"
            )
        if key.strip().lower() in PUBLISHED and day_of(value) is None:
            raise DocumentError(f"its side file names no day under {key}: {value}")
    return metadata_of(values, Origin.SIDE_FILE)


def read_name(name: str) -> Metadata:
    """What the name of a file says of the day and the newspaper: 2025-06-27_黑龙江日报_A03.txt."""
    stem = _ENDING.sub("", re.split(r"[/\\]", name)[-1])
    found = find_day(stem)
    rest = f"{stem[: found[1]]} {stem[found[2] :]}" if found else stem
    parts = [_SHEET.sub("", part) for part in _PART.split(rest)]
    outlet = next((part for part in parts if OUTLET_NAME.fullmatch(part)), None) if found else None
    return Metadata(
        outlet=Found(outlet, Origin.FILE_NAME) if outlet else None,
        published_on=Found(found[0], Origin.FILE_NAME) if found else None,
    )


def _prints(text: str, title: str) -> bool:
    lines = [line for line in text[:2000].splitlines() if line.strip()][:_HEAD]
    bare = _bare(title)
    return any(_HEADED.match(line) for line in lines[:1]) or any(_bare(line) == bare for line in lines)


def _bare(line: str) -> str:
    return re.sub(r"[\W_]+", "", line)
