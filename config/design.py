"""The living page of the design system; wired for development only."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from config.design_tokens import THEMES, contrasts, forced_theme
from foundation.charts.place_map import NOTHING, UNKNOWN, MapPlace, PlaceMap
from foundation.languages import ENGLISH, INDONESIAN, Told
from foundation.web.guarded import GuardedForm
from foundation.web.pagination import paginate
from institutions.map_ground import short_names, tile_ground

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
    """`?tema=dark` forces a theme, `?bahasa=en` the language of the components; else both follow the browser."""
    theme, language = request.GET.get("tema", ""), request.GET.get("bahasa", INDONESIAN)
    with translation.override(ENGLISH if language == ENGLISH else INDONESIAN):
        return render(request, "design/components.html", _context(theme if theme in THEMES else ""))


def theme_sheet(_request: HttpRequest, theme: str) -> HttpResponse:
    if theme not in THEMES:
        raise Http404
    return HttpResponse(forced_theme(theme), content_type="text/css")


def _context(theme: str) -> dict[str, Any]:
    return {
        **json.loads(SAMPLE.read_text()),
        "form": SampleForm({"value": "seratus"}),
        "guarded": GuardedForm(),
        "page": paginate(range(60), 2, 20),
        "forced_theme": theme,
        "contrasts": list(zip(contrasts("light"), contrasts("dark"), strict=True)),
        "map": _sample_map(),
        "steps": [1, 2, 3, 4, 5, UNKNOWN, NOTHING],
        "other_language": Told("Text in English only", ENGLISH),
        "today": timezone.localdate(),
    }


def _sample_map() -> PlaceMap:
    """Every step in turn: no province has this value."""
    steps = (1, 2, 3, 4, 5, UNKNOWN, NOTHING)
    places = [
        MapPlace(code, f"Provinsi {code}", short, "contoh", "", steps[place % len(steps)], "#peta")
        for place, (code, short) in enumerate(short_names().items())
    ]
    return PlaceMap("Peta contoh", tile_ground(), places, "Provinsi", "Nilai")
