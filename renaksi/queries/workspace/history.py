"""Everything that a person's institutions ever reported: versions, receipts of reports and of their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formats import moment
from foundation.tables import Column, Table
from renaksi.enums import UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.permissions import remembered_institutions, updates_readable_by
from renaksi.queries.wording import numbered, value_text


@dataclass(frozen=True, slots=True)
class FileReceipt:
    title: str
    receipt: str
    received: str
    url: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One version of one report. `version` is empty for the only one; `is_old` if a newer one counts in its place."""

    url: str
    milestone: str
    commitment: str
    plan: str
    is_sample: bool
    institution: str
    period: str
    code: str
    word: str
    claimed: str
    receipt: str
    sent: str
    version: str
    is_old: bool
    is_on_behalf: bool
    files: tuple[FileReceipt, ...]


def past_reports(user: User, filters: Mapping[str, Any]) -> QuerySet[ProgressUpdate]:
    """What was ever sent, or withdrawn, newest first.

    `filters` may hold `plan`, `period`, `institution` (ids), `state`, and `receipt`, a part of the number of a
    report or of one of its files.
    """
    found = updates_readable_by(user).filter(institution__in=remembered_institutions(user).values("pk"))
    found = found.filter(~Q(receipt="") | Q(state=UpdateState.WITHDRAWN))
    places = {
        "plan": "milestone__commitment__plan",
        "period": "period",
        "institution": "institution",
        "state": "state",
    }
    found = found.filter(**{places[name]: value for name, value in filters.items() if name in places})
    number = filters.get("receipt", "")
    if number:
        of_file = EvidenceItem.objects.filter(evidence__receipt__icontains=number).values("update")
        found = found.filter(Q(receipt__icontains=number) | Q(pk__in=of_file))
    items = EvidenceItem.objects.select_related("evidence")
    return (
        found.select_related("institution", "period", "milestone__commitment__plan")
        .prefetch_related(Prefetch("items", queryset=items))
        .order_by(F("submitted_at").desc(nulls_last=True), "-pk")
    )


def history_line(update: ProgressUpdate) -> HistoryLine:
    """`update` comes from `past_reports`."""
    milestone, commitment = update.milestone, update.milestone.commitment
    return HistoryLine(
        url=reverse("workspace:update", args=[update.pk]),
        milestone=numbered(milestone),
        commitment=numbered(commitment),
        plan=commitment.plan.label,
        is_sample=commitment.plan.is_sample,
        institution=update.institution.name,
        period=str(update.period),
        code=update.state,
        word=str(UpdateState(update.state).label),
        claimed=value_text(milestone, update.realised, update.step),
        receipt=update.receipt,
        sent=moment(update.submitted_at),
        version=_version(update),
        is_old=update.superseded_at is not None,
        is_on_behalf=update.on_behalf_source_id is not None,
        files=tuple(_file(item) for item in update.items.all() if item.evidence.receipt),
    )


def _version(update: ProgressUpdate) -> str:
    if update.corrects_id is not None:
        return _("Koreksi, versi %(number)s") % {"number": update.version}
    return (
        ""
        if update.is_current and update.version == 1
        else _("Versi %(number)s") % {"number": update.version}
    )


def _file(item: EvidenceItem) -> FileReceipt:
    evidence = item.evidence
    url = reverse("workspace:proof", args=[evidence.public_id])
    return FileReceipt(evidence.title, evidence.receipt, moment(evidence.received_at), url)


COLUMNS = (
    Column("receipt", _("Tanda terima")),
    Column("sent", _("Dikirim"), "date"),
    Column("plan", _("Rencana aksi")),
    Column("period", _("Periode")),
    Column("institution", _("Instansi")),
    Column("commitment", _("Komitmen")),
    Column("milestone", _("Tonggak")),
    Column("version", _("Versi"), "number"),
    Column("state", _("Keadaan")),
    Column("claimed", _("Klaim")),
    Column("files", _("Tanda terima bukti")),
)


def history_table(updates: QuerySet[ProgressUpdate]) -> Table:
    """One row for each version, in the order of the list."""
    return Table(_("Riwayat laporan"), COLUMNS, (_row(update) for update in updates))


def _row(update: ProgressUpdate) -> dict[str, Any]:
    line = history_line(update)
    shared = ("receipt", "plan", "period", "institution", "commitment", "milestone", "claimed")
    return {
        **{name: getattr(line, name) for name in shared},
        "sent": timezone.localdate(update.submitted_at) if update.submitted_at else None,
        "version": update.version,
        "state": line.word,
        "files": "; ".join(file.receipt for file in line.files),
    }
