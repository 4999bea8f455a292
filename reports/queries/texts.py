"""Which words of editors a report has room for, and which are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from foundation.languages import ENGLISH
from renaksi.models import Commitment
from reports.domain.outlines import PartKey
from reports.enums import TextSlot
from reports.models import Report, ReportText
from reports.subject import subject_of

# A part that also holds the words of another slot: OGP's form asks for participation within the process.
_ALSO = {PartKey.PROCESS: (TextSlot.PARTICIPATION,)}
# Parts that tell of one commitment after the other, each with room for a remark.
_WITH_REMARKS = frozenset({PartKey.COMMITMENTS, PartKey.IMPLEMENTATION})


@dataclass(frozen=True, slots=True)
class SlotLine:
    """`is_written` in the report's (first) language; `lacks_english` where it has an English edition, too.

    `by` blank and `at` None if it never was.
    """

    slot: TextSlot
    label: str
    is_written: bool
    lacks_english: bool
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A commitment of the report; `text` is the beginning of its remark, blank if there is none."""

    id: int
    number: str
    title: str
    text: str
    lacks_english: bool
    by: str
    at: datetime | None


def slots_of(report: Report) -> tuple[TextSlot, ...]:
    """In the order of the report's outline: the part and its slot have one name."""
    own = {slot.value: (slot,) for slot in TextSlot}
    parts = subject_of(report).outline
    return tuple(slot for part in parts for slot in (*own.get(part.value, ()), *_ALSO.get(part, ())))


def has_remarks(report: Report) -> bool:
    return not _WITH_REMARKS.isdisjoint(subject_of(report).outline)


def texts_by_slot(report: Report) -> Mapping[TextSlot | int, ReportText]:
    found = report.texts.filter(commitment__isnull=True).select_related("by")
    return {TextSlot(text.slot): text for text in found}


def remarks_by_commitment(report: Report) -> Mapping[TextSlot | int, ReportText]:
    found = report.texts.filter(commitment__isnull=False).select_related("by")
    return {text.commitment_id: text for text in found if text.commitment_id}


def slot_lines(report: Report) -> tuple[SlotLine, ...]:
    """One query."""
    written = texts_by_slot(report)
    languages = subject_of(report).languages
    return tuple(_slot_line(slot, written.get(slot), languages) for slot in slots_of(report))


def _slot_line(slot: TextSlot, text: ReportText | None, languages: tuple[str, ...]) -> SlotLine:
    in_english = bool(text and text.text_en)
    return SlotLine(
        slot=slot,
        label=str(slot.label),
        is_written=in_english if languages[0] == ENGLISH else bool(text and text.text),
        lacks_english=ENGLISH in languages and not in_english,
        by=str(text.by) if text else "",
        at=text.at if text else None,
    )


def remark_lines(report: Report) -> tuple[RemarkLine, ...]:
    """Two queries."""
    written = remarks_by_commitment(report)
    has_english = ENGLISH in subject_of(report).languages
    return tuple(
        _remark_line(one, written.get(one.pk), has_english=has_english) for one in commitments_in(report)
    )


def commitments_in(report: Report) -> tuple[Commitment, ...]:
    return tuple(subject_of(report).commitments().order_by("pk"))


def _remark_line(commitment: Commitment, text: ReportText | None, *, has_english: bool) -> RemarkLine:
    return RemarkLine(
        id=commitment.pk,
        number=commitment.number,
        title=commitment.title,
        text=(text.text or text.text_en) if text else "",
        lacks_english=has_english and not (text and text.text_en),
        by=str(text.by) if text else "",
        at=text.at if text else None,
    )


def written_since(report: Report, moment: datetime) -> int:
    """How many texts were saved after a version was made."""
    return report.texts.filter(at__gt=moment).count()
