"""From an article and the reference data to all that can be read from it: a pure function, a dozen assignments."""

from __future__ import annotations

from borderdb.extract.clauses import find_clauses
from borderdb.extract.frames import find_frames
from borderdb.extract.initiatives import find_initiatives
from borderdb.extract.issues import find_issues
from borderdb.extract.metrics import build_metrics
from borderdb.extract.numerals import find_numerals
from borderdb.extract.periods import find_dates, find_periods
from borderdb.extract.programmes import find_programmes
from borderdb.extract.quantities import find_names, find_quantities, find_speech
from borderdb.extract.quotes import find_quotes
from borderdb.extract.scopes import build_scopes
from borderdb.extract.toponyms import find_region, find_toponyms, resolve_toponyms
from borderdb.records import Extraction
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article

# Raised whenever the same article may give other rows; stored with each article, so that old readings can be found.
RULES_VERSION = "4"


def extract(article: Article, lexicon: Lexicon) -> Extraction:
    """Places, programmes, initiatives and metrics of an article, and what could not be settled.

    The same article and lexicon give the same answer, whatever was read before.
    """
    text = article.text
    found = find_toponyms(article, lexicon.gazetteer)
    toponyms = resolve_toponyms(article, found, lexicon.gazetteer)
    region = find_region(article, toponyms, lexicon.gazetteer)
    clauses = find_clauses(text)
    scopes = build_scopes(article, clauses, toponyms, region, lexicon.gazetteer)
    quotes = find_quotes(text)
    programmes = find_programmes(article, lexicon, scopes, quotes)
    initiatives = find_initiatives(article, lexicon, scopes, programmes, quotes)
    frames = find_frames(article)
    dates = find_dates(text, article.published_on, frames)
    periods = find_periods(text, dates)
    barred = [*(d.span for d in dates), *find_names(text, quotes), *(t.span for t in toponyms)]
    quantities = find_quantities(text, find_numerals(text), lexicon.units, barred, find_speech(text, quotes))
    metrics = build_metrics(
        article, lexicon, clauses, quantities, periods, frames, toponyms, scopes, programmes, initiatives
    )
    issues = find_issues(text, quantities, toponyms, metrics)
    return Extraction(region, toponyms, programmes, initiatives, metrics, issues)
