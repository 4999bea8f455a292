"""Who copied whom: the tree below a practice, what of it counts, and which copy a link is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actions.links import fingerprint
from foundation.languages import Told, told
from practices.enums import Consent, CopyState, Stage
from practices.models import PracticeCopy, PracticePage

# Copies of copies of copies: deeper than anybody reads.
DEEPEST = 4
# What counts as a copy on cards and maps: it works or is being tried, and the origin has not refused it.
COUNTED = frozenset({Stage.PILOT, Stage.RUNNING})
_STAGE_MARKS = {
    Stage.INTERESTED: "pending", Stage.VISITED: "limited", Stage.PILOT: "half", Stage.RUNNING: "good",
    Stage.STOPPED: "bad",
}  # fmt: skip
_CONSENT_MARKS = {Consent.UNASKED: "warn", Consent.CONFIRMED: "good", Consent.REFUSED: "bad"}


@dataclass(frozen=True, slots=True)
class CopyNode:
    """`stage` and `consent` are words, `stage_mark` and `consent_mark` their marks; `url` is the copier's own page."""

    owner: str
    place: str
    url: str
    stage: str
    stage_mark: str
    consent: str
    consent_mark: str
    since: str
    changed: Told
    cost: str
    source_url: str
    children: tuple["CopyNode", ...] = ()


def shown_copies() -> QuerySet[PracticeCopy]:
    return PracticeCopy.objects.filter(state=CopyState.SHOWN)


def counted_copies() -> QuerySet[PracticeCopy]:
    return shown_copies().filter(stage__in=COUNTED).exclude(consent=Consent.REFUSED)


def copy_tree(page: PracticePage) -> tuple[CopyNode, ...]:
    """One query for each generation, at most `DEEPEST`; a circle of copies ends where it closes."""
    by_origin: dict[int, list[PracticeCopy]] = defaultdict(list)
    seen, origins = {page.pk}, {page.pk}
    for _generation in range(DEEPEST):
        copies = list(_copies_of(origins))
        for copy in copies:
            by_origin[copy.origin_id].append(copy)
        origins = {copy.copy_id for copy in copies if copy.copy_id and copy.copy and copy.copy.live} - seen
        if not origins:
            break
        seen |= origins
    return _nodes(page.pk, by_origin, frozenset({page.pk}))


def _copies_of(origins: Iterable[int]) -> QuerySet[PracticeCopy]:
    return (
        shown_copies()
        .filter(origin__in=origins)
        .select_related("region", "copy")
        .order_by("created_at", "pk")
    )


def _nodes(
    origin: int, by_origin: Mapping[int, list[PracticeCopy]], path: frozenset[int]
) -> tuple[CopyNode, ...]:
    return tuple(_node(copy, by_origin, path) for copy in by_origin.get(origin, ()))


def _node(copy: PracticeCopy, by_origin: Mapping[int, list[PracticeCopy]], path: frozenset[int]) -> CopyNode:
    own = copy.copy if copy.copy and copy.copy.live else None
    goes_on = own is not None and own.pk not in path
    return CopyNode(
        owner=copy.owner_name,
        place=copy.region.name if copy.region else "",
        url=(own.get_url() or "") if own else "",
        stage=copy.get_stage_display(),
        stage_mark=_STAGE_MARKS[Stage(copy.stage)],
        consent=copy.get_consent_display(),
        consent_mark=_CONSENT_MARKS[Consent(copy.consent)],
        since=copy.since,
        changed=told(copy, "changed"),
        cost=copy.cost,
        source_url=copy.source_url,
        children=_nodes(own.pk, by_origin, path | {own.pk}) if own and goes_on else (),
    )


def report_by_secret(secret: str) -> PracticeCopy | None:
    """For who reported it, until an editor has decided."""
    return _behind(secret, CopyState.WAITING)


def shown_copy_by_secret(secret: str) -> PracticeCopy | None:
    """For the origin that is asked."""
    return _behind(secret, CopyState.SHOWN)


def _behind(secret: str, state: CopyState) -> PracticeCopy | None:
    copies = PracticeCopy.objects.filter(state=state, origin__live=True)
    return copies.select_related("origin", "region").filter(secret_digest=fingerprint(secret)).first()
