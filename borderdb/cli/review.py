"""`borderdb review`: facts that need an eye, gone through one by one, and the log of what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from borderdb.cli import output
from borderdb.cli.options import Bom, Columns, Database, Debug, FormatOption, Limit, Wide, adjust, command, rows_wanted
from borderdb.cli.options import style as style_of
from borderdb.cli.output import Format
from borderdb.cli.review_decide import accept, add, correct, reject, retract
from borderdb.cli.review_options import By, Why, reviewer
from borderdb.errors import UsageError
from borderdb.settings import Settings

LOG = ("correction_id", "decided_at", "reviewer", "verdict", "state", "fact", "words", "says", "reason")

app = typer.Typer(
    invoke_without_command=True,
    help="Go through facts that need an eye, and say what is right.\n\n"
    "On a terminal, without a sub-command: one after the other, with a key for each decision. What a person decides is "
    "kept by what the source says, so that it outlives every run; the queries show it from then on.",
)

Kind = Annotated[
    Literal[
        "damaged",
        "ambiguous_place",
        "no_label",
        "out_of_range",
        "conflict",
        "source_changed",
        "not_read_any_more",
        "name_unknown",
    ]
    | None,
    typer.Option("--kind", help="Only what needs an eye for this reason."),
]
Place = Annotated[
    str | None, typer.Option("--place", metavar="PLACE", help="Only of this place and everything below it.")
]
Document = Annotated[str | None, typer.Option("--document", help="Only of documents with this in their name.")]


@app.callback()
def review(
    ctx: typer.Context,
    kind: Kind = None,
    place: Place = None,
    document: Document = None,
    by: By = None,
    why: Why = None,
    database: Database = None,
    debug: Debug = False,
) -> None:
    """Go through the queue, unless a sub-command was named."""
    settings = adjust(ctx, database, debug)
    if ctx.invoked_subcommand is not None:
        return
    import sys

    if not (sys.stdin.isatty() and output.on_terminal(sys.stdout)):
        raise UsageError(
            "reviewing is a dialogue, and this is no terminal",
            hint="`borderdb review list` shows the queue, `borderdb review accept ID`, `correct ID --place …` decide",
        )
    from borderdb.cli.desk import Desk
    from borderdb.cli.dialogue import converse
    from borderdb.cli.person import Terminal
    from borderdb.db.readonly import read_only
    from borderdb.queries.queue import load_queue

    with read_only(settings.database) as reader:
        queue = load_queue(reader, kind, place, document)
        if not queue:
            output.note("nothing needs an eye")
            return
        made = converse(queue, Terminal(reader), Desk(settings.database, reviewer(by), why))
    output.note(f"{made} decisions made")


def queue(
    settings: Settings,
    kind: Kind = None,
    place: Place = None,
    document: Document = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
) -> None:
    """List what needs an eye.

    Damaged figures, ambiguous places, figures without a label or that contradict each other, and decisions whose
    sentence has changed or is not read any more. The id is what `accept`, `reject` and `correct` take.

    Example: borderdb review list --kind conflict --place 黑龙江省
    """
    wanted = style_of(format, wide, columns, bom)
    from borderdb.cli.answers import Counter
    from borderdb.cli.sheet import Marks, Sheet
    from borderdb.db.readonly import read_only
    from borderdb.queries.queue import load_queue

    with read_only(settings.database) as reader:
        entries = load_queue(reader, kind, place, document)
    names = ("id", "kind", "words", "reason", "document", "headline", "article_id", "sentence")
    found = [(e.id, e.kind, e.words, e.reason, e.document, e.headline, e.meant.article_id, e.sentence) for e in entries]
    rows = Counter(iter(found), rows_wanted(limit))
    short = ("id", "kind", "words", "reason", "sentence")
    output.write(Sheet(names, rows, short, {"sentence": Marks(columns=("words",))}), wanted)
    if rows.cut:
        output.note(f"cut after {rows.count:,} rows; --limit 0 gives all")
    if not found:
        output.note("nothing needs an eye")


def log(
    settings: Settings,
    state: Annotated[
        Literal[
            "in force",
            "superseded",
            "retracted",
            "source changed",
            "not read any more",
            "name unknown",
            "source not here",
        ]
        | None,
        typer.Option("--state", help="Only decisions that are in this state."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this person decided.")] = None,
    document: Document = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
) -> None:
    """List what was decided, by whom, when and why, newest first.

    With --wide, in csv and json also what the rules had read, and the fact that the decision applies to. Times are UTC.

    Example: borderdb review log --state "source changed"
    """
    wanted = style_of(format, wide, columns, bom)
    from borderdb.cli.answers import print_rows
    from borderdb.db.readonly import read_only
    from borderdb.queries.catalogue import lookup

    with read_only(settings.database) as reader:
        values = {"state": state, "by": by, "document": document}
        rows = print_rows(reader.run(lookup("decisions"), values), wanted, rows_wanted(limit), short=LOG)
    if not rows.count:
        output.note("no decision yet")


def export(
    settings: Settings,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to; without it, or with `-`, to standard output.")
    ] = None,
) -> None:
    """Write all decisions as CSV, for version control or another database.

    A line each, ordered by document and sentence, every column named. Cells that a spreadsheet would take for a formula
    have an apostrophe in front, which `import` takes off again.

    Example: borderdb review export corrections.csv
    """
    import io

    from borderdb.db.correction_files import write_corrections
    from borderdb.db.corrections import all_corrections
    from borderdb.db.engine import connect
    from borderdb.db.readonly import read_only

    with read_only(settings.database), connect(settings.database) as connection:
        found = all_corrections(connection)
    out = io.StringIO(newline="")
    write_corrections(found, out)
    if file is None or str(file) == "-":
        typer.echo(out.getvalue(), nl=False)
        return
    try:
        file.write_text(out.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror})") from error
    output.note(f"{len(found)} decisions written to {file}")


def take(
    settings: Settings,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file as `export` writes it; `-`: standard input.")
    ],
) -> None:
    """Take decisions from a CSV file into the log, those that are not in it.

    All of them or none: a line that is wrong is named with the reason. Places, programmes and indicators may stand in
    it by name; `char_start` and `char_end` are where the words stand in the sentence.

    Example: borderdb review import corrections.csv
    """
    import io
    import sys

    from borderdb.db.correction_files import read_corrections
    from borderdb.db.corrections import add_missing
    from borderdb.db.engine import connect
    from borderdb.db.readonly import read_only
    from borderdb.db.reviewing import settle_again

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is no text in UTF-8") from None
    with read_only(settings.database):
        pass  # says what is wrong with a database that is missing or older
    with connect(settings.database) as connection, connection.begin():
        found = read_corrections(connection, io.StringIO(text, newline=""), str(file))
        new = add_missing(connection, found)
        settle_again(connection, {(c.anchor.document, c.anchor.headline, c.anchor.sentence) for c in new})
    output.note(f"{len(new)} decisions taken, {len(found) - len(new)} were known")


command(app, "list")(queue)
for function in (accept, reject, correct, add, retract):
    command(app)(function)
command(app)(log)
command(app)(export)
command(app, "import")(take)
