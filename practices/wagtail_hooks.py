"""Registers what the CMS shows of the gallery."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from practices.panels import show_what_waits
from practices.viewsets import POLICIES, PROOF_CHOOSER, GalleryGroup, ThemeViewSet

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_gallery() -> list[object]:
    return [PROOF_CHOOSER, GalleryGroup(), ThemeViewSet()]


# After the panel of the plans, which takes the place of Wagtail's own.
hooks.register("construct_homepage_panels", show_what_waits, order=100)
