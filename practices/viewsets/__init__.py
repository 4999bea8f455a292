"""The gallery in the CMS beside its pages: what the public sent, the yearly questions, and the themes."""

from django.db.models import Model
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from foundation.cms import ViewOnlyPolicy
from practices.models import LifeCheck, PracticeCopy, PracticeSubmission, Theme
from practices.viewsets.copies import CopyViewSet
from practices.viewsets.life import LifeCheckViewSet
from practices.viewsets.proofs import PROOF_CHOOSER
from practices.viewsets.submissions import SubmissionViewSet
from practices.viewsets.themes import THEME_POLICY, ThemeViewSet

POLICIES: dict[type[Model], ModelPermissionPolicy] = {
    Theme: THEME_POLICY,
    **{model: ViewOnlyPolicy(model) for model in (PracticeSubmission, PracticeCopy, LifeCheck)},
}


class GalleryGroup(ViewSetGroup):
    menu_label = gettext_lazy("Galeri praktik")
    menu_icon = "pick"
    menu_order = 95
    items = (SubmissionViewSet(), CopyViewSet(), LifeCheckViewSet())


__all__ = ["POLICIES", "PROOF_CHOOSER", "GalleryGroup", "ThemeViewSet"]
