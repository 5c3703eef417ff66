"""All tables of the database, in one place to import them from."""

from __future__ import annotations

from borderdb.db.base import Base
from borderdb.db.document_models import (
    ArticleRow,
    DocumentLocationRow,
    DocumentRow,
    FetchRow,
    MetaRow,
    RunDocumentRow,
    RunRow,
    SentenceRow,
)
from borderdb.db.fact_models import (
    ArticleInitiativeRow,
    ArticleProgrammeRow,
    InitiativeMentionRow,
    InitiativeRow,
    IssueRow,
    MetricRow,
    PlaceMentionRow,
    ProgrammeMentionRow,
)
from borderdb.db.history_models import ArticleChangeRow, FactChangeRow, OriginalRow, SupersededRow
from borderdb.db.reference_models import (
    BorderCountyRow,
    IndicatorRow,
    IndicatorWordingRow,
    OutletRow,
    PlaceAliasRow,
    PlaceRow,
    PortRow,
    ProgrammeAliasRow,
    ProgrammeComponentRow,
    ProgrammeRow,
    UnitRow,
)
from borderdb.db.review_models import CorrectionRow, ReviewRow
from borderdb.db.story_models import ArticleBodyRow, BodyKeyRow, ReprintRow

__all__ = [
    "ArticleBodyRow",
    "ArticleChangeRow",
    "ArticleInitiativeRow",
    "ArticleProgrammeRow",
    "ArticleRow",
    "Base",
    "BodyKeyRow",
    "BorderCountyRow",
    "CorrectionRow",
    "DocumentLocationRow",
    "DocumentRow",
    "FactChangeRow",
    "FetchRow",
    "IndicatorRow",
    "IndicatorWordingRow",
    "InitiativeMentionRow",
    "InitiativeRow",
    "IssueRow",
    "MetaRow",
    "MetricRow",
    "OriginalRow",
    "OutletRow",
    "PlaceAliasRow",
    "PlaceMentionRow",
    "PlaceRow",
    "PortRow",
    "ProgrammeAliasRow",
    "ProgrammeComponentRow",
    "ProgrammeMentionRow",
    "ProgrammeRow",
    "ReprintRow",
    "ReviewRow",
    "RunDocumentRow",
    "RunRow",
    "SentenceRow",
    "SupersededRow",
    "UnitRow",
]
