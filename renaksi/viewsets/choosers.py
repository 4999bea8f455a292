"""Choosing a commitment: found by every word of its title, number, plan or region."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from foundation.cms import WordSearchForm
from renaksi.models import Commitment


class CommitmentSearchForm(WordSearchForm):
    SEARCHED = ("title", "title_en", "number", "ogp_code", "plan__label", "region__name")


class ChooseCommitment:
    """Mixin of choose views: commitments of the site's own country with their plan."""

    filter_form_class = CommitmentSearchForm
    title_column: Column

    def get_object_list(self) -> QuerySet[Commitment]:
        return Commitment.objects.filter(plan__country=settings.SITE_COUNTRY).select_related("plan")

    @property
    def columns(self) -> list[Any]:
        """Without Wagtail's state, which asks the database once per row."""
        return [
            self.title_column,
            Column("number", label=_("Nomor"), accessor="number"),
            Column("plan", label=_("Rencana aksi"), accessor="plan"),
        ]


class ChooseCommitmentView(ChooseCommitment, ChooseView):
    pass


class ChooseCommitmentResultsView(ChooseCommitment, ChooseResultsView):
    pass


class CommitmentChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseCommitmentView
    choose_results_view_class = ChooseCommitmentResultsView
