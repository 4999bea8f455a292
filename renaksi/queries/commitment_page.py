"""Everything that the page of one commitment says; the CMS previews drafts with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from foundation.languages import indonesian, told
from renaksi.enums import Challenge
from renaksi.models import Assessment, Commitment, IndependentNote, ProgressUpdate
from renaksi.queries.amendments import AmendmentItem, amendment_items, amendments_of, shown_value
from renaksi.queries.corrections import CorrectionItem, corrections_of
from renaksi.queries.examples import requirement_lines
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.grid import periods_of
from renaksi.queries.lines import Partner, leads_among, partner_of
from renaksi.queries.milestone_items import (
    MilestoneItem,
    milestone_items,
    missing_proof,
    newest_verified_updates,
    original_due_dates,
)
from renaksi.queries.neighbours import NEIGHBOURS_WITH_PLANS, continuations_of, neighbour_facts
from renaksi.queries.period_reports import PeriodReport, period_reports, published_evidence
from renaksi.queries.ratings import RatingLine, in_reading_order, rating_line
from renaksi.queries.texts import Fact, Texts, facts_of, texts_of, withdrawn_text
from renaksi.queries.verdicts import ThreeVerdicts, three_verdicts
from renaksi.queries.wording import Meter, commitment_meter
from renaksi.related import RelatedItem, Subject, related_to


@dataclass(frozen=True, slots=True)
class LatestReport:
    """Of the newest verified update: what it says besides its number."""

    milestone: str
    period: str
    narrative: str
    challenges: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the last accepted evidence is. `code`: fresh, stale or never."""

    code: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A dated note of an independent monitor."""

    text: str
    by: str
    date: date


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    id: int | None
    number: str
    title: str
    url: str
    plan: str
    plan_url: str
    plan_id: int
    is_sample: bool
    monitored: bool
    withdrawn: str
    status: str
    status_word: str
    header_facts: tuple[Fact, ...]
    texts: Texts
    facts: tuple[Fact, ...]
    verdicts: ThreeVerdicts
    ratings: tuple[RatingLine, ...]
    remarks: tuple[Remark, ...]
    meter: Meter | None
    freshness: Freshness | None
    milestones: tuple[MilestoneItem, ...]
    overdue: int
    waiting: int
    blocked_days: int
    latest: LatestReport | None
    periods: tuple[PeriodReport, ...]
    corrections: tuple[CorrectionItem, ...]
    amendments: tuple[AmendmentItem, ...]
    neighbours: tuple[Fact, ...]
    related: tuple[RelatedItem, ...]
    figures: CommitmentFigures
    as_of: date


def find_commitment(plan: str, slug: str) -> Commitment | None:
    """The published commitment of that address."""
    return (
        Commitment.objects.public()
        .for_figures()
        .select_related("region", "plan__region", *NEIGHBOURS_WITH_PLANS)
        .filter(plan__slug=plan, slug=slug)
        .first()
    )


def commitment_page(commitment: Commitment, *, today: date) -> CommitmentPage:
    """Of a published commitment or of a draft, which may never have been saved."""
    figures = _figures(commitment, today)
    updates = newest_verified_updates(commitment.pk) if figures.monitored else {}
    changes = amendments_of(commitment.pk) if commitment.pk else []
    partners = _partners(commitment)
    ratings = _ratings(commitment)
    status = figures.status
    return CommitmentPage(
        id=commitment.pk,
        number=commitment.number,
        title=told(commitment, "title"),
        url=commitment.get_absolute_url(),
        plan=told(commitment.plan, "label"),
        plan_url=commitment.plan.get_absolute_url(),
        plan_id=commitment.plan_id,
        is_sample=commitment.plan.is_sample,
        monitored=figures.monitored,
        withdrawn=withdrawn_text(commitment),
        status=status.value if status else "",
        status_word=str(status.label) if status else "",
        header_facts=_header_facts(partners, facts := facts_of(commitment, partners)),
        texts=texts_of(commitment),
        facts=facts,
        verdicts=three_verdicts(
            figures,
            ratings,
            lead=", ".join(lead.name for lead in leads_among(partners)),
            decision_reason=_decision_reason(commitment, figures),
        ),
        ratings=tuple(map(rating_line, ratings)),
        remarks=_remarks(commitment),
        meter=commitment_meter(figures, today) if figures.monitored else None,
        freshness=_freshness(figures) if figures.monitored else None,
        milestones=milestone_items(
            figures,
            original_due=original_due_dates(
                changes, {one.pk: shown_value(one.old, one.field) for one in changes}
            ),
            missing_proof=missing_proof(figures.milestones),
            owner_urls={partner.institution_id: partner.url for partner in partners},
            requirements=requirement_lines(one.id for one in figures.milestones),
        ),
        overdue=figures.overdue,
        waiting=figures.waiting,
        blocked_days=figures.blocked_days,
        latest=_latest(updates.values()),
        periods=_periods(commitment, figures, today),
        corrections=corrections_of(commitment.pk) if figures.monitored and commitment.pk else (),
        amendments=amendment_items(changes),
        neighbours=neighbour_facts(commitment, _continuations(commitment)),
        related=related_to(_subject(commitment, partners)),
        figures=figures,
        as_of=today,
    )


def _figures(commitment: Commitment, today: date) -> CommitmentFigures:
    """A draft comes from a revision, without what `for_figures` adds: taken from what is saved."""
    if not hasattr(commitment, "monitored"):
        saved = Commitment.objects.for_figures().filter(pk=commitment.pk).first()
        commitment.monitored = saved.monitored if saved else commitment.plan.periods.exists()
        for name in ("decided_status", "decided_at", "decided_reason"):
            setattr(commitment, name, getattr(saved, name, None))
    return figures_for([commitment], as_of=today)[commitment.pk]


def _partners(commitment: Commitment) -> tuple[Partner, ...]:
    """Through the cluster, so that a draft shows its own."""
    rows = commitment.partnerships.select_related("institution").order_by("sort_order")
    return tuple(partner_of(row) for row in rows)


def _ratings(commitment: Commitment) -> list[Assessment]:
    return in_reading_order(Assessment.objects.filter(commitment=commitment.pk)) if commitment.pk else []


def _remarks(commitment: Commitment) -> tuple[Remark, ...]:
    if commitment.pk is None:
        return ()
    notes = IndependentNote.objects.filter(commitment=commitment.pk).select_related("monitor")
    return tuple(Remark(indonesian(note.text), str(note.monitor), note.noted_on) for note in notes)


def _decision_reason(commitment: Commitment, figures: CommitmentFigures) -> str:
    if figures.decided is None or figures.decided == figures.proposed:
        return ""
    return indonesian(commitment.decided_reason)


def _header_facts(partners: Iterable[Partner], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Who is responsible and until when: the first screen answers it."""
    period = next(fact for fact in facts if fact.term == _("Masa pelaksanaan"))
    return (_lead_fact(leads_among(partners)), Fact(period.term, period.value or _("tidak diketahui")))


def _lead_fact(leads: tuple[Partner, ...]) -> Fact:
    if not leads:
        return Fact(_("Penanggung jawab"), _("tidak diketahui"))
    others = _(" dan %(count)s lainnya") % {"count": len(leads) - 1} if len(leads) > 1 else ""
    return Fact(_("Penanggung jawab"), f"{leads[0].name}{others}", leads[0].url)


def _freshness(figures: CommitmentFigures) -> Freshness:
    if figures.last_accepted_on is None:
        return Freshness("never", _("Belum ada bukti"), _("Belum ada data dukung yang diterima."))
    days = figures.days_since_accepted
    sentence = _("Bukti terakhir diterima %(date)s, %(ago)s.") % {
        "date": long_date(figures.last_accepted_on),
        "ago": ngettext("%(days)s hari lalu", "%(days)s hari lalu", days) % {"days": days}
        if days
        else _("hari ini"),
    }
    if figures.is_stale:
        asked = _("OGP meminta pembaruan paling lama tiap enam bulan.")
        return Freshness("stale", _("Perlu diperbarui"), f"{sentence} {asked}")
    return Freshness("fresh", _("Mutakhir"), sentence)


def _latest(updates: Iterable[ProgressUpdate]) -> LatestReport | None:
    newest = max(updates, key=lambda one: (one.period.ends_on, one.submitted_at), default=None)
    if newest is None:
        return None
    named = [str(Challenge(code).label) for code in newest.challenges if code in Challenge.values]
    return LatestReport(
        milestone=told(newest.milestone, "title"),
        period=str(newest.period),
        narrative=indonesian(newest.narrative),
        challenges=tuple([*named, indonesian(newest.challenge_text)] if newest.challenge_text else named),
        next_step=indonesian(newest.next_step),
    )


def _periods(commitment: Commitment, figures: CommitmentFigures, today: date) -> tuple[PeriodReport, ...]:
    if not figures.monitored or commitment.pk is None:
        return ()
    periods = periods_of([commitment.plan_id]).get(commitment.plan_id, ())
    return period_reports(figures, periods, published_evidence(commitment.pk), today)


def _continuations(commitment: Commitment) -> Iterable[Commitment]:
    return continuations_of([commitment.pk]).get(commitment.pk, ()) if commitment.pk else ()


def _subject(commitment: Commitment, partners: Iterable[Partner]) -> Subject:
    region = commitment.region_id or commitment.plan.region_id
    return Subject(
        commitment_ids=frozenset({commitment.pk} if commitment.pk else ()),
        region_ids=frozenset({region} if region else ()),
        institution_ids=frozenset(partner.institution_id for partner in leads_among(partners)),
    )
