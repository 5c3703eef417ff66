"""What the public views and their columns mean. The views themselves are made by the migrations.

A test holds every name here against a migrated database. Analysts rely on these names: they gain columns, lose none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class View:
    """A public view: what its rows are, and what each column means, in the order of the columns."""

    comment: str
    columns: Mapping[str, str]


_ARTICLE: Final = {
    "article_id": "The article",
    "document": "File name, or URL, of the document it stands in",
    "headline": "The article's headline, NULL where none is printed",
}
_PLACE: Final = {
    "place_code": "Division code of the place: 6, 9 or 12 digits; NULL for ports and what has none",
    "place": "Official full name of the place",
}
_SPAN: Final = {
    "char_start": "Offset of the first character in the clean article text",
    "char_end": "Offset behind the last character in the clean article text",
}
_REPRINT: Final = {
    "reprint_of": "Id of the first article that tells this story, where the article repeats it; NULL for all others"
}
_ORIGINS: Final = "given (on the command line), side file, front matter, printed, markup (of a web page) or file name"
_WITHDRAWN: Final = {"withdrawn": "1 where the file was found gone by `ingest --prune`, else 0"}
_REVIEWED: Final = {"reviewed": "What a person said of it: no (nobody yet), accepted, corrected or added"}
_READ: Final = {
    "reviewed": "What a person said of it: no (nobody yet), accepted, rejected, corrected or added",
    "agrees": "1 where this reading is what the person says, 0 where it is not; NULL where nobody looked",
}
_KEY: Final = "Key of the place: its code, or the key of its parent, a slash and its name; goes with place_tree"

_FACTS: Final[Mapping[str, View]] = MappingProxyType(
    {
        "article_facts": View(
            "One row per article",
            {
                "article_id": "Id of the article",
                "document": _ARTICLE["document"],
                "location": "Full path or URL where the document was last seen",
                "headline": "Headline, NULL where none is printed",
                "byline": "Names of the authors, joined by 、",
                "outlet": "The newspaper or site that printed it",
                "published_on": "Day of publication, printed or given (ISO date)",
                "characters": "Length of the clean text in characters",
                "metrics": "How many rows it has in metric_facts: without what a person rejected, with what one added",
                "initiatives": "How many it has in initiative_facts",
                "places": "How many it has in place_facts",
                "place_code": "Division code of the place the story is about",
                "place": "Name of the place the story is about",
                "place_key": _KEY,
                "document_id": "Digest of the document's bytes",
                **_REPRINT,
                "headline_from": f"Where the headline was taken from: {_ORIGINS}",
                "byline_from": "Where the byline was taken from, in the same words",
                "outlet_from": "Where the outlet was taken from, in the same words",
                "published_from": "Where the day of publication was taken from, in the same words",
                "url": "Address of the original, where side file, front matter or markup name it",
                "url_from": "Which of them names it",
                "unread": "What of the document could not be read and why, NULL where all could",
                **_WITHDRAWN,
            },
        ),
        "place_facts": View(
            "One row per place spoken of in an article",
            {
                **_ARTICLE,
                **_PLACE,
                "level": "province, prefecture, county, township, village, port, farm or zone",
                "parent": "Name of the place directly above",
                "province": "Name of the province it is or lies in",
                "prefecture": "Name of the prefecture it is or lies in",
                "county": "Name of the county it is or lies in",
                "is_border": "1 for a land border county and all that lies in it, else 0",
                "mentions": "How often the article names it",
                "sentence": "The first sentence that names it",
                "place_key": _KEY,
                **_SPAN,
                "rule": "The rule that settled which place is meant",
                **_REPRINT,
                **_WITHDRAWN,
                **_REVIEWED,
            },
        ),
        "programme_facts": View(
            "One row per programme spoken of in an article",
            {
                **_ARTICLE,
                "programme": "Name of the programme",
                "components": "The pillars of it that this article names, joined by 、",
                "place": "Where it is being carried out",
                "mentions": "How often the article names it",
                "sentence": "The first sentence that names it",
                "programme_code": "Code of the programme in the reference data",
                "place_code": _PLACE["place_code"],
                "place_key": _KEY,
                **_SPAN,
                **_REPRINT,
                **_WITHDRAWN,
                **_REVIEWED,
            },
        ),
        "initiative_facts": View(
            "One row per initiative in an article",
            {
                "initiative_id": "Id of the initiative: the same in every article that tells of it",
                **_ARTICLE,
                "initiative": "Its name without quotes",
                "kind": "What it is called: 活动, 工程, 行动, 机制, 制度, 品牌, 平台 …",
                "programme": "The programme it serves, where the text says so",
                **_PLACE,
                "mentions": "How often the article names it",
                "sentence": "The first sentence that names it",
                "place_key": _KEY,
                **_SPAN,
                "rule": "The rule that read it",
                **_REPRINT,
                **_WITHDRAWN,
                **_REVIEWED,
            },
        ),
        "metric_facts": View(
            "One row per figure in an article",
            {
                "metric_id": "Id of the figure",
                **_ARTICLE,
                **_PLACE,
                "programme": "The programme it belongs to",
                "initiative": "The initiative it belongs to",
                "indicator": "Code of the canonical indicator, NULL where none fits",
                "label": "What is counted, in the article's own words, at most 32 characters",
                "value": "The number, 万 and 亿 multiplied out",
                "value_to": "Upper end of a range",
                "unit": "Unit as printed, without 万 and 亿",
                "standard_value": "The number in the standard unit",
                "standard_unit": "kg, m, m², CNY, person …, where the unit converts",
                "qualifier": "exact, over, under or about",
                "kind": "level, share, change or threshold",
                "status": "actual or target",
                "period": "The time as printed",
                "period_start": "First day of it (ISO date), where the text fixes it",
                "period_end": "Last day of it, inclusive (ISO date), where the text fixes it",
                "raw": "The figure as printed",
                "sentence": "The sentence it stands in",
                **_SPAN,
                "rule": "The rule that read it",
                "place_key": _KEY,
                "published_on": "Day of publication of the article (ISO date)",
                "direction": "up or down, where the figure is a change: the value keeps its number as printed",
                **_REPRINT,
                "page": "Page of the PDF it is printed on, from 1; NULL where the document has no pages",
                "box": "Left, bottom, right and top of it on that page, in points from the lower left corner; "
                "one box for each line it runs over, parted by ;",
                **_WITHDRAWN,
                **_REVIEWED,
            },
        ),
        "issue_facts": View(
            "One row per reading left unresolved",
            {
                **_ARTICLE,
                "kind": "What is unresolved: damaged, ambiguous_place …",
                "reason": "Why it was left",
                "words": "The words as the cleaned text has them",
                "sentence": "The sentence it stands in",
                **_SPAN,
                **_WITHDRAWN,
                "issue_id": "The article's id, a point and the number of the reading in it; `borderdb review` takes it",
                "reviewed": "no, or what a person decided about it or added in its place",
            },
        ),
        "place_tree": View(
            "One row per pair of a place and a place at or above it",
            {
                "place_code": "Division code of the place",
                "place": "Name of the place",
                "within_code": "Division code of the place at or above it",
                "within": "Name of the place at or above it: within = '内蒙古自治区' finds all that lies there",
                "steps": "How many steps up: 0 for the place itself",
                "place_key": "Key of the place, also where it has no code",
                "within_key": "Key of the place at or above it",
            },
        ),
        "place_names": View(
            "One row per name of a place: official, short, other, and its key, which is the code where it has one",
            {
                "place_key": _KEY,
                **_PLACE,
                "name": "What it is called: 同江市, 同江, 230881",
            },
        ),
        "border_facts": View(
            "One row per county on the land border, whether anything is known of it or not",
            {
                **_PLACE,
                "prefecture": "Name of the prefecture it lies in",
                "province": "Name of the province it lies in",
                "neighbours": "The countries it borders on, joined by 、",
                "certain": "1 where all lists agree that it is a border county, else 0",
                "place_key": _KEY,
            },
        ),
        "indicator_facts": View(
            "One row per canonical indicator",
            {
                "indicator": "Code of the indicator",
                "name": "Chinese name",
                "name_en": "English name",
                "dimension": "What its figures may measure, joined by 、",
            },
        ),
        "indicator_names": View(
            "One row per name or wording of a canonical indicator",
            {
                "indicator": "Code of the indicator",
                "name": "Its code, Chinese name, English name, or a wording that counts as it",
            },
        ),
        "run_facts": View(
            "One row per document that a run met",
            {
                "run_id": "Number of the run",
                "started_on": "When the run began (UTC)",
                "finished_on": "When it ended (UTC); NULL if it was interrupted",
                "location": "Full path or URL of the document",
                "document_id": "Digest of the document's bytes; NULL if it could not be read",
                "status": "new, unchanged, changed, failed or withdrawn; of an undo: restored, removed or unchanged",
                "reason": "Why",
                "articles": "Articles in the document",
                "places": "Places spoken of in its articles",
                "programmes": "Programmes spoken of in its articles",
                "initiatives": "Initiatives in its articles",
                "metrics": "Figures in its articles",
                "issues": "Readings left unresolved",
                "kind": "ingest, reextract or undo",
            },
        ),
        "change_facts": View(
            "One row per fact that appeared, changed or disappeared in a run",
            {
                "run_id": "Number of the run",
                "article_id": "The article, which may be there no longer",
                "document": "File name, or URL, of the document it stands or stood in",
                "headline": "The article's headline after the run, NULL where none is printed",
                "fact": "article, place, programme, initiative, metric or issue",
                "fact_id": "Id, code or key of the fact after the run, or the last it had; the kind of an issue",
                "change": "appeared, changed, disappeared, or moved (says the same under another id: its sentence or "
                "the headline was edited); of an article also withdrawn and returned",
                "what": "What is counted or named",
                "place": "Name of the place it is about",
                "before": "What it said before the run, in short: 52.46亿斤",
                "after": "What it said after the run, in short: 53.78亿斤",
                "sentence": "The sentence that says so, or the last that did",
                "sentence_before": "The sentence that said so before the run, where the fact took another id",
                "former_id": "Id, code or key of the fact before the run; NULL where it appeared",
                "former_article_id": "Id of the article before the run; NULL where it appeared",
                "change_id": "Number of the entry for the article, in the order of time",
                "ordinal": "Order among the changes of the article",
            },
        ),
    }
)

_REVIEWS: Final = View(
    "One row per decision of a person about a fact, in force or not",
    {
        "correction_id": "Id of the decision",
        "state": "in force; superseded by a later one; retracted; source changed (the sentence is another now); "
        "not read any more (the sentence is there, the reading is not); name unknown (a place, programme or indicator "
        "that this database does not know); source not here (no such document)",
        "verdict": "accepted, rejected, corrected, added or retracted",
        "fact": "metric, initiative, place, programme, or issue: a reading left unresolved",
        "document": "File name, or URL, of the document that the person saw",
        "headline": "Headline of the article, NULL where none is printed",
        "words": "The words that the decision is about",
        "sentence": "The sentence they stand in",
        "char_start": "Offset of the words in the sentence",
        "char_end": "Offset behind the words in the sentence",
        "reviewer": "Who decided",
        "reason": "Why",
        "decided_at": "When (UTC)",
        "rule": "The rule whose reading the person saw; NULL where none read anything",
        "before": "What the person saw as read, as JSON; NULL where nothing was",
        "name": "The right name; here and below NULL: left as it was, see cleared",
        "label": "What is counted",
        "value": "The right number",
        "value_to": "Upper end of the range",
        "unit": "The right unit",
        "qualifier": "exact, over, under or about",
        "kind": "The right kind, of a figure or an initiative",
        "direction": "up or down, of a change",
        "status": "actual or target",
        "place_key": "Key of the right place",
        "programme_code": "Code of the right programme",
        "indicator": "Code of the right indicator",
        "period": "The right time, as it was given: 2025-H1",
        "period_start": "First day of it (ISO date)",
        "period_end": "Last day of it, inclusive (ISO date)",
        "cleared": "Names of fields that are corrected to nothing, joined by 、",
        "article_id": "An article that it applies to now; NULL where it applies to none",
        "fact_id": "The fact there that it applies to",
    },
)


def _readings(fact: str) -> View:
    """What was read, beside the view that shows what is in force."""
    view = _FACTS[f"{fact}_facts"]
    columns = {name: meaning for name, meaning in view.columns.items() if name not in _REVIEWED}
    return View(f"{view.comment}, as it was read: no correction applied, nothing added", columns | _READ)


VIEWS: Final[Mapping[str, View]] = MappingProxyType(
    {
        **_FACTS,
        **{f"{fact}_readings": _readings(fact) for fact in ("place", "programme", "initiative", "metric")},
        "review_facts": _REVIEWS,
    }
)
