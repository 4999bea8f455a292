"""What the visits of a linked source found, as people read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.enums import EvidenceKind, LinkState
from evidence.messages import reason
from evidence.models import Evidence, LinkVisit
from foundation.formats import file_size, long_date

_TOLD_OF_VISITS = frozenset({LinkState.REACHABLE, LinkState.FAILING})
_SHORT_FINGERPRINT = 12


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class KeptCopy:
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """Whether people can open a linked source. `code` is a LinkState; `details` say since when, and what is kept."""

    code: str
    word: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """`url` is None if nothing of the copy may be opened."""

    title: str
    url: str | None
    size: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class LinkReport:
    """All that the visits of one link found. `visited` and `since` (when it began to fail) are dates or empty."""

    facts: LinkFacts
    visited: str
    since: str
    problem: str
    copies: tuple[CopyLine, ...]


def copies_of(evidence: Evidence) -> QuerySet[LinkVisit]:
    """Oldest first: their place in it is the number of a copy in its address."""
    return evidence.visits.exclude(copy_name="").order_by("at", "pk")


def with_latest_copy(rows: QuerySet[Any, Row], evidence_id: str) -> QuerySet[Any, Row]:
    """For `kept_copy`, without a further query; `evidence_id` is the path from the row to the proof's key."""
    copies = LinkVisit.objects.filter(evidence=OuterRef(evidence_id)).exclude(copy_name="")
    latest = copies.order_by("-at", "-pk")
    return rows.annotate(
        copy_at=Subquery(latest.values("at")[:1]), copy_sha256=Subquery(latest.values("sha256")[:1])
    )


def kept_copy(row: Model) -> KeptCopy | None:
    """The latest copy of the linked source; None also for a row that was not read by `with_latest_copy`."""
    at = getattr(row, "copy_at", None)
    return KeptCopy(at, row.copy_sha256) if at and row.copy_sha256 else None  # type: ignore[attr-defined]


def public_link_facts(evidence: Evidence, copy: KeptCopy | None) -> LinkFacts | None:
    """None while nothing is claimed: links are not visited here, or this one's site does not let us look.

    That a source is gone was found over weeks and bears its date: it is told also when visits were switched off later.
    """
    is_told = is_known_gone(evidence) or (settings.VISIT_LINKS and evidence.link_state in _TOLD_OF_VISITS)
    return link_facts(evidence, copy) if is_told else None


def link_facts(evidence: Evidence, copy: KeptCopy | None) -> LinkFacts | None:
    """As who works with the proof sees it; None for a file."""
    if evidence.kind != EvidenceKind.LINK:
        return None
    if evidence.link_visited_at is None or not evidence.link_state:
        return LinkFacts(LinkState.NOT_VISITED.value, _("Belum diperiksa"), ())
    state = LinkState(evidence.link_state)
    since, visited = _day(evidence.link_failing_since), _day(evidence.link_visited_at)
    told = [_("sejak %(date)s") % {"date": since}] if since else []
    if state == LinkState.NOT_VISITED:
        told.append(_("dicoba %(date)s") % {"date": visited})
    elif state != LinkState.GONE:
        told.append(_("diperiksa %(date)s") % {"date": visited})
    elif copy is not None:
        told.append(_("salinan tersimpan %(date)s") % {"date": _day(copy.at)})
        told.append(_("sidik jari %(fingerprint)s") % {"fingerprint": copy.sha256[:_SHORT_FINGERPRINT]})
    return LinkFacts(state.value, str(state.label), tuple(told))


def _day(at: datetime | None) -> str:
    return long_date(timezone.localdate(at)) if at else ""


def link_report(evidence: Evidence) -> LinkReport | None:
    copies = list(copies_of(evidence))
    latest = copies[-1] if copies else None
    facts = link_facts(evidence, KeptCopy(latest.at, latest.sha256) if latest else None)
    if facts is None:
        return None
    last = evidence.visits.first()
    return LinkReport(
        facts=facts,
        visited=_day(evidence.link_visited_at),
        since=_day(evidence.link_failing_since),
        problem=reason(last.problem) if last else "",
        copies=tuple(_copy_line(visit, number) for number, visit in enumerate(copies, start=1)),
    )


def _copy_line(visit: LinkVisit, number: int) -> CopyLine:
    address = reverse("evidence:copy", args=[visit.evidence.public_id, number])
    return CopyLine(
        title=_("Salinan %(date)s") % {"date": _day(visit.at)},
        url=address if visit.derivative_name else None,
        size=file_size(visit.size) if visit.size else "",
        fingerprint=visit.sha256,
    )


def is_known_gone(evidence: Evidence) -> bool:
    """Whoever opens it is told so, instead of being sent to nothing."""
    return evidence.link_state == LinkState.GONE
