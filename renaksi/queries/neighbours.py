"""Commitments that one continues or went into, and those that continue it, as far as they are public."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from foundation.languages import Told, told
from renaksi.models import Commitment
from renaksi.queries.texts import Entry, Fact

_NEIGHBOURS = ("carried_over_from", "merged_into", "superseded_by")
# Whoever calls `neighbour_facts` joins these.
NEIGHBOURS_WITH_PLANS = tuple(f"{name}__plan" for name in _NEIGHBOURS)


def neighbour_facts(commitment: Commitment, continuations: Iterable[Commitment]) -> tuple[Fact, ...]:
    terms = (_("Lanjutan dari"), _("Digabung ke"), _("Digantikan oleh"))
    found = ((term, getattr(commitment, name)) for term, name in zip(terms, _NEIGHBOURS, strict=True))
    before = [
        Fact(term, entries=(_neighbour(other),))
        for term, other in found
        if other and other.live and other.plan.live
    ]
    after = tuple(map(_neighbour, continuations))
    return (*before, Fact(_("Dilanjutkan oleh"), entries=after)) if after else tuple(before)


def _neighbour(other: Commitment) -> Entry:
    title = told(other, "title")
    return Entry(Told(f"{title} ({told(other.plan, 'label')})", title.lang), other.get_absolute_url())


def continuations_of(commitment_ids: Iterable[int]) -> dict[int, tuple[Commitment, ...]]:
    """By the commitment that is continued; one query."""
    rows = (
        Commitment.objects.public()
        .filter(carried_over_from__in=list(commitment_ids))
        .select_related("plan")
        .order_by("plan__start_on", "pk")
    )
    found: dict[int, list[Commitment]] = defaultdict(list)
    for row in rows:
        found[row.carried_over_from_id or 0].append(row)
    return {pk: tuple(others) for pk, others in found.items()}
