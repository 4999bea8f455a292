"""A year's holidays, pasted line by line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renaksi.domain.holiday_list import LineProblem, read_list

MOST_PROBLEMS_TOLD = 10


class YearForm(forms.Form):
    """Which year's list; also the form of the address."""

    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2011, max_value=2100)


class HolidayYearForm(YearForm):
    text = forms.CharField(
        label=gettext_lazy("Daftar hari"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Satu hari per baris: tanggal, tab atau spasi, lalu nama. Misalnya “1 Januari 2027 Tahun Baru Masehi”. "
            "Nama dengan “Cuti Bersama” dicatat sebagai cuti bersama. Daftar ini menggantikan isi tahun itu."
        ),
    )
    is_checked = forms.BooleanField(
        label=gettext_lazy("Sudah saya cocokkan dengan Keputusan Bersama (SKB) tiga menteri"),
        error_messages={
            "required": gettext_lazy("Cocokkan dulu dengan SKB, lalu centang; daftar belum disimpan.")
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "year" in cleaned:
            found = read_list(cleaned.get("text", ""), cleaned["year"])
            cleaned["days"] = found.days
            for problem in found.problems[:MOST_PROBLEMS_TOLD]:
                self.add_error("text", _sentence(problem, cleaned["year"]))
            if not found.days and not found.problems:
                self.add_error("text", _("Daftar kosong: tulis paling sedikit satu hari."))
        return cleaned


def _sentence(problem: LineProblem, year: int) -> str:
    sentences = {
        "no_date": _(
            "Baris %(line)s: tanggal tidak terbaca dari “%(text)s”. Tulis seperti 1 Januari %(year)s."
        ),
        "no_name": _("Baris %(line)s: nama hari belum ada pada “%(text)s”."),
        "name_too_long": _("Baris %(line)s: nama paling panjang 120 huruf."),
        "other_year": _("Baris %(line)s: “%(text)s” bukan hari pada tahun %(year)s."),
        "twice": _("Baris %(line)s: tanggal “%(text)s” sudah ada pada baris sebelumnya."),
    }
    return sentences[problem.code] % {"line": problem.line, "text": problem.text[:60], "year": year}
