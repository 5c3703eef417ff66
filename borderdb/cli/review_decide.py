"""The sub-commands of `borderdb review` that decide: without a dialogue, for scripts and for those who know the id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from borderdb.cli import output
from borderdb.cli.options import FormatOption
from borderdb.cli.options import style as style_of
from borderdb.cli.output import Format
from borderdb.cli.review_options import By, Why, reviewer, with_fields
from borderdb.errors import UsageError
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.cli.desk import Desk
    from borderdb.db.corrections import Correction
    from borderdb.queries.queue import Meant
    from borderdb.records import Sort

Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID",
        help="Ids, or unique beginnings: of a figure, an initiative, a reading left unresolved, a decision; "
        "ARTICLE/NAME for a place, programme or initiative of one article.",
    ),
]


def accept(settings: Settings, ids: Ids, by: By = None, why: Why = None, format: FormatOption = Format.TABLE) -> None:
    """Say that what was read is right.

    Of a reading left unresolved: that it is so rightly. Of a decision put forward again: that it holds for the sentence
    as it is now.

    Example: borderdb review accept 3f2a91bc 7702aa10 --why "compared with the page"
    """
    desk, meant = _prepare(settings, ids, by, why)
    _tell(desk.accept(meant), format)


def reject(settings: Settings, ids: Ids, by: By = None, why: Why = None, format: FormatOption = Format.TABLE) -> None:
    """Say that there is no such fact: the queries leave it out.

    Of a reading left unresolved: that nothing is to be read there. Of a decision put forward again: that it holds no
    longer.

    Example: borderdb review reject 3f2a91bc --why "the number of a bus line"
    """
    desk, meant = _prepare(settings, ids, by, why)
    _tell(desk.reject(meant), format)


def retract(settings: Settings, ids: Ids, by: By = None, why: Why = None, format: FormatOption = Format.TABLE) -> None:
    """Take a decision back, by its own id or the fact's: the fact is again as it was read.

    Example: borderdb review retract 3f2a91bc
    """
    desk, meant = _prepare(settings, ids, by, why)
    _tell(desk.retract(meant), format)


@with_fields
def correct(
    settings: Settings,
    ids: Ids,
    given: Mapping[str, str],
    by: By = None,
    why: Why = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Say what a fact is instead; what is not named stays as it is shown.

    An empty text (--place "") says that there is none. A reading left unresolved becomes the fact that it is.

    Example: borderdb review correct 3f2a91bc --place 密山市 --period 2025-H1 --by anna
    """
    desk, meant = _prepare(settings, ids, by, why)
    _tell(desk.correct(meant, given), format)


@with_fields
def add(
    settings: Settings,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, beginning of one, headline or file name.")],
    words: Annotated[
        str | None,
        typer.Option("--words", help="The words of the article that say so. \\[default: the name that is given]"),
    ] = None,
    sentence: Annotated[
        str | None, typer.Option("--sentence", help="Words of the sentence, where those stand in several.")
    ] = None,
    *,
    given: Mapping[str, str],
    by: By = None,
    why: Why = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Add a fact that no rule has read.

    With --value a figure, with --name an initiative, with --programme alone a programme, with --place alone a place
    that the article speaks of.

    Example: borderdb review add 3f2a91bc --words 12.6亿斤 --value 12.6亿 --unit 斤 --label 粮食产量 --place 同江市
    """
    from borderdb.cli.desk import Desk
    from borderdb.cli.show import Sort as Shown
    from borderdb.cli.show import find_thing
    from borderdb.db.readonly import read_only

    sort = _sort_of(given)
    words = words or given.get("name" if "name" in given else sort.value)
    if not words:
        raise UsageError("which words say so?", hint="give them with --words, as they stand in the article")
    with read_only(settings.database) as reader:
        _, article_id = find_thing(reader, article.strip(), Shown.ARTICLE)
    desk = Desk(settings.database, reviewer(by), why)
    _tell([desk.add(sort, article_id, words, sentence, given)], format)


def _sort_of(given: Mapping[str, str]) -> Sort:
    from borderdb.records import Sort

    named = {"value": Sort.METRIC, "name": Sort.INITIATIVE, "programme": Sort.PROGRAMME, "place": Sort.PLACE}
    for name, sort in named.items():
        if name in given:
            return sort
    raise UsageError("what is to be added?", hint="a figure has a --value, an initiative a --name, others --place …")


def _prepare(settings: Settings, ids: Iterable[str], by: str | None, why: str | None) -> tuple[Desk, list[Meant]]:
    from borderdb.cli.desk import Desk
    from borderdb.db.readonly import read_only
    from borderdb.queries.queue import find_meant

    with read_only(settings.database) as reader:
        meant = [one for words in ids for one in find_meant(reader, words.strip())]
    return Desk(settings.database, reviewer(by), why), list(dict.fromkeys(meant))


def _tell(made: Iterable[Correction], format: Format) -> None:
    """The decisions, as they stand in the log."""
    from borderdb.cli.sheet import Sheet

    columns = ("correction_id", "verdict", "fact", "words", "document")
    rows = [(c.correction_id, c.verdict.value, c.anchor.sort.value, c.anchor.words, c.anchor.document) for c in made]
    output.write(Sheet(columns, rows, short=columns[1:]), style_of(format))
