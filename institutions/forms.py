"""Forms of staff for institutions and their spellings."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from foundation.cms import WordSearchForm
from institutions.models import Institution
from institutions.queries import free_slug


class InstitutionForm(WagtailAdminModelForm):
    """The address is made from the name, once: it is public."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Institution
        fields = ["name", "short_name", "name_en", "kind", "region"]

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
        help_text=gettext_lazy("Instansi yang tetap; komitmen, tonggak, dan laporan pindah ke sini."),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=255)

    def __init__(self, *args: Any, others: QuerySet[Institution], widget: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["keep"])
        field.queryset, field.widget = others, widget


class InstitutionSearchForm(WordSearchForm):
    SEARCHED = ("name", "name_en", "short_name", "aliases__name", "region__name")


class RegionSearchForm(WordSearchForm):
    SEARCHED = ("name", "code", "province__name")
