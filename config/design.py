"""The living page of the design system; wired for development only."""

import json

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.web.pagination import paginate

SAMPLE = settings.BASE_DIR / "templates" / "design" / "sample.json"


class SampleForm(forms.Form):
    """One field of each kind; the page shows it refused."""

    narrative = forms.CharField(
        label="Perkembangan",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu sampai tiga kalimat: apa yang terjadi sejak laporan terakhir.",
    )
    step = forms.ChoiceField(
        label="Tahap",
        widget=forms.RadioSelect,
        choices=[(0, "0 — belum dimulai"), (50, "50 — berjalan"), (100, "100 — selesai")],
    )
    challenge = forms.ChoiceField(
        label="Kendala", required=False, choices=[("", "Tidak ada"), ("funding", "Anggaran")]
    )
    # A text widget: a number widget would throw away what is not a number.
    value = forms.DecimalField(
        label="Nilai realisasi",
        required=False,
        help_text="Dalam kumpulan data.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    confirmed = forms.BooleanField(label="Isi laporan ini sudah saya periksa")
    attachments = forms.FileField(
        label="Data dukung", required=False, help_text="PDF, gambar, atau dokumen kantor."
    )


def component_page(request: HttpRequest) -> HttpResponse:
    sample = json.loads(SAMPLE.read_text())
    page = paginate(range(60), 2, 20)
    refused = SampleForm({"value": "seratus"})
    return render(request, "design/components.html", {**sample, "form": refused, "page": page})
