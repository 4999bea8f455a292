"""Registers the gallery's themes in the CMS."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from practices.models import Theme
from practices.viewsets import THEME_POLICY, ThemeViewSet

register_permission_policy(Theme, THEME_POLICY)


@hooks.register("register_admin_viewset")
def register_themes() -> ThemeViewSet:
    return ThemeViewSet()
