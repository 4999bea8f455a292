"""One section per commitment: its facts, three verdicts, milestones, evidence and changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from renaksi.enums import Challenge
from renaksi.models import Commitment, ProgressUpdate
from renaksi.queries.amendments import AmendmentItem, amendment_items, shown_value
from renaksi.queries.corrections import CorrectionItem
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.lines import leads_among
from renaksi.queries.milestone_items import (
    MilestoneItem,
    milestone_items,
    missing_proof,
    original_due_dates,
)
from renaksi.queries.period_reports import EvidenceLine
from renaksi.queries.ratings import RatingLine, in_reading_order, rating_line
from renaksi.queries.texts import Fact, TextBlock, facts_of, texts_of
from renaksi.queries.verdicts import ThreeVerdicts, three_verdicts
from renaksi.queries.wording import Meter, commitment_meter
from reports.payload.loading import Loaded
from reports.payload.parts import split

# A table of more rows would not fit on one page, and loses its structure when it breaks.
MILESTONES_PER_TABLE = 4
RECORD_MILESTONES_PER_TABLE = 12
# Of the template's blocks, those that say what was promised and why.
_SHOWN_TEXTS = ("problem", "solution", "expected_results")


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """`number` is that of the list below the milestones, `address` where anybody may check it."""

    number: int
    line: EvidenceLine
    address: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """`evidence` are numbers of the list; `internal` counts accepted items that are not public."""

    item: MilestoneItem
    measure: str
    target: str
    claimed: str
    verified: str
    accepted: str
    blocked: str
    withdrawn: str
    narrative: str
    challenges: str
    next_step: str
    evidence: tuple[int, ...]
    internal: str


@dataclass(frozen=True, slots=True)
class Remark:
    text: str
    by: str
    date: date


@dataclass(frozen=True, slots=True)
class Section:
    """`meter` is None for a plan that is only a record; `tables` hold the milestones, a page's worth each."""

    anchor: str
    number: str
    name: str
    title: str
    address: str
    status: str
    status_word: str
    withdrawn: str
    facts: tuple[Fact, ...]
    texts: tuple[TextBlock, ...]
    verdicts: ThreeVerdicts
    meter: Meter | None
    freshness: str
    tables: tuple[tuple[MilestoneRow, ...], ...]
    evidence: tuple[EvidenceEntry, ...]
    amendments: tuple[AmendmentItem, ...]
    corrections: tuple[CorrectionItem, ...]
    ratings: tuple[RatingLine, ...]
    remarks: tuple[Remark, ...]


def sections_of(loaded: Loaded, *, site: str, as_of: date) -> tuple[Section, ...]:
    return tuple(_section(commitment, loaded, site, as_of) for commitment in loaded.commitments)


def section_anchor(commitment_id: int) -> str:
    return f"komitmen-{commitment_id}"


def _section(commitment: Commitment, loaded: Loaded, site: str, as_of: date) -> Section:
    pk = commitment.pk
    figures = loaded.figures[pk]
    partners = loaded.partners.get(pk, ())
    ratings = in_reading_order(loaded.ratings.get(pk, []))
    decision = loaded.decisions.get(pk)
    evidence = _evidence(loaded, pk, site)
    status = figures.status
    texts = {block.key: block for block in texts_of(commitment).blocks}
    return Section(
        anchor=section_anchor(pk),
        number=commitment.number,
        name=_("Komitmen %(number)s") % {"number": commitment.number} if commitment.number else _("Komitmen"),
        title=commitment.title,
        address=f"{site}{commitment.get_absolute_url()}",
        status=status.value if status else "",
        status_word=str(status.label) if status else "",
        withdrawn=_withdrawn(commitment),
        facts=facts_of(commitment, partners),
        texts=tuple(texts[key] for key in _SHOWN_TEXTS if key in texts),
        verdicts=three_verdicts(
            figures,
            ratings,
            lead="; ".join(lead.name for lead in leads_among(partners)),
            decision_reason=decision.reason if decision else "",
        ),
        meter=commitment_meter(figures, as_of) if figures.monitored else None,
        freshness=_freshness(figures) if figures.monitored else "",
        tables=split(
            _milestones(figures, loaded, evidence),
            MILESTONES_PER_TABLE if figures.monitored else RECORD_MILESTONES_PER_TABLE,
        ),
        evidence=tuple(entry for _milestone, entry in evidence),
        amendments=amendment_items(loaded.amendments.get(pk, [])),
        corrections=loaded.corrections.get(pk, ()) if figures.monitored else (),
        ratings=tuple(map(rating_line, ratings)),
        remarks=tuple(Remark(one.text, str(one.monitor), one.noted_on) for one in loaded.notes.get(pk, [])),
    )


def _withdrawn(commitment: Commitment) -> str:
    if commitment.withdrawn_on is None:
        return ""
    return f"{long_date(commitment.withdrawn_on)}: {commitment.withdrawn_reason}"


def _freshness(figures: CommitmentFigures) -> str:
    if figures.last_accepted_on is None:
        return _("Belum ada data dukung yang diterima.")
    told = _("Bukti terakhir diterima %(date)s, %(days)s hari sebelumnya.") % {
        "date": long_date(figures.last_accepted_on),
        "days": figures.days_since_accepted,
    }
    return f"{told} {_('Lebih dari enam bulan: perlu diperbarui.')}" if figures.is_stale else told


def _evidence(loaded: Loaded, commitment_id: int, site: str) -> list[tuple[int, EvidenceEntry]]:
    """(milestone id, entry), numbered from 1 within the commitment."""
    numbers = count(1)
    return [
        (
            one.milestone_id,
            EvidenceEntry(next(numbers), one.line, f"{site}{one.line.url}" if one.line.url else ""),
        )
        for one in loaded.evidence.get(commitment_id, [])
    ]


def _milestones(
    figures: CommitmentFigures, loaded: Loaded, evidence: Iterable[tuple[int, EvidenceEntry]]
) -> Iterator[MilestoneRow]:
    changes = loaded.amendments.get(figures.commitment_id, [])
    listed = list(evidence)
    items = milestone_items(
        figures,
        original_due=original_due_dates(
            changes, {one.pk: shown_value(one.old, one.field) for one in changes}
        ),
        missing_proof=missing_proof(figures),
        owner_urls={},
        requirements={},
    )
    for milestone, item in zip(figures.milestones, items, strict=True):
        numbers = tuple(entry.number for milestone_id, entry in listed if milestone_id == milestone.id)
        yield _row(item, loaded.updates.get(milestone.id), numbers, loaded.internal.get(milestone.id, 0))


def _row(
    item: MilestoneItem, update: ProgressUpdate | None, evidence: tuple[int, ...], internal: int
) -> MilestoneRow:
    told = {fact.term: fact.value for fact in item.facts}
    return MilestoneRow(
        item=item,
        measure=told.get(_("Ukuran keberhasilan"), ""),
        target=told.get(_("Target"), ""),
        claimed=told.get(_("Klaim instansi"), ""),
        verified=told.get(_("Terverifikasi"), ""),
        accepted=told.get(_("Bukti diterima"), ""),
        blocked=told.get(_("Menunggu pihak lain"), ""),
        withdrawn=told.get(_("Ditarik"), ""),
        narrative=update.narrative if update else "",
        challenges=_challenges(update) if update else "",
        next_step=update.next_step if update else "",
        evidence=evidence,
        internal=_internal(internal),
    )


def _challenges(update: ProgressUpdate) -> str:
    named = [str(Challenge(code).label) for code in update.challenges if code in Challenge.values]
    return ": ".join(filter(None, [", ".join(named), update.challenge_text]))


def _internal(total: int) -> str:
    if not total:
        return ""
    return ngettext("%(count)s butir tidak untuk umum", "%(count)s butir tidak untuk umum", total) % {
        "count": total
    }
