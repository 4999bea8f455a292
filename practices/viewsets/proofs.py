"""Choosing a proof for a practice: published ones alone, for editors do not read reports."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from evidence.enums import EvidenceState
from evidence.models import Evidence
from foundation.cms import WordSearchForm


def published() -> QuerySet[Evidence]:
    return Evidence.objects.filter(state=EvidenceState.PUBLISHED)


class ProofSearchForm(WordSearchForm):
    SEARCHED = ("title", "institution__name", "institution__short_name")


class ChooseProof:
    """Mixin of choose views."""

    filter_form_class = ProofSearchForm

    def get_object_list(self) -> QuerySet[Evidence]:
        return published().select_related("institution").order_by("title", "pk")

    @property
    def columns(self) -> list[Any]:
        own = super().columns  # type: ignore[misc]  # a choose view's
        return [*own, Column("institution", label=_("Instansi"), accessor="institution")]


class ChooseProofView(ChooseProof, ChooseView):
    pass


class ChooseProofResultsView(ChooseProof, ChooseResultsView):
    pass


class ChosenProofView(ChosenView):
    def get_object(self, pk: Any) -> Evidence:
        return published().get(pk=pk)


class ChosenProofsView(ChosenMultipleView):
    def get_objects(self, pks: Any) -> QuerySet[Evidence]:
        return published().filter(pk__in=pks)


class ProofChooser(BaseChooser):
    """What was taken down after it was chosen is nothing chosen: its title is nobody's to read."""

    def get_instance(self, value: Any) -> Evidence | None:
        found = super().get_instance(value)
        return found if found and found.state == EvidenceState.PUBLISHED else None


class ProofChooserViewSet(ChooserViewSet):
    model = Evidence
    icon = "doc-full"
    choose_one_text = gettext_lazy("Pilih data dukung")
    choose_another_text = gettext_lazy("Pilih data dukung lain")
    choose_view_class = ChooseProofView
    choose_results_view_class = ChooseProofResultsView
    chosen_view_class = ChosenProofView
    chosen_multiple_view_class = ChosenProofsView
    base_widget_class = ProofChooser
    per_page = 20


PROOF_CHOOSER = ProofChooserViewSet("proof_chooser", url_prefix="data-dukung/pilih")
