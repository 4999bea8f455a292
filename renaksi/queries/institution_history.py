"""What became of an institution, and what it was called when it reported."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.formats import long_date
from institutions.enums import ChangeKind
from institutions.models import Institution, InstitutionChange
from renaksi.queries.texts import Entry


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change, the newest first. `others` are the institutions that it names, with their addresses."""

    text: str
    others: tuple[Entry, ...]
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class InstitutionHistory:
    """`ended`: others go on for it."""

    entries: tuple[HistoryEntry, ...]
    ended: bool


def history_of(institution: Institution) -> InstitutionHistory:
    """One query."""
    found = (
        InstitutionChange.objects.filter(Q(source=institution) | Q(target=institution))
        .select_related("source", "target")
        .order_by("-on", "kind", "pk")
    )
    changes = list(found)
    entries = (
        _entry(institution, list(group))
        for _key, group in groupby(changes, key=lambda one: _key(institution, one))
    )
    return InstitutionHistory(
        entries=tuple(entries),
        ended=any(one.source_id == institution.pk and one.target_id is not None for one in changes),
    )


def _key(institution: Institution, change: InstitutionChange) -> tuple[date, str, bool, int]:
    """The rows of one merger or split are told in one line; every new name in its own."""
    apart = change.pk if change.kind == ChangeKind.RENAMED else 0
    return change.on, change.kind, change.source_id == institution.pk, apart


def _entry(institution: Institution, changes: list[InstitutionChange]) -> HistoryEntry:
    first = changes[0]
    is_source = first.source_id == institution.pk
    others = (one.target if is_source else one.source for one in changes)
    return HistoryEntry(
        text=_text(first, is_source=is_source),
        others=tuple(Entry(one.name, one.get_absolute_url()) for one in others if one is not None),
        since=_("sejak %(day)s") % {"day": long_date(first.on)} if first.target_id else "",
        reason=first.reason,
    )


def _text(change: InstitutionChange, *, is_source: bool) -> str:
    if change.kind == ChangeKind.RENAMED:
        last = long_date(change.on - timedelta(days=1))
        return _("Sebelumnya bernama %(name)s, sampai %(day)s") % {"name": change.old_name, "day": last}
    words = {
        (ChangeKind.MERGED, True): _("Bergabung ke"),
        (ChangeKind.MERGED, False): _("Bergabung dari"),
        (ChangeKind.SPLIT, True): _("Dipecah menjadi"),
        (ChangeKind.SPLIT, False): _("Hasil pemecahan dari"),
    }
    return words[ChangeKind(change.kind), is_source]
