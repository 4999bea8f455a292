"""Forms about one institution: its spellings, and the record of it that stands twice."""

from typing import Any, cast

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.cms import ActionFormView
from institutions.actions import add_alias, merge_institutions
from institutions.forms import AliasForm, MergeForm
from institutions.models import Institution
from institutions.viewsets.choosers import INSTITUTION_CHOOSER, standing_institutions


class OfInstitution(ActionFormView):
    """A form about one institution that writes through an action."""

    model = Institution
    permission_required = "change"
    header_icon = "group"
    template_name = "institutions/admin/form.html"
    institution: Institution

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.institution = get_object_or_404(Institution, pk=kwargs["pk"])

    @property
    def person(self) -> AbstractUser:
        """The sign-in gate lets nobody else in."""
        return cast(AbstractUser, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_institution:index"), "label": _("Instansi")},
            {
                "url": reverse("cms_institution:edit", args=[self.institution.pk]),
                "label": str(self.institution),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_success_url(self) -> str:
        return self.request.path

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.write(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        return self.done()

    def write(self, form: Form) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        return {**known, "institution": self.institution, "aliases": self.institution.aliases.all()}


class AliasView(OfInstitution):
    page_title = gettext_lazy("Nama lain")
    form_class = AliasForm
    submit_button_label = gettext_lazy("Tambah ejaan")
    done_message = gettext_lazy("Ejaan ditambahkan.")

    def write(self, form: Form) -> None:
        add_alias(institution=self.institution, by=self.person, **form.cleaned_data)


class MergeView(OfInstitution):
    """The opened record is the one that goes; its address leads to the one that stays."""

    page_title = gettext_lazy("Catatan ganda: gabungkan ke catatan lain")
    form_class = MergeForm
    submit_button_label = gettext_lazy("Gabungkan")
    done_message = gettext_lazy("Instansi digabung; semua catatannya pindah.")

    def get_form_kwargs(self) -> dict[str, Any]:
        others = standing_institutions().exclude(pk=self.institution.pk)
        widget = INSTITUTION_CHOOSER.widget_class()
        return {**super().get_form_kwargs(), "others": others, "widget": widget}

    def get_success_url(self) -> str:
        return reverse("cms_institution:index")

    def write(self, form: Form) -> None:
        given = form.cleaned_data
        merge_institutions(keep=given["keep"], drop=self.institution, by=self.person, reason=given["reason"])
