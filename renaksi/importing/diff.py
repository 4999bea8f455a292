"""A row beside what is recorded: what the import would create or change, or why it refuses."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from institutions.domain.names import normalise_name
from institutions.models import Institution, Region
from renaksi.actions.imports import RecordChange
from renaksi.importing.field_diff import Policy, dates_in_order, field_changes
from renaksi.importing.lookups import InstitutionBook, RegionBook
from renaksi.importing.matching import CommitmentBook, MilestoneBook
from renaksi.importing.notes import RowNotes
from renaksi.importing.parts_diff import PartsDiff
from renaksi.importing.plans import PlanBook
from renaksi.importing.read_rows import CommitmentRow, MilestoneRow
from renaksi.importing.slugs import claim_slug
from renaksi.models import ActionPlan, Commitment, Milestone

_LONGEST_SLUG = 80


class CommitmentDiff:
    """Compares rows of commitments; everything recorded of the given countries is loaded once."""

    def __init__(self, policy: Policy, countries: Iterable[str], *, current_year: int) -> None:
        self._policy = policy
        self._regions = RegionBook()
        self._institutions = InstitutionBook(self._regions)
        self._plans = PlanBook(self._regions, current_year=current_year)
        recorded = Commitment.objects.filter(plan__country__in=list(countries), plan__is_sample=False)
        self._commitments = CommitmentBook(recorded.select_related("plan__region", "region"))
        self._parts = PartsDiff(policy, self._institutions, recorded)

    @property
    def spellings(self) -> list[tuple[Institution, str]]:
        return self._institutions.spellings

    def compare(self, row: CommitmentRow) -> RecordChange | None:
        """What the row does (perhaps nothing), or None if it is refused: see `row.notes`."""
        region = self._region(row)
        plan = None if row.notes.refusals else self._plans.find(row.plan, row.notes)
        if plan is None:
            return None
        record = self._commitments.find(row, plan) or Commitment(plan=plan)
        if not row.notes.refusals and not _is_unseen(record):
            self._commitments.claim(record, row.notes)
        if row.notes.refusals:
            return None
        change = self._change(row, record, region)
        _check(change, ("start_on", "end_on"), row.columns, row.notes, self._policy)
        if row.notes.refusals:
            return None
        if _is_unseen(record):
            self._take_in(row, record, plan)
        return change

    def _region(self, row: CommitmentRow) -> Region | None:
        region = self._regions.find(row.region) if row.region else None
        if row.region and region is None:
            example = _("nama daerah menurut Kemendagri, misalnya Kota Semarang")
            row.notes.refuse(row.columns["region"], _("daerah tidak dikenal"), example)
        return region

    def _change(self, row: CommitmentRow, record: Commitment, region: Region | None) -> RecordChange:
        fields = row.fields | ({"region": region} if region else {})
        home = region or record.region or record.plan.region
        return RecordChange(
            record=record,
            source=self._policy.source,
            url=row.url,
            fields=tuple(field_changes(record, fields, row.columns, row.notes, self._policy)),
            partners=self._parts.new_partners(row, record, home),
            policy_areas=self._parts.new_areas(row, record),
            ratings=self._parts.new_ratings(row, record),
        )

    def _take_in(self, row: CommitmentRow, record: Commitment, plan: ActionPlan) -> None:
        """The new record gets its permanent address and is found by later rows."""
        record.slug = claim_slug(row.number or row.title, self._commitments.slugs[plan.slug], _LONGEST_SLUG)
        titles = {normalise_name(str(row.fields.get(name, ""))) for name in ("title", "title_en")}
        record.title, record.title_en = row.title, str(row.fields.get("title_en", ""))
        record.number, record.ogp_code = row.number, row.code
        self._commitments.add(record, row.code, row.number, titles)
        self._commitments.claim(record, row.notes)


class MilestoneDiff:
    """Compares rows of milestones with those of the site's own commitments."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        own = Commitment.objects.filter(plan__country=settings.SITE_COUNTRY, plan__is_sample=False)
        recorded = Milestone.objects.filter(commitment__in=own).select_related("commitment__plan")
        self._milestones = MilestoneBook(own.exclude(ogp_code="").select_related("plan"), recorded)

    def compare(self, row: MilestoneRow) -> RecordChange | None:
        """What the row does (perhaps nothing), or None if it is refused: see `row.notes`."""
        commitment = None if row.notes.refusals else self._milestones.commitment_of(row)
        if commitment is None:
            return None
        record = self._milestones.find(row, commitment)
        record = record or Milestone(commitment=commitment, sort_order=row.order)
        fields = tuple(field_changes(record, row.fields, row.columns, row.notes, self._policy))
        change = RecordChange(record=record, source=self._policy.source, url=row.url, fields=fields)
        _check(change, ("start_on", "due_on"), row.columns, row.notes, self._policy)
        return None if row.notes.refusals else change


def _is_unseen(record: Commitment) -> bool:
    """Neither recorded nor made by an earlier row."""
    return not record.slug


def _check(
    change: RecordChange, dates: tuple[str, str], columns: dict[str, str], notes: RowNotes, policy: Policy
) -> None:
    if not dates_in_order(change.record, list(change.fields), dates):
        notes.refuse(columns[dates[1]], _("tanggal mulai sesudah tanggal selesai"))
    if change.alters_published and not policy.reason.strip():
        fields = ", ".join(dict.fromkeys(change.altered_fields()))
        text = _("komitmen ini sudah terbit; perubahan %(fields)s memerlukan --reason")
        notes.refuse("", text % {"fields": fields})
    if change.alters_record and _has_open_draft(change):
        notes.refuse(
            "", _("komitmen ini punya draf yang belum terbit di CMS; terbitkan atau batalkan draf itu dulu")
        )


def _has_open_draft(change: RecordChange) -> bool:
    """A draft in the CMS would undo the import when it is published."""
    record = change.record
    return (
        isinstance(record, Commitment) and bool(record.latest_revision_id) and record.has_unpublished_changes
    )
