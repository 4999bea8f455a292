"""Linked sources are visited every week: can people still open them, and what do they show?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.module_loading import import_string

from evidence.actions.quotas import has_room
from evidence.actions.takedown import remove_files
from evidence.domain.link_problems import LinkProblem, LinkRefused
from evidence.domain.links import RETRY_EVERY, VISIT_EVERY, Standing, after_visit, next_visit
from evidence.enums import READABLE_STATES, EvidenceKind, LinkState
from evidence.links.visitor import FetcherFailed, Finding, fetch_source
from evidence.models import Evidence, FileToRemove, LinkVisit
from evidence.queries.links import copies_of
from evidence.storage.copies import Copy, discard_copy, keep
from evidence.storage.places import private_folder
from foundation.audit.actions import record
from foundation.faults import fail_point
from foundation.jobs.leases import MOST_ATTEMPTS, expired, release, take_lease
from foundation.jobs.queue import enqueue_after_commit

VISIT_LEASE_SECONDS = 300
MOST_PER_SWEEP = 50

# One that asks: the address, and an empty folder for what it brings.
Fetch = Callable[[str, Path], Finding]


def fetch(url: str, folder: Path) -> Finding:
    """Says whose program it is, so that a site can complain."""
    return fetch_source(url, folder, agent=f"Renaksi/1.0 (+{settings.WAGTAILADMIN_BASE_URL})")


# --- What is due -----------------------------------------------------------------------------------


def visited_links() -> QuerySet[Evidence]:
    return Evidence.objects.filter(kind=EvidenceKind.LINK, state__in=READABLE_STATES)


def links_due(now: datetime) -> Iterator[Evidence]:
    """Those never visited first, then the longest waiting; without those that failed too often by our own fault."""
    maybe = (
        Q(link_visited_at__isnull=True)
        | Q(link_visited_at__lte=now - VISIT_EVERY)
        | Q(link_state=LinkState.FAILING, link_visited_at__lte=now - RETRY_EVERY)
    )
    waiting = expired(visited_links().filter(maybe, attempts__lt=MOST_ATTEMPTS), now)
    for evidence in waiting.order_by(F("link_visited_at").asc(nulls_first=True), "pk").iterator():
        if _is_due(evidence, now):
            yield evidence


def _standing(evidence: Evidence) -> Standing:
    state = LinkState(evidence.link_state) if evidence.link_state else None
    return Standing(state, evidence.link_failing_since)


def _is_due(evidence: Evidence, now: datetime) -> bool:
    visited_at = evidence.link_visited_at
    return visited_at is None or next_visit(_standing(evidence), visited_at) <= now


def queue_visits(now: datetime) -> int:
    """A sweep: some of what is due, one at a time for each host. None at all unless visits are asked for."""
    if not settings.VISIT_LINKS:
        return 0
    busy = {_host(one) for one in visited_links().filter(lease_until__gt=now)}
    chosen = list(_one_for_each_host(links_due(now), busy))
    visit = import_string("evidence.tasks.visit_link")
    for evidence in chosen:
        enqueue_after_commit(visit, evidence.pk)
    return len(chosen)


def _one_for_each_host(links: Iterable[Evidence], busy: set[str]) -> Iterator[Evidence]:
    seen = set(busy)
    for evidence in links:
        if _host(evidence) in seen:
            continue
        seen.add(_host(evidence))
        yield evidence
        if len(seen) - len(busy) >= MOST_PER_SWEEP:
            return


def _host(evidence: Evidence) -> str:
    return (urlsplit(evidence.url).hostname or "").lower()


# --- One visit -------------------------------------------------------------------------------------


def visit_link(*, pk: int, now: datetime, fetch: Fetch = fetch) -> LinkVisit | None:
    """One step of the job: visit outside any transaction, then store what was found.

    None if there is nothing to do, if another worker is at it, or if our own machine is to blame: then the
    next sweep tries again.
    """
    return look_at_link(pk=pk, now=now, fetch=fetch) if settings.VISIT_LINKS else None


def look_at_link(*, pk: int, now: datetime, fetch: Fetch) -> LinkVisit | None:
    """What a visit does, through whatever `fetch` stands for the web; whether visits are wanted is the caller's question."""
    leased = take_lease(visited_links(), pk, now=now, seconds=VISIT_LEASE_SECONDS)
    if leased is None:
        return None
    if not _is_due(leased, now):
        release(leased)
        return None
    try:
        with private_folder() as folder:
            finding = fetch(leased.url, folder)
            problem, copy = _kept(leased, finding)
    except (FetcherFailed, OSError) as error:
        release(leased, error=f"{type(error).__name__}: {error}"[:200])
        return None
    fail_point("visit.after_copy")
    visit = _store(leased, finding, problem, copy, now)
    if visit is None and copy is not None:
        discard_copy(copy)
    return visit


def _kept(leased: Evidence, finding: Finding) -> tuple[LinkProblem | None, Copy | None]:
    """A copy only of what differs from the latest one."""
    if finding.problem is not None or finding.body is None:
        return finding.problem, None
    latest = copies_of(leased).last()
    if latest is not None and latest.sha256 == finding.sha256:
        return None, None
    if not has_room(leased.institution, finding.size or 0):
        return LinkProblem.NO_ROOM, None
    try:
        return None, keep(finding)
    except LinkRefused as refusal:
        return refusal.problem, None


@transaction.atomic
def _store(
    leased: Evidence, finding: Finding, problem: LinkProblem | None, copy: Copy | None, at: datetime
) -> LinkVisit | None:
    if not release(leased):
        return None
    before = _standing(leased)
    after = after_visit(before, problem, at, others_answer=_others_answer(leased, at))
    leased.link_state, leased.link_failing_since = after.state or "", after.failing_since
    leased.link_visited_at = at
    leased.save(update_fields=["link_state", "link_failing_since", "link_visited_at"])
    visit = LinkVisit.objects.create(
        evidence=leased,
        at=at,
        state=leased.link_state,
        problem=problem or "",
        status_code=finding.status,
        final_url=finding.final_url,
        content_type=finding.content_type,
        size=finding.size,
        sha256=finding.sha256,
        copy_name=copy.name if copy else "",
        derivative_name=copy.derivative_name if copy else "",
    )
    if after.state != before.state:
        facts = {"was": before.state or "", "is": leased.link_state, "problem": visit.problem}
        record(action="evidence.link_visited", by=None, target=leased, data=facts)
    _let_go_of_copies_between(leased, at)
    fail_point("visit.before_commit")
    return visit


def _others_answer(leased: Evidence, at: datetime) -> bool:
    """Whether our own line works."""
    answered = LinkVisit.objects.filter(state=LinkState.REACHABLE, at__gte=at - timedelta(days=1))
    return answered.exclude(evidence=leased).exists()


# --- Copies ----------------------------------------------------------------------------------------


def _let_go_of_copies_between(leased: Evidence, at: datetime) -> None:
    """The first copy shows what was handed in, the latest what was there last; their hashes tell of the rest."""
    between = list(copies_of(leased))[1:-1]
    names = {name for visit in between for name in (visit.copy_name, visit.derivative_name)} - {""}
    if not names:
        return
    LinkVisit.objects.filter(pk__in=[visit.pk for visit in between]).update(copy_name="", derivative_name="")
    FileToRemove.objects.bulk_create(
        [FileToRemove(evidence=leased, name=name, since=at) for name in sorted(names)]
    )
    transaction.on_commit(partial(remove_files, evidence=leased), robust=True)
