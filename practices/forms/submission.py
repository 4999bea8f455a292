"""A practice that somebody proposes: the short form that begins it, and the whole story behind its link."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.web.guarded import GuardedForm
from institutions.enums import InstitutionKind
from practices.enums import KitKind, Life
from practices.forms.fields import LinkField, MailboxField, RegionField, long_text
from practices.models import Theme
from practices.queries.similar import Similar, similar_practices

MOST_ROWS = 15
_KINDS = [("", gettext_lazy("Pilih jenis")), *InstitutionKind.choices]


def theme_field(*, required: bool) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=gettext_lazy("Tema"),
        queryset=Theme.objects.all(),
        to_field_name="slug",
        empty_label=gettext_lazy("Pilih tema"),
        required=required,
    )


class StartForm(GuardedForm):
    """`similar` are practices that may be the same; they are shown once, and then asked about."""

    FREE_TEXTS = ("summary",)
    PLAIN_TEXTS = ("title", "owner_name", "sender")

    title = forms.CharField(
        label=gettext_lazy("Judul praktik"),
        max_length=160,
        help_text=gettext_lazy(
            "Sebut apa yang dilakukan, misalnya: Dialog warga dengan bupati setiap Jumat."
        ),
    )
    is_new = forms.BooleanField(
        label=gettext_lazy("Praktik saya lain dari yang tertulis di atas"), required=False
    )
    theme = theme_field(required=True)
    owner_name = forms.CharField(
        label=gettext_lazy("Pemerintah daerah, instansi, atau organisasi"), max_length=160
    )
    owner_kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=_KINDS)
    region = RegionField(help_text=gettext_lazy("Kosongkan bila berlaku nasional atau di banyak daerah."))
    summary = long_text(
        gettext_lazy("Ringkasan"),
        gettext_lazy("Satu paragraf: apa yang dilakukan, untuk siapa, dan apa yang berubah."),
        required=True,
    )
    sender = forms.CharField(label=gettext_lazy("Nama Anda"), max_length=120)
    contact_office = forms.CharField(
        label=gettext_lazy("Unit kerja Anda"),
        max_length=160,
        help_text=gettext_lazy("Unit ini ditulis sebagai narahubung; nama Anda tidak."),
    )
    email = MailboxField(
        label=gettext_lazy("Surel Anda"),
        help_text=gettext_lazy("Tautan draf dikirim ke sini. Alamatnya tidak pernah ditampilkan."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    similar: tuple[Similar, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.similar = similar_practices(cleaned.get("title") or "")
        if self.similar and not cleaned.get("is_new"):
            self.add_error(
                "is_new",
                _("Ada praktik yang mirip. Baca dulu, lalu centang ini bila praktik Anda memang lain."),
            )
        return cleaned

    def answers(self) -> dict[str, str]:
        """What the draft begins with."""
        told = self.cleaned_data
        names = ("title", "owner_name", "owner_kind", "region", "summary", "contact_office")
        return {
            **{name: told[name] for name in names},
            "theme": told["theme"].slug,
            "contact_email": told["email"],
        }


class StoryForm(forms.Form):
    """All of it may be blank while it is a draft; `is_sent` asks for what a reader cannot do without."""

    REQUIRED = (
        "title", "theme", "owner_name", "owner_kind", "summary", "problem", "action", "life", "contact_office",
        "contact_email",
    )  # fmt: skip

    title = forms.CharField(label=gettext_lazy("Judul praktik"), max_length=160)
    theme = theme_field(required=False)
    owner_name = forms.CharField(
        label=gettext_lazy("Pemerintah daerah, instansi, atau organisasi"), max_length=160
    )
    owner_kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=_KINDS)
    region = RegionField()
    place_name = forms.CharField(
        label=gettext_lazy("Tempat, bila bukan satu daerah"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Misalnya: Nasional, atau 12 desa di Sumba."),
    )
    since = forms.CharField(
        label=gettext_lazy("Sejak"), max_length=20, required=False, help_text=gettext_lazy("Tahun mulainya.")
    )
    summary = long_text(
        gettext_lazy("Ringkasan"), gettext_lazy("Satu paragraf yang dibaca lebih dulu, di kartu galeri.")
    )
    problem = long_text(
        gettext_lazy("Masalah"), gettext_lazy("Apa yang tidak beres sebelumnya, dan siapa yang merasakannya?")
    )
    action = long_text(
        gettext_lazy("Yang dilakukan"),
        gettext_lazy("Langkah demi langkah, agar daerah lain dapat mengikutinya."),
        rows=8,
    )
    participants = long_text(
        gettext_lazy("Yang terlibat"), gettext_lazy("Siapa memimpin, siapa mengerjakan, peran warga."), rows=3
    )
    cost = long_text(
        gettext_lazy("Biaya"),
        gettext_lazy("Berapa, dari pos mana, dan berapa orang yang mengerjakannya."),
        rows=3,
    )
    lessons = long_text(
        gettext_lazy("Pelajaran"), gettext_lazy("Apa yang gagal dulu, dan apa yang akan Anda lakukan lain?")
    )
    life = forms.ChoiceField(
        label=gettext_lazy("Apakah masih berjalan?"),
        choices=[(one.value, one.label) for one in (Life.RUNNING, Life.GROWN, Life.STOPPED)],
        widget=forms.RadioSelect,
    )
    stopped_lesson = long_text(
        gettext_lazy("Mengapa berhenti"),
        gettext_lazy("Hanya bila berhenti: itu pelajaran paling berharga bagi yang lain."),
        rows=3,
    )
    contact_office = forms.CharField(label=gettext_lazy("Unit yang dapat dihubungi"), max_length=160)
    contact_email = MailboxField(
        label=gettext_lazy("Surel unit"),
        help_text=gettext_lazy("Tidak ditampilkan: pembaca menulis lewat formulir."),
    )

    def __init__(self, *args: Any, is_sent: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name in self.REQUIRED:
            self.fields[name].required = is_sent
        self.is_sent = is_sent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_sent:
            return cleaned
        if not (cleaned.get("region") or cleaned.get("place_name")):
            self.add_error(
                "region", _("Pilih daerahnya, atau tulis tempatnya di bawah bila bukan satu daerah.")
            )
        if cleaned.get("life") == Life.STOPPED and not cleaned.get("stopped_lesson"):
            self.add_error("stopped_lesson", _("Tulis mengapa praktik ini berhenti."))
        return cleaned

    def answers(self) -> dict[str, str]:
        """Of the fields that are right; what is wrong stays as it was saved before."""
        told = {**self.cleaned_data}
        if "theme" in told:
            told["theme"] = told["theme"].slug if told["theme"] else ""
        return told


class ResultRow(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Hasil"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Angka, satuan, dan waktunya dalam satu kalimat."),
    )
    source_name = forms.CharField(label=gettext_lazy("Sumber"), max_length=160, required=False)
    source_url = LinkField(label=gettext_lazy("Tautan sumber"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("text") and (cleaned.get("source_name") or cleaned.get("source_url")):
            self.add_error("text", _("Tulis hasilnya, atau kosongkan juga sumbernya."))
        return cleaned

    @property
    def about(self) -> str:
        return str(_("Hasil"))


class KitRow(forms.Form):
    title = forms.CharField(label=gettext_lazy("Nama bahan"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis bahan"),
        choices=[("", gettext_lazy("Pilih jenis")), *KitKind.choices],
        required=False,
    )
    url = LinkField(label=gettext_lazy("Tautan"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begun = any(cleaned.get(name) for name in ("title", "kind", "url"))
        for name in ("title", "kind", "url"):
            if begun and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Lengkapi nama, jenis, dan tautannya, atau kosongkan ketiganya."))
        return cleaned

    @property
    def about(self) -> str:
        return str(_("Bahan untuk meniru"))


ResultRows = forms.formset_factory(ResultRow, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
KitRows = forms.formset_factory(KitRow, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class Story:
    """The form and its rows as one: `answers` is what is right of it, whatever else is wrong."""

    def __init__(self, answers: Mapping[str, Any], data: Any = None, *, is_sent: bool = True) -> None:
        self.form = StoryForm(data, initial=answers, is_sent=is_sent)
        # What was sent is measured against nothing: a row that equals the saved one would count as empty and be lost.
        kept = answers if data is None else {}
        self.results = ResultRows(data, initial=kept.get("results", []), prefix="hasil")
        self.kit = KitRows(data, initial=kept.get("kit", []), prefix="bahan")

    def is_valid(self) -> bool:
        return all([part.is_valid() for part in (self.form, self.results, self.kit)])  # noqa: C419 - all are asked

    @property
    def faulty_rows(self) -> list[Any]:
        return [row for rows in (self.results, self.kit) for row in rows if row.is_bound and row.errors]

    def answers(self) -> dict[str, Any]:
        """After `is_valid`."""
        return {
            **self.form.answers(),
            "results": _rows(self.results, "text"),
            "kit": _rows(self.kit, "title"),
        }


def _rows(rows: Any, name: str) -> list[dict[str, str]]:
    """Rows with something wrong in them are kept with what is right, so that nothing of it is lost."""
    told = [row.cleaned_data for row in rows if hasattr(row, "cleaned_data")]
    return [row for row in told if row.get(name)]
