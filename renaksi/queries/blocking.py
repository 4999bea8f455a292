"""Who waits for an institution: as the reports of the others claim it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foundation.formats import long_date
from institutions.models import Institution
from institutions.queries import predecessors_of
from renaksi.enums import WAITING_FOR_VERDICT_STATES, UpdateState
from renaksi.models import Commitment, ProgressUpdate
from renaksi.queries.figures import figures_for
from renaksi.queries.lines import TEXT_BLOCKS
from renaksi.queries.milestone_figures import MilestoneFigures, Waiting
from renaksi.queries.milestone_items import milestone_anchor
from renaksi.queries.wording import numbered
from renaksi.querysets import CommitmentQuerySet

_TELLING_STATES = WAITING_FOR_VERDICT_STATES | {UpdateState.VERIFIED}


@dataclass(frozen=True, slots=True)
class AwaitedMilestone:
    """`owner` is the one that waits, which is whom to ask. `waits_for` is the institution that the report names;
    blank if that goes without saying, because only one was asked about. `reason` is blank in public until a verifier
    has read the report.
    """

    title: str
    url: str
    commitment: str
    is_sample: bool
    owner: str
    owner_url: str
    waits_for: str
    since: str
    days: int
    period: str
    reason: str


def awaited_from(
    institution_ids: Iterable[int], among: CommitmentQuerySet, *, as_of: date, all_reasons: bool
) -> tuple[AwaitedMilestone, ...]:
    """Milestones of `among` that wait now for one of these or for what ended in them, the longest wait first."""
    own = frozenset(institution_ids)
    wanted = own | predecessors_of(own)
    if not wanted:
        return ()
    naming = ProgressUpdate.objects.filter(
        blocked_by__in=wanted, state__in=_TELLING_STATES, superseded_at=None
    )
    commitments = {
        one.pk: one
        for one in among.filter(pk__in=naming.values("milestone__commitment"))
        .for_figures()
        .defer(*TEXT_BLOCKS)
    }
    if not commitments:
        return ()
    found = [
        (wait, milestone, commitments[figures.commitment_id])
        for figures in figures_for(commitments.values(), as_of=as_of).values()
        for milestone in figures.milestones
        for wait in milestone.waits
        if wait.until is None and wait.institution_id in wanted
    ]
    owners = Institution.objects.in_bulk({milestone.owner_id for _wait, milestone, _of in found} - {None})
    found.sort(key=lambda one: (one[0].since, one[1].id))
    return tuple(
        _awaited(
            wait,
            milestone,
            commitment,
            owners.get(milestone.owner_id or 0),
            waits_for="" if own == {wait.institution_id} else wait.institution,
            all_reasons=all_reasons,
        )
        for wait, milestone, commitment in found
    )


def _awaited(
    wait: Waiting,
    milestone: MilestoneFigures,
    commitment: Commitment,
    owner: Institution | None,
    *,
    waits_for: str,
    all_reasons: bool,
) -> AwaitedMilestone:
    return AwaitedMilestone(
        title=numbered(milestone),
        url=f"{commitment.get_absolute_url()}#{milestone_anchor(milestone)}",
        commitment=numbered(commitment),
        is_sample=commitment.plan.is_sample,
        owner=owner.name if owner else "",
        owner_url=owner.get_absolute_url() if owner else "",
        waits_for=waits_for,
        since=long_date(wait.since),
        days=wait.days,
        period=wait.period,
        reason=wait.reason if all_reasons or wait.is_verified else "",
    )
