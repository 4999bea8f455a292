"""The one way in for imported data: all of it or nothing.

An import creates records, fills and changes the fields named here, adds partners and policy areas, and writes
independent assessments. It never deletes, and it never touches a status, a review or a decision of our own:
"selesai" cannot come from a file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from foundation.audit import actions as audit
from foundation.search.index import renew_later
from institutions.domain.names import normalise_name
from institutions.models import Institution, InstitutionAlias
from renaksi.models import ActionPlan, Amendment, Assessment, Commitment, Milestone, Partnership, PolicyArea
from renaksi.permissions import may_publish_plans

COMMITMENT_FIELDS = frozenset(
    {
        "number", "ogp_code", "title", "title_en", "region", "ogp_values", "source_url", "start_on",
        "start_precision", "end_on", "end_precision",
    }
)  # fmt: skip
MILESTONE_FIELDS = frozenset(
    {"number", "sort_order", "title", "title_en", "source_url", "due_on", "due_precision"}
)

Record = Commitment | Milestone


class ImportRefused(ValueError):
    """The changes break a rule that the caller had to check first; nothing was written."""


@dataclass(frozen=True)
class FieldChange:
    """`values` are the model's fields to set; `old` and `new` are what people read."""

    field: str
    old: str
    new: str
    values: dict[str, Any]


@dataclass(frozen=True)
class RatingChange:
    """A rating to write; `old` is blank for a first one."""

    assessment: Assessment
    scale: str
    old: str
    new: str


@dataclass(frozen=True)
class RecordChange:
    """What one row does. New records, partners and areas are unsaved and hang on one another."""

    record: Record
    source: str
    url: str = ""
    fields: tuple[FieldChange, ...] = ()
    partners: tuple[Partnership, ...] = ()
    policy_areas: tuple[PolicyArea, ...] = ()
    ratings: tuple[RatingChange, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.record.pk is None

    @property
    def commitment(self) -> Commitment:
        return self.record if isinstance(self.record, Commitment) else self.record.commitment

    @property
    def does_something(self) -> bool:
        return self.is_new or bool(self.fields or self.partners or self.policy_areas or self.ratings)

    @property
    def alters_record(self) -> bool:
        """Something that is already on record would change; a first rating changes nothing."""
        return not self.is_new and any(self.altered_fields())

    @property
    def alters_published(self) -> bool:
        """Also what is off the site for now: it was a promise in public."""
        return self.alters_record and self.commitment.was_published

    def written_fields(self) -> Iterator[str]:
        """What the record itself promises: its fields, who is part of it, its policy areas."""
        yield from (change.field for change in self.fields)
        if self.partners:
            yield "institutions"
        if self.policy_areas:
            yield "policy_areas"

    def altered_fields(self) -> Iterator[str]:
        yield from self.written_fields()
        yield from (change.assessment.indicator for change in self.ratings if change.old)


@transaction.atomic
def apply_import(
    *,
    changes: Sequence[RecordChange],
    by: User | None,
    reason: str,
    spellings: Iterable[tuple[Institution, str]] = (),
) -> None:
    """Writes the changes; `by` is None for the operator of the server, through a command.

    `spellings` are further names of institutions that the import creates. Raises PermissionDenied, and
    ImportRefused if a published record changes without a reason or a field is not an import's to write.
    """
    if by is not None and not may_publish_plans(by):
        raise PermissionDenied
    _check(changes, reason)
    created = [change for change in changes if change.is_new]
    changed = [change for change in changes if not change.is_new]
    _save_what_they_need(changes, spellings)
    _create(created)
    _update(changed)
    _amend(changed, by=by, reason=reason)
    _save_beside(changes)
    _renew_revisions(changed, by=by)
    _log(created, changed, by=by, reason=reason)
    _find_by_new_words(changes)


def _find_by_new_words(changes: Sequence[RecordChange]) -> None:
    """Rows that are written in bulk send no signals: the search is told."""
    renew_later("renaksi", {change.commitment.plan_id for change in changes})
    renew_later("komitmen", {change.commitment.pk for change in changes})
    renew_later("instansi", {partner.institution_id for change in changes for partner in change.partners})


def _check(changes: Sequence[RecordChange], reason: str) -> None:
    for change in changes:
        allowed = COMMITMENT_FIELDS if isinstance(change.record, Commitment) else MILESTONE_FIELDS
        foreign = {name for field in change.fields for name in field.values} - allowed
        if foreign:
            raise ImportRefused(f"an import does not write {', '.join(sorted(foreign))}")
        if change.alters_published and not reason.strip():
            raise ImportRefused(f"{change.record} is published: its change needs a reason")


def _save_what_they_need(
    changes: Sequence[RecordChange], spellings: Iterable[tuple[Institution, str]]
) -> None:
    _save_new(ActionPlan, (change.commitment.plan for change in changes))
    new = _save_new(Institution, (partner.institution for change in changes for partner in change.partners))
    _save_new(PolicyArea, (area for change in changes for area in change.policy_areas))
    InstitutionAlias.objects.bulk_create(
        [
            InstitutionAlias(
                institution=institution,
                name=name,
                normalised=normalise_name(name),
                country=institution.country,
                region=institution.region,
                source="institutions.csv",
            )
            for institution, name in spellings
            if id(institution) in new
        ],
        ignore_conflicts=True,
    )


def _save_new(model: type[models.Model], records: Iterable[models.Model]) -> set[int]:
    """Saves each unsaved record once; tells which they were, by `id()`."""
    unsaved = {id(record): record for record in records if record.pk is None}
    model._default_manager.bulk_create(list(unsaved.values()))
    return set(unsaved)


def _create(created: list[RecordChange]) -> None:
    now = timezone.now()
    for change in created:
        _set_fields(change)
        if isinstance(change.record, Commitment) and change.record.live:
            change.record.first_published_at = change.record.last_published_at = now
    for model in (Commitment, Milestone):
        model._default_manager.bulk_create([one.record for one in created if isinstance(one.record, model)])


def _update(changed: list[RecordChange]) -> None:
    for model in (Commitment, Milestone):
        touched = [one for one in changed if any(one.written_fields()) and isinstance(one.record, model)]
        for change in touched:
            _set_fields(change)
        names = {name for change in touched for field in change.fields for name in field.values}
        records = [change.record for change in touched]
        if records:
            model._default_manager.bulk_update(records, sorted(names | {"field_sources"}), batch_size=200)


def _set_fields(change: RecordChange) -> None:
    """Each field remembers where it came from."""
    for field in change.fields:
        for name, value in field.values.items():
            setattr(change.record, name, value)
    for name in change.written_fields():
        change.record.field_sources[name] = {"source": change.source, "url": change.url}


def _amend(changed: list[RecordChange], *, by: User | None, reason: str) -> None:
    now = timezone.now()
    Amendment.objects.bulk_create(
        [
            Amendment(
                commitment=change.commitment,
                milestone=change.record if isinstance(change.record, Milestone) else None,
                field=field,
                old=old,
                new=new,
                reason=reason.strip(),
                by=by,
                at=now,
            )
            for change in changed
            if change.alters_published
            for field, old, new in _amended(change)
        ]
    )


def _amended(change: RecordChange) -> Iterator[tuple[str, str, str]]:
    """(field, old, new); partners and areas are only ever added, so their old text is blank."""
    for field in change.fields:
        yield field.field, field.old, field.new
    if change.partners:
        yield "institutions", "", "; ".join(str(partner) for partner in change.partners)
    if change.policy_areas:
        yield "policy_areas", "", "; ".join(area.name for area in change.policy_areas)


def _save_beside(changes: Sequence[RecordChange]) -> None:
    Partnership.objects.bulk_create([partner for change in changes for partner in change.partners])
    links = Commitment.policy_areas.through
    links._default_manager.bulk_create(
        [
            links(commitment_id=change.record.pk, policyarea_id=area.pk)
            for change in changes
            for area in change.policy_areas
        ]
    )
    _save_ratings(changes)


def _save_ratings(changes: Sequence[RecordChange]) -> None:
    corrected = []
    for change in changes:
        for rating in (one for one in change.ratings if one.old):
            rating.assessment.scale, rating.assessment.value = rating.scale, rating.new
            rating.assessment.recorded_from = change.source
            corrected.append(rating.assessment)
    first = [one.assessment for change in changes for one in change.ratings if not one.old]
    Assessment.objects.bulk_create(first)
    Assessment.objects.bulk_update(corrected, ["scale", "value", "recorded_from"], batch_size=200)


def _renew_revisions(changed: list[RecordChange], *, by: User | None) -> None:
    """The history of the CMS shows the import as a step: comparing or going back includes what it wrote."""
    keys = [
        one.record.pk
        for one in changed
        if isinstance(one.record, Commitment) and one.record.latest_revision_id
    ]
    for commitment in Commitment.objects.filter(pk__in=keys):
        revision = commitment.save_revision(user=by, clean=False)
        if commitment.live:
            Commitment.objects.filter(pk=commitment.pk).update(
                live_revision=revision, has_unpublished_changes=False
            )


def _log(created: list[RecordChange], changed: list[RecordChange], *, by: User | None, reason: str) -> None:
    """One entry per record that changed, and one per plan that tells how many records it gained."""
    gained = Counter(change.commitment.plan for change in created)
    for plan, count in gained.items():
        audit.record(action="import.created", by=by, target=plan, data={"records": count})
    for change in changed:
        _tell_ratings(change, by=by, reason=reason)
        data = {"source": "-".join(change.source.split()), "fields": _logged(change)}
        audit.record(action="import.changed", by=by, target=change.record, data=data)


def _tell_ratings(change: RecordChange, *, by: User | None, reason: str) -> None:
    """What they were and why they changed stands in the history of the CMS: ratings have no amendments."""
    for rating in (one for one in change.ratings if one.old):
        data = {"old": rating.old, "new": rating.new, "reason": reason.strip()}
        told = {**data, "rating": f"{rating.assessment.source}:{rating.assessment.indicator}"}
        log(instance=change.commitment, action="renaksi.correct_rating", user=by, data=told)


def _logged(change: RecordChange) -> list[str]:
    """Which fields; what they said before stands in the amendments, for an entry is kept for good."""
    ratings = (f"{one.assessment.source}:{one.assessment.indicator}" for one in change.ratings)
    return [*(field for field, _old, _new in _amended(change)), *ratings]
