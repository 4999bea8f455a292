"""What hangs on a commitment: partners, policy areas, ratings. Added to, corrected, never taken away."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from institutions.models import Institution, Region
from renaksi.actions.imports import RatingChange
from renaksi.enums import PartnerRole
from renaksi.importing.field_diff import Policy
from renaksi.importing.lookups import InstitutionBook, PolicyAreaBook
from renaksi.importing.ratings import ReadRating
from renaksi.importing.read_rows import CommitmentRow
from renaksi.models import Assessment, Commitment, Partnership, PolicyArea


class PartsDiff:
    """Compares with what is recorded of the given commitments, loaded in three queries."""

    def __init__(
        self, policy: Policy, institutions: InstitutionBook, commitments: QuerySet[Commitment]
    ) -> None:
        self._policy = policy
        self._institutions = institutions
        self._areas = PolicyAreaBook()
        self._partners: dict[int | None, set[tuple[int | None, str]]] = defaultdict(set)
        self._linked_areas: dict[int | None, set[int]] = defaultdict(set)
        self._ratings: dict[int | None, dict[tuple[str, str], Assessment]] = defaultdict(dict)
        for partner in Partnership.objects.filter(commitment__in=commitments):
            self._partners[partner.commitment_id].add((partner.institution_id, partner.role))
        links = Commitment.policy_areas.through._default_manager.filter(commitment__in=commitments)
        for commitment, area in links.values_list("commitment_id", "policyarea_id"):
            self._linked_areas[commitment].add(area)
        for rating in Assessment.objects.filter(commitment__in=commitments):
            self._ratings[rating.commitment_id][rating.source, rating.indicator] = rating

    def new_partners(
        self, row: CommitmentRow, record: Commitment, home: Region | None
    ) -> tuple[Partnership, ...]:
        recorded = self._partners.get(record.pk, set()) if record.pk else set()
        new: list[Partnership] = []
        for role in row.partners:
            if not self._policy.overwrites and any(known == role for _one, known in recorded):
                self._list_other_partners(row, role, home, recorded)
                continue
            for institution in self._institutions_of(row, role, home):
                if (institution.pk, role) not in recorded:
                    place = len(recorded) + len(new)
                    new.append(
                        Partnership(commitment=record, institution=institution, role=role, sort_order=place)
                    )
        return tuple(new)

    def _institutions_of(
        self, row: CommitmentRow, role: PartnerRole, home: Region | None
    ) -> Iterable[Institution]:
        """Each institution once, whatever the spellings."""
        found: dict[int, Institution] = {}
        for name in row.partners[role]:
            institution = self._institutions.find(name, home, row.plan.country)
            if institution is None:
                if "," in name:
                    text = _("koma tidak memisahkan, jadi dibaca sebagai satu instansi: “%(name)s”")
                    row.notes.warn(row.columns[role], text % {"name": name})
                institution = self._institutions.make(name, home, row.plan.country)
            found.setdefault(id(institution), institution)
        return found.values()

    def _list_other_partners(
        self,
        row: CommitmentRow,
        role: PartnerRole,
        home: Region | None,
        recorded: set[tuple[int | None, str]],
    ) -> None:
        others = []
        for name in row.partners[role]:
            institution = self._institutions.find(name, home, row.plan.country)
            if institution is None or (institution.pk, role) not in recorded:
                others.append(name)
        _warn_of_others(row, row.columns[role], others)

    def new_areas(self, row: CommitmentRow, record: Commitment) -> tuple[PolicyArea, ...]:
        recorded = self._linked_areas.get(record.pk, set()) if record.pk else set()
        new: dict[int, PolicyArea] = {}
        for name in row.policy_areas:
            area = self._areas.find_or_make(name)
            if area.pk in recorded:
                continue
            if recorded and not self._policy.overwrites:
                column = name if name in row.notes.row.cells else row.columns["policy_areas"]
                _warn_of_others(row, column, [name])
                continue
            new.setdefault(id(area), area)
        return tuple(new.values())

    def new_ratings(self, row: CommitmentRow, record: Commitment) -> tuple[RatingChange, ...]:
        recorded = self._ratings.get(record.pk, {}) if record.pk else {}
        changes = []
        for read in row.ratings:
            known = recorded.get((read.source, read.rating.indicator))
            if known is None:
                changes.append(self._first_rating(read, row, record))
            elif known.value.casefold() != read.rating.value.casefold():
                changes += self._other_rating(read, row, known)
        return tuple(changes)

    def _first_rating(self, read: ReadRating, row: CommitmentRow, record: Commitment) -> RatingChange:
        assessment = Assessment(
            commitment=record,
            source=read.source,
            indicator=read.rating.indicator,
            scale=read.rating.version,
            value=read.rating.value,
            report_year=read.report_year,
            url=str(row.fields.get("source_url", "")),
            recorded_from=self._policy.source,
        )
        return RatingChange(assessment, read.rating.version, "", read.rating.value)

    def _other_rating(self, read: ReadRating, row: CommitmentRow, known: Assessment) -> list[RatingChange]:
        if self._policy.overwrites:
            return [RatingChange(known, read.rating.version, known.value, read.rating.value)]
        row.notes.warn(
            read.column, _("berbeda dari yang tercatat: “%(recorded)s”") % {"recorded": known.value}
        )
        return []


def _warn_of_others(row: CommitmentRow, column: str, others: list[str]) -> None:
    if others:
        text = _("berbeda dari yang tercatat; belum tercatat: %(names)s")
        row.notes.warn(column, text % {"names": "; ".join(others)})
