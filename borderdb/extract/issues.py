"""Readings left unresolved, for a person to look at: nothing here is a guess that passes for a fact."""

from __future__ import annotations

from collections.abc import Sequence

from borderdb.records import Issue, Metric, Quantity, Toponym


def find_issues(
    text: str, quantities: Sequence[Quantity], toponyms: Sequence[Toponym], metrics: Sequence[Metric]
) -> tuple[Issue, ...]:
    """Damaged figures, place names with several candidates, and figures without a label, in the order of the text."""
    damaged = (
        Issue(quantity.span, "damaged", f"the page lost characters beside {quantity.span.of(text)}")
        for quantity in quantities
        if quantity.damaged
    )
    ambiguous = (
        Issue(toponym.span, "ambiguous_place", f"{toponym.span.of(text)} may be " + _candidates(toponym))
        for toponym in toponyms
        if toponym.place is None and toponym.named and toponym.candidates
    )
    unlabelled = (
        Issue(metric.span, "no_label", f"nothing says what {metric.span.of(text)} counts")
        for metric in metrics
        if not metric.label
    )
    return tuple(sorted([*damaged, *ambiguous, *unlabelled], key=lambda issue: (issue.span, issue.kind)))


def _candidates(toponym: Toponym) -> str:
    names = [f"{place.name} ({place.code or place.key})" for place in toponym.candidates[:4]]
    return ", ".join(names) + (f" or {len(toponym.candidates) - 4} others" if len(toponym.candidates) > 4 else "")
