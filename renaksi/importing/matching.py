"""Which record a row describes: by its OGP code, else by plan and number, else by plan and title.

OGP's ids are not unique: a code counts only inside one plan, and not for a record of another number and
another title.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from institutions.domain.names import normalise_name
from renaksi.importing.notes import RowNotes
from renaksi.importing.read_rows import CommitmentRow, MilestoneRow
from renaksi.models import ActionPlan, Commitment, Milestone


class CommitmentBook:
    """Every commitment of the plans at hand, with those that the import makes."""

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        self.slugs: dict[str, set[str]] = defaultdict(set)
        self._found: dict[tuple[str, str, str], list[Commitment]] = defaultdict(list)
        self._described_in: dict[int, int] = {}
        for commitment in commitments:
            titles = {normalise_name(commitment.title), normalise_name(commitment.title_en)}
            self.add(commitment, commitment.ogp_code, commitment.number, titles)

    def add(self, commitment: Commitment, code: str, number: str, titles: set[str]) -> None:
        plan = commitment.plan.slug
        self.slugs[plan].add(commitment.slug)
        keys = [("code", code), ("number", number), *(("title", title) for title in titles)]
        for kind, value in keys:
            if value:
                self._found[plan, kind, value.casefold()].append(commitment)

    def find(self, row: CommitmentRow, plan: ActionPlan) -> Commitment | None:
        """The record, or None for a new one; a row that could mean several is refused."""
        titles = [("title", title) for title in _titles_of(row)]
        for kind, value in (("code", row.code), ("number", row.number), *titles):
            found = self._found.get((plan.slug, kind, value.casefold()), []) if value else []
            candidates = [one for one in found if not _is_another(one, row)]
            if len(candidates) > 1:
                candidates = _narrowed(candidates, row)
            if len(candidates) > 1:
                row.notes.refuse(row.columns["title"], _("cocok dengan lebih dari satu komitmen"))
            if candidates:
                return candidates[0]
        return None

    def claim(self, commitment: Commitment, notes: RowNotes) -> None:
        """One row describes one record; a second row for it is refused."""
        first = self._described_in.setdefault(id(commitment), notes.row.number)
        if first != notes.row.number:
            notes.refuse("", _("komitmen yang sama sudah ditulis di baris %(row)s") % {"row": first})


def _is_another(commitment: Commitment, row: CommitmentRow) -> bool:
    other_code = _differ(row.code, commitment.ogp_code)
    other_number = _differ(row.number, commitment.number)
    return other_code or (other_number and not _has_title(commitment, row))


def _differ(a: str, b: str) -> bool:
    """Both are known and not the same; `2a` is `2A`."""
    return bool(a and b) and a.casefold() != b.casefold()


def _narrowed(candidates: list[Commitment], row: CommitmentRow) -> list[Commitment]:
    by_number = [one for one in candidates if row.number and one.number.casefold() == row.number.casefold()]
    by_title = [one for one in by_number or candidates if _has_title(one, row)]
    return by_title or by_number or candidates


def _has_title(commitment: Commitment, row: CommitmentRow) -> bool:
    known = {normalise_name(commitment.title), normalise_name(commitment.title_en)} - {""}
    return bool(known & set(_titles_of(row)))


def _titles_of(row: CommitmentRow) -> tuple[str, ...]:
    """In Bahasa Indonesia and in English: another source may know only one of them."""
    titles = (normalise_name(row.title), normalise_name(str(row.fields.get("title_en", ""))))
    return tuple(dict.fromkeys(title for title in titles if title))


class MilestoneBook:
    """The milestones of the site's own commitments, by the commitment's code and their number."""

    def __init__(self, commitments: Iterable[Commitment], milestones: Iterable[Milestone]) -> None:
        self._by_code: dict[str, list[Commitment]] = defaultdict(list)
        self._by_number: dict[tuple[int, str], Milestone] = {}
        self._described_in: dict[tuple[int, str], int] = {}
        for commitment in commitments:
            self._by_code[commitment.ogp_code.casefold()].append(commitment)
        for milestone in milestones:
            self._by_number[milestone.commitment_id, milestone.number] = milestone

    def commitment_of(self, row: MilestoneRow) -> Commitment | None:
        found = self._by_code.get(row.code.casefold(), []) if row.code else []
        if len(found) > 1:
            row.notes.refuse("code", _("kode ini dimiliki lebih dari satu komitmen"))
        elif not found:
            row.notes.refuse("code", _("tidak ada komitmen dengan kode ini; impor komitmennya lebih dulu"))
        return found[0] if len(found) == 1 else None

    def find(self, row: MilestoneRow, commitment: Commitment) -> Milestone | None:
        """The record, or None for a new one; a second row for the same milestone is refused."""
        key = (commitment.pk, row.number)
        first = self._described_in.setdefault(key, row.notes.row.number)
        if first != row.notes.row.number:
            row.notes.refuse("order", _("tonggak yang sama sudah ditulis di baris %(row)s") % {"row": first})
        return self._by_number.get(key)
