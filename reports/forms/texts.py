"""Editors' words side by side in both languages; what was typed is kept when somebody else saved meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from reports.actions.texts import Pair, Place
from reports.enums import TextSlot
from reports.models import Report, ReportText
from reports.payload.decisions import MOST_LETTERS

LONGEST = 20_000
# Of a page that has room for no more.
LIMITS: Mapping[Place, int] = {TextSlot.DECISIONS: MOST_LETTERS}


@dataclass(frozen=True, slots=True)
class Words:
    """One place as the page shows it. `theirs` is what somebody else saved since the form was opened, or None."""

    label: str
    indonesian: forms.BoundField
    english: forms.BoundField
    loaded_at: forms.BoundField
    stored: ReportText | None
    theirs: ReportText | None


class TextsForm(forms.Form):
    """`places` are offered in their order, with their labels; `stored` is what is kept of them."""

    def __init__(
        self, *args: Any, places: Mapping[Place, str], stored: Mapping[Place, ReportText], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.stored = places, stored
        self.theirs: Mapping[Place, ReportText] = {}
        for place, label in places.items():
            self._add(place, label, stored.get(place))

    def _add(self, place: Place, label: str, kept: ReportText | None) -> None:
        given = {"": kept.text if kept else "", "_en": kept.text_en if kept else ""}
        most = LIMITS.get(place, LONGEST)
        room = _("Ada tempat untuk %(most)s huruf.") % {"most": most} if most < LONGEST else ""
        languages = {"": _("Bahasa Indonesia"), "_en": _("Bahasa Inggris")}
        for ending, text in given.items():
            self.fields[f"{place}{ending}"] = forms.CharField(
                label=f"{label}: {languages[ending]}",
                initial=text,
                required=False,
                max_length=most,
                help_text=room,
                widget=forms.Textarea(attrs={"rows": 7, "lang": ending[1:] or "id", "class": "w-w-full"}),
            )
        at = kept.at.isoformat() if kept else ""
        self.fields[f"{place}_at"] = forms.CharField(initial=at, required=False, widget=forms.HiddenInput)

    def pairs(self) -> dict[Place, Pair]:
        given = self.cleaned_data
        return {place: (given[str(place)], given[f"{place}_en"]) for place in self.places}

    def loaded(self) -> dict[Place, datetime | None]:
        """Of when the words were that the page showed; what nobody can read is before everything."""
        found: dict[Place, datetime | None] = {}
        for place in self.places:
            try:
                found[place] = parse_datetime(self.cleaned_data[f"{place}_at"])
            except ValueError:
                found[place] = None
        return found

    def show_theirs(self, theirs: Mapping[Place, ReportText]) -> None:
        """What was typed stays; saving once more is then meant."""
        self.theirs = theirs
        seen = {f"{place}_at": text.at.isoformat() for place, text in theirs.items()}
        self.data = {**dict(self.data.items()), **seen}
        for place, text in theirs.items():
            self.add_error(
                str(place),
                _("%(who)s menyimpan teks lain sementara Anda menulis. Tulisan Anda belum disimpan.")
                % {"who": text.by},
            )

    def words(self) -> Iterable[Words]:
        for place, label in self.places.items():
            yield Words(
                label,
                self[str(place)],
                self[f"{place}_en"],
                self[f"{place}_at"],
                self.stored.get(place),
                self.theirs.get(place),
            )

    def drafts(self, report: Report) -> list[ReportText]:
        """As rows that are kept nowhere, for a preview."""
        return [_row(report, place, pair) for place, pair in self.pairs().items()]


def _row(report: Report, place: Place, pair: Pair) -> ReportText:
    is_slot = isinstance(place, TextSlot)
    slot, commitment = (place, None) if is_slot else (TextSlot.REMARK, place)
    return ReportText(report=report, slot=slot, commitment_id=commitment, text=pair[0], text_en=pair[1])
