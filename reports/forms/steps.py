"""What is asked before a version becomes public, or is taken away again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renaksi.models import ActionPlan
from reports.enums import BuildState, ReportKind
from reports.forms.choices import plans_to_report

DIGITS_TO_TYPE = 4


class BuildForm(forms.Form):
    """`reason` is asked for where a version was published before; the action says when."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan versi baru"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-w-full"}),
        help_text=gettext_lazy("Dibaca publik, di sampul versi baru dan di halaman versi lama."),
    )


class PublishForm(forms.Form):
    """`fingerprint` is the one that the page showed; its first digits are typed by hand."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    digits = forms.CharField(
        label=gettext_lazy("Empat digit pertama sidik"),
        max_length=DIGITS_TO_TYPE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Ketik empat digit pertama sidik di atas: yang terbit adalah yang Anda periksa."
        ),
        error_messages={"required": gettext_lazy("Ketik empat digit pertama sidiknya.")},
    )

    def clean_digits(self) -> str:
        typed: str = self.cleaned_data["digits"].strip().lower()
        if typed != self.cleaned_data.get("fingerprint", "")[:DIGITS_TO_TYPE]:
            raise forms.ValidationError(
                _("Itu bukan empat digit pertama sidik laporan ini: cocokkan dengan berkas yang Anda buka.")
            )
        return typed


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan penarikan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-w-full"}),
        help_text=gettext_lazy("Dibaca publik di halaman laporan. Jangan sebut data pribadi."),
        error_messages={"required": gettext_lazy("Tulis alasan penarikan: pembaca akan melihatnya.")},
    )
    replacement = forms.ChoiceField(
        label=gettext_lazy("Penggantinya"),
        choices=[
            ("yes", gettext_lazy("Susun versi pengganti dari data hari ini")),
            ("no", gettext_lazy("Tarik saja, tanpa pengganti")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih: dengan atau tanpa pengganti.")},
    )


class BatchPublishForm(forms.Form):
    """`count` reports at once: how many they are is typed by hand."""

    number = forms.IntegerField(
        label=gettext_lazy("Jumlah laporan yang diterbitkan"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ketik berapa laporan yang diterbitkan."),
            "invalid": gettext_lazy("Ketik jumlahnya dengan angka."),
        },
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count

    def clean_number(self) -> int:
        typed: int = self.cleaned_data["number"]
        if typed != self.count:
            told = _("Yang siap terbit sekarang %(count)s laporan: periksa daftarnya, lalu ketik jumlahnya.")
            raise forms.ValidationError(told % {"count": self.count})
        return typed


class DeskFilterForm(forms.Form):
    """Sent by GET; what is no choice is ignored."""

    keadaan = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False)
    rencana = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=gettext_lazy("Rencana aksi"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Semua"))]
        self.fields["keadaan"].choices = every + BuildState.choices  # type: ignore[attr-defined]
        self.fields["jenis"].choices = every + ReportKind.choices  # type: ignore[attr-defined]
        self.fields["rencana"].queryset = plans_to_report()  # type: ignore[attr-defined]
        self.fields["rencana"].empty_label = _("Semua")  # type: ignore[attr-defined]
