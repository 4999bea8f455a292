"""What goes from one officer to whom, and why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from institutions.models import Institution
from renaksi.forms.offers import offer
from renaksi.forms.reached import FormWithProblems

DESK = "desk"


class OfficerField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return f"{user} ({user.email})"


class GiverForm(forms.Form):
    giver = OfficerField(
        User.objects.none(),
        label=_("Dari siapa"),
        empty_label=_("Pilih orang"),
        error_messages={
            "required": _("Pilih orangnya."),
            "invalid_choice": _("Orang ini tidak ada dalam daftar Anda. Pilih dari daftar."),
        },
    )

    def __init__(self, data: Any, *, officers: QuerySet[User]) -> None:
        super().__init__(data, label_suffix="")
        offer(self.fields["giver"], officers)


class HandoverForm(FormWithProblems):
    """`place` is the key of an institution, or the plans that the giver verifies or monitors."""

    place = forms.ChoiceField(
        label=_("Yang diserahkan"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih apa yang diserahkan."),
            "invalid_choice": _("Pilih dari daftar ini."),
        },
    )
    taker = OfficerField(
        User.objects.none(),
        label=_("Kepada siapa"),
        empty_label=_("Pilih orang"),
        help_text=_("Belum ada dalam daftar? Tambahkan dulu akunnya."),
        error_messages={
            "required": _("Pilih penerimanya."),
            "invalid_choice": _("Orang ini tidak ada dalam daftar Anda. Pilih dari daftar."),
        },
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tampil di tanda terima. Misalnya: mutasi per 1 Des 2026."),
        max_length=255,
        error_messages={"required": _("Tulis alasannya.")},
    )

    def __init__(
        self,
        data: Any,
        *,
        institutions: dict[int, Institution],
        with_desk: bool,
        takers: QuerySet[User],
    ) -> None:
        super().__init__(data, label_suffix="")
        self.institutions = institutions
        self.places = [(str(pk), str(one)) for pk, one in institutions.items()]
        if with_desk:
            self.places.append((DESK, str(_("Rencana aksi yang ditugaskan (verifikasi atau pemantauan)"))))
        self.fields["place"].choices = self.places  # type: ignore[attr-defined]
        if len(self.places) == 1:
            self.fields["place"].initial = self.places[0][0]
        offer(self.fields["taker"], takers)

    @property
    def institution(self) -> Institution | None:
        chosen = self.cleaned_data["place"]
        return None if chosen == DESK else self.institutions[int(chosen)]
