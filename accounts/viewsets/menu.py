"""The addresses of the pages, and their place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from accounts.permissions import may_manage_accounts
from accounts.viewsets.base import TITLE
from accounts.viewsets.listing import AccountListView
from accounts.viewsets.people import AccountAddView, AccountView
from accounts.viewsets.steps import (
    DeactivateView,
    ReactivateView,
    RoleAddView,
    RoleRevokeView,
    SendLinkView,
)


class SecretariatMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_manage_accounts(request.user)


class AccountViewSet(ViewSet):
    name = "cms_account"
    url_prefix = "akun"
    icon = "user"
    add_to_admin_menu = True
    menu_label = TITLE
    menu_order = 105
    menu_item_class = SecretariatMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(AccountListView), name="index"),
            path("hasil/", self.construct_view(AccountListView, results_only=True), name="index_results"),
            path("tambah/", self.construct_view(AccountAddView), name="add"),
            path("<int:pk>/", self.construct_view(AccountView), name="account"),
            path("<int:pk>/peran/", self.construct_view(RoleAddView), name="grant"),
            path(
                "<int:pk>/peran/<int:membership>/cabut/", self.construct_view(RoleRevokeView), name="revoke"
            ),
            path("<int:pk>/nonaktif/", self.construct_view(DeactivateView), name="deactivate"),
            path("<int:pk>/aktif/", self.construct_view(ReactivateView), name="reactivate"),
            path("<int:pk>/surel/", self.construct_view(SendLinkView), name="send_link"),
        ]
