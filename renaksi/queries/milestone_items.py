"""The milestones of one commitment as the public reads them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from foundation.languages import indonesian, told
from renaksi.enums import Timeliness, UpdateState
from renaksi.models import Amendment, EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.queries.examples import RequirementLine
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.texts import Fact
from renaksi.queries.wording import (
    blocked_days_text,
    partial_text,
    percent_text,
    reached_text,
    target_text,
    waits_text,
)


@dataclass(frozen=True, slots=True)
class MilestoneItem:
    """Shape: `templates/renaksi/_milestones.html`; `facts` stand below the title."""

    anchor: str
    number: str
    title: str
    code: str
    word: str
    date: str
    original_date: str
    late_text: str
    blocked_days_text: str
    owner: str
    owner_url: str
    percent_text: str | None
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    requirements: tuple[RequirementLine, ...]


def milestone_anchor(milestone: MilestoneFigures) -> str:
    return f"tonggak-{milestone.id}"


def milestone_items(
    figures: CommitmentFigures,
    *,
    original_due: Mapping[int, str],
    missing_proof: Mapping[int, tuple[str, ...]],
    owner_urls: Mapping[int, str],
    requirements: Mapping[int, tuple[RequirementLine, ...]],
) -> tuple[MilestoneItem, ...]:
    return tuple(
        MilestoneItem(
            anchor=milestone_anchor(milestone),
            number=milestone.number,
            title=milestone.title,
            code=milestone.timeliness.value if figures.monitored else "",
            word=str(milestone.timeliness.label) if figures.monitored else "",
            date=partial_text(milestone.due),
            original_date=original_due.get(milestone.id, ""),
            late_text=late_text(milestone) if figures.monitored else "",
            blocked_days_text=blocked_days_text(milestone),
            owner=milestone.owner_name,
            owner_url=owner_urls.get(milestone.owner_id or 0, ""),
            percent_text=percent_text(milestone.verified.percent) if milestone.verified else None,
            facts=_facts(milestone, monitored=figures.monitored),
            missing=missing_proof.get(milestone.id, ()),
            requirements=requirements.get(milestone.id, ()),
        )
        for milestone in figures.milestones
    )


def late_text(milestone: MilestoneFigures) -> str:
    if milestone.timeliness not in {Timeliness.OVERDUE, Timeliness.COMPLETE_LATE}:
        return ""
    return ngettext("%(days)s hari", "%(days)s hari", milestone.days_late) % {"days": milestone.days_late}


def _facts(milestone: MilestoneFigures, *, monitored: bool) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Ukuran keberhasilan"), milestone.success_measure),
        Fact(_("Target"), target_text(milestone)),
    ]
    if monitored:
        facts += [
            Fact(_("Klaim instansi"), claim_text(milestone)),
            Fact(_("Terverifikasi"), verified_text(milestone)),
            Fact(_("Bukti diterima"), accepted_text(milestone)),
            Fact(_("Menunggu pihak lain"), waits_text(milestone)),
        ]
    facts.append(Fact(_("Ditarik"), withdrawn_text(milestone)))
    return tuple(fact for fact in facts if fact.value)


def claim_text(milestone: MilestoneFigures) -> str:
    """What was reported, for which period and when; says so if nothing was."""
    if milestone.claim is None:
        return _("belum ada laporan")
    claim = milestone.claim
    reached = reached_text(claim.value, claim.step, milestone.unit)
    told = f"{reached}, {claim.period}, {long_date(claim.submitted_on)}"
    if not claim.is_on_behalf:
        return told
    return _("%(claim)s, dimasukkan sekretariat atas nama %(institution)s berdasarkan surat") % {
        "claim": told,
        "institution": milestone.owner_name or _("instansi"),
    }


def verified_text(milestone: MilestoneFigures, *, with_percent: bool = True) -> str:
    """What was verified, for which period and when; a quantity with its percent, unless that stands beside it."""
    if milestone.verified is None:
        return _("belum ada bukti")
    verified = milestone.verified
    reached = reached_text(verified.value, verified.step, milestone.unit)
    if verified.value is not None and with_percent:
        reached = f"{reached} = {percent_text(verified.percent)}"
    return f"{reached}, {verified.period}, {long_date(verified.on)}"


def accepted_text(milestone: MilestoneFigures) -> str:
    """How many items of evidence were accepted, in words."""
    if not milestone.accepted_items:
        return _("belum ada")
    return ngettext("%(count)s butir", "%(count)s butir", milestone.accepted_items) % {
        "count": milestone.accepted_items
    }


def withdrawn_text(milestone: MilestoneFigures) -> str:
    """Since when and why; blank if it stands."""
    if milestone.withdrawn_on is None:
        return ""
    return indonesian(f"{long_date(milestone.withdrawn_on)}: {milestone.withdrawn_reason}")


def newest_verified_updates(commitment_id: int) -> dict[int, ProgressUpdate]:
    """By milestone: the update that was verified for the latest period; one query."""
    rows = (
        ProgressUpdate.objects.filter(
            milestone__commitment=commitment_id, state=UpdateState.VERIFIED, superseded_at__isnull=True
        )
        .select_related("period", "milestone")
        .order_by("period__ends_on", "version")
    )
    return {row.milestone_id: row for row in rows}


def missing_proof(
    milestones: Iterable[MilestoneFigures], *, as_of: date | None = None
) -> dict[int, tuple[str, ...]]:
    """What keeps milestones that reached 100 from being complete, now or on that day; at most one query."""
    stuck = [m for m in milestones if m.verified and m.verified.percent >= 100 and not m.is_complete]
    if not stuck:
        return {}
    items = EvidenceItem.objects
    accepted = (items.proving_on(as_of) if as_of else items.proving()).filter(requirement=OuterRef("pk"))
    rows = EvidenceRequirement.objects.filter(milestone__in=[m.id for m in stuck], is_required=True).exclude(
        Exists(accepted)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.milestone_id].append(told(row, "text"))
    return {m.id: tuple(found.get(m.id) or [_("belum ada satu pun bukti yang diterima")]) for m in stuck}


def original_due_dates(amendments: Iterable[Amendment], show: "Mapping[int, str]") -> dict[int, str]:
    """The first deadline of every milestone whose deadline was moved; `show` says an amendment's old value."""
    moved = [one for one in amendments if one.milestone_id and one.field == "due_on"]
    earliest = sorted(moved, key=lambda one: (one.at, one.pk), reverse=True)
    return {one.milestone_id: show[one.pk] for one in earliest if one.milestone_id and show[one.pk]}
