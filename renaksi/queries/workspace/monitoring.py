"""What a monitor sees: the commitments of the plans that they were granted, and what they noted there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formats import long_date, percent
from renaksi.models import Commitment, IndependentNote
from renaksi.permissions import plans_monitored_by
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.wording import numbered


@dataclass(frozen=True, slots=True)
class MonitoredCommitment:
    """`verified` is what is proven, `status` its word, `coverage` how much of it was verified; `notes` counts all notes."""

    id: int
    title: str
    plan: str
    is_sample: bool
    verified: str
    status_code: str
    status_word: str
    coverage: str
    notes: int
    public_url: str
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    by: str
    on: str


def commitments_of(user: User) -> QuerySet[Commitment]:
    """Published commitments of the plans granted to the monitor."""
    mine = Commitment.objects.filter(live=True, plan__live=True, plan__in=plans_monitored_by(user))
    counted = mine.for_figures().annotate(note_count=Count("independent_notes", distinct=True))
    return counted.order_by("plan__label", "pk")


def monitored(rows: Sequence[Commitment], *, today: date) -> tuple[MonitoredCommitment, ...]:
    """`rows` come from `commitments_of`."""
    figures = figures_for(rows, as_of=today)
    return tuple(_line(row, figures[row.pk]) for row in rows)


def _line(row: Commitment, figures: CommitmentFigures) -> MonitoredCommitment:
    row_progress = figures.progress
    return MonitoredCommitment(
        id=row.pk,
        title=numbered(row),
        plan=row.plan.label,
        is_sample=row.plan.is_sample,
        verified=percent(row_progress.percent, _("Belum ada bukti")),
        status_code=figures.status.value if figures.status else "none",
        status_word=str(figures.status.label) if figures.status else _("Tidak dipantau di Renaksi"),
        coverage=_("%(verified)s dari %(total)s tonggak terverifikasi")
        % {"verified": row_progress.verified, "total": row_progress.total},
        notes=row.note_count,
        public_url=row.get_absolute_url(),
        url=reverse("workspace:note", args=[row.pk]),
    )


def notes_on(commitment: Commitment) -> tuple[Note, ...]:
    """Newest first."""
    notes = IndependentNote.objects.filter(commitment=commitment).select_related("monitor")
    return tuple(Note(note.text, str(note.monitor), long_date(note.noted_on)) for note in notes)
