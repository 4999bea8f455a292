"""Forms of staff for institutions, their spellings, and what a decree does to them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from foundation.cms import WordSearchForm
from institutions.models import Institution
from institutions.queries import free_slug
from institutions.succession import OpenThing


class InstitutionForm(WagtailAdminModelForm):
    """The address is made from the name, once: it is public."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Institution
        fields = ["name", "short_name", "name_en", "kind", "region"]
        help_texts = {
            "name": gettext_lazy("Ubah di sini hanya untuk membetulkan salah tulis. Nama baru: “Ganti nama”.")
        }

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if not slugify(name):
            raise forms.ValidationError(_("Nama perlu paling sedikit satu huruf atau angka."))
        return name

    def save(self, commit: bool = True) -> Institution:  # noqa: FBT001, FBT002 - Django's signature
        if not self.instance.slug:
            self.instance.slug = free_slug(self.instance.name)
        return super().save(commit=commit)


class AliasForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Ejaan lain"),
        max_length=255,
        help_text=gettext_lazy("Seperti tercetak di dokumen: impor mengenali instansi ini dari ejaannya."),
    )
    source = forms.CharField(label=gettext_lazy("Sumber"), max_length=255, required=False)


class MergeForm(forms.Form):
    keep = forms.ModelChoiceField(
        label=gettext_lazy("Digabung ke"),
        queryset=Institution.objects.none(),
        help_text=gettext_lazy(
            "Hanya untuk catatan ganda dari satu instansi: semuanya pindah ke sini, juga laporan yang lalu. "
            "Instansi yang bergabung karena peraturan: “Bergabung”."
        ),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=255)

    def __init__(self, *args: Any, others: QuerySet[Institution], widget: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["keep"])
        field.queryset, field.widget = others, widget


class ChangeForm(forms.Form):
    """What every change by decree says: since when, and by which one."""

    on = forms.DateField(
        label=gettext_lazy("Berlaku sejak"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Hari ini atau sebelumnya; perubahan yang akan datang dicatat pada harinya."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=255,
        help_text=gettext_lazy("Misalnya nomor peraturannya. Tampil di halaman publik."),
    )


class RenameForm(ChangeForm):
    field_order = ("new_name", "short_name")

    new_name = forms.CharField(
        label=gettext_lazy("Nama baru"),
        max_length=255,
        help_text=gettext_lazy("Tidak ada yang pindah: alamat tetap, nama lama tetap dikenali."),
    )
    short_name = forms.CharField(label=gettext_lazy("Singkatan baru"), max_length=60, required=False)


class OfferingForm(ChangeForm):
    """Fields named in `CHOSEN` offer the institutions that stand."""

    CHOSEN: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, others: QuerySet[Institution], make_widget: Callable[[], Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in self.CHOSEN:
            field = cast(forms.ModelChoiceField, self.fields[name])
            field.widget = make_widget()
            field.queryset = others

    def chosen(self, *names: str) -> list[Institution]:
        """Of a valid form, in order; what was left blank is left out."""
        return [self.cleaned_data[name] for name in names if self.cleaned_data[name] is not None]


def _institution(label: Any, help_text: Any = "", *, required: bool = False) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=Institution.objects.none(), required=required, help_text=help_text
    )


class DecreeMergeForm(OfferingForm):
    CHOSEN = ("with_1", "with_2", "with_3", "into")
    field_order = (*CHOSEN, "new_name", "short_name")

    with_1 = _institution(
        gettext_lazy("Bergabung bersama"), gettext_lazy("Instansi lain yang juga berakhir; boleh kosong.")
    )
    with_2 = _institution(gettext_lazy("Bergabung bersama (2)"))
    with_3 = _institution(gettext_lazy("Bergabung bersama (3)"))
    into = _institution(
        gettext_lazy("Diteruskan oleh"), gettext_lazy("Pilih instansi yang sudah ada, atau tulis yang baru.")
    )
    new_name = forms.CharField(label=gettext_lazy("Nama instansi baru"), max_length=255, required=False)
    short_name = forms.CharField(label=gettext_lazy("Singkatan"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("into")) == bool(given.get("new_name")) and "into" not in self.errors:
            self.add_error("into", _("Pilih satu instansi penerus, atau tulis nama instansi baru."))
        return given

    def sources(self) -> list[Institution]:
        return self.chosen("with_1", "with_2", "with_3")


class SplitForm(OfferingForm):
    CHOSEN = ("heir_1", "heir_2", "heir_3", "heir_4")
    field_order = CHOSEN

    heir_1 = _institution(
        gettext_lazy("Penerus pertama"),
        gettext_lazy("Instansi yang belum ada: tambahkan dulu lewat “Tambah instansi”."),
        required=True,
    )
    heir_2 = _institution(gettext_lazy("Penerus kedua"), required=True)
    heir_3 = _institution(gettext_lazy("Penerus ketiga"))
    heir_4 = _institution(gettext_lazy("Penerus keempat"))

    def heirs(self) -> list[Institution]:
        return self.chosen(*self.CHOSEN)


class SharesForm(forms.Form):
    """Who takes which open thing; what `follows` another is not asked for."""

    def __init__(
        self, *args: Any, things: Iterable[OpenThing], heirs: Sequence[Institution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.heirs = {str(heir.pk): heir for heir in heirs}
        names = [(pk, heir.name) for pk, heir in self.heirs.items()]
        self.asked = [thing for thing in things if not thing.follows]
        for thing in self.asked:
            self.fields[thing.key] = forms.ChoiceField(
                label=f"{capfirst(thing.kind)}: {thing.label}",
                choices=names,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih penerusnya.")},
            )

    def shares(self) -> dict[str, Institution]:
        return {thing.key: self.heirs[self.cleaned_data[thing.key]] for thing in self.asked}


class InstitutionSearchForm(WordSearchForm):
    SEARCHED = ("name", "name_en", "short_name", "aliases__name", "region__name")


class RegionSearchForm(WordSearchForm):
    SEARCHED = ("name", "code", "province__name")


class MapUploadForm(forms.Form):
    """The terms come before the file: a browser forgets the chosen file when the form comes back, never the words."""

    credit = forms.CharField(
        label=gettext_lazy("Sumber"),
        max_length=160,
        help_text=gettext_lazy("Lembaga yang membuat peta ini. Tampil di bawah peta."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Tautan sumber"), max_length=500, required=False, assume_scheme="https"
    )
    licence = forms.CharField(
        label=gettext_lazy("Lisensi"),
        max_length=160,
        help_text=gettext_lazy("Izin pemakaiannya, seperti ditulis sumbernya. Tanpa izin, jangan diunggah."),
    )
    dated_on = forms.DateField(
        label=gettext_lazy("Tanggal data"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Batas wilayah pada peta ini berlaku pada tanggal itu."),
    )
    code_property = forms.CharField(
        label=gettext_lazy("Nama isian kode"),
        max_length=60,
        initial="kode",
        help_text=gettext_lazy(
            "Isian (property) tiap fitur yang memuat kode Kemendagri, misalnya 11 untuk Aceh."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas GeoJSON"),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        help_text=gettext_lazy(
            "Satu fitur tiap provinsi, 38 provinsi, koordinat WGS 84, paling besar 10 MB. "
            "Bila ada yang salah, berkas yang sudah diperbaiki dipilih lagi; isian lain tetap tersimpan."
        ),
    )


class MapUseForm(forms.Form):
    """`use` is what the public shall see: this map, or the tiles."""

    use = forms.BooleanField(required=False, widget=forms.HiddenInput)
