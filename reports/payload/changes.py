"""What was changed or corrected after it was published, and what the secretariat decided: nothing is overwritten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.formats import long_date
from foundation.languages import indonesian, told
from renaksi.enums import CompletionStatus
from renaksi.models import Amendment, CompletionDecision
from renaksi.queries.amendments import amendment_items
from renaksi.queries.corrections import CorrectionItem
from renaksi.queries.facts import local_day
from reports.document import Block, Changes, DataColumn, DataTable, Heading
from reports.document.blocks import Change
from reports.document.tables import Value
from reports.payload.keys import commitment_key, commitment_name
from reports.payload.material import Material, once
from reports.payload.words import in_words


@dataclass(frozen=True, slots=True)
class _Told:
    """`key` never changes; `commitment_id` is None for the plan itself."""

    key: str
    kind: str
    commitment_id: int | None
    day: date
    change: Change


def change_blocks(material: Material, commitment_id: int) -> Iterator[Block]:
    """Of one commitment; nothing where nothing was changed."""
    loaded = material.loaded
    amended = [one.change for one in _amended(loaded.amendments.get(commitment_id, []))]
    corrected = [one.change for one in _corrected(loaded.corrections.get(commitment_id, ()), commitment_id)]
    for title, changes in (
        (_("Koreksi setelah terverifikasi"), corrected),
        (_("Perubahan setelah terbit"), amended),
    ):
        if changes:
            yield Heading(title)
            yield Changes(tuple(changes))


def _amended(rows: Iterable[Amendment], plan: str = "") -> Iterator[_Told]:
    """`plan` is what it is called where it is the plan that was changed."""
    found = list(rows)
    for row, item in zip(found, amendment_items(found), strict=True):
        change = Change(
            subject=in_words(item.subject or plan),
            field=item.field,
            date=long_date(item.date),
            old=in_words(item.old),
            new=in_words(item.new),
            reason=in_words(item.reason),
        )
        yield _Told(
            f"amendment-{row.pk}", _("Perubahan setelah terbit"), row.commitment_id, item.date, change
        )


def _corrected(items: Iterable[CorrectionItem], commitment_id: int) -> Iterator[_Told]:
    for item in items:
        verified = _("terverifikasi %(day)s") % {"day": long_date(item.old_verified_on)}
        change = Change(
            subject=in_words(item.milestone),
            field=f"{item.title}, {item.period}",
            date=long_date(item.date),
            old=f"{item.old} ({verified})",
            new=item.new,
            reason=in_words(item.reason),
        )
        kind = _("Koreksi setelah terverifikasi")
        yield _Told(f"correction-{item.update_id}", kind, commitment_id, item.date, change)


def _decided(rows: Iterable[CompletionDecision]) -> Iterator[_Told]:
    """The newest first; each stands beside the one before it."""
    found = list(rows)
    for row, before in pairwise([*found, None]):
        if row is None:
            return
        change = Change(
            subject="",
            field=_("Status penyelesaian"),
            date=long_date(row.at),
            old=str(CompletionStatus(before.status).label) if before else "",
            new=str(CompletionStatus(row.status).label),
            reason=in_words(indonesian(row.reason)),
        )
        kind = _("Keputusan penyelesaian")
        yield _Told(f"decision-{row.pk}", kind, row.commitment_id, local_day(row.at), change)


@once
def changes_table(material: Material) -> DataTable:
    """The newest first."""
    found = sorted(_everything(material), key=lambda one: one.key)
    found.sort(key=lambda one: one.day, reverse=True)
    rows = tuple(_row(material, one) for one in found)
    return DataTable("changes", _("Perubahan, koreksi, dan keputusan"), _columns(), rows)


def _everything(material: Material) -> Iterator[_Told]:
    loaded = material.loaded
    yield from _amended(loaded.plan_amendments, plan=told(material.subject.plan, "label"))
    for commitment in loaded.commitments:
        pk = commitment.pk
        yield from _amended(loaded.amendments.get(pk, []))
        yield from _corrected(loaded.corrections.get(pk, ()), pk)
        yield from _decided(loaded.decisions.get(pk, []))


def _row(material: Material, one: _Told) -> tuple[Value, ...]:
    pk, change = one.commitment_id, one.change
    return (
        one.key,
        one.kind,
        in_words(commitment_name(material, pk)) if pk else None,
        commitment_key(material, pk) if pk else None,
        change.subject or None,
        change.field,
        one.day.isoformat(),
        change.old or None,
        change.new or None,
        change.reason,
    )


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci")),
        DataColumn("kind", _("Jenis")),
        DataColumn("commitment", pgettext("satu", "Komitmen"), blank=_("rencana aksi")),
        DataColumn("commitment_key", _("Kunci komitmen"), explains=_("Kunci baris pada tabel komitmen.")),
        DataColumn(
            "subject", _("Bagian"), explains=_("Tonggak yang berubah; kosong untuk komitmen itu sendiri.")
        ),
        DataColumn("field", _("Yang berubah")),
        DataColumn("date", _("Tanggal"), "date"),
        DataColumn("old", _("Semula"), blank="—"),
        DataColumn("new", _("Menjadi"), blank="—"),
        DataColumn("reason", _("Alasan")),
    )
