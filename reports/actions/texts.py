"""What editors add to a report in their own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from foundation.tables import without_control_characters
from renaksi.models import Commitment
from reports.enums import TextSlot
from reports.models import Report, ReportText
from reports.permissions import may_write_report_texts

# A slot of the report, or the id of a commitment.
Place = TextSlot | int
# In Indonesian and in English.
Pair = tuple[str, str]


@dataclass
class TextsChanged(Exception):
    """Somebody else saved other words since the form was opened: `theirs` are the rows as they are now."""

    theirs: Mapping[Place, ReportText]


@transaction.atomic
def write_texts(
    *,
    report: Report,
    by: User,
    at: datetime,
    slots: Mapping[TextSlot, Pair] | None = None,
    remarks: Mapping[int, Pair] | None = None,
    loaded: Mapping[Place, datetime | None] | None = None,
) -> int:
    """Keep the words of some places, each in both languages; how many changed.

    `loaded` says of when the words were that the form showed (None: there were none); a place that is not in it
    is overwritten whatever stands there. Raises PermissionDenied, TextsChanged; then nothing was written.
    """
    if not may_write_report_texts(by):
        raise PermissionDenied
    wanted = dict(_wanted(report, slots or {}, remarks or {}))
    # Two editors at the same moment: the second waits here and then finds what the first wrote.
    Report.objects.select_for_update().get(pk=report.pk)
    kept = {place_of(text): text for text in report.texts.select_related("by")}
    changed = {place: pair for place, pair in wanted.items() if pair != _pair(kept.get(place))}
    _refuse_overwriting(changed, kept, loaded or {})
    for place, pair in changed.items():
        _write(report, place, pair, by=by, at=at)
    if changed:
        record(
            action="report.texts_written", by=by, target=report, data={"places": sorted(map(str, changed))}
        )
    return len(changed)


def place_of(text: ReportText) -> Place:
    return text.commitment_id or TextSlot(text.slot)


def _wanted(
    report: Report, slots: Mapping[TextSlot, Pair], remarks: Mapping[int, Pair]
) -> Iterator[tuple[Place, Pair]]:
    own = set(Commitment.objects.filter(plan=report.plan_id, pk__in=remarks).values_list("pk", flat=True))
    if own != set(remarks) or TextSlot.REMARK in slots:
        raise PermissionDenied
    given: list[tuple[Place, Pair]] = [*slots.items(), *remarks.items()]
    for place, (text, english) in given:
        yield place, (_clean(text), _clean(english))


def _clean(text: str) -> str:
    """As it was typed, without what no document can hold."""
    return str(without_control_characters(text.replace("\r\n", "\n"))).strip()


def _pair(text: ReportText | None) -> Pair:
    return (text.text, text.text_en) if text else ("", "")


def _refuse_overwriting(
    changed: Mapping[Place, Pair],
    kept: Mapping[Place, ReportText],
    loaded: Mapping[Place, datetime | None],
) -> None:
    theirs = {
        place: kept[place]
        for place in changed
        if place in loaded and place in kept and kept[place].at != loaded[place]
    }
    if theirs:
        raise TextsChanged(theirs)


def _write(report: Report, place: Place, pair: Pair, *, by: User, at: datetime) -> None:
    """A text that was emptied stays as an empty row: who did it and when is known."""
    is_slot = isinstance(place, TextSlot)
    where = (
        {"slot": place, "commitment": None} if is_slot else {"slot": TextSlot.REMARK, "commitment_id": place}
    )
    words = {"text": pair[0], "text_en": pair[1], "by": by, "at": at}
    ReportText.objects.update_or_create(report=report, **where, defaults=words)
